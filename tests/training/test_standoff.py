# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Annotations that stand apart from the corpus they belong to."""

from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
SENTENCES = [
    "نقلت الصحيفة الخبر",
    'قالت الشرطة إن مسلحين هاجموا دورية ، و " قتلوا " اثنين',
    "نقلت الصحيفة الخبر",
    "ونفت الحركة ذلك ( رويترز )",
]
ANNOTATED = """# written for this test
@ 2006-07-21 1-3
{?1 a|قالت} {$1|{a:o|الشرطة}} إن {=1|{b:g|مسلحين} {!ASSAULT b>a d=2|هاجموا} دورية، و "قتلوا" اثنين}.
و{?2 c st=denies|نفت} {$2|{c:o|الحركة}} {=2|ذلك} (رويترز).
& b member_of c
"""


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.syspath_prepend(TRAINING)
    import anercorp

    monkeypatch.setattr(anercorp, "ANNOTATIONS", tmp_path / "kept.txt")
    path = tmp_path / "ner" / "anercorp.conll"
    path.parent.mkdir()
    path.write_text("\n\n".join("\n".join(f"{word}\tO" for word in s.split()) for s in SENTENCES), "utf-8")
    return tmp_path


def test_annotations_are_kept_without_the_text_and_found_again_in_the_corpus(data: Path, tmp_path: Path) -> None:
    import standoff

    (tmp_path / "mine.txt").write_text(ANNOTATED, "utf-8")
    standoff.main("anercorp", str(data), str(tmp_path / "mine.txt"))
    kept = (tmp_path / "kept.txt").read_text("utf-8")
    assert not any(word in kept for sentence in SENTENCES for word in sentence.split() if word.isalpha())
    (report,) = standoff.load("anercorp", data)
    assert report.id == "anercorp-1"
    assert report.text == 'قالت الشرطة إن مسلحين هاجموا دورية، و "قتلوا" اثنين.\nونفت الحركة ذلك (رويترز).'
    (event,) = report.data["events"]
    assert (event["text"], event["actors"], event["deaths"]) == ("هاجموا", ["b"], [2, 2])
    assert [(c["cue"]["text"], c["source"]["text"], c["stance"]) for c in report.data["claims"]] == [
        ("قالت", "الشرطة", "asserts"),
        ("نفت", "الحركة", "denies"),
    ]
    assert [(r["from"], r["type"], r["to"]) for r in report.data["relations"]] == [("b", "member_of", "c")]


def test_a_text_that_differs_from_the_corpus_is_refused(data: Path, tmp_path: Path) -> None:
    import standoff

    (tmp_path / "mine.txt").write_text(ANNOTATED.replace("دورية", "الدورية"), "utf-8")
    with pytest.raises(standoff.AuthoredError, match="1-3: the text differs"):
        standoff.main("anercorp", str(data), str(tmp_path / "mine.txt"))


def test_headlines_are_numbered_by_their_first_place(data: Path) -> None:
    import ans

    folder = data / "ans_stance"
    folder.mkdir()
    for part in ("dev", "test", "train"):
        (folder / f"claim_{part}.csv").write_text(f'claim_s,fake_flag\nقمة في {part},0\n"قمة،  ثانية",1\n', "utf-8")
        (folder / f"stance_{part}.csv").write_text("s1,s2,stance\nقمة في dev,قمة ثالثة,agree\n", "utf-8")
    assert ans.sentences(data) == {
        0: "قمة في dev",
        1: "قمة، ثانية",
        2: "قمة في test",
        3: "قمة في train",
        4: "قمة ثالثة",
    }


@pytest.mark.parametrize("kept", ["training/annotations/anercorp.txt", "benchmarks/headlines/ans.txt"])
def test_the_annotations_that_are_kept_hold_no_text(kept: str) -> None:
    lines = (TRAINING.parent / kept).read_text("utf-8").splitlines()
    assert sum(line.startswith("@ ") for line in lines) > 200
    assert all(line.isascii() for line in lines if not line.startswith("#"))
