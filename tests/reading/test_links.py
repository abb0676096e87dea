# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Claims linked to the events and relations inside them."""

from tawatur.model import Claim, Event, Relation, Source, TextSpan
from tawatur.reading.links import link_claims

OUTER = Claim("c1", TextSpan(0, 2, ""), Source(), TextSpan(5, 50, ""))
INNER = Claim("c2", TextSpan(10, 12, ""), Source(), TextSpan(15, 30, ""))
SILENT = Claim("c3", TextSpan(60, 62, ""), Source(), None)


def test_links_events_belong_to_the_innermost_claim_and_are_told_by_all() -> None:
    inside, outside = Event("e1", "ASSAULT", 20, 24, ""), Event("e2", "ASSAULT", 70, 74, "")
    claims, events, _ = link_claims([OUTER, INNER, SILENT], [inside, outside], [])
    assert [c.events for c in claims] == [("e1",), ("e1",), ()]
    assert [e.claim for e in events] == ["c2", None]


def test_links_keep_the_event_that_a_cue_names() -> None:
    adopted = Claim("c4", TextSpan(60, 62, ""), Source(), None, events=("e2",))
    claims, _, _ = link_claims([adopted], [Event("e2", "ASSAULT", 70, 74, "")], [])
    assert claims[0].events == ("e2",)


def test_links_relations_belong_to_claims_too() -> None:
    relation = Relation("backs", "n1", "n2", 6, 9, "")
    assert link_claims([OUTER], [], [relation])[2][0].claim == "c1"
