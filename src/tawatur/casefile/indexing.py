# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Indexes on which reports and tellings meet, added to many reports at once.

The keys of a report are scattered over a whole index. Written with the report, each would cost a page of the disk, ever
more of them as the case grows; written in their order for thousands of reports at once, each page is written once.
Until then the keys wait beside their report (`shingles`, `telling_blocks`), and what has to be indexed is pending.
"""

from typing import Any

from sqlalchemy import Select, Table, and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from tawatur.casefile import schema
from tawatur.casefile.sql import Transaction, pieces

_S, _SI, _T = schema.shingles, schema.shingle_index, schema.tellings
_B, _BI, _R, _W = schema.telling_blocks, schema.block_index, schema.reports, schema.pending


def _insert(tx: Transaction, table: Table, rows: Select[Any]) -> None:
    made = (sqlite.insert if tx.is_sqlite else postgresql.insert)(table)
    names = [column.name for column in table.columns]
    tx.connection.execute(made.from_select(names, rows).on_conflict_do_nothing())


def put_waiting(tx: Transaction, *, most: int) -> bool:
    """Add to the indexes what reports bring that are not in them, those stored first, and strike them out.

    Args:
        tx: A writing transaction.
        most: Reports at once.
    Returns:
        Whether there were any: until there are none, reports that meet may not find each other.
    """
    waits = and_(_W.c.kind == "keys", _W.c.key == _R.c.key)
    numbers = list(tx.connection.execute(select(_R.c.id).join(_W, waits).order_by(_R.c.id).limit(most)).scalars())
    if not numbers:
        return False
    mine = select(_R.c.id).join(_W, waits).where(_R.c.id <= numbers[-1])
    _insert(tx, _SI, select(_S.c.key, _S.c.report_id).where(_S.c.report_id.in_(mine)).order_by(_S.c.key))
    blocks = select(_B.c.block, _B.c.telling_id, _T.c.report_id).join(_T, _T.c.id == _B.c.telling_id)
    _insert(tx, _BI, blocks.where(_T.c.report_id.in_(mine)).order_by(_B.c.block, _B.c.telling_id))
    done = select(_R.c.key).where(_R.c.id <= numbers[-1])
    tx.connection.execute(delete(_W).where(_W.c.kind == "keys", _W.c.key.in_(done)))
    return True


def drop_shingles(tx: Transaction, report_id: int) -> None:
    """Take a report's keys of wording away."""
    mine = select(_S.c.key).where(_S.c.report_id == report_id)
    tx.connection.execute(delete(_SI).where(_SI.c.key.in_(mine), _SI.c.report_id == report_id))
    tx.connection.execute(delete(_S).where(_S.c.report_id == report_id))


def drop_blocks(tx: Transaction, report_id: int) -> None:
    """Take the blocks of a report's tellings out of the index; the tellings take theirs along."""
    rows = tx.connection.execute(
        select(_B.c.block, _B.c.telling_id).join(_T, _T.c.id == _B.c.telling_id).where(_T.c.report_id == report_id)
    ).all()
    for number in {row.telling_id for row in rows}:
        for piece in pieces([row.block for row in rows if row.telling_id == number]):
            tx.connection.execute(delete(_BI).where(and_(_BI.c.telling_id == number, _BI.c.block.in_(piece))))
