# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether an event happened, was denied, or is still to come."""

import pytest

from tawatur.model import Report
from tawatur.reading.reader import default_reader

STATUSES = {
    # The two delegations prepare to meet in the capital.
    "prepared": ("يستعد وفدا الحكومة والمعارضة للاجتماع غدا في العاصمة مسقط.", "للاجتماع", "planned"),
    # The foreign minister arrived in Cairo to meet his counterpart.
    "arrived to": ("وصل وزير الخارجية الأردني إلى القاهرة للقاء نظيره المصري.", "للقاء", "planned"),
    # Lawyers intend to sue the former minister.
    "intended": ("يعتزم محامون عراقيون مقاضاة الوزير السابق بتهمة نهب المال العام.", "مقاضاة", "planned"),
    # The president meets his counterpart tomorrow; met him yesterday.
    "ahead": ("يلتقي الرئيس التونسي نظيره الجزائري غدا في العاصمة.", "يلتقي", "planned"),
    "past": ("التقى الرئيس التونسي نظيره الجزائري أمس في العاصمة.", "التقى", "asserted"),
}


@pytest.mark.parametrize(("text", "anchor", "status"), STATUSES.values(), ids=STATUSES)
def test_status_of_what_is_still_to_come(text: str, anchor: str, status: str) -> None:
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    assert {event.text.removeprefix("ل"): event.status for event in reading.events}[anchor.removeprefix("ل")] == status
