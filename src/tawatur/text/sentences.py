# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cut a report into sentences.

A line end always ends a sentence. A mark (. ! ؟ ? … and runs of them) ends one where white space follows,
with the closing quotes and brackets behind it; also a mark glued between two full words («انتهى.وقال»),
as web copy often has it. A full stop of an abbreviation, of initials or of a list number ends none. Marks
without a word of their own stay with the sentence before them. Every visible character lies in exactly
one sentence.

A sentence is cut at white space when it grows past `MAX_SENTENCE`: no cost in the rest of the program
may depend on a report being written in sentences.
"""

import re
from dataclasses import dataclass
from itertools import chain

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.text.normalize import dediac, fold

# Longest sentence in code points. Of 200,000 sentences in three news corpora 34 pass 1,500 and one 2,500.
MAX_SENTENCE = 4000
_LOOK_BACK = 24  # code points before a full stop that may hold its abbreviation
_LINE_ENDS = "\n\u2028\u2029"
_WORD = re.compile(r"\w")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LIST_NUMBER = re.compile(r"(?:\A|\n)\s*\d{1,3}$")
_NEXT_WORD = re.compile(r"\s*([^\W\d_]*)")
_GLUED_BEFORE = 3  # letters that the words around a glued mark have at least
_GLUED_AFTER = 2
_FRESH = 4  # letters of a word with و that opens a new sentence


@dataclass(frozen=True, slots=True)
class _Rules:
    """The tables of `sentences/`, compiled."""

    end: re.Pattern[str]
    openers: str  # marks that may open, the straight quote among them
    brackets: str  # marks that can only open
    kinds: dict[str, str]

    def is_end(self, text: str, match: re.Match[str]) -> bool:
        """Whether the mark that `match` found ends a sentence."""
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if before and before[-1] in self.brackets:
            return False
        after = text[match.end() : match.end() + 1]
        if after and not after.isspace():
            return self._is_glued_end(text, match, before)
        return match[0] != "." or not self._is_abbreviated(text, match, before)

    def _is_glued_end(self, text: str, match: re.Match[str], before: str) -> bool:
        if text[match.end()] < "\u0600":  # not an Arabic letter: most are figures and addresses
            return False
        last = _LAST_WORD.search(dediac(before))
        following = _NEXT_WORD.match(text, match.end())
        if len(match["mark"]) != 1 or last is None or following is None or following.start(1) > match.end():
            return False
        word = following[1]
        is_arabic = last[0] > "\u0600" and word > "\u0600"
        is_long = len(last[0]) >= _GLUED_BEFORE and len(word) >= _GLUED_AFTER
        return is_arabic and is_long and self.kinds.get(fold(word)) != "joined"

    def _is_abbreviated(self, text: str, match: re.Match[str], before: str) -> bool:
        if before[-1:].isspace():
            return False
        if _LIST_NUMBER.search(before):
            return True
        plain = dediac(before)
        last = _LAST_WORD.search(plain)
        if last is None:
            return False
        is_dotted = plain[: last.start()].endswith(".")
        kind = "unit" if is_dotted else self.kinds.get(fold(last[0]), "unit" if len(last[0]) == 1 else "")
        if len(last[0]) == 1 and last[0].isascii() and last[0].isupper():
            kind = "title"
        return kind == "title" or (kind == "unit" and not self._is_fresh(text, match.end()))

    def _is_fresh(self, text: str, at: int) -> bool:
        """Whether what follows looks like a new sentence: a word with و, a quotation, nothing."""
        following = _NEXT_WORD.match(text, at)
        if following is None or following.end() == len(text):
            return True
        word = following[1]
        return text[following.start(1)] in self.openers if not word else word[0] == "و" and len(word) >= _FRESH


def _compile(lexicon: Lexicon) -> _Rules:
    pairs = list(lexicon.table("sentences/quotes").columns("open", "close"))
    openers = "".join(sorted({opener for opener, _ in pairs}))
    closers = "".join(sorted({closer for _, closer in pairs}))
    sure = re.escape("".join(c for c in closers if c not in openers))
    brackets = "".join(c for c in openers if c not in closers)
    either = re.escape("".join(sorted({*openers, *closers})))
    end = f"(?P<line>[{_LINE_ENDS}]+)|(?P<mark>[.!?؟…۔]+)(?:[ \u00a0]?[{sure}]|[{either}](?=[\\s{either}،؛,;:]|$))*"
    kinds = {fold(form): kind for form, kind in lexicon.table("sentences/abbreviations").columns("form", "kind")}
    return _Rules(re.compile(end), openers, brackets, kinds)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that is too long, at the last white space within the limit if there is any."""
    spans = []
    while end - start > MAX_SENTENCE:
        piece = text[start : start + MAX_SENTENCE + 1]
        kept = piece.rsplit(None, 1)[0] if any(map(str.isspace, piece)) else piece[:MAX_SENTENCE]
        spans.append((start, start + len(kept)))
        start += len(kept)
        while text[start].isspace():
            start += 1
    spans.append((start, end))
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def split(text: str, lexicon: Lexicon | None = None) -> list[tuple[int, int]]:
    """Return the sentences of a text.

    Args:
        text: Decoded text, see `tawatur.text.decode`; line ends are LF.
        lexicon: Tables to use; the built-in ones if None.
    Returns:
        Half-open spans in code points, in order, without the white space around them.
    """
    rules = (lexicon or default_lexicon()).compiled("text.sentences", _compile)
    spans: list[tuple[int, int]] = []
    start = line = searched = 0  # of the running sentence; spans before this line; no word from start to here
    for match in chain(rules.end.finditer(text), (None,)):
        end = len(text) if match is None else match.end()
        is_line_end = match is None or match["line"] is not None
        if match is not None and not is_line_end and not rules.is_end(text, match):
            continue
        if _WORD.search(text, searched, end) is None:
            searched = end
            if len(spans) > line:
                spans[-1] = spans[-1][0], _trim(text, spans[-1][0], end)[1]
            elif not is_line_end:
                continue
            elif text[start:end].strip():
                spans.append(_trim(text, start, end))
        else:
            spans.append(_trim(text, start, end))
        start = searched = end
        if is_line_end:
            line = len(spans)
    return [cut for span in spans for cut in _cut(text, *span)]
