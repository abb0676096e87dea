# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur read`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tawatur.model import Reading

TEXT = "قالت الشرطة إن مسلحين هاجموا حاجزا للجيش أمس وقتلوا ثلاثة جنود."


def run(*arguments: str, input: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["read", *arguments], input=input)
    return result.exit_code, result.stdout, result.stderr


def report(folder: Path, name: str = "خبر.txt", text: str = TEXT) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_read_json_is_a_reading(tmp_path: Path) -> None:
    code, out, err = run(report(tmp_path), "--published", "2024-03-05", "--format", "json")
    reading = Reading.from_json(out)
    assert code == 0
    assert err == ""
    assert [(t.text, t.value) for t in reading.timexes] == [("أمس", "2024-03-04")]


def test_read_json_lines_one_a_report(tmp_path: Path) -> None:
    paths = [report(tmp_path, f"{n}.txt") for n in "ab"]
    _, out, err = run(*paths, "--published", "2024-03-05", "--format", "jsonl")
    assert [json.loads(line)["report"]["id"] for line in out.splitlines()] == ["a", "b"]
    assert err.strip() == "2 read, 0 failed"


def test_read_standard_input() -> None:
    code, out, _ = run("-", "--format", "json", "--published", "2024-03-05", input=TEXT.encode("windows-1256"))
    assert code == 0
    assert Reading.from_json(out).report.text == TEXT


def test_read_out_writes_a_file_per_escaped_id(tmp_path: Path) -> None:
    lines = [json.dumps({"id": id, "text": TEXT, "published": "2024-03-05"}) for id in ("../../x", "same", "same")]
    source, out = tmp_path / "r.jsonl", tmp_path / "out"
    source.write_text("\n".join(lines), "utf-8")
    code, _, _ = run(str(source), "--format", "json", "--out", str(out))
    assert code == 0
    assert sorted(p.name for p in out.iterdir()) == ["%2E.%2F..%2Fx.json", "same.json", "same~2.json"]


def test_read_one_bad_report_does_not_stop_the_others(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.txt")
    code, out, err = run(missing, report(tmp_path), "--published", "2024-03-05", "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert f"failed: {missing}: cannot be opened" in err
    assert "1 read, 1 failed" in err


@pytest.mark.parametrize("date", ["2024-13-45", "yesterday", "9999-01-01", "0001-01-01"])
def test_read_refuses_an_impossible_date(tmp_path: Path, date: str) -> None:
    code, out, err = run(report(tmp_path), "--published", date)
    assert (code, out) == (2, "")
    assert date in err


def test_read_without_a_date_says_what_stays_open(tmp_path: Path) -> None:
    code, out, err = run(report(tmp_path), "--format", "json")
    reading = Reading.from_json(out)
    assert code == 0
    assert "relative dates stay unresolved" in err
    assert [(t.text, t.value, t.anchored) for t in reading.timexes] == [("أمس", None, "none")]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \n\t ", "empty", id="white-space"),
        pytest.param("The minister said on Monday that talks failed and no date was set.", "English", id="english"),
        pytest.param(
            "وزیر امور خارجه ایران گفت که این مذاکرات ادامه خواهد داشت و نتیجه می‌دهد.", "Persian", id="persian"
        ),
    ],
)
def test_read_says_what_a_text_is_if_not_arabic(tmp_path: Path, text: str, warning: str) -> None:
    code, _, err = run(report(tmp_path, text=text), "--published", "2024-03-05", "--format", "json")
    assert code == 0
    assert warning in err


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x00قال\x00", id="nul"),
        pytest.param("َُِّ" * 50, id="only-diacritics"),
        pytest.param("\u202eقال\u202c \u2067الوزير\u2069 إن", id="bidi-controls"),
        pytest.param("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻤﻌﺒﺮ ﻣﻐﻠﻖ", id="presentation-forms"),
        pytest.param("قال 😀🇵🇸 الوزير 👨‍👩‍👧 إن", id="emoji"),
        pytest.param('"' * 3000, id="quotes"),
        pytest.param("(" * 3000 + "قال", id="brackets"),
    ],
)
def test_read_survives_odd_text(tmp_path: Path, text: str) -> None:
    code, out, _ = run(report(tmp_path, text=text), "--published", "2024-03-05", "--format", "json")
    reading = Reading.from_json(out)
    assert code == 0
    assert all(reading.report.text[m.start : m.end] == m.text for m in reading.mentions)


@pytest.mark.slow
def test_read_cuts_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    path = report(tmp_path, text=(TEXT.rstrip(".") + " ") * 90_000)
    code, out, err = run(path, "--published", "2024-03-05", "--format", "json")
    assert code == 0
    assert "only the first 200,000 were read" in err
    assert len(Reading.from_json(out).report.text) > 5_000_000


def test_read_table_with_columns_named(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(f"a,b\n2024-03-05,{TEXT}\n2024-03-06,{TEXT}\n", "utf-8")
    status, out, err = run(str(path), "--map", "text=b,published=a", "--format", "jsonl")
    assert status == 0, err
    assert [json.loads(line)["report"]["published"] for line in out.splitlines()] == ["2024-03-05", "2024-03-06"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["x", "--map", "text"], "FIELD=COLUMN", id="map-without-column"),
        pytest.param(["x", "--map", "body=text"], "fields: id, text", id="map-of-no-field"),
        pytest.param(["x", "--resume", "x"], "FILE@OFFSET", id="resume-without-offset"),
        pytest.param(["https://example.org/a"], "--online", id="net-not-named"),
    ],
)
def test_read_refuses_what_it_cannot_follow(arguments: list[str], message: str) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert message in err


def test_read_online_refuses_this_machine() -> None:
    status, _, err = run("--online", "http://127.0.0.1:9/x")
    assert status == 1
    assert "leads to this machine" in err


def test_read_threshold_sifts_whatever_the_number_of_processes(tmp_path: Path) -> None:
    path = report(tmp_path)
    _, out, _ = run(path, "--published", "2024-03-05", "--format", "jsonl", "--threshold", "0.6")
    _, both, _ = run(path, "--published", "2024-03-05", "--format", "jsonl", "--threshold", "0.6", "--jobs", "2")
    reading = Reading.from_json(out)
    assert out == both
    assert all(r.confidence >= 0.6 for r in (*reading.events, *reading.claims, *reading.relations))


@pytest.mark.parametrize("threshold", ["0", "1", "-3", "nan"])
def test_read_refuses_a_threshold_that_is_no_confidence(tmp_path: Path, threshold: str) -> None:
    code, out, err = run(report(tmp_path), "--threshold", threshold)
    assert (code, out) == (2, "")
    assert "above 0 and below 1" in err
