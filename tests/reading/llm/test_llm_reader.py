# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur read --reader llm`, from the report to the closing line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from llm_loopback import Model, Said, completion, refusal

from tawatur.cli import main
from tawatur.model import Reading

# In village N gunmen attacked a checkpoint, said the police of N.
TEXT = "قالت الشرطة إن مسلحين هاجموا حاجزا في القرية رقم {}."


def answer() -> dict[str, Any]:
    """A good answer but for one invented event, one wrong id and one item of the wrong form."""
    return {
        "entities": [
            {"id": "E1", "name": "الشرطة", "kind": "organisation", "forms": ["الشرطة"]},
            {"id": "E2", "name": "مسلحين", "kind": "group", "forms": ["مسلحين"]},
        ],
        "events": [
            {"id": "V1", "sentence": 1, "anchor": "هاجموا", "type": "ASSAULT", "actors": ["E2", "E8"]},
            {"id": "V2", "sentence": 1, "anchor": "قصفوا", "type": "ASSAULT"},
            {"id": "V3", "anchor": "هاجموا"},
        ],
        "claims": [
            {"sentence": 1, "cue": "قالت", "source": "الشرطة", "speaker": "E1", "content": "مسلحين هاجموا … القرية رقم"}
        ],
    }


def reports(folder: Path, n: int) -> str:
    path = folder / "reports.jsonl"
    lines = [json.dumps({"id": f"r{i}", "text": TEXT.format(i), "published": "2024-03-05"}) for i in range(n)]
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def run(model: Model, path: str, *arguments: str) -> tuple[int, list[Reading], str]:
    command = ["read", path, "--format", "jsonl", "--reader", "llm", "--endpoint", model.address, "--model", "m"]
    result = CliRunner().invoke(main, [*command, *arguments])
    return result.exit_code, [Reading.from_json(line) for line in result.stdout.splitlines()], result.stderr


def test_llm_reader_believes_only_the_text(model: Model, tmp_path: Path) -> None:
    model.will_say(completion(answer()))
    code, [reading], told = run(model, reports(tmp_path, 1), "--price", "2", "10")
    [event], [claim] = reading.events, reading.claims
    names = {e.id: e.name for e in reading.entities}
    assert code == 0
    assert (event.text, [names[a] for a in event.actors]) == ("هاجموا", ["مسلحين"])
    assert claim.content is not None
    assert claim.content.text == "مسلحين هاجموا حاجزا في القرية رقم"
    assert (claim.events, event.claim) == ((event.id,), claim.id)
    assert reading.reader.name == "llm"
    assert re.fullmatch(r"[\d.]+; prompt [0-9a-f]{8}; m", reading.reader.version)
    assert [re.sub(r"\D.*", "", w) for w in reading.warnings] == ["1", "1", "1"]
    assert "the texts of the reports stay on this machine" in told
    assert "1 asked in 1 requests, 0 from kept answers; 1,000 tokens in, 200 out; cost 0.0040; 3 items left out" in told


def test_llm_reader_sends_numbered_sentences_and_the_date(model: Model, tmp_path: Path) -> None:
    run(model, reports(tmp_path, 1), "--outlet", "الميدان")
    system, user = model.requests[0]["messages"]
    assert system["role"] == "system"
    assert user["content"] == f"Published: 2024-03-05\nOutlet: الميدان\n\n[1] {TEXT.format(0)}"


def test_llm_reader_goes_on_where_it_was_cut_off(model: Model, tmp_path: Path) -> None:
    path, cache = reports(tmp_path, 6), str(tmp_path / "kept")
    model.will_say(*[completion(answer())] * 4, refusal(401))
    code, read, told = run(model, path, "--cache", cache)
    assert (code, len(read)) == (2, 4)
    assert "4 asked in 5 requests" in told  # what was spent is told of a run that was cut off, too
    model.will_say(completion(answer()))
    code, again, told = run(model, path, "--cache", cache)
    assert (code, len(again)) == (0, 6)
    assert "2 asked in 2 requests, 4 from kept answers" in told
    assert [r.to_json() for r in again[:4]] == [r.to_json() for r in read]


def test_llm_reader_another_model_or_text_is_asked_anew(model: Model, tmp_path: Path) -> None:
    path, cache = reports(tmp_path, 1), str(tmp_path / "kept")
    for arguments, asked in (((), 1), ((), 1), (("--model", "other"), 2), (("--outlet", "الميدان"), 3)):
        run(model, path, "--cache", cache, *arguments)
        assert len(model.requests) == asked


def test_llm_reader_keeps_order_and_bytes_however_many_at_once(model: Model, tmp_path: Path) -> None:
    model.will_say(completion(answer()))
    path = reports(tmp_path, 12)
    _, one, _ = run(model, path)
    _, many, _ = run(model, path, "--jobs", "5")
    assert [r.report.id for r in many] == [f"r{i}" for i in range(12)]
    assert [r.to_json() for r in many] == [r.to_json() for r in one]


def test_llm_reader_asks_once_more_for_json(model: Model, tmp_path: Path) -> None:
    model.will_say(completion("هذه هي الأحداث:"), completion(answer()))
    code, read, told = run(model, reports(tmp_path, 1))
    assert (code, len(read)) == (0, 1)
    assert [m["role"] for m in model.requests[1]["messages"]] == ["system", "user", "assistant", "user"]
    assert "2,000 tokens in" in told  # both answers cost


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param(completion("لا"), "the model's answer is not JSON", id="no-json"),
        pytest.param(completion({"result": 1}), "not of the form asked for", id="wrong-schema"),
        pytest.param(completion('{"events": [', finish="length"), "cut off at 8,000 tokens", id="cut-off"),
        pytest.param(Said("<html>"), "not of the form of a chat completion", id="no-completion"),
        pytest.param(refusal(400, "no"), "the endpoint answered 400", id="refused"),
    ],
)
def test_llm_reader_a_bad_answer_costs_one_report(model: Model, tmp_path: Path, said: Said, told: str) -> None:
    model.says = lambda request: said if "رقم 1" in request["messages"][1]["content"] else completion(answer())
    code, read, err = run(model, reports(tmp_path, 3))
    assert (code, [r.report.id for r in read]) == (1, ["r0", "r2"])
    assert told in err
    assert "2 read, 1 failed" in err
    assert "رقم" not in err  # no report text in messages


def test_llm_reader_kept_answer_that_is_damaged_is_asked_anew(model: Model, tmp_path: Path) -> None:
    path, cache = reports(tmp_path, 1), tmp_path / "kept"
    run(model, path, "--cache", str(cache))
    [file] = cache.rglob("*.json")
    file.write_text('{"form": 1, "content": "لا"}', "utf-8")
    code, _, told = run(model, path, "--cache", str(cache))
    assert code == 0
    assert "1 asked" in told


def test_llm_reader_asks_nothing_for_an_empty_text(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(" \n", "utf-8")
    code, [reading], _ = run(model, str(path))
    assert (code, reading.events, model.requests) == (0, (), [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--reader", "llm"], "give both --endpoint and --model"),
        (["--reader", "llm", "--endpoint", "http://h/v1", "--model", "m", "--threshold", "0.5"], "no confidence"),
        (
            ["--reader", "llm", "--endpoint", "http://h/v1", "--model", "m", "--set", "depth=3"],
            "depth: no such setting",
        ),
        (["--reader", "llm", "--endpoint", "http://h/v1", "--model", "m", "--set", "depth"], "NAME=VALUE"),
        (["--reader", "none"], "no reader 'none'; there are: sparse, llm"),
        (["--endpoint", "http://h/v1"], "reader 'sparse' has no setting endpoint"),
    ],
)
def test_llm_reader_options_that_do_not_fit(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["read", reports(tmp_path, 1), *arguments])
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_llm_reader_says_where_texts_go(tmp_path: Path) -> None:
    pytest.importorskip("httpx")
    from tawatur.reading.llm.reader import LlmReader
    from tawatur.reading.llm.settings import Settings

    for endpoint, told in (
        ("https://h.example/v1", "the texts of the reports go to https://h.example/v1"),
        ("http://h.example/v1", "the texts of the reports go to http://h.example/v1, unencrypted: others"),
    ):
        reader = LlmReader(Settings(endpoint, "m"))
        reader.close()
        assert reader.notice().startswith(told)
