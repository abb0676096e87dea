# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How likely two tellings tell one happening: a few named measures, weighed by `joining/likeness`.

The likeness is a pure function of the two tellings: how common a word is comes from shipped counts, never from the
reports at hand, so that no third report changes it. Every weight carries the words in which it is shown.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tawatur.joining.tellings import reaction_stems
from tawatur.joining.wording import RARE, bits_of
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Telling

NAME = 8.7  # bits from which a word is as good as a name
MOST = RARE - 0.5  # bits that one word may bring: a misprint is rare too
SHORT_LEAD = 5  # telling stems of a first sentence under which the second belongs to the lead
LEAST_SENTENCE = 4  # telling stems of a sentence that is compared alone
FARTHEST = 0.1  # cosine of all words under which nothing else is looked at
BIAS = "bias"

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """A telling made ready for comparing."""

    telling: Telling
    all: Vector
    names: Vector
    lead: Vector
    rows: tuple[Vector, ...]
    reacts: bool


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


def _vector(words: Iterable[str]) -> Vector:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    raw = {word: (1 + math.log(n)) * min(bits_of(word), MOST) for word, n in counts.items()}
    length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {word: x / length for word, x in raw.items()}


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[word] for word, x in a.items() if word in b)


def _cover(lead: Vector, words: Vector) -> float:
    """Share of the weight of a lead that another telling holds."""
    total = sum(lead.values())
    return sum(x for word, x in lead.items() if word in words) / total if total else 0.0


def profile(telling: Telling, lexicon: Lexicon | None = None) -> Profile:
    """Return a telling made ready for comparing.

    Args:
        telling: The telling.
        lexicon: Tables to use; the built-in ones if None.
    """
    title, rows = telling.title, telling.sentences
    whole = _vector([*title, *(word for row in rows for word in row)])
    first = 2 if rows and len(rows[0]) < SHORT_LEAD else 1
    lead = [*title, *(word for row in rows[:first] for word in row)]
    alone = [row for row in rows if len(row) >= LEAST_SENTENCE] + ([title] if title else [])
    return Profile(
        telling,
        all=whole,
        names={word: x for word, x in whole.items() if bits_of(word) >= NAME},
        lead=_vector(lead),
        rows=tuple(_vector(row) for row in alone),
        reacts=not reaction_stems(lexicon).isdisjoint(lead),
    )


def _best(rows: Sequence[Vector], others: Sequence[Vector]) -> list[float]:
    """For each sentence, its likeness to the most alike of the others, best first."""
    return sorted((max((_cosine(row, other) for other in others), default=0.0) for row in rows), reverse=True)


def _shares(a: Iterable[object], b: Iterable[object]) -> float:
    return float(not set(a).isdisjoint(b))


def measures(a: Profile, b: Profile) -> dict[str, float]:
    """Return the measures of likeness of two tellings by name; the order of the two does not matter.

    Args:
        a: One telling.
        b: The other.
    """
    if (b.telling.report, b.telling.start) < (a.telling.report, a.telling.start):
        a, b = b, a  # sums in one order whoever came first: a report added later changes no bit
    words = _cosine(a.all, b.all)
    if words < FARTHEST:
        return {"words": words}
    short, long = (a.rows, b.rows) if len(a.rows) <= len(b.rows) else (b.rows, a.rows)
    best = _best(short, long) if len(short) < len(long) else _best(long, short)
    covers = sorted((_cover(a.lead, b.all), _cover(b.lead, a.all)))
    s, t = a.telling, b.telling
    others = bool(s.sources and t.sources) and set(s.sources).isdisjoint(t.sources)
    return {
        "words": words,
        "names": _cosine(a.names, b.names),
        "leads": (covers[0] + covers[1]) / 2,
        "lead": covers[1],
        "sentence": best[0] if best else 0.0,
        "second": best[1] if len(best) > 1 else 0.7 * best[0] if best else 0.0,
        "sentences": sum(best) / len(best) if best else 0.0,
        "place": _shares(s.places, t.places),
        "numbers": _shares(s.numbers, t.numbers),
        "type": float(s.type == t.type != ""),
        "other_sources": float(others),
        "reaction": float(a.reacts != b.reacts),
        "reactions": float(a.reacts and b.reacts and others),
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
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def reasons(found: Mapping[str, float], known: Weights) -> tuple[str, ...]:
    """Return what speaks for and against two tellings being one happening, strongest first.

    Args:
        found: Their measures.
        known: The weights.
    """
    parts = {name: known.weight.get(name, 0.0) * x for name, x in found.items() if name in known.reason}
    said = sorted((name for name, part in parts.items() if abs(part) >= 0.1), key=lambda n: (-abs(parts[n]), n))
    return tuple(f"{known.reason[name]} ({parts[name]:+.1f})" for name in said)
