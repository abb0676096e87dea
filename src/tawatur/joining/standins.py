# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whom a lone name («السيستاني») and an office («وزير الخارجية») stand for.

A lone name means the only party that bears it as its last name in the country that the report states; an office means
whoever holds it on the day. Both follow from the clusters that bear the name or hold the office, wherever those come
from: clusters made anew, or entities that a case keeps.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tawatur.joining.offices import Holders
from tawatur.joining.resolution import Attached, Core, Naming, Spot, Verdict, entity_of, only_bearer
from tawatur.model.joined import CanonicalEntity, PartyForm

ALONE, FAMILY, OFFICE = "alone:", "family:", "office:"  # begin the keys of lone names, last names, offices
Said = tuple[str, str, str | None]  # office, id of who holds it, publication date of the report that says so


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Parties that are not clustered now.

    Args:
        bearers: By last name their ids, each with its country.
        said: Who of them is said to hold an office, and when.
    """

    bearers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    said: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom what stands for: ids by the id of a cluster of lone names, and by the form of an office."""

    lone: dict[str, str]
    offices: dict[PartyForm, str]


def _texts(cores: Iterable[Core], start: str, keys: Callable[[PartyForm], tuple[str, ...]]) -> dict[str, list[Core]]:
    found: dict[str, list[Core]] = defaultdict(list)
    for core in cores:
        texts = {key for naming in core.named for key in keys(naming.form) if key.startswith(start)}
        for text in sorted(texts):
            found[text.removeprefix(start)].append(core)
    return found


class _Apart:
    """Which clusters an analyst keeps apart."""

    def __init__(self, cores: Iterable[Core], verdicts: Iterable[Verdict]) -> None:
        self.spots = {core.id: core.spots for core in cores if core.spots}
        self.said = {frozenset((v.left, v.right)) for v in verdicts if not v.same}

    def may(self, spots: Iterable[Spot], id: str) -> bool:
        """Whether nothing was said against forms standing for a party."""
        return not any(frozenset((a, b)) in self.said for a in spots for b in self.spots.get(id, ()))


def stand(
    cores: Sequence[Core],
    roles: Iterable[Naming],
    verdicts: Sequence[Verdict],
    *,
    keys: Callable[[PartyForm], tuple[str, ...]],
    elsewhere: Elsewhere,
) -> Standing:
    """Return whom the lone names among some clusters, and some offices, stand for.

    Args:
        cores: Clusters.
        roles: Offices that no verdict put anywhere.
        verdicts: What an analyst said.
        keys: Keys of a form, see `parties.keys`.
        elsewhere: Other parties that bear one of the names, or hold one of the offices.
    """
    apart = _Apart(cores, verdicts)
    bearing = _texts(cores, FAMILY, keys)
    lone: dict[str, str] = {}
    for text, held in sorted(_texts(cores, ALONE, keys).items()):
        bearers = {core.id: core.country for core in bearing.get(text, ())} | dict(elsewhere.bearers.get(text, {}))
        for core in held:
            home = only_bearer(core.country, {id: country for id, country in bearers.items() if id != core.id})
            if home is not None and core.id not in bearers and apart.may(core.spots, home):
                lone.setdefault(core.id, home)
    said: list[Said] = list(elsewhere.said)
    for core in cores:
        for naming in core.named:
            if naming.form.kind == "person":
                id = lone.get(core.id, core.id)
                said += [(office, id, form.published) for form in naming.forms for office in form.offices]
    holders = Holders(said)
    offices: dict[PartyForm, str] = {}
    for naming in roles:
        spots = () if naming.spot is None else (naming.spot,)
        for form in naming.forms:
            found = {who for office in form.offices if (who := holders.holder(office, form.published)) is not None}
            if len(found) == 1 and apart.may(spots, min(found)):
                offices[form] = min(found)
    return Standing(lone, offices)


def _attached(cores: Iterable[Core], standing: Standing) -> dict[str, Attached]:
    """Return by the id of a party what stands for it, in words.

    Args:
        cores: The clusters, lone names among them.
        standing: Whom what stands for.
    """
    found: dict[str, Attached] = defaultdict(lambda: Attached([], []))
    for core in cores:
        home = standing.lone.get(core.id)
        if home is not None:
            found[home].forms += [form for naming in core.namings for form in naming.forms]
            found[home].reasons += [f"the only one of the name {naming.form.names[0]}" for naming in core.named]
    for form, home in standing.offices.items():
        found[home].forms.append(form)
        found[home].reasons.append(f"holds the office {form.offices[0]} on {form.published}")
    return found


def entities(cores: Iterable[Core], standing: Standing) -> tuple[CanonicalEntity, ...]:
    """Return the canonical entities of clusters and of what stands for them, by their ids.

    Args:
        cores: The clusters.
        standing: Whom what stands for.
    """
    held = tuple(cores)
    more = _attached(held, standing)
    found = (entity_of(core, more.get(core.id)) for core in held if core.id not in standing.lone)
    return tuple(sorted((e for e in found if e is not None), key=lambda entity: (entity.id, entity.forms)))
