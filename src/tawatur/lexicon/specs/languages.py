# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables by which the language of a text is told."""

from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        name="languages/profiles",
        columns=("language", "name", "script", "letters", "words"),
        required=("language", "name", "script"),
        key=("language",),
    ),
    TableSpec(
        name="languages/scripts",
        columns=("script", "name", "ranges"),
        required=("script", "name", "ranges"),
        key=("script",),
    ),
)
