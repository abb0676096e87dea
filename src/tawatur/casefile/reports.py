# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reports and their readings: what makes one the same as another, adding, fetching.

A report's identity is its outlet, its own id or address, and the SHA-256 of its bytes (`model.identity.report_key`).
The same again changes nothing. Other bytes under the same outlet and id or address are a new version, which names the
one before it. The same body from another outlet is another report: that is what copies are.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from tawatur.casefile import fetches, pending, schema, stories
from tawatur.casefile.clock import now
from tawatur.casefile.copying import partners
from tawatur.casefile.indexing import drop_shingles
from tawatur.casefile.parties import drop_forms, named, put_forms
from tawatur.casefile.records import NewReport, Outcome, Prepared, ReportRow, StoredReading
from tawatur.casefile.search import add_words, drop_words
from tawatur.casefile.sql import Transaction, pieces
from tawatur.casefile.stories import drop_tellings, put_tellings
from tawatur.casefile.ties import drop_ties, put_ties, ties_of
from tawatur.model import Credit, Reading, Report, codec

_R, _READ = schema.reports, schema.readings
REPORT_COLUMNS = (
    *(_R.c[name] for name in ("key", "own_id", "outlet", "url", "title", "published", "language", "version")),
    _READ.c.events,
    _READ.c.claims,
)


def report_row(row: Iterable[Any]) -> ReportRow:
    """Return a list's row from its columns `REPORT_COLUMNS`."""
    *plain, events, claims = row
    values: list[Any] = [*plain, events or 0, claims or 0]
    return ReportRow(*values)


def tombstone(key: str) -> str:
    """Return what is left of an erased report: a hash of its key, from which nothing can be told."""
    return hashlib.sha256(b"tawatur erased report\x00" + key.encode()).hexdigest()


def known(tx: Transaction, keys: Iterable[str]) -> dict[str, Outcome]:
    """Return which of these reports need not be added, and why: the same is there, or it was erased."""
    found: dict[str, Outcome] = {}
    for piece in pieces(keys):
        rows = tx.connection.execute(
            select(_R.c.key).join(_READ, _READ.c.report_id == _R.c.id).where(_R.c.key.in_(piece))
        )
        found.update((row.key, "same") for row in rows)
        hashes = {tombstone(key): key for key in piece}
        gone = tx.connection.execute(select(schema.tombstones.c.hash).where(schema.tombstones.c.hash.in_(list(hashes))))
        found.update((hashes[row.hash], "erased") for row in gone)
    return found


def newest_version(tx: Transaction, report: Report) -> tuple[str, int] | None:
    """Return key and number of the newest version of the same report that is there, None where there is none."""
    same = _R.c.own_id == report.id
    if report.url is not None:
        same = or_(same, _R.c.url == report.url)
    outlet = _R.c.outlet.is_(None) if report.outlet is None else _R.c.outlet == report.outlet
    newest = tx.connection.execute(
        select(_R.c.key, _R.c.version).where(and_(outlet, same)).order_by(_R.c.version.desc(), _R.c.id.desc()).limit(1)
    ).first()
    return None if newest is None else (newest.key, newest.version)


def same_wording(tx: Transaction, report: Report) -> str | None:
    """Return the key of a report's newest version if title and text are the same, None if not or if there is none.

    Pages change with every fetch (counters, advertisements); what they report does not.
    """
    newest = newest_version(tx, report)
    if newest is None:
        return None
    row = tx.connection.execute(select(_R.c.title, _R.c.text).where(_R.c.key == newest[0])).one()
    return newest[0] if (row.title, row.text) == (report.title, report.text) else None


def _clear(tx: Transaction, report_id: int) -> list[str]:
    """Take away what was worked out from a reading; return the reports whose copies have to be judged again."""
    tx.connection.execute(delete(_READ).where(_READ.c.report_id == report_id))
    drop_shingles(tx, report_id)
    drop_words(tx, report_id)
    drop_forms(tx, report_id)
    drop_tellings(tx, report_id)
    drop_ties(tx, report_id)
    return partners(tx, report_id, only_later=True)


def _put_prepared(tx: Transaction, report_id: int, published: str | None, prepared: Prepared) -> None:
    """Store what was worked out from the reading of a report, and note what it makes pending."""
    connection, reading = tx.connection, prepared.reading
    values: dict[str, Any] = {name: getattr(reading, name) for name in StoredReading.__slots__}
    rows = [{"key": key, "report_id": report_id} for key in dict.fromkeys(prepared.shingles)]
    values |= {"report_id": report_id, "printed": prepared.printed, "shingles": len(rows)}
    connection.execute(insert(_READ).values(values))
    add_words(tx, report_id, prepared.indexed)
    if rows:
        connection.execute(insert(schema.shingles), rows)
    put_forms(tx, report_id, published, prepared.forms)
    put_tellings(tx, report_id, prepared.key, prepared.tellings)
    put_ties(tx, report_id, prepared.ties)
    pending.note(tx, "keys", [prepared.key])
    pending.note(tx, "copies", [prepared.key])


def add(tx: Transaction, new: NewReport, batch: int) -> Outcome:
    """Add a report with its reading, or leave everything as it is where the same is there.

    What came over the net is the same too where only bytes beside title and text are others; that it was seen is noted.

    Args:
        tx: A writing transaction; commit it before acknowledging.
        new: The report.
        batch: Number of the batch it came in.
    """
    report, key = new.report, new.prepared.key
    found = known(tx, [key])
    if key in found:
        return found[key]
    if new.fetch is not None and (held := same_wording(tx, report)) is not None:
        fetches.seen_again(tx, held, new.fetch)
        return "same"
    previous, version = newest_version(tx, report) or (None, 0)
    values = {
        "key": key,
        "own_id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "credits": codec.dumps(report.credits),
        "sha256": new.sha256,
        "text": report.text,
        "original": new.original,
        "provenance": new.provenance,
        "added": now(),
        "batch_id": batch,
        "previous": previous,
        "version": version + 1,
    }
    made = tx.connection.execute(insert(_R).values(values)).inserted_primary_key
    if made is not None:
        _put_prepared(tx, int(made[0]), report.published, new.prepared)
        if new.fetch is not None:
            fetches.put(tx, int(made[0]), new.fetch)
    return "added"


def put_again(tx: Transaction, prepared: Prepared) -> bool:
    """Store a new reading of a report, or what follows from its old one anew; False where the report is gone."""
    row = tx.connection.execute(select(_R.c.id, _R.c.published).where(_R.c.key == prepared.key)).one_or_none()
    if row is not None:
        later = _clear(tx, row.id)
        _put_prepared(tx, row.id, row.published, prepared)
        pending.note(tx, "copies", later)
    return row is not None


def put_corrected(tx: Transaction, prepared: Prepared) -> None:
    """Store what follows from a reading whose corrections have changed, where it is not what is stored.

    Its words and what it shares with others are of its text, which no correction changes.
    """
    row = tx.connection.execute(select(_R.c.id, _R.c.published).where(_R.c.key == prepared.key)).one_or_none()
    if row is None:
        return
    if stories.bodies(tx, row.id) != [telling.body for telling in prepared.tellings]:
        drop_tellings(tx, row.id)
        put_tellings(tx, row.id, prepared.key, prepared.tellings)
        pending.note(tx, "keys", [prepared.key])
    if named(tx, row.id) != {form.entity: form.hash for form in prepared.forms}:
        drop_forms(tx, row.id)
        put_forms(tx, row.id, row.published, prepared.forms)
    if ties_of(tx, row.id) != list(prepared.ties):
        drop_ties(tx, row.id)
        put_ties(tx, row.id, prepared.ties)
    pending.note(tx, "positions", stories.telling_incidents(tx, [prepared.key]))


def start_batch(tx: Transaction) -> int:
    """Begin a batch and return its number."""
    made = tx.connection.execute(insert(schema.batches).values(author=tx.author, started=now())).inserted_primary_key
    return 0 if made is None else int(made[0])


def finish_batch(tx: Transaction, batch: int, counts: dict[str, int]) -> None:
    """Note how a batch ended; one that only stopped stays without an end."""
    table = schema.batches
    tx.connection.execute(update(table).where(table.c.id == batch).values(finished=now(), **counts))


def readings(tx: Transaction, keys: Iterable[str], *, without: tuple[str, ...] = ()) -> Iterator[tuple[str, Reading]]:
    """Yield reports' keys with their readings, as stored, without decisions.

    Args:
        tx: An open transaction.
        keys: Of reports.
        without: Fields of readings that hold records and are wanted empty.
    """
    for piece in pieces(keys, 50):
        rows = tx.connection.execute(
            select(_R.c.key, _R.c.text, _READ).join(_READ, _READ.c.report_id == _R.c.id).where(_R.c.key.in_(piece))
        )
        for row in rows.mappings():
            stored = StoredReading(*(row[name] for name in StoredReading.__slots__))
            yield row["key"], stored.reading(row["text"], without=without)


def texts(tx: Transaction, keys: Iterable[str]) -> Iterator[tuple[str, Report]]:
    """Yield reports by key, with their texts."""
    for piece in pieces(keys, 50):
        for row in tx.connection.execute(select(_R).where(_R.c.key.in_(piece))).mappings():
            plain = {"id": row["own_id"]} | {
                n: row[n] for n in ("text", "outlet", "url", "title", "published", "language")
            }
            yield row["key"], Report(**plain, credits=codec.decode(tuple[Credit, ...], json.loads(row["credits"])))


def outdated(tx: Transaction, reader: str, version: str, lexicon: str, *, every: bool = False) -> list[str]:
    """Return the keys of reports that this reader, version and lexicon did not read.

    Args:
        tx: An open transaction.
        reader: Name of the reader.
        version: Its version.
        lexicon: Content hash of its lexicon.
        every: All reports instead.
    """
    statement = select(_R.c.key).outerjoin(_READ, _READ.c.report_id == _R.c.id).order_by(_R.c.id)
    if not every:
        same = and_(_READ.c.reader == reader, _READ.c.version == version, _READ.c.lexicon == lexicon)
        statement = statement.where(func.coalesce(same, False).is_(False))
    return [row.key for row in tx.connection.execute(statement)]


def original(tx: Transaction, key: str) -> bytes | None:
    """Return the bytes of a report as received, None where only their hash was kept."""
    body = tx.connection.execute(select(_R.c.original).where(_R.c.key == key)).scalar_one_or_none()
    return None if body is None else zlib.decompress(body)


def own_ids(tx: Transaction) -> dict[str, str]:
    """Return the reports' own ids by key."""
    return {row.key: row.own_id for row in tx.connection.execute(select(_R.c.key, _R.c.own_id))}


def evidence(tx: Transaction, keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return by report key the SHA-256 of the bytes as received, and the number of the version."""
    found: dict[str, tuple[str, int]] = {}
    for piece in pieces(keys):
        rows = tx.connection.execute(select(_R.c.key, _R.c.sha256, _R.c.version).where(_R.c.key.in_(piece)))
        found.update((row.key, (row.sha256, row.version)) for row in rows)
    return found
