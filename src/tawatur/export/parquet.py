# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parquet: every table of the export, one file each; needs `pip install 'tawatur[parquet]'`.

`incidents`, `events` and `positions` are the rows of `rows`; `reports`, `entities`, `forms`, `mentions`, `claims`,
`relations`, `silences`, `families` and `reviews` are the records as they are, with the keys that join them.
"""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from tawatur.export import rows
from tawatur.export.material import Index, Material, index
from tawatur.lexicon import Lexicon
from tawatur.model import codec
from tawatur.model.errors import MissingExtraError

Table = tuple[tuple[tuple[str, str], ...], list[Mapping[str, Any]]]
_NUMBERS = frozenset((
    "low", "high", "independent_low", "independent_high", "credibility", "version", "start", "end", "quad", "reports",
    "recalled_by", "deaths_low", "deaths_best", "deaths_high", "deaths_conservative", "injured_low", "injured_best",
    "injured_high", "count", "events", "claims",
))  # fmt: skip
_REALS = frozenset(("latitude", "longitude", "score", "confidence"))
_TRUTHS = frozenset(("reviewed", "anonymous", "attributed", "denies"))
_LISTS = frozenset(("names", "offices", "event_ids", "report_keys", "via_texts", "reasons"))
REPORT = ("report", "report_id", "outlet", "url", "title", "published", "language", "sha256", "version", "text",
          "reader", "reader_version", "lexicon", "events", "claims")  # fmt: skip
ENTITY = ("entity", "name", "kind", "names", "name_en", "country", "sector", "offices", "reasons")
FORM = ("report", "local", "entity", "name", "kind", "country", "sector", "known")
MENTION = ("report", "local", "start", "end", "text")
CLAIM = ("report", "claim", "cue", "source", "source_local", "mode", "stance", "anonymous", "count", "basis", "start",
         "end", "content", "via_texts", "event_ids", "confidence", "rule")  # fmt: skip
RELATION = ("report", "type", "from", "to", "start", "end", "text", "claim", "confidence", "rule")
SILENCE = ("incident", "report", "name", "entity", "start", "end", "channel", "quote")
FAMILY = ("family", "origin", "report_keys")
REVIEW = ("incident", "reviewer", "day", "kind", "field", "report", "start", "end")


def _type(name: str) -> str:
    if name in _NUMBERS:
        return "int64"
    if name in _REALS:
        return "double"
    return "bool" if name in _TRUTHS else "list" if name in _LISTS else "string"


def _reports(material: Material) -> Iterable[Mapping[str, Any]]:
    for t in material.told:
        report, reader = t.reading.report, t.reading.reader
        plain = {n: getattr(report, n) for n in ("outlet", "url", "title", "published", "language")}
        yield plain | {
            "report": t.key,
            "report_id": report.id,
            "sha256": t.sha256,
            "version": t.version,
            "text": report.text or None,
            "reader": reader.name,
            "reader_version": reader.version,
            "lexicon": reader.lexicon,
            "events": len(t.reading.events),
            "claims": len(t.reading.claims),
        }


def _forms(material: Material, found: Index) -> Iterable[Mapping[str, Any]]:
    for t in material.told:
        for e in t.reading.entities:
            one = found.forms.get((t.key, e.id))
            yield codec.encode(e) | {"report": t.key, "local": e.id, "entity": one.id if one else None}


def _claims(material: Material) -> Iterable[Mapping[str, Any]]:
    for t in material.told:
        for c in t.reading.claims:
            plain = {n: getattr(c, n) for n in ("mode", "stance", "anonymous", "count", "basis", "confidence", "rule")}
            yield plain | {
                "report": t.key,
                "claim": c.id,
                "cue": c.cue.text,
                "source": c.source.text,
                "source_local": c.source.entity,
                "start": c.content.start if c.content else None,
                "end": c.content.end if c.content else None,
                "content": c.content.text if c.content else None,
                "via_texts": [v.text for v in c.via],
                "event_ids": list(c.events),
            }


def _silences(material: Material, found: Index) -> Iterable[Mapping[str, Any]]:
    for shown in material.shown:
        for s in shown.silences:
            quote = found.quotes.get((s.report, s.span.start, s.span.end))
            place = {"start": s.span.start, "end": s.span.end, "channel": s.channel, "quote": quote}
            yield {"incident": shown.incident.id, "report": s.report, "name": s.name, "entity": s.entity} | place


def tables(material: Material, lexicon: Lexicon) -> dict[str, Table]:
    """Return all tables by name: columns with their types, and rows."""
    found = index(material)
    relations = ({**codec.encode(r), "report": t.key} for t in material.told for r in t.reading.relations)
    mentions = (
        {"report": t.key, "local": m.entity, "start": m.start, "end": m.end, "text": m.text}
        for t in material.told
        for m in t.reading.mentions
    )
    entities = ({**codec.encode(e), "entity": e.id} for e in sorted(material.entities, key=lambda e: e.id))
    families = ({"family": f.id, "origin": f.origin, "report_keys": list(f.reports)} for f in material.families)
    reviews = ({**codec.encode(r), "incident": s.incident.id} for s in material.shown for r in s.reviews)
    made: dict[str, tuple[tuple[str, ...], Iterable[Mapping[str, Any]]]] = {
        "incidents": (rows.INCIDENT, rows.incident_rows(material, found)),
        "events": (rows.EVENT, rows.event_rows(material, found, lexicon)),
        "positions": (rows.POSITION, rows.position_rows(material, found)),
        "reports": (REPORT, _reports(material)),
        "entities": (ENTITY, entities),
        "forms": (FORM, _forms(material, found)),
        "mentions": (MENTION, mentions),
        "claims": (CLAIM, _claims(material)),
        "relations": (RELATION, relations),
        "silences": (SILENCE, _silences(material, found)),
        "families": (FAMILY, families),
        "reviews": (REVIEW, reviews),
    }
    special = {("incidents", "outlets"): "string"}
    return {
        name: (tuple((c, special.get((name, c), _type(c))) for c in columns), list(lines))
        for name, (columns, lines) in made.items()
    }


def write(material: Material, lexicon: Lexicon) -> dict[str, bytes]:
    """Return the files by name.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as exc:
        raise MissingExtraError("pyarrow", "parquet") from exc
    types = {
        "int64": pyarrow.int64(),
        "double": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "string": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    files = {}
    for name, (columns, lines) in tables(material, lexicon).items():
        schema = pyarrow.schema([(column, types[type]) for column, type in columns])
        picked = [{column: line.get(column) for column, _ in columns} for line in lines]
        out = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(picked, schema=schema), out, compression="zstd")
        files[f"{name}.parquet"] = out.getvalue()
    return files
