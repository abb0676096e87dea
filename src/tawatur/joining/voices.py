# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which sources of one incident may be one in other words, so that the low count takes them as one.

Reports call one source by its full and its short name, by its office or by its body: «وزارة الداخلية السعودية» and
«الداخلية», «العميد الصبيحي» and «عبد الله الصبيحي», the army and the ministry of defence. Over all news that would link
strangers; of one incident it is likely, and a count that may be too low is the lesser error. A state and one of its
organs may be one, two organs that nothing else links are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tawatur.joining import names
from tawatur.joining.wording import stem
from tawatur.lexicon import Lexicon, values
from tawatur.model.records import EntityKind

BODIES = frozenset(("organisation", "group"))
PUBLIC = frozenset(("GOV", "MIL", "COP", "SPY"))  # sectors of a state's organs
OFFICE = 3  # words of an office that is known again in longer wording


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as one report calls it.

    Args:
        name: Folded name of the party.
        wording: Folded wording of the source, its office included; empty where the report leaves it to a pronoun.
        kind: Of the party.
        country: Of the party; empty if unknown.
        sector: Of the party; empty if unknown.
    """

    name: str
    wording: str
    kind: EntityKind
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class _Known:
    peoples: frozenset[str]  # stems of the names of states and of their people
    services: dict[str, str]  # stems of a body's name, joined, and the service that it is


def _compile(lexicon: Lexicon) -> _Known:
    columns = ("name", "variants", "demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp")
    rows = lexicon.table("entities/countries").columns(*columns)
    peoples = {stem(form) for row in rows for cell in row for form in values(cell) if " " not in form}
    services = {
        " ".join(map(stem, form.split())): service
        for service, forms in lexicon.table("joining/services").columns("service", "forms")
        for form in values(forms)
    }
    return _Known(frozenset(peoples), services)


@lru_cache(maxsize=4096)
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in name.split()) - {""}


def _service(name: str, known: _Known) -> str:
    """The service that a body is: the longest of its first words that the table holds."""
    words = [word for word in map(stem, name.split()) if word]
    found = (known.services.get(" ".join(words[:size])) for size in range(len(words), 0, -1))
    return next((service for service in found if service), "")


def _are_one_body(a: Voice, b: Voice, known: _Known) -> bool:
    """Whether one body's name holds the other's but for the country, or both are one service."""
    left, right = _stems(a.name) - known.peoples, _stems(b.name) - known.peoples
    if left and right and (left <= right or right <= left):
        return True
    service = _service(a.name, known)
    return bool(service) and service == _service(b.name, known)


def _are_one_person(a: Voice, b: Voice, lexicon: Lexicon) -> bool:
    """Whether two names are alike, or one is the last part of the other."""
    left, right = names.parts(a.name, lexicon), names.parts(b.name, lexicon)
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and long:
        return short[0].text == long[-1].text and names.is_telling(short[0], lexicon)
    return names.same(a.name, b.name, lexicon)


def _is_held(office: Voice, other: Voice) -> bool:
    """Whether the other's wording holds an office in the same words."""
    return len(office.wording.split()) >= OFFICE and f" {office.wording} " in f" {other.wording} "


def may_be_one(a: Voice, b: Voice, lexicon: Lexicon) -> bool:
    """Return whether two sources of one incident may be one in other words; the order of the two does not matter.

    Args:
        a: A source.
        b: Another.
        lexicon: Tables to use.
    """
    known = lexicon.compiled("joining.voices", _compile)
    if a.country and b.country and a.country != b.country:
        return False
    if a.kind == "state" or b.kind == "state":
        organs = [v for v in (a, b) if v.kind != "state"]
        return len(organs) == 1 and bool(organs[0].country) and organs[0].sector in PUBLIC
    if a.kind in BODIES and b.kind in BODIES:
        return _are_one_body(a, b, known)
    if a.kind == b.kind == "person" and _are_one_person(a, b, lexicon):
        return True
    return _is_held(a, b) or _is_held(b, a)


def _order(voice: Voice) -> tuple[str, str, str, str, str]:
    return voice.name, voice.wording, voice.kind, voice.country, voice.sector


def alike(voices: Iterable[Voice], lexicon: Lexicon) -> dict[Voice, frozenset[str]]:
    """Return for each source of an incident the pairs of which it is one that may be one source.

    Args:
        voices: The sources, in any order.
        lexicon: Tables to use.
    """
    ordered = sorted(set(voices), key=_order)
    found: dict[Voice, set[str]] = {voice: set() for voice in ordered}
    for number, a in enumerate(ordered):
        for b in ordered[number + 1 :]:
            if may_be_one(a, b, lexicon):
                pair = "\x1f".join((a.name, a.wording, b.name, b.wording))
                found[a].add(pair)
                found[b].add(pair)
    return {voice: frozenset(pairs) for voice, pairs in found.items()}
