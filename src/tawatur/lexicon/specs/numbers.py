# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of number words and of the words around numbers."""

from tawatur.lexicon.tables import TableSpec

KINDS = (
    "unit",  # 1 to 9
    "bound",  # 1 or 2 in a form that only stands in compounds: أحد عشر
    "teen",  # ten, also the second word of 11 to 19
    "ten",  # 20 to 90
    "hundred",
    "hundreds",  # 200 to 900 in one word
    "scale",  # thousand, million …
    "plural",  # thousands, millions: a scale after a number, vague alone
    "scale_or_dual",  # ألفا: a thousand after a number, two thousand alone
    "dual",  # ألفان
    "fraction",
    "vague",  # tens, hundreds: at least twice that many
    "few",  # بضعة
    "ordinal",
    "bound_ordinal",  # حادي, only in compounds
)
EFFECTS = ("about", "min", "max", "between", "from", "to", "percent", "change")

SPECS = (
    TableSpec(
        name="numbers/words",
        columns=("form", "kind", "value", "article", "without", "note"),
        required=("form", "kind", "value"),
        key=("form", "kind"),
        allowed=(("kind", KINDS), ("article", ("never", "always")), ("without", ("و", "ف", "ب", "ل", "ك"))),
    ),
    TableSpec(
        name="numbers/hedges",
        columns=("phrase", "side", "effect", "note"),
        required=("phrase", "side", "effect"),
        key=("phrase", "side"),
        allowed=(("side", ("before", "after")), ("effect", EFFECTS)),
    ),
)
