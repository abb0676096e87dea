# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables by which described parties are found and followed: kinship and parts in an act, who is never named."""

from tawatur.lexicon.specs.entities import COMPLEMENTS
from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        name="entities/described",
        columns=("head", "feminine", "plural", "kind", "takes"),
        required=("head", "kind"),
        key=("head",),
        allowed=(
            ("kind", ("role", "group", "organisation", "state")),
            ("takes", (*COMPLEMENTS, "باسم", "none", "tied")),
        ),
    ),
    TableSpec(name="entities/continuers", columns=("word",), required=("word",), key=("word",)),
    TableSpec(name="entities/kindred", columns=("kin", "words"), required=("kin", "words"), key=("kin",)),
    TableSpec(name="entities/list_heads", columns=("head",), required=("head",), key=("head",)),
    TableSpec(
        name="entities/latter",
        columns=("word", "use", "gender"),
        required=("word", "use"),
        allowed=(("use", ("word", "before", "telling", "state")), ("gender", ("m", "f"))),
        key=("word", "use"),
    ),
    TableSpec(name="entities/nameless", columns=("head",), required=("head",), key=("head",)),
    TableSpec(
        name="entities/no_parties",
        columns=("phrase", "how"),
        required=("phrase", "how"),
        key=("phrase",),
        allowed=(("how", ("alone", "head", "thing", "site", "led")),),
    ),
    TableSpec(
        name="entities/quantifiers",
        columns=("word", "number", "joined"),
        required=("word", "number", "joined"),
        key=("word",),
        allowed=(("number", ("one", "many", "each")), ("joined", ("yes", "no"))),
    ),
)
