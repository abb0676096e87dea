# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of Arabic word formation: stems, the endings they take, what is written before and after."""

from tawatur.lexicon.tables import TableSpec

_POS = ("noun", "adj", "num", "noun_prop", "verb")


def _stems(name: str) -> TableSpec:
    return TableSpec(
        f"morphology/{name}",
        columns=("lemma", "pos", "root", "stems"),
        required=("lemma", "pos", "stems"),
        key=("lemma", "pos"),
        allowed=(("pos", _POS),),
    )


SPECS = (
    _stems("verbs"),
    _stems("nominals"),
    _stems("names"),
    _stems("supplement"),
    TableSpec(
        "morphology/derived",
        columns=("lemma", "pos", "verb", "kind", "stems"),
        required=("lemma", "pos", "verb", "kind"),
        key=("lemma", "pos", "verb"),
        allowed=(("pos", ("noun", "adj")), ("kind", ("noun", "active", "passive"))),
    ),
    TableSpec(
        "morphology/slots",
        columns=("slot", "prefix", "aspect", "person", "gender", "number", "join", "state"),
        required=("slot",),
        key=("slot", "prefix"),
        allowed=(
            ("prefix", ("ي", "ت", "ن", "أ")),
            ("aspect", ("p", "i", "c")),
            ("person", ("1", "2", "3")),
            ("gender", ("m", "f")),
            ("number", ("s", "d", "p")),
            ("join", ("may", "must")),
            ("state", ("indef", "con", "free")),
        ),
    ),
    TableSpec(
        "morphology/endings",
        columns=("class", "slot", "endings"),
        required=("class", "slot", "endings"),
        key=("class", "slot"),
        unique=False,
    ),
    TableSpec(
        "morphology/enclitics",
        columns=("enclitic", "person", "gender", "number", "host"),
        required=("enclitic", "host"),
        key=("enclitic",),
        allowed=(("host", ("any", "verb", "nominal")),),
    ),
    TableSpec(
        "morphology/proclitics",
        columns=("letters", "proclitics", "admits"),
        required=("letters", "admits"),
        key=("letters",),
        allowed=(
            ("proclitics", ("و", "ف", "س", "ب", "ل", "ك", "ال")),
            (
                "admits",
                (
                    "perfect",
                    "imperfect",
                    "imperative",
                    "nominal",
                    "definite",
                    "particle",
                    "prepositional",
                ),
            ),
        ),
    ),
    TableSpec(
        "morphology/weights",
        columns=("feature", "weight"),
        required=("feature", "weight"),
        key=("feature",),
    ),
)
