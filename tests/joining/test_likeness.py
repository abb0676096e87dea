# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Likeness: profiles hold little, and measure what plain vectors of words would."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.joining.likeness import (
    FARTHEST,
    LEAST_SENTENCE,
    MOST,
    NAME,
    SHORT_LEAD,
    Profile,
    likeness,
    measures,
    profile,
    weights,
)
from tawatur.joining.wording import bits_of
from tawatur.model.joined import Telling

# strike, port, union, wages, Sfax, talks, minister, a name nobody bears, ship, quay, delay, court
WORDS = ["اضراب", "ميناء", "نقابه", "اجور", "صفاقس", "محادثات", "وزير", "زغلطان", "سفينه", "رصيف", "تاخير", "محكمه"]
ROW = st.lists(st.sampled_from(WORDS), max_size=9).map(tuple)
TELLINGS = st.builds(
    lambda report, title, rows: Telling(
        report, (), "PROTEST", (), True, None, (), (), (), (), title=title, sentences=tuple(rows)
    ),
    st.sampled_from(["r1", "r2", "r3"]),
    ROW,
    st.lists(ROW.filter(bool), max_size=6),
)
Vector = Mapping[str, float]


def vector(words: Iterable[str]) -> Vector:
    raw = {word: (1 + math.log(n)) * min(bits_of(word), MOST) for word, n in Counter(words).items()}
    length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {word: x / length for word, x in raw.items()}


def cosine(a: Vector, b: Vector) -> float:
    return sum(x * b[word] for word, x in a.items() if word in b)


def rows(telling: Telling) -> list[Vector]:
    alone = [row for row in telling.sentences if len(row) >= LEAST_SENTENCE]
    return [vector(row) for row in (*alone, *([telling.title] if telling.title else []))]


def whole(telling: Telling) -> Vector:
    return vector([*telling.title, *(word for row in telling.sentences for word in row)])


def cover(one: Telling, other: Telling) -> float:
    first = 2 if one.sentences and len(one.sentences[0]) < SHORT_LEAD else 1
    lead = vector([*one.title, *(word for row in one.sentences[:first] for word in row)])
    total = sum(lead.values())
    return sum(x for word, x in lead.items() if word in whole(other)) / total if total else 0.0


def plainly(a: Telling, b: Telling) -> dict[str, float]:
    """The measures of words, made of vectors."""
    words = cosine(whole(a), whole(b))
    if words < FARTHEST:
        return {"words": words}
    named = {word: x for word, x in whole(a).items() if bits_of(word) >= NAME}
    fewer, more = (rows(a), rows(b)) if len(rows(a)) < len(rows(b)) else (rows(b), rows(a))
    best = sorted((max((cosine(row, other) for other in more), default=0.0) for row in fewer), reverse=True)
    covers = sorted((cover(a, b), cover(b, a)))
    return {
        "words": words,
        "names": cosine(named, whole(b)),
        "leads": sum(covers) / 2,
        "lead": covers[1],
        "sentence": best[0] if best else 0.0,
        "second": best[1] if len(best) > 1 else 0.7 * best[0] if best else 0.0,
        "sentences": sum(best) / len(best) if best else 0.0,
    }


def ordered(a: Telling, b: Telling) -> tuple[Telling, Telling]:
    return (b, a) if b.report < a.report else (a, b)


@settings(deadline=None)
@given(TELLINGS, TELLINGS)
def test_likeness_measures_what_vectors_of_words_would(a: Telling, b: Telling) -> None:
    found = measures(profile(a), profile(b))
    wanted = plainly(*ordered(a, b))
    if abs(wanted["words"] - FARTHEST) > 1e-9:
        assert {name: found[name] for name in wanted} == pytest.approx(wanted, abs=1e-9)
        assert (len(found) == 1) == (len(wanted) == 1)


@settings(deadline=None)
@given(TELLINGS, TELLINGS)
def test_likeness_is_the_same_to_the_last_bit_from_either_side(a: Telling, b: Telling) -> None:
    left, right = profile(a), profile(b)
    if left.place != right.place:
        assert measures(left, right) == measures(right, left) == measures(profile(b), profile(a))


def strings(found: Profile) -> set[int]:
    return {id(word) for word in found.words}


def test_likeness_profiles_share_their_words() -> None:
    one, other = (
        Telling(report, (), "", (), True, None, (), (), (), (), sentences=tuple(tuple("".join(w)) for w in ["ابجد"]))
        for report in ("r1", "r2")
    )
    assert strings(profile(one)) == strings(profile(other))


def told_on(report: str, printed: str | None, days: tuple[str, str] | None) -> Telling:
    """A strike in the port of Sfax, on a day."""
    rows = (("اضراب", "ميناء", "صفاقس", "اجور", "نقابه"), ("محادثات", "وزير", "نقابه", "رصيف"))
    return Telling(
        report, (), "PROTEST", (), True, days, (), (), (), (), published=printed, title=rows[0], sentences=rows
    )


def chance(a: Telling, b: Telling) -> float:
    return likeness(measures(profile(a), profile(b)), weights())


@pytest.mark.parametrize(
    ("printed", "days"),
    [("2024-05-11", ("2024-05-11", "2024-05-11")), ("2024-05-15", ("2024-05-10", "2024-05-10")), ("2024-05-10", None),
     ("2024-05-10", ("2024-05-01", "2024-05-01")), (None, None), ("2024-05-15", ("2024-02-31", "2024-02-31"))],
    ids=["next_day", "dated_to_the_day", "same_day", "wrongly_dated", "undated", "no_such_day"],
)  # fmt: skip
def test_likeness_of_what_is_near_in_print_or_by_its_dates_is_that_of_one_day(
    printed: str | None, days: tuple[str, str] | None
) -> None:
    first = told_on("a", "2024-05-10", ("2024-05-10", "2024-05-10"))
    assert chance(first, told_on("b", printed, days)) == chance(first, told_on("b", "2024-05-10", first.days))


def test_likeness_falls_with_the_days_between() -> None:
    first = told_on("a", "2024-05-10", ("2024-05-10", "2024-05-10"))
    later = [told_on("b", day, (day, day)) for day in ("2024-05-11", "2024-05-13", "2024-05-16", "2024-05-30")]
    values = [chance(first, other) for other in later]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    assert [chance(other, first) for other in later] == values
