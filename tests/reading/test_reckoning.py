# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Dates counted back to an event from the report's or another day, and dates that an event cannot have."""

from datetime import date

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.model import Event, EventTime
from tawatur.reading import events, timexes
from tawatur.text.document import analyse

PUBLISHED = date(2020, 3, 12)  # a Thursday


def reckoned(text: str, word: str, type_: str = "ASSAULT", day: str | None = None) -> str | None:
    """Return the date of the event at a word, dated so far by the first time expression with a value."""
    lexicon = default_lexicon()
    document = analyse(text, lexicon)
    times = timexes.annotate(document, PUBLISHED, lexicon)
    start = text.index(word)
    when = EventTime(day, times[0].id) if day is not None else None
    event = Event("e1", type_, start, start + len(word), word, when=when)  # type: ignore[arg-type]
    (found,) = events.reckon([event], document, times, PUBLISHED, lexicon)
    return found.when.value if found.when is not None else None


COUNTED = {
    # The delegation arrived on Sunday three days after the attack; police were deployed two days after an attack.
    "from a date": ("وصل الوفد يوم الأحد بعد ثلاثة أيام من الهجوم على القرية.", "الهجوم", "2020-03-08", "2020-03-05"),
    "from the report": ("انتشرت الشرطة في السوق بعد يومين من هجوم أوقع قتيلين.", "هجوم", None, "2020-03-10"),
    "a week": ("وبعد أسبوع على اغتيال القاضي خرج أنصاره إلى الشارع.", "اغتيال", None, "2020-03-05"),
    "one day": ("عاد الهدوء إلى القرية بعد يوم واحد من قصفها.", "قصفها", None, "2020-03-11"),
    "rounded": ("أفرج عن القاضي بعد ١٦ يوما على خطفه.", "خطفه", None, "2020-02-25~"),
    "months": ("لا أثر للقاضي بعد ثلاثة أشهر على خطفه.", "خطفه", None, "2019-12~"),
    "years": ("حوكم الضابط بعد نحو أربع سنوات من قصف القرية.", "قصف", None, "2016~"),
    "the day after": ("شيع السكان قتلاهم غداة القصف.", "القصف", None, "2020-03-11"),
    # Days after the attack: nobody says how many; hours after it may be the same day
    "vague": ("وصل الوفد يوم الأحد بعد أيام من الهجوم على القرية.", "الهجوم", "2020-03-08", None),
    "hours": ("وصل الوفد يوم الأحد بعد ساعات من الهجوم على القرية.", "الهجوم", "2020-03-08", "2020-03-08"),
    "too long": ("عثر على اللوح بعد 99999999999 يوما من الهجوم.", "الهجوم", None, None),
    # The delegation came after three days of talks and was attacked: the attack is not counted from
    "not before it": ("وبعد ثلاثة أيام من المحادثات تعرض الوفد لهجوم.", "هجوم", None, None),
}


@pytest.mark.parametrize(("text", "word", "day", "value"), COUNTED.values(), ids=COUNTED)
def test_reckoning_counts_back_to_the_event(text: str, word: str, day: str | None, value: str | None) -> None:
    assert reckoned(text, word, day=day) == value


def test_reckoning_keeps_a_date_behind_the_event() -> None:
    # The delegation arrived two days after the attack that happened on Sunday
    text = "وصل الوفد بعد يومين من الهجوم الذي وقع الأحد."
    assert reckoned(text, "الهجوم", day="2020-03-08") == "2020-03-08"


AHEAD = {
    # The union called for a strike on Sunday to come; the ministers meet on Sunday
    "call": ("دعت النقابة العمال إلى الإضراب الأحد المقبل.", "دعت", "REQUEST", None),
    "meeting": ("جلسة لمجلس الوزراء الأحد المقبل.", "جلسة", "CONSULT", "2020-03-15"),
}


@pytest.mark.parametrize(("text", "word", "type_", "value"), AHEAD.values(), ids=AHEAD)
def test_reckoning_no_word_is_spoken_on_a_day_to_come(text: str, word: str, type_: str, value: str | None) -> None:
    assert reckoned(text, word, type_, day="2020-03-15") == value
