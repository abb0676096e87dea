# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Work off what is pending in a case: copies, parties, incidents, positions, each touched part in one transaction.

What is joined depends only on what the case holds, never on the order in which it came; see `tawatur.joining`. What two
reports have in common is worked out in the worker processes (`comparing`); what depends on the state of the case is
worked out inside the transaction that stores it, or is stored only if that state was not noted again meanwhile, so that
two who join at once cannot mix two states.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tawatur.casefile import CaseFile, Transaction, copying, decisions, parties, pending, stories
from tawatur.joining import families, incidents
from tawatur.joining import parties as joined_parties
from tawatur.joining.parties import Verdict as PartyVerdict
from tawatur.model.decisions import Anchor
from tawatur.model.joined import Incident, Verdict
from tawatur.pipeline import comparing, corrections
from tawatur.pipeline.local import Settings, reader_of
from tawatur.pipeline.processes import Workers

PART = 200  # reports or incidents in one transaction
TASK = 8  # of them handed to a process at once
FEW_PROFILES = 1000  # new ways of naming up to which only what keys join to them is resolved again
SEEDS = 50  # reports from which linked tellings are gathered at once


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

    def parts(self, kind: pending.Kind) -> Iterator[dict[str, int]]:
        """Yield what is pending of a kind, part by part, with the serial numbers of the notings."""
        with self.case.read() as tx:
            waiting = list(pending.waiting(tx, kind).items())
        for at in range(0, len(waiting), PART):
            if self.stop():
                return
            self.tell(kind, len(waiting) - at)
            yield dict(waiting[at : at + PART])


def _tasks(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    held = tuple(keys)
    for at in range(0, len(held), TASK):
        yield held[at : at + TASK]


def _join_families(tx: Transaction, keys: Iterable[str]) -> None:
    mine = list(keys)
    touched = copying.connected(tx, [*mine, *copying.family_mates(tx, mine)], families.COUNTED)
    before = copying.families_of(tx, touched)
    sheets = copying.sheets(tx, touched)
    found = families.partition(map(comparing.printed_of, sheets.values()), copying.copies_among(tx, touched))
    if found != before:
        copying.put_families(tx, touched, found)
        changed = {key for f in set(before) ^ set(found) for key in f.reports}
        pending.note(tx, "positions", stories.telling_incidents(tx, sorted(changed)))


def _join_copies(joining: Joining) -> None:
    work = partial(comparing.find_copies, where=joining.case.where, settings=joining.settings)
    for part in joining.parts("copies"):
        found = [copy for task in joining.workers.map(_tasks(part), work, chunk=1) for copy in task]
        with joining.case.write() as tx:
            copying.put_copies(tx, list(part), found)
            _join_families(tx, part)
            pending.strike(tx, "copies", part)


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
        if r.decision.kind == "merge":
            made = [PartyVerdict(spots[0][1], other, True) for _, other in spots[1:]]
        else:
            stays, goes = ([spot for side, spot in spots if side == wanted] for wanted in (0, 1))
            made = [PartyVerdict(a, b, False) for a in stays for b in goes]
            made += [PartyVerdict(goes[0], other, True) for other in goes[1:]]
        found += [verdict for verdict in made if verdict.left != verdict.right]
        if not made:
            gone[r.id] = corrections.GONE
    return tuple(found), gone


def _join_parties(joining: Joining) -> None:
    with joining.case.write() as tx:
        part = pending.waiting(tx, "parties")
        if not part or joining.stop():
            return
        joining.tell("parties", len(part))
        said, gone = _judged(tx)
        spots = {spot for verdict in said for spot in (verdict.left, verdict.right)}
        seeds = {*map(int, part), *parties.profiles_of_reports(tx, sorted({key for key, _ in spots}))}
        numbers = parties.every_profile(tx) if len(part) > FEW_PROFILES else parties.connected(tx, seeds)
        lexicon = reader_of(joining.settings.lexicon).lexicon
        found = joined_parties.resolve(parties.representatives(tx, numbers, spots), said, lexicon)
        changed = parties.put_entities(tx, numbers, found)
        pending.note(tx, "positions", stories.telling_incidents(tx, changed))
        decisions.set_unsettled(
            tx, [r.id for r in decisions.in_force(tx) if r.decision.kind in ("merge", "split")], gone
        )
        pending.strike_all(tx, "parties", part)


def _join_links(joining: Joining) -> None:
    work = partial(comparing.find_links, where=joining.case.where, settings=joining.settings)
    for part in joining.parts("links"):
        links: comparing.Links = {}
        for found in joining.workers.map(_tasks(part), work, chunk=1):
            links |= found
        with joining.case.write() as tx:
            stories.put_links(tx, links)
            pending.note(tx, "incidents", part)
            pending.strike(tx, "links", part)


def verdicts(tx: Transaction) -> tuple[Verdict, ...]:
    """Return the analyst's words on which tellings are one incident, those on every pair of anchors apart."""
    found = []
    for r in decisions.in_force(tx):
        anchors = [a for a in r.decision.anchors if a.field == "event" and a.start is not None and a.end is not None]
        spots = [(a.side, _spot(a)) for a in anchors]
        if r.decision.kind == "merge":
            found += [Verdict(spots[0][1], other, True) for _, other in spots[1:]]
        elif r.decision.kind == "split":
            stays, goes = ([s for side, s in spots if side == wanted] for wanted in (0, 1))
            found += [Verdict(a, b, False) for a in stays for b in goes]
    return tuple(found)


def _spot(anchor: Anchor) -> tuple[str, int, int]:
    return anchor.report, anchor.start or 0, anchor.end or 0


def _reached(tx: Transaction, keys: Iterable[str], said: tuple[Verdict, ...]) -> tuple[int, ...]:
    """The tellings that links, common reports and merges join to these reports, and those of incidents they are in."""
    known: set[int] = set()
    more = set(stories.numbers_of(tx, keys))
    together = [(v.left[0], v.right[0]) for v in said if v.same]
    while more:
        new = set(stories.connected(tx, more, incidents.LEAST)) - known
        known |= new
        held = set(stories.report_keys(tx, sorted(known))) if together else set()
        partners = {b for a, b in together if a in held} | {a for a, b in together if b in held}
        more = (set(stories.mates(tx, sorted(new))) | set(stories.numbers_of(tx, sorted(partners - held)))) - known
    return tuple(sorted(known))


def _changed(before: Iterable[stories.Found], after: Iterable[Incident]) -> tuple[list[Incident], set[str]]:
    """The incidents that are not as they were, and the ids of those that are."""
    known = {f.incident.id: f.incident for f in before}
    fields = ("tellings", "reports", "recalled_by", "type", "title", "mode", "when", "place", "days", "reasons")

    def is_same(incident: Incident) -> bool:
        old = known.get(incident.id)
        return old is not None and all(getattr(old, name) == getattr(incident, name) for name in fields)

    made = list(after)
    return [i for i in made if not is_same(i)], {i.id for i in made if is_same(i)}


def _partition(joining: Joining, tx: Transaction, numbers: tuple[int, ...], said: tuple[Verdict, ...]) -> None:
    told = stories.tellings(tx, numbers)
    place: Mapping[incidents.Spot, int] = {incidents.spot(t): n for n, t in told.items()}
    alike = {
        (incidents.spot(told[a]), incidents.spot(told[b])): value
        for (a, b), value in stories.links_among(tx, numbers).items()
    }
    lexicon = reader_of(joining.settings.lexicon).lexicon
    found = incidents.partition(told.values(), said, lexicon, alike=alike)
    before = stories.incidents(tx, stories.holding(tx, numbers))
    changed, same = _changed(before, found)
    moved = incidents.redirects((f.incident for f in before), found)
    stories.drop_incidents(tx, [f.incident.id for f in before if f.incident.id not in same])
    ready = [stories.Found(i, tuple(place[incidents.spot(t)] for t in i.tellings)) for i in changed]
    stories.put_incidents(tx, ready, moved)


def _join_incidents(joining: Joining) -> None:
    while not joining.stop():
        with joining.case.write() as tx:
            part = pending.waiting(tx, "incidents", limit=SEEDS)
            if not part:
                return
            joining.tell("incidents", pending.count(tx, "incidents"))
            said = verdicts(tx)
            numbers = _reached(tx, part, said)
            _partition(joining, tx, numbers, said)
            # Whatever else was reached is done as well: it would give the same again.
            pending.strike_all(tx, "incidents", {*part, *stories.report_keys(tx, numbers)})


def _join_positions(joining: Joining) -> None:
    work = partial(comparing.find_positions, where=joining.case.where, settings=joining.settings)
    for part in joining.parts("positions"):
        rows = [row for task in joining.workers.map(_tasks(part), work, chunk=1) for row in task]
        with joining.case.write() as tx:
            current = pending.still(tx, "positions", part)
            stories.put_rows(tx, (row for row in rows if row["id"] in current))
            pending.strike(tx, "positions", part)


STAGES: tuple[Callable[[Joining], None], ...] = (
    _join_copies,
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
