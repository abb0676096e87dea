# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON of any size."""

import io
import json
from pathlib import Path

import pytest
from intake_samples import LONG, read

from tawatur.intake import Failure, Limits, Loaded, Options, load_stream
from tawatur.intake.jsons import Scanner
from tawatur.model.errors import IntakeError, TooLargeError


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_jsons_long_arrays_are_read_an_element_at_a_time(tmp_path: Path, indent: int | None, encoding: str) -> None:
    path = tmp_path / "x"
    data = [{"id": str(n), "text": LONG[n % 20], "n": n, "more": [1, {"a": "]},{"}]} for n in range(2000)]
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent), encoding)
    assert [item.report.id for item in read(path) if isinstance(item, Loaded)] == [str(n) for n in range(2000)]


def test_jsons_array_cut_off_keeps_what_is_whole() -> None:
    data = json.dumps([{"id": str(n), "text": LONG[0]} for n in range(50)]).encode()[:-30]
    items = list(load_stream(io.BytesIO(data)))
    assert sum(isinstance(item, Loaded) for item in items) == 49
    assert isinstance(items[-1], Failure)


def test_jsons_elements_that_are_no_reports_are_named_and_the_rest_read() -> None:
    items = list(load_stream(io.BytesIO(json.dumps([1, {"text": LONG[0]}, {"text": 3}, []]).encode())))
    assert [type(item) for item in items] == [Failure, Loaded, Failure, Failure]
    assert items[2].name == "-[2]"


@pytest.mark.parametrize("data", ["[" * 100_000, '{"a":' * 100_000, '[{"a":' * 50_000])
def test_jsons_nested_deep_is_named(data: str) -> None:
    (item,) = load_stream(io.BytesIO(data.encode()))
    assert isinstance(item, Failure)


def test_jsons_lines_too_long_are_named_and_the_rest_read() -> None:
    lines = [{"id": "a", "text": LONG[0]}, {"id": "b", "text": "ا" * 200_000}, {"id": "c", "text": LONG[1]}]
    data = "\n".join(json.dumps(line) for line in lines).encode()
    items = list(load_stream(io.BytesIO(data), options=Options(limits=Limits(document=100_000))))
    assert [item.report.id if isinstance(item, Loaded) else str(type(item.error)) for item in items] == [
        "a",
        str(TooLargeError),
        "c",
    ]


def test_jsons_keys_named_otherwise_are_known() -> None:
    data = json.dumps({"headline": "عنوان", "body": LONG[0], "pub_date": "Tue, 05 Mar 2024 10:00:00 +0000"}).encode()
    (item,) = load_stream(io.BytesIO(data))
    assert isinstance(item, Loaded)
    assert (item.report.title, item.report.published) == ("عنوان", "2024-03-05T10:00:00+00:00")


def test_jsons_messages_hold_no_text() -> None:
    (item,) = load_stream(io.BytesIO(json.dumps({"text": ["سر"]}, ensure_ascii=False).encode()))
    assert isinstance(item, Failure)
    assert "سر" not in str(item.error)


def test_scanner_values_across_reads() -> None:
    scanner = Scanner(io.BytesIO(b'  12345 , {"a": 1}'), b"  12345", 1000)
    assert scanner.skip() == "1"
    assert scanner.value() == 12345
    assert scanner.skip() == "{"
    assert scanner.value() == {"a": 1}
    assert scanner.skip() == ""


def test_scanner_one_endless_value_is_stopped() -> None:
    scanner = Scanner(io.BytesIO(b'"' + b"a" * 3_000_000), b'"', 1_000_000)
    scanner.skip()
    with pytest.raises(IntakeError, match="longer than"):
        scanner.value()
