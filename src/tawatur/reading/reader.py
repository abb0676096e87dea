# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The default reader: offline, deterministic, and able to say why.

It finds what matters by lexicon and parses only around it. The annotators never call each other; each gets the
document and the records found before it, and this module alone joins them.
"""

import gc
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import Claim, Event, ReaderInfo, Reading, Relation, Report, Span
from tawatur.model.errors import ReaderSettingsError
from tawatur.reading import apart, claims, entities, events, places, relations, silences, timexes
from tawatur.reading.links import link_claims
from tawatur.reading.opening import LIMIT, Opened, open_report
from tawatur.text.document import Document, analyse

Weighed = TypeVar("Weighed", Claim, Event, Relation)


class SparseReader:
    """Reads reports by lexicon, sparse parsing and small learned judges.

    Safe to share between threads: what a reader says never depends on what it has read.

    Args:
        lexicon: Tables to read with; the built-in ones by default.
        threshold: Least confidence of the events, claims and relations that are told; by default each kind has the
            one at which its F1 was best. A higher one only leaves out, a lower one lets in more.
    Raises:
        ReaderSettingsError: The threshold is not between 0 and 1.
    """

    name = "sparse"

    def __init__(self, lexicon: Lexicon | None = None, threshold: float | None = None) -> None:
        if threshold is not None and not 0 < threshold < 1:
            raise ReaderSettingsError(f"threshold {threshold!r}: give a confidence above 0 and below 1, such as 0.7")
        self.lexicon = default_lexicon() if lexicon is None else lexicon
        self.threshold = threshold
        self._has_read = False

    @property
    def version(self) -> str:
        """Version of the program."""
        from tawatur import __version__

        return __version__

    def read(self, report: Report) -> Reading:
        """Return what the report says.

        Args:
            report: Report to read; an impossible publication date is passed over with a warning.
        """
        if self._has_read:
            return self._read(report)
        collects = gc.isenabled()
        gc.disable()  # it would walk through a million records of tables and models, a fifth of the time to load them
        try:
            return self._read(report)
        finally:
            if collects:
                gc.enable()

    def _read(self, report: Report) -> Reading:
        opened = open_report(report, self.lexicon, LIMIT)
        if opened.is_foreign:  # kept, for it may be the origin of others
            return self._unread(opened)
        reading = self._annotate(opened, analyse(opened.text, self.lexicon))
        if not self._has_read:  # all that reading needs is compiled now
            self.lexicon.forget_tables()
            self._has_read = True
        return reading

    def _least(self, usual: float) -> float:
        """Return the probability to read from: never above the usual one, so that the rest is read as always."""
        return usual if self.threshold is None else min(usual, self.threshold)

    def _sifted(self, found: Iterable[Weighed]) -> tuple[Weighed, ...]:
        """Return the records that reach the threshold; ids stay, so that they mean the same whatever it is."""
        return tuple(record for record in found if self.threshold is None or record.confidence >= self.threshold)

    def _unread(self, opened: Opened) -> Reading:
        """Return the reading of a report in another language: all that is known is the report."""
        reader = ReaderInfo(self.name, self.version, self.lexicon.version())
        return Reading(reader=reader, warnings=(*opened.warnings, "it is kept, but not read"), report=opened.report)

    def _annotate(self, opened: Opened, document: Document) -> Reading:
        report, lexicon = opened.report, self.lexicon
        times = timexes.annotate(document, opened.published, lexicon)
        dates = apart.Dates(times, opened.text)
        sites = apart.places(places.annotate(document, lexicon), dates)
        parties = apart.parties(entities.annotate(document, lexicon, sites), dates)
        parties = relations.join(document, parties, lexicon)
        said = claims.annotate(document, parties, lexicon, report.outlet, self._least(claims.KEPT))
        parties, said = claims.join(document, parties, apart.sources(said, dates, parties), lexicon)
        done = events.annotate(document, parties, times, sites, said, lexicon, self._least(events.THRESHOLD))
        parties, done = events.complete(document, parties, done, lexicon)
        silent = silences.annotate(document, parties, lexicon, said)
        done = events.ahead(apart.events(done, silent.words), document, opened.published)
        done = events.reckon(done, document, times, opened.published, lexicon)
        parties = relations.complete(document, parties, lexicon)
        ties = relations.annotate(document, parties, said, done, lexicon, self._least(relations.THRESHOLD))
        said, done, ties = link_claims(self._sifted(said), self._sifted(done), self._sifted(ties))
        return Reading(
            reader=ReaderInfo(self.name, self.version, lexicon.version()),
            warnings=opened.warnings,
            report=report,
            sentences=tuple(Span(s.start, s.end) for s in document.sentences),
            entities=parties.entities,
            mentions=parties.mentions,
            timexes=times,
            places=sites,
            events=done,
            claims=said,
            relations=ties,
            non_responses=silent.records,
        )


@cache
def default_reader() -> SparseReader:
    """Return the reader with the built-in lexicon, one per process."""
    return SparseReader()
