# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of events: words, light verbs and idioms that express one, and where the parties stand."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, STATUSES

PARTS_OF_SPEECH = ("verb", "noun", "participle")
STRENGTHS = ("strong", "medium", "weak")
PARTS = ("actor", "recipient", "none")  # of those who stand by an event's word
PREPOSITIONS = (
    "ب", "ل", "ك", "على", "إلى", "من", "عن", "في", "مع", "ضد", "بين", "ضمن", "تجاه", "نحو", "بحق", "حول", "بشأن",
    "أمام", "لدى", "فوق", "إزاء", "وراء", "خلف", "تحت", "باتجاه", "دون",
)  # fmt: skip
SLOTS = ("subj", "obj", "gen", "poss", "agent", "passive", *PREPOSITIONS)
MODES = tuple(sorted({mode for modes in EVENT_MODES.values() for mode in modes}))

SPECS = (
    TableSpec(
        name="events/frames",
        columns=(
            "lemma", "pos", "type", "mode", "contexts", "actor", "recipient", "needs", "excludes", "strength",
            "plural", "example",
        ),
        required=("lemma", "pos", "type", "strength", "example"),
        key=("lemma", "pos", "type", "mode", "needs"),
        allowed=(
            ("pos", PARTS_OF_SPEECH),
            ("type", EVENT_TYPES),
            ("mode", MODES),
            ("contexts", EVENT_CONTEXTS),
            ("actor", SLOTS),
            ("recipient", SLOTS),
            ("strength", STRENGTHS),
        ),
    ),
    TableSpec(
        name="events/light_verbs",
        columns=("lemma", "noun_slot", "subj_role", "recipient", "example"),
        required=("lemma", "noun_slot", "subj_role", "example"),
        key=("lemma", "noun_slot", "subj_role"),
        allowed=(
            ("noun_slot", ("obj", *PREPOSITIONS)),
            ("subj_role", ("actor", "recipient", "none")),
            ("recipient", PREPOSITIONS),
        ),
    ),
    TableSpec(
        name="events/idioms",
        columns=("phrase", "type", "mode", "contexts", "actor", "recipient", "strength", "example"),
        required=("phrase", "type", "strength", "example"),
        key=("phrase", "type"),
        allowed=(
            ("type", EVENT_TYPES),
            ("mode", MODES),
            ("contexts", EVENT_CONTEXTS),
            ("actor", SLOTS),
            ("recipient", SLOTS),
            ("strength", STRENGTHS),
        ),
    ),
    TableSpec(
        name="events/voice",
        columns=("lemma", "complement", "example"),
        required=("lemma", "complement", "example"),
        key=("lemma",),
        allowed=(("complement", PREPOSITIONS),),
    ),
    TableSpec(
        name="events/aimed",
        columns=("lemma", "type", "example"),
        required=("lemma", "type", "example"),
        key=("lemma", "type"),
        allowed=(("type", EVENT_TYPES),),
    ),
    TableSpec(
        name="events/timing",
        columns=("lemma", "class", "example"),
        required=("lemma", "class", "example"),
        key=("lemma",),
        allowed=(("class", ("manage", "phase", "occur", "result", "undergo")),),
    ),
    TableSpec(
        name="events/judging",
        columns=("lemma", "example"),
        required=("lemma", "example"),
        key=("lemma",),
    ),
    TableSpec(
        name="events/members",
        columns=("lemma", "example"),
        required=("lemma", "example"),
        key=("lemma",),
    ),
    TableSpec(
        name="events/faceless",
        columns=("lemma", "example"),
        required=("lemma", "example"),
        key=("lemma",),
    ),
    TableSpec(
        name="events/responsibility",
        columns=("lemma", "pos", "kind", "example"),
        required=("lemma", "pos", "kind", "example"),
        key=("lemma", "pos"),
        allowed=(("pos", ("verb", "noun")), ("kind", ("claim", "burden", "says", "attack"))),
    ),
    TableSpec(
        name="events/tails",
        columns=("phrase", "example"),
        required=("phrase", "example"),
        key=("phrase",),
    ),
    TableSpec(
        name="events/topics",
        columns=("lemma", "topic", "kind"),
        required=("lemma", "kind"),
        key=("lemma", "topic"),
        allowed=(("topic", ("", "sport", "weather", "market")), ("kind", ("own", "shared", "state"))),
    ),
    TableSpec(
        name="events/governors",
        columns=("lemma", "pos", "place", "subject", "object", "status", "types", "example"),
        required=("lemma", "pos", "place", "example"),
        key=("lemma", "pos", "place"),
        allowed=(
            ("pos", ("verb", "noun")),
            ("place", ("obj", "gen", "subj", "adverb", "أن", *PREPOSITIONS)),
            ("subject", PARTS),
            ("object", PARTS),
            ("status", STATUSES),
            ("types", EVENT_TYPES),
        ),
    ),
)  # fmt: skip
