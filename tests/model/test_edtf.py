# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Dates in EDTF: which values are dates."""

import pytest

from tawatur.model.edtf import bounds, is_valid

DATES = (
    *("2024", "2024-05", "2024-05-13", "2024-05-13TMO", "2024-05-13T15:00", "2016~", "2024-05-XX", "2024-22"),
    *("2016-11/2017-02", "2016-10/..", "../2024-05-13", "2019-04-04/2019-04-18", "[2024-05-13,2024-05-14]"),
)
OTHERS = (
    *("", "yesterday", "13-05-2024", "2024-5-13", "2024-13", "2024-02-31", "2024-05-13 or so"),
    *("..", "/", "../..", "[]"),
)


@pytest.mark.parametrize("value", DATES)
def test_edtf_knows_dates(value: str) -> None:
    assert is_valid(value)


@pytest.mark.parametrize("value", OTHERS)
def test_edtf_knows_what_is_no_date(value: str) -> None:
    assert not is_valid(value)


def test_edtf_bounds_of_what_is_a_date_are_days() -> None:
    assert bounds("2024-22") == ("2024-06-01", "2024-08-31")
    assert bounds("2016-10/..") == ("2016-10-01", "2016-10-01")
