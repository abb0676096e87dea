# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From files and streams to reports.

What a file is is decided by its content, not by its name. A file that cannot become a report yields a
`Failure` that names it and says what to do; the others go on. Archives and tables are read a report at a time.
"""

from tawatur.intake.items import DEFAULT, Failure, Item, Limits, Loaded, Options, parse_mapping, parse_resume
from tawatur.intake.sources import load, load_stream, stem

__all__ = [
    "DEFAULT",
    "Failure",
    "Item",
    "Limits",
    "Loaded",
    "Options",
    "load",
    "load_stream",
    "parse_mapping",
    "parse_resume",
    "stem",
]
