# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Analyse single words: every way to cut one into proclitics, stem, ending and pronoun that the lexicon allows.

The ways are ranked by the sum of the weights of their parts. A word that the lexicon cannot explain gets
guesses, marked as such; a guess that the whole word is a name stands at the end of every list, because
names look like anything.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tawatur.text.normalize import fold
from tawatur.text.records import Analysis
from tawatur.text.stems import (
    DEFINITE,
    GUESSED,
    NOMINAL,
    RELATIVE,
    SUBJECTS,
    Ending,
    Front,
    Morphology,
    Stem,
    skeleton,
)
from tawatur.text.sums import plain_sum

MOST = 8  # analyses kept per word
HOPELESS = 12.0  # log weight below the best analysis at which one is dropped
_AND = "و"  # stands before any name; the other proclitics are rarely guessed right before an unknown word
RIVAL = "!"  # marks the stem of a guess that stands beside known readings
LONG = 9  # letters from which all names are equally unlikely
SHORTEST_GUESS = 3  # letters of a guessed stem
_ARTICLE = ("ال",)
_SUBJECTS = {letter: fold(letter) for letter in SUBJECTS}
LONGEST_WORD = 30  # letters; what is longer is no Arabic word, and is not searched
# How a letter that was expected is written instead: (expected, written) to the kind of misspelling.
_MISSPELT = {
    **{(e, "ا"): "bare" for e in "أإآ"},
    **{("ا", w): "extra" for w in "أإآ"},
    **{(e, w): "swap" for e in "أإآ" for w in "أإآ" if e != w},
    **{(e, w): "seat" for e in "ؤئء" for w in "ؤئء" if e != w},
    ("ى", "ي"): "dot",
    ("ي", "ى"): "undot",
    ("ة", "ه"): "ta",
    ("ه", "ة"): "ha",
}


class Candidate(NamedTuple):
    """A way to cut a word, with its score."""

    score: float
    front: Front
    stem: Stem
    ending: Ending
    bit: int
    misspelt: tuple[str, ...]


def _misspelt(expected: str, form: str) -> tuple[str, ...]:
    """The kinds of misspelling between an expected and a written form."""
    return tuple(_MISSPELT.get(pair, "other") for pair in zip(expected, form, strict=False) if pair[0] != pair[1])


def candidates(morphology: Morphology, form: str) -> list[Candidate]:
    """Every analysis of a form that the lexicon allows, unsorted."""
    key = skeleton(form)
    size = len(key)
    if not 0 < size <= LONGEST_WORD:
        return []
    stems_at, endings, weights = morphology.stems.at, morphology.endings, morphology.weights
    fronts: list[tuple[int, tuple[Front, ...]]] = []
    for cut in range(size):
        opening = key[:cut]
        if opening not in morphology.openings:
            break
        front = morphology.fronts.get(opening)
        if front is not None:
            fronts.append((cut, front))
    found: list[Candidate] = []
    for cut in range(size, max(0, size - morphology.longest) - 1, -1):
        classes = endings.get(key[cut:])
        if classes is None:
            continue
        for begin, front in fronts:
            if begin >= cut:
                break
            for cls, stem in stems_at(key[begin:cut]):
                options = classes.get(cls)
                if options is not None:
                    _match(found, form, front, stem, options, weights)
    return found


def _match(
    found: list[Candidate],
    form: str,
    fronts: tuple[Front, ...],
    stem: Stem,
    options: list[Ending],
    weights: Mapping[str, float],
) -> None:
    get = weights.get
    for ending in options:
        if ending.group not in stem.groups or (ending.enclitic and stem.pos == "noun_prop"):
            continue
        for front in fronts:
            both = front.admits & ending.asks & stem.asks
            if not both:
                continue
            bit = both & -both
            score = front.weights[bit] + stem.weight + ending.weight
            expected = front.letters + stem.letters + ending.letters
            misspelt: tuple[str, ...] = ()
            if expected != form:
                if ending.enclitic == "ه" and form[-1] == "ة":
                    continue
                misspelt = _misspelt(expected, form)
                if stem.function and "dot" in misspelt:
                    continue  # «علي» is a man's name; the table has the misspellings of particles that are usual
                for kind in misspelt:
                    score += get(f"Z:{kind}", 0.0)
            found.append(Candidate(score, front, stem, ending, bit, misspelt))


def _guess(morphology: Morphology, letters: str, front: Front, bit: int, ending: Ending, pos: str) -> Candidate:
    """A candidate with a stem that the lexicon does not have."""
    key = (pos, min(len(letters), 7), ending.name, front.proclitics)
    weight = morphology.guesses.get(key)
    if weight is None:
        parts = ("", f":{key[1]}", f":{ending.name}", f":+{''.join(front.proclitics)}")
        weight = plain_sum([morphology.weights.get(f"G:{pos}{part}", 0.0) for part in parts])
        morphology.guesses[key] = weight
    lemma = letters + ("ة" if ending.group in "SP" else "")
    stem = Stem(letters, "", lemma, pos, "", "", "", 0, "", weight, fold(letters))
    return Candidate(front.weights[bit] + ending.weight + weight, front, stem, ending, bit, ())


def _guess_fronts(morphology: Morphology, form: str, last: int) -> Iterator[tuple[int, Front, int]]:
    """What may stand before an unknown nominal: letters cut off, the front, what it admits."""
    key = skeleton(form)
    for begin in range(last):
        if key[:begin] not in morphology.openings:
            return
        for front in morphology.fronts.get(key[:begin], ()):
            bit = front.admits & (NOMINAL | DEFINITE)
            if bit:
                yield begin, front, bit


def _names(morphology: Morphology, form: str) -> Iterator[Candidate]:
    """The guesses that a form which the lexicon explains is a name all the same; the longer, the less likely."""
    weights, pos = morphology.weights, "noun_prop"
    bare = next(e for e in morphology.endings[""][GUESSED] if e.group == "s")
    for begin, front, bit in _guess_fronts(morphology, form, 1 + (form[0] == _AND and len(form) > 3)):
        letters = form[begin:]
        weight = weights.get(f"G:{pos}:!{min(len(letters), LONG)}", 0.0)
        weight += weights.get(f"G:{pos}:+!{'+'.join(front.proclitics)}", 0.0)
        stem = Stem(letters, RIVAL, letters, pos, "", "", "", 0, "", weight, fold(letters))
        yield Candidate(front.weights[bit] + bare.weight + weight, front, stem, bare, bit, ())


def _guesses(morphology: Morphology, form: str) -> Iterator[Candidate]:
    """What a form that the lexicon does not explain could be: a name, noun or adjective with regular endings."""
    size, key = len(form), skeleton(form)
    for begin, front, bit in _guess_fronts(morphology, form, max(1, size - 1)):
        for length in range(min(3, size - 2) + 1):
            letters, written = form[begin : size - length], form[size - length :]
            if len(letters) < SHORTEST_GUESS:
                break
            for ending in morphology.endings.get(key[size - length :], {}).get(GUESSED, ()):
                if ending.asks & bit and ending.letters == written:
                    for pos in ("noun", "adj") if length else ("noun_prop", "noun", "adj"):
                        yield _guess(morphology, letters, front, bit, ending, pos)


def _values(chosen: Candidate) -> tuple[Any, ...]:
    """The fields of a candidate's analysis, in their order."""
    _, front, stem, ending, bit, _ = chosen
    proclitics, folded = front.proclitics, stem.folded
    if bit == RELATIVE:
        proclitics, folded = proclitics[:-1], "ال" + folded
    elif ending.aspect == "i":
        folded = _SUBJECTS[front.letters[-1]] + folded
    enclitic = ending.enclitic
    return (
        stem.lemma,
        stem.pos,
        proclitics,
        enclitic,
        folded + ending.free,
        ending.aspect,
        ending.person,
        stem.gender or ending.gender,
        stem.number or ending.number,
        stem.voice,
        enclitic != "" or proclitics[-1:] == _ARTICLE,
        stem.asks != 0,
        front.lead,
        stem.function,
    )


def _order(candidate: Candidate) -> tuple[float, str, str, tuple[str, ...], str, str]:
    """Best first, equals in a fixed order."""
    stem, ending = candidate.stem, candidate.ending
    return (-candidate.score, stem.lemma, stem.pos, candidate.front.proclitics, ending.name, stem.letters)


def analyse(morphology: Morphology, form: str) -> tuple[tuple[Analysis, ...], tuple[float, ...]]:
    """The analyses of a form, best first, with their log weights; at least one.

    Args:
        morphology: The lexicon's indices.
        form: A word without vowel marks, as `normalize.dediac` makes it.
    """
    found = ranked(morphology, form)
    unique: dict[tuple[Any, ...], float] = {}  # of plain tuples, whose hash takes half the time
    for candidate in found:
        if candidate.score < found[0].score - HOPELESS:
            break
        unique.setdefault(_values(candidate), candidate.score)
        if len(unique) == MOST:
            break
    if not unique:
        return (Analysis(form, "noun_prop", stem=fold(form)),), (0.0,)
    return tuple(Analysis(*fields) for fields in unique), tuple(unique.values())


def ranked(morphology: Morphology, form: str) -> list[Candidate]:
    """All candidates of a form, guesses included, best first."""
    if not 0 < len(form) <= LONGEST_WORD:
        return []
    found = candidates(morphology, form)
    found += _names(morphology, form) if found else _guesses(morphology, form)
    found.sort(key=_order)
    return found
