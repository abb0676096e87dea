# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tellings of single reports, how alike they are, and the incidents made of them.

A telling has a number here, which stays inside this package and the pipeline. Incidents are stored without their
tellings, which have a table of their own.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, overload

from sqlalchemy import delete, func, insert, or_, select, update

from tawatur.casefile import pending, schema
from tawatur.casefile.acts import put_acts
from tawatur.casefile.indexing import drop_blocks
from tawatur.casefile.records import StoredIncident, StoredTelling
from tawatur.casefile.sql import Transaction, pieces, replace_rows
from tawatur.model import codec
from tawatur.model.joined import Incident, Telling

R = TypeVar("R")
_R, _T, _B, _L = schema.reports, schema.tellings, schema.telling_blocks, schema.links
_I, _IT = schema.incidents, schema.incident_tellings


@dataclass(frozen=True, slots=True)
class Found:
    """An incident with the numbers of its tellings, in the order of `incident.tellings`."""

    incident: Incident
    numbers: tuple[int, ...]


def drop_tellings(tx: Transaction, report_id: int) -> None:
    """Take a report's tellings away; what shared an incident with them is pending."""
    mine = select(_T.c.id).where(_T.c.report_id == report_id)
    held = select(_IT.c.incident_id).where(_IT.c.telling_id.in_(mine))
    mates = (
        select(_R.c.key)
        .join(_T, _T.c.report_id == _R.c.id)
        .join(_IT, _IT.c.telling_id == _T.c.id)
        .where(_IT.c.incident_id.in_(held), _R.c.id != report_id)
        .distinct()
    )
    pending.note(tx, "incidents", list(tx.connection.execute(mates).scalars()))
    drop_blocks(tx, report_id)
    tx.connection.execute(delete(_T).where(_T.c.report_id == report_id))


def put_tellings(tx: Transaction, report_id: int, key: str, tellings: Sequence[StoredTelling]) -> None:
    """Store the tellings of a report that has none; how alike they are to others is pending.

    Args:
        tx: A writing transaction.
        report_id: The report.
        key: Its key.
        tellings: In the order of the reading.
    """
    if not tellings:
        return
    rows = [{"report_id": report_id, "position": n, "body": t.body} for n, t in enumerate(tellings)]
    tx.connection.execute(insert(_T), rows)
    made = tx.connection.execute(select(_T.c.position, _T.c.id).where(_T.c.report_id == report_id))
    ids = {row.position: row.id for row in made}
    blocks = [
        {"telling_id": ids[n], "block": b, "window": b.rpartition("@")[2]}
        for n, t in enumerate(tellings)
        for b in t.blocks
    ]
    if blocks:
        tx.connection.execute(insert(_B), blocks)
    pending.note(tx, "links", [key])


def bodies(tx: Transaction, report_id: int) -> list[str]:
    """Return the tellings of a report as they are stored, in order."""
    statement = select(_T.c.body).where(_T.c.report_id == report_id).order_by(_T.c.position)
    return list(tx.connection.execute(statement).scalars())


def numbers_of(tx: Transaction, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the tellings of these reports, in order."""
    found: list[int] = []
    for piece in pieces(keys):
        statement = select(_T.c.id).join(_R, _R.c.id == _T.c.report_id).where(_R.c.key.in_(piece))
        found += tx.connection.execute(statement).scalars()
    return sorted(found)


@overload
def tellings(tx: Transaction, numbers: Iterable[int], *, without: tuple[str, ...] = ()) -> dict[int, Telling]: ...
@overload
def tellings(tx: Transaction, numbers: Iterable[int], kind: type[R]) -> dict[int, R]: ...
def tellings(
    tx: Transaction, numbers: Iterable[int], kind: type[Any] = Telling, *, without: tuple[str, ...] = ()
) -> dict[int, Any]:
    """Return tellings by number.

    Args:
        tx: An open transaction.
        numbers: Of tellings; those that are gone are passed over.
        kind: A record that has some of the fields of a telling, where these are enough.
        without: Fields that hold several values and are wanted empty.
    """
    found: dict[int, Any] = {}
    for piece in pieces(numbers):
        rows = tx.connection.execute(select(_T.c.id, _T.c.body).where(_T.c.id.in_(piece)))
        found.update((id, codec.loads(kind, body, without=without)) for id, body in rows)
    return found


def sharing(tx: Transaction, numbers: Iterable[int], least: int) -> list[tuple[int, int]]:
    """Return pairs of one of these tellings and an earlier stored one of another report that share blocks, in order.

    Every pair is found from the side of the telling that was stored later, which comes first in it; all that were
    stored before have to be indexed, see `indexing.put_waiting`.

    Args:
        tx: An open transaction.
        numbers: Tellings.
        least: Blocks of one window of days, the part after `@`, that a pair must share.
    """
    mine, theirs, held = schema.telling_blocks, schema.block_index, _T.alias("held")
    pairs: set[tuple[int, int]] = set()
    for piece in pieces(numbers, 100):
        statement = (
            select(mine.c.telling_id, theirs.c.telling_id)
            .select_from(mine)
            .join(held, held.c.id == mine.c.telling_id)
            .join(theirs, theirs.c.block == mine.c.block)
            .where(
                mine.c.telling_id.in_(piece),
                theirs.c.telling_id < mine.c.telling_id,
                theirs.c.report_id != held.c.report_id,
            )
            .group_by(mine.c.telling_id, theirs.c.telling_id, mine.c.window)
            .having(func.count() >= least)
        )
        pairs.update((a, b) for a, b in tx.connection.execute(statement))
    return sorted(pairs)


@dataclass(frozen=True, slots=True)
class Linked:
    """How alike two tellings are, and whether their reports may be translations of one story."""

    likeness: float
    translated: bool = False


def put_links(tx: Transaction, links: Mapping[tuple[int, int], Linked]) -> None:
    """Store how alike pairs of tellings are; pairs of which one is gone meanwhile are passed over."""
    there: set[int] = set()
    for piece in pieces(sorted({n for pair in links for n in pair})):
        there.update(tx.connection.execute(select(_T.c.id).where(_T.c.id.in_(piece))).scalars())
    rows = [
        {"left_id": a, "right_id": b, "likeness": link.likeness, "translated": link.translated}
        for (a, b), link in sorted(links.items(), key=lambda item: item[0])
        if a in there and b in there
    ]
    replace_rows(tx, _L, rows)


def beside(tx: Transaction, numbers: Iterable[int], least: float) -> set[int]:
    """Return the tellings that a link, or a common report, joins to any of these, these among them.

    Args:
        tx: An open transaction.
        numbers: Tellings.
        least: Likeness above which a link joins.
    """
    here, there = _T.alias("here"), _T.alias("there")
    found = set(numbers)
    for piece in pieces(sorted(found)):
        for near, far in ((_L.c.left_id, _L.c.right_id), (_L.c.right_id, _L.c.left_id)):
            found.update(tx.connection.execute(select(far).where(near.in_(piece), _L.c.likeness > least)).scalars())
        together = select(there.c.id).join(here, here.c.report_id == there.c.report_id).where(here.c.id.in_(piece))
        found.update(tx.connection.execute(together).scalars())
    return found


def homes(tx: Transaction, numbers: Iterable[int]) -> dict[int, str]:
    """Return the incident of each of these tellings that is in one."""
    found: dict[int, str] = {}
    for piece in pieces(sorted(numbers)):
        rows = tx.connection.execute(select(_IT.c.telling_id, _IT.c.incident_id).where(_IT.c.telling_id.in_(piece)))
        found.update((row.telling_id, row.incident_id) for row in rows)
    return found


def links_among(tx: Transaction, numbers: Iterable[int]) -> dict[tuple[int, int], float]:
    """Return how alike the pairs among these tellings are, those that are at all."""
    known = set(numbers)
    found: dict[tuple[int, int], float] = {}
    for piece in pieces(sorted(known)):
        rows = tx.connection.execute(select(_L.c.left_id, _L.c.right_id, _L.c.likeness).where(_L.c.left_id.in_(piece)))
        for a, b, value in rows:
            if b in known:
                found[a, b] = value
    return found


def row_of(incident: Incident) -> dict[str, Any]:
    """Return the columns that lists need, and the body."""
    happened = next((p for p in incident.positions if p.question == "happened" and p.answer == "yes"), None)
    told = {t.outlet for t in incident.tellings if t.report in incident.reports}
    bare = replace(incident, tellings=())
    return {
        "id": incident.id,
        "type": incident.type,
        "title": incident.title,
        "day": incident.days[0] if incident.days else None,
        "place": incident.place,
        "country": incident.country,
        "lat": incident.lat,
        "lon": incident.lon,
        "reports": len(incident.reports),
        "outlets": len(told),
        "low": happened.independence.low if happened else 0,
        "high": happened.independence.high if happened else 0,
        "credibility": happened.credibility if happened else None,
        "denied": any(p.question == "happened" and p.answer == "no" for p in incident.positions),
        "body": zlib.compress(codec.dumps(bare).encode("utf-8"), 6),
    }


def holding(tx: Transaction, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the ids of the incidents that hold any of these tellings."""
    found: set[str] = set()
    for piece in pieces(numbers):
        found.update(tx.connection.execute(select(_IT.c.incident_id).where(_IT.c.telling_id.in_(piece))).scalars())
    return tuple(sorted(found))


def bare(tx: Transaction, ids: Iterable[str]) -> tuple[Found, ...]:
    """Return incidents with the numbers of their tellings alone, in the order of their ids."""
    out = []
    for piece in pieces(sorted(set(ids))):
        bodies = dict(tx.connection.execute(select(_I.c.id, _I.c.body).where(_I.c.id.in_(piece))).all())
        held = select(_IT.c.incident_id, _IT.c.telling_id).where(_IT.c.incident_id.in_(piece))
        members: dict[str, list[int]] = {}
        for id, number in tx.connection.execute(held.order_by(_IT.c.incident_id, _IT.c.position)):
            members.setdefault(id, []).append(number)
        out += [
            Found(codec.loads(Incident, zlib.decompress(bodies[id]).decode("utf-8")), tuple(members.get(id, ())))
            for id in sorted(bodies)
        ]
    return tuple(out)


def incidents(tx: Transaction, ids: Iterable[str], *, without: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """Return incidents with their tellings, in the order of their ids; unknown ids are passed over.

    Args:
        tx: An open transaction.
        ids: Of incidents.
        without: Fields of tellings that hold several values and are wanted empty.
    """
    found = bare(tx, ids)
    told = tellings(tx, sorted({number for f in found for number in f.numbers}), without=without)
    return tuple(Found(replace(f.incident, tellings=tuple(told[n] for n in f.numbers)), f.numbers) for f in found)


def mates(tx: Transaction, numbers: Iterable[int]) -> list[int]:
    """Return the tellings that share an incident with any of these, as incidents stand now."""
    found: list[int] = []
    for piece in pieces(holding(tx, numbers)):
        found += tx.connection.execute(select(_IT.c.telling_id).where(_IT.c.incident_id.in_(piece))).scalars()
    return sorted(found)


def drop_incidents(tx: Transaction, ids: Iterable[str]) -> None:
    """Take incidents away, with what is pending on them."""
    for piece in pieces(ids):
        tx.connection.execute(delete(_I).where(_I.c.id.in_(piece)))
        pending.strike_all(tx, "positions", piece)


def put_incidents(tx: Transaction, found: Sequence[Found], moved: Mapping[str, str]) -> None:
    """Store incidents whose tellings are in no incident now; their positions are pending.

    Args:
        tx: A writing transaction.
        found: The incidents.
        moved: From each id that is gone to the one that is there instead.
    """
    replace_rows(tx, _I, [row_of(f.incident) for f in found])
    rows = [
        {
            "incident_id": f.incident.id,
            "telling_id": number,
            "position": at,
            "recalled": telling.report not in f.incident.reports,
        }
        for f in found
        for at, (number, telling) in enumerate(zip(f.numbers, f.incident.tellings, strict=True))
    ]
    if rows:
        tx.connection.execute(insert(_IT), rows)
    for ids in pieces([f.incident.id for f in found]):
        tx.connection.execute(delete(schema.redirects).where(schema.redirects.c.old.in_(ids)))
    for old_id, new_id in sorted(moved.items()):
        tx.connection.execute(update(schema.redirects).where(schema.redirects.c.new == old_id).values(new=new_id))
    replace_rows(tx, schema.redirects, [{"old": old, "new": new} for old, new in sorted(moved.items())])
    pending.note(tx, "positions", [f.incident.id for f in found])


def put_positions(tx: Transaction, found: Iterable[StoredIncident]) -> None:
    """Store incidents with positions in place of the same; those that are gone meanwhile are passed over."""
    for stored in found:
        id = stored.row["id"]
        values = {name: value for name, value in stored.row.items() if name != "id"}
        if tx.connection.execute(update(_I).where(_I.c.id == id).values(**values)).rowcount:
            put_acts(tx, id, stored.acts)


def telling_incidents(tx: Transaction, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the incidents that these reports tell or recall."""
    return holding(tx, numbers_of(tx, keys))


def redirected(tx: Transaction, id: str) -> str | None:
    """Return the id that stands for a former one, None where there is none."""
    statement = select(schema.redirects.c.new).where(schema.redirects.c.old == id)
    return tx.connection.execute(statement).scalar_one_or_none()


def incident_ids(tx: Transaction, start: str | None = None) -> tuple[str, ...]:
    """Return the ids of all incidents, or of those that begin with some letters."""
    statement = select(_I.c.id).order_by(_I.c.id)
    if start is not None:
        statement = statement.where(or_(_I.c.id == start, _I.c.id.startswith(start, autoescape=True)))
    return tuple(tx.connection.execute(statement).scalars())


def report_keys(tx: Transaction, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the keys of the reports of these tellings, in order."""
    found: set[str] = set()
    for piece in pieces(numbers):
        statement = select(_R.c.key).join(_T, _T.c.report_id == _R.c.id).where(_T.c.id.in_(piece))
        found.update(tx.connection.execute(statement).scalars())
    return tuple(sorted(found))


def every(tx: Transaction) -> Iterator[Incident]:
    """Yield all incidents, without their tellings, in the order of their ids."""
    for body in tx.connection.execute(select(_I.c.body).order_by(_I.c.id)).scalars():
        yield codec.loads(Incident, zlib.decompress(body).decode("utf-8"))
