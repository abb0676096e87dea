# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The names of outlets, agencies and programmes in a report, its own outlet left out."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tawatur.lexicon import Lexicon, values
from tawatur.reading.claims.page import Page
from tawatur.text.normalize import fold

_CLITICS = 4  # letters of clitics and article, and one
_LONGEST = 7  # tokens of an outlet's name
_BRACKETED = 9  # tokens of a name in brackets, with them: «شبكة (إن.بي.سي)»
_ASIDE = re.compile(r"\(.*\)")  # what tells namesakes apart in a name: «Al-Watan (Saudi)»
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+\w+)/?")
_SHARED = frozenset(("co", "com", "gov", "net", "org", "info"))  # labels under which a country registers


class Name(NamedTuple):
    """An outlet's name in tokens `[first, last)`, and how it is written."""

    first: int
    last: int
    kind: str


def name_end(page: Page, first: int) -> int:
    """The end (exclusive) of an outlet's name that begins at a token."""
    end = first + 1
    length = len(page.norms)
    if page.marks[first] == "open":
        quote = page.quote_at[first]
        return min(quote.close + 1, first + 1 + _LONGEST, length) if quote.closed else first + 2
    while end < min(length, first + _LONGEST):
        if page.marks[end] == "open" and end in page.quote_at and page.quote_at[end].close - end < _LONGEST:
            end = page.quote_at[end].close + 1
            continue
        if page.marks[end] == "bracket" and page.document.tokens[end].text == "(":
            ahead = range(end, min(length, end + _BRACKETED))
            close = next((i for i in ahead if page.document.tokens[i].text == ")"), -1)
            if close > 0:
                end = close + 1
                continue
        if page.marks[end] or page.classes[end] & {"time", "prep", "that", "relative", "what", "conj", "meeting"}:
            break
        if end in page.candidate_at or page.parts[end].startswith("verb"):
            break
        if page.norms[end].startswith("و") and "outlet" not in page.classes[end] and end - first > 2:
            break
        end += 1
    return min(end, length)


def _key(name: str) -> str:
    return " ".join(fold(name).lower().split())


def _spelt(name: str) -> str:
    """The letters and digits of a name in Latin letters, without what tells namesakes apart: «alwatan»."""
    return "".join(c for c in _ASIDE.sub("", name).lower() if c.isalnum())


def _label(outlet: str) -> str:
    """The label that an outlet is registered by where it is called by its host («www.alriyadh.com»), else itself."""
    found = _HOST.fullmatch(outlet.strip().lower())
    if found is None:
        return outlet
    labels = found[1].split(".")
    return labels[-3] if len(labels) > 2 and labels[-2] in _SHARED else labels[-2]


class Outlets:
    """The names of outlets and agencies that need no head word, by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names: dict[str, list[tuple[str, ...]]] = {}
        self._written: dict[str, frozenset[tuple[str, ...]]] = {}
        spelt: dict[str, frozenset[tuple[str, ...]]] = {}
        for row in lexicon.table("entities/outlets").records():
            forms = (row["name"], *values(row["variants"]))
            written = frozenset(tuple(fold(form).split()) for form in forms)
            for form in (*forms, row["name_en"]):
                self._written.setdefault(_key(form), written)
            key = _spelt(row["name_en"])
            spelt[key] = spelt.get(key, frozenset()) | written
            for name in forms:
                words = tuple(fold(name).split())
                if row["bare"] == "yes" or len(words) > 2:
                    self.names.setdefault(words[0], []).append(words)
        for host, name in lexicon.table("entities/outlet_hosts").columns("host", "name"):
            spelt.setdefault(_spelt(_label(host)), self._written[_key(name)])
        self._spelt = spelt
        for names in self.names.values():
            names.sort(key=lambda words: (-len(words), words))
        leads = {lead + word for word in self.names for lead in ("", "ل", "و", "ب")}
        self._openers = leads | {"ل" + word[1:] for word in self.names if word.startswith("ال")}

    def written(self, outlet: str) -> frozenset[tuple[str, ...]]:
        """The names of an outlet as folded words: those of its row, for an unknown one its own.

        Args:
            outlet: Its name, its host or the label that its host begins with («alriyadh»).
        """
        known = self._written.get(_key(outlet)) or self._spelt.get(_spelt(_label(outlet)))
        words = tuple(fold(outlet).split())
        return known or frozenset((words,) if words else ())

    def at(self, norms: tuple[str, ...], index: int) -> int:
        """The length of the name that begins at a token, its clitics put aside; 0 for none."""
        norm = norms[index]
        if norm not in self._openers:
            return 0
        heads = [norm]
        if norm[:1] in ("ل", "و", "ب") and len(norm) > 3:
            heads.append(norm[1:])
            if norm.startswith("لل"):
                heads.append("ا" + norm[1:])
        for head in heads:
            for words in self.names.get(head, ()):
                if norms[index + 1 : index + len(words)] == words[1:]:
                    return len(words)
        return 0


def outlets(page: Page, lexicon: Lexicon, own: str | None = None) -> list[Name]:
    """Return the names of outlets, agencies and programmes, in order.

    Args:
        page: The document.
        lexicon: Tables to read with.
        own: The outlet that published the report: it stands not between the report and a source, so is left out.
    """
    known, ours = lexicon.compiled("reading.claims.outlets", Outlets), written(lexicon, own)
    found: list[Name] = []
    at, length = 0, len(page.norms)
    while at < length:
        first = at
        end = at
        if "outlet" in page.classes[at]:
            end = name_end(page, at)
        elif size := known.at(page.norms, at):
            end = at + size
        elif at + 1 < length and page.classes[at] & {"to", "guest"}:
            named = page.document.tokens[at + 1].kind == "latin" or page.marks[at + 1] == "open"
            if named or "guest" in page.classes[at]:
                first, end = at + 1, name_end(page, at + 1)
        if end > first and not _is_platform(page, first, end) and not is_own(page, first, end, found, ours):
            found.append(Name(first, end, _kind(page, first, end, known)))
        at = max(end, at + 1)
    return found


def written(lexicon: Lexicon, own: str | None) -> frozenset[tuple[str, ...]]:
    """Return the names, as folded words, of the outlet that published a report; none where it is not known.

    Args:
        lexicon: Tables to read with.
        own: The outlet.
    """
    return lexicon.compiled("reading.claims.outlets", Outlets).written(own) if own else frozenset()


def is_own(page: Page, first: int, last: int, names: Sequence[Name], ours: frozenset[tuple[str, ...]]) -> bool:
    """Return whether tokens `[first, last)` mean the outlet that published the report: by name, or as «القناة».

    «القناة» is the channel that prints it until another channel is named.

    Args:
        page: The document.
        first: First token.
        last: Token behind the last.
        names: The names of others, those before it at least.
        ours: The outlet's names, see `written`.
    """
    head = _bare(page.norms[first])
    others = (n for n in names if n.first < first and n.last > n.first + 1 and _bare(page.norms[n.first]) == head)
    is_head = last == first + 1 and head in {name[0] for name in ours}
    return _is_own(page, first, last, ours) or (is_head and next(others, None) is None)


def _bare(norm: str) -> str:
    """Return a folded noun without article and the «لـ» before it."""
    return norm[2:] if norm.startswith(("ال", "لل")) else norm


def _kind(page: Page, first: int, last: int, known: Outlets) -> str:
    """How a name is written: as in the tables, in quotation marks, in Latin letters, «الصحيفة», as a proper noun."""
    if any(known.at(page.norms, i) for i in range(first, min(last, first + 2))):
        return "known"
    if any(page.marks[i] == "open" for i in range(first, last)):
        return "quoted"
    if any(page.document.tokens[i].kind == "latin" for i in range(first, last)):
        return "latin"
    if last == first + 1:
        return "definite" if page.norms[first].startswith(("ال", "لل")) else "bare"
    return "proper" if any(page.parts[i] == "noun_prop" for i in range(first + 1, last)) else page.part(first + 1)


def _is_platform(page: Page, first: int, last: int) -> bool:
    return any("platform" in page.classes[i] for i in range(first, last))


def _is_own(page: Page, first: int, last: int, names: frozenset[tuple[str, ...]]) -> bool:
    """Whether a span of tokens names one of some outlets, whatever head and clitics stand before the name."""
    words = page.norms[first:last]
    for name in names:
        for at in range(len(words) - len(name) + 1):
            if (
                words[at].endswith(name[0])
                and len(words[at]) < len(name[0]) + _CLITICS
                and (words[at + 1 : at + len(name)] == name[1:])
            ):
                return True
    return False
