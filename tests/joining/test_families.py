# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Families out of copies between pairs."""

from collections.abc import Iterable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tawatur.joining import families
from tawatur.joining.direction import earlier
from tawatur.joining.printed import Printed
from tawatur.model import Span
from tawatur.model.joined import Copy, CopyKind, Passage


def copy(a: str, b: str, left: tuple[int, int], right: tuple[int, int], kind: CopyKind = "whole") -> Copy:
    return Copy(a, b, kind, (Passage(Span(*left), Span(*right)),), 0.9, 0.9)


def reports(names: Iterable[str], *agencies: str, published: str | None = None) -> list[Printed]:
    return [Printed(name, "", f"outlet {name}", published, agencies) for name in names]


def groups(copies: list[Copy]) -> list[tuple[str, ...]]:
    return sorted(family.reports for family in families.partition(reports("abcdef"), copies))


def test_families_joins_copies_of_copies() -> None:
    assert groups([copy("a", "b", (0, 90), (0, 90)), copy("b", "c", (0, 80), (5, 85))]) == [("a", "b", "c")]


def test_families_leaves_two_stories_of_a_roundup_apart() -> None:
    found = [
        copy("a", "f", (0, 300), (0, 300)),
        copy("b", "f", (0, 200), (400, 600)),
        copy("b", "c", (0, 200), (0, 200)),
    ]
    assert groups(found) == [("a", "f"), ("b", "c")]


def test_families_counts_neither_quotations_nor_proposals() -> None:
    assert not groups([copy("a", "b", (0, 90), (0, 90), "quotation"), copy("b", "c", (0, 9), (0, 9), "translation")])


def test_families_name_the_credited_agency_or_the_first_outlet() -> None:
    pair = [copy("a", "b", (0, 90), (0, 90))]
    (family,) = families.partition([*reports("a", "واس"), *reports("b")], pair)
    assert family.origin == "واس"
    (family,) = families.partition([*reports("a", published="2024-01-02"), *reports("b", published="2024-01-01")], pair)
    assert family.origin == "outlet b"
    (family,) = families.partition(reports("ab", published="2024-01-02"), pair)
    assert family.origin is None


STATED = st.sampled_from([None, "2024-01-01", "2024-01-02", "2024-01-01T08:00:00+00:00", "2024-01-01T09:30:00+00:00"])


@given(st.lists(STATED, min_size=2, max_size=6))
def test_families_were_printed_first_by_whom_all_others_follow(dates: list[str | None]) -> None:
    names = "abcdef"[: len(dates)]
    printed = [Printed(name, "", f"outlet {name}", date) for name, date in zip(names, dates, strict=True)]
    (family,) = families.partition(printed, [copy("a", name, (0, 90), (0, 90)) for name in names[1:]])
    ahead = [
        one.outlet for one in printed if all(earlier(one.published, o.published) for o in printed if o.key != one.key)
    ]
    assert family.origin == (ahead[0] if ahead else None)


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda s: (s[0], s[0] + s[1]))
PAIRS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=2, unique=True).map(sorted)
FOUND = st.builds(lambda p, x, y: copy(p[0], p[1], x, y), PAIRS, SPANS, SPANS)


@given(st.lists(FOUND, max_size=12, unique_by=lambda c: (c.left, c.right)), st.randoms())
def test_families_do_not_depend_on_the_order(found: list[Copy], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    expected = families.partition(reports("abcdef"), found)
    assert families.partition({r.key: r for r in reports("fedcba")}, shuffled) == expected
    members = [report for family in expected for report in family.reports]
    assert len(members) == len(set(members))
