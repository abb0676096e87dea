# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said: where the content of a claim may begin and end."""

from dataclasses import dataclass

from tawatur.reading.claims.cues import announces
from tawatur.reading.claims.page import TO, Candidate, Page
from tawatur.reading.claims.quotes import Quote

_REACH = 45  # tokens after a cue within which its content must begin
_NEAR = 26  # of those, the ones at which a bare noun phrase may begin
_TRAILING = frozenset(("comma", "stop", "colon", "other", "open", "dash"))
_LABEL = 12  # tokens of a label that somebody is given («وصفه بالضعف»)
_CUE_ENDS = 0.1  # probability of being a cue at which a word may end the content before it
_PHRASES = frozenset(("source", "clause", "self"))
_BREAKING = _PHRASES | {"participle"}
# Of 4,900 such tokens before the content of the annotated claims, 7 opened it.
_CLOSED = frozenset(
    ("prep", "conj", "pron", "adv", "adj", "adjال", "noun_prop", "num", "لnounال", "لnoun_prop", "لadj", "لadjال")
)
_LISTENS = frozenset(("outlet", "guest"))
_AS_WELL = "كما"
_CHOICES = 60  # ends weighed
_LONGEST = 220  # tokens of content


@dataclass(frozen=True, slots=True)
class Start:
    """A token at which content may begin; `way` says what introduces it.

    `before` marks content that stands before its cue and ends there; `prior` lists the ways already passed.
    """

    at: int
    way: str
    before: bool = False
    prior: str = ""


def _skip_marks(page: Page, at: int, end: int) -> tuple[int, bool]:
    """The first token at or after `at` that is no opening mark, comma, colon; whether a quotation opened."""
    opened = False
    while at < end and page.marks[at] in ("open", "comma", "colon", "dash", "other", "bracket"):
        opened = opened or page.marks[at] == "open"
        at += 1
    return at, opened


def starts(page: Page, candidate: Candidate) -> list[Start]:
    """Return where the content of a candidate may begin, in order of distance, after the cue and then before it."""
    last = candidate.last
    if announces(page, candidate):
        at, opened = _skip_marks(page, last, min(len(page.norms), last + _REACH))
        return [Start(at, "colon+open" if opened else "colon")] if at < len(page.norms) else []
    end = min(len(page.norms), last + _REACH)
    sentence_end = page.sentence_end(candidate.first)
    found: dict[int, Start] = {}
    aside = _aside(page, last, min(end, sentence_end))
    specials = 0
    passed = ""

    def add(at: int, way: str) -> None:
        if at < len(page.norms) and (at not in found or found[at].way == "np"):
            found[at] = Start(at, way, prior=passed)

    for i in range(last, end):
        if i >= sentence_end and specials:
            break
        if i > sentence_end + 1:
            break
        mark = page.marks[i]
        special = ""
        if mark in ("open", "colon") and not _names_outlet(page, candidate, i):
            special = mark
        elif not mark and "that" in page.classes[i] and i < sentence_end:
            special = "that"
        if special:
            at, opened = _skip_marks(page, i + 1, end)
            add(at, f"{special}+open" if opened and special != "open" else special)
            passed += special[0]
            specials += 1
            if specials == 4:
                break
        elif mark or i >= sentence_end or i - last >= _NEAR or "t" in passed or i in aside:
            continue
        elif _opens(page, candidate, i):
            add(i, "np")
    after = sorted(found.values(), key=lambda s: s.at)
    return after + _before(page, candidate)


def _aside(page: Page, first: int, end: int) -> range:
    """The tokens between a cue and «أن» that only tell who speaks: «وأضاف المصدر، الذي طلب …، أن»."""
    for at in range(first, end - 1):
        if page.marks[at] == "comma" and "relative" in page.classes[at + 1]:
            commas = (i for i in range(at + 2, end - 1) if page.marks[i] == "comma" and "that" in page.classes[i + 1])
            return range(at, next(commas, at))
        if "that" in page.classes[at]:
            break
    return range(0)


def _names_outlet(page: Page, candidate: Candidate, at: int) -> bool:
    """Whether a mark opens no more than a name.

    Of who was spoken to: «لبرنامج «لقاء اليوم» على القناة إن»; of who speaks: «كما ذكرت «المدار»».
    """
    if at == candidate.last and page.quoted_source(candidate) > at:
        return True
    if at == 0 or page.name_end(at) == at:
        return False
    return page.norms[at - 1] == TO or bool(page.classes[at - 1] & _LISTENS)


def _opens(page: Page, candidate: Candidate, at: int) -> bool:
    """Whether a token can open content that nothing introduces; a verb can only after a phrase («وفقا لـ»)."""
    part = page.parts[at]
    if part.startswith("verb"):
        return candidate.kind in _PHRASES
    return part not in _CLOSED


def _before(page: Page, candidate: Candidate) -> list[Start]:
    first, start = candidate.first, page.sentence_start(candidate.first)
    out = []
    for i in range(first - 2, start - 1, -1):
        mark = page.marks[i]
        if i == start and not mark:
            out.append(Start(i, "sentence", True))
        elif mark in ("comma", "open", "colon") and not page.marks[i + 1]:
            out.append(Start(i + 1, mark, True))
        elif not mark and "that" in page.classes[i] and not page.marks[i + 1]:
            out.append(Start(i + 1, "that", True))
        if len(out) == 6:
            break
    return out


def trim(page: Page, start: int, end: int) -> int:
    """The end of content without the marks that close it; the close of a quotation inside it stays."""
    while end > start + 1:
        mark = page.marks[end - 1]
        outer = mark == "close" and page.opened_at.get(end - 1, -1) < start
        if mark not in _TRAILING and not outer:
            break
        end -= 1
    return end


def trim_before(page: Page, start: int, end: int) -> int:
    """The end of content that stands before its cue, without what joins it to that: «قتل خمسة، [كما] قال طبيب»."""
    end = trim(page, start, end)
    while end > start + 1 and "conj" in page.classes[end - 1]:
        end = trim(page, start, end - 1)
    return end


def goes_on(page: Page, candidate: Candidate, start: Start, end: int) -> int:
    """Return the token of the «أن» that joins more to content that seems to end, -1 for none: «… تحررت، وأن لحج …».

    Args:
        page: The document.
        candidate: The cue.
        start: Where the content begins.
        end: The token after its seeming end.
    """
    if not start.way.startswith("that"):
        return -1
    at, last = end, page.sentence_end(candidate.first)
    while at < last and page.marks[at] in ("comma", "close"):
        at += 1
    if at < last and page.norms[at] == _AS_WELL and at + 1 < last and "that" in page.classes[at + 1]:
        return at + 1
    joined = at < last and "that" in page.classes[at] and page.norms[at].startswith("و")
    return at if joined else -1


def _breaks(page: Page, candidate: Candidate, start: int, at: int, chances: dict[int, float]) -> bool:
    """Whether content may end before a word: a possible cue, a conjunction, a loose adjunct."""
    classes = page.classes[at]
    other = page.candidate_at.get(at)
    if other is not None and (chances.get(at, 0.0) > _CUE_ENDS or other.kind in _BREAKING):
        return True
    if page.norms[at].startswith("و") and "that" not in classes and len(page.norms[at]) > 3:
        return True
    if "conj" in classes or "loose" in classes:
        return True
    return at - start < _LABEL and candidate.form.family == "judge" and "prep" in classes


def own_quote(page: Page, start: int) -> Quote | None:
    """The quotation that content beginning at a token is the beginning of, None where it is none."""
    return next((page.quote_at[i] for i in (start, start - 1, start - 2) if i in page.quote_at), None)


def ends(page: Page, candidate: Candidate, start: int, chances: dict[int, float]) -> list[int]:
    """Return the token indices (exclusive) where content that begins at `start` may end, in order.

    Args:
        page: The document.
        candidate: The cue.
        start: First token of the content.
        chances: Probability of each candidate, by first token, of being a cue.
    """
    found: list[int] = []
    length = len(page.norms)
    depth = page.depth[start]
    sentence = page.sentence_end(start)
    limit = min(length, start + _LONGEST)
    if page.depth[candidate.first] and announces(page, candidate):
        around = [q.close for q in page.quotes if q.closed and q.open < candidate.first and q.close > start]
        limit = min([limit, *around])
    quoted = start > 0 and page.depth[start] > page.depth[candidate.first]
    i = start + 1
    while i < limit:
        mark = page.marks[i]
        if mark in ("comma", "close", "bracket", "dash") or (mark == "open" and i > start + 1):
            found.append(i)
            if mark == "close" and i + 1 < limit and not page.marks[i + 1] and page.depth[i + 1] <= depth:
                found.append(i + 1)
        elif not mark and _breaks(page, candidate, start, i, chances):
            found.append(i)
        if i + 1 == sentence or i == sentence:
            at = i + 1 if i + 1 == sentence else i
            found.append(at)
            inside = page.depth[min(at, length - 1)]
            if not (quoted or inside > 0) or at >= limit:
                break
            if at < length:
                sentence = page.sentence_end(at)
        if quoted and page.depth[i] < depth - 1:
            break
        i += 1
    if i >= limit and limit < start + _LONGEST:
        found.append(limit)
    trimmed = sorted({trim(page, start, e) for e in found if e > start})[:_CHOICES]
    return trimmed or [min(start + 1, length)]
