# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tell what language a text looks like, for the warning on reports that are not Arabic.

Scripts are counted first; languages of one script are told apart by their own letters and commonest
words. This is a guess, made on a sample. It decides one thing only: a text that is foreign, with little or no Arabic in
it, is kept unread.

Source:
    ISO 639-1 codes; `und` where nothing can be told (ISO 639-2).
"""

import re
from collections import Counter
from dataclasses import dataclass

from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.text.normalize import fold

UNDETERMINED = "und"
_WINDOW, _WINDOWS = 400, 4  # code points looked at, in that many places of a long text
_MIXED, _MIXED_LETTERS = 0.2, 15  # share and number of the letters from which a second script counts
_WORD_WORTH = 4  # one common word against one letter
_FEW_LETTERS = 3
_SURE = 6  # evidence from which a text in Arabic script is called another language
_KANA, _HAN, _KANA_SHARE = "Kana", "Hani", 0.1  # Japanese is written in both
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC, _ARABIC_SCRIPT = "ar", "Arab"  # the first profile of its script


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What a text looks like.

    Args:
        language: ISO 639-1 code of the main language, `und` if there is too little to tell.
        share_arabic_script: Share of its letters that are of the Arabic script, 0 to 1.
        note: A sentence for the user where the text is not plain Arabic, else empty.
        is_foreign: Whether it is in another language with little or no Arabic in it, so that nothing can be read.
    """

    language: str
    share_arabic_script: float
    note: str = ""
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class _Profile:
    """What tells one language from others in its script."""

    language: str
    name: str
    letters: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Profiles:
    """The tables of `languages/`, compiled."""

    scripts: tuple[tuple[str, str, re.Pattern[str]], ...]  # code, name, its letters
    languages: dict[str, tuple[_Profile, ...]]  # by script code


def _letters(ranges: str) -> re.Pattern[str]:
    parts = (part.partition("-") for part in values(ranges))
    inside = "".join(f"{chr(int(first, 16))}-{chr(int(last or first, 16))}" for first, _, last in parts)
    return re.compile(f"[{inside}]")


def _compile(lexicon: Lexicon) -> _Profiles:
    scripts = lexicon.table("languages/scripts").columns("script", "name", "ranges")
    languages: dict[str, tuple[_Profile, ...]] = {}
    rows = lexicon.table("languages/profiles").columns("language", "name", "script", "letters", "words")
    for language, name, script, letters, words in rows:
        folded = frozenset(fold(word.lower()) for word in values(words))
        profile = _Profile(language, name, frozenset(letters), folded)
        languages[script] = (*languages.get(script, ()), profile)
    return _Profiles(tuple((code, name, _letters(ranges)) for code, name, ranges in scripts), languages)


def _sample(text: str) -> str:
    if len(text) <= _WINDOW * _WINDOWS:
        return text
    step = (len(text) - _WINDOW) // (_WINDOWS - 1)
    return "\n".join(text[at * step : at * step + _WINDOW] for at in range(_WINDOWS))


def _scripts(letters: Counter[str], rules: _Profiles) -> dict[str, int]:
    """How many letters of each script there are, the most first; ties in table order."""
    counts = dict.fromkeys((code for code, *_ in rules.scripts), 0)
    for letter, count in letters.items():
        for code, _, pattern in rules.scripts if letter.isalpha() else ():
            if pattern.match(letter):
                counts[code] += count
                break
    if counts.get(_KANA, 0) > _KANA_SHARE * counts.get(_HAN, 0):
        counts[_KANA] += counts.pop(_HAN, 0)
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _language(sample: str, letters: Counter[str], profiles: tuple[_Profile, ...]) -> _Profile | None:
    """The best profile of a script for a sample; the first of equals."""
    if len(profiles) == 1:
        return profiles[0]
    words = Counter(_WORD.findall(fold(sample)))
    best, most = None, 0
    for profile in profiles:
        score = sum(letters[letter] for letter in profile.letters.intersection(letters))
        score += _WORD_WORTH * sum(words[word] for word in profile.words.intersection(words))
        if score > most:
            best, most = profile, score
    is_arabic_script = profiles[0].language == _ARABIC
    return profiles[0] if is_arabic_script and most < _SURE else best


def detect(text: str, lexicon: Lexicon | None = None) -> LanguageGuess:
    """Guess the language of a text.

    Args:
        text: Any text.
        lexicon: Tables to use; the built-in ones if None.
    """
    rules = (lexicon or default_lexicon()).compiled("text.language", _compile)
    sample = _sample(text).lower()
    letters = Counter(sample)
    counts = _scripts(letters, rules)
    total = sum(counts.values())
    if total < _FEW_LETTERS:
        return LanguageGuess(UNDETERMINED, 0.0, "there are no words in it")
    names = {code: name for code, name, _ in rules.scripts}
    first, second = list(counts)[:2]
    profile = _language(sample, letters, rules.languages.get(first, ()))
    language = UNDETERMINED if profile is None else profile.language
    is_mixed = _ARABIC_SCRIPT in (first, second) and counts[second] >= max(_MIXED * total, _MIXED_LETTERS)
    if is_mixed:
        note = f"mixed text, {names[first]} with much {names[second]} script: only what is Arabic is read"
    elif profile is None:
        note = f"this is in {names[first]} script, not Arabic"
    else:
        note = "" if language == _ARABIC else f"this looks like {profile.name} ({language}), not Arabic"
    is_foreign = language != _ARABIC and not is_mixed
    return LanguageGuess(language, round(counts.get(_ARABIC_SCRIPT, 0) / total, 4), note, is_foreign)
