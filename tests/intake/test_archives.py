# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""ZIP archives, friendly and hostile."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from intake_samples import LONG, failure, read

from tawatur.intake import Failure, Limits, Loaded, Options, load_stream

TEXT = LONG[0]


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_archives_a_member_whose_name_is_lost_does_no_harm() -> None:
    data = packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}).replace(b"a.txt", b"\x00.txt")
    items = list(load_stream(io.BytesIO(data)))
    assert len(items) == 2
    assert isinstance(items[1], Loaded)


def test_archives_members_of_every_kind_are_read(tmp_path: Path) -> None:
    inner = packed({"deep.txt": TEXT.encode()})
    members = {
        "a.txt": TEXT.encode(),
        "مجلد/b.jsonl": json.dumps({"id": "j", "text": TEXT}).encode(),
        "c.csv": f"id,text\n1,{TEXT.split(',')[0]}\n".encode(),
        "inner.zip": inner,
        "__MACOSX/._a.txt": b"x",
        ".hidden": b"x",
    }
    path = tmp_path / "x"
    path.write_bytes(packed(members))
    items = read(path)
    assert all(isinstance(item, Loaded) for item in items)
    assert [item.report.id for item in items if isinstance(item, Loaded)] == ["a", "j", "1", "deep"]
    assert [item.name for item in items][-1] == f"{path}/inner.zip/deep.txt"


def test_archives_from_a_pipe() -> None:
    (item,) = load_stream(_Pipe(packed({"a.txt": TEXT.encode()})))  # type: ignore[arg-type]
    assert isinstance(item, Loaded)
    assert item.report.text == TEXT


class _Pipe(io.RawIOBase):
    """A stream that can only be read on."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        return self._data.readinto(buffer)


def test_archives_a_bomb_is_stopped_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed({"bomb.txt": b"\0" * 30_000_000, "a.txt": TEXT.encode()}))
    bomb, text = read(path)
    assert isinstance(bomb, Failure)
    assert "zip bomb" in str(bomb.error)
    assert isinstance(text, Loaded)


def test_archives_nested_without_end_are_stopped(tmp_path: Path) -> None:
    data = TEXT.encode()
    for _ in range(6):
        data = packed({"x.zip": data})
    path = tmp_path / "x"
    path.write_bytes(data)
    assert "deep" in failure(path)


def test_archives_too_much_in_all_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed({f"{n}.txt": TEXT.encode() * 20 for n in range(50)}))
    items = read(path, Options(limits=Limits(unpacked=100_000)))
    assert isinstance(items[-1], Failure)
    assert "unpacks to more" in str(items[-1].error)
    assert "members" in failure(path, Options(limits=Limits(members=10)))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x\\y.txt", "a\nb\x1b[31m.txt", ".."])
def test_archives_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed({name: TEXT.encode()}))
    (item,) = read(path)
    assert isinstance(item, Loaded)
    assert item.report.text == TEXT
    assert item.name.isprintable()
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_archives_encrypted_members_are_named(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "x"
    path.write_bytes(data)
    assert "encrypted" in failure(path)


def test_archives_cut_off_and_empty_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed({"a.txt": TEXT.encode() * 50})[:-40])
    assert "not a whole ZIP" in failure(path)
    path.write_bytes(packed({}))
    assert "holds no files" in failure(path)


def test_archives_a_damaged_member_is_named_and_the_rest_read(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT.encode() * 9, "b.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    path = tmp_path / "x"
    path.write_bytes(data)
    bad, good = read(path)
    assert isinstance(bad, Failure)
    assert "damaged" in str(bad.error)
    assert isinstance(good, Loaded)
