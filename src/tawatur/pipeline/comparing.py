# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The heavy part of joining, which worker processes do: they read the case for themselves and hand back results.

Handing numbers to a worker that reads, and remembers what it read, costs far less than handing it the records.
"""

import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tawatur.casefile import CaseFile, Transaction, copying, decisions, open_case, outlets, parties, stories
from tawatur.casefile import reports as stored
from tawatur.casefile.copying import Sheet
from tawatur.casefile.records import StoredIncident
from tawatur.joining import copies, positions
from tawatur.joining.incidents import FAINT, LEAST, SHARED
from tawatur.joining.likeness import Profile, likeness, measures, profile, weights
from tawatur.joining.printed import Printed
from tawatur.joining.signature import meet
from tawatur.joining.tension import interactions
from tawatur.joining.translations import may_render_one, proposed
from tawatur.joining.wording import wording
from tawatur.lexicon import Lexicon
from tawatur.model import Reading
from tawatur.model.joined import CanonicalEntity, Copy
from tawatur.pipeline import corrections, translating
from tawatur.pipeline.local import Settings, reader_of
from tawatur.text.memory import Bounded
from tawatur.text.normalize import fold

Links = dict[tuple[int, int], stories.Linked]


@dataclass(slots=True)
class Bench:
    """A thread's own view of one case, with what it remembers of it."""

    case: CaseFile
    lexicon: Lexicon
    profiles: Bounded[int, Profile] = field(default_factory=lambda: Bounded(most=16_000, keep=0.75))


Key = tuple[int, int, str, Path | None]  # process, thread, case, lexicon: threads that join at once share nothing
_benches: dict[Key, Bench] = {}


def _key(where: str, settings: Settings) -> Key:
    return os.getpid(), threading.get_ident(), where, settings.lexicon


def set_up(case: CaseFile, settings: Settings) -> None:
    """Let this thread use a case that it has open already."""
    _benches[_key(case.where, settings)] = Bench(case, reader_of(settings.lexicon).lexicon)


def clear_away(case: CaseFile, settings: Settings) -> None:
    """Forget a case before it is closed."""
    _benches.pop(_key(case.where, settings), None)


def _bench(where: str, settings: Settings) -> Bench:
    key = _key(where, settings)
    found = _benches.get(key)
    if found is None:
        found = _benches[key] = Bench(open_case(where), reader_of(settings.lexicon).lexicon)
    return found


def printed_of(sheet: Sheet) -> Printed:
    """Return a stored report as copies are judged by."""
    agencies, translated = copying.credits(sheet)
    return Printed(sheet.key, sheet.text, sheet.outlet, sheet.published, agencies, translated, sheet.title)


def find_copies(keys: tuple[str, ...], where: str, settings: Settings) -> list[Copy]:
    """Return what these reports share with those that were stored before each.

    What an analyst says of a translation holds: accepted, it is a copy of the whole; rejected, nothing.

    Args:
        keys: Report keys.
        where: The case.
        settings: They name the lexicon.
    """
    with _bench(where, settings).case.read() as tx:
        found = copying.candidates(tx, keys)
        pairs = {(c.left, c.right) for c in found if meet(c.shared, same_outlet=c.same_outlet, fewer=c.fewer)}
        judged = translating.judged(tx, keys)
        sheets = copying.sheets(tx, sorted({key for pair in {*pairs, *judged} for key in pair}))
    ready = {key: printed_of(sheet) for key, sheet in sheets.items()}
    shared: list[Copy] = []
    for a, b in sorted({*pairs, *judged}):
        if a not in ready or b not in ready:
            continue
        copy = copies.compare(ready[a], ready[b]) if (a, b) in pairs else None
        if (a, b) in judged and (copy is None or copy.kind not in copies.COPIED):
            if judged[a, b]:
                copy = copies.accepted(ready[a], ready[b])
            elif copy is not None and copy.kind == "translation":
                copy = None
        if copy is not None:
            shared.append(copy)
    return shared


def _profiles(bench: Bench, tx: Transaction, numbers: Iterable[int]) -> dict[int, Profile]:
    wanted = set(numbers)
    held = {n: bench.profiles[n] for n in wanted if n in bench.profiles}
    for number, telling in stories.tellings(tx, sorted(wanted - set(held))).items():
        held[number] = bench.profiles[number] = profile(telling, bench.lexicon)
    return held


def _translated(tx: Transaction, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these pairs of reports may be translations of one story."""
    wanted = sorted(set(pairs))
    ready = {k: printed_of(sheet) for k, sheet in copying.sheets(tx, sorted({k for p in wanted for k in p})).items()}
    near = ((a, b) for a, b in wanted if a in ready and b in ready and may_render_one(ready[a], ready[b]))
    return {(a, b) for a, b in near if proposed(ready[a], ready[b], wording(ready[a].text), wording(ready[b].text))}


def find_links(keys: tuple[str, ...], where: str, settings: Settings) -> Links:
    """Return how alike the tellings of these reports are to those that were stored before each.

    Args:
        keys: Report keys.
        where: The case.
        settings: They name the lexicon.
    """
    bench = _bench(where, settings)
    known = weights(bench.lexicon)
    found: dict[tuple[int, int], float] = {}
    with bench.case.read() as tx:
        pairs = stories.sharing(tx, stories.numbers_of(tx, keys), SHARED)
        ready = _profiles(bench, tx, {n for pair in pairs for n in pair})
        for a, b in pairs:
            if a in ready and b in ready:
                value = likeness(measures(ready[a], ready[b]), known)
                if value >= FAINT:
                    found[b, a] = value
        reports = {pair: tuple(sorted(ready[n].place[0] for n in pair)) for pair in found if found[pair] > LEAST}
        translated = _translated(tx, ((left, right) for left, right in reports.values()))
    return {pair: stories.Linked(value, reports.get(pair) in translated) for pair, value in found.items()}


def coded(tx: Transaction, keys: Iterable[str], *, without: tuple[str, ...] = ()) -> dict[str, Reading]:
    """Return readings by report key, as the analyst's corrections leave them.

    Args:
        tx: An open transaction.
        keys: Of reports.
        without: Fields of readings that hold records and are wanted empty; those of a corrected reading stay.
    """
    wanted = list(keys)
    held = decisions.on_reports(tx, wanted)
    found = dict(stored.readings(tx, [key for key in wanted if key not in held], without=without))
    for key, reading in stored.readings(tx, held):
        found[key] = corrections.apply(reading, held[key]).reading
    return found


def _by_source(grades: Mapping[str, str], entities: Iterable[CanonicalEntity]) -> dict[str, Any]:
    """The grades by what chains call a source: a canonical entity's id, or else its folded name."""
    by_name = {fold(name): grade for name, grade in grades.items()}
    found = {f"={name}": grade for name, grade in by_name.items()}
    for entity in entities:
        said = next((by_name[fold(name)] for name in (entity.name, *entity.names) if fold(name) in by_name), None)
        if said is not None:
            found[entity.id] = said
    return found


def find_positions(ids: tuple[str, ...], where: str, settings: Settings) -> list[StoredIncident]:
    """Return incidents with their positions, ready to be stored.

    Args:
        ids: Ids of incidents.
        where: The case.
        settings: They name the lexicon.
    """
    bench = _bench(where, settings)
    with bench.case.read() as tx:
        found = stories.incidents(tx, ids)
        keys = sorted({key for f in found for key in f.incident.reports})
        readings = coded(tx, keys)
        families = copying.families_of(tx, keys)
        entities = parties.canonical_of(tx, keys)
        copied = copying.copies_among(tx, keys)
        grades, declared = outlets.said_of_sources(tx)
    graded = _by_source(grades, entities)
    rows = []
    for f in found:
        mine = {key: readings[key] for key in f.incident.reports if key in readings}
        held = tuple(x for x in families if not mine.keys().isdisjoint(x.reports))
        said = positions.of(
            f.incident,
            mine,
            families=held,
            copies=[c for c in copied if c.left in mine and c.right in mine],
            entities=entities,
            grades=graded,
            declared=declared,
            lexicon=bench.lexicon,
        )
        whole = positions.with_positions(f.incident, said)
        rows.append(StoredIncident(stories.row_of(whole), interactions(whole)))
    return rows
