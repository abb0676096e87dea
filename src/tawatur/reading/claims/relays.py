# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Through whom it came: agencies, outlets and people that stand between the report and a source."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from tawatur.lexicon import Lexicon, values
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Page
from tawatur.reading.claims.speakers import Spoken
from tawatur.text.normalize import fold

_TELLING = frozenset(("relay", "publish", "say", "reveal"))
REACH = 40  # claims before and after one that are looked at: more than a report has, so that a book costs no more
_CLITICS = 4  # letters of clitics and article, and one
_LONGEST = 7  # tokens of an outlet's name


class Name(NamedTuple):
    """An outlet's name in tokens `[first, last)`, and how it is written."""

    first: int
    last: int
    kind: str


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
            close = next((i for i in range(end, min(length, end + 6)) if page.document.tokens[i].text == ")"), -1)
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


class Outlets:
    """The names of outlets and agencies that need no head word, by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names: dict[str, list[tuple[str, ...]]] = {}
        self._written: dict[str, frozenset[tuple[str, ...]]] = {}
        for row in lexicon.table("entities/outlets").records():
            forms = (row["name"], *values(row["variants"]))
            written = frozenset(tuple(fold(form).split()) for form in forms)
            for form in (*forms, row["name_en"]):
                self._written.setdefault(_key(form), written)
            for name in forms:
                words = tuple(fold(name).split())
                if row["bare"] == "yes" or len(words) > 2:
                    self.names.setdefault(words[0], []).append(words)
        for names in self.names.values():
            names.sort(key=lambda words: (-len(words), words))
        leads = {lead + word for word in self.names for lead in ("", "ل", "و", "ب")}
        self._openers = leads | {"ل" + word[1:] for word in self.names if word.startswith("ال")}

    def written(self, outlet: str) -> frozenset[tuple[str, ...]]:
        """The names of an outlet as folded words: those of its row, for an unknown one its own."""
        words = tuple(fold(outlet).split())
        return self._written.get(_key(outlet), frozenset((words,) if words else ()))

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
    known = lexicon.compiled("reading.claims.outlets", Outlets)
    ours = known.written(own) if own else frozenset()
    heads = {name[0] for name in ours}  # «القناة» is the channel that prints it until another channel is named
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
        if end > first and not _is_platform(page, first, end) and not _is_own(page, first, end, ours):
            head = _bare(page.norms[first])
            if end > first + 1:
                heads.discard(head)
            if end > first + 1 or head not in heads:
                found.append(Name(first, end, _kind(page, first, end, known)))
        at = max(end, at + 1)
    return found


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
    start, end = page.sentence_start(candidate.first), page.sentence_end(candidate.first)
    found: list[Relay] = []
    low, high = bisect_left(names, (start, 0)), bisect_left(names, (end, 0))
    for first, last, kind in names[low:high]:
        if spoken.first >= 0 and first in (spoken.first, spoken.first - 1) and last >= spoken.last - 1:
            continue
        way = _where(page, spoken, first)
        if way == "in content":
            continue
        if way == "before cue" and any(first < history[n].candidate.first < candidate.first for n in near):
            continue
        found.append(Relay(first, last, way, first - candidate.last, kind=kind))
    for number in near:
        outer = history[number]
        if outer is spoken or outer.candidate.first == candidate.first or _is_same(outer, spoken):
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
