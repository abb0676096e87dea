# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of places: the gazetteer with its authored part, villages, countries' points, words that head names."""

from tawatur.lexicon.tables import TableSpec

PRECISIONS = ("country", "province", "district", "city", "site")
_COLUMNS = ("name", "variants", "country", "type", "lat", "lon", "geoname", "population", "need")

SPECS = (
    *(
        TableSpec(
            name=f"places/{name}",
            columns=_COLUMNS,
            required=("name", "country", "type"),
            key=("name", "country", "type"),
            allowed=(("type", PRECISIONS), ("need", ("evidence", "head"))),
        )
        for name in ("authored", "gazetteer")
    ),
    TableSpec(
        name="places/villages",
        columns=("name", "country", "lat", "lon", "geoname"),
        required=("name", "country", "lat", "lon"),
        key=("name", "country"),
    ),
    TableSpec(
        name="places/countries",
        columns=("country", "lat", "lon", "geoname"),
        required=("country", "lat", "lon"),
        key=("country",),
    ),
    TableSpec(name="places/signs", columns=("word",), required=("word",), key=("word",)),
    TableSpec(
        name="places/heads",
        columns=("word", "precision", "follows"),
        required=("word", "precision", "follows"),
        key=("word",),
        allowed=(("precision", PRECISIONS), ("follows", ("any", "proper", "known", "direction", "capital"))),
    ),
)
