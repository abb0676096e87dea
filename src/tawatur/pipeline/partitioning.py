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
from dataclasses import dataclass

from tawatur.casefile import Transaction, stories
from tawatur.joining import incidents
from tawatur.joining.incidents import Partition, Spot, spot
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Incident, Telling, Verdict

Group = frozenset[Spot]
_FIELDS = ("tellings", "reports", "recalled_by", "type", "title", "mode", "when", "place", "days", "reasons")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a case: its tellings by number, the numbers by place, their incidents as they stand."""

    told: dict[int, Telling]
    numbers: dict[Spot, int]
    old: dict[str, Group]
    made: Partition

    def substance(self, group: Iterable[Spot]) -> Group:
        """The tellings of a group that do more than recall."""
        return frozenset(one for one in group if one in self.numbers and self.told[self.numbers[one]].substance)


class Partitioning:
    """Partitions again, in one transaction, what the tellings of some reports touch.

    Args:
        tx: A writing transaction.
        said: The analyst's verdicts on tellings.
        lexicon: Tables to use.
    """

    def __init__(self, tx: Transaction, said: tuple[Verdict, ...], lexicon: Lexicon) -> None:
        self.tx, self.said, self.lexicon = tx, said, lexicon

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

    def _part(self, numbers: set[int]) -> _Part:
        told = stories.tellings(self.tx, sorted(numbers))
        places = {number: spot(telling) for number, telling in told.items()}
        alike = {(places[a], places[b]): v for (a, b), v in stories.links_among(self.tx, places).items()}
        old: dict[str, set[Spot]] = {}
        for number, id in stories.homes(self.tx, places).items():
            old.setdefault(id, set()).add(places[number])
        return _Part(
            told,
            {place: number for number, place in places.items()},
            {id: frozenset(group) for id, group in old.items()},
            Partition(told.values(), self.said, self.lexicon, alike),
        )

    def _ring(self, core: set[int]) -> set[int]:
        """The incidents beside the core, and what only recalls; what is not in an incident yet has its turn later."""
        near = stories.beside(self.tx, core, incidents.LEAST) - core
        homed = set(stories.homes(self.tx, near))
        alone = {n for n, telling in stories.tellings(self.tx, sorted(near - homed)).items() if not telling.substance}
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
            inner = {place for place, number in part.numbers.items() if number in core}
            moved = {one for group in groups if group not in as_before for one in group} - inner
            if not moved:
                break
            core |= self._whole(part.numbers[one] for one in moved)
        self._store(part, [group for group in groups if group & inner], core)

    def _store(self, part: _Part, found: list[Group], core: set[int]) -> None:
        """Give what only recalls its homes, and store what is not as it was."""
        recalling = {n for n, telling in part.told.items() if not telling.substance}
        beyond = stories.beside(self.tx, recalling, incidents.LEAST) - part.told.keys()
        homed = self._whole(stories.homes(self.tx, beyond))
        if homed - part.told.keys():
            part = self._part(part.told.keys() | homed)
        anew = {one for group in found for one in group}
        others = [told for group in part.old.values() if (told := part.substance(group)) and not told & anew]
        groups = part.made.recalling([*found, *others])
        before = stories.incidents(self.tx, part.old)
        touched = {id for id, group in part.old.items() if any(part.numbers[one] in core for one in group)}
        made = [g for n, g in enumerate(groups) if n < len(found) or g not in part.old.values()]
        gone = [f for f in before if f.incident.id in touched or part.old[f.incident.id] not in groups]
        self._replace(part, gone, [part.made.incident(group) for group in made])

    def _replace(self, part: _Part, before: list[stories.Found], after: list[Incident]) -> None:
        """Store incidents in place of others; those that are the same stay as they are."""
        known = {f.incident.id: f.incident for f in before}

        def is_same(incident: Incident) -> bool:
            old = known.get(incident.id)
            return old is not None and all(getattr(old, name) == getattr(incident, name) for name in _FIELDS)

        same = {incident.id for incident in after if is_same(incident)}
        moved = incidents.redirects((f.incident for f in before), after)
        stories.drop_incidents(self.tx, [f.incident.id for f in before if f.incident.id not in same])
        ready = [stories.Found(i, tuple(part.numbers[spot(t)] for t in i.tellings)) for i in after if i.id not in same]
        stories.put_incidents(self.tx, ready, moved)
