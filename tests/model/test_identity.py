# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Ids and the file names made from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.model.identity import MAX_NAME, file_name, report_id


def test_identity_is_content_only() -> None:
    assert report_id("نص", outlet="أ") == report_id("نص", outlet="أ")
    assert report_id("نص", outlet="أ") != report_id("نص", outlet="ب")
    assert report_id("bc", outlet="a") != report_id("c", outlet="ab")


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("JA-politic-1_x.2", "JA-politic-1_x.2"),
        ("تقرير-١", "تقرير-١"),
        ("../../x", "%2E.%2F..%2Fx"),
        ("", "%"),
        (".hidden", "%2Ehidden"),
        ("a/b\\c:d", "a%2Fb%5Cc%3Ad"),
        ("NUL", "%4EUL"),
        ("con.txt", "%63on.txt"),
        ("a\x00b", "a%00b"),
    ],
)
def test_identity_file_name_is_escaped(id: str, name: str) -> None:
    assert file_name(id) == name


@given(st.text())
def test_identity_file_name_is_never_a_path(id: str) -> None:
    name = file_name(id)
    assert name
    assert not set(name) & set('/\\:*?"<>|\x00\n')
    assert not name.startswith(".")
    assert len(name.encode()) <= MAX_NAME


@given(st.text(max_size=40), st.text(max_size=40))
def test_identity_different_ids_get_different_names(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)
