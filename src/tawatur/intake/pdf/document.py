# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A PDF as a whole: opened, read page by page, and what stands in the way said."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tawatur.intake.content import Content
from tawatur.intake.extras import need
from tawatur.intake.items import Item, Loaded
from tawatur.intake.page import complete
from tawatur.intake.pdf.bidi import mirrored_pairs
from tawatur.intake.pdf.glyphs import UNKNOWN, Glyph, pages
from tawatur.intake.pdf.lines import Block, page_blocks, paragraphs
from tawatur.intake.shapes import fold_shapes
from tawatur.model import Report
from tawatur.model.errors import IntakeError, TooLargeError, UnreadableFileError
from tawatur.text.decode import clean

_MANY_UNKNOWN = 0.05
_REPEATED_ON = 3  # pages from which a line at the head or foot of each is furniture
_MOST_PAGES = 0.6
_DIGITS = re.compile(r"\d+")


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.strip())


def _edges(page: Sequence[Block]) -> set[tuple[int, int]]:
    """Places of the two highest and the two lowest lines of a page."""
    lines = [(line.baseline, (b, n)) for b, block in enumerate(page) for n, line in enumerate(block)]
    return {place for _, place in (*sorted(lines)[:2], *sorted(lines)[-2:])}


def _without_furniture(pages: Sequence[Sequence[Block]]) -> tuple[list[Block], int]:
    """Leave out running heads, feet and page numbers: what most pages say at an edge, numbers apart."""
    edges = [_edges(page) for page in pages]
    seen: Counter[str] = Counter()
    for page, places in zip(pages, edges, strict=True):
        seen.update({_key(page[b][n].text) for b, n in places})
    least = max(_REPEATED_ON, _MOST_PAGES * len(pages))
    kept: list[Block] = []
    dropped = 0
    for page, places in zip(pages, edges, strict=True):
        out = {(b, n) for b, n in places if seen[_key(page[b][n].text)] >= least}
        dropped += len(out)
        kept.extend([line for n, line in enumerate(block) if (b, n) not in out] for b, block in enumerate(page))
    return kept, dropped


def _pages_as_read(glyphs: Sequence[Sequence[Glyph]]) -> list[list[Block]]:
    read = [page_blocks(page) for page in glyphs]
    lines = (line for page in read for block in page for line in block)
    mirrored = mirrored_pairs(line.text for line in lines if line.right_to_left)
    return [page_blocks(page, mirrored=mirrored) for page in glyphs] if mirrored else read


def _all_glyphs(data: bytes, limit: int) -> list[list[Glyph]]:
    need("pdfminer", "pdf", "PDF files")
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    found: list[list[Glyph]] = []
    try:
        for page in pages(io.BytesIO(data), most=limit + 1):
            found.append([glyph for glyph in page if glyph.text])
            if len(found) > limit:
                raise TooLargeError(f"more than {limit:,} pages; split the file")
    except PDFPasswordIncorrect as exc:
        raise UnreadableFileError("the PDF is encrypted; save it without a password and give that") from exc
    except PDFTextExtractionNotAllowed as exc:
        raise UnreadableFileError("the PDF forbids taking its text; save it without that restriction") from exc
    except (PDFException, PSException, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as exc:
        # pdfminer meets damage with whatever error comes first
        raise UnreadableFileError(f"damaged or not a whole PDF ({type(exc).__name__}); get it again") from exc
    return found


def read_pdf(content: Content) -> Iterator[Item]:
    """Yield the report that a PDF is.

    Args:
        content: The PDF.
    Raises:
        IntakeError: It is encrypted, damaged, too large, or has no text (a scan).
    """
    data = content.whole()
    glyphs = _all_glyphs(data, content.options.limits.pages)
    if not glyphs:
        raise UnreadableFileError("damaged or not a whole PDF: it has no pages; get it again")
    blocks, dropped = _without_furniture(_pages_as_read(glyphs))
    text = clean(fold_shapes(paragraphs(blocks)))
    if not text.strip():
        raise IntakeError(
            "no text in the PDF: its pages are pictures; run text recognition first (for instance ocrmypdf -l ara)"
        )
    report, guessed = complete(Report(content.id, text, url=content.url))
    warnings = [*guessed]
    unknown = text.count(UNKNOWN)
    if unknown > _MANY_UNKNOWN * len(text):
        warnings.append(
            f"{unknown} of {len(text)} signs of the PDF have no character (its fonts do not say); better take it from "
            "elsewhere, or run text recognition on it"
        )
    if dropped:
        warnings.append(f"{dropped} running heads, feet or page numbers were left out")
    yield Loaded(content.name, report, tuple(warnings), data)
