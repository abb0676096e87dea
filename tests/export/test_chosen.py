# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Incidents that were chosen by their ids."""

import io
import zipfile

import pytest

from tawatur.casefile import open_case, stories
from tawatur.export import FORMATS
from tawatur.export.chosen import Chosen
from tawatur.model.errors import ExportError
from tawatur.model.protocols import Exporter, Wanted
from tests.export.conftest import HIDDEN

COLUMNS = '[columns]\nnumber = "incident"\n'


@pytest.fixture(scope="module")
def ids(place: str) -> tuple[str, ...]:
    with open_case(place) as case, case.read() as tx:
        return stories.incident_ids(tx)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_chosen_every_format_becomes_one_file(place: str, ids: tuple[str, ...], format: str) -> None:
    exporter: Exporter = Chosen()
    wanted = Wanted(format, ids, columns=COLUMNS if format == "mapping" else "")
    made = exporter.write(place, wanted)
    assert format in exporter.formats
    assert made.name == f"{format}.{'zip' if format == 'parquet' else FORMATS[format].ending}"
    assert made.incidents == len(ids)
    assert (
        made.content
        == exporter.write(place, Wanted(format, ids, columns=COLUMNS if format == "mapping" else "")).content
    )
    whole = made.content
    if format == "parquet":
        packed = zipfile.ZipFile(io.BytesIO(whole))
        assert "reports.parquet" in packed.namelist()
        whole = b"".join(packed.read(name) for name in packed.namelist())
    assert [name for name in HIDDEN if name.encode() in whole] == []


def test_chosen_only_what_was_chosen_goes_out(place: str, ids: tuple[str, ...]) -> None:
    made = Chosen().write(place, Wanted("positions", ids[:2], bom=True))
    assert made.content.startswith(b"\xef\xbb\xbf")
    assert made.incidents == 2
    assert [id for id in ids if id.encode() in made.content] == list(ids[:2])
    assert Chosen().write(place, Wanted("positions", ("gone",))).incidents == 0


def test_chosen_own_columns_are_needed_where_they_are_asked_for(place: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(ExportError, match="names the columns"):
        Chosen().write(place, Wanted("mapping", ids))
