# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The glyphs of a page: what each stands for and where it is.

Source:
    ISO 32000-1 (PDF 1.7), 14.9.4 (`ActualText`: what a stretch of glyphs stands for, where it is not one by one).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median_low
from typing import IO, Any, BinaryIO, cast

from tawatur.intake.extras import need
from tawatur.model.errors import TooLargeError

MOST_GLYPHS = 200_000  # of one page
UNKNOWN = "\ufffd"  # a glyph whose character the file does not tell


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph, or several that stand for one text together.

    Args:
        text: The characters it stands for.
        left: Its left edge, in points from the page's left.
        right: Its right edge.
        baseline: Height of the line it sits on, in points from the page's foot.
        size: Its font's size in points.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float


def is_mark(text: str) -> bool:
    """Return whether a glyph is nothing but vowel signs."""
    return bool(text) and all(unicodedata.combining(char) for char in text)


def _actual_text(properties: Any) -> str | None:
    value = properties.get("ActualText") if isinstance(properties, dict) else None
    if not isinstance(value, bytes):
        return None
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


@cache
def _device_class() -> Any:
    """The class of the device that collects glyphs; made late, for pdfminer is an extra."""
    from pdfminer.converter import PDFLayoutAnalyzer

    class Collector(PDFLayoutAnalyzer):
        """Collects the glyphs of one page, what stands for itself apart from what `ActualText` renames."""

        def __init__(self, manager: Any) -> None:
            super().__init__(manager, laparams=None)
            self.glyphs: list[Glyph] = []
            self._open: list[tuple[str | None, int]] = []  # what each marked stretch stands for, and where it began

        def handle_undefined_char(self, font: Any, cid: int) -> str:
            return UNKNOWN

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            self._open.append((_actual_text(props), len(self.glyphs)))

        def end_tag(self) -> None:
            if not self._open:
                return
            text, first = self._open.pop()
            covered = self.glyphs[first:]
            if text is None or not covered:
                return
            left, right = min(g.left for g in covered), max(g.right for g in covered)
            baseline = median_low([g.baseline for g in covered if not is_mark(g.text)] or [covered[0].baseline])
            self.glyphs[first:] = [Glyph(text, left, right, baseline, covered[0].size)]

        def render_char(self, *args: Any, **kwargs: Any) -> float:
            if len(self.glyphs) >= MOST_GLYPHS:
                raise TooLargeError(f"a page of more than {MOST_GLYPHS:,} signs; this is no report")
            advance: float = super().render_char(*args, **kwargs)
            drawn: Any = self.cur_item._objs.pop()
            a, b, _, _, _, baseline = drawn.matrix
            if abs(b) <= abs(a):  # text that runs along the page; stamps and margins turned upright are left out
                text = drawn.get_text().replace("\x00", UNKNOWN)
                self.glyphs.append(Glyph(text, drawn.x0, drawn.x1, baseline, drawn.size))
            return advance

        def receive_layout(self, ltpage: Any) -> None:
            pass

        def take(self) -> list[Glyph]:
            """Return the glyphs collected and forget them."""
            glyphs, self.glyphs, self._open = self.glyphs, [], []
            return glyphs

    return Collector


def pages(stream: IO[bytes], *, most: int) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each page, in the order in which the file draws them.

    Args:
        stream: A PDF, seekable.
        most: Number of pages read at most.
    Raises:
        UnreadableKindError: pdfminer.six is not installed.
    """
    need("pdfminer", "pdf", "PDF files")
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager(caching=True)
    device = _device_class()(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(cast(BinaryIO, stream), maxpages=most, caching=False):
        interpreter.process_page(page)
        yield device.take()
