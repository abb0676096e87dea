# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a telling to the chains behind it: outlet, agency, go-betweens, source.

An agency stands in the dateline, a credit line or the byline. A source is who a claim of the telling is attributed to;
where nobody is, the account is unattributed. A body, its spokesman and its paper are one source: they share the body's
name, which the source's wording holds or a relation of the reading gives. Sources without a name are never linked to
anybody: they are only told apart, or not, in the count.
"""

import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from tawatur.joining.printed import agency_name, printed
from tawatur.joining.sources import Context, Sources, bodies_of, holds, reading_name, spoken_for, tied
from tawatur.joining.tellings import SPOKEN, TELLS, that_count
from tawatur.joining.voices import Voice, alike
from tawatur.joining.wording import bits_of, stems
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Chain, Telling
from tawatur.model.records import Claim, Event, Reading, Span
from tawatur.text.normalize import fold

COPIED = 0.5  # share of a statement that must lie in a copied passage, or of the passages in it
_NAMELESS, _HEAD = "unnamed", 60
SURE = 0.7  # confidence of a claim that counts, and of an event of words: a wrong one makes up a chain
RELEVANT = 0.1  # relevance of what speaks of the incident
STATES = 0.08  # share of what the incident is about that a claim says at least: two words of its own say nothing


@dataclass(frozen=True, slots=True)
class Carried:
    """A chain with what ties it to others.

    Args:
        chain: The chain.
        sources: Names and bodies that its source is one with.
        affiliations: Bodies that its source or agency is declared to belong to.
        events: Events of the reading that the claim states; none where it is the telling itself.
        telling: The telling.
        body: Folded name of the body that its source is.
        voice: Its source as the report calls it, where it is known.
        states: Whether it states that the incident happened; one that does not may still count its dead.
        like: Names of bodies that it may be in other words; they count in the low alone.
    """

    chain: Chain
    sources: frozenset[str]
    affiliations: frozenset[str]
    events: frozenset[str]
    telling: Telling
    body: str | None = None
    voice: Voice | None = None
    like: frozenset[str] = frozenset()
    states: bool = True


Core = Mapping[str, float]


def core(tellings: Sequence[Telling]) -> Core:
    """Return what an incident is about: the stems of its headlines and leads, by how many of its reports hold them.

    Args:
        tellings: Its tellings that count; asides do not say what it is about.
    """
    leads: set[str] = set()
    tellings = [telling for telling in tellings if not telling.aside] or tellings
    for telling in tellings:
        leads.update(telling.title, *telling.sentences[:1])
    held: dict[str, set[str]] = {word: set() for word in leads}
    for telling in tellings:
        for word in leads.intersection(itertools.chain(telling.title, *telling.sentences)):
            held[word].add(telling.report)
    reports = len({telling.report for telling in tellings}) or 1
    return {word: bits_of(word) * len(held[word]) / reports for word in leads}


def _shared(text: str, about: Core) -> tuple[float, float]:
    """What a stretch of text has of what an incident is about, and how much it may have at most."""
    words = {word for word in stems(text) if bits_of(word) >= TELLS}
    shared = fsum(about[word] for word in words if word in about)  # exact: a set has no order that lasts
    return shared, min(fsum(map(bits_of, words)), fsum(about.values()))


def relevance(text: str, about: Core) -> float:
    """Return how far a stretch of text speaks of what an incident is about: 0 not at all, 1 of nothing else.

    Args:
        text: The stretch.
        about: What the incident is about.
    """
    shared, whole = _shared(text, about)
    return shared / whole if whole else 0.0


def states(text: str, about: Core) -> bool:
    """Return whether what a claim says states the incident: it speaks of it, and says enough of it.

    Args:
        text: What is said, without who says it: that is often much of what an incident is about.
        about: What the incident is about.
    """
    shared, whole = _shared(text, about)
    return whole > 0 and shared >= STATES * fsum(about.values()) and shared / whole >= RELEVANT


def _nameless(lexicon: Lexicon) -> frozenset[str]:
    """Credits that name no agency: «وكالات»."""
    rows = lexicon.table("sentences/agencies").columns("name", "name_en")
    return frozenset(name for name, english in rows if english.endswith(_NAMELESS))


def _background(lexicon: Lexicon) -> re.Pattern[str]:
    forms = sorted({fold(opener) for (opener,) in lexicon.table("joining/background").columns("opener")}, reverse=True)
    return re.compile(rf"\W*(?:\bو)?(?:{'|'.join(map(re.escape, forms))})\b")


def is_background(reading: Reading, at: int, lexicon: Lexicon) -> bool:
    """Return whether a place of a report stands in a sentence that recalls what happened before.

    Args:
        reading: The reading of the report.
        at: Code point.
        lexicon: Tables to use.
    """
    pattern = lexicon.compiled("joining.background", _background)
    sentence = next((s for s in reading.sentences if s.start <= at < s.end), None)
    return sentence is not None and bool(
        pattern.match(fold(reading.report.text[sentence.start : sentence.end][:_HEAD]))
    )


def _id(*parts: object) -> str:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _agency(telling: Telling, reading: Reading, known: Context) -> str | None:
    """The agency that all of a telling comes from: it credits it, or is printed by it."""
    credits = printed(telling.report, reading.report, lexicon=known.lexicon).agencies
    named = (agency_name(credit, known.lexicon) for credit in credits)
    nameless = known.lexicon.compiled("joining.nameless", _nameless)
    credited = next((name for name in named if name and name not in nameless), None)
    return credited or agency_name(telling.outlet or "", known.lexicon)


def _copied(telling: Telling, evidence: Span, known: Context) -> str | None:
    """The origin of a family for what lies in the wording that the report shares with it."""
    name = known.origins.get(known.families.get(telling.report, ""))
    if name is None or name in known.lexicon.compiled("joining.nameless", _nameless):
        return None
    passages = known.passages.get(telling.report)
    return name if passages is None or _inside([evidence], passages) else None


def _told(claim: Claim | None, lexicon: Lexicon) -> str | None:
    """The agency to which a source spoke («قال لوكالة …»)."""
    named = (agency_name(via.text, lexicon) for via in (() if claim is None else claim.via))
    return next((name for name in named if name is not None), None)


def _stretch(claim: Claim) -> Span:
    """From the first to the last word of a claim: source, cue and content."""
    parts = [p for p in (claim.source, claim.cue, claim.content) if p is not None and p.start is not None]
    starts = [p.start for p in parts if p.start is not None]
    return Span(min(starts), max(p.end for p in parts if p.end is not None))


def _claims(telling: Telling, about: Core, known: Context) -> list[tuple[Claim, bool]]:
    """The claims of a telling that speak of the incident, and not of what was before; whether each states it.

    In a telling of words only who speaks in it states it.
    """
    reading = known.readings[telling.report]
    inside = (c for c in reading.claims if telling.start <= c.cue.start < telling.end)
    said = [c for c in inside if c.stance in ("asserts", "denies") and c.confidence >= SURE and c.source.entity]
    speaking = {actor for event in _words(telling, reading) for actor in event.actors}
    out = []
    for claim in said:
        told, content = _stretch(claim), claim.content or claim.cue
        text = reading.report.text
        if relevance(text[told.start : told.end], about) < RELEVANT:
            continue
        if not is_background(reading, claim.cue.start, known.lexicon):
            speaks = telling.type not in SPOKEN or claim.source.entity in speaking
            out.append((claim, speaks and states(text[content.start : content.end], about)))
    return sorted(out, key=lambda found: not found[1])


def _words(telling: Telling, reading: Reading) -> list[Event]:
    """The events that a telling of words consists in: who acts in them speaks, whoever else is quoted in it."""
    held = set(telling.events) if telling.type in SPOKEN else set()
    told = (e for e in reading.events if e.id in held and e.type == telling.type)
    return [e for e in told if e.status == "asserted" and e.confidence >= SURE]


def _bare(telling: Telling, claim: Claim | None, agency: str | None, family: str | None, owned: set[str]) -> Carried:
    """An account that nobody is named for: the telling itself, or what an agency is quoted for in it."""
    evidence = telling if claim is None else claim.content or claim.cue
    chain = Chain(
        id=_id(telling.report, telling.start, *([] if claim is None else [claim.id])),
        reports=(telling.report,),
        outlets=(telling.outlet or "",),
        agency=agency,
        family=family,
        claim=None if claim is None else claim.id,
        denies=claim is not None and claim.stance == "denies",
        evidence=(Span(evidence.start, evidence.end),),
    )
    events = frozenset() if claim is None else frozenset(claim.events)
    return Carried(chain, frozenset(), frozenset(owned), events, telling)


def _chain(telling: Telling, claim: Claim | None, agency: str | None, sources: Sources) -> Carried:
    reading, known = sources.reading, sources.known
    outlet = telling.outlet or ""
    evidence = telling if claim is None else claim.content or claim.cue
    agency = agency or _copied(telling, Span(evidence.start, evidence.end), known) or _told(claim, known.lexicon)
    owned = tied(agency, outlet, known)
    family = known.families.get(telling.report)
    if claim is None:
        return _bare(telling, None, agency, family, owned)
    wire = sources.relay(claim)
    if wire is not None:  # an agency or a newspaper carries an account, it is not its source
        return _bare(telling, claim, agency or wire, family, owned | tied(wire, outlet, known))
    is_open = sources.is_open(claim)
    names = {key for i in sources.bodies(claim) for key in sources.keys(i)} if is_open else set()
    source = sources.name(claim.source.entity) if is_open and claim.source.entity else None
    chain = Chain(
        id=_id(telling.report, telling.start, claim.id),
        reports=(telling.report,),
        outlets=(outlet,),
        agency=agency,
        via=tuple(via.text for via in claim.via),
        source=source,
        source_text=claim.source.text or reading_name(reading, claim),
        anonymous=not is_open,
        attributed=True,
        denies=claim.stance == "denies",
        family=family,
        claim=claim.id,
        evidence=(Span(evidence.start, evidence.end),),
    )
    if source is not None and claim.source.entity is not None:
        names |= sources.keys(claim.source.entity)
    affiliations = frozenset(owned | (sources.affiliations(claim) if is_open else set()))
    body = sources.body(claim) if is_open else None
    like = frozenset() if body is None else sources.like(claim)
    voice = sources.voice(claim) if is_open else None
    return Carried(chain, frozenset(names), affiliations, frozenset(claim.events), telling, body, voice, like)


def _spoken(telling: Telling, about: Core, sources: Sources) -> list[Claim]:
    """What a telling of words says of who spoke, as claims: «أدان البرلمان …» is the parliament's own account."""
    reading = sources.reading
    told = _words(telling, reading)
    return [claim for event in told if _speaks_of(reading, event, about, sources) for claim in sources.speaking(event)]


def _speaks_of(reading: Reading, event: Event, about: Core, sources: Sources) -> bool:
    sentence = next((s for s in reading.sentences if s.start <= event.start < s.end), None)
    if sentence is None or is_background(reading, event.start, sources.known.lexicon):
        return False
    return relevance(reading.report.text[sentence.start : sentence.end], about) >= RELEVANT


def of_telling(telling: Telling, about: Core, known: Context) -> list[Carried]:
    """Return the chains of one telling, one for each source that it names, or the bare account.

    Args:
        telling: The telling.
        about: What the incident is about.
        known: What chains are read with.
    """
    reading = known.readings[telling.report]
    sources = Sources(telling.report, reading, known)
    agency = _agency(telling, reading, known)
    out: dict[str, Carried] = {}
    for claim, is_stated in _claims(telling, about, known):
        carried = replace(_chain(telling, claim, agency, sources), states=is_stated)
        spoken = carried.chain.source or fold(carried.chain.source_text or "")
        out.setdefault(f"{spoken}:{carried.chain.denies}", carried)
    if any(carried.states for carried in out.values()):
        return list(out.values())
    bare = _chain(telling, None, agency, sources)
    spoken_of: dict[str, Carried] = {}
    for claim in _spoken(telling, about, sources):
        carried = _chain(telling, claim, agency, sources)
        chain = replace(carried.chain, claim=None, evidence=bare.chain.evidence)
        spoken_of.setdefault(chain.source or "", replace(carried, chain=chain))
    return [*out.values(), *(spoken_of.values() or [bare])]


def of_tellings(tellings: Sequence[Telling], known: Context) -> list[Carried]:
    """Return the chains of an incident's tellings that count, by chain id.

    Args:
        tellings: The tellings.
        known: What chains are read with.
    """
    told = [t for t in that_count(tellings) if t.report in known.readings]
    about = core(told)
    found = (carried for telling in told for carried in of_telling(telling, about, known))
    return _folded(_bodied(sorted(found, key=lambda c: c.chain.id), known), known)


def _bodied(carried: list[Carried], known: Context) -> list[Carried]:
    """Sources whose wording holds the name of another source that is a body are one with it.

    Where one report calls what may be one body by two names, they may be one in the others too.
    """
    named = {c.telling.report for c in carried}
    bodies = sorted(
        {c.body for c in carried if c.body is not None}
        | {name for report in named for name in bodies_of(known.readings[report])}
    )
    pairs = {(c.chain.source, name) for c in carried if c.chain.source is not None for name in c.like}
    voiced = alike((c.voice for c in carried if c.voice is not None), known.lexicon)
    out = []
    for one in carried:
        if one.chain.source is not None:
            words = spoken_for(one.chain.source_text or "", known.lexicon)
            held = one.sources | {"=" + body for body in bodies if holds(words, body)}
            like = frozenset("\x1f".join(sorted(pair)) for pair in pairs if not held.isdisjoint(pair))
            one = replace(one, sources=held, like=like if one.voice is None else like | voiced[one.voice])
        out.append(one)
    return _closed(out)


def _closed(carried: list[Carried]) -> list[Carried]:
    """Sources that speak for one body are one though they share no name: its spokesman here, its statement there."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    for one in carried:
        for name in sorted(one.sources):
            a, b = sorted((root(min(one.sources)), root(name)))
            parent[b] = a
    held: dict[str, set[str]] = {}
    for name in sorted(parent):
        held.setdefault(root(name), set()).add(name)
    return [replace(c, sources=frozenset(held[root(min(c.sources))])) if c.sources else c for c in carried]


def _inside(spans: Sequence[Span], passages: Sequence[Span]) -> bool:
    """Whether most of what states a chain lies in copied passages, or most of those in it."""
    size = sum(span.end - span.start for span in spans) or 1
    whole = sum(p.end - p.start for p in passages) or 1
    shared = sum(max(0, min(s.end, p.end) - max(s.start, p.start)) for s in spans for p in passages)
    return shared >= COPIED * min(size, whole)


def _folded(carried: list[Carried], known: Context) -> list[Carried]:
    """Chains whose statements lie in wording that their reports share get one family, whatever their reports' is."""
    if not known.copies:
        return carried
    by_report: dict[str, list[int]] = {}
    for number, one in enumerate(carried):
        by_report.setdefault(one.telling.report, []).append(number)
    home = list(range(len(carried)))
    for copy in sorted(known.copies, key=lambda c: (c.left, c.right)):
        left = [p.left for p in copy.passages]
        right = [p.right for p in copy.passages]
        held = [n for n in by_report.get(copy.left, ()) if _inside(carried[n].chain.evidence, left)]
        held_right = [n for n in by_report.get(copy.right, ()) if _inside(carried[n].chain.evidence, right)]
        if held and held_right:
            homes = {home[n] for n in (*held, *held_right)}
            home = [min(homes) if h in homes else h for h in home]
    shared = {h for h in home if home.count(h) > 1}
    return [
        replace(c, chain=replace(c.chain, family=carried[h].chain.id if h in shared else None))
        for c, h in zip(carried, home, strict=True)
    ]
