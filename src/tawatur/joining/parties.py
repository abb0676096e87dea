# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Canonical entities: which parties of many reports are one.

Only what bears a name is linked. Anonymous sources («مصدر أمني»), people described by a role and groups described by
a number stay with their report: two of them can never be told to be the same. Bodies in plain words («الجيش») link
only where a table knows them.

Forms of one name are one profile and are compared once; profiles meet on keys (blocking), so that cost follows the
number of names that look alike, not its square. Kind and country must agree. An analyst's verdict outweighs
everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tawatur.joining import names
from tawatur.joining.offices import office_of
from tawatur.joining.resolution import Core, Naming, Verdict, cores, gather, naming_names
from tawatur.joining.spelling import skeleton
from tawatur.joining.standins import ALONE, FAMILY, OFFICE, Elsewhere, entities, stand
from tawatur.joining.wording import bits_of, stem
from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.model import Entity, Reading
from tawatur.model.joined import CanonicalEntity, PartyForm
from tawatur.text.normalize import dediac, fold

COMPARED = ("person:", "body:", "known:")  # keys on which forms meet to be compared
BODY_WORDS = 2  # words that tell something of the name of a body that no table knows
BODY_BITS = 16.0  # bits that such a name tells where no country is stated: «وزارة الخارجية» is everybody's
NAMED = frozenset({"UAF", "REB", "PTY"})  # sectors of bodies that bear names, where ministries bear descriptions
NAMED_BITS = 8.0  # bits that suffice for those: «كتائب الفجر»
OFFICE_WORDS = 3  # words of an office that is one person's where no country is stated
PERSONS = "entities/persons"
KNOWING = (PERSONS, "entities/organisations", "entities/outlets", "entities/countries")
LINKED = ("person", "organisation", "state")


@dataclass(frozen=True, slots=True)
class Alike:
    """How likely two forms are one party, 0 to 1, and why; a score of 0 with reasons says what speaks against it."""

    score: float
    reasons: tuple[str, ...] = ()


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted({stem(word) for word in name.split()} - {""}))


def _is_body(entity: Entity) -> bool:
    """Whether the name of a body that no table knows is more than a description."""
    words = _words(entity.name)
    if len(words) < BODY_WORDS or any(c.isdigit() for c in entity.name):
        return False
    least = NAMED_BITS if entity.sector in NAMED else BODY_BITS
    return entity.country is not None or (entity.kind != "state" and sum(map(bits_of, words)) >= least)


def _person_names(name: str, texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """A person's names in a report, the longest first, without what does not fit the main one: «الأمير», a brother."""
    own = {part.text for part in names.parts(name, lexicon)}
    if not own:
        return []
    fit = [
        t
        for t in texts
        if t == name or names.same(t, name, lexicon) or {p.text for p in names.parts(t, lexicon)} <= own
    ]
    return sorted(filter(None, fit), key=lambda text: (-len(names.parts(text, lexicon)), -len(text), text))


def _joined(text: str) -> str:
    """The letters of a name, folded: «عبد الله» and «عبدالله» are one, with quotation marks or not."""
    return "".join(c for c in fold(text) if c.isalnum())


def _known_names(lexicon: Lexicon) -> dict[str, dict[str, str]]:
    """By table what the parties that it knows are called, by the letters of each of their names."""
    found: dict[str, dict[str, str]] = {}
    for table in KNOWING:
        mine = found.setdefault(table, {})
        for name, variants in lexicon.table(table).columns("name", "variants"):
            for each in (name, *values(variants)):
                mine.setdefault(_joined(each), name)
    return found


def _known_name(entity: Entity, texts: Sequence[str], lexicon: Lexicon) -> str | None:
    """What a table calls a party that it knows, by the first of its names that stands there.

    Before a person's may stand titles, before a body's the first word of the table's name. A name that the report does
    not have is an analyst's, and stays.
    """
    is_person = entity.kind == "person"
    if entity.known == PERSONS and not is_person:
        return None  # «الحوثي» may be the movement
    names_of = lexicon.compiled("joining.known_names", _known_names).get(entity.known or "", {})
    for text in texts if entity.name in texts[1:] else (entity.name,):
        words = text.split()
        for first in range(len(words) if is_person else min(len(words), 2)):
            found = names_of.get(_joined(" ".join(words[first:])))
            if found is not None and (is_person or not first or found.startswith(words[0])):
                return found
    return None


def _names(entity: Entity, texts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The names of a party that may be named in other reports; none if it may not."""
    plain = [text for text in texts if office_of(text, lexicon) is None and names.parts(text, lexicon)]
    if entity.kind == "person":
        found = _person_names(entity.name, plain, lexicon)
        return [entity.name, *(n for n in found if n != entity.name)] if entity.known is not None else found
    if entity.known is None and (entity.kind not in LINKED or not _is_body(entity)):
        return []
    words = _words(entity.name)
    return [entity.name, *(text for text in plain if text != entity.name and _words(text) == words)]


def _offices(entity: Entity, texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The offices a party is called by; of a role only those that are one person's."""
    found = {office for text in texts if (office := office_of(text, lexicon)) is not None}
    if entity.kind == "role" and entity.country is None:
        found = {office for office in found if len(office.split()) >= OFFICE_WORDS}
    return tuple(sorted(found))


def prepare(report_key: str, reading: Reading, lexicon: Lexicon | None = None) -> tuple[PartyForm, ...]:
    """Return the parties of a reading that may be named in other reports too, in its order.

    Args:
        report_key: The report's key.
        reading: Its reading.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    unnamed = {claim.source.entity for claim in reading.claims if claim.anonymous}
    published = reading.report.published
    day = None if published is None else published[:10]  # who holds an office depends on no hour
    said: dict[str, list[str]] = {}
    for mention in reading.mentions:
        said.setdefault(mention.entity, []).append(mention.text)
    out = []
    for entity in reading.entities:
        entity = replace(entity, name=dediac(entity.name))
        told = (entity.name, *map(dediac, said.get(entity.id, ())))
        known, texts = _known_name(entity, told, lexicon), tuple(dict.fromkeys(told))
        if known is not None:
            entity, texts = replace(entity, name=known), tuple(dict.fromkeys((known, *texts)))
        offices = _offices(entity, texts, lexicon)
        named = [entity.name] if entity.kind == "role" and offices else _names(entity, texts, lexicon)
        if not named or (entity.id in unnamed and entity.known is None):
            continue
        form = PartyForm(report_key, entity.id, tuple(named), entity.kind, entity.country, entity.sector, entity.known)
        out.append(replace(form, offices=offices, published=day))
    return tuple(out)


def naming_of(form: PartyForm, lexicon: Lexicon | None = None) -> str:
    """Return what a form has in common with all that name a party alike: their likeness to any other form is the same.

    Args:
        form: A form.
        lexicon: Tables to use; the built-in ones if None.
    """
    if form.kind == "role":
        return "\x1f".join(("role", *form.offices))
    known = "" if form.known is None else fold(form.names[0])
    said = []
    for name in naming_names(form):
        if form.kind == "person":
            parts = names.parts(name, lexicon)
            said.append(" ".join(f"{p.text}/{p.kunya:d}{p.family:d}{p.child:d}" for p in parts) or name)
        else:
            said.append(" ".join(_words(name)) or name)
    return "\x1f".join((form.kind, form.country or "", known, *dict.fromkeys(said)))


def _person_keys(form: PartyForm, lexicon: Lexicon) -> set[str]:
    """Keys of a person: first and last name, first and second; the last name, or the only one."""
    found: set[str] = set()
    held = [names.parts(name, lexicon) for name in naming_names(form)]
    is_lone = all(len(parts) < 2 for parts in held)
    for parts in held:
        named = [p for p in parts if not p.kunya] if len(parts) > 2 else list(parts)
        if not named:
            continue
        plain = [skeleton(p.text) for p in named]
        if len(plain) > 1:
            found.update((f"person:{plain[0]}|{plain[-1]}", f"person:{plain[0]}|{plain[1]}"))
        if names.is_telling(named[-1], lexicon) and not (is_lone and form.country is None):
            found.add(f"{ALONE if is_lone else FAMILY}{named[-1].text}")
    return found


def keys(form: PartyForm, lexicon: Lexicon | None = None) -> tuple[str, ...]:
    """Return the keys under which a form meets those that may be the same; forms that share none are never compared.

    Those that begin with one of `COMPARED`, and `standins.ALONE` and `standins.FAMILY`, are the same for all forms of
    one naming.

    Args:
        form: A form.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    if form.kind == "role":
        return tuple(f"{OFFICE}{office}" for office in form.offices)
    found = {f"{OFFICE}{office}" for office in form.offices if form.kind == "person"}
    if form.known is not None:
        found.add(f"known:{form.kind}:{fold(form.names[0])}")
    if form.kind == "person":
        found |= _person_keys(form, lexicon)
    else:
        found.update(f"body:{form.kind}:{' '.join(_words(name))}" for name in naming_names(form))
    return tuple(sorted(found))


def _against(a: PartyForm, b: PartyForm) -> str | None:
    """What speaks against two forms being one."""
    if a.kind != b.kind:
        return f"kinds differ: {a.kind}, {b.kind}"
    if a.country is not None and b.country is not None and a.country != b.country:
        return f"countries differ: {a.country}, {b.country}"
    if a.known is not None and b.known is not None and fold(a.names[0]) != fold(b.names[0]):
        return f"two parties of the tables: {a.names[0]}, {b.names[0]}"
    return None


def alike(a: PartyForm, b: PartyForm, lexicon: Lexicon | None = None) -> Alike:
    """Return how likely two forms are one party; the order of the two does not matter.

    Args:
        a: A form.
        b: Another.
        lexicon: Tables to use; the built-in ones if None.
    """
    against = _against(a, b)
    if against is not None:
        return Alike(0.0, (against,))
    if a.known is not None and b.known is not None:
        return Alike(1.0, (f"one party of the tables: {a.names[0]}",))
    if a.kind != "person":
        common = {_words(name) for name in naming_names(a)} & {_words(name) for name in naming_names(b)}
        return Alike(1.0, (f"the same name: {' '.join(min(common))}",)) if common else Alike(0.0)
    best = names.Likeness(0.0)
    for left in naming_names(a):
        for right in naming_names(b):
            found = names.like(left, right, lexicon)
            best = max(best, found, key=lambda likeness: (likeness.score, likeness.reasons))
    longest = names.like(a.names[0], b.names[0], lexicon)
    if not longest.score and min(len(names.parts(form.names[0], lexicon)) for form in (a, b)) > 1:
        return Alike(0.0, ("the full names do not agree",))
    shared = sorted(set(a.offices) & set(b.offices))
    return Alike(best.score, best.reasons + tuple(f"both are called {office}" for office in shared))


def _met(namings: Iterable[Naming], lexicon: Lexicon) -> Iterator[tuple[Naming, Naming]]:
    """Pairs of namings that share a key on which forms are compared, each once."""
    shown = {naming.key: naming for naming in namings}
    blocks: dict[str, list[str]] = defaultdict(list)
    for naming in shown.values():
        for key in keys(naming.form, lexicon):
            if key.startswith(COMPARED):
                blocks[key].append(naming.key)
    for left, right in sorted({pair for block in blocks.values() for pair in combinations(sorted(block), 2)}):
        yield shown[left], shown[right]


def alike_enough(a: PartyForm, b: PartyForm, lexicon: Lexicon | None = None) -> bool:
    """Return whether two forms may be of one party, if nothing else speaks against it.

    Args:
        a: A form.
        b: Another.
        lexicon: Tables to use; the built-in ones if None.
    """
    return alike(a, b, lexicon).score >= names.SAME


def cluster(
    namings: Sequence[Naming], near: Iterable[tuple[str, str]], verdicts: Sequence[Verdict], lexicon: Lexicon
) -> tuple[Core, ...]:
    """Return the clusters of namings; see `resolution.cores`.

    Args:
        namings: All that likeness and verdicts join.
        near: Keys of those that are alike enough.
        verdicts: What an analyst said.
        lexicon: Tables to use.
    """

    def compare(a: PartyForm, b: PartyForm) -> tuple[float, tuple[str, ...]]:
        found = alike(a, b, lexicon)
        return found.score, found.reasons

    return cores(namings, near, verdicts, alike=compare, lexicon=lexicon)


def divided(namings: Iterable[Naming], verdicts: Iterable[Verdict]) -> tuple[list[Naming], list[Naming]]:
    """Return the namings that are clustered, and the offices that no verdict put anywhere.

    Args:
        namings: Namings.
        verdicts: What an analyst said.
    """
    bound = {spot for verdict in verdicts if verdict.same for spot in (verdict.left, verdict.right)}
    named: list[Naming] = []
    roles: list[Naming] = []
    for naming in namings:
        (roles if naming.form.kind == "role" and naming.spot not in bound else named).append(naming)
    return named, roles


def resolve(
    forms: Iterable[PartyForm], decisions: Iterable[Verdict] = (), lexicon: Lexicon | None = None
) -> tuple[CanonicalEntity, ...]:
    """Return the canonical entities of forms, each form in one, by their ids; an office of nobody known is in none.

    The result depends on the set of forms and verdicts alone.

    Args:
        forms: Forms in any order.
        decisions: What an analyst merged and split; always followed.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon, verdicts = lexicon or default_lexicon(), tuple(decisions)
    judged = {spot for verdict in verdicts for spot in (verdict.left, verdict.right)}
    named, roles = divided(gather(forms, judged, lambda form: naming_of(form, lexicon)), verdicts)
    near = [(a.key, b.key) for a, b in _met(named, lexicon) if alike_enough(a.form, b.form, lexicon)]
    made = cluster(named, near, verdicts, lexicon)
    standing = stand(made, roles, verdicts, keys=lambda form: keys(form, lexicon), elsewhere=Elsewhere())
    return entities(made, standing)
