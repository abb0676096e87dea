# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Candidates of one pair weighed together."""

from dataclasses import replace

from tawatur.model import Claim, Event, Source, TextSpan
from tawatur.reading.relations import choose, pairs, standing
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.trees import parse

EMPTY = parse(["\t".join(pairs.INPUTS), "-3.0"])  # no trees: 0.047 for everything


def candidate(*types: str, ends: tuple[str, str] = ("a", "b"), plain: bool = False) -> Candidate:
    return Candidate(types, *ends, 0, 4, "table:row", (), plain)


def test_pairs_join_what_two_sources_say() -> None:
    (pair,) = pairs.gather(
        [
            ("offices", candidate("leads", "member_of"), {"leads": 0.5, "member_of": 0.4}),
            ("parts", candidate("part_of", "member_of"), {"part_of": 0.1, "member_of": 0.5}),
        ]
    )
    assert pair.type == "member_of"
    assert round(pair.chance, 3) == 0.7
    assert pair.other == 0.5


def test_pairs_keep_the_direction_but_of_symmetric_ties() -> None:
    both = [("cues", candidate("backs", ends=ends), {"backs": 0.5}) for ends in (("a", "b"), ("b", "a"))]
    assert [(p.from_, p.to) for p in pairs.gather(both)] == [("a", "b"), ("b", "a")]
    both = [("cues", candidate("rival_of", ends=ends), {"rival_of": 0.5}) for ends in (("a", "b"), ("b", "a"))]
    assert len(pairs.gather(both)) == 1


def test_pairs_inputs_are_as_many_as_their_names() -> None:
    found = pairs.gather([("offices", candidate("leads"), {"leads": 0.5})])
    (row,) = pairs.inputs(found, {}, {"a": 0.9, "b": 0.2})
    values = dict(zip(pairs.INPUTS, row, strict=True))
    assert (values["from_part"], values["to_part"], values["least_part"]) == (0.9, 0.2, 0.2)


def test_pairs_plain_words_have_a_floor() -> None:
    found = pairs.gather([("cues", candidate("backs", plain=True), {"backs": 0.1})])
    (row,) = pairs.inputs(found, {}, {})
    assert pairs.probability(EMPTY, found[0], row) == pairs.PLAIN


def test_pairs_guessed_bodies_are_less_likely() -> None:
    guessed = replace(candidate("member_of"), guessed=True)
    found = pairs.gather([("offices", guessed, {"member_of": 0.5})])
    (row,) = pairs.inputs(found, {}, {})
    assert pairs.probability(EMPTY, found[0], row) == pairs.GUESSED * EMPTY.probability(row)


def test_choose_keeps_what_reaches_the_threshold() -> None:
    found = pairs.gather([("offices", candidate("leads"), {"leads": 0.5})])
    assert [r.type for r in choose([(found[0], 0.5)], "text", 0.5)] == ["leads"]
    assert choose([(found[0], 0.49)], "text", 0.5) == ()


def test_deeds_tell_who_speaks_and_who_acts() -> None:
    claim = Claim("c1", TextSpan(0, 3, "قال"), Source(4, 5, "س", "a"), None, confidence=0.7)
    event = Event("e1", "ASSAULT", 0, 3, "هجم", actors=("a",), recipients=("b",), confidence=0.6)
    found = standing.deeds([claim], [event, event])
    assert found.speaks.best == {"a": 0.7}
    assert found.acts.count == {"a": 2}
    assert found.suffers.best == {"b": 0.6}
