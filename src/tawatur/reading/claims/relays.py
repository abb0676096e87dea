# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Through whom it came: agencies, outlets and people that stand between the report and a source."""

from bisect import bisect_left
from dataclasses import dataclass

from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.outlets import Name
from tawatur.reading.claims.page import Page
from tawatur.reading.claims.speakers import Spoken

_TELLING = frozenset(("relay", "publish", "say", "reveal"))
_SPEAKS = frozenset(("title", "unnamed"))
DENIES, OWNS = "denies", "own"
_TELLS = 4  # tokens after an outlet's name within which «عن» gives its source
REACH = 40  # claims before and after one that are looked at: more than a report has, so that a book costs no more


@dataclass(frozen=True, slots=True)
class Relay:
    """A possible intermediary: tokens `[first, last)`, how it was found, and the distance to the cue.

    `teller` is the number of the claim whose speaker it is, where the claim is part of what he says, and `offset` how
    far into that the cue stands; else -1. `kind` is that of an outlet's name.
    """

    first: int
    last: int
    way: str
    gap: int
    teller: int = -1
    offset: int = -1
    kind: str = ""


def options(page: Page, at: int, history: list[Spoken], names: list[Name]) -> list[Relay]:
    """Return the possible intermediaries of a claim: outlets named in its sentence, and who told of it.

    Args:
        page: The document.
        at: Number of the claim.
        history: The claims of the report, in order.
        names: What `outlets` returned.
    """
    spoken = history[at]
    candidate = spoken.candidate
    near = range(max(0, at - REACH), min(len(history), at + REACH + 1))
    sentence = page.document.sentences[page.document.tokens[candidate.first].sentence]
    start, end = sentence.first, sentence.last
    found: list[Relay] = []
    low, high = bisect_left(names, (start, 0)), bisect_left(names, (end, 0))
    for first, last, kind in names[low:high]:
        if _is_source(page, spoken, first, last) or _is_told_of(page, first):
            continue
        way = _where(page, spoken, first)
        if way == "in content" or (way == "after" and (_tells_on(page, last) or _is_of_joined(page, spoken, first))):
            continue
        if way == "before cue" and any(first < history[n].candidate.first < candidate.first for n in near):
            continue
        found.append(Relay(first, last, way, first - candidate.last, kind=kind))
    for number in near:
        outer = history[number]
        if outer is spoken or outer.candidate.first == candidate.first or _is_same(outer, spoken):
            continue
        form = outer.candidate.form
        if form.stance == DENIES or form.family == OWNS:  # «لكن الجيش نفى ذلك», «الذي تبناه التنظيم»: passed on nothing
            continue
        way = ""
        if outer.content_start <= candidate.first < outer.content_end:
            way = "outer"
        elif outer.content_start <= spoken.content < outer.content_end and outer.entity != spoken.entity:
            way = "around"
        if not way:
            continue
        first, last = _written(history, number)
        if first >= 0 and not any(r.first == first for r in found):
            gap = candidate.first - outer.candidate.first
            offset = candidate.first - outer.content_start if way == "outer" else -1
            found.append(Relay(first, last, way, gap, number if way == "outer" else -1, offset))
    teller = _teller(page, spoken)
    if teller is not None:
        first, last = teller
        found = [r for r in found if not first <= r.first < last]
        found.append(Relay(first, last, "teller", 0))
    return found


def _is_source(page: Page, spoken: Spoken, first: int, last: int) -> bool:
    """Whether a name is the source of a claim or stands inside its phrase: «شاهد من رويترز», «إحصاءات رويترز».

    A phrase that runs on into who listened holds a relay: «مصدر أمني لرويترز», «مصدر أمني فرانس برس».
    """
    if spoken.first < 0:
        return False
    if first in (spoken.first, spoken.first - 1) and last >= spoken.last - 1:
        return True
    if not spoken.first < first < spoken.last or page.parts[spoken.first].startswith("verb"):
        return False
    listens = page.norms[first].startswith("ل") or (page.parts[first - 1] == "adj" and page.norms[first][:1] != "ب")
    return not (listens and page.classes[spoken.first] & _SPEAKS)


def _is_told_of(page: Page, first: int) -> bool:
    """Whether a name only says who told of something that another speaks about: «تعليقا على ما نشره الموقع»."""
    cue = page.candidate_at.get(first - 1)
    return cue is not None and cue.kind == "verb" and cue.form.object_ > 0 and "what" in page.classes[first - 2]


def _tells_on(page: Page, last: int) -> bool:
    """Whether the outlet before a token goes on with a source of its own: «نقلت الوكالة اليوم عن الوزارة»."""
    ahead = range(last, min(last + _TELLS, len(page.norms)))
    return any("about" in page.classes[i] and not any(page.marks[j] for j in range(last, i)) for i in ahead)


def joins_clause(page: Page, at: int) -> bool:
    """Whether a token joins a clause of its own to what stands before it: «وأوقع»."""
    analysis = page.document.tokens[at].analysis
    return analysis.pos == "verb" and "و" in analysis.proclitics


def _is_of_joined(page: Page, spoken: Spoken, first: int) -> bool:
    """Whether a name stands behind a clause that is joined to a claim and no more part of it."""
    return any(joins_clause(page, i) and i not in page.candidate_at for i in range(spoken.content_end, first))


def _is_same(one: Spoken, other: Spoken) -> bool:
    """Whether two claims have the same speaker."""
    return one.entity is not None and one.entity == other.entity


def _written(history: list[Spoken], number: int) -> tuple[int, int]:
    """The source phrase of a claim, or the latest one before it of the same speaker; (-1, -1) for none."""
    entity = history[number].entity
    for spoken in reversed(history[max(0, number - REACH) : number + 1]):
        if spoken.first >= 0 and (spoken is history[number] or (entity is not None and spoken.entity == entity)):
            return spoken.first, spoken.last
        if entity is None:
            break
    return -1, -1


def _teller(page: Page, spoken: Spoken) -> tuple[int, int] | None:
    """The tokens of X in «نقلت X عن Y» and «ذكرت X نقلا عن Y», None for other claims."""
    candidate = spoken.candidate
    if candidate.form.family not in _TELLING or spoken.first <= candidate.last:
        return None
    if "about" not in page.classes[spoken.first - 1]:
        return None
    first = candidate.last
    while first < spoken.first and page.marks[first] not in ("", "open"):
        first += 1
    last = spoken.first - 1
    while last > first and (page.classes[last - 1] & {"about", "copied"} or page.marks[last - 1] == "comma"):
        last -= 1
    return (first, last) if first < last else None


def _where(page: Page, spoken: Spoken, at: int) -> str:
    cue = spoken.candidate
    if spoken.content_start <= at < spoken.content_end:
        return "in content"
    if at < cue.first:
        return "before cue"
    if spoken.content_start > cue.last and at < spoken.content_start:
        return "bridge"
    return "after"


def features(page: Page, spoken: Spoken, relay: Relay) -> list[str]:
    """Return the features by which the judge weighs an intermediary."""
    known = "outlet" in page.classes[relay.first]
    form = spoken.candidate.form
    at = relay.first
    way = relay.way
    norm = page.norms[at]
    to = norm.startswith("ل") and not norm.startswith("لا") and len(norm) > 3
    left = at - 2 if at and page.marks[at - 1] == "open" else at - 1
    before = [page.around(left), page.around(left - 1), page.around(left - 2)]
    governs = left >= 0 and bool(page.classes[left] & {"to", "prep"})
    out = [
        f"way={way}",
        f"way={way}/{form.family}/{form.shape}",
        f"way={way}/{form.cue}",
        f"way={way}/kind={spoken.candidate.kind}",
        f"way={way}/gap={bucket(abs(relay.gap))}",
        f"way={way}/b={before[0]}",
        f"way={way}/b={before[1]}/{before[0]}",
        f"way={way}/to={to}",
        f"way={way}/to={to}/b={before[0]}",
        f"way={way}/a={norm}",
        f"way={way}/end={page.around(relay.last)}",
        f"way={way}/dropped={spoken.first < 0}",
        f"way={way}/bp={page.part(at - 1)}",
    ]
    out += _place_features(page, spoken, relay)
    if spoken.first >= 0:
        out.append(f"way={way}/document={'document' in page.classes[spoken.first]}/to={to}")
        beyond = at - spoken.last
        out.append(f"way={way}/after source={beyond >= 0}/{beyond if 0 <= beyond < 3 else 'x'}/to={to}")
    near = range(max(0, at - 5), at)
    classes = {c for i in near for c in page.classes[i]}
    out += [f"way={way}/near={c}" for c in sorted(classes)]
    talk = "meeting" in classes or "guest" in classes or "guest" in page.classes[at - 1]
    link = "to" if to else before[0] if governs else "none"
    out += [f"talk={talk}/{link}/{way}", f"talk={talk}/{link}", f"talk={talk}/known={known}/{way}"]
    if at in page.candidate_at or at - 1 in page.candidate_at:
        candidate = page.candidate_at.get(at) or page.candidate_at[at - 1]
        out.append(f"way={way}/cue before={candidate.form.family}/{candidate.kind}")
    nested = [i for i in range(max(0, at - 5), at) if i in page.candidate_at and i > spoken.candidate.first]
    if nested:
        candidate = page.candidate_at[nested[-1]]
        out.append(f"way={way}/near cue={candidate.form.family}/{candidate.kind}")
    return out


def _place_features(page: Page, spoken: Spoken, relay: Relay) -> list[str]:
    """How the cue stands in what a teller says, and whether the outlet stands before the content."""
    first, way = spoken.candidate.first, relay.way
    shape = spoken.candidate.form.shape
    out = [
        f"way={way}/cue b={page.around(first - 1)}",
        f"way={way}/cue bp={page.part(first - 1)}/{shape}",
        f"way={way}/source={spoken.first >= 0}/{shape}",
        f"name={relay.kind}",
        f"name={relay.kind}/{way}",
        f"name={relay.kind}/b={page.around(relay.first - 1)}",
        f"way={way}/by outlet={spoken.first >= 0 and 'outlet' in page.classes[spoken.first]}",
    ]
    out += [f"way={way}/cue bc={c}" for c in sorted(page.classes[first - 1] if first else ())]
    if relay.offset >= 0:
        out += [
            f"way={way}/offset={bucket(relay.offset)}/{shape}",
            f"way={way}/offset={bucket(relay.offset)}/source={spoken.first >= 0}",
            f"way={way}/deeper={page.depth[first] > page.depth[first - relay.offset]}/{shape}",
        ]
    return out
