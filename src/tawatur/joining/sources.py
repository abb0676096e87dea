# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who a source is: a person, a body, an office that speaks for one, or nobody that can be told apart.

A body, its spokesman and its paper are one source. They share the body's name, which the source's wording holds («بيان
…», «وزير …» for its ministry), or a relation of the reading gives.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tawatur.joining.families import COUNTED
from tawatur.joining.offices import MOST_WORDS, office_of
from tawatur.joining.printed import outlet_name, relay_name
from tawatur.joining.voices import BODIES, Voice
from tawatur.joining.wording import stem
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import CanonicalEntity, Copy, Family
from tawatur.model.records import Claim, Entity, Event, Reading, Source, Span, TextSpan
from tawatur.text.normalize import fold

SERVES = frozenset(("leads", "member_of", "part_of"))
ARTICLE, FEMININE = "ال", "ه"  # folded
LIKE = 2  # first words of a body by which it may be known, or be known for one
Canonical = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Context:
    """What chains are read with: readings by report key, families and what they share, canonical entities, tables."""

    readings: Mapping[str, Reading]
    copies: tuple[Copy, ...] = ()
    passages: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    canonical: Canonical = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=default_lexicon)


def context(
    readings: Mapping[str, Reading],
    families: Iterable[Family] = (),
    copies: Iterable[Copy] = (),
    entities: Iterable[CanonicalEntity] = (),
    lexicon: Lexicon | None = None,
    *,
    declared: Mapping[str, str] | None = None,
) -> Context:
    """Return what chains are read with.

    Args:
        readings: Readings by report key.
        families: Copy families.
        copies: What reports share; quotations and proposals are passed over.
        entities: Canonical entities.
        lexicon: Tables to use; the built-in ones if None.
        declared: To whom the analyst says that outlets and bodies belong, by name; an empty value, to none.
    """
    lexicon = lexicon or default_lexicon()
    kept = tuple(families)
    origins = {f.id: found for f in kept if f.origin and (found := outlet_name(f.origin, lexicon))}
    home = {report: family.id for family in kept for report in family.reports}
    counted = tuple(copy for copy in copies if copy.kind in COUNTED)
    return Context(
        readings,
        copies=counted,
        passages=_passages(counted, home),
        families=home,
        origins=origins,
        canonical={form: entity.id for entity in entities for form in entity.forms},
        declared={fold(name): owner for name, owner in (declared or {}).items()},
        lexicon=lexicon,
    )


def _passages(copies: Iterable[Copy], families: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    """What each report shares with others of its family."""
    out: dict[str, tuple[Span, ...]] = {}
    for copy in copies:
        if families.get(copy.left) == families.get(copy.right) is not None:
            out[copy.left] = (*out.get(copy.left, ()), *(p.left for p in copy.passages))
            out[copy.right] = (*out.get(copy.right, ()), *(p.right for p in copy.passages))
    return out


def _speakers(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for (word,) in lexicon.table("joining/speakers").columns("word"))


def _offices(lexicon: Lexicon) -> dict[str, str]:
    """From the word of an office to that of its body: «وزير» to «وزارة»."""
    return {fold(w): fold(body) for w, body in lexicon.table("joining/speakers").columns("word", "body") if body}


def spoken_for(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a source's wording folded and padded, and again with each office put as its body.

    Args:
        text: The wording.
        lexicon: Tables to use.
    """
    offices = lexicon.compiled("joining.bodies", _offices)
    words = fold(text).split()
    put = [offices.get(word, word) for word in words]
    return tuple(f" {' '.join(row)} " for row in ([words] if put == words else [words, put]))


def holds(texts: Iterable[str], body: str) -> bool:
    """Return whether one of some padded texts holds the name of a body, alone or behind «ل» or «ب».

    Args:
        texts: As `spoken_for` returns them.
        body: Folded name.
    """
    forms = [f" {body} ", f" ل{body} ", f" ب{body} "]
    if body.startswith(ARTICLE):
        forms.append(f" لل{body[len(ARTICLE) :]} ")
    return any(form in text for text in texts for form in forms)


def bodies_of(reading: Reading) -> frozenset[str]:
    """Return the folded names of the bodies of a reading that take two words or more.

    Args:
        reading: The reading.
    """
    names = (fold(entity.name) for entity in reading.entities if entity.kind in BODIES)
    return frozenset(name for name in names if " " in name)


def _unnamed(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for (word,) in lexicon.table("joining/unnamed").columns("word"))


def _titles(lexicon: Lexicon) -> frozenset[str]:
    """Single words of honour before an office: «سماحة»."""
    rows = lexicon.table("entities/titles").columns("title", "kind")
    return frozenset(fold(title) for title, kind in rows if kind == "honorific")


def _owners(lexicon: Lexicon) -> dict[str, str]:
    """From an outlet's name to whom it is declared to belong: a state's code, or a party's folded name."""
    out = {}
    for name, country, affiliation in lexicon.table("entities/outlets").columns("name", "country", "affiliation"):
        if affiliation:
            out[outlet_name(name, lexicon) or name] = country if affiliation == "state" else fold(affiliation)
    return out


def _owner(said: str) -> str:
    """An owner as the analyst writes it: a state's code as it is, a name folded."""
    return said if len(said) == 3 and said.isascii() and said.isupper() else fold(said)


def tied(agency: str | None, outlet: str, known: Context) -> set[str]:
    """Return to whom an account belongs by the agency that carries it, or by an outlet of which the analyst says so.

    Args:
        agency: Name of the agency.
        outlet: Who printed it.
        known: What chains are read with.
    """
    owners = known.lexicon.compiled("joining.owners", _owners)
    declared = known.declared.get(fold(outlet))
    found = {_owner(declared)} if declared else set()
    if agency is not None:
        owner = known.declared.get(fold(agency), owners.get(agency, ""))
        found |= {_owner(owner)} if owner else set()
    return found


def _may_be_one(a: Entity, b: Entity) -> bool:
    """Whether the names of two bodies begin alike, and no country tells them apart."""
    first, second = ([stem(word) for word in fold(e.name).split()[:LIKE]] for e in (a, b))
    same = a.country == b.country or None in (a.country, b.country)
    return len(first) == LIKE and first == second and same


def _is_thing(words: Sequence[str]) -> bool:
    """Whether folded words begin with a definite noun and a definite adjective of the feminine, as things have it."""
    head, adjective = (*words[:LIKE], "", "")[:LIKE]
    return head.startswith(ARTICLE) and adjective.startswith(ARTICLE) and adjective.endswith(FEMININE)


class Sources:
    """The sources that one report names."""

    def __init__(self, key: str, reading: Reading, known: Context) -> None:
        self.key, self.reading, self.known = key, reading, known
        self.entities: dict[str, Entity] = {entity.id: entity for entity in reading.entities}
        self.speakers = known.lexicon.compiled("joining.speakers", _speakers)
        self.unnamed = known.lexicon.compiled("joining.unnamed", _unnamed)
        self.titles = known.lexicon.compiled("joining.titles", _titles)
        self.serves: dict[str, set[str]] = {}
        for relation in reading.relations:
            if relation.type in SERVES:
                self.serves.setdefault(relation.from_, set()).add(relation.to)

    def name(self, id: str) -> str:
        """Canonical id of an entity of the reading; its folded name where it has none."""
        found = self.known.canonical.get((self.key, id))
        return found if found is not None else "=" + fold(self.entities[id].name)

    def keys(self, id: str) -> set[str]:
        """By what an entity is one with others: its canonical id, and its very name in other reports."""
        return {self.name(id), "=" + fold(self.entities[id].name)}

    def bodies(self, claim: Claim) -> set[str]:
        """Bodies that the wording of a source names, or that its bearer serves."""
        source = claim.source
        held = set(self.serves.get(source.entity or "", ()))
        if source.start is not None and source.end is not None:
            held |= {m.entity for m in self.reading.mentions if source.start <= m.start and m.end <= source.end}
        return {i for i in held if i in self.entities and self.entities[i].kind in BODIES and i != source.entity}

    def is_open(self, claim: Claim) -> bool:
        """Whether a source is known: by name, as a body, or by an office that speaks openly.

        A bare role («مسؤول»), a bare group («سكان») or one word for a person tells nobody apart. A group that has the
        adjective of a thing is a body: «اللجان الشعبية», but «الشبان المحتجون».
        """
        entity = self.entities.get(claim.source.entity or "")
        if entity is None:
            return False
        words = fold(claim.source.text or entity.name).split()
        if not self.unnamed.isdisjoint(words[:2]) and entity.kind != "person":
            return False
        speaks = self._speaks_openly(words)
        if claim.anonymous or entity.kind == "role":
            return speaks
        if entity.kind == "person":
            return entity.known is not None or len(entity.name.split()) > 1 or speaks
        return entity.kind != "group" or entity.known is not None or speaks or _is_thing(words)

    def _speaks_openly(self, words: Sequence[str]) -> bool:
        """Whether wording is that of an office: of a spokesman, or of one that a single person holds."""
        at = next((n for n, word in enumerate(words) if word not in self.titles), len(words))
        office = words[at : at + MOST_WORDS]
        return bool(office) and (
            office[0] in self.speakers or office_of(" ".join(office), self.known.lexicon) is not None
        )

    def body(self, claim: Claim) -> str | None:
        """Folded name of the body that a source is, None where it is a person or an office."""
        entity = self.entities.get(claim.source.entity or "")
        return fold(entity.name) if entity is not None and entity.kind in BODIES else None

    def relay(self, claim: Claim) -> str | None:
        """The agency or outlet that a source is; None where it is another, or the very outlet that prints."""
        entity = self.entities.get(claim.source.entity or "")
        if entity is None or entity.kind not in BODIES:
            return None
        found = relay_name(entity.name, self.known.lexicon)
        return None if found == outlet_name(self.reading.report.outlet or "", self.known.lexicon) else found

    def voice(self, claim: Claim) -> Voice | None:
        """A source as the report calls it; None where it is no party."""
        entity = self.entities.get(claim.source.entity or "")
        if entity is None:
            return None
        wording = fold(claim.source.text or "")
        return Voice(fold(entity.name), wording, entity.kind, entity.country or "", entity.sector or "")

    def like(self, claim: Claim) -> frozenset[str]:
        """Names of the other bodies of a report that a body may be: «قيادة القوات …» beside «قيادة قوات …»."""
        mine = self.entities.get(claim.source.entity or "")
        if mine is None:
            return frozenset()
        others = (e for e in self.entities.values() if e.kind in BODIES and e.id != mine.id)
        return frozenset(self.name(e.id) for e in others if _may_be_one(mine, e))

    def speaking(self, event: Event) -> list[Claim]:
        """The known parties who say what an event of words consists in, as sources of claims."""
        found = (self.entities[id] for id in event.actors if id in self.entities)
        said = (
            Claim(
                id=f"{event.id}/{entity.id}",
                cue=TextSpan(event.start, event.end, event.text),
                source=Source(text=self._wording(entity, event), entity=entity.id),
                content=None,
                events=(event.id,),
            )
            for entity in found
        )
        return [claim for claim in said if self.is_open(claim)]

    def _wording(self, entity: Entity, event: Event) -> str:
        """How a party is called closest to an event."""
        own = [m for m in self.reading.mentions if m.entity == entity.id]
        near = min(own, key=lambda m: (abs(m.start - event.start), m.start), default=None)
        return entity.name if near is None else self.reading.report.text[near.start : near.end]

    def affiliations(self, claim: Claim) -> set[str]:
        """The state that a source is, for the agency it owns; the party that it is, for its channel."""
        entity = self.entities.get(claim.source.entity or "")
        if entity is None:
            return set()
        own = {fold(entity.name)}
        owner = self.known.declared.get(fold(entity.name), "")
        own |= {_owner(owner)} if owner else set()
        return own | {entity.country} if entity.kind == "state" and entity.country else own


def reading_name(reading: Reading, claim: Claim) -> str | None:
    """Return the name of a claim's source as its report's reading has it, None where it has none.

    Args:
        reading: The reading.
        claim: One of its claims.
    """
    return next((entity.name for entity in reading.entities if entity.id == claim.source.entity), None)
