# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Choose among a word's analyses by what stands around it.

A chain of choices, one per token: each analysis has a tag, tags that follow one another have a weight, and
so have tags beside the neighbouring words and beside the tags those would have on their own. The best chain is
found exactly (Viterbi). Only analyses within reach of the best one are weighed, so that most tokens, having one
choice, cost nothing.
"""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.text.memory import Remembered
from tawatur.text.modelfile import opened
from tawatur.text.records import Analysis

MODEL = Path(__file__).parent / "models" / "pos.tsv.gz"
MOST_CHOICES = 4
REACH = 5.0  # an analysis this much below the best one in log weight is out of reach
_EDGE = "#"
_PREPOSITIONS = frozenset("بلك")
_CONJUNCTIONS = frozenset("وف")
_OPEN = frozenset({"noun", "adj", "noun_prop", "num", "verb"})
_NOMINAL = {"noun": "N", "adj": "A", "noun_prop": "R", "num": "Q"}

Contexts = dict[str, dict[str, float]]


class Choice(NamedTuple):
    """An analysis with its tags, coarse and fine, and what it weighs without context."""

    analysis: Analysis
    coarse: str
    fine: str
    weight: float


class Choices(NamedTuple):
    """The choices of a word type, likeliest first, and how its neighbours see it."""

    items: tuple[Choice, ...]
    norm: str
    tag: str


@cache
def _front(letters: tuple[str, ...]) -> str:
    """What stands between the word before and this one; there are few sets of proclitics."""
    joined = "w" if letters[:1] and letters[0] in _CONJUNCTIONS else ""
    return joined + ("b" if any(p in _PREPOSITIONS for p in letters) else "")


def tags(analysis: Analysis) -> tuple[str, str]:
    """The coarse and the fine tag of an analysis."""
    pos = analysis.pos
    front = _front(analysis.proclitics)
    letter = _NOMINAL.get(pos)
    if letter is not None and not analysis.function:
        state = "d" if analysis.proclitics[-1:] == ("ال",) else "e" if analysis.enclitic else ""
        known = "" if analysis.known else "?"
        coarse = f"{letter}{known}{state}:{front}"
        return coarse, f"{coarse}/{analysis.gender}{analysis.number}"
    if pos == "verb" and not analysis.function:
        coarse = f"V{analysis.aspect}{analysis.voice[:1]}:{front}"
        future = "s" if "س" in analysis.proclitics else ""
        return coarse, f"{coarse}/{analysis.person}{analysis.gender}{analysis.number}{future}"
    if pos in ("punct", "symbol", "latin"):
        return pos, f"{pos}/{ord(analysis.lemma[0]) if analysis.lemma else 0}"
    joined = "e" if analysis.enclitic else ""
    coarse = f"{pos}{joined}:{front}"
    return coarse, f"{coarse}/{analysis.lemma}:{analysis.function.partition('|')[0]}"


def coarse_of(fine: str) -> str:
    """The coarse tag that a fine one refines."""
    return fine.rpartition("/")[0]


def both_voices(analysis: Analysis) -> tuple[Analysis, ...]:
    """The analysis, or if its spelling leaves the voice open, one of each voice."""
    if analysis.voice != "a|p":
        return (analysis,)
    values: list[Any] = list(_VALUES(analysis))
    values[_VOICE] = "a"
    active = Analysis(*values)
    values[_VOICE] = "p"
    return active, Analysis(*values)


_OUTSIDE = Choices((), _EDGE, _EDGE)
_NO_WEIGHTS: dict[str, float] = {}
_FIELDS = [field.name for field in fields(Analysis)]
_VALUES, _VOICE = attrgetter(*_FIELDS), _FIELDS.index("voice")
_CERTAIN, _FIRST = [0.0], [0]
Tags = tuple[str, str, str]  # coarse, fine, and the part of the coarse one that says nothing of what stands before


class _Row(dict[str, float]):
    """What each fine tag weighs after one fine tag, worked out when first asked for."""

    __slots__ = ("_coarse", "_fine")

    def __init__(self, coarse: dict[str, float], fine: dict[str, float]) -> None:
        super().__init__()
        self._coarse, self._fine = coarse, fine

    def __missing__(self, tag: str) -> float:
        weight = self._coarse.get(coarse_of(tag), 0.0) + self._fine.get(tag, 0.0)
        self[tag] = weight
        return weight


class _Steps(dict[str, _Row]):
    """Rows by the fine tag before."""

    __slots__ = ("_weights",)

    def __init__(self, weights: dict[str, Contexts]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, tag: str) -> _Row:
        coarse, fine = self._weights["T"], self._weights["F"]
        row = _Row(coarse.get(coarse_of(tag), {}), fine.get(tag, {}))
        self[tag] = row
        return row


class Tagger:
    """The trained weights.

    Args:
        weights: By template, then context, then tag. Templates: `T` and `F` coarse and fine tag after a tag; `P` and
            `N` tag beside the word before and after; `p`, `n`, `q`, `m` tag beside the tag of the word before,
            after, two before and two after; `L` lemma; `W` tag alone; `S` the scale of the context-free score.
    """

    def __init__(self, weights: dict[str, Contexts]) -> None:
        self.weights = weights
        self._steps = _Steps(weights)
        self._tags: Remembered[tuple[str | bool | tuple[str, ...], ...], Tags] = Remembered()

    def _tags_of(self, analysis: Analysis) -> Tags:
        """The tags of an analysis; those of open classes do not depend on its lemma, so there are few."""
        if analysis.function or analysis.pos not in _OPEN:
            coarse, fine = tags(analysis)
            return coarse, fine, coarse.partition(":")[0]
        key = (
            analysis.pos, analysis.proclitics, analysis.enclitic != "", analysis.known, analysis.aspect,
            analysis.voice, analysis.person, analysis.gender, analysis.number,
        )  # fmt: skip
        found = self._tags.get(key)
        if found is None:
            coarse, fine = tags(analysis)
            found = self._tags[key] = coarse, fine, coarse.partition(":")[0]
        return found

    def choices(self, analyses: Sequence[Analysis], scores: Sequence[float], norm: str) -> Choices:
        """Prepare a word type.

        Args:
            analyses: Its analyses, best first.
            scores: Their context-free log weights.
            norm: Its folded form.
        """
        alone, lemmas = self.weights["W"][""], self.weights["L"]
        scale = self.weights["S"][""].get("", 1.0)
        items = []
        for analysis, score in zip(analyses[:MOST_CHOICES], scores, strict=False):
            if score < scores[0] - REACH:
                break
            own = lemmas.get(analysis.lemma, _NO_WEIGHTS)
            for variant in both_voices(analysis):
                coarse, fine, head = self._tags_of(variant)
                weight = scale * (score - scores[0]) + alone.get(coarse, 0.0) + alone.get(fine, 0.0)
                items.append(Choice(variant, coarse, fine, weight + own.get(head, 0.0)))
        return Choices(tuple(items), norm, items[0].coarse)

    def local(self, words: Sequence[Choices], at: int) -> list[float]:
        """What each choice of a word weighs beside the words around it."""
        items = words[at].items
        if len(items) == 1:
            return _CERTAIN
        weights, last = self.weights, len(words) - 1
        before, after = words[at - 1] if at else _OUTSIDE, words[at + 1] if at < last else _OUTSIDE
        rows = (
            weights["P"].get(before.norm, _NO_WEIGHTS),
            weights["p"].get(before.tag, _NO_WEIGHTS),
            weights["q"].get(words[at - 2].tag if at > 1 else _EDGE, _NO_WEIGHTS),
            weights["N"].get(after.norm, _NO_WEIGHTS),
            weights["n"].get(after.tag, _NO_WEIGHTS),
            weights["m"].get(words[at + 2].tag if at + 1 < last else _EDGE, _NO_WEIGHTS),
        )
        beside = [row.get for row in rows if row]
        totals = []
        for _, coarse, _, total in items:
            for get in beside:
                total += get(coarse, 0.0)
            totals.append(total)
        return totals

    def best(self, words: Sequence[Choices]) -> list[int]:
        """The best choice for each word of a sentence, as its number."""
        if not words:
            return []
        steps = self._steps
        scores = self.local(words, 0)
        before = words[0].items
        links: list[list[int]] = []
        for at in range(1, len(words)):
            items = words[at].items
            if len(items) == 1 and len(before) == 1:  # between certain words nothing is to be weighed
                links.append(_FIRST)
                before = items
                continue
            rows = [steps[earlier.fine] for earlier in before]
            arrived, link = [], []
            for choice, weight in zip(items, self.local(words, at), strict=True):
                fine = choice.fine
                top, which = scores[0] + rows[0][fine], 0
                for i in range(1, len(rows)):
                    value = scores[i] + rows[i][fine]
                    if value > top:
                        top, which = value, i
                arrived.append(top + weight)
                link.append(which)
            scores, before = arrived, items
            links.append(link)
        last = scores.index(max(scores))
        chosen = [last]
        for link in reversed(links):
            last = link[last]
            chosen.append(last)
        chosen.reverse()
        return chosen


TEMPLATES = "TFPNpnqmLWS"


def empty() -> dict[str, Contexts]:
    """Weights of an untrained tagger."""
    found: dict[str, Contexts] = {template: {} for template in TEMPLATES}
    found["W"][""] = {}
    found["S"][""] = {"": 1.0}
    return found


@cache
def load(path: Path = MODEL) -> Tagger:
    """Return the trained tagger.

    Raises:
        ModelFileError: The file is missing or damaged.
    """
    weights = empty()
    with opened(path) as file:
        for line in file:
            template, context, tag, weight = line.rstrip("\n").split("\t")
            weights[template].setdefault(context, {})[tag] = float(weight)
    return Tagger(weights)
