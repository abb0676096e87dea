# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Is it a claim after all: a second look at a cue, once its content and source are known."""

from dataclasses import dataclass

from tawatur.reading.claims import qualities
from tawatur.reading.claims.bounds import Bounds
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Candidate, Page


@dataclass(frozen=True, slots=True)
class Found:
    """A possible claim in tokens, with the probabilities of its decisions."""

    candidate: Candidate
    start: Start
    end: int
    place: str
    source: tuple[int, int] | None
    cue_chance: float
    start_chance: float
    end_chance: float
    place_chance: float


def _level(chance: float) -> int:
    return int(chance * 10)


def features(page: Page, found: Found, before: list[Found], following: float, parties: Bounds) -> list[str]:
    """Return the features of the second look.

    Args:
        page: The document.
        found: The possible claim.
        before: Possible claims that stand before it, the accepted ones of them.
        following: Probability of the next candidate of the sentence of being a cue; 0 for none.
        parties: Bounds of the mentions.
    """
    candidate, start = found.candidate, found.start
    form = candidate.form
    shape, family = form.shape, form.family
    way = f"{'<' if start.before else ''}{start.way}"
    cue = _level(found.cue_chance)
    content = bucket(found.end - start.at)
    share = int(qualities.quoted_share(page, start.at, found.end) * 3)
    gap = candidate.first - found.end if start.before else start.at - candidate.last
    out = [
        f"cue={cue}",
        f"cue={cue}/{candidate.kind}",
        f"cue={cue}/{family}",
        f"cue={cue}/{way}",
        f"cue={cue}/{found.place}",
        f"name={form.cue}/{shape}/{way}",
        f"name={form.cue}/{shape}/{found.place}",
        f"family={family}/{shape}/{way}/{found.place}",
        f"start={_level(found.start_chance)}",
        f"start={_level(found.start_chance)}/{way}",
        f"start={_level(found.start_chance)}/{cue}",
        f"end={_level(found.end_chance)}/{way}",
        f"place={found.place}/{_level(found.place_chance)}",
        f"content={content}/{way}",
        f"content={content}/{family}",
        f"share={share}/{way}/{family}",
        f"gap={bucket(gap)}/{way}",
        f"gap={bucket(gap)}/{family}/{found.place}",
        f"object={form.object_ > 0}/{family}/{way}",
        f"b1={page.around(candidate.first - 1)}/{way}",
        f"following={_level(following)}/{shape}",
    ]
    splits = start.at in parties.splits or start.at - 1 in parties.splits
    out += [f"splits={splits}/{way}", f"starts={parties.kinds.get(start.at, 'none')}/{family}/{way}"]
    if start.way == "np" and not start.before:
        out += [
            f"np={page.part(start.at)}/{family}",
            f"np={page.part(start.at)}/{page.part(start.at + 1)}",
            f"np lemma={page.document.tokens[start.at].analysis.lemma}",
            f"np b={page.around(start.at - 1)}/{family}",
            f"np b={page.part(start.at - 1)}/{family}",
            f"np party={start.at in parties.starts}/{family}",
            f"np b={page.around(start.at - 1)}/{form.cue}",
        ]
    if found.source is not None:
        first, last = found.source
        touching = last <= start.at and not any(not page.marks[i] for i in range(last, start.at))
        out += [
            f"source={page.part(first)}/{found.place}",
            f"source head={page.around(first)}",
            f"source party={parties.kinds.get(first, 'none')}/{found.place}/{family}",
            f"source party={any(i in parties.starts for i in range(first, last))}/{family}/{shape}",
            f"source size={bucket(last - first)}/{way}",
            f"source touching={touching}/{way}",
        ]
        whole = first in parties.starts and last in parties.ends
        after = page.part(last) if last <= candidate.first or last < start.at else "content"
        out += [
            f"source whole={whole}/{last in parties.splits}/{family}",
            f"source whole={whole}/{found.place}/{cue}",
            f"source then={after}/{family}",
            f"source then={after}/{whole}/{way}",
        ]
        out += [f"source class={c}/{family}" for c in sorted(page.classes[first])]
    else:
        out.append(f"source none/{family}/{shape}/{way}")
    out += _context(page, found, before, way)
    return out


def _context(page: Page, found: Found, before: list[Found], way: str) -> list[str]:
    """How a possible claim stands to those before it."""
    candidate, shape = found.candidate, found.candidate.form.shape
    if not before:
        return [f"before=none/{shape}"]
    last = before[-1]
    inside = [b for b in before[-4:] if b.start.at <= candidate.first < b.end and not b.start.before]
    shared = [b for b in before[-3:] if b.start.at == found.start.at]
    here = page.document.tokens[candidate.first].sentence == page.document.tokens[last.candidate.first].sentence
    out = [
        f"inside={len(inside)}/{shape}",
        f"inside={len(inside)}/{shape}/{found.place}",
        f"inside={len(inside)}/depth={page.depth[candidate.first] > 0}/{found.place}",
        f"shared={len(shared)}/{candidate.kind}",
        f"shared={len(shared)}/{way}",
        f"last={here}/{last.candidate.kind}/{candidate.kind}",
        f"last={here}/{last.start.way}/{way}/{shape}",
    ]
    if shared:
        other = shared[-1].candidate
        out.append(f"shared={other.form.family}/{other.form.shape}/{candidate.form.family}/{shape}")
    if inside:
        out.append(f"inside={inside[-1].start.way}/{way}/{found.place}/{shape}")
        out.append(f"inside cue={candidate.form.cue}/{shape}/{found.place}")
    return out
