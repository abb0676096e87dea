# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Erase a report so that only a hash of its key is left.

It goes from the tables, the index of words, the analyst's decisions that quote it, the log and the free pages of the
file. Copies made of the file before (backups) are beyond reach; disks keep what they overwrote: encrypt them.
"""

from dataclasses import replace

from sqlalchemy import delete, exists, insert, select, update

from tawatur.casefile import audit, copying, fetches, namings, parties, pending, schema
from tawatur.casefile.case import CaseFile
from tawatur.casefile.clock import now
from tawatur.casefile.indexing import drop_shingles
from tawatur.casefile.records import unpacked
from tawatur.casefile.reports import tombstone
from tawatur.casefile.search import drop_words, rewrite_index
from tawatur.casefile.sql import Transaction
from tawatur.casefile.stories import drop_tellings
from tawatur.model import codec
from tawatur.model.decisions import Decision


def _forget_decisions(tx: Transaction, key: str) -> int:
    """Take away the decisions that are anchored on the report alone, and its anchors from the others."""
    anchors = schema.anchors
    mine = list(
        tx.connection.execute(select(anchors.c.decision_id).where(anchors.c.report == key).distinct()).scalars()
    )
    if not mine:
        return 0
    tx.connection.execute(delete(anchors).where(anchors.c.report == key))
    left = exists().where(anchors.c.decision_id == schema.decisions.c.id)
    lost = list(
        tx.connection.execute(select(schema.decisions.c.id).where(schema.decisions.c.id.in_(mine), ~left)).scalars()
    )
    for number in mine:
        # The body may quote the report too; what is left of a decision on several reports stands in its anchors.
        row = tx.connection.execute(select(schema.decisions.c.body).where(schema.decisions.c.id == number)).one()
        body = codec.dumps(replace(codec.loads(Decision, row.body), value=None, values=(), note=""))
        tx.connection.execute(update(schema.decisions).where(schema.decisions.c.id == number).values(body=body))
    for number in lost:
        tx.connection.execute(update(schema.decisions).where(schema.decisions.c.undoes == number).values(undoes=None))
        tx.connection.execute(delete(schema.decisions).where(schema.decisions.c.id == number))
    return len(mine)


def erase(tx: Transaction, key: str) -> None:
    """Erase a report in this transaction; call `CaseFile.shrink` after it, and join again what it touched.

    Args:
        tx: A writing transaction.
        key: The report's key, which must be there.
    """
    reports, connection = schema.reports, tx.connection
    row = connection.execute(select(reports.c.id, reports.c.previous).where(reports.c.key == key)).one()
    families = schema.family_reports
    touched = list(connection.execute(select(families.c.family_id).where(families.c.report_id == row.id)).scalars())
    mates = {*copying.family_mates(tx, [key]), *copying.partners(tx, row.id)} - {key}
    profiles = parties.profiles_of_reports(tx, [key])
    entities = [entity.id for entity in parties.canonical_of(tx, [key])]
    near = parties.surroundings(tx, profiles) | set(parties.neighbours(tx, entities))
    told = schema.incident_tellings
    incidents = list(
        connection.execute(
            select(told.c.incident_id)
            .join(schema.tellings, schema.tellings.c.id == told.c.telling_id)
            .where(schema.tellings.c.report_id == row.id)
            .distinct()
        ).scalars()
    )
    drop_tellings(tx, row.id)
    drop_shingles(tx, row.id)
    parties.drop_forms(tx, row.id)
    drop_words(tx, row.id)
    decisions = _forget_decisions(tx, key)
    connection.execute(update(reports).where(reports.c.previous == key).values(previous=row.previous))
    connection.execute(delete(schema.pending).where(schema.pending.c.key == key))
    fetches.unwatch_erased(tx, row.id)
    connection.execute(delete(reports).where(reports.c.id == row.id))
    namings.drop_unused(tx, profiles)
    # What was joined from it may quote it: it goes at once and is worked out again from what is left.
    for table, ids in ((schema.families, touched), (schema.entities, entities), (schema.incidents, incidents)):
        for id in ids:
            connection.execute(delete(table).where(table.c.id == id))
    pending.note(tx, "copies", sorted(mates))
    pending.note(tx, "parties", sorted(map(str, {*profiles, *near})))
    rewrite_index(tx)
    connection.execute(insert(schema.tombstones).values(hash=tombstone(key), erased=now()))
    audit.record(tx, "erase", tombstone(key), decisions=decisions)


def erase_reports(case: CaseFile, keys: tuple[str, ...]) -> None:
    """Erase reports, one transaction each; `CaseFile.shrink` has to follow, at the latest when one next adds.

    Args:
        case: An open case.
        keys: Keys of reports in it.
    """
    for key in keys:
        with case.write() as tx:
            erase(tx, key)
            case.owe_shrinking(tx)
    unpacked.cache_clear()
