# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make the canonical entities of a case anew where something touched them, and nowhere else.

What is touched are the namings that likeness or a verdict joins to a new one, the lone names and offices that these may
bear on, and the entities which such a lone name or office leaves or comes to. Resolving those with what the case keeps
of the others gives what resolving everything would give (`joining.parties.resolve`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tawatur.casefile import Transaction, namings, parties
from tawatur.casefile.parties import Day, Mapped, Spot, day_of
from tawatur.casefile.records import naming_hash
from tawatur.joining import parties as joined
from tawatur.joining.resolution import Core, Verdict, gather
from tawatur.joining.standins import Elsewhere, Standing, entities, stand
from tawatur.lexicon import Lexicon


def find_likes(tx: Transaction, numbers: Iterable[int], lexicon: Lexicon) -> None:
    """Work out and store to which others these namings are alike enough.

    Args:
        tx: A writing transaction.
        numbers: Namings.
        lexicon: Tables to use.
    """
    pairs = namings.meeting(tx, numbers)
    forms = namings.shown(tx, sorted({number for pair in pairs for number in pair}))
    known = ((a, b) for a, b in pairs if a in forms and b in forms)
    namings.put_likes(tx, ((a, b) for a, b in known if joined.alike_enough(forms[a], forms[b], lexicon)))


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is resolved together.

    Args:
        held: The namings.
        cores: Their clusters.
        standing: Whom the lone names and offices among them stand for.
        before: Who was who among them.
        own: Forms of which an analyst spoke.
    """

    held: set[int]
    cores: tuple[Core, ...]
    standing: Standing
    before: Mapped
    own: set[Spot]

    def elsewhere(self) -> dict[Day, str]:
        """Who stands for an entity that is not of this scene."""
        here = {core.id for core in self.cores}
        lone = (
            (form, home)
            for core in self.cores
            if (home := self.standing.lone.get(core.id)) is not None
            for naming in core.namings
            for form in naming.forms
        )
        found: dict[Day, str] = {}
        for form, home in (*lone, *self.standing.offices.items()):
            day = day_of((form.report, form.entity))
            if home not in here and day is not None:
                found[day] = home
        return found

    def disturbed(self) -> set[str]:
        """Entities that somebody leaves or comes to; those of this scene among them."""
        moved = {d for d, home in self.elsewhere().items() if self.before.days.get(d) != home}
        return self.before.ids | {home for d, home in self.elsewhere().items() if d in moved} | self._own_homes()

    def _own_homes(self) -> set[str]:
        """Where forms go of which an analyst spoke and that nothing binds."""
        offices = {home for f, home in self.standing.offices.items() if day_of((f.report, f.entity)) is None}
        return offices | {self.standing.lone[c.id] for c in self.cores if c.spots and c.id in self.standing.lone}


def _groups(pairs: Iterable[tuple[Spot, Spot]]) -> list[list[Spot]]:
    """What pairs join, step by step."""
    home: dict[Spot, list[Spot]] = {}
    for a, b in pairs:
        left, right = home.setdefault(a, [a]), home.setdefault(b, [b])
        if left is not right:
            left += right
            home |= dict.fromkeys(right, left)
    return list({id(group): group for group in home.values()}.values())


class Resolving:
    """Resolves in one transaction what some profiles touch.

    Args:
        tx: A writing transaction.
        said: The analyst's words on parties.
        lexicon: Tables to use.
    """

    def __init__(self, tx: Transaction, said: Sequence[Verdict], lexicon: Lexicon) -> None:
        self.tx, self.said, self.lexicon = tx, tuple(said), lexicon
        self.spots: set[Spot] = {spot for verdict in said for spot in (verdict.left, verdict.right)}
        places = parties.places(tx, self.spots)
        self.judged = set(places.values())
        named = namings.of_profiles(tx, sorted(self.judged))
        groups = _groups((v.left, v.right) for v in said if v.same and {v.left, v.right} <= places.keys())
        bound = ([named[places[spot]] for spot in group if places[spot] in named] for group in groups)
        self.bound = [pair for group in bound for pair in pairwise(group)]

    def _closed(self, seeds: Iterable[int]) -> set[int]:
        """Namings with all that likeness and verdicts join to them, and the lone names that they may bear on."""
        held: set[int] = set()
        more = set(seeds)
        while more:
            held |= namings.joined(self.tx, more, self.bound)
            more = namings.lone(self.tx, namings.last_names(self.tx, sorted(held))) - held
        return held

    def _scene(self, seeds: Iterable[int], roles: Iterable[int]) -> _Scene:
        held = self._closed(seeds)
        numbers = {*namings.profiles_of(self.tx, held), *roles}
        offices = parties.offices(self.tx, numbers)
        numbers |= parties.roles(self.tx, offices)
        forms = parties.representatives(self.tx, sorted(numbers), self.spots)
        found = gather(forms, self.spots, lambda form: joined.naming_of(form, self.lexicon))
        keys = {naming_hash(naming.key): naming.key for naming in found}
        named, meant = joined.divided(found, self.said)
        near = [(keys[a], keys[b]) for a, b in namings.likes_among(self.tx, held) if a in keys and b in keys]
        cores = joined.cluster(named, near, self.said, self.lexicon)
        standing = stand(
            cores,
            meant,
            self.said,
            keys=lambda form: joined.keys(form, self.lexicon),
            elsewhere=Elsewhere(
                namings.bearers(self.tx, namings.last_names(self.tx, sorted(held)), held),
                parties.said(self.tx, parties.offices(self.tx, numbers), numbers),
            ),
        )
        own = {(form.report, form.entity) for form in forms} & self.spots
        return _Scene(held, cores, standing, parties.mapped(self.tx, sorted(numbers), self.spots), own)

    def resolve(self, numbers: Iterable[int]) -> list[str]:
        """Resolve what these profiles touch, store it, and return the reports that name somebody else now.

        Args:
            numbers: Profiles that are new, or gone, or count on a new day.
        """
        touched = sorted({*numbers, *self.judged})
        named = namings.of_profiles(self.tx, touched)
        seeds, roles = set(named.values()), set(touched) - set(named)
        scene = self._scene(seeds, roles)
        while more := namings.of_entities(self.tx, scene.disturbed()) - scene.held:
            seeds |= more
            scene = self._scene(seeds, roles)
        stays = {day for day, home in scene.elsewhere().items() if scene.before.days.get(day) == home}
        before = Mapped({d: id for d, id in scene.before.days.items() if d not in stays}, scene.before.own)
        changed = parties.put_entities(self.tx, before, entities(scene.cores, scene.standing), scene.own)
        namings.drop_unused(self.tx, touched)
        return changed
