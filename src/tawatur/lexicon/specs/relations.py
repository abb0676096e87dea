# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that the relations reader works with."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import RELATION_TYPES

USES = (
    "link", "former", "cabinet", "minister", "owned", "peer", "agent", "stake", "invoked", "place", "titled",
    "commander", "voiced", "hollow", "deputy", "noble",
)  # fmt: skip
SPECS = (
    TableSpec(
        "relations/cues",
        ("lemma", "pos", "type", "from", "to", "plain", "example", "needs"),
        ("lemma", "pos", "type", "from", "to", "plain"),
        ("lemma", "pos", "type", "from", "to"),
        (("pos", ("verb", "noun", "adj", "prep")), ("type", RELATION_TYPES), ("plain", ("yes", "no"))),
    ),
    TableSpec("relations/words", ("word", "use"), ("word", "use"), ("word", "use"), (("use", USES),)),
)
