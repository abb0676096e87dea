# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who claims an attack did it, though the claim stands elsewhere in the report."""

import pytest

from tawatur.model import Report
from tawatur.reading.reader import default_reader


def attackers(text: str) -> set[str]:
    """Return the actors of a text's attacks, by name."""
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    names = {entity.id: entity.name for entity in reading.entities}
    return {names[who] for event in reading.events if event.type == "ASSAULT" for who in event.actors}


CASES = [
    # An explosion hit the market; the movement claimed the operation.
    ("later", "قتل تسعة جنود في تفجير استهدف ثكنة شمال البلاد. وتبنت حركة الفجر العملية في بيان.", {"حركة الفجر"}),
    ("long", "قتل تسعة جنود في تفجير استهدف ثكنة. وتبنت حركة الفجر، في بيان نشرته مساء أمس، التفجير.", {"حركة الفجر"}),
    ("after", "قتل تسعة جنود في تفجير استهدف ثكنة. وبعد ساعات تبنت الهجوم حركة الفجر.", {"حركة الفجر"}),
    ("burden", "قتل تسعة جنود في تفجير استهدف ثكنة. وأعلنت حركة الفجر مسؤوليتها عن الهجوم.", {"حركة الفجر"}),
    ("pronoun", "قتل تسعة جنود في تفجير استهدف ثكنة. وأعلنت حركة الفجر مسؤوليتها عنه.", {"حركة الفجر"}),
    # It denied that it had done it; nobody, no group and no side claimed it; a plan was adopted.
    ("denied", "قتل تسعة جنود في تفجير استهدف ثكنة. ونفت حركة الفجر مسؤوليتها عن الهجوم.", set()),
    ("nobody", "قتل تسعة جنود في تفجير استهدف ثكنة. ولم تتبن حركة الفجر الهجوم.", set()),
    ("no party", "وقع هجوم على السوق، ولم تتبن أي جماعة الهجوم حتى الآن.", set()),
    ("no side", "قصف مجهولون القاعدة بالصواريخ ولم تتبن أي جهة العملية.", set()),
    ("plan", "قتل تسعة جنود في تفجير استهدف ثكنة. وتبنت حكومة الإقليم خطة لتعويض الأهالي.", set()),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_responsibility_of_an_attack(text: str, expected: set[str]) -> None:
    assert attackers(text) == expected
