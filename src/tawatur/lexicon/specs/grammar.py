# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of grammar: the closed word classes."""

from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        "grammar/particles",
        columns=("word", "pos", "lemma", "function", "joins", "front"),
        required=("word", "pos", "function", "front"),
        key=("word", "pos", "lemma", "joins"),
        allowed=(
            ("pos", ("prep", "conj", "pron", "part", "adv", "noun", "num", "verb", "noun_prop")),
            ("joins", ("may", "must")),
            ("front", ("n", "c", "p", "r")),
        ),
    ),
)
