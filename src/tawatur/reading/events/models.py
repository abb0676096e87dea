# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The trained models of the events reader, and how they are asked."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tawatur.reading import judge, trees
from tawatur.reading.events import blends
from tawatur.reading.events.blends import Blend, logit
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context
from tawatur.reading.events.features import View
from tawatur.reading.events.judging import Ranked, rank, score
from tawatur.reading.events.links import Link
from tawatur.reading.events.roles import NEGLIGIBLE, NUMBERS, Asked, Elsewhere, Part, facts, numbers, parted
from tawatur.reading.events.salience import by_entity, features
from tawatur.reading.events.times import Dating
from tawatur.reading.judge import Judge
from tawatur.reading.trees import Forest

THRESHOLD = 0.38  # five-fold cross-validation on `gold/train`: precision 0.66, recall 0.70
LEANING = {  # log-odds by which the judges, taught mostly by one outlet, are off in other words; see `leaning`
    "SUPPORT": 0.5, "SANCTION": 0.5, "RETREAT": 0.5, "COERCE": -0.3, "MOBILIZE": -0.5,
}  # fmt: skip
JOINED = 0.45  # the same for a verb of the past that «و» joins: «وانتقد الحزب», the usual form of one more event
ALONE = 0.7  # the same in a text of one sentence, which tells of few things, as a headline does
TOGETHER = 250  # candidates that are compared with one another; more than the longest report has
HOPELESS = 0.02  # a candidate scored below this by its words alone is not looked at again
PART = 0.25  # probability of the event and the part together; five-fold roles F1 is flat from 0.22 to 0.28
DATED = 0.35  # five-fold on the coded events: when 0.557, with 0.3 0.560, with 0.4 0.564; precision decides


def leaning(candidate: Candidate, type_: str, *, alone: bool) -> float:
    """Return the log-odds to add to a candidate's.

    Chosen on half of the written reports, checked on the rest; for texts of one sentence on headlines.

    Args:
        candidate: The candidate.
        type_: The type that it is read as.
        alone: Whether it is the likeliest of its type in a text of one sentence.
    """
    analysis = candidate.analysis
    joined = analysis.pos == "verb" and analysis.aspect == "p" and analysis.proclitics[:1] == ("و",)
    lonely = ALONE if alone else 0.0
    return LEANING.get(type_, 0.0) + (JOINED if joined and analysis.person == "3" else 0.0) + lonely


def _leant(probability: float, by: float) -> float:
    odds = probability / max(1 - probability, 1e-9) * math.exp(by)
    return odds / (1 + odds)


@dataclass(frozen=True, slots=True)
class Models:
    """Judges and forests of every decision, see the model cards beside their files."""

    words: Judge
    word_blend: Blend
    rivals: Forest
    ties: Judge
    part_blend: Blend
    salience: Judge
    actors: Forest
    recipients: Forest
    status: Judge
    times: Judge
    time_blend: Blend

    def likely(self, context: Context) -> dict[str, float]:
        """Return for each party the probability that it has a part in any event of the report."""
        found = by_entity(context)
        return {id_: self.salience.probability(features(context, mentions)) for id_, mentions in found.items()}

    def accept(
        self, context: Context, views: Sequence[View], likely: Mapping[str, float], threshold: float = THRESHOLD
    ) -> list[tuple[Ranked, float]]:
        """Return the candidates that are events with their probability, in text order.

        Of the candidates of one type in a sentence none is taken whose better-ranked rivals were refused; a word names
        one event at most (no two of 1,406 coded events share an anchor).
        """
        found = []
        single = len(context.document.sentences) == 1
        for at in range(0, len(views), TOGETHER):
            scored = score(views[at : at + TOGETHER], self.words.probability, self.word_blend)
            ranked = rank(context, scored, likely, HOPELESS)
            found += [
                (
                    r,
                    _leant(
                        self.rivals.probability(r.values),
                        leaning(r.scored.candidate, r.scored.type, alone=single and not r.rank),
                    ),
                )
                for r in ranked
                if r.scored.score >= HOPELESS
            ]
        tokens = context.document.tokens
        least: dict[tuple[int, str], float] = {}
        out = []
        for item, p in sorted(found, key=lambda pair: pair[0].rank):
            key = tokens[item.scored.candidate.token].sentence, item.scored.type
            p = least[key] = min(p, least.get(key, 1.0))
            if p >= threshold:
                out.append((item, p))
        out.sort(key=lambda pair: (pair[0].scored.candidate.token, -pair[1], pair[0].scored.type))
        first = {pair[0].scored.candidate.token: pair for pair in reversed(out)}
        return [first[token] for token in sorted(first)]

    def ask(self, candidate: Candidate, type_: str, links: Sequence[Link], probability: float) -> Asked:
        """Return an event of a probability with what the regression says of each tie."""
        odds = [parted(self.ties.scores(link.plain, link.crossed), link, self.part_blend) for link in links]
        return Asked(candidate, type_, probability, links, odds)

    def dated(self, found: Sequence[Dating], looks: Sequence[float]) -> list[float]:
        """Return the probability that each of some time expressions dates an event.

        Args:
            found: The expressions.
            looks: How much each looks like it to the network, as log-odds.
        """
        odds = [self.times.probability(dating.features) for dating in found]
        return [self.time_blend.odds([logit(p, 1 - p), look])[1] for p, look in zip(odds, looks, strict=True)]

    def parts(self, context: Context, asked: Sequence[Asked], likely: Mapping[str, float]) -> list[list[Part]]:
        """Return the parties that have a part in each event of a report, actors first."""
        elsewhere = Elsewhere(context, asked, likely)
        return [self._parts(context, event, number, elsewhere) for number, event in enumerate(asked)]

    def _parts(self, context: Context, event: Asked, number: int, elsewhere: Elsewhere) -> list[Part]:
        known = facts(context, event.candidate, event.type)
        found: list[Part] = []
        for at, link in enumerate(event.links):
            if event.odds[at]["none"] > 1 - NEGLIGIBLE:
                continue
            own = [*numbers(context, event, at), *elsewhere.numbers(number, at)]
            said = (*known, *link.plain)  # what is crossed is no input
            actor, recipient = self.actors.probability(own, said), self.recipients.probability(own, said)
            part = Part("actor", link, actor) if actor >= recipient else Part("recipient", link, recipient)
            if event.probability * part.probability >= PART:
                found.append(part)
        return sorted(found, key=lambda part: part.role)


def fill(forest: Forest, own: Sequence[float], known: Sequence[str], link: Link) -> list[float]:
    """Return a forest's inputs for one tie as it is trained: its numbers, then 1 for each feature that holds."""
    values = [*own, *([0.0] * (len(forest.inputs) - len(NUMBERS)))]
    where = forest.places
    for name in (*known, *link.features):
        at = where.get(name)
        if at is not None:
            values[at] = 1.0
    return values


@cache
def load() -> Models:
    """Return the models, read once in a process."""
    return Models(
        words=judge.load("events_words"),
        word_blend=blends.load("events_word_blend"),
        rivals=trees.load("events_rivals"),
        ties=judge.load("events_ties"),
        part_blend=blends.load("events_part_blend"),
        salience=judge.load("events_salience"),
        actors=trees.load("events_actors"),
        recipients=trees.load("events_recipients"),
        status=judge.load("events_status"),
        times=judge.load("events_times"),
        time_blend=blends.load("events_time_blend"),
    )
