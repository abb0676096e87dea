# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How likely two tellings tell one happening: a few named measures, weighed by `joining/likeness`.

The likeness is a pure function of the two tellings: how common a word is comes from shipped counts, never from the
reports at hand, so that no third report changes it. Every weight carries the words in which it is shown.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tawatur.joining.tellings import reaction_stems
from tawatur.joining.wording import RARE, commonness
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Telling

NAME = 8.7  # bits from which a word is as good as a name
MOST = RARE - 0.5  # bits that one word may bring: a misprint is rare too
SHORT_LEAD = 5  # telling stems of a first sentence under which the second belongs to the lead
LEAST_SENTENCE = 4  # telling stems of a sentence that is compared alone
FARTHEST = 0.1  # cosine of all words under which nothing else is looked at
LEAD_TOLD = 0.1  # share of a lead that what is told in passing holds, else it is not told of that
BIAS = "bias"
NEXT_DAY = 1  # newspapers print what happened the day before
MOST_APART = 6  # days beyond that which speak against two tellings: of both, when it happened and when it was printed
GRAIN = 2.0**-30

TITLE = -1  # row of the headline; sentences are counted from 0
AT_HAND = 512  # tellings whose words are at hand by word: one is compared with hundreds
MOST_SPREADS, MOST_WORDS = 20_000, 100_000  # kept to be shared by profiles

Rows = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How often each row of a telling holds a word; most words of most tellings share a few of these.

    Args:
        whole: What this multiplies the bits of the word by in the telling.
        leads: The same in the lead, were it the headline and one sentence, or two.
        rows: The same in each row that holds it.
    """

    whole: float
    leads: tuple[float, float]
    rows: tuple[tuple[int, float], ...]


_spreads: dict[Rows, Spread] = {}
_words: dict[str, str] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A telling made ready for comparing, in little room: a process holds those of a week's news.

    Args:
        place: Report key and start, by which the two of a pair are put in order.
        words: Its stems.
        values: What each weighs in the telling.
        spreads: Where each stands.
        length: Of the vector of these values.
        lead: Sum of the weights in headline and first sentence.
        first: Sentences that belong to these.
        rows: Rows that are compared alone, each with the length of its vector.
        reacts: Whether the lead tells a reaction.
        type: Type of the event.
        places: Names of places.
        numbers: Numbers.
        sources: Who says so.
        days: First and last day on which it happened, or was printed, counted from the year 1.
        printed: The day on which it was printed.
        tells: Whether it tells an incident in substance: where neither of two does, nothing joins them.
    """

    place: tuple[str, int]
    words: tuple[str, ...]
    values: tuple[float, ...]
    spreads: tuple[Spread, ...]
    length: float
    lead: float
    first: int
    rows: tuple[tuple[int, float], ...]
    reacts: bool
    type: str
    places: tuple[str, ...]
    numbers: tuple[int, ...]
    sources: tuple[str, ...]
    days: tuple[int, int] | None
    printed: tuple[int, int] | None
    tells: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """The table `joining/likeness`: the weight of each measure, and how it is put into words."""

    weight: Mapping[str, float]
    reason: Mapping[str, str]


def _weights(lexicon: Lexicon) -> Weights:
    rows = list(lexicon.table("joining/likeness").columns("feature", "weight", "reason"))
    return Weights({f: float(w) for f, w, _ in rows}, {f: r for f, _, r in rows})


def weights(lexicon: Lexicon | None = None) -> Weights:
    """Return the weights of the measures.

    Args:
        lexicon: Tables to use; the built-in ones if None.
    """
    return (lexicon or default_lexicon()).compiled("joining.likeness", _weights)


def _more(n: int) -> float:
    """What holding a word so often multiplies its bits by."""
    return 1 + math.log(n) if n else 0.0


def _spread(rows: Rows) -> Spread:
    """One record for all words that stand in the same rows."""
    found = _spreads.get(rows)
    if found is None:
        if len(_spreads) >= MOST_SPREADS:
            _spreads.clear()
        one, two = (_more(sum(n for row, n in rows if row < first)) for first in (1, 2))
        each = tuple((row, _more(n)) for row, n in rows)
        found = _spreads[rows] = Spread(_more(sum(n for _, n in rows)), (one, two), each)
    return found


def _rows_of(telling: Telling) -> dict[str, Rows]:
    """In which rows each word of a telling stands, and how often."""
    found: dict[str, Rows] = {}
    for row, held in enumerate((telling.title, *telling.sentences), TITLE):
        once = ((row, 1),)  # most words stand in one row, once: all of them share one record
        for word in held:
            mine = found.get(word)
            if mine is None:
                found[word] = once
            elif mine[-1][0] == row:
                found[word] = (*mine[:-1], (row, mine[-1][1] + 1))
            else:
                found[word] = mine + once
    return found


def profile(telling: Telling, lexicon: Lexicon | None = None) -> Profile:
    """Return a telling made ready for comparing.

    Args:
        telling: The telling.
        lexicon: Tables to use; the built-in ones if None.
    """
    if len(_words) >= MOST_WORDS:
        _words.clear()
    known, sentences = commonness(), telling.sentences
    first = 2 if sentences and len(sentences[0]) < SHORT_LEAD else 1
    squares = {row: 0.0 for row, held in enumerate(sentences) if len(held) >= LEAST_SENTENCE}
    if telling.title:
        squares[TITLE] = 0.0
    words, values, spreads, lead_words = [], [], [], []
    lead = 0.0
    for word, rows in _rows_of(telling).items():
        spread = _spread(rows)
        bits = min(known.get(word, RARE), MOST)
        words.append(_words.setdefault(word, word))
        values.append(bits if spread.whole == 1.0 else bits * spread.whole)
        spreads.append(spread)
        if spread.leads[first - 1]:
            lead += bits * spread.leads[first - 1]
            lead_words.append(word)
        for row, x in spread.rows:
            if row in squares:
                squares[row] += (bits * x) ** 2
    return Profile(
        place=(telling.report, telling.start),
        words=tuple(words),
        values=tuple(values),
        spreads=tuple(spreads),
        length=math.sqrt(sum(x * x for x in values)) or 1.0,
        lead=lead,
        first=first,
        rows=tuple((row, math.sqrt(square) or 1.0) for row, square in squares.items()),
        reacts=not reaction_stems(lexicon).isdisjoint(lead_words),
        type=telling.type,
        places=telling.places,
        numbers=telling.numbers,
        sources=telling.sources,
        days=_ordinals(telling.days),
        printed=_ordinals(None if telling.published is None else (telling.published[:10], telling.published[:10])),
        tells=telling.substance,
    )


def _ordinals(days: tuple[str, str] | None) -> tuple[int, int] | None:
    """Days as numbers; None where there are none, or one that no month has."""
    if days is None:
        return None
    try:
        first, last = (date.fromisoformat(day).toordinal() for day in days)
    except ValueError:
        return None
    return first, last


@lru_cache(maxsize=AT_HAND)
def _by_word(profile: Profile) -> dict[str, int]:
    """The place of each word among those of a telling."""
    return dict(zip(profile.words, range(len(profile.words)), strict=True))


def _rows_alike(a: Profile, b: Profile, shared: list[tuple[float, Spread, Spread]]) -> list[float]:
    """For each row of the telling with fewer of them, its likeness to the most alike of the other, best first.

    Args:
        a: One telling.
        b: The other.
        shared: Bits and rows of each word that both hold.
    """
    sums: dict[tuple[int, int], float] = {}
    for bits, mine, theirs in shared:
        square = bits * bits
        for row, x in mine.rows:
            for other, y in theirs.rows:
                pair = row, other
                sums[pair] = sums.get(pair, 0.0) + x * y * square
    left, right = dict(a.rows), dict(b.rows)
    is_left = len(left) < len(right)
    best = dict.fromkeys(left if is_left else right, 0.0)
    for (row, other), value in sums.items():
        if row in left and other in right:
            here, found = row if is_left else other, value / (left[row] * right[other])
            if found > best[here]:
                best[here] = found
    return sorted(best.values(), reverse=True)


def _covers(a: Profile, b: Profile, shared: list[tuple[float, Spread, Spread]]) -> tuple[float, float]:
    """Share of the weight of each lead that the other telling holds."""
    mine, theirs = a.first - 1, b.first - 1
    left = sum(bits * s.leads[mine] for bits, s, _ in shared) / a.lead if a.lead else 0.0
    right = sum(bits * t.leads[theirs] for bits, _, t in shared) / b.lead if b.lead else 0.0
    return left, right


def _shares(a: Iterable[object], b: Iterable[object]) -> float:
    return float(not set(a).isdisjoint(b))


def _apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int:
    """Days that lie between two spans of days, the next one aside."""
    if a is None or b is None:
        return 0
    return min(max(a[0] - b[1] - NEXT_DAY, b[0] - a[1] - NEXT_DAY, 0), MOST_APART)


def measures(a: Profile, b: Profile) -> dict[str, float]:
    """Return the measures of likeness of two tellings by name; the order of the two does not matter.

    Args:
        a: One telling.
        b: The other.
    """
    if not (a.tells or b.tells):
        return {"words": 0.0}
    if b.place < a.place:
        a, b = b, a  # sums in one order whoever came first: a report added later changes no bit
    at = _by_word(b)
    pairs = [(n, at[word]) for n, word in enumerate(a.words) if word in at]
    length = a.length * b.length
    words = sum(a.values[n] * b.values[m] for n, m in pairs) / length
    if words < FARTHEST:
        return {"words": words}
    known = commonness()
    bits = [known.get(a.words[n], RARE) for n, _ in pairs]
    shared = [(min(x, MOST), a.spreads[n], b.spreads[m]) for x, (n, m) in zip(bits, pairs, strict=True)]
    left, right = _covers(a, b, shared)
    if a.tells != b.tells and (left if a.tells else right) < LEAD_TOLD:
        return {"words": words}
    best = _rows_alike(a, b, shared)
    named = (a.values[n] * b.values[m] for x, (n, m) in zip(bits, pairs, strict=True) if x >= NAME)
    others = bool(a.sources and b.sources) and set(a.sources).isdisjoint(b.sources)
    return {
        "words": words,
        "names": sum(named) / length,
        "leads": (left + right) / 2,
        "lead": max(left, right),
        "sentence": best[0] if best else 0.0,
        "second": best[1] if len(best) > 1 else 0.7 * best[0] if best else 0.0,
        "sentences": sum(best) / len(best) if best else 0.0,
        "place": _shares(a.places, b.places),
        "numbers": _shares(a.numbers, b.numbers),
        "type": float(a.type == b.type != ""),
        "other_sources": float(others),
        "reaction": float(a.reacts != b.reacts),
        "reactions": float(a.reacts and b.reacts and others),
        "apart": float(min(_apart(a.days, b.days), _apart(a.printed, b.printed))),
    }


def likeness(found: Mapping[str, float], known: Weights) -> float:
    """Return the probability that two tellings with these measures tell one happening.

    Args:
        found: Their measures.
        known: The weights.
    """
    if len(found) == 1:
        return 0.0
    total = known.weight.get(BIAS, 0.0) + sum(known.weight.get(name, 0.0) * x for name, x in found.items())
    return grained(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))


def grained(value: float) -> float:
    """Return a likeness as the nearest multiple of `GRAIN`: sums of such are exact, in whatever order they are added.

    Args:
        value: 0 to 1.
    """
    return round(value / GRAIN) * GRAIN


def reasons(found: Mapping[str, float], known: Weights) -> tuple[str, ...]:
    """Return what speaks for and against two tellings being one happening, strongest first.

    Args:
        found: Their measures.
        known: The weights.
    """
    parts = {name: known.weight.get(name, 0.0) * x for name, x in found.items() if name in known.reason}
    said = sorted((name for name, part in parts.items() if abs(part) >= 0.1), key=lambda n: (-abs(parts[n]), n))
    return tuple(f"{known.reason[name]} ({parts[name]:+.1f})" for name in said)
