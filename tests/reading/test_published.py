# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The publication date."""

from datetime import date

import pytest

from tawatur.model.errors import PublishedDateError
from tawatur.reading.published import parse_date, parse_published


@pytest.mark.parametrize("value", ["2024-03-05", " 2024-03-05 ", "2024-03-05T23:59:00+03:00", "2024-03-05 10:00"])
def test_published_iso_forms(value: str) -> None:
    assert parse_date(value) == date(2024, 3, 5)


@pytest.mark.parametrize("value", ["", "5/3/2024", "2024-02-30", "0000-01-01", "1899-12-31", "9999-01-01", "٢٠٢٤"])
def test_published_other_values_are_errors(value: str) -> None:
    with pytest.raises(PublishedDateError):
        parse_date(value)


@pytest.mark.parametrize("value", [None, "", "  ", "2024-02-30", "9999-01-01"])
def test_published_missing_or_impossible_is_said(value: str | None) -> None:
    found, warnings = parse_published(value)
    assert found is None
    assert "relative dates stay unresolved" in warnings[0]
