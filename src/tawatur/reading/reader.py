# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The default reader: offline, deterministic, and able to say why.

It finds what matters by lexicon and parses only around it. The annotators never call each other; each gets the
document and the records found before it, and this module alone joins them.
"""

from dataclasses import replace
from datetime import date
from functools import cache

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import ReaderInfo, Reading, Report, Span
from tawatur.reading import claims, entities, events, places, relations, silences, timexes
from tawatur.reading.links import link_claims
from tawatur.reading.published import parse_published
from tawatur.text.credits import credits
from tawatur.text.decode import clean, find_damage
from tawatur.text.document import Document, analyse
from tawatur.text.language import detect

LIMIT = 200_000  # code points read of one report: some 35,000 words, far above any news report
LEAST_ARABIC = 0.5  # share of Arabic script under which a reading says that the text looks otherwise


class SparseReader:
    """Reads reports by lexicon, sparse parsing and small learned judges.

    Safe to share between threads: a reader is not changed by reading.

    Args:
        lexicon: Tables to read with; the built-in ones by default.
    """

    name = "sparse"

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = default_lexicon() if lexicon is None else lexicon

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
        published, warnings = parse_published(report.published)
        warnings += find_damage(report.text)
        report = replace(report, text=clean(report.text))
        text = report.text
        if len(text) > LIMIT:
            warnings.append(f"the text has {len(text):,} characters; only the first {LIMIT:,} were read")
            text = text[:LIMIT]
        language, said = _language(text, self.lexicon)
        warnings += said
        report = replace(
            report,
            language=report.language or language,
            credits=report.credits or tuple(credits(text, self.lexicon)),
        )
        return self._annotate(report, analyse(text, self.lexicon), published, tuple(warnings))

    def _annotate(
        self, report: Report, document: Document, published: date | None, warnings: tuple[str, ...]
    ) -> Reading:
        lexicon = self.lexicon
        times = timexes.annotate(document, published, lexicon)
        sites = places.annotate(document, lexicon)
        parties = entities.annotate(document, lexicon, sites)
        said = claims.annotate(document, parties, lexicon)
        done = events.annotate(document, parties, times, sites, said, lexicon)
        ties = relations.annotate(document, parties, lexicon)
        said, done, ties = link_claims(said, done, ties)
        return Reading(
            reader=ReaderInfo(self.name, self.version, lexicon.version()),
            warnings=warnings,
            report=report,
            sentences=tuple(Span(s.start, s.end) for s in document.sentences),
            entities=parties.entities,
            mentions=parties.mentions,
            timexes=times,
            places=sites,
            events=done,
            claims=said,
            relations=ties,
            non_responses=silences.annotate(document, parties, lexicon),
        )


def _language(text: str, lexicon: Lexicon) -> tuple[str | None, list[str]]:
    """Return the language of the text and a warning where it is not Arabic."""
    if not text.strip():
        return None, ["the text is empty"]
    guess = detect(text, lexicon)
    if guess.language == "ar" and guess.share_arabic_script >= LEAST_ARABIC:
        return "ar", []
    return guess.language or None, [guess.note] if guess.note else []


@cache
def default_reader() -> SparseReader:
    """Return the reader with the built-in lexicon, one per process."""
    return SparseReader()
