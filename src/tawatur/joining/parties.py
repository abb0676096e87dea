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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tawatur.joining import names
from tawatur.joining.offices import office_of
from tawatur.joining.resolution import Verdict, clusters
from tawatur.joining.spelling import skeleton
from tawatur.joining.wording import bits_of, stem
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import Entity, Reading
from tawatur.model.joined import CanonicalEntity, PartyForm
from tawatur.text.normalize import fold

__all__ = ["Alike", "Verdict", "alike", "keys", "prepare", "resolve"]

MOST_NAMES = 3  # names of a form that are compared, the longest first
BODY_WORDS = 2  # words that tell something of the name of a body that no table knows
BODY_BITS = 16.0  # bits that such a name tells where no country is stated: «وزارة الخارجية» is everybody's
OFFICE_WORDS = 3  # words of an office that is one person's where no country is stated
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
    return entity.country is not None or (entity.kind != "state" and sum(map(bits_of, words)) >= BODY_BITS)


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
    said: dict[str, list[str]] = {}
    for mention in reading.mentions:
        said.setdefault(mention.entity, []).append(mention.text)
    out = []
    for entity in reading.entities:
        texts = tuple(dict.fromkeys([entity.name, *said.get(entity.id, ())]))
        offices = _offices(entity, texts, lexicon)
        named = [entity.name] if entity.kind == "role" and offices else _names(entity, texts, lexicon)
        if not named or (entity.id in unnamed and entity.known is None):
            continue
        form = PartyForm(report_key, entity.id, tuple(named), entity.kind, entity.country, entity.sector, entity.known)
        out.append(replace(form, offices=offices, published=reading.report.published))
    return tuple(out)


def keys(form: PartyForm, lexicon: Lexicon | None = None) -> tuple[str, ...]:
    """Return the keys under which a form meets those that may be the same; forms that share none are never compared.

    Args:
        form: A form.
        lexicon: Tables to use; the built-in ones if None.
    """
    if form.kind == "role":
        return tuple(f"office:{office}" for office in form.offices)
    found = {f"office:{office}" for office in form.offices if form.kind == "person"}
    if form.known is not None:
        found.add(f"known:{form.kind}:{fold(form.names[0])}")
    for name in form.names[:MOST_NAMES]:
        if form.kind != "person":
            found.add(f"body:{form.kind}:{' '.join(_words(name))}")
            continue
        parts = names.parts(name, lexicon)
        plain = (
            [skeleton(p.text) for p in parts if not p.kunya] if len(parts) > 2 else [skeleton(p.text) for p in parts]
        )
        if len(plain) > 1:
            found.update((f"person:{plain[0]}|{plain[-1]}", f"person:{plain[0]}|{plain[1]}"))
            if names.is_telling(parts[-1], lexicon):
                found.add(f"family:{plain[-1]}")
        elif plain and names.is_telling(parts[0], lexicon):
            found.add(f"family:{plain[0]}")
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
        common = {_words(name) for name in a.names} & {_words(name) for name in b.names}
        return Alike(1.0, (f"the same name: {' '.join(min(common))}",)) if common else Alike(0.0)
    best = names.Likeness(0.0)
    for left in a.names[:MOST_NAMES]:
        for right in b.names[:MOST_NAMES]:
            found = names.like(left, right, lexicon)
            best = max(best, found, key=lambda likeness: (likeness.score, likeness.reasons))
    longest = names.like(a.names[0], b.names[0], lexicon)
    if not longest.score and min(len(names.parts(form.names[0], lexicon)) for form in (a, b)) > 1:
        return Alike(0.0, ("the full names do not agree",))
    shared = sorted(set(a.offices) & set(b.offices))
    return Alike(best.score, best.reasons + tuple(f"both are called {office}" for office in shared))


def resolve(
    forms: Iterable[PartyForm], decisions: Iterable[Verdict] = (), lexicon: Lexicon | None = None
) -> tuple[CanonicalEntity, ...]:
    """Return the canonical entities of forms, each form in one, by their ids.

    The result depends on the set of forms and verdicts alone.

    Args:
        forms: Forms in any order.
        decisions: What an analyst merged and split; always followed.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    return clusters(
        forms,
        tuple(decisions),
        keys=lambda form: keys(form, lexicon),
        alike=lambda a, b: (lambda found: (found.score, found.reasons))(alike(a, b, lexicon)),
        lexicon=lexicon,
    )
