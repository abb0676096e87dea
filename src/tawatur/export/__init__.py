# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Hand on what a case holds in the formats of the field.

`export` collects the chosen part of a case, redacts it, and gives it to one format: a function from the redacted
material and the lexicon to bytes, or to several files. The same case and request give the same bytes.
"""

from tawatur.export.formats import FORMATS, Exported, Format, Request, export

__all__ = ["FORMATS", "Exported", "Format", "Request", "export"]
