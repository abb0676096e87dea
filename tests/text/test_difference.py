# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What differs between two texts."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.text import difference as module
from tawatur.text.difference import Piece, difference

TEXTS = st.text(alphabet="أب جد\n\u064e😀", max_size=60)


def test_difference_marks_the_words_that_were_changed() -> None:
    old = "قالت الشرطة إن ثلاثة جنود قتلوا.\nوأصيب سبعة."  # three soldiers were killed; seven were hurt
    assert difference(old, old.replace("ثلاثة", "أربعة")) == (
        Piece("same", "قالت الشرطة إن "),
        Piece("gone", "ثلاثة "),
        Piece("added", "أربعة "),
        Piece("same", "جنود قتلوا.\nوأصيب سبعة."),
    )


def test_difference_of_the_same_is_nothing() -> None:
    assert difference("نص", "نص") == (Piece("same", "نص"),)
    assert difference("", "") == ()


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_difference_gives_both_texts_back(old: str, new: str) -> None:
    found = difference(old, new)
    assert "".join(p.text for p in found if p.kind != "added") == old
    assert "".join(p.text for p in found if p.kind != "gone") == new
    assert all(a.kind != b.kind for a, b in pairwise(found))


def test_difference_of_long_lines_comes_to_an_end(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "_MOST", 100)
    old, new = "أ " * 50, "ب " * 50
    assert difference(old, new) == (Piece("gone", old), Piece("added", new))
