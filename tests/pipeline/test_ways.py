# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Chains as a reader wants to see them."""

from typing import Any

import pytest

from tawatur.model.joined import Chain, Excluded, Incident, Independence, Position
from tawatur.pipeline.ways import readable


def shown(*chains: Chain, excluded: tuple[Excluded, ...] = ()) -> Position:
    proof = Independence(1, 1, (chains[0].id,), excluded)
    positions = (Position("happened", "yes", chains, proof, 3, ""),)
    return readable(Incident("i", "ASSAULT", "", (), (), positions=positions)).positions[0]


def chain(id: str, outlet: str, **fields: Any) -> Chain:
    return Chain(id, (f"r-{id}",), (outlet,), **fields)


@pytest.mark.parametrize(
    ("outlet", "agency", "via", "wanted"),
    [
        # the text names the agency that is credited
        ("إذاعة الساحل", "وكاله المدار", ("وكالة المدار",), (None, ("وكالة المدار",))),
        # the agency itself prints it
        ("وكالة المدار", "وكاله المدار", (), (None, ())),
        # spelled as another chain spells it
        ("صحيفة الضفة", "وكاله المدار", (), ("وكالة المدار", ())),
        ("صحيفة الضفة", "رويترز", ("قناة الراية",), ("رويترز", ("قناة الراية",))),
        ("قناة الراية", None, ("قناه الراية", "موقع"), (None, ("موقع",))),
    ],
)
def test_ways_name_each_link_once_and_as_texts_do(
    outlet: str, agency: str | None, via: tuple[str, ...], wanted: tuple[str | None, tuple[str, ...]]
) -> None:
    other = chain("z", "وكالة المدار")
    found = shown(chain("a", outlet, agency=agency, via=via), other).chains[0]
    assert (found.agency, found.via) == wanted


def test_ways_spell_the_agency_that_excludes_and_leave_the_count() -> None:
    one, other = chain("a", "وكالة المدار", agency="وكاله المدار"), chain("b", "الضفة", agency="وكاله المدار")
    found = shown(one, other, excluded=(Excluded("b", "a", "agency", "وكاله المدار"),))
    assert found.independence.excluded[0].detail == "وكالة المدار"
    assert (found.independence.low, found.independence.chosen) == (1, ("a",))
