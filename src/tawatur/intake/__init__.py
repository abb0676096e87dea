# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From files and streams to reports.

What a file is is decided by its content, not by its name. A file that cannot become a report yields a
`Failure` that names it and says what to do; the others go on.
"""

from tawatur.intake.sources import Failure, Loaded, load, load_stream

__all__ = ["Failure", "Loaded", "load", "load_stream"]
