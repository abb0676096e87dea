# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Publication dates in all their forms."""

from datetime import date, datetime

import pytest

from tawatur.intake.dates import find_named, in_address, to_iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05 10:00:00", "2024-03-05T10:00:00"),
        ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00Z"),
        ("2024/3/5", "2024-03-05"),
        ("31/12/2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("20240305", "2024-03-05"),
        ("٢٠٢٤-٠٣-٠٥", "2024-03-05"),
        ("5 آذار 2024", "2024-03-05"),
        ("الثلاثاء ٥ مارس ٢٠٢٤", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00+00:00"),
        (1709632800, "2024-03-05T10:00:00+00:00"),
        ("1709632800000", "2024-03-05T10:00:00+00:00"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 10), "2024-03-05T10:00:00"),
        ("أمس", "أمس"),  # yesterday: the reader says that it is no date
        ("9999-99-99", "9999-99-99"),
        ("", None),
    ],
)
def test_dates_become_iso(value: object, iso: str | None) -> None:
    assert to_iso(value) == (iso, None)


def test_dates_that_can_be_read_two_ways_are_told() -> None:
    found, warning = to_iso("03/05/2024")
    assert found == "2024-05-03"
    assert warning is not None


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://a.example/2024/03/05/x", "2024-03-05"),
        ("https://a.example/news/2024-3-5-x", "2024-03-05"),
        ("https://a.example/x-20240305.html", "2024-03-05"),
        ("https://a.example/2024/13/45/20249999", None),
        ("https://a.example/1234567890", None),
    ],
)
def test_dates_in_addresses(url: str, iso: str | None) -> None:
    assert in_address(url) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("بغداد، 5 آذار/مارس 2024 - قال", "2024-03-05"),  # Baghdad, 5 March 2024: said
        ("في 31 نوفمبر 2024", None),  # there is no such day
        ("قال في مارس 2024", None),  # said in March
    ],
)
def test_dates_written_out(text: str, iso: str | None) -> None:
    assert find_named(text) == iso
