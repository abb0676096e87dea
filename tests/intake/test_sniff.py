# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a file holds."""

import pytest

from tawatur.intake.sniff import HEAD, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        ("قال الوزير".encode(), "text"),
        (b"", "text"),
        (b'{"text": "a"}\n{"text": "b"}', "jsonl"),
        (b'\xef\xbb\xbf{\n "text": "a"}', "json"),
        (b'{"text": "' + b"a" * HEAD, "jsonl"),  # a line longer than what is looked at
        (b"[1]", "json"),
        (b"  <!DOCTYPE html><html>", "html"),
        ("<قال> الوزير".encode(), "text"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_sniff_goes_by_content(head: bytes, kind: str) -> None:
    assert sniff(head) == kind
