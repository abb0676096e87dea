# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables by which names of several reports are compared."""

from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        name="names/given",
        columns=("name", "variants", "note"),
        required=("name",),
        key=("name",),
    ),
)
