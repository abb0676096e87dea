# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables for the outline of a report: where sentences end, datelines and credit lines."""

from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        name="sentences/abbreviations",
        columns=("form", "kind", "note"),
        required=("form", "kind"),
        key=("form",),
        allowed=(("kind", ("title", "unit", "joined")),),
    ),
    TableSpec(
        name="sentences/quotes",
        columns=("open", "close", "note"),
        required=("open", "close"),
        key=("open", "close"),
    ),
    TableSpec(
        name="sentences/agencies",
        columns=("name", "forms", "name_en"),
        required=("name", "name_en"),
        key=("name",),
    ),
    TableSpec(
        name="sentences/credits",
        columns=("cue", "role", "colon", "note"),
        required=("cue", "role", "colon"),
        key=("cue",),
        allowed=(("role", ("agency", "author", "translator", "other", "end")), ("colon", ("needed", "optional"))),
    ),
)
