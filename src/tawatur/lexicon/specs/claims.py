# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of attribution: what introduces a speaker's words, and what a refusal to comment looks like."""

from tawatur.lexicon.tables import TableSpec

CLASSES = (
    "say", "add", "write", "tell", "declare", "confirm", "explain", "point", "reveal", "show", "judge", "opine",
    "doubt", "deny", "ask", "admit", "express", "feel", "warn", "threaten", "demand", "accuse", "praise",
    "promise", "reject", "relay", "publish", "own", "according", "said", "content",
)  # fmt: skip
STANCES = ("asserts", "denies", "doubts", "asks")

SPECS = (
    TableSpec(
        name="claims/verbs",
        columns=("past", "present", "participle", "noun", "class", "stance"),
        required=("past", "present", "class", "stance"),
        key=("past",),
        allowed=(("class", CLASSES), ("stance", STANCES)),
    ),
    TableSpec(
        name="claims/phrases",
        columns=("phrase", "kind", "class"),
        required=("phrase", "kind", "class"),
        key=("phrase",),
        allowed=(("kind", ("source", "clause", "apart", "noun", "self")), ("class", CLASSES)),
    ),
    TableSpec(
        name="claims/words",
        columns=("word", "class"),
        required=("word", "class"),
        key=("word", "class"),
    ),
    TableSpec(
        name="claims/numbers",
        columns=("word", "value"),
        required=("word", "value"),
        key=("word",),
    ),
    TableSpec(
        name="claims/hearers",
        columns=("word", "kind"),
        required=("word", "kind"),
        key=("word", "kind"),
        allowed=(("kind", ("press", "outlet", "pronoun", "to")),),
    ),
    TableSpec(
        name="claims/basis",
        columns=("phrase", "kind"),
        required=("phrase", "kind"),
        key=("phrase",),
        allowed=(("kind", ("knows", "witness", "unnamed")),),
    ),
    TableSpec(
        name="claims/refusals",
        columns=("form", "present", "kind", "needs", "asker"),
        required=("form", "kind"),
        key=("form", "kind"),
        allowed=(("kind", ("refuse", "not", "without")), ("asker", ("yes", ""))),
    ),
    TableSpec(
        name="claims/refusal_objects",
        columns=("word", "class"),
        required=("word", "class"),
        key=("word", "class"),
    ),
)
