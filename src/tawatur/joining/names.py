# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tell whether two names of persons can be one: «محمد بن عبد الله الحربي» and «الدكتور محمد عبدالله الحربي».

A name is read into parts: titles and «بن» fall away; «عبد الله», «أبو بكر», «آل سعود», «صلاح الدين» are one part each.
Two names are one where the parts of the shorter stand in the longer in their order, given name with given name, and
tell enough together. Parts agree when they are spelt alike (`spelling.distance`): of foreign names much may differ, of
Arab names next to nothing; «حسن» and «حسين» are brothers, not spellings (`names/given`).
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from tawatur.joining.spelling import ARTICLE, distance, letters
from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.text.normalize import fold
from tawatur.text.words import TOKEN

SAME = 0.5  # likeness from which two names are taken for one
ENOUGH = 15.0  # bits that agreeing parts must tell, less what their spellings cost
OPEN_END = 20.0  # the same where the longer name goes on after the last part of the shorter
RULING = 12.0  # the same for «فلان بن فلان» and nothing more, as ruling families are named, where the longer goes on so
ARAB_BITS = 2.6  # between spellings of one part of an Arab name
FOREIGN_BITS, FOREIGN_PER_LETTER = 13.0, 2.4  # between spellings of one part of another name, and for each letter
GIVEN_BITS, MOST_BITS = 7.5, 13.0  # that a common given name, and any part, tells at most
TELLING = 10.5  # bits of a part that may stand for the whole name
MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: folded, words that belong together joined.

    Args:
        text: The part, «عبدالله» for «عبد الله».
        kunya: It is «أبو …» or «أم …».
        family: It stood after «آل».
        child: It stood after «بن» or «بنت».
    """

    text: str
    kunya: bool = False
    family: bool = False
    child: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    titles: frozenset[tuple[str, ...]]
    longest: int
    places: dict[str, str]  # particle: inside, prefix, last
    given: dict[str, str]  # spelling: name
    bits: dict[str, float]


def _compile(lexicon: Lexicon) -> _Known:
    titles: set[tuple[str, ...]] = set()
    for title, feminine in lexicon.table("entities/titles").columns("title", "feminine"):
        titles.update(tuple(fold(form).split()) for form in (title, *values(feminine)) if form)
    titles |= {tuple(w.removeprefix(ARTICLE) for w in title) for title in titles if len(title) == 1}
    places = {fold(token): place for token, place in lexicon.table("entities/name_particles").columns("token", "place")}
    given: dict[str, str] = {}
    for name, variants in lexicon.table("names/given").columns("name", "variants"):
        for form in (name, *values(variants)):
            given[letters(form)] = letters(name)
    counts = {fold(t): int(n) for t, n in lexicon.table("entities/name_tokens").columns("token", "count")}
    total = sum(counts.values())
    bits = {token: min(MOST_BITS, math.log2(total / (count + 1))) for token, count in counts.items()}
    peoples = ("demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp")
    for row in lexicon.table("entities/countries").columns(*peoples):
        for form in (form for cell in row for form in values(cell)):
            bits[fold(form)] = bits[ARTICLE + fold(form)] = 0.0  # «الأسباني» says where from, not who
    return _Known(frozenset(titles), max(map(len, titles)), places, given, bits)


def _known(lexicon: Lexicon | None) -> _Known:
    return (lexicon or default_lexicon()).compiled("joining.names", _compile)


def _untitled(words: list[str], known: _Known) -> list[str]:
    """Words of a name without the titles before it; something is always left."""
    while len(words) > 1:
        for size in range(min(known.longest, len(words) - 1), 0, -1):
            if tuple(words[:size]) in known.titles and letters(words[0]) not in known.given:
                words = words[size:]
                break
        else:
            return words
    return words


@lru_cache(maxsize=16_384)
def parts(name: str, lexicon: Lexicon | None = None) -> tuple[Part, ...]:
    """Return the parts of a name.

    Args:
        name: As a report writes it.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = _known(lexicon)
    words = [fold(m[0]).lower() for m in TOKEN.finditer(name) if m.lastgroup in ("word", "latin")]
    words = _untitled([word for word in words if word], known)
    out: list[Part] = []
    prefix, child = "", False
    for number, word in enumerate(words[: 3 * MOST_PARTS]):
        place = known.places.get(word, "")
        if place == "inside" and 0 < number < len(words) - 1 and not prefix:
            child = True
            continue
        if place == "prefix" and number < len(words) - 1:
            prefix += word
        elif place == "last" and out and not prefix and word.startswith(ARTICLE):
            out[-1] = replace(out[-1], text=out[-1].text + word)
        else:
            out.append(replace(_part(prefix, word), child=child))
            prefix, child = "", False
    return tuple(out[:MOST_PARTS])


def _part(prefix: str, word: str) -> Part:
    """A part with what stood before it: «آل» becomes the article, «أبا» and «أبي» «أبو»."""
    if prefix == "ال":
        return Part(ARTICLE + word.removeprefix(ARTICLE), family=True)
    if prefix in ("ابو", "ابي", "ابا", "ام"):
        return Part(("ام" if prefix == "ام" else "ابو") + word, kunya=True)
    return Part(prefix + word)


def told(part: Part, lexicon: Lexicon | None = None) -> float:
    """Return how many bits a part tells: little, if many persons bear it.

    Args:
        part: A part of a name.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = _known(lexicon)
    bits = known.bits.get(part.text, MOST_BITS)
    return min(bits, GIVEN_BITS) if letters(part.text) in known.given else bits


def _apart(a: Part, b: Part, known: _Known) -> float | None:
    """Bits between two parts; None where they are two names."""
    left, right = letters(a.text), letters(b.text)
    if left == right:
        return 0.0
    given = known.given.get(left), known.given.get(right)
    if given[0] is not None and given[1] is not None:
        return 0.0 if given[0] == given[1] else None
    bits = distance(a.text, b.text).bits
    arab = any(g is not None for g in given) or left.startswith(ARTICLE) or right.startswith(ARTICLE)
    allowed = ARAB_BITS if arab else min(FOREIGN_BITS, FOREIGN_PER_LETTER * min(len(left), len(right)))
    return bits if bits <= allowed else None


def _matched(short: tuple[Part, ...], long: tuple[Part, ...], known: _Known) -> list[tuple[int, float]] | None:
    """For each part of the shorter name its place in the longer and the bits between; None if one has no place."""
    out: list[tuple[int, float]] = []
    at = 0
    for number, part in enumerate(short):
        left = len(short) - number - 1
        for place in range(at, len(long) - left):
            bits = _apart(part, long[place], known)
            if bits is not None:
                out.append((place, bits))
                at = place + 1
                break
        else:
            return None
        if number == 0 and out[0][0] != 0:
            return None
    # The last part is the family's name where it can be.
    last = _apart(short[-1], long[-1], known)
    if last is not None:
        out[-1] = (len(long) - 1, last)
    return out


def _without_kunya(name: tuple[Part, ...]) -> tuple[Part, ...]:
    plain = tuple(part for part in name if not part.kunya)
    return plain if len(plain) > 1 and name[0].kunya else name


def _is_ruling(short: tuple[Part, ...], long: tuple[Part, ...]) -> bool:
    """Whether the shorter is «فلان بن فلان» and the longer goes on with «بن» or «آل»."""
    return len(short) == 2 and short[1].child and long[1].child and (long[2].child or long[2].family)


@lru_cache(maxsize=16_384)
def like(a: str, b: str, lexicon: Lexicon | None = None) -> Likeness:
    """Return how alike two full names are; names of one part tell too little and are never alike.

    Args:
        a: A name.
        b: Another.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = _known(lexicon)
    left, right = parts(a, lexicon), parts(b, lexicon)
    joined = ["".join(letters(part.text) for part in name) for name in (left, right)]
    if joined[0] == joined[1] and joined[0]:
        return Likeness(1.0 if min(len(left), len(right)) > 1 else 0.4, ("the same name",))
    left, right = sorted((_without_kunya(left), _without_kunya(right)), key=lambda n: (len(n), [p.text for p in n]))
    if len(left) < 2:
        return Likeness(0.0)
    matched = _matched(left, right, known)
    if matched is None:
        return Likeness(0.0)
    evidence = sum(told(part, lexicon) - bits for part, (_, bits) in zip(left, matched, strict=True))
    closed = matched[-1][0] == len(right) - 1
    needed = ENOUGH if closed else RULING if matched[-1][0] == 1 and _is_ruling(left, right) else OPEN_END
    reasons = [
        f"{part.text} = {right[place].text}" + (f" ({bits:.0f} bits apart)" if bits else "")
        for part, (place, bits) in zip(left, matched, strict=True)
    ]
    return Likeness(round(1 / (1 + 2 ** ((needed - evidence) / 2)), 4), tuple(reasons))


def same(a: str, b: str, lexicon: Lexicon | None = None) -> bool:
    """Return whether two full names may be taken for one person's, if nothing else speaks against it.

    Args:
        a: A name.
        b: Another.
        lexicon: Tables to use; the built-in ones if None.
    """
    return like(a, b, lexicon).score >= SAME


def is_telling(part: Part, lexicon: Lexicon | None = None) -> bool:
    """Return whether one part of a name alone may point to a person: «السيستاني» may, «محمد» may not.

    Args:
        part: A part of a name.
        lexicon: Tables to use; the built-in ones if None.
    """
    return told(part, lexicon) >= TELLING and len(part.text) > 3
