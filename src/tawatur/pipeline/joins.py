# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Work off what is pending in a case: copies, parties, incidents, positions, each touched part in one transaction.

What is joined depends only on what the case holds, never on the order in which it came; see `tawatur.joining`. What two
reports have in common is worked out in the worker processes (`comparing`); what depends on the state of the case is
worked out inside the transaction that stores it, or is stored only if that state was not noted again meanwhile, so that
two who join at once cannot mix two states.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from tawatur.casefile import CaseFile, Transaction, copying, decisions, indexing, parties, pending, stories
from tawatur.joining import families
from tawatur.joining.resolution import Verdict as PartyVerdict
from tawatur.model.decisions import Anchor, DecisionKind
from tawatur.model.joined import Verdict
from tawatur.pipeline import comparing, corrections, partitioning, resolving
from tawatur.pipeline.local import Settings, collect_rarely, reader_of
from tawatur.pipeline.processes import Workers
from tawatur.pipeline.repreparing import reprepare

S = TypeVar("S")
T = TypeVar("T")
TASK = 8  # reports or incidents handed to a process at once
PART = 25 * TASK  # of them in one transaction
INDEXED = 4000  # reports whose keys are indexed in one transaction
PROFILES = 10_000  # ways of naming in one transaction
SEEDS = 6000  # reports whose families, or whose incidents, are made anew in one transaction
IN_TIME: tuple[pending.Kind, ...] = ("prepare", "copies", "links", "positions")  # worked off day by day


@dataclass(frozen=True, slots=True)
class Joining:
    """What every part of the joining needs.

    Args:
        case: The open case.
        settings: They name the lexicon.
        workers: Processes to compare with.
        tell: Is told what is being joined and how much of it is left.
        stop: Is asked between two parts whether to stop; what is left stays pending.
    """

    case: CaseFile
    settings: Settings
    workers: Workers
    tell: Callable[[str, int], None]
    stop: Callable[[], bool]

    def _waiting(self, kind: pending.Kind) -> list[tuple[str, int]]:
        """What is pending of a kind; of one whose reports meet by the indexes, once all are in them."""
        waiting = pending.in_time if kind in IN_TIME else pending.waiting
        while kind in ("copies", "links") and not self.stop():
            with self.case.write() as tx:
                if not indexing.put_waiting(tx, most=INDEXED):
                    return list(waiting(tx, kind).items())
        with self.case.read() as tx:
            return list(waiting(tx, kind).items())

    def parts(self, kind: pending.Kind) -> Iterator[dict[str, int]]:
        """Yield what is pending of a kind, part by part, with the serial numbers of the notings."""
        waiting = self._waiting(kind)
        for at in range(0, len(waiting), PART):
            if self.stop():
                return
            self.tell(kind, len(waiting) - at)
            yield dict(waiting[at : at + PART])

    def worked(
        self, kind: pending.Kind, work: Callable[[tuple[str, ...]], T]
    ) -> Iterator[tuple[dict[str, int], list[T]]]:
        """Yield what is pending of a kind, part by part, with what processes make of the tasks that it is cut into.

        They work on while a part is stored: what they make of a task depends on nothing that is stored of others.
        """
        waiting = self._waiting(kind)
        tasks = [tuple(key for key, _ in waiting[at : at + TASK]) for at in range(0, len(waiting), TASK)]
        made = self.workers.map(tasks, work, chunk=1)
        for at in range(0, len(waiting), PART):
            if self.stop():
                return
            self.tell(kind, len(waiting) - at)
            yield dict(waiting[at : at + PART]), list(islice(made, PART // TASK))


def _prepare_again(joining: Joining) -> None:
    """What a case of an older version held in other tables."""
    for part in joining.parts("prepare"):
        with joining.case.write() as tx:
            reprepare(tx, part, joining.settings)
            pending.strike(tx, "prepare", part)


def _join_copies(joining: Joining) -> None:
    work = partial(comparing.find_copies, where=joining.case.where, settings=joining.settings)
    for part, found in joining.worked("copies", work):
        with joining.case.write() as tx:
            copying.put_copies(tx, list(part), chain.from_iterable(found))
            pending.note(tx, "families", part)
            pending.strike(tx, "copies", part)


def _join_families(joining: Joining) -> None:
    while not joining.stop():
        with joining.case.write() as tx:
            part = pending.waiting(tx, "families", limit=SEEDS)
            if not part:
                return
            joining.tell("families", pending.count(tx, "families"))
            touched = copying.connected(tx, [*part, *copying.family_mates(tx, part)], families.COUNTED)
            before = copying.families_of(tx, touched)
            sheets = copying.sheets(tx, touched)
            copied = copying.copies_among(tx, touched, families.COUNTED)
            found = families.partition(map(comparing.printed_of, sheets.values()), copied)
            if found != before:
                copying.put_families(tx, touched, found)
                changed = {key for f in set(before) ^ set(found) for key in f.reports}
                pending.note(tx, "positions", stories.telling_incidents(tx, sorted(changed)))
            pending.strike_all(tx, "families", part)


def _unfolded(kind: DecisionKind, spots: Sequence[tuple[int, S]]) -> list[tuple[S, S, bool]]:
    """The pairs of places that a merge or a split speaks about, and whether they are one; other decisions give none.

    Args:
        kind: Of the decision.
        spots: Its places, each with the side of a split that it is on.
    """
    if kind == "merge":
        return [(spots[0][1], other, True) for _, other in spots[1:]]
    if kind != "split":
        return []
    stays, goes = ([spot for side, spot in spots if side == wanted] for wanted in (0, 1))
    apart = [(a, b, False) for a in stays for b in goes]
    return apart + [(goes[0], other, True) for other in goes[1:]]


def _judged(tx: Transaction) -> tuple[tuple[PartyVerdict, ...], dict[int, str]]:
    """The analyst's words on which parties are one, by where they stand in today's readings; and what is gone."""
    found: list[PartyVerdict] = []
    gone: dict[int, str] = {}
    for r in decisions.in_force(tx):
        anchors = [a for a in r.decision.anchors if a.field == "entity"]
        if r.decision.kind not in ("merge", "split") or not anchors:
            continue
        readings = comparing.coded(tx, {a.report for a in anchors})
        spots: list[tuple[int, parties.Spot]] = []
        for anchor in anchors:
            party = corrections.find(readings[anchor.report], anchor) if anchor.report in readings else None
            if party is not None:
                spots.append((anchor.side, (anchor.report, party.id)))
        made = [PartyVerdict(*pair) for pair in _unfolded(r.decision.kind, spots)]
        found += [verdict for verdict in made if verdict.left != verdict.right]
        if not made:
            gone[r.id] = corrections.GONE
    return tuple(found), gone


def _join_likes(joining: Joining) -> None:
    lexicon = reader_of(joining.settings.lexicon).lexicon
    for part in joining.parts("likes"):
        with joining.case.write() as tx:
            resolving.find_likes(tx, map(int, part), lexicon)
            pending.strike_all(tx, "likes", part)


def _join_parties(joining: Joining) -> None:
    lexicon = reader_of(joining.settings.lexicon).lexicon
    while not joining.stop():
        with joining.case.write() as tx:
            part = pending.waiting(tx, "parties", limit=PROFILES)
            if not part:
                return
            joining.tell("parties", pending.count(tx, "parties"))
            said, gone = _judged(tx)
            changed = resolving.Resolving(tx, said, lexicon).resolve(map(int, part))
            pending.note(tx, "positions", stories.telling_incidents(tx, changed))
            decisions.set_unsettled(
                tx, [r.id for r in decisions.in_force(tx) if r.decision.kind in ("merge", "split")], gone
            )
            pending.strike_all(tx, "parties", part)


def _join_links(joining: Joining) -> None:
    work = partial(comparing.find_links, where=joining.case.where, settings=joining.settings)
    for part, found in joining.worked("links", work):
        with joining.case.write() as tx:
            stories.put_links(tx, dict(chain.from_iterable(links.items() for links in found)))
            pending.note(tx, "incidents", part)
            pending.strike(tx, "links", part)


def verdicts(tx: Transaction) -> tuple[Verdict, ...]:
    """Return the analyst's words on which tellings are one incident, those on every pair of anchors apart."""
    found = []
    for r in decisions.in_force(tx):
        anchors = [a for a in r.decision.anchors if a.field == "event" and a.start is not None and a.end is not None]
        spots = [(a.side, _spot(a)) for a in anchors]
        pairs = _unfolded(r.decision.kind, spots)
        # what a split takes away need not be one incident: links say
        found += [Verdict(a, b, one) for a, b, one in pairs if r.decision.kind == "merge" or not one]
    return tuple(found)


def _spot(anchor: Anchor) -> tuple[str, int, int]:
    return anchor.report, anchor.start or 0, anchor.end or 0


def _join_incidents(joining: Joining) -> None:
    lexicon = reader_of(joining.settings.lexicon).lexicon
    remembered = partitioning.Remembered()
    joining.workers.renew(collect_rarely)  # this is one process's work, which may need the room that they hold
    while not joining.stop():
        with joining.case.write() as tx:
            part = pending.in_time(tx, "incidents", limit=SEEDS)
            if not part:
                return
            joining.tell("incidents", pending.count(tx, "incidents"))
            partitioning.Partitioning(tx, verdicts(tx), lexicon, remembered).run(part)
            pending.strike_all(tx, "incidents", part)


def _join_positions(joining: Joining) -> None:
    work = partial(comparing.find_positions, where=joining.case.where, settings=joining.settings)
    for part, found in joining.worked("positions", work):
        with joining.case.write() as tx:
            current = pending.still(tx, "positions", part)
            stories.put_positions(tx, (r for r in chain.from_iterable(found) if r.row["id"] in current))
            pending.strike(tx, "positions", part)


STAGES: tuple[Callable[[Joining], None], ...] = (
    _prepare_again,
    _join_copies,
    _join_families,
    _join_likes,
    _join_parties,
    _join_links,
    _join_incidents,
    _join_positions,
)


def work_off(
    case: CaseFile,
    settings: Settings,
    workers: Workers,
    *,
    tell: Callable[[str, int], None] = lambda kind, left: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Join what is pending.

    Args:
        case: An open case.
        settings: They name the lexicon.
        workers: Processes to compare with.
        tell: Is told what is being joined and how much of it is left.
        stop: Is asked between two parts whether to stop; what is left stays pending.
    """
    joining = Joining(case, settings, workers, tell, stop)
    comparing.set_up(case, settings)
    try:
        for stage in STAGES:
            stage(joining)
    finally:
        comparing.clear_away(case, settings)
