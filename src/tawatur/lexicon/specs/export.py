# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables for exporting: conversions to the formats of the field, codes of states, and who is not to be named."""

from tawatur.lexicon.tables import TableSpec
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, SECTORS, STATUSES

_MODES = tuple(dict.fromkeys(m for modes in EVENT_MODES.values() for m in modes))

SPECS = (
    TableSpec(
        name="export/scores",
        columns=("type", "mode", "quad", "score", "cameo"),
        required=("type", "quad", "score", "cameo"),
        key=("type", "mode"),
        allowed=(("type", EVENT_TYPES), ("mode", _MODES), ("quad", ("1", "2", "3", "4"))),
    ),
    TableSpec(
        name="export/conversions",
        columns=("type", "mode", "status", "lemmas", "to_type", "to_mode", "to_context", "act"),
        required=("type", "to_type", "act"),
        key=("type", "mode", "status", "lemmas"),
        allowed=(
            ("type", EVENT_TYPES),
            ("mode", _MODES),
            ("status", STATUSES),
            ("to_type", EVENT_TYPES),
            ("to_mode", _MODES),
            ("to_context", EVENT_CONTEXTS),
        ),
    ),
    TableSpec(
        name="export/auxiliary",
        columns=("status", "context"),
        required=("status", "context"),
        key=("status",),
        allowed=(("status", STATUSES),),
    ),
    TableSpec(
        name="export/sectors",
        columns=("sector", "public", "inter", "side"),
        required=("sector", "public"),
        key=("sector",),
        allowed=(
            ("sector", SECTORS),
            ("public", ("yes", "no")),
            ("inter", ("1", "2", "3", "4", "5", "6", "7", "8")),
            ("side", ("state", "group", "civilians")),
        ),
    ),
    TableSpec(name="export/protected", columns=("word", "reason"), required=("word", "reason"), key=("word",)),
    TableSpec(name="export/hosts", columns=("host",), required=("host",), key=("host",)),
    TableSpec(
        name="export/acled",
        columns=("type", "mode", "recipient", "event_type", "sub_event_type", "disorder_type"),
        required=("type", "event_type", "sub_event_type", "disorder_type"),
        key=("type", "mode", "recipient"),
        allowed=(("type", EVENT_TYPES), ("mode", _MODES), ("recipient", ("civilians",))),
    ),
    TableSpec(
        name="export/countries",
        columns=("iso3", "iso2", "iso", "cow", "gw", "region"),
        required=("iso3", "iso2", "iso", "region"),
        key=("iso3",),
    ),
    TableSpec(name="export/words", columns=("key", "ar", "en"), required=("key", "ar", "en"), key=("key",)),
)
