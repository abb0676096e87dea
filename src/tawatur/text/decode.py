# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From bytes to the text of a report.

Any bytes decode. The text is exactly what they say, but for two things: NUL and lone surrogates become
U+FFFD one for one, and line ends become LF. Which encoding it is follows, in this order, from a byte
order mark, from what the sender declared if the bytes agree, and from the bytes alone: UTF-16 without a
mark shows by its zero and Arabic high bytes, UTF-8 by being valid, and the one-byte encodings of Arabic
are told apart by how many of the commonest words each gives. No guess is random: same bytes, same text.

Source:
    Encoding Standard (WHATWG) for the encodings' names.
"""

import codecs
import re
from dataclasses import dataclass

from tawatur.lexicon import Lexicon, default_lexicon, values

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("windows-1256", "iso-8859-6", "windows-1252")
_SAMPLE = 1 << 16  # bytes looked at to guess an encoding
_PASSING = {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}
_DAMAGED = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ARABIC = re.compile("[\u0621-\u064a]")
_OTHER_HIGH = re.compile("[\u0080-\u009f\u00a1-\u00ff\u0100-\u024f\ufffd]")
_MIXED = re.compile("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_TWICE = re.compile("[ØÙ][\u0080-\u00bf\u0152-\u0192\u2013-\u203a\u20ac\u2122]")  # UTF-8 Arabic read as windows-1252


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as decoded.

    Args:
        text: What the bytes say, NUL and lone surrogates replaced, line ends LF.
        encoding: WHATWG or IANA name of the encoding used.
        warnings: Sentences that say what was found and done.
        objection: Why the bytes are no text; empty where they may be one.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    objection: str = ""


def clean(text: str) -> str:
    """Replace NUL and lone surrogates by U+FFFD one for one, and CRLF and CR by LF; nothing else."""
    if _DAMAGED.search(text):
        text = _DAMAGED.sub("\ufffd", text)
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _is_binary(sample: str) -> bool:
    return len(_CONTROL.findall(sample)) > len(sample) // 20


def find_damage(text: str) -> tuple[str, ...]:
    """Return a warning for each kind of damage in a text, before `clean` mends what it mends."""
    warnings = []
    nuls = text.count("\x00")
    surrogates = len(_DAMAGED.findall(text)) - nuls
    if nuls:
        warnings.append(f"{nuls} NUL characters were replaced by U+FFFD")
    if surrogates:
        warnings.append(f"{surrogates} unpaired surrogates were replaced by U+FFFD")
    sample = text[:_SAMPLE]
    if _is_binary(sample):
        warnings.append("many control characters: this looks like a binary file, not like text")
    if len(_TWICE.findall(sample)) > len(sample) // 8:
        warnings.append("this looks like UTF-8 that was once read as windows-1252; get the original if you can")
    return tuple(warnings)


def _count_at(data: bytes, first: int, wanted: bytes) -> int:
    column = data[first::2]
    return sum(column.count(byte) for byte in wanted)


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark; None if the bytes do not look like it.

    In UTF-16 one byte of each pair is the block: 00 for Latin, spaces and digits, 06 for Arabic.
    """
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    blocks = {name: _count_at(sample, first, b"\x00\x06") for name, first in (("le", 1), ("be", 0))}
    name = max(blocks, key=lambda n: blocks[n])
    other = min(blocks.values())
    return f"utf-16-{name}" if blocks[name] > 0.8 * pairs and other < 0.3 * pairs else None


def _compile(lexicon: Lexicon) -> frozenset[str]:
    """The commonest words of the languages that come in these encodings."""
    rows = lexicon.table("languages/profiles").columns("script", "words")
    return frozenset(word for script, words in rows if script in ("Arab", "Latn") for word in values(words))


def _score(text: str) -> int:
    """How much a text looks like written language: common words count most, words of two scripts against."""
    common = default_lexicon().compiled("text.decode", _compile)
    arabic, foreign, mixed = (len(found.findall(text)) for found in (_ARABIC, _OTHER_HIGH, _MIXED))
    return 20 * sum(word in common for word in _WORD.findall(text)) + arabic - foreign - 4 * mixed


def _guess_narrow(data: bytes) -> str:
    sample = data[:_SAMPLE]
    scores = {name: _score(sample.decode(name, "replace")) for name in _ONE_BYTE}
    return max(_ONE_BYTE, key=lambda name: scores[name])  # the first of equals: windows-1256


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding, "surrogatepass" if encoding in _PASSING else "strict")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with some damage: most of what is not ASCII decodes."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - broken > 4 * broken


def _agrees(data: bytes, declared: str) -> str | None:
    """The declared encoding's name if the bytes can be in it; None if not, or if there is no such thing."""
    try:
        info = codecs.lookup(declared.strip())
        name = "utf-8" if info.name in ("utf-8-sig", "ascii") else info.name
        if not isinstance("".encode(name), bytes) or name in ("utf-7", "idna", "punycode", "unicode_escape"):
            return None
    except (LookupError, ValueError):
        return None
    name = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6", "cp1252": "windows-1252"}.get(name, name)
    return name if _is_valid(data, name) else None


def _guess(data: bytes) -> str:
    wide = _guess_wide(data)
    if wide is not None:
        return wide
    return "utf-8" if _is_valid(data, "utf-8") or _is_mostly_utf8(data) else _guess_narrow(data)


def _choose(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    """Return the encoding of bytes without a byte order mark, with warnings."""
    guess = _guess(data)
    if declared is None:
        usual = guess == "utf-8"
        return guess, [] if usual else [f"the encoding was not stated; the bytes look like {guess}"]
    agreed = _agrees(data, declared)
    wide_or_utf8 = guess.startswith("utf") and _is_valid(data, guess) and not data.isascii()
    if agreed is None or (agreed != guess and wide_or_utf8):
        return guess, [f"declared as {declared[:40]!r}, but the bytes look like {guess}"]
    return agreed, []


def _marked(data: bytes) -> tuple[str, bytes] | None:
    """The encoding named by a byte order mark, and the bytes behind it."""
    for mark, name in _MARKS:
        if data.startswith(mark) and (not name.startswith("utf-32") or _is_valid(data[len(mark) :], name)):
            return name, data[len(mark) :]
    return None


def _objection(text: str, *, is_guess: bool) -> str:
    """Return why what was decoded is no text, empty where it may be one.

    Args:
        text: Before `clean`.
        is_guess: Whether the encoding is one in which any byte is a character, and nothing but the bytes speaks for it.
    """
    sample = text[:_SAMPLE]
    if _is_binary(sample) and _score(sample) <= len(_CONTROL.findall(sample)):
        return "it is full of control characters, as binary files are"
    if 3 * sample.count("\ufffd") > len(sample):
        return "too many of its bytes are no characters"
    if is_guess and _score(sample) <= 0:
        return "its bytes make no words in any encoding of Arabic"
    return ""


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode the bytes of a report.

    Args:
        data: Any bytes.
        declared: Encoding named by the sender (HTTP header, `meta` element), if any.
    """
    marked = _marked(data)
    warnings: list[str] = []
    if marked is not None:
        encoding, data = marked
    else:
        encoding, warnings = _choose(data, declared)
    if _is_valid(data, encoding):
        text = data.decode(encoding, "surrogatepass" if encoding in _PASSING else "strict")
    else:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        warnings.append(f"{broken} places are not valid {encoding} and were replaced by U+FFFD")
    warnings.extend(find_damage(text))
    is_guess = marked is None and declared is None and encoding in _ONE_BYTE
    return Decoded(clean(text), encoding, tuple(warnings), _objection(text, is_guess=is_guess))
