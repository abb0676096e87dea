# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What pages show of the whole case and what takes long to work out, remembered for each state of the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tawatur.casefile import Transaction, acts, browsing, listing, parties, ties
from tawatur.casefile.browsing import IncidentFilter
from tawatur.casefile.records import EntityRow, IncidentRow, Status
from tawatur.casefile.revision import COPIES, INCIDENTS, PARTIES, TIES
from tawatur.model.joined import CanonicalEntity
from tawatur.web import network as networks
from tawatur.web.desk import PAGE, Desk
from tawatur.web.network import Network
from tawatur.web.picture import EntityPicture, entity_picture
from tawatur.web.review import SHOWN, Due, queue, weighed

RELATED = (PARTIES, TIES)


def entities(
    desk: Desk, tx: Transaction, *, name: str | None, kind: str | None, page: int
) -> tuple[Sequence[EntityRow], int]:
    """Return one page of canonical entities, those in most reports first, and how many there are in all.

    Args:
        desk: Of the request.
        tx: An open transaction.
        name: Only those with this in a name.
        kind: Only of this kind.
        page: From 1.
    """
    rows: Sequence[EntityRow] = desk.remembered.get(tx, "entities", lambda: parties.entities(tx), areas=[PARTIES])
    if kind is not None:
        rows = [row for row in rows if row.kind == kind]
    if name is not None:
        called = parties.called(tx, name)
        rows = [row for row in rows if row.id in called]
    return rows[(page - 1) * PAGE : page * PAGE], len(rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of incidents with what its filter leaves of days, places, types and countries."""

    rows: tuple[IncidentRow, ...]
    total: int
    days: dict[str, int]
    places: tuple[browsing.PlaceCount, ...]
    types: dict[str, int]
    countries: dict[str, int]


def incidents(desk: Desk, tx: Transaction, wanted: IncidentFilter, *, order: str, page: int) -> Listed:
    """Return one page of incidents.

    Args:
        desk: Of the request.
        tx: An open transaction.
        wanted: Which.
        order: A name in `browsing.ORDERS`.
        page: From 1.
    """

    def make() -> Listed:
        rows, total = browsing.incidents(tx, wanted, order=order, offset=(page - 1) * PAGE, limit=PAGE)
        days = browsing.days(tx, browsing.without(wanted, "since", "until"))
        places = browsing.places(tx, browsing.without(wanted, "site", "spot", "country"))
        return Listed(rows, total, days, places, *browsing.facets(tx))

    return desk.remembered.get(tx, ("incidents", wanted, order, page), make, prompt=wanted.reviewed is not None)


@dataclass(frozen=True, slots=True)
class Around:
    """What the page of an entity shows beside its network."""

    picture: EntityPicture
    opposites: tuple[acts.Opposite, ...]
    incidents: tuple[IncidentRow, ...]
    total: int


def around(desk: Desk, tx: Transaction, entity: CanonicalEntity) -> Around:
    """Return what is told around an entity.

    Args:
        desk: Of the request.
        tx: An open transaction.
        entity: With its forms.
    """

    def make() -> Around:
        told, total = browsing.incidents(tx, IncidentFilter(entity=entity.id), limit=10)
        return Around(entity_picture(tx, entity), acts.opposites(tx, entity.id), told, total)

    return desk.remembered.get(tx, ("entity", entity.id), make)


def figures(desk: Desk, tx: Transaction) -> Status:
    """Return the case in figures."""
    return desk.remembered.get(tx, "figures", lambda: listing.status(tx))


def copying(desk: Desk, tx: Transaction) -> tuple[browsing.Copying, ...]:
    """Return which outlets print the wording of which others, see `browsing.copying_between`."""
    return desk.remembered.get(tx, "copying", lambda: browsing.copying_between(tx), areas=[COPIES])


def related(
    desk: Desk, tx: Transaction, *, party: str | None, until: str | None, types: Sequence[str]
) -> Sequence[ties.Tie]:
    """Return standing relations, see `casefile.ties.ties`."""
    what = ("ties", party, until, tuple(types))
    return desk.remembered.get(tx, what, lambda: ties.ties(tx, party=party, until=until, types=types), areas=RELATED)


def network(
    desk: Desk, tx: Transaction, terms: Mapping[str, str], *, party: str | None, as_of: str | None, types: Sequence[str]
) -> Network:
    """Return the network as of a day, see `web.network.network`."""
    what = ("network", tuple(sorted(terms.items())), party, as_of, tuple(types))
    return desk.remembered.get(
        tx, what, lambda: networks.network(tx, terms, party=party, as_of=as_of, types=types), areas=RELATED
    )


def due(desk: Desk, tx: Transaction, *, limit: int = SHOWN) -> list[Due]:
    """Return the events most worth looking at, see `web.review.queue`."""
    return queue(tx, desk.remembered.get(tx, "weighed", lambda: weighed(tx), areas=[INCIDENTS]), limit=limit)
