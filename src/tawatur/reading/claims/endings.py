# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where what is said ends: the features by which a judge weighs the possible places."""

from tawatur.reading.claims.contents import Start, own_quote
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Candidate, Page


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
