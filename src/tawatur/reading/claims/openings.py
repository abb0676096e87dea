# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where what is said begins: the features by which a judge weighs the possible places."""

from tawatur.reading.claims.bounds import Bounds
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Candidate, Page


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


def way_of(start: Start) -> str:
    """Return the way of a beginning with the side of the cue on which it stands."""
    return ("<" if start.before else ">") + start.way


def way_features(page: Page, candidate: Candidate, way: str, nearest: dict[str, int]) -> list[str]:
    """Return the features that all beginnings of a way share.

    Args:
        page: The document.
        candidate: The cue.
        way: What `way_of` says of them.
        nearest: Distance to the first beginning of each way after the cue.
    """
    form, kind = candidate.form, candidate.kind
    head = f"{form.family}/{form.shape}"
    out = [
        f"way={way}",
        f"way={way}/{kind}",
        f"way={way}/{head}",
        f"way={way}/{form.cue}/{form.shape}",
        f"way={way}/initial={candidate.first - page.sentence_start(candidate.first) < 2}/{kind}",
        f"way={way}/object={bool(form.object_)}/{form.family}",
        f"way={way}/end={page.sentence_end(candidate.first) - candidate.last <= 6}/{kind}",
        f"way={way}/cue b1={page.around(candidate.first - 1)}",
    ]
    for what in ("that", "open", "colon"):
        out.append(f"way={way}/{what}={bucket(nearest.get(what, -1))}")
        out.append(f"way={way}/{what}={nearest.get(what, -1) >= 0}/{head}")
    if way[0] == "<":
        out.append(f"way={way}/adjacent={page.marks[candidate.first - 1] or 'word'}/{kind}")
    return out


def start_features(
    page: Page, candidate: Candidate, start: Start, rank: int, chances: dict[int, float], parties: Bounds
) -> list[str]:
    """Return the features by which the judge weighs a beginning, beside those of its way.

    Args:
        page: The document.
        candidate: The cue.
        start: The possible beginning.
        rank: How many beginnings of the same way and side stand nearer to the cue.
        chances: Probability of each candidate, by first token, of being a cue.
        parties: Bounds of the mentions.
    """
    form, kind = candidate.form, candidate.kind
    at, way = start.at, way_of(start)
    gap = candidate.first - at if start.before else at - candidate.last
    head = f"{form.family}/{form.shape}"
    out = [
        f"way={way}/{rank if rank < 3 else 3}",
        f"way={way}/{bucket(gap)}",
        f"way={way}/{bucket(gap)}/{kind}",
        f"way={way}/b1={page.around(at - 1)}",
        f"way={way}/a={page.around(at)}",
        f"way={way}/b2={page.around(at - 2)}",
        f"way={way}/p={page.part(at)}/{page.part(at - 1)}",
    ]
    inside = at in parties.splits or (at > 0 and at - 1 in parties.splits)
    out += [f"way={way}/inside={inside}", f"way={way}/party={parties.kinds.get(at, 'none')}/{head}"]
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
            out += _party_features(page, candidate, at, parties, head)
            if at > candidate.last:
                out += [f"np b/{c}/{head}" for c in sorted(page.classes[at - 1])]
                out.append(f"np b/definite={page.norms[at - 1].startswith('ال')}/{head}")
    else:
        out.append(f"way={way}/depth={page.depth[candidate.first] - page.depth[at]}")
    return out


def _party_features(page: Page, candidate: Candidate, at: int, parties: Bounds, head: str) -> list[str]:
    """How a bare phrase stands to the parties around: the speaker is named before what he says begins."""
    kind = "split" if at in parties.splits else parties.kinds.get(at, "none")
    named = sum(i in parties.ends for i in range(candidate.last + 1, at + 1))
    comma = "comma" if page.marks[at - 1] else "word"
    adjacent = at in parties.ends or at - 1 in parties.ends
    return [
        f"np party={kind}/{head}",
        f"np party={kind}/{comma}/named={min(named, 2)}",
        f"np party={kind}/adjacent={adjacent}/named={min(named, 2)}",
        f"np named={min(named, 2)}/adjacent={adjacent}/{comma}",
        f"np named={min(named, 2)}/adjacent={adjacent}/{head}",
    ]


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
