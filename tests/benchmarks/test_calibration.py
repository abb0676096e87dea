# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How confidence is measured and drawn."""

import re
from pathlib import Path

import pytest
from lxml import etree

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)


def test_calibration_counts_by_tenths() -> None:
    from calibration import error, tenths

    found = tenths([(0.3, True), (0.35, False), (0.999, True), (1.0, True)])
    assert [(t.number, t.right, t.all) for t in found] == [(3, 1, 2), (9, 2, 2)]
    assert error(found) == pytest.approx((2 * (0.5 - 0.325) + 2 * (1 - 0.9995)) / 4)
    assert error([]) == 0


def test_calibration_interval_is_wilsons() -> None:
    from calibration import Tenth

    assert Tenth(7, 0.75, 8, 10).interval() == pytest.approx((0.490, 0.943), abs=0.001)
    assert Tenth(9, 0.99, 10, 10).interval() == pytest.approx((0.722, 1.0), abs=0.001)


def test_calibration_plot_can_be_read_by_any_eye_and_none() -> None:
    from calibration_plot import Panel, Point, draw

    drawn = draw([Panel("events <all>", "3 read", (Point(0.75, 0.5, 0.2, 0.8, 3),)), Panel("claims", "", ())])
    root = etree.fromstring(drawn.encode())
    said = " ".join(root.itertext())
    assert root.get("role") == "img"
    assert "prefers-color-scheme: dark" in said
    assert "events <all>" in said
    assert "confidence 0.75: 0.50 right of 3" in said


def test_calibration_page_shows_what_was_measured() -> None:
    docs = BENCHMARKS.parent / "docs"
    page = (docs / "reading.md").read_text("utf-8")
    drawn = (docs / "calibration.svg").read_text("utf-8")
    rows = re.findall(r"^\| \d\.\d–\d\.\d \| (.+) \|$", page, re.MULTILINE)
    cells = [cell.split(" of ") for row in rows for cell in row.split(" | ") if cell != "–"]
    assert len(cells) >= 20
    for share, all in cells:
        assert f"{share} right of {all}<" in drawn
