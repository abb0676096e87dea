# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Presentation forms become letters."""

import pytest

from tawatur.intake.shapes import fold_shapes


@pytest.mark.parametrize(
    ("shaped", "letters"),
    [
        pytest.param("\ufee3\ufecc\ufe92\ufeae", "معبر", id="joined-forms"),  # a crossing
        pytest.param("\ufefb", "لا", id="lam-alef"),  # no
        pytest.param("\ufdf2", "الله", id="allah"),  # God
        pytest.param("ق\ufe77", "قَ", id="vowel-on-a-stroke"),
        pytest.param("\ufeffقال", "قال", id="mark-of-no-width"),  # said
        pytest.param("\ufdfa", "\ufdfa", id="a-sign-of-its-own-stays"),
        pytest.param("½ ²", "½ ²", id="nothing-else-is-folded"),
    ],
)
def test_shapes_become_letters(shaped: str, letters: str) -> None:
    assert fold_shapes(shaped) == letters
    assert fold_shapes(letters) == letters
