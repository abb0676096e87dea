# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From bytes to text, whatever the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.decode import clean, decode, find_damage

ARABIC = "قالت الوزيرة في بيان إن الوفد غادر المدينة.\nوأضافت أن 3 طرق أغلقت."
FRENCH = "La ministre a déclaré que les négociations à Genève étaient terminées."


@pytest.mark.parametrize("text", [pytest.param(ARABIC, id="sentence"), pytest.param("العراق", id="one_word")])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_decode_knows_the_encoding_of_arabic(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "windows-1252", "windows-1256"])
def test_decode_reads_french(codec: str) -> None:
    assert decode(FRENCH.encode(codec)).text == FRENCH


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "warned"),
    [
        pytest.param(ARABIC.encode("windows-1256"), "utf-8", "windows-1256", "declared as 'utf-8'", id="wrong"),
        pytest.param(ARABIC.encode(), "windows-1256", "utf-8", "declared as 'windows-1256'", id="utf8_anyway"),
        pytest.param(ARABIC.encode(), "no such thing", "utf-8", "declared as 'no such thing'", id="unknown"),
        pytest.param(ARABIC.encode(), "rot13", "utf-8", "declared as 'rot13'", id="not_of_bytes"),
        pytest.param(ARABIC.encode("windows-1256"), None, "windows-1256", "not stated", id="guessed"),
    ],
)
def test_decode_warns_when_it_had_to_judge(data: bytes, declared: str | None, encoding: str, warned: str) -> None:
    decoded = decode(data, declared=declared)
    assert (decoded.text, decoded.encoding) == (ARABIC, encoding)
    assert warned in decoded.warnings[0]


@pytest.mark.parametrize("declared", ["utf-8", "UTF8", "windows-1256", "cp1256", " ISO-8859-6 "])
def test_decode_follows_a_declaration_that_fits(declared: str) -> None:
    decoded = decode(ARABIC.encode(declared.strip()), declared=declared)
    assert (decoded.text, decoded.warnings) == (ARABIC, ())


def test_decode_damaged_utf8_stays_utf8() -> None:
    decoded = decode(ARABIC.encode()[:-1] + b"\xff" + b"\xd9")
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("\ufffd\ufffd")
    assert decoded.warnings == ("2 places are not valid utf-8 and were replaced by U+FFFD",)


@pytest.mark.parametrize(
    ("damaged", "cleaned"),
    [
        pytest.param("أ\x00ب", "أ\ufffdب", id="nul"),
        pytest.param("أ\ud83dب\ude00", "أ\ufffdب\ufffd", id="surrogates"),
        pytest.param("أ\r\nب\rج\n\rد", "أ\nب\nج\n\nد", id="line_ends"),
        pytest.param("\ufeffأ\u2028ب\x85", "\ufeffأ\u2028ب\x85", id="nothing_else"),
    ],
)
def test_decode_cleans(damaged: str, cleaned: str) -> None:
    assert clean(damaged) == cleaned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("أ\x00", "1 NUL", id="nul"),
        pytest.param("أ\ud800\udc00", "2 unpaired surrogates", id="surrogates"),
        pytest.param("\x01\x02\x03abc", "binary", id="binary"),
        pytest.param(ARABIC.encode().decode("windows-1252", "replace"), "once read as", id="decoded_twice"),
    ],
)
def test_decode_names_the_damage(text: str, found: str) -> None:
    assert any(found in warning for warning in find_damage(text))


def test_decode_finds_no_damage_in_good_text() -> None:
    assert find_damage(ARABIC) == find_damage(FRENCH) == find_damage("") == ()


@given(st.binary(), st.none() | st.text(max_size=12) | st.sampled_from(["utf-16", "utf-7", "hex", "latin-1", "big5"]))
def test_decode_takes_any_bytes(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared=declared)
    assert decoded == decode(data, declared=declared)
    assert decoded.text == clean(decoded.text)
    decoded.text.encode("utf-8")  # no surrogate is left


@given(st.text())
def test_decode_cleaning_keeps_length_but_for_crlf(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text) - text.count("\r\n")
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & {"\r", "\x00"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_decode_undoes_marked_encodings(text: str) -> None:
    # The mark of UTF-16 before a NUL is the mark of UTF-32.
    for codec in ("utf-8-sig", "utf-32") if text.startswith("\x00") else ("utf-8-sig", "utf-32", "utf-16"):
        assert decode(text.encode(codec)).text == clean(text)
