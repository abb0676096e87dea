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

from tawatur.casefile.records import (
    NewReport,
    Prepared,
    StoredForm,
    StoredNaming,
    StoredReading,
    StoredTelling,
    StoredTie,
    naming_hash,
)
from tawatur.casefile.words import index_words
from tawatur.intake import Failure, Loaded
from tawatur.joining import parties, signature, tellings
from tawatur.joining.printed import printed
from tawatur.joining.standins import ALONE, FAMILY, OFFICE
from tawatur.lexicon import Lexicon
from tawatur.model import Reading, Report
from tawatur.model.errors import ReadingFormatError
from tawatur.model.identity import report_key
from tawatur.model.joined import PartyForm
from tawatur.pipeline.local import Settings, read_one, reader_of
from tawatur.text.decode import clean


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report on its way into a case, its identity known."""

    key: str
    sha256: str
    loaded: Loaded
    original: bytes | None = None
    stored: StoredReading | None = None  # its reading, where it was read before


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


def stored_form(form: PartyForm, lexicon: Lexicon) -> StoredForm:
    """Return a party as the case keeps it.

    Args:
        form: The party as a report names it.
        lexicon: Tables to use.
    """
    held = parties.keys(form, lexicon)

    def after(*starts: str) -> tuple[str, ...]:
        return tuple(key.removeprefix(start) for start in starts for key in held if key.startswith(start))

    naming = None
    if form.kind != "role":
        compared = tuple(key for key in held if key.startswith(parties.COMPARED))
        common = naming_hash(parties.naming_of(form, lexicon))
        naming = StoredNaming(common, compared, after(ALONE, FAMILY), lone=bool(after(ALONE)))
    return StoredForm.of(form, after(OFFICE), naming)


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
        forms=tuple(stored_form(form, lexicon) for form in parties.prepare(key, whole, lexicon)),
        tellings=tuple(map(StoredTelling.of, tellings.prepare(key, whole, lexicon))),
        ties=StoredTie.of(whole),
    )


def _read(item: Incoming, settings: Settings) -> Reading | Failure:
    """The reading of an input: as it was stored, else made now."""
    if item.stored is None:
        outcome = read_one(item.loaded, settings)
        return outcome if isinstance(outcome, Failure) else outcome.reading
    try:
        return item.stored.reading(item.loaded.report.text)
    except (ReadingFormatError, ValueError, zlib.error) as exc:
        return Failure(item.loaded.name, exc)


def prepare(item: Incoming, settings: Settings) -> NewReport | Failure:
    """Read one report and work out what follows from it; whatever goes wrong becomes a `Failure` that names it."""
    reading = _read(item, settings)
    if isinstance(reading, Failure):
        return reading
    return NewReport(
        report=reading.report,
        sha256=item.sha256,
        original=item.original,
        provenance=item.loaded.name.replace("\\", "/").rsplit("/", 1)[-1],
        prepared=prepare_reading(item.key, reading, settings),
        fetch=item.loaded.fetch,
    )
