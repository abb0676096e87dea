# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables for joining reports: how they turn to another matter, what makes two tellings alike, who speaks for a body."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import EVENT_MODES, EVENT_TYPES

SPECS = (
    TableSpec(
        name="joining/openers",
        columns=("opener", "turn", "gloss"),
        required=("opener", "turn"),
        key=("opener",),
        allowed=(("turn", ("matter", "speaker")),),
    ),
    TableSpec(
        name="joining/reactions",
        columns=("word", "gloss"),
        required=("word",),
        key=("word",),
    ),
    TableSpec(
        name="joining/likeness",
        columns=("feature", "weight", "reason"),
        required=("feature", "weight", "reason"),
        key=("feature",),
    ),
    TableSpec(
        name="joining/speakers",
        columns=("word", "body", "gloss"),
        required=("word",),
        key=("word",),
    ),
    TableSpec(
        name="joining/executions",
        columns=("phrase", "gloss"),
        required=("phrase",),
        key=("phrase",),
    ),
    TableSpec(
        name="joining/services",
        columns=("service", "forms", "gloss"),
        required=("service", "forms"),
        key=("service",),
    ),
    TableSpec(
        name="joining/killings",
        columns=("lemma", "pos", "effect", "gloss"),
        required=("lemma", "pos", "effect"),
        key=("lemma", "pos"),
    ),
    TableSpec(
        name="joining/background",
        columns=("opener", "gloss"),
        required=("opener",),
        key=("opener",),
    ),
    TableSpec(
        name="joining/agency_heads",
        columns=("word", "gloss"),
        required=("word",),
        key=("word",),
    ),
    TableSpec(
        name="joining/unnamed",
        columns=("word", "gloss"),
        required=("word",),
        key=("word",),
    ),
    TableSpec(
        name="joining/scores",
        columns=("type", "mode", "score"),
        required=("type", "score"),
        key=("type", "mode"),
        allowed=(("type", EVENT_TYPES), ("mode", tuple(m for modes in EVENT_MODES.values() for m in modes))),
    ),
)
