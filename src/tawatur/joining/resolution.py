# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cluster forms of parties: verdicts first, then the most alike, never two that speak against each other.

Forms that name a party alike are one `Naming` and are compared once. What is clustered together follows from the
namings that likeness joins, step by step, and from nothing else (`cores`): whoever keeps the likenesses clusters again
only what a new naming reaches. Who is known by one part of a name, and whom an office means on a day, is decided after
that, from the clusters that bear the name or hold the office (`only_bearer`, `offices.Holders`).

A short name that fits several longer ones which do not fit one another («محمد الحربي») says nothing about which of
them is meant, so it stays by itself.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tawatur.joining import names
from tawatur.lexicon import Lexicon
from tawatur.model.joined import CanonicalEntity, PartyForm

Pair = tuple[int, int]
Spot = tuple[str, str]  # report key, entity id within its reading
Compare = Callable[[PartyForm, PartyForm], tuple[float, tuple[str, ...]]]
NAMES = 3  # names of a form that make its naming, if no table knows the party


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an analyst said of two forms: one party, or two."""

    left: Spot
    right: Spot
    same: bool


def naming_names(form: PartyForm) -> tuple[str, ...]:
    """Return the names of a form that make its naming, the longest first: one if a table knows the party.

    Forms of one naming differ in all others, so that nothing else may decide to what they are alike.

    Args:
        form: A form.
    """
    return form.names[: NAMES if form.known is None else 1]


@dataclass(frozen=True, slots=True)
class Naming:
    """Forms that name a party alike.

    Args:
        key: What they have in common, see `parties.naming_of`; the same key, the same likeness to every other.
        form: One that stands for them in comparisons.
        forms: All of them.
        spot: Where an analyst's verdict made one form a case of its own.
    """

    key: str
    form: PartyForm
    forms: tuple[PartyForm, ...]
    spot: Spot | None = None

    @property
    def order(self) -> tuple[int, str, Spot]:
        """Its place among all namings, the plainest first: later ones seldom come before it."""
        return len(self.key), self.key, self.spot or ("", "")


class Core:
    """Namings that are one party by likeness and verdicts, in order, and why they are."""

    def __init__(self, namings: Sequence[Naming], reasons: Iterable[str]) -> None:
        self.namings = tuple(namings)
        self.reasons = tuple(reasons)

    @cached_property
    def named(self) -> tuple[Naming, ...]:
        """The namings that bear a name, not only an office."""
        return tuple(naming for naming in self.namings if naming.form.kind != "role")

    @cached_property
    def country(self) -> str | None:
        """The country that its forms state, if any does."""
        return min((c for naming in self.named if (c := naming.form.country) is not None), default=None)

    @cached_property
    def id(self) -> str:
        """Id of the entity: a hash of the plainest of its namings, which no other entity has."""
        first = min(self.named or self.namings, key=lambda naming: naming.order)
        parts = [first.key, *(first.spot or ())]
        return "e" + hashlib.blake2b("\x1e".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def spots(self) -> set[Spot]:
        """Where the forms stand of which an analyst spoke."""
        return {naming.spot for naming in self.namings if naming.spot is not None}


def gather(
    forms: Iterable[PartyForm], judged: Iterable[Spot], naming_of: Callable[[PartyForm], str]
) -> tuple[Naming, ...]:
    """Return the namings of forms, in order.

    Args:
        forms: Forms in any order.
        judged: Forms of which an analyst spoke; each is a naming of its own.
        naming_of: What forms of one naming have in common.
    """
    own = set(judged)
    held: dict[tuple[str, Spot | None], list[PartyForm]] = defaultdict(list)
    for form in set(forms):
        spot = (form.report, form.entity)
        held[naming_of(form), spot if spot in own else None].append(form)
    found = []
    for (key, place), mine in held.items():
        mine.sort(key=lambda form: (form.names, form.known or "", form.offices, form.report, form.entity))
        shown = replace(mine[0], names=naming_names(mine[0]))
        found.append(Naming(key, shown, tuple(mine), place))
    return tuple(sorted(found, key=lambda naming: naming.order))


class _Clusters:
    """Union of namings under verdicts."""

    def __init__(self, namings: Sequence[Naming], verdicts: Iterable[Verdict], alike: Compare) -> None:
        self.namings, self.alike = namings, alike
        self.parent = list(range(len(namings)))
        self.members = {n: [n] for n in self.parent}
        self.reasons: dict[int, list[str]] = defaultdict(list)
        at = {naming.spot: n for n, naming in enumerate(namings) if naming.spot is not None}
        said = sorted((at[v.left], at[v.right], v.same) for v in verdicts if v.left in at and v.right in at)
        self.apart = {frozenset((a, b)) for a, b, same in said if not same and a != b}
        self.bound = [(a, b) for a, b, same in said if same]
        self.placed = {n for pair in self.bound for n in pair}
        self._fits: dict[Pair, bool] = {}

    def root(self, n: int) -> int:
        """The naming that stands for a naming's cluster."""
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def unite(self, a: int, b: int, reasons: Sequence[str]) -> None:
        """Make one cluster of two."""
        a, b = sorted((self.root(a), self.root(b)))
        if a != b:
            self.parent[b] = a
            self.members[a] += self.members.pop(b)
            self.reasons[a] += [*self.reasons.pop(b, []), "; ".join(reasons)]

    def fits(self, a: int, b: int) -> bool:
        """Whether nothing in two namings speaks against their being one."""
        pair = min(a, b), max(a, b)
        if pair not in self._fits:
            self._fits[pair] = self.alike(self.namings[a].form, self.namings[b].form)[0] > 0
        return self._fits[pair]

    def may(self, a: int, b: int) -> bool:
        """Whether nothing in two clusters speaks against their being one."""
        left, right = self.members[self.root(a)], self.members[self.root(b)]
        if self.apart and any(frozenset((x, y)) in self.apart for x in left for y in right):
            return False
        # Whom an analyst put somewhere may be called anything: it is enough that the others there agree.
        if not all(self.fits(x, y) or x in self.placed or y in self.placed for x in left for y in right):
            return False
        return not self.placed or any(self.fits(x, y) for x in left for y in right)


def _size(form: PartyForm, lexicon: Lexicon) -> int:
    return max(len(names.parts(name, lexicon)) for name in form.names)


def _edges(made: _Clusters, near: Iterable[Pair], lexicon: Lexicon) -> list[tuple[float, int, int, tuple[str, ...]]]:
    """Pairs that are alike enough, the most alike first, without short names that fit several others."""
    found: dict[Pair, tuple[float, tuple[str, ...]]] = {}
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(near):
        found[a, b] = made.alike(made.namings[a].form, made.namings[b].form)
        beside[a].append(b)
        beside[b].append(a)
    for number in sorted(beside):
        form = made.namings[number].form
        if form.kind != "person" or form.known is not None:
            continue
        own = _size(form, lexicon)
        longer = [n for n in beside[number] if _size(made.namings[n].form, lexicon) > own]
        if not all(made.fits(a, b) for i, a in enumerate(longer) for b in longer[i + 1 :]):
            for other in longer:
                found.pop((min(number, other), max(number, other)), None)
    return sorted((-score, a, b, reasons) for (a, b), (score, reasons) in found.items())


def cores(
    namings: Sequence[Naming],
    near: Iterable[tuple[str, str]],
    verdicts: Iterable[Verdict],
    *,
    alike: Compare,
    lexicon: Lexicon,
) -> tuple[Core, ...]:
    """Return the clusters of namings, each naming in one.

    The namings that likeness or a verdict joins, step by step, decide alone how they cluster: all of them have to be
    given together, and it does not matter who else is.

    Args:
        namings: As `gather` gives them.
        near: Keys of those that are alike enough, each pair once; forms of one key that an analyst spoke of apart are
            compared without being named here.
        verdicts: What an analyst said.
        alike: Score and reasons of two forms.
        lexicon: Tables to use.
    """
    made = _Clusters(namings, verdicts, alike)
    at: dict[str, list[int]] = defaultdict(list)
    for number, naming in enumerate(namings):
        at[naming.key].append(number)
    pairs = {(min(a, b), max(a, b)) for left, right in near for a in at.get(left, ()) for b in at.get(right, ())}
    for held in at.values():
        pairs |= {
            (a, b)
            for i, a in enumerate(held)
            for b in held[i + 1 :]
            if alike(namings[a].form, namings[b].form)[0] >= names.SAME
        }
    for a, b in made.bound:
        made.unite(a, b, ("an analyst's decision",))
    for _, a, b, reasons in _edges(made, pairs, lexicon):
        if made.root(a) != made.root(b) and made.may(a, b):
            made.unite(a, b, reasons)
    return tuple(Core([namings[n] for n in sorted(made.members[r])], made.reasons[r]) for r in sorted(made.members))


def only_bearer(country: str | None, bearers: Mapping[str, str | None]) -> str | None:
    """Return the id of the one party that a name of one part can mean, None where there is none or there are several.

    Args:
        country: That the report states with the name; without it nobody is meant in particular.
        bearers: Ids of the parties whose last name it is, letter for letter, with the country of each.
    """
    found = [id for id, stated in bearers.items() if stated == country]
    return found[0] if country is not None and len(found) == 1 else None


@dataclass(slots=True)
class Attached:
    """Forms that stand for a party without bearing its full name, and why."""

    forms: list[PartyForm]
    reasons: list[str]


def entity_of(core: Core, attached: Attached | None = None) -> CanonicalEntity | None:
    """Return the canonical entity of a cluster and of what stands for it; None of one that bears no name.

    Args:
        core: The cluster.
        attached: Lone names and offices that mean it.
    """
    more = attached or Attached([], [])
    named = [form for naming in core.named for form in naming.forms]
    if not named:
        return None
    lone = [form for form in more.forms if form.kind != "role"]
    spelt = Counter(name for form in (*named, *lone) for name in form.names)
    first = Counter(form.names[0] for form in (*named, *lone))
    known = Counter(form.names[0] for form in named if form.known is not None)
    sectors = Counter(form.sector for form in (*named, *lone) if form.sector is not None)
    every = [*(form for naming in core.namings for form in naming.forms), *more.forms]
    alike = [f"the same name: {n.form.names[0]}" for n in core.named if len({form.names[0] for form in n.forms}) > 1]
    return CanonicalEntity(
        core.id,
        min(known or first, key=lambda n: (-(known or first)[n], -len(n), n)),
        named[0].kind,
        names=tuple(sorted(spelt, key=lambda n: (-spelt[n], n))),
        country=core.country,
        sector=min(sectors, key=lambda s: (-sectors[s], s)) if sectors else None,
        offices=tuple(sorted({office for form in (*named, *lone) for office in form.offices})),
        forms=tuple(sorted((form.report, form.entity) for form in every)),
        reasons=tuple(dict.fromkeys(sorted((*core.reasons, *alike, *more.reasons)))),
    )
