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
def corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.syspath_prepend(TRAINING)
    import anercorp

    monkeypatch.setattr(anercorp, "ANNOTATIONS", tmp_path / "annotations" / "anercorp.txt")
    path = tmp_path / "anercorp.conll"
    path.write_text("\n\n".join("\n".join(f"{word}\tO" for word in s.split()) for s in SENTENCES), "utf-8")
    return path


def test_annotations_are_kept_without_the_text_and_found_again_in_the_corpus(corpus: Path, tmp_path: Path) -> None:
    import anercorp

    (tmp_path / "mine.txt").write_text(ANNOTATED, "utf-8")
    anercorp.main(str(corpus), str(tmp_path / "mine.txt"))
    kept = anercorp.ANNOTATIONS.read_text("utf-8")
    assert not any(word in kept for sentence in SENTENCES for word in sentence.split() if word.isalpha())
    (report,) = anercorp.load(corpus)
    assert report.id == "anercorp-1"
    assert report.text == 'قالت الشرطة إن مسلحين هاجموا دورية، و "قتلوا" اثنين.\nونفت الحركة ذلك (رويترز).'
    (event,) = report.data["events"]
    assert (event["text"], event["actors"], event["deaths"]) == ("هاجموا", ["b"], [2, 2])
    assert [(c["cue"]["text"], c["source"]["text"], c["stance"]) for c in report.data["claims"]] == [
        ("قالت", "الشرطة", "asserts"),
        ("نفت", "الحركة", "denies"),
    ]
    assert [(r["from"], r["type"], r["to"]) for r in report.data["relations"]] == [("b", "member_of", "c")]


def test_a_text_that_differs_from_the_corpus_is_refused(corpus: Path, tmp_path: Path) -> None:
    import anercorp

    (tmp_path / "mine.txt").write_text(ANNOTATED.replace("دورية", "الدورية"), "utf-8")
    with pytest.raises(anercorp.AuthoredError, match="1-3: the text differs"):
        anercorp.main(str(corpus), str(tmp_path / "mine.txt"))


def test_the_annotations_that_are_kept_hold_no_text() -> None:
    lines = (TRAINING / "annotations" / "anercorp.txt").read_text("utf-8").splitlines()
    assert sum(line.startswith("@ ") for line in lines) > 200
    assert all(line.isascii() for line in lines if not line.startswith("#"))
