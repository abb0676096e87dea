# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a PDF to a report, by pdfminer.six (extra `pdf`).

A PDF holds glyphs at places, not text. Where Arabic is concerned no order in the file can be trusted: some programs
write words from left to right as they are seen, some as they are read, some both in one line. So only the places count:
glyphs become lines by their height, lines are read in the order in which they are seen, and the order in which they are
spoken follows from that by undoing the Unicode bidirectional algorithm.
"""

from tawatur.intake.pdf.document import read_pdf

__all__ = ["read_pdf"]
