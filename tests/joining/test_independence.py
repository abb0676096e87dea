# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The count of independent chains: exact, never raised by a copy, never lowered by a stranger, in any order."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.joining.independence import count, largest
from tawatur.model.joined import Chain

AGENCIES = (None, None, "رويترز", "واس", "فرانس برس")
SOURCES = (None, "e1", "e2", "e3", "e4")


def chain(id: str, *, outlet: str | None = None, **fields: object) -> Chain:
    made = Chain(id=id, reports=(f"r{id}",), outlets=(outlet or f"o{id}",))
    fields.setdefault("attributed", fields.get("source") is not None)
    return replace(made, **fields)  # type: ignore[arg-type]


@st.composite
def chains(draw: st.DrawFn, most: int = 9) -> list[Chain]:
    out = []
    for n in range(draw(st.integers(0, most))):
        source = draw(st.sampled_from(SOURCES))
        anonymous = source is None and draw(st.booleans())
        out.append(
            chain(
                f"c{n:02d}",
                outlet=draw(st.sampled_from(["a", "b", "c"])),
                agency=draw(st.sampled_from(AGENCIES)),
                source=source,
                anonymous=anonymous,
                attributed=anonymous or source is not None,
                family=draw(st.sampled_from([None, None, "f1", "f2"])),
            )
        )
    return out


def by_trying(near: list[int]) -> int:
    """The size of the largest independent set, by trying all."""
    vertices = range(len(near))
    sets = (s for n in range(len(near), -1, -1) for s in itertools.combinations(vertices, n))
    return next(len(s) for s in sets if all(not near[a] >> b & 1 for a, b in itertools.combinations(s, 2)))


@given(
    st.integers(0, 9).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.tuples(*[st.integers(0, max(0, n - 1))] * 2))))
)
@settings(deadline=None)
def test_independence_finds_the_largest_set(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    n, edges = drawn
    near = [0] * n
    for a, b in edges:
        if a != b:
            near[a] |= 1 << b
            near[b] |= 1 << a
    chosen = largest(near)
    picked = [v for v in range(n) if chosen >> v & 1]
    assert all(not near[a] >> b & 1 for a, b in itertools.combinations(picked, 2))
    assert len(picked) == by_trying(near)


@given(chains())
@settings(deadline=None)
def test_independence_low_is_at_most_high(drawn: list[Chain]) -> None:
    found = count(drawn)
    assert found.low <= found.high
    assert (found.low > 0) == bool(drawn)


@given(chains(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_independence_does_not_depend_on_order(drawn: list[Chain], random: object) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count(shuffled) == count(drawn)


@given(chains(), st.data())
@settings(deadline=None)
def test_independence_is_not_raised_by_a_copy(drawn: list[Chain], data: st.DataObject) -> None:
    if not drawn:
        return
    model = data.draw(st.sampled_from(drawn))
    family = model.family or "new"
    before = [replace(c, family=family) if c.id == model.id else c for c in drawn]
    source = data.draw(st.sampled_from(SOURCES))
    copy = chain("zz", family=family, source=source, agency=data.draw(st.sampled_from(AGENCIES)))
    old, new = count(before), count([*before, copy])
    assert new.low <= old.low
    assert new.high <= old.high


@given(chains())
@settings(deadline=None)
def test_independence_is_raised_by_a_stranger(drawn: list[Chain]) -> None:
    stranger = chain("zz", outlet="z", source="e9")
    old, new = count(drawn), count([*drawn, stranger])
    assert new.low >= old.low
    assert new.high == old.high + 1


@given(chains())
@settings(deadline=None)
def test_independence_proves_every_chain(drawn: list[Chain]) -> None:
    found = count(drawn)
    proved = [*found.chosen, *(e.chain for e in found.excluded)]
    assert sorted(proved) == sorted(c.id for c in drawn)
    assert all(e.by in found.chosen for e in found.excluded)


def test_independence_of_one_agency_in_five_outlets_is_one() -> None:
    found = count([chain(f"c{n}", agency="رويترز", source=f"e{n}") for n in range(5)])
    assert (found.low, found.high) == (1, 1)
    assert {e.link for e in found.excluded} == {"agency"}
    assert found.excluded[0].detail == "رويترز"


@pytest.mark.parametrize(
    ("others", "low", "high"),
    [
        pytest.param([{"anonymous": True, "attributed": True}], 1, 2, id="anonymous-sources-may-be-one"),
        pytest.param([{}], 1, 2, id="bare-account-may-be-the-anonymous-one"),
        pytest.param([{"source": "e1"}], 2, 2, id="a-name-is-never-an-anonymous-source"),
    ],
)
def test_independence_of_the_unnamed(others: list[dict[str, object]], low: int, high: int) -> None:
    first = chain("c0", anonymous=True, attributed=True)
    found = count([first, *(chain(f"c{n}", **fields) for n, fields in enumerate(others, start=1))])
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("agency", "low"),
    [
        pytest.param(None, 1, id="no-agency-of-its-own-may-be-from-any"),
        pytest.param("واس", 2, id="carried-by-another-agency"),
        pytest.param("رويترز", 1, id="carried-by-the-same"),
    ],
)
def test_independence_of_the_unnamed_and_an_agency(agency: str | None, low: int) -> None:
    named = chain("a", source="e1", agency="رويترز")
    assert count([named, chain("b", anonymous=True, attributed=True, agency=agency)]).low == low


def test_independence_counts_three_hundred_chains() -> None:
    many = [chain(f"c{n:03d}", source=f"e{n % 40}", agency=f"a{n % 60}" if n % 3 else None) for n in range(300)]
    assert 20 <= count(many).low <= 60


def test_independence_takes_names_that_may_be_one_as_one_in_the_low() -> None:
    pair = [chain("a", source="e1"), chain("b", source="e2")]
    found = count(pair, alike={"a": frozenset({"e1 e2"}), "b": frozenset({"e1 e2"})})
    assert (found.low, found.high, [e.link for e in found.excluded]) == (1, 2, ["source"])
