# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Bring the spellings of Arabic to one, without losing where each letter stood.

Two degrees, for two uses. `dediac` keeps the spelling and takes off what is drawn around it: vowel
marks, tatweel, invisible controls, presentation forms. `fold` also merges the letters that writers
swap (أ إ آ, ى, ة, Persian ک ی) and writes digits in ASCII; text and lexicon are compared folded.
`normalize` folds a whole text, joins its white space and keeps a map to the offsets of the original.

Letters are merged only where news writers really swap them: ؤ ئ ء stay, and so does Latin case.

Source:
    Unicode Standard, chapter 9.2 (Arabic); compatibility decompositions from the Unicode Character
    Database as shipped with Python.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Base letters that writers swap. Foreign letters go to the Arabic letter they are usually written with.
_SWAPPED = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیېےۓيۍێ", "ي"),
    **dict.fromkeys("ةہھەۀۂۃۿ", "ه"),
    **dict.fromkeys("کڪګگڭ", "ك"),
    **dict.fromkeys("ڤڥ", "ف"),
    **dict.fromkeys("ڨڧ", "ق"),
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
}
HAMZAS = "أإآ"
# A letter followed by a hamza or madda sign is one letter written in two.
_YA_LETTERS = "".join(c for c, plain in _SWAPPED.items() if plain == "ي") + "ي"
_DEDIAC_COMPOSED = {
    "ا": {"\u0653": "آ", "\u0654": "أ", "\u0655": "إ"},
    "و": {"\u0654": "ؤ"},
    **{ya: {"\u0654": "ئ"} for ya in _YA_LETTERS},
}
_FOLD_COMPOSED = {"و": {"\u0654": "ؤ"}, "ي": {"\u0654": "ئ"}}
# Presentation forms without a decomposition in Unicode: the basmala in one sign, and a letter's loose tail.
_UNDECOMPOSED = {"\ufdfd": "بسم الله الرحمن الرحيم", "\ufe73": ""}


def _is_mark(char: str) -> bool:
    """Whether a character is drawn around Arabic letters: vowels, Quranic signs, small letters, tatweel."""
    code = ord(char)
    if char == "\u0640":
        return True
    arabic = 0x0600 <= code <= 0x06FF or 0x0750 <= code <= 0x077F or 0x0870 <= code <= 0x08FF
    small = unicodedata.category(char) == "Lm" and code != 0x06FF
    return arabic and (unicodedata.category(char) == "Mn" or small)


def _chars(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_ARABIC_MARKS = "".join(c for c in _chars((0x0600, 0x077F), (0x0870, 0x08FF)) if _is_mark(c))
_PRESENTATION = _chars((0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_INVISIBLE = "\u00ad\u034f\u061c\u180e\ufeff" + _chars(
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F)
)
_BLANK = "".join(c for c in _chars((0, 0x3000)) if c.isspace())
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _decomposed(char: str) -> str:
    """A presentation form as plain letters; itself where Unicode knows none."""
    if char in _UNDECOMPOSED:
        return _UNDECOMPOSED[char]
    plain = unicodedata.normalize("NFKC", char)
    bare = "".join(c for c in plain if c not in _ARABIC_MARKS).strip().replace("ٱ", "ا")
    return char if plain == char else bare


_MARKS = _ARABIC_MARKS + "".join(c for c in _PRESENTATION if not _decomposed(c))


def _dediac_table() -> dict[int, str]:
    table = {ord(c): "" for c in _MARKS + _INVISIBLE}
    table.update((ord(c), _decomposed(c)) for c in _PRESENTATION)
    table[ord("ٱ")] = "ا"
    return {code: plain for code, plain in table.items() if plain != chr(code)}


def _fold_table() -> dict[int, str]:
    table = {ord(c): "\n" if c in _LINE_ENDS else " " for c in _BLANK}
    for code in range(0x0660, 0x0700):
        if unicodedata.category(chr(code)) == "Nd":
            table[code] = str(unicodedata.digit(chr(code)))
    table.update((ord(c), plain) for c, plain in _SWAPPED.items())
    for code, plain in _DEDIAC.items():
        table[code] = "".join(_SWAPPED.get(c, c) for c in plain)
    return {code: plain for code, plain in table.items() if plain != chr(code)}


_DEDIAC = _dediac_table()
_FOLD = _fold_table()


def _class(chars: str) -> str:
    """The inside of a regular expression's character class."""
    return "".join(sorted(re.escape(c) for c in chars))


def _composing(composed: dict[str, dict[str, str]], table: dict[int, str]) -> re.Pattern[str]:
    """What `_compose` looks for: a letter that can carry a sign, things removed anyway, the sign."""
    carriers: dict[str, list[str]] = {}
    for letter, carried in composed.items():
        written = [chr(code) for code, plain in table.items() if plain[-1:] == letter]
        carriers.setdefault("".join(carried), []).extend([letter, *written])
    parts = []
    for signs, letters in carriers.items():
        between = "".join(c for c in _MARKS + _INVISIBLE if c not in signs)
        parts.append(f"([{_class(''.join(letters))}])[{_class(between)}]*+([{_class(signs)}])")
    return re.compile("|".join(parts))


_DEDIAC_COMPOSING = _composing(_DEDIAC_COMPOSED, _DEDIAC)
_FOLD_COMPOSING = _composing(_FOLD_COMPOSED, _FOLD)
_HAS_SIGN = re.compile("[\u0653-\u0655]")
_ON, _OUT, _GAP = _class(_MARKS), _class(_MARKS + _INVISIBLE), _class(_BLANK)
_LONGER = _class("".join(chr(code) for code, plain in _FOLD.items() if len(plain) > 1))
# A letter with what is drawn on it; a letter that becomes several; white space; what is dropped.
_VARIABLE = re.compile(
    f"(?P<letter>[^{_OUT}{_GAP}](?:[{_class(_INVISIBLE)}]*+[{_ON}])+)"
    f"|(?P<longer>[{_LONGER}])"
    f"|(?P<blank>[{_OUT}]*+[{_GAP}][{_OUT}{_GAP}]*+)"
    f"|(?P<dropped>[{_OUT}]+)"
)


def _compose(s: str, pattern: re.Pattern[str], composed: dict[str, dict[str, str]], table: dict[int, str]) -> str:
    def whole(match: re.Match[str]) -> str:
        letter, sign = (part for part in match.groups() if part is not None)
        plain = letter if letter in composed else letter.translate(table)
        return plain[:-1] + composed[plain[-1]][sign]

    return pattern.sub(whole, s)


def dediac(s: str) -> str:
    """Take off vowel marks, tatweel and invisible controls; write presentation forms as plain letters.

    The spelling stays: hamza, ta marbuta, alef maqsura and digits are as written.
    """
    if s.isascii():
        return s
    if _HAS_SIGN.search(s):
        s = _compose(s, _DEDIAC_COMPOSING, _DEDIAC_COMPOSED, _DEDIAC)
    return s.translate(_DEDIAC)


def fold(s: str) -> str:
    """The form under which words are compared: `dediac`, swapped letters merged, ASCII digits."""
    if "\u0654" in s:
        s = _compose(s, _FOLD_COMPOSING, _FOLD_COMPOSED, _FOLD)
    return s.translate(_FOLD)


def is_other(form: str, surface: str) -> bool:
    """Whether a word is written with another hamza than a table's («الأمر» is no «آمر»); a bare alef may be either.

    Args:
        form: Word of a table, as it is written there.
        surface: Word of a text, as it is written there.
    """
    hamza = next((c for c in form if c in HAMZAS), "")
    written = next((c for c in surface if c in HAMZAS), "")
    return bool(hamza and written) and hamza != written


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """`fold` for lemmas, which every reader compares with its tables: a few thousand make up most of any text."""
    return fold(word)


@dataclass(frozen=True, slots=True)
class Normalized:
    """A folded text and where each of its characters stood.

    Args:
        text: The folded text.
        starts: For each character of `text`, where its original begins; then the original's length.
        ends: For each character of `text`, where its original ends, marks drawn on it included.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` was made from."""
        if start >= end:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.ends[end - 1]

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` made from any of the original's `[start, end)`; empty if all was dropped."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end, hi=len(self.ends))
        return first, max(first, last)


def normalize(text: str) -> Normalized:
    """Fold a text, join runs of white space, and map every offset.

    A run of white space becomes one line end if it holds one, else one space.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(plain: str, start: int, end: int) -> None:
        pieces.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))

    done = 0
    for match in _VARIABLE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "blank" and end - start == 1:
            continue
        pieces.append(text[done:start].translate(_FOLD))
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        done = end
        if match.lastgroup == "blank":
            keep("\n" if any(c in _LINE_ENDS for c in match[0]) else " ", start, end)
        elif match.lastgroup != "dropped":
            keep(fold(match[0]), start, end)
    pieces.append(text[done:].translate(_FOLD))
    starts.extend(range(done, len(text) + 1))
    ends.extend(range(done + 1, len(text) + 1))
    return Normalized("".join(pieces), starts, ends)
