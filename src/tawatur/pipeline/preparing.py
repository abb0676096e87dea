# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From an input to a report that is ready to be stored: everything that needs no other report.

This runs in the worker processes; the main process only writes and joins.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

from tawatur.casefile.records import NewReport, Prepared, StoredForm, StoredReading, StoredTelling
from tawatur.casefile.words import index_words
from tawatur.intake import Failure, Loaded
from tawatur.joining import parties, signature, tellings
from tawatur.joining.printed import printed
from tawatur.model import Reading, Report
from tawatur.model.identity import report_key
from tawatur.pipeline.local import Settings, read_one, reader_of
from tawatur.text.decode import clean


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report on its way into a case, its identity known."""

    key: str
    sha256: str
    loaded: Loaded
    original: bytes | None = None


def _cleaned(report: Report, settings: Settings) -> Report:
    stated = {name: getattr(report, name) for name in ("id", "outlet", "url", "title", "published", "language")}
    whole: dict[str, Any] = {name: value if value is None else clean(value) for name, value in stated.items()}
    whole["published"] = whole["published"] or settings.published
    whole["outlet"] = whole["outlet"] or settings.outlet
    return replace(report, **whole)


def identify(loaded: Loaded, settings: Settings, *, keep_original: bool) -> Incoming:
    """Return an input with the identity it has in every case.

    Args:
        loaded: What intake found.
        settings: They state what the report leaves open.
        keep_original: Hand on the bytes as received, compressed, not only their hash.
    """
    report = _cleaned(loaded.report, settings)
    sha256 = hashlib.sha256(loaded.original).hexdigest()
    original = zlib.compress(loaded.original, 6) if keep_original else None
    known = replace(loaded, report=report, original=b"")
    return Incoming(report_key(report.outlet, report.id, sha256), sha256, known, original)


def prepare_reading(key: str, reading: Reading, settings: Settings, *, corrected: Reading | None = None) -> Prepared:
    """Return a reading with all that follows from it alone.

    Args:
        key: The report's key.
        reading: Its reading, which is kept as the reader made it.
        settings: They name the lexicon.
        corrected: The reading as the analyst's corrections leave it, from which the rest follows; the same by default.
    """
    lexicon, report = reader_of(settings.lexicon).lexicon, reading.report
    indexed = index_words(f"{report.title or ''}\n{report.text}", lexicon)
    whole = reading if corrected is None else corrected
    held = printed(key, report, lexicon=lexicon)
    credited = json.dumps({"agencies": held.agencies, "translated": held.translated}, ensure_ascii=False)
    return Prepared(
        key=key,
        reading=StoredReading.of(reading),
        indexed=indexed,
        printed=credited,
        shingles=signature.keys(report.text),
        forms=tuple(StoredForm.of(f, parties.keys(f, lexicon)) for f in parties.prepare(key, whole, lexicon)),
        tellings=tuple(map(StoredTelling.of, tellings.prepare(key, whole, lexicon))),
    )


def prepare(item: Incoming, settings: Settings) -> NewReport | Failure:
    """Read one report and work out what follows from it; whatever goes wrong becomes a `Failure` that names it."""
    outcome = read_one(item.loaded, settings)
    if isinstance(outcome, Failure):
        return outcome
    reading = outcome.reading
    return NewReport(
        report=reading.report,
        sha256=item.sha256,
        original=item.original,
        provenance=item.loaded.name.replace("\\", "/").rsplit("/", 1)[-1],
        prepared=prepare_reading(item.key, reading, settings),
    )
