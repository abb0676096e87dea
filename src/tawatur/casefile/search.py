# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The index of words: kept with the report, asked in one language on both databases.

A query is words, all of which must occur; "several words" in quotation marks (also «…» and “…”) must follow one
another; a word after - must not occur. Each word matches itself as written and every word with its lemma.
"""

import re
from dataclasses import dataclass

from sqlalchemy import TextClause, bindparam, text

from tawatur.casefile.sql import Transaction
from tawatur.casefile.words import Indexed, index_words
from tawatur.lexicon import Lexicon

_PART = re.compile(r'(?P<no>(?<!\S)-)?(?:["«“](?P<phrase>[^"»”]*)["»”]?|(?P<word>[^\s"«“]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: words that follow one another."""

    indexed: Indexed
    excluded: bool = False


def parse(query: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """Return the parts of a query; signs that are no words are passed over."""
    terms = []
    for match in _PART.finditer(query):
        indexed = index_words(match["phrase"] if match["word"] is None else match["word"], lexicon)
        if indexed.words:
            terms.append(Term(indexed, match["no"] is not None))
    return tuple(terms)


def _sqlite_query(terms: tuple[Term, ...]) -> str:
    def one(term: Term) -> str:
        return f'(words : "{term.indexed.words}" OR lemmas : "{term.indexed.lemmas}")'

    wanted = " AND ".join(one(t) for t in terms if not t.excluded)
    unwanted = " OR ".join(one(t) for t in terms if t.excluded)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _vector(words: str) -> str:
    return " ".join(f"'{w}':{i}" for i, w in enumerate(words.split(), 1))


def _phrase(words: str) -> str:
    return " <-> ".join(f"'{w}'" for w in words.split())


def add_words(tx: Transaction, report_id: int, indexed: Indexed) -> None:
    """Index the words of a report that is not indexed."""
    if tx.is_sqlite:
        statement = "INSERT INTO search (rowid, words, lemmas) VALUES (:id, :words, :lemmas)"
        values = {"words": indexed.words, "lemmas": indexed.lemmas}
    else:
        statement = (
            "INSERT INTO search (report_id, words, lemmas)"
            " VALUES (:id, CAST(:words AS tsvector), CAST(:lemmas AS tsvector))"
        )
        values = {"words": _vector(indexed.words), "lemmas": _vector(indexed.lemmas)}
    tx.connection.execute(text(statement), {"id": report_id, **values})


def drop_words(tx: Transaction, report_id: int) -> None:
    """Take a report out of the index."""
    column = "rowid" if tx.is_sqlite else "report_id"
    tx.connection.execute(text(f"DELETE FROM search WHERE {column} = :id"), {"id": report_id})


def rewrite_index(tx: Transaction) -> None:
    """Build SQLite's index anew, so that words of reports that are gone stay nowhere in it."""
    if tx.is_sqlite:
        tx.connection.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))


def matching(tx: Transaction, terms: tuple[Term, ...]) -> tuple[TextClause, dict[str, str]]:
    """Return the statement that selects the numbers of matching reports, and its values.

    Args:
        tx: An open transaction.
        terms: Parts of a query, at least one of them not excluded.
    """
    if tx.is_sqlite:
        statement, values = "SELECT rowid FROM search WHERE search MATCH :query", {"query": _sqlite_query(terms)}
        return text(statement).bindparams(bindparam("query")), values
    parts, values = [], {}
    for number, term in enumerate(terms):
        match = f"(words @@ CAST(:w{number} AS tsquery) OR lemmas @@ CAST(:l{number} AS tsquery))"
        parts.append(f"NOT {match}" if term.excluded else match)
        values |= {f"w{number}": _phrase(term.indexed.words), f"l{number}": _phrase(term.indexed.lemmas)}
    statement = "SELECT report_id FROM search WHERE " + " AND ".join(parts)
    return text(statement).bindparams(*(bindparam(name) for name in values)), values
