# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which candidates are events: a regression over words, then trees over how the candidates of a report compete.

The regression and the network score each candidate and type by itself. Then the candidates of one type in one sentence
are ranked; the trees see a candidate's score beside those of its rivals in the sentence and of its like earlier and
later in the report, and answer whether the sentence tells at least as many events of that type. That is what makes a
second mention fall out: its own words may be as good as the first's.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tawatur.reading.clauses import NONE
from tawatur.reading.events.blends import Blend, logit
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.features import View, form, parts, state
from tawatur.reading.events.valency import valency
from tawatur.reading.judge import Crossed
from tawatur.text.sums import plain_sum

SHAPES = ("verb-a", "verb-p", "verb", "noun", "adj")
STATES = ("verb", "own", "al", "gen", "mod", "bare")
STRENGTHS = ("strong", "medium", "weak")
NEVER = -10.0  # log-odds of an event that nothing looks like
FAR = -99  # where the candidate before the first one would stand
CLOSE = 5  # tokens within which candidates of other types count as close
NEAR = 8  # tokens around an anchor whose parties are near
LIKELY = 0.2  # score from which a candidate counts as a likely event when its like are counted

INPUTS = (
    "score", "rank", "rivals", "best_rival", "rival_sum", "other_type", "other_here", "best_before", "best_after",
    "likely_before", "likely_after", "lemma_before", "lemma_after", "same_lemma_likely", "best_type", "share",
    "clause_other", "likely_all", "sentence", "sentences", "at", "from_start", "length", "shape", "state", "enclitic",
    "strength", "light", "types", "quoted", "claimed", "cue", "mention_near", "mentions_sentence", "timex_sentence",
    "gap_before", "candidates", "net", "net_rival", "net_before", "salience", "salience_near", "places",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate read as one type, with the probability that its words and its looks give it."""

    view: View
    type: str
    score: float

    @property
    def candidate(self) -> Candidate:
        """The candidate."""
        return self.view.candidate


@dataclass(frozen=True, slots=True)
class Ranked:
    """A scored candidate and its rank, from 0, among those of its type in its sentence, with the trees' inputs."""

    scored: Scored
    rank: int
    values: tuple[float, ...]


def score(
    views: Sequence[View], probability: Callable[[Sequence[str], Sequence[Crossed]], float], blend: Blend
) -> list[Scored]:
    """Score every candidate under each of its types.

    Args:
        views: The candidates.
        probability: What the judge of words says of features.
        blend: How far to follow it, and how far the network.
    """
    return [
        Scored(view, type_, blended(view, type_, probability(*parts(view, type_)), blend))
        for view in views
        for type_ in view.candidate.types
    ]


def blended(view: View, type_: str, probability: float, blend: Blend) -> float:
    """Return the probability of an event of a type by its words and by its looks."""
    return blend.odds([logit(probability, 1 - probability), view.looks[type_]])[1]


def _look(item: Scored) -> float:
    return item.view.looks[item.type]


def _best(items: Sequence[Scored]) -> float:
    return max((i.score for i in items), default=0.0)


def _likely(items: Sequence[Scored]) -> int:
    return sum(i.score >= LIKELY for i in items)


def _place(context: Context, item: Scored) -> list[float]:
    candidate = item.candidate
    at = candidate.token
    tokens = context.document.tokens
    sentence = context.document.sentences[tokens[at].sentence]
    near = any(context.party_of[t] != NONE for t in range(max(at - 4, 0), min(at + 5, len(tokens))))
    span = reach(at, sentence.first, sentence.last)
    numbers = {context.party_of[t] for t in span} - {NONE}
    strength = candidate.frame(item.type).strength
    return [
        float(tokens[at].sentence),
        float(len(context.document.sentences)),
        float(at),
        float(at - sentence.first),
        float(sentence.last - sentence.first),
        float(SHAPES.index(form(context, candidate))),
        float(STATES.index(state(context, candidate))),
        float(bool(candidate.analysis.enclitic)),
        float(STRENGTHS.index(strength) if strength in STRENGTHS else len(STRENGTHS)),
        float(candidate.light != NONE),
        float(len(candidate.types)),
        float(context.structure.quoted[at]),
        float(context.claim_of[at] != NONE),
        float(context.cue_of[at] != NONE),
        float(near),
        float(len(numbers)),
        float(any(context.timex_of[t] != NONE for t in span)),
    ]


def _company(context: Context, item: Scored, likely: Mapping[str, float]) -> list[float]:
    """Return how likely the parties in the anchor's places, and those near it, are to have a part in any event."""
    at, places = item.candidate.token, valency(context, item.view.subject, item.candidate).places
    near = {context.party_of[t] for t in range(max(at - NEAR, 0), min(at + NEAR + 1, len(context.party_of)))} - {NONE}
    return [
        max((likely[context.parties[p].entity.id] for p in places), default=0.0),
        max((likely[context.parties[p].entity.id] for p in near), default=0.0),
        float(len(places)),
    ]


def rank(context: Context, items: Sequence[Scored], likely: Mapping[str, float], least: float = 0.0) -> list[Ranked]:
    """Rank the scored candidates within sentence and type, and measure each against the others.

    Args:
        context: The document.
        items: Its scored candidates.
        likely: Of each party, the probability that it has a part in any event.
        least: Score below which nobody asks for an item's inputs, so that not all are worked out.
    """
    tokens = context.document.tokens
    groups: dict[tuple[int, str], list[Scored]] = {}
    by_type: dict[str, list[Scored]] = {}
    by_token: dict[int, list[Scored]] = {}
    by_sentence: dict[int, list[Scored]] = {}
    for item in items:
        sentence = tokens[item.candidate.token].sentence
        groups.setdefault((sentence, item.type), []).append(item)
        by_type.setdefault(item.type, []).append(item)
        by_token.setdefault(item.candidate.token, []).append(item)
        by_sentence.setdefault(sentence, []).append(item)
    every = _likely(items)
    starts = sorted({item.candidate.token for item in items})
    out = []
    for (sentence, type_), group in groups.items():
        group.sort(key=lambda i: (-i.score, i.candidate.token))
        before = [i for i in by_type[type_] if tokens[i.candidate.token].sentence < sentence]
        after = [i for i in by_type[type_] if tokens[i.candidate.token].sentence > sentence]
        others = [(i.candidate.token, i.score) for i in by_sentence[sentence] if i.type != type_]
        in_report = (
            _best(before), _best(after), float(_likely(before)), float(_likely(after)), _best(by_type[type_])
        )  # fmt: skip
        total = plain_sum([i.score for i in group])
        for number, item in enumerate(group):
            at, lemma, score = item.candidate.token, item.candidate.lemma, item.score
            rival = group[number == 0].score if len(group) > 1 else 0.0
            own = [i for i in by_token[at] if i is not item]
            apart = [(abs(token - at), other) for token, other in others if token != at]
            alike_before = [i for i in before if i.candidate.lemma == lemma]
            alike_after = [i for i in after if i.candidate.lemma == lemma]
            place = bisect_left(starts, at)
            earlier = starts[place - 1] if place else FAR
            best_before, best_after, likely_before, likely_after, best_type = in_report
            values = [
                score, float(number), float(len(group) - 1), rival, total - score,
                _best(own), max((other for _, other in apart), default=0.0), best_before, best_after,
                likely_before, likely_after, _best(alike_before), _best(alike_after),
                float(_likely(alike_before)), best_type, score / (total or 1.0),
                max((other for gap, other in apart if gap <= CLOSE), default=0.0),
                float(every), *_place(context, item), float(min(at - earlier, 99)), float(len(items)),
                _look(item),
                max((_look(i) for i in group if i is not item), default=NEVER),
                max((_look(i) for i in before), default=NEVER),
                *(_company(context, item, likely) if score >= least else ()),
            ]  # fmt: skip
            out.append(Ranked(item, number, tuple(values)))
    out.sort(key=lambda r: (r.scored.candidate.token, r.scored.type))
    return out
