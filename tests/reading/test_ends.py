# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How far the phrase of a party reaches."""

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.reading.entities.ends import settle, walk
from tawatur.reading.entities.mentions import MentionFinder
from tawatur.reading.entities.parsed import OFFICE, Parsed
from tawatur.reading.entities.spans import Span
from tawatur.reading.judge import BIAS, Judge
from tawatur.text.document import analyse

# The deputy of the Wafd party left. The session ended.
TEXT = "غادر النائب عن حزب الوفد أمس. انتهت الجلسة."
DEPUTY = Span(1, 2, OFFICE)


def parsed(text: str) -> Parsed:
    finder = default_lexicon().compiled("entities.finder", MentionFinder)
    return finder.parse(analyse(text, default_lexicon()))


def judge(likely: str) -> Judge:
    """Say yes where a feature holds, and else hardly ever."""
    return Judge(("no", "yes"), {BIAS: (-6.0,), likely: (12.0,)})


def test_ends_walk_from_the_nearest_to_the_sentence() -> None:
    ends = [end for end, _ in walk(DEPUTY, {5: "s"}, parsed(TEXT))]
    assert ends == [2, 3, 4, 5, 6, 7]


def test_ends_settle_where_the_judge_says() -> None:
    assert settle(DEPUTY, {2: "l", 5: "s"}, parsed(TEXT), judge("m=s|DES")) == Span(1, 5, OFFICE)


def test_ends_stay_where_no_end_is_surer() -> None:
    assert settle(DEPUTY, {2: "l", 5: "s"}, parsed(TEXT), judge("m=l|DES")) is DEPUTY


def test_ends_stay_where_all_agree_and_a_stop_follows() -> None:
    # The minister of defence, Salim al-Haj, left; whatever the judge says.
    span = Span(0, 2, OFFICE)
    assert settle(span, {2: "ls"}, parsed("وزير الدفاع، سالم الحاج، غادر أمس."), judge("m=|DES")) is span


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        # The deputy of the Wafd party said.
        pytest.param("قال النائب عن حزب الوفد سالم الحاج إن القانون جاهز.", "النائب عن حزب الوفد", id="complement"),
        # The ambassador met both the minister of defence and the army's commander.
        pytest.param("التقى السفير كلا من وزير الدفاع وقائد الجيش.", "وزير الدفاع", id="each-of"),
        # Settlers attacked a village; unknown gunmen abducted a journalist: the ن of the plural closes the phrase.
        pytest.param("هاجم مستوطنون قرية فلسطينية.", "مستوطنون", id="plural-before-a-noun"),
        pytest.param("اختطف مسلحون مجهولون صحفيا في المدينة.", "مسلحون مجهولون", id="plural-before-an-object"),
        # The authorities barred the journalists; the president criticised the government: endings tell them apart.
        pytest.param("منعت السلطات الصحفيين من دخول المخيم.", "السلطات", id="no-plural-before-one-of-men"),
        pytest.param("اتهم الوزير المعارضين بعرقلة الحوار.", "المعارضين", id="people-run-on-into"),
        pytest.param("انتقد الرئيس الحكومة بشدة.", "الحكومة", id="body-run-on-into"),
        # Demonstrators attacked the consulate, Israelis shelled the suburb: no feminine is said of people, one of
        # affairs is («الشؤون السياسية»).
        pytest.param("هاجم المتظاهرون القنصلية الأميركية في المدينة.", "المتظاهرون", id="feminine-after-people"),
        pytest.param("قصف الإسرائيليون الضاحية الجنوبية.", "الإسرائيليون", id="feminine-after-a-people"),
        pytest.param("قال مساعد الشؤون السياسية إن العمل مستمر.", "مساعد الشؤون السياسية", id="affairs"),
        # The union of Tunisian journalists; the armed factions; the informed sources: one phrase each.
        pytest.param("أعلنت نقابة الصحفيين التونسيين إضرابا.", "نقابة الصحفيين التونسيين", id="construct"),
        pytest.param("قالت المصادر المطلعة إن الوضع هادئ.", "المصادر المطلعة", id="broken-plural"),
        # The press secretary told a newspaper, whose name is in quotation marks.
        pytest.param('قال لـ"المدار" السكرتير الصحفي إن الرئيس غادر.', "السكرتير الصحفي", id="closing-mark"),
    ],
)
def test_ends_of_whole_reading(text: str, mention: str) -> None:
    finder = default_lexicon().compiled("entities.finder", MentionFinder)
    own = parsed(text)
    found = [own.document.tokens[s.first : s.last] for s in finder.find(own)]
    assert mention in [text[tokens[0].start : tokens[-1].end] for tokens in found]
