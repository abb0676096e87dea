# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of `tawatur.reading.clauses`."""

from tawatur.lexicon.tables import TableSpec

MARKER_KINDS = (
    "opens-relative", "opens-complement", "opens-cause", "opens-purpose", "opens-time", "opens-adverbial",
    "opens-condition", "opens-question", "opens-negation", "opens-main",
    "mood-negation", "mood-future", "mood-particle", "mood-possible", "prep", "particle",
)  # fmt: skip

SPECS = (
    TableSpec(
        name="clauses/markers",
        columns=("word", "kind", "sense"),
        required=("word", "kind"),
        key=("word", "kind"),
        allowed=(("kind", MARKER_KINDS),),
    ),
)
