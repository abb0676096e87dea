# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who did it and to whom: a regression over each party's tie to the event, then trees over all ties together.

A party's own words rarely decide: «اتهام X لـ Y» and «اتهام X من Y» differ in what else there is. So the trees see,
beside a tie's features, what the regression thinks of the other parties of the same event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tawatur.reading.clauses import NONE
from tawatur.reading.events.blends import Blend, logit
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, relative
from tawatur.reading.events.features import form, state
from tawatur.reading.events.links import Link
from tawatur.text.sums import plain_sum

RoleName = Literal["actor", "recipient"]
LABELS = ("actor", "recipient", "none")
ROLES = ("actor", "recipient")
NUMBERS = (
    "p_actor", "p_recipient", "p_none", "max_actor", "max_recipient", "min_none", "sum_actor", "sum_recipient",
    "rank_actor", "rank_recipient", "before_actor", "before_recipient", "after_actor", "after_recipient",
    "offset", "links", "light", "enclitic", "outer_actor", "outer_recipient", "list_actor", "list_recipient",
    "type_actor", "type_recipient", "sentence_actor", "sentence_recipient", "other_actor", "other_recipient",
    "all_actor", "all_recipient", "events", "mentions", "opens", "salience", "most_salient", "net_actor",
    "net_recipient", "net_actor_best", "net_recipient_best",
)  # fmt: skip
NEVER = -10.0  # log-odds of a part where nobody else may have it
NEGLIGIBLE = 0.10  # a tie whose chance of any part is below this is not looked at again

Odds = Mapping[str, float]


def said(odds: Odds, link: Link) -> list[float]:
    """Return the inputs of the blend of parts: how a regression's odds and the network put each part to none."""
    return [logit(odds["actor"], odds["none"]), logit(odds["recipient"], odds["none"]), *link.looks]


def parted(odds: Odds, link: Link, blend: Blend) -> Odds:
    """Return the probability of each part of a party by what the regression and the network say."""
    none, actor, recipient = blend.odds(said(odds, link))
    return {"actor": actor, "recipient": recipient, "none": none}


@dataclass(frozen=True, slots=True)
class Asked:
    """An event whose parties are asked for, with what the regression says of each tie."""

    candidate: Candidate
    type: str
    probability: float
    links: Sequence[Link]
    odds: Sequence[Odds]


class Best:
    """The two highest values put in and who put the first: the best of all others is known without a search."""

    __slots__ = ("first", "of", "second", "total")

    def __init__(self) -> None:
        self.first = self.second = self.total = 0.0
        self.of = NONE

    def put(self, value: float, of: int) -> None:
        """Take in the value of an event."""
        self.total += value
        if value > self.first:
            self.first, self.second, self.of = value, self.first, of
        elif value > self.second:
            self.second = value

    def without(self, of: int) -> float:
        """Return the highest value of the other events."""
        return self.second if of == self.of else self.first


class Elsewhere:
    """What the regression says of each party in the other events of the report.

    A report tells one attack three times and names the attacker once: who did it there did it here.
    """

    def __init__(self, context: Context, asked: Sequence[Asked], salience: Mapping[str, float]) -> None:
        self._asked = asked
        self._salience = salience
        self._tokens = context.document.tokens
        self._best: dict[tuple[str, str, str | int], Best] = {}
        self._mentions: dict[str, int] = {}
        for party in context.parties:
            self._mentions[party.entity.id] = self._mentions.get(party.entity.id, 0) + 1
        self._opens = {e: n for n, e in enumerate(self._mentions)}
        for number, event in enumerate(asked):
            for link, odds in zip(event.links, event.odds, strict=True):
                for role in ROLES:
                    for key in self._keys(event):
                        best = self._best.setdefault((link.party.entity.id, role, key), Best())
                        best.put(odds[role], number)

    def _keys(self, event: Asked) -> tuple[str | int, ...]:
        return event.type, self._tokens[event.candidate.token].sentence, ""

    def numbers(self, number: int, at: int) -> list[float]:
        """Return the inputs of one tie of one event that say what the party does in the others."""
        event = self._asked[number]
        entity = event.links[at].party.entity.id
        out = [self._best[entity, role, key].without(number) for key in self._keys(event) for role in ROLES]
        out += [self._best[entity, role, ""].total - event.odds[at][role] for role in ROLES]
        return [
            *out,
            float(len(self._asked)),
            float(self._mentions.get(entity, 0)),
            float(self._opens.get(entity, 0)),
            self._salience[entity],
            max(self._salience[link.party.entity.id] for link in event.links),
            *event.links[at].looks,
            *(max((x.looks[k] for n, x in enumerate(event.links) if n != at), default=NEVER) for k in (0, 1)),
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """A party's part in an event."""

    role: RoleName
    link: Link
    probability: float


def facts(context: Context, candidate: Candidate, type_: str) -> list[str]:
    """Return what holds of the event for all its ties, named as the trees' inputs."""
    out = [f"type={type_}", f"shape={form(context, candidate)}", f"state={state(context, candidate)}"]
    clause = relative(context, candidate.token)
    if clause is not None and clause.predicate != NONE:
        out.append(f"relative={bool(context.document.tokens[clause.predicate].analysis.enclitic)}")
    return out


def _company(context: Context, event: Asked, at: int) -> list[float]:
    """Return the odds of the party in whose mention this one stands, and the highest of those listed with it."""
    party = event.links[at].party
    around = context.around[party.number]
    outer = "" if around == NONE else context.parties[around].entity.id
    chief = context.chains[party.number][0]
    out = [0.0, 0.0, 0.0, 0.0]
    for i, (link, odds) in enumerate(zip(event.links, event.odds, strict=True)):
        if i == at:
            continue
        if link.party.entity.id == outer:
            out[:2] = odds["actor"], odds["recipient"]
        if context.chains[link.party.number][0] == chief:
            out[2:] = max(out[2], odds["actor"]), max(out[3], odds["recipient"])
    return out


def numbers(context: Context, event: Asked, at: int) -> list[float]:
    """Return the numeric inputs of one tie among its like, in the order of `NUMBERS`."""
    candidate, links, odds = event.candidate, event.links, event.odds
    own = odds[at]
    actor, recipient = own["actor"], own["recipient"]
    others = [o for i, o in enumerate(odds) if i != at]
    before = odds[at - 1] if at else None
    after = odds[at + 1] if at + 1 < len(odds) else None
    return [
        actor,
        recipient,
        own["none"],
        max((o["actor"] for o in others), default=0.0),
        max((o["recipient"] for o in others), default=0.0),
        min((o["none"] for o in others), default=1.0),
        plain_sum([o["actor"] for o in others]),
        plain_sum([o["recipient"] for o in others]),
        float(sum(o["actor"] > actor for o in others)),
        float(sum(o["recipient"] > recipient for o in others)),
        before["actor"] if before else 0.0,
        before["recipient"] if before else 0.0,
        after["actor"] if after else 0.0,
        after["recipient"] if after else 0.0,
        float(links[at].party.first - candidate.token),
        float(len(links)),
        float(candidate.light != NONE),
        float(bool(candidate.analysis.enclitic)),
        *_company(context, event, at),
    ]
