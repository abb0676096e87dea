# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cluster forms of parties: verdicts first, then the most alike, never two that speak against each other.

A short name that fits several longer ones which do not fit one another («محمد الحربي») says nothing about which of
them is meant, so it stays by itself.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tawatur.joining import names
from tawatur.joining.offices import Holders
from tawatur.lexicon import Lexicon
from tawatur.model.joined import CanonicalEntity, PartyForm

Pair = tuple[int, int]
COMPARED = ("person:", "body:", "known:")  # blocks whose profiles are compared in pairs
Spot = tuple[str, str]  # report key, entity id within its reading
Compare = Callable[[PartyForm, PartyForm], tuple[float, tuple[str, ...]]]
MOST_IN_BLOCK = 200  # profiles under one key that are all compared with each other
WINDOW = 12  # in a larger block, of a common name: next ones in the order of their names that each is compared with
NAMES = 3  # names of a form that make its profile, the longest first; one if a table knows the party


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an analyst said of two forms: one party, or two."""

    left: Spot
    right: Spot
    same: bool


@dataclass(slots=True)
class _Profile:
    """Forms that name a party alike; `apart` where a verdict made one of them a case of its own."""

    form: PartyForm
    forms: list[PartyForm]
    apart: Spot | None = None


def _profiles(forms: Iterable[PartyForm], verdicts: Sequence[Verdict]) -> list[_Profile]:
    judged = {spot for verdict in verdicts for spot in (verdict.left, verdict.right)}
    found: dict[tuple[str, str], _Profile] = {}
    for form in sorted(set(forms), key=lambda f: (f.report, f.entity)):
        spot = (form.report, form.entity)
        offices = form.offices if form.kind == "role" else ()
        known = form.names[: NAMES if form.known is None else 1]
        plain = replace(form, report="", entity="", published=None, sector=None, offices=offices, names=known)
        # A role means its holder of that day: each date is a profile.
        dated = form.published or "" if form.kind == "role" else ""
        own = f"{spot[0]} {spot[1]}" if spot in judged else ""
        profile = found.setdefault((repr(plain), dated + own), _Profile(plain, [], spot if own else None))
        profile.forms.append(form)
    return [found[key] for key in sorted(found)]


class _Clusters:
    """Union of profiles under verdicts."""

    def __init__(self, profiles: list[_Profile], verdicts: Sequence[Verdict], alike: Compare) -> None:
        self.profiles, self.alike = profiles, alike
        self.parent = list(range(len(profiles)))
        self.members = {n: [n] for n in self.parent}
        self.reasons: dict[int, list[str]] = defaultdict(list)
        at = {(form.report, form.entity): n for n, profile in enumerate(profiles) for form in profile.forms}
        said = sorted((at[v.left], at[v.right], v.same) for v in verdicts if v.left in at and v.right in at)
        self.apart = {frozenset((a, b)) for a, b, same in said if not same and a != b}
        self.bound = [(a, b) for a, b, same in said if same]

    def root(self, n: int) -> int:
        """The profile that stands for a profile's cluster."""
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

    def may(self, a: int, b: int) -> bool:
        """Whether nothing in two clusters speaks against their being one."""
        left, right = self.members[self.root(a)], self.members[self.root(b)]
        if any(frozenset((x, y)) in self.apart for x in left for y in right):
            return False
        found = [(x, y, self.alike(self.profiles[x].form, self.profiles[y].form)[0] > 0) for x in left for y in right]
        # Whom an analyst put somewhere may be called anything: it is enough that the others there agree.
        judged = {n for pair in self.bound for n in pair}
        return any(fits for *_, fits in found) and all(fits or x in judged or y in judged for x, y, fits in found)


def _size(form: PartyForm, lexicon: Lexicon) -> int:
    return max(len(names.parts(name, lexicon)) for name in form.names)


def _order(form: PartyForm, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(part.text for part in names.parts(form.names[0], lexicon))


def _pairs(profiles: list[_Profile], keys: Callable[[PartyForm], tuple[str, ...]], lexicon: Lexicon) -> set[Pair]:
    """Pairs of profiles that are to be compared: those under one key, of a common one the neighbours."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for key in keys(profile.form):
            if key.startswith(COMPARED):
                blocks[key].append(number)
    out: set[Pair] = set()
    for block in blocks.values():
        width = len(block)
        if width > MOST_IN_BLOCK:
            block.sort(key=lambda n: (_order(profiles[n].form, lexicon), n))
            width = WINDOW
        out.update((min(a, b), max(a, b)) for n, a in enumerate(block) for b in block[n + 1 : n + 1 + width])
    return out


def _edges(
    profiles: list[_Profile], keys: Callable[[PartyForm], tuple[str, ...]], alike: Compare, lexicon: Lexicon
) -> list[tuple[float, int, int, tuple[str, ...]]]:
    """Pairs of profiles that are alike enough, the most alike first, without short names that fit several others."""
    found: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(_pairs(profiles, keys, lexicon)):
        score, reasons = alike(profiles[a].form, profiles[b].form)
        if score >= names.SAME:
            found[a, b] = score, reasons
            near[a].append(b)
            near[b].append(a)
    for number in sorted(near):
        form = profiles[number].form
        if form.kind != "person" or form.known is not None:
            continue
        own = _size(form, lexicon)
        longer = [n for n in near[number] if _size(profiles[n].form, lexicon) > own]
        fits = all(
            alike(profiles[a].form, profiles[b].form)[0] > 0 for i, a in enumerate(longer) for b in longer[i + 1 :]
        )
        if not fits:
            for other in longer:
                found.pop((min(number, other), max(number, other)), None)
    return sorted((-score, a, b, reasons) for (a, b), (score, reasons) in found.items())


def _families(
    made: _Clusters, keys: Callable[[PartyForm], tuple[str, ...]], lexicon: Lexicon
) -> list[tuple[int, int, str]]:
    """Persons known by one part of their name, and the only one of that name that the forms hold."""
    full: dict[str, set[int]] = defaultdict(set)
    single: list[tuple[int, str]] = []
    for number, profile in enumerate(made.profiles):
        for key in keys(profile.form):
            if key.startswith("family:"):
                if _size(profile.form, lexicon) > 1:
                    full[key].add(made.root(number))
                else:
                    single.append((number, key))
    out = []
    for number, key in single:
        fitting = [root for root in sorted(full[key]) if _agree(made, number, root)]
        if len(fitting) == 1:
            out.append((number, fitting[0], f"the only one of the name {made.profiles[number].form.names[0]}"))
    return out


def _agree(made: _Clusters, number: int, root: int) -> bool:
    """Whether a lone name may be that of a cluster: its last part letter for letter, and country as stated in both."""
    form = made.profiles[number].form
    countries = {c for n in made.members[root] if (c := made.profiles[n].form.country) is not None}
    if form.country is None or countries != {form.country}:
        return False
    tails = {names.parts(name)[-1].text for n in made.members[root] for name in made.profiles[n].form.names if name}
    return any(part.text in tails for name in form.names for part in names.parts(name))


def _holders(made: _Clusters) -> list[tuple[int, int, str]]:
    """Roles that mean the holder of an office on their day."""
    said = [
        (office, str(made.root(number)), form.published)
        for number, profile in enumerate(made.profiles)
        if profile.form.kind == "person"
        for form in profile.forms
        for office in form.offices
    ]
    holders = Holders(said)
    out = []
    for number, profile in enumerate(made.profiles):
        if profile.form.kind == "role":
            day = profile.forms[0].published
            found = {holders.holder(office, day) for office in profile.form.offices} - {None}
            if len(found) == 1:
                reason = f"holds the office {profile.form.offices[0]} on {day}"
                out.append((number, int(next(iter(found)) or 0), reason))
    return out


def _entity(made: _Clusters, root: int) -> CanonicalEntity | None:
    profiles = [made.profiles[n] for n in sorted(made.members[root])]
    named = [profile for profile in profiles if profile.form.kind != "role"]
    if not named:
        return None
    forms = [form for profile in named for form in profile.forms]
    spelt = Counter(name for form in forms for name in form.names)
    first = Counter(form.names[0] for form in forms)
    known = sorted(form.names[0] for form in forms if form.known is not None)
    name = known[0] if known else min(first, key=lambda n: (-first[n], -len(n), n))
    countries = sorted({form.country for form in forms if form.country is not None})
    sectors = Counter(form.sector for form in forms if form.sector is not None)
    parts = [forms[0].kind, known[0] if known else min(name for form in forms for name in form.names)]
    parts += countries[:1] if not known else []
    parts += [" ".join(profile.apart) for profile in named if profile.apart is not None][:1]
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return CanonicalEntity(
        f"e{digest}",
        name,
        forms[0].kind,
        names=tuple(sorted(spelt, key=lambda n: (-spelt[n], n))),
        country=countries[0] if countries else None,
        sector=min(sectors, key=lambda s: (-sectors[s], s)) if sectors else None,
        offices=tuple(sorted({office for form in forms for office in form.offices})),
        forms=tuple(sorted((form.report, form.entity) for profile in profiles for form in profile.forms)),
        reasons=tuple(dict.fromkeys(sorted(made.reasons.get(root, ())))),
    )


def clusters(
    forms: Iterable[PartyForm],
    verdicts: Sequence[Verdict],
    *,
    keys: Callable[[PartyForm], tuple[str, ...]],
    alike: Compare,
    lexicon: Lexicon,
) -> tuple[CanonicalEntity, ...]:
    """Return the canonical entities of forms, by their ids; a role whose holder is unknown is in none.

    Args:
        forms: Forms in any order.
        verdicts: What an analyst said.
        keys: Keys under which a form meets others.
        alike: Score and reasons of two forms.
        lexicon: Tables to use.
    """
    made = _Clusters(_profiles(forms, verdicts), verdicts, alike)
    for a, b in made.bound:
        made.unite(a, b, ("an analyst's decision",))
    for _, a, b, reasons in _edges(made.profiles, keys, alike, lexicon):
        if made.root(a) != made.root(b) and made.may(a, b):
            made.unite(a, b, reasons)
    for link in (_families(made, keys, lexicon), _holders(made)):
        for number, root, reason in link:
            if frozenset((number, root)) not in made.apart:
                made.unite(number, root, (reason,))
    found = [entity for root in sorted(made.members) if (entity := _entity(made, root)) is not None]
    return tuple(sorted(found, key=lambda entity: (entity.id, entity.forms)))
