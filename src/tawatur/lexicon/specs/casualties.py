# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of the circumstances of events: their status, their dead and injured."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import STATUSES

SPECS = (
    TableSpec(
        name="events/casualties",
        columns=("lemma", "pos", "effect", "use"),
        required=("lemma", "pos", "use"),
        key=("lemma", "pos"),
        allowed=(
            ("pos", ("verb", "noun", "adj")),
            ("effect", ("deaths", "injured")),
            (
                "use",
                ("of", "on", "with", "fall", "self", "pair", "many", "sum", "try", "person", "unit", "life", "take"),
            ),
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
