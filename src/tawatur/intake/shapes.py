# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From letters as they look to letters: presentation forms and ligatures of Arabic.

Files made for print hold «ﻼ» where «لا» is meant. Only the blocks of presentation forms are folded, nothing else of
what Unicode calls compatible; the words that are one sign of their own (U+FDF0 and on, such as «ﷺ») stay from U+FDFA.
"""

import re
import unicodedata

_FORMS = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc\ufeff]+")
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "◄"}  # of the Symbol and Wingdings fonts
_CARRIERS = " \u0640"  # on which a vowel sign stands where it has no letter


def _letters(form: str) -> str:
    letters = unicodedata.normalize("NFKC", form)
    if len(letters) > 1 and letters[0] in _CARRIERS and all(unicodedata.combining(char) for char in letters[1:]):
        return letters[1:]
    return letters


_TABLE = {
    code: _letters(chr(code))
    for first, last in ((0xFB50, 0xFDF9), (0xFE70, 0xFEFC))
    for code in range(first, last + 1)
    if unicodedata.normalize("NFKC", chr(code)) != chr(code)
} | {0xFEFF: ""}


def fold_shapes(text: str) -> str:
    """Return a text with letters in place of their presentation forms and ligatures.

    Args:
        text: Text out of a PDF or DOCX.
    """
    if _FORMS.search(text):
        text = text.translate(_TABLE)
    return text.translate(_BULLETS)
