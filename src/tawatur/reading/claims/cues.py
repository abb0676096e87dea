# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which possible cues attribute something here: the features of the cue judge."""

from tawatur.reading.claims.page import Candidate, Page

_ANNOUNCING = frozenset(("say", "add", "ask", "write", "tell"))
_BY, _JOINS = "ب", "وف"
_OPENS = ("open", "colon")
_SAYING = 12  # tokens of who says it before «بالقول»
_REACH = 36  # tokens after a cue within which its complement must begin


def bucket(distance: int) -> str:
    """A distance in tokens, coarser with size; `x` where there is none."""
    if distance < 0:
        return "x"
    if distance <= 3:
        return str(distance)
    return "4-6" if distance <= 6 else "7-12" if distance <= 12 else "13-24" if distance <= 24 else "25+"


def announces(page: Page, candidate: Candidate) -> bool:
    """Whether a verb of saying or asking stands right before a colon («سأل: …»): always an attribution in the gold."""
    form = candidate.form
    if form.shape not in ("past", "present") or form.family not in _ANNOUNCING:
        return False
    return candidate.last < len(page.marks) and page.marks[candidate.last] == "colon"


def is_said(page: Page, candidate: Candidate) -> bool:
    """Whether «بالقول» or «بقوله» right before «إن», a colon or a quotation is the cue or goes with it.

    Of 135 in the reports to learn from 134 were annotated, of which the judge took 92: «رد المدير بالقول إن …».
    """
    is_verb = candidate.kind == "verb" and page.parts[candidate.word].startswith("verb")
    if not is_verb and candidate.kind not in ("participle", "noun"):
        return False
    end = min(page.sentence_end(candidate.first), candidate.last + _SAYING)
    for at in range(candidate.first, end):
        if page.marks[at] or (at > candidate.first and at in page.candidate_at):
            return False
        if "saying" in page.classes[at] and page.norms[at].lstrip(_JOINS).startswith(_BY):
            after = at + 1
            return after < len(page.marks) and (page.marks[after] in _OPENS or "that" in page.classes[after])
    return False


def introduces(page: Page, candidate: Candidate) -> bool:
    """Whether a participle of saying stands right before what is said: «قائلا إن», «قائلا: …»."""
    after = candidate.last
    if candidate.kind != "participle" or "saying" not in page.classes[candidate.first] or after >= len(page.marks):
        return False
    return page.marks[after] in _OPENS or "that" in page.classes[after]


def complement(page: Page, at: int, end: int) -> dict[str, int]:
    """Distance from `at` to the first complementiser, opening quote, colon and comma before `end`; -1 for none."""
    found = {"that": -1, "open": -1, "colon": -1, "comma": -1, "cue": -1}
    depth = page.depth[at] if at < len(page.depth) else 0
    for i in range(at, min(end, at + _REACH)):
        mark = page.marks[i]
        if mark in found and found[mark] < 0:
            found[mark] = i - at
        elif not mark and "that" in page.classes[i] and found["that"] < 0:
            found["that"] = i - at
        elif found["cue"] < 0 and i in page.candidate_at and page.candidate_at[i].kind in ("verb", "participle"):
            found["cue"] = i - at
        if page.depth[i] < depth:
            break
    return found


def features(page: Page, candidate: Candidate, before: list[Candidate]) -> list[str]:
    """Return the features that the judge of cues weighs.

    Args:
        page: The document.
        candidate: The possible cue.
        before: Possible cues of the same sentence that stand before it.
    """
    first, last, form = candidate.first, candidate.last, candidate.form
    start, end = page.sentence_start(first), page.sentence_end(first)
    name = f"{form.cue}/{form.shape}"
    reach = complement(page, last, end)
    reached = {what: bucket(distance) for what, distance in reach.items()}
    before1, before2 = page.around(first - 1), page.around(first - 2)
    after1, after2 = page.around(last), page.around(last + 1)
    nearest = min(((d, what) for what, d in reach.items() if d >= 0), default=(-1, "none"))
    out = [
        f"cue={name}",
        f"kind={candidate.kind}",
        f"family={form.family}/{form.shape}",
        f"object={bool(form.object_)}/{form.shape}/{form.family}",
        f"object={bool(form.object_)}/{name}",
        f"form={form.shape}{form.gender}{form.number}{form.person}",
        f"lead={form.lead}/{form.shape}",
        f"b1={before1}",
        f"b2={before2}",
        f"b1={before1}/{form.shape}",
        f"b1={before1}/{form.family}",
        f"b2={before2}/{before1}",
        f"a1={after1}",
        f"a2={after2}",
        f"a1={after1}/{name}",
        f"a1={after1}/{form.family}/{form.shape}",
        f"bp={page.part(first - 1)}/{form.shape}",
        f"ap={page.part(last)}/{form.shape}",
        f"ap2={page.part(last)}/{page.part(last + 1)}",
        f"pos={page.parts[candidate.word]}/{form.shape}",
        f"nearest={nearest[1]}/{form.family}/{form.shape}",
        f"nearest={nearest[1]}/{bucket(nearest[0])}",
        f"depth={min(page.depth[first], 2)}",
        f"depth={min(page.depth[first], 2)}/{form.shape}",
        f"initial={first - start < 2}/{form.shape}",
        f"initial={first == start}/{name}",
        f"nth={min(len(before), 3)}/{form.shape}",
    ]
    for what, distance in reached.items():
        out += [f"{what}={distance}", f"{what}={distance}/{form.family}/{form.shape}"]
    for what in ("that", "open"):
        out.append(f"{what}={reach[what] >= 0}/{name}")
    for i, where in ((first - 1, "b1"), (first - 2, "b2"), (last, "a1"), (last + 1, "a2"), (last + 2, "a3")):
        if 0 <= i < len(page.norms):
            out += [f"{where}c={c}" for c in sorted(page.classes[i])]
            out += [f"{where}c={c}/{form.shape}" for c in sorted(page.classes[i])]
    if before:
        previous = before[-1]
        gap = first - previous.last
        out += [
            f"previous={previous.form.family}/{previous.form.shape}/{form.shape}",
            f"previous gap={bucket(gap)}/{form.shape}",
            f"between that={any('that' in page.classes[i] for i in range(previous.last, first))}/{form.shape}",
        ]
    return out
