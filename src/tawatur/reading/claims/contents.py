# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said: where the content of a claim may begin and end, and the features of the judges that choose."""

from dataclasses import dataclass

from tawatur.reading.claims.cues import announces, bucket
from tawatur.reading.claims.page import Candidate, Page
from tawatur.reading.claims.quotes import Quote

_REACH = 45  # tokens after a cue within which its content must begin
_NEAR = 26  # of those, the ones at which a bare noun phrase may begin
_TRAILING = frozenset(("comma", "stop", "colon", "other", "open", "dash"))
_LABEL = 12  # tokens of a label that somebody is given («وصفه بالضعف»)
_CUE_ENDS = 0.1  # probability of being a cue at which a word may end the content before it
_PHRASES = frozenset(("source", "clause", "self"))
# Of 4,900 such tokens before the content of the annotated claims, 7 opened it.
_CLOSED = frozenset(
    ("prep", "conj", "pron", "adv", "adj", "adjال", "noun_prop", "num", "لnounال", "لnoun_prop", "لadj", "لadjال")
)
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
        if mark in ("open", "colon"):
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
        elif not mark and i < sentence_end and i - last < _NEAR and "t" not in passed and _opens(page, candidate, i):
            add(i, "np")
    after = sorted(found.values(), key=lambda s: s.at)
    return after + _before(page, candidate)


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


def _stands_between(page: Page, candidate: Candidate, start: Start, chances: dict[int, float]) -> str:
    """How likely another cue stands between a cue and the content that begins later: `no`, `low` or `high`."""
    best = max((chances.get(i, 0.0) for i in range(candidate.last, start.at)), default=-1.0)
    return (
        "high"
        if best > 0.5
        else "low"
        if best >= 0 and any(i in page.candidate_at for i in range(candidate.last, start.at))
        else "no"
    )


def start_features(
    page: Page, candidate: Candidate, start: Start, rank: int, nearest: dict[str, int], chances: dict[int, float]
) -> list[str]:
    """Return the features by which the judge weighs a beginning.

    Args:
        page: The document.
        candidate: The cue.
        start: The possible beginning.
        rank: How many beginnings of the same way and side stand nearer to the cue.
        nearest: Distance to the first beginning of each way after the cue.
        chances: Probability of each candidate, by first token, of being a cue.
    """
    form, kind = candidate.form, candidate.kind
    at, way = start.at, ("<" if start.before else ">") + start.way
    gap = candidate.first - at if start.before else at - candidate.last
    head = f"{form.family}/{form.shape}"
    out = [
        f"way={way}",
        f"way={way}/{rank if rank < 3 else 3}",
        f"way={way}/{kind}",
        f"way={way}/{head}",
        f"way={way}/{form.cue}/{form.shape}",
        f"way={way}/{bucket(gap)}",
        f"way={way}/{bucket(gap)}/{kind}",
        f"way={way}/initial={candidate.first - page.sentence_start(candidate.first) < 2}/{kind}",
        f"way={way}/object={bool(form.object_)}/{form.family}",
        f"way={way}/b1={page.around(at - 1)}",
        f"way={way}/a={page.around(at)}",
        f"way={way}/b2={page.around(at - 2)}",
        f"way={way}/end={page.sentence_end(candidate.first) - candidate.last <= 6}/{kind}",
        f"way={way}/cue b1={page.around(candidate.first - 1)}",
        f"way={way}/p={page.part(at)}/{page.part(at - 1)}",
    ]
    for what in ("that", "open", "colon"):
        out.append(f"way={way}/{what}={bucket(nearest.get(what, -1))}")
        out.append(f"way={way}/{what}={nearest.get(what, -1) >= 0}/{head}")
    if "open" in start.way:
        out += _quote_features(page, candidate, start, way)
    if not start.before:
        out += [f"way={way}/prior={start.prior}", f"way={way}/prior={start.prior}/{head}"]
        between = range(candidate.last, at)
        other = _stands_between(page, candidate, start, chances)
        out += [f"way={way}/cue between={other}", f"cue between={other}", f"cue between={other}/{candidate.kind}"]
        if start.way.startswith("that"):
            word = next((i for i in range(at - 1, candidate.last - 1, -1) if "that" in page.classes[i]), at - 1)
            written = page.document.tokens[word].word.form
            out += [
                f"that={written}/{head}",
                f"that={written}/{candidate.form.cue}",
                f"that={written}/b={page.around(word - 1)}",
                f"that/b={page.part(word - 1)}/{head}",
            ]
            out += [f"that/bc={c}/{head}" for c in sorted(page.classes[word - 1])]
        out.append(f"way={way}/comma between={min(3, sum(page.marks[i] == 'comma' for i in between))}")
        crossed = at >= page.sentence_end(candidate.first)
        out.append(f"way={way}/crossed={crossed}")
        if start.way == "np":
            text = page.document.tokens[at].text
            out += [
                f"np/{head}/{page.around(at)}",
                f"np/{form.cue}/{page.around(at)}",
                f"np b/{head}/{page.around(at - 1)}",
                f"np/ب={text.startswith('ب')}/{head}",
                f"np/ل={text.startswith('ل')}/{head}",
                f"np/definite={page.norms[at].startswith(('ال', 'لل', 'بال', 'وال'))}/{head}",
                f"np/gap={min(gap, 8)}/{head}",
                f"np/p={page.part(at - 1)}>{page.part(at)}/{form.family}",
                f"np/p={page.part(at - 1)}>{page.part(at)}>{page.part(at + 1)}",
                f"np/lemma={page.document.tokens[at].analysis.lemma}",
                f"np/cue={at in page.candidate_at}/{head}",
            ]
            out += [f"np/{c}/{head}" for c in sorted(page.classes[at])]
            if at > candidate.last:
                out += [f"np b/{c}/{head}" for c in sorted(page.classes[at - 1])]
                out.append(f"np b/definite={page.norms[at - 1].startswith('ال')}/{head}")
    else:
        out.append(f"way={way}/depth={page.depth[candidate.first] - page.depth[at]}")
        out.append(f"way={way}/adjacent={page.marks[candidate.first - 1] or 'word'}/{kind}")
    return out


def _quote_features(page: Page, candidate: Candidate, start: Start, way: str) -> list[str]:
    """What tells a quotation from a quoted name: its length and what stands before and after it."""
    opening = start.at - 1
    while opening > candidate.last and opening not in page.quote_at:
        opening -= 1
    quote = page.quote_at.get(opening)
    if quote is None:
        return []
    length = len(page.norms)
    size = bucket(quote.close - quote.open - 1)
    after = page.around(quote.close + 1)
    soon = range(quote.close + 1, min(quote.close + 4, length))
    out = [
        f"quote={size}/closed={quote.closed}",
        f"quote={size}/b={page.around(quote.open - 1)}",
        f"quote={size}/way={way}",
        f"quote after={after}/{way}",
        f"quote after that={any('that' in page.classes[i] for i in soon)}/{size}",
        f"quote after open={any(page.marks[i] in ('open', 'colon') for i in soon)}/{size}",
        f"quote bp={page.part(quote.open - 1)}/{size}",
    ]
    if quote.open:
        out += [f"quote b/{c}/{size}" for c in sorted(page.classes[quote.open - 1])]
    return out


def nearest_ways(found: list[Start], candidate: Candidate) -> dict[str, int]:
    """Return the distance from the cue to the first beginning after it, by way."""
    out: dict[str, int] = {}
    for start in found:
        if not start.before:
            out.setdefault(start.way.split("+")[0], start.at - candidate.last)
    return out


def ranks(found: list[Start]) -> list[int]:
    """Return for each beginning how many of the same way and side come before it in the list."""
    seen: dict[tuple[str, bool], int] = {}
    out = []
    for start in found:
        key = (start.way, start.before)
        out.append(seen.get(key, 0))
        seen[key] = out[-1] + 1
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


def _breaks(page: Page, candidate: Candidate, start: int, at: int, chances: dict[int, float]) -> bool:
    """Whether content may end before a word: a possible cue, a conjunction, a loose adjunct."""
    classes = page.classes[at]
    other = page.candidate_at.get(at)
    if other is not None and (chances.get(at, 0.0) > _CUE_ENDS or other.kind in (*_PHRASES, "participle")):
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


def end_features(page: Page, candidate: Candidate, start: Start, end: int, chances: dict[int, float]) -> list[str]:
    """Return the features by which the judge weighs an end (exclusive token index) of content."""
    form = candidate.form
    at = start.at
    length = len(page.norms)
    after = page.around(end)
    beyond = end
    while beyond < length and page.marks[beyond]:
        beyond += 1
    marks = "".join(
        {"comma": ",", "stop": ".", "close": '"', "open": "«", "colon": ":"}.get(page.marks[i], "-")
        for i in range(end, min(beyond, end + 3))
    )
    depth_start = page.depth[at]
    depth_end = page.depth[min(end, length - 1)]
    change = depth_end - depth_start
    opened = "open" in start.way
    last_word = page.around(end - 1)
    next_cue = page.candidate_at.get(beyond)
    over = beyond >= length or page.document.tokens[beyond].sentence != page.document.tokens[end - 1].sentence
    crossed = page.document.tokens[end - 1].sentence != page.document.tokens[at].sentence
    head = f"{form.family}/{form.shape}"
    size = bucket(end - at)
    quote = own_quote(page, at)
    own = opened and quote is not None and quote.closed and end <= quote.close < max(beyond, end + 1)
    pending = quote is not None and quote.closed and end < quote.close
    length_quoted = bucket(quote.close - quote.open) if quote is not None else "x"
    goes_on = beyond < length and "that" in page.classes[beyond]
    base = f"{'Q' if opened else 'q'}{max(-2, min(2, change))}"
    out = [
        f"marks={marks}",
        f"marks={marks}/{base}",
        f"marks={marks}/{size}",
        f"{base}/over={over}",
        f"{base}/over={over}/crossed={crossed}",
        f"{base}/own={own}",
        f"pending={pending}/over={over}",
        f"pending={pending}/{marks}",
        f"pending={pending}/{start.way}",
        f"own={own}",
        f"own={own}/tail={marks[-1:]}",
        f"own={own}/tail={marks[-1:]}/{'that' in start.way}",
        f"own={own}/quoted={length_quoted}",
        f"own={own}/quoted={length_quoted}/{marks}",
        f"own={own}/quoted={length_quoted}/over={over}",
        f"goes on={goes_on}/{marks}",
        f"goes on={goes_on}/own={own}",
        f"way={start.way}/{base}",
        f"way={start.way}/own={own}/{marks}",
        f"size={size}/{start.way}",
        f"size={size}/{head}",
        f"over={over}/{head}",
        f"a={after}",
        f"a={page.around(beyond)}/{marks}",
        f"a={page.around(beyond)}/{base}",
        f"a2={page.around(beyond)}/{page.around(beyond + 1)}",
        f"l={last_word}",
        f"pa={page.part(beyond)}/{marks}/{base}",
        f"pa={page.part(end - 1)}/{page.part(beyond)}",
        f"and={page.around(beyond).startswith('و')}/{marks}/{base}",
    ]
    if beyond < length:
        out += [f"ac={c}/{marks}" for c in sorted(page.classes[beyond])]
        out += [f"ac={c}/{base}" for c in sorted(page.classes[beyond])]
        if beyond + 1 < length:
            out += [f"ac2={c}/{marks}" for c in sorted(page.classes[beyond + 1])]
    if not over:
        for near in range(beyond + 1, min(beyond + 4, length)):
            if chances.get(near, 0.0) > 0.4:
                out += [f"cue soon={near - beyond}/{marks}", f"cue soon={near - beyond}/{page.around(beyond)}"]
                break
    if next_cue is not None and not over:
        chance = chances.get(beyond, 0.0)
        level = "high" if chance > 0.7 else "mid" if chance > 0.4 else "low"
        out += [
            f"cue={next_cue.kind}/{level}",
            f"cue={next_cue.kind}/{level}/{marks}/{base}",
            f"cue={next_cue.form.family}/{next_cue.form.shape}/{level}",
            f"cue={next_cue.form.cue}/{next_cue.form.shape}",
            f"cue={next_cue.kind}/{level}/from={candidate.kind}",
        ]
    else:
        out.append(f"cue=none/{marks}/{base}/over={over}")
    return out
