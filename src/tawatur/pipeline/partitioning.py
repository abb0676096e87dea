# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make the incidents of a case anew around new tellings, and nowhere else.

Links join the news of weeks into one net, so not all that links reach is clustered again, but the incidents of the new
tellings (the core) together with those that are linked to them (the ring). A merge of two clusters needs a link between
them. If the ring comes out as it was, it merged with nothing of the core at any stage, so it meets what lies behind it
as before, and what lies behind it does not meet the core at all: the result is that of clustering everything. What of
the ring comes out otherwise joins the core, and the next ring is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tawatur.casefile import Transaction, stories
from tawatur.joining import incidents
from tawatur.joining.incidents import Partition, spot
from tawatur.joining.likeness import Profile, profile
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Incident, Mark, Telling, Verdict
from tawatur.text.memory import Bounded

Group = frozenset[int]  # numbers of tellings
_FIELDS = ("tellings", "reports", "recalled_by", "type", "title", "mode", "when", "place", "days", "reasons")


@dataclass(frozen=True, slots=True)
class Remembered:
    """What one part needs that an earlier one had at hand, by the numbers of tellings, which are never given again."""

    marks: Bounded[int, Mark] = field(default_factory=lambda: Bounded(most=40_000, keep=0.75))
    profiles: Bounded[int, Profile] = field(default_factory=lambda: Bounded(most=4000, keep=0.75))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a case: its tellings, how alike they are, their incidents as they stand, and as they will."""

    told: dict[int, Mark]
    alike: dict[tuple[int, int], float]
    old: dict[str, Group]
    made: Partition

    def substance(self, group: Iterable[int]) -> Group:
        """The tellings of a group that do more than recall."""
        return frozenset(number for number in group if self.told[number].substance)


class Partitioning:
    """Partitions again, in one transaction, what the tellings of some reports touch.

    Args:
        tx: A writing transaction.
        said: The analyst's verdicts on tellings.
        lexicon: Tables to use.
        remembered: What earlier parts had at hand; the same for all parts of one work.
    """

    def __init__(
        self, tx: Transaction, said: tuple[Verdict, ...], lexicon: Lexicon, remembered: Remembered | None = None
    ) -> None:
        self.tx, self.said, self.lexicon = tx, said, lexicon
        self.remembered = Remembered() if remembered is None else remembered

    def _whole(self, numbers: Iterable[int]) -> set[int]:
        """Tellings with all that share an incident with them now."""
        held = set(numbers)
        return held | set(stories.mates(self.tx, sorted(held)))

    def _judged(self, numbers: set[int]) -> set[int]:
        """The tellings of the reports that verdicts tie to those of some tellings, step by step."""
        if not self.said:
            return set()
        held = set(stories.report_keys(self.tx, sorted(numbers)))
        pairs = [{v.left[0], v.right[0]} for v in self.said]
        found: set[str] = set()
        while more := {key for pair in pairs if pair & (held | found) for key in pair} - found:
            found |= more
        return set(stories.numbers_of(self.tx, sorted(found)))

    def _marks(self, numbers: Iterable[int]) -> dict[int, Mark]:
        wanted, known = set(numbers), self.remembered.marks
        held = {number: known[number] for number in wanted & known.keys()}
        for number, mark in stories.tellings(self.tx, sorted(wanted - held.keys()), Mark).items():
            held[number] = known[number] = mark
        return held

    def _part(self, numbers: set[int]) -> _Part:
        told = self._marks(numbers)
        alike = stories.links_among(self.tx, told)
        old: dict[str, set[int]] = {}
        for number, id in stories.homes(self.tx, told).items():
            old.setdefault(id, set()).add(number)
        groups = {id: frozenset(group) for id, group in old.items()}
        return _Part(told, alike, groups, Partition(told, self.said, alike))

    def _ring(self, core: set[int]) -> set[int]:
        """The incidents beside the core, and what only recalls; what is not in an incident yet has its turn later."""
        near = stories.beside(self.tx, core, incidents.LEAST) - core
        homed = set(stories.homes(self.tx, near))
        alone = {number for number, mark in self._marks(near - homed).items() if not mark.substance}
        return (self._whole(homed) | alone) - core

    def run(self, keys: Iterable[str]) -> None:
        """Store the incidents that the tellings of these reports touch as they are with them.

        Args:
            keys: Reports whose tellings or links are new, or that lost what they shared an incident with.
        """
        core = self._whole(stories.numbers_of(self.tx, keys))
        while True:
            core |= self._whole(self._judged(core))
            ring = self._ring(core)
            tied = self._judged(ring) - core
            if tied:
                core |= self._whole(tied | ring)
                continue
            part = self._part(core | ring)
            groups = part.made.told()
            as_before = {part.substance(group) for group in part.old.values()}
            moved = {number for group in groups if group not in as_before for number in group} - core
            if not moved:
                break
            core |= self._whole(moved)
        self._store(part, [group for group in groups if group & core], core)

    def _store(self, part: _Part, found: list[Group], core: set[int]) -> None:
        """Give what only recalls its homes, and store what is not as it was."""
        recalling = {number for number, mark in part.told.items() if not mark.substance}
        beyond = stories.beside(self.tx, recalling, incidents.LEAST) - part.told.keys()
        homed = self._whole(stories.homes(self.tx, beyond))
        if homed - part.told.keys():
            part = self._part(part.told.keys() | homed)
        anew = {number for group in found for number in group}
        others = [told for group in part.old.values() if (told := part.substance(group)) and not told & anew]
        groups = part.made.recalling([*found, *others])
        before, after = set(part.old.values()), set(groups)
        made = [group for n, group in enumerate(groups) if n < len(found) or group not in before]
        gone = [id for id, group in part.old.items() if group & core or group not in after]
        self._replace(part, gone, made)

    def _replace(self, part: _Part, gone: list[str], made: list[Group]) -> None:
        """Store incidents in place of others; those that are the same stay as they are."""
        bare = stories.bare(self.tx, gone)
        told = stories.tellings(self.tx, sorted({n for held in (*made, *(f.numbers for f in bare)) for n in held}))
        before = [replace(f.incident, tellings=tuple(told[n] for n in f.numbers)) for f in bare]
        after = self._incidents(part, made, told)
        known = {incident.id: incident for incident in before}

        def is_same(incident: Incident) -> bool:
            old = known.get(incident.id)
            return old is not None and all(getattr(old, name) == getattr(incident, name) for name in _FIELDS)

        same = {incident.id for incident in after if is_same(incident)}
        moved = incidents.redirects(before, after)
        stories.drop_incidents(self.tx, [incident.id for incident in before if incident.id not in same])
        numbers = {spot(telling): number for number, telling in told.items()}
        ready = [stories.Found(i, tuple(numbers[spot(t)] for t in i.tellings)) for i in after if i.id not in same]
        stories.put_incidents(self.tx, ready, moved)

    def _incidents(self, part: _Part, groups: list[Group], told: dict[int, Telling]) -> list[Incident]:
        """The incidents that groups of tellings make."""
        home = {number: at for at, group in enumerate(groups) for number in group}
        numbers = {spot(told[number]): number for number in home}
        alike: dict[int, dict[incidents.Spots, float]] = {}
        for (a, b), value in part.alike.items():
            if a in home and home[a] == home.get(b):
                alike.setdefault(home[a], {})[spot(told[a]), spot(told[b])] = value

        def ready(telling: Telling) -> Profile:
            number, known = numbers[spot(telling)], self.remembered.profiles
            if number not in known:
                known[number] = profile(telling, self.lexicon)
            return known[number]

        return [
            incidents.incident_of((told[number] for number in group), alike.get(at, {}), self.lexicon, ready)
            for at, group in enumerate(groups)
        ]
