# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How reports came over the net, and what is known of the addresses that are watched.

An address that is watched is kept as its hash only: once the reports that it gave are erased, nothing tells what it
was, and it is not fetched again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import delete, func, insert, select

from tawatur.casefile import schema
from tawatur.casefile.clock import now
from tawatur.casefile.sql import Transaction, ids_of, pieces, replace_rows
from tawatur.model.evidence import Fetch

_F, _R, _W = schema.fetches, schema.reports, schema.watched
_COLUMNS = tuple(_F.c[f.name] for f in fields(Fetch))


def _fetch(values: Iterable[Any]) -> Fetch:
    found = dict(zip((f.name for f in fields(Fetch)), values, strict=True))
    found["headers"] = tuple((name, value) for name, value in json.loads(found["headers"]))
    return Fetch(**found)


def put(tx: Transaction, report_id: int, fetch: Fetch) -> None:
    """Store how a report came, or was seen again."""
    values = {f.name: getattr(fetch, f.name) for f in fields(Fetch)}
    values |= {"headers": json.dumps(fetch.headers, ensure_ascii=False), "report_id": report_id}
    tx.connection.execute(insert(_F).values(values))


def seen_again(tx: Transaction, key: str, fetch: Fetch) -> None:
    """Note that a report was fetched once more; nothing where it is gone."""
    number = ids_of(tx, [key]).get(key)
    if number is not None:
        put(tx, number, fetch)


def of_report(tx: Transaction, key: str) -> tuple[Fetch, ...]:
    """Return how a report came and was seen again, oldest first."""
    rows = select(*_COLUMNS).join(_R, _R.c.id == _F.c.report_id).where(_R.c.key == key).order_by(_F.c.id)
    return tuple(map(_fetch, tx.connection.execute(rows)))


def latest(tx: Transaction, asked: Iterable[str]) -> dict[str, tuple[str, Fetch]]:
    """Return by address asked for the newest report that came from it, and how it last came."""
    found: dict[str, tuple[str, Fetch]] = {}
    for piece in pieces(asked):
        newest = select(func.max(_F.c.id)).where(_F.c.asked.in_(piece)).group_by(_F.c.asked)
        rows = select(_R.c.key, *_COLUMNS).join(_R, _R.c.id == _F.c.report_id).where(_F.c.id.in_(newest))
        for key, *values in tx.connection.execute(rows):
            fetch = _fetch(values)
            found[fetch.asked] = key, fetch
    return found


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of an address that is watched.

    Args:
        address: Its hash, see `address`.
        checked: When it was last asked, UTC, ISO 8601.
        due: Not to be asked before.
        failures: How often in a row it failed.
        etag: `ETag` of its last answer.
        modified: `Last-Modified` of its last answer.
        listed: When a feed last gave its whole list, UTC, ISO 8601.
        identity: Of a feed, what it called itself and where it led.
        erased: The reports that it gave were erased: it is not asked again.
    """

    address: str
    checked: str
    due: str
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    listed: str | None = None
    identity: str | None = None
    erased: bool = False


def address(url: str) -> str:
    """Return the hash under which an address is watched."""
    return hashlib.sha256(b"tawatur watched address\x00" + url.encode("utf-8", "surrogatepass")).hexdigest()


def watched(tx: Transaction, urls: Iterable[str]) -> dict[str, Watched]:
    """Return what is known of addresses, by address in words."""
    names = {address(url): url for url in urls}
    columns = [_W.c[f.name] for f in fields(Watched)]
    found: dict[str, Watched] = {}
    for piece in pieces(names):
        rows = tx.connection.execute(select(*columns).where(_W.c.address.in_(piece)))
        found.update((names[row.address], Watched(*row)) for row in rows)
    return found


def watch(tx: Transaction, states: Iterable[Watched]) -> None:
    """Store what is known of addresses, in place of what was."""
    replace_rows(tx, _W, [{f.name: getattr(state, f.name) for f in fields(Watched)} for state in states])


def unwatch_erased(tx: Transaction, report_id: int) -> None:
    """Leave, of the addresses that gave a report which is being erased, hashes that are not to be asked again."""
    statement = select(_F.c.asked, _F.c.url, _R.c.url).join(_R, _R.c.id == _F.c.report_id)
    rows = tx.connection.execute(statement.where(_F.c.report_id == report_id))
    urls = sorted({url for row in rows for url in row if url is not None})
    at = now()
    watch(tx, [Watched(address(url), at, at, erased=True) for url in urls])
    for piece in pieces(urls):
        tx.connection.execute(delete(schema.failures).where(schema.failures.c.provenance.in_(piece)))
