# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of parties: states, offices, groups, organisations, outlets, persons and the words of their names.

`sector` cells hold the sector codes of PLOVER (draft manual 2.0), so that export needs no second table.
"""

from tawatur.lexicon.tables import TableSpec

SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
)  # fmt: skip
YES_NO = ("yes", "no")
ORGANISATION_TYPES = (
    "igo", "party", "ministry", "army", "police", "security", "militia", "armed_group", "ngo", "company",
    "agency", "government", "parliament", "court", "union", "religious", "education", "other",
)  # fmt: skip
OUTLET_TYPES = ("agency", "newspaper", "tv", "radio", "site", "magazine")
COMPLEMENTS = ("gen", "adj", "ل", "ب", "في", "عن", "من", "على", "إلى", "لدى", "بين")

COUNTRIES = TableSpec(
    name="entities/countries",
    columns=(
        "name", "variants", "name_en", "iso3", "kind", "sector", "capital", "capital_variants", "demonym_ms",
        "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp", "context_variants",
    ),
    required=("name", "name_en", "iso3", "kind", "sector"),
    key=("name",),
    allowed=(
        ("kind", ("state", "territory", "region", "unrecognised", "former")),
        ("sector", ("GOV", "PRE")),
    ),
)  # fmt: skip
PEOPLES = TableSpec(
    name="entities/peoples",
    columns=(
        "demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp", "kind", "name", "name_en",
    ),
    required=("demonym_ms", "kind", "name", "name_en"),
    key=("demonym_ms",),
    allowed=(("kind", ("region", "ethnic", "religious", "movement", "body")),),
)  # fmt: skip
TITLES = TableSpec(
    name="entities/titles",
    columns=("title", "kind", "gender", "office_like", "feminine"),
    required=("title", "kind", "office_like"),
    key=("title",),
    allowed=(
        ("kind", ("honorific", "military", "office", "religious", "profession")),
        ("gender", ("m", "f")),
        ("office_like", YES_NO),
    ),
)
OFFICES = TableSpec(
    name="entities/offices",
    columns=("head", "feminine", "plural", "relation", "anonymous", "takes", "sector"),
    required=("head", "relation", "anonymous"),
    key=("head",),
    allowed=(
        ("relation", ("leads", "member_of", "spokesman", "none")),
        ("anonymous", YES_NO),
        ("takes", COMPLEMENTS),
        ("sector", SECTORS),
    ),
)
GROUP_HEADS = TableSpec(
    name="entities/group_heads",
    columns=("singular", "plural", "feminine_plural", "kind", "anonymous", "sector", "civilian"),
    required=("plural", "kind", "anonymous", "sector", "civilian"),
    key=("singular", "plural"),
    allowed=(
        ("kind", ("group", "organisation")),
        ("anonymous", YES_NO),
        ("sector", SECTORS),
        ("civilian", YES_NO),
    ),
)
ORGANISATION_HEADS = TableSpec(
    name="entities/organisation_heads",
    columns=("head", "plural", "kind", "sector", "outlet"),
    required=("head", "kind", "outlet"),
    key=("head",),
    allowed=(("kind", ("organisation", "state", "group")), ("sector", SECTORS), ("outlet", YES_NO)),
)
ORGANISATIONS = TableSpec(
    name="entities/organisations",
    columns=("name", "variants", "name_en", "kind", "country", "sector", "type", "affiliation", "weak"),
    required=("name", "name_en", "kind", "sector", "type"),
    key=("name", "country"),
    allowed=(("kind", ("organisation",)), ("sector", SECTORS), ("type", ORGANISATION_TYPES)),
)
OUTLETS = TableSpec(
    name="entities/outlets",
    columns=("name", "variants", "name_en", "country", "agency", "type", "affiliation", "bare"),
    required=("name", "name_en", "agency", "type", "bare"),
    key=("name",),
    allowed=(("agency", YES_NO), ("type", OUTLET_TYPES), ("bare", ("yes", "source", "no"))),
)
OUTLET_HOSTS = TableSpec(
    name="entities/outlet_hosts", columns=("host", "name"), required=("host", "name"), key=("host",)
)
PERSONS = TableSpec(
    name="entities/persons",
    columns=("name", "variants", "name_en", "country", "sector", "weak"),
    required=("name", "name_en", "country", "sector"),
    key=("name",),
    allowed=(("sector", SECTORS),),
)
NAME_TOKENS = TableSpec(
    name="entities/name_tokens",
    columns=("token", "count", "common_word"),
    required=("token", "count", "common_word"),
    key=("token",),
    allowed=(("common_word", YES_NO),),
)
NAME_PARTICLES = TableSpec(
    name="entities/name_particles",
    columns=("token", "place", "origin"),
    required=("token", "place", "origin"),
    key=("token",),
    allowed=(
        ("place", ("first", "inside", "last", "prefix")),
        ("origin", ("arabic", "latin", "slavic", "persian", "turkish", "asian")),
    ),
)
COLLECTIVE_STATES = TableSpec(
    name="entities/collective_states",
    columns=("head", "takes", "becomes", "sector"),
    required=("head", "takes", "becomes", "sector"),
    key=("head", "takes"),
    allowed=(
        ("takes", ("adj", "gen", "person", "none")),
        ("becomes", ("state", "organisation", "group")),
        ("sector", SECTORS),
    ),
)

SPECS = (
    COUNTRIES,
    PEOPLES,
    TITLES,
    OFFICES,
    GROUP_HEADS,
    ORGANISATION_HEADS,
    ORGANISATIONS,
    OUTLETS,
    OUTLET_HOSTS,
    PERSONS,
    NAME_TOKENS,
    NAME_PARTICLES,
    COLLECTIVE_STATES,
)
