# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of the circumstances of events: their status, their dead and injured."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import STATUSES

USES = (
    *("of", "on", "with", "fall", "self", "pair", "many", "life"),  # of words that say what became of people
    *("sum", "exceed", "try", "person", "unit", "take"),  # of words beside them
)

SPECS = (
    TableSpec(
        name="events/casualties",
        columns=("lemma", "pos", "effect", "use"),
        required=("lemma", "pos", "use"),
        key=("lemma", "pos"),
        allowed=(
            ("pos", ("verb", "noun", "noun_prop", "adj")),
            ("effect", ("deaths", "injured")),
            ("use", USES),
        ),
    ),
    TableSpec(
        name="events/status",
        columns=("lemma", "status"),
        required=("lemma", "status"),
        key=("lemma",),
        allowed=(("status", STATUSES),),
    ),
)
