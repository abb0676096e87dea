# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Chains as a reader wants to see them: agencies spelled as the texts spell them, each link once.

What joining compares is a name without differences of spelling («وكاله المدار»), and a text may name the agency beside
the credit line that does («وكالة المدار»); for the count both are right, on a page they are a slip and a double.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tawatur.model.joined import Chain, Excluded, Incident
from tawatur.text.normalize import fold


def _spellings(chains: Iterable[Chain]) -> dict[str, str]:
    """How texts spell the names of outlets and go-betweens, by their form without differences."""
    found: dict[str, str] = {}
    for chain in chains:
        for name in (*chain.outlets, *chain.via):
            found.setdefault(fold(name), name)
    return found


def _chain(chain: Chain, spellings: Mapping[str, str]) -> Chain:
    named = {fold(outlet) for outlet in chain.outlets}
    via = []
    for name in chain.via:
        if fold(name) not in named:
            named.add(fold(name))
            via.append(name)
    agency = chain.agency
    if agency is not None:
        agency = None if fold(agency) in named else spellings.get(fold(agency), agency)
    return replace(chain, agency=agency, via=tuple(via))


def readable(incident: Incident) -> Incident:
    """Return an incident with its chains and what excludes them as they are to be shown; counts are untouched."""
    held = [c for p in incident.positions for c in p.chains]
    spellings, agencies = _spellings(held), {c.agency for c in held}

    def excluded(why: Excluded) -> Excluded:
        spelled = spellings.get(fold(why.detail), why.detail) if why.detail in agencies else why.detail
        return replace(why, detail=spelled)

    positions = []
    for position in incident.positions:
        proof = position.independence
        chains = tuple(_chain(c, spellings) for c in position.chains)
        told = replace(proof, excluded=tuple(map(excluded, proof.excluded)))
        positions.append(replace(position, chains=chains, independence=told))
    return replace(incident, positions=tuple(positions))
