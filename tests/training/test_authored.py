# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The reports written for training and measuring: their notation, and that all of them follow it."""

from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
MEASURED = TRAINING.parent / "benchmarks" / "written"


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TRAINING)


def test_authored_reports_all_follow_the_notation() -> None:
    import authored

    found = [*authored.load(), *authored.load(MEASURED)]
    assert len(found) > 200
    assert len({report.id for report in found}) == len(found)
    for report in found:
        spans = [*report.data["mentions"], *report.data["events"], *(c["cue"] for c in report.data["claims"])]
        assert all(report.text[s["start"] : s["end"]] == s["text"] != "" for s in spans), report.id


def test_authored_notation_gives_spans_kinds_and_links() -> None:
    import authored

    block = "@ 2018-03-04\nو{?1 a|قالت} {$1|{a:o|الشرطة}} إن {=1|{b:g|مسلحين} {!ASSAULT b>a d=2|هاجموا} دورية}."
    data = authored.parse("x", block).data
    (event,), (claim,) = data["events"], data["claims"]
    assert (event["text"], event["actors"], event["recipients"], event["deaths"]) == ("هاجموا", ["b"], ["a"], [2, 2])
    assert (claim["cue"]["text"], claim["source"]["text"], claim["count"]) == ("قالت", "الشرطة", 1)
    assert claim["content"]["text"] == "مسلحين هاجموا دورية"
    assert {e["id"]: e["kind"] for e in data["entities"]} == {"a": "organisation", "b": "group"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@ 2018-03-04\n{a:o|الشرطة", "not closed"),
        ("@ 2018-03-04\nالشرطة}", "closes nothing"),
        ("@ 2018-03-04\n{a:o الشرطة", "opens nothing"),
        ("@ 2018-03-04\n{!ASSAULT b>|هجوم}", "mentioned nowhere"),
        ("@ 2018-03-04\n{a:d|الرئيس}", "of what kind"),
        ("@ 2018-03-04\n{?1 -|قال}", "lacks its cue or its content"),
        ("الشرطة", "not with its date"),
    ],
)
def test_authored_mistakes_are_named(text: str, said: str) -> None:
    import authored

    with pytest.raises(authored.AuthoredError, match=said):
        authored.parse("x", text)
