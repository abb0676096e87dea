# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Any bytes at all: never an exception, always something said."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import LONG
from test_archives import packed

from tawatur.intake import Failure, Loaded, load_stream

STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PAR1",
    b"WARC/1.0\r\nWARC-Type: response\r\n",
    b"\x1f\x8b\x08\x00",
    b"{",
    b"[",
    b'{"name": "x", "type": "public_channel", "messages": [',
    b"<html>",
    b"\xff\xfe",
    b"id,text\n",
]


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_become_reports_or_failures(start: bytes, rest: bytes) -> None:
    items = list(load_stream(io.BytesIO(start + rest)))
    assert all(isinstance(item, (Loaded, Failure)) for item in items)
    assert all(str(item.error) for item in items if isinstance(item, Failure))


@given(st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_any_damage_to_an_archive_is_said_or_harmless(at: int, byte: int) -> None:
    data = bytearray(packed({"a.txt": LONG[0].encode(), "b.zip": packed({"c.txt": LONG[1].encode()})}))
    data[at % len(data)] = byte
    for item in load_stream(io.BytesIO(bytes(data))):
        assert isinstance(item, (Loaded, Failure))
