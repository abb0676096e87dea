# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Settings, account and kept answers of the reader behind an endpoint."""

import stat
from pathlib import Path

import pytest

from tawatur.model.errors import ReaderSettingsError
from tawatur.reading.llm.account import Account
from tawatur.reading.llm.cache import Cache, cache_key
from tawatur.reading.llm.settings import parse_settings

GIVEN = {"endpoint": "https://host.example/v1", "model": "m"}


@pytest.mark.parametrize(
    "endpoint", ["https://h.example/v1", "https://h.example/v1/", "https://h.example/v1/chat/completions"]
)
def test_llm_settings_address(endpoint: str) -> None:
    assert parse_settings({**GIVEN, "endpoint": endpoint}).url == "https://h.example/v1/chat/completions"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"model": ""}, "--model"),
        ({"endpoint": "host/v1"}, "https://host/v1"),
        ({"endpoint": "file:///etc/passwd"}, "https://host/v1"),
        ({"endpoint": "https://u:s3cret@h/v1"}, "leave out user"),
        ({"endpoint": "https://h/v1?key=s3cret"}, "leave out user"),
        ({"endpoint": "https://[::1/v1"}, "not an address"),
        ({"timeout": "nan"}, "timeout"),
        ({"retries": "-1"}, "retries"),
        ({"per_minute": "0"}, "per_minute"),
        ({"price_in": "1"}, "price"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_llm_settings_say_what_is_wrong(given: dict[str, str], told: str) -> None:
    with pytest.raises(ReaderSettingsError, match=told) as caught:
        parse_settings({**GIVEN, **given})
    assert "s3cret" not in str(caught.value)


def test_llm_settings_name_all_that_is_wrong_at_once() -> None:
    with pytest.raises(ReaderSettingsError, match=r"timeout.*retries"):
        parse_settings({**GIVEN, "timeout": "0", "retries": "x"})


def test_llm_settings_key_that_cannot_be_sent_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "سر")
    with pytest.raises(ReaderSettingsError, match="MY_KEY") as caught:
        parse_settings({**GIVEN, "key_variable": "MY_KEY"}).key()
    assert "سر" not in str(caught.value)


def test_llm_account_counts_tokens_and_money() -> None:
    account = Account((2.0, 10.0))
    account.add(asked=2, requests=3)
    account.add_usage({"prompt_tokens": 1_000_000, "completion_tokens": 50_000})
    account.add_usage(None)
    account.add_usage({"prompt_tokens": True, "completion_tokens": -4})
    assert account.cost == 2.5
    assert "1,000,000 tokens in, 50,000 out (2 answers did not say); cost 2.5000" in account.line()


def test_llm_cache_keeps_and_only_the_owner_reads(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path / "kept"), cache_key("m", "text")
    assert cache.get(key) is None
    cache.put(key, {"content": "قال"})
    assert (cache.get(key) or {})["content"] == "قال"
    [file] = (tmp_path / "kept").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700


def test_llm_cache_a_damaged_file_is_as_none(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), cache_key("m", "text")
    cache.put(key, {"content": "قال"})
    [file] = tmp_path.rglob("*.json")
    for data in (b"", b'{"form": 1, "con', b"[]", b'{"form": 99}', b"\xff\xfe"):
        file.write_bytes(data)
        assert cache.get(key) is None


def test_llm_cache_keys_tell_parts_apart() -> None:
    assert len({cache_key("ab", "c"), cache_key("a", "bc"), cache_key("abc"), cache_key("a\ud800", "")}) == 4


def test_llm_cache_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("")
    with pytest.raises(ReaderSettingsError, match="cannot be written"):
        Cache(path)
