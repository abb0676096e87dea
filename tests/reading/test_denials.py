# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who denies to have done it is not who did it, and who will answer an attack makes none."""

import pytest

from tawatur.model import Event, Report
from tawatur.reading.reader import default_reader


def attacks(text: str) -> list[tuple[tuple[str, ...], Event]]:
    """Return the attacks that a text tells, each with the names of who did it."""
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    names = {entity.id: entity.name for entity in reading.entities}
    return [(tuple(names[a] for a in e.actors), e) for e in reading.events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "نفت الحركة مسؤوليتها عن التفجير الذي قتل فيه ستة أشخاص.",
        "نفت كتائب الفجر أن تكون وراء الهجوم الذي استهدف معسكرا للجيش يوم الاثنين الماضي.",
    ],
)
def test_denials_leave_the_attack_without_him_who_denies_it(text: str) -> None:
    ((actors, event),) = attacks(text)
    assert actors == ()
    assert event.status == "asserted"
    assert not any(role.role == "actor" for role in event.roles)


def test_denials_of_the_attack_itself_keep_who_is_said_to_have_done_it() -> None:
    ((actors, event),) = attacks("نفى الجيش قصف القرية.")
    assert (actors, event.status) == (("الجيش",), "denied")


def test_denials_answers_to_come_are_no_attacks() -> None:
    # «سترد», "will answer", is spelt as a form of «أردى», "to fell".
    found = attacks("قال وزير الداخلية إن الحكومة سترد بقوة على أي اعتداء.")
    assert not any("الحكومة" in actors for actors, _ in found)
