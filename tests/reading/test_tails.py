# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a page puts under a report is no part of what it tells."""

from tawatur.model import Report
from tawatur.reading.reader import default_reader

BODY = "اعتقلت الشرطة خمسة من أعضاء الحزب يوم الأحد. وقال مصدر إن التحقيق معهم بدأ.\n"


def types(text: str) -> list[str]:
    """Return the types of a text's events, in order."""
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    return [event.type for event in reading.events]


def test_tails_a_link_under_a_report_tells_nothing() -> None:
    # Link of the news: dead in raids on the city.
    title = "مقتل سبعة جنود في غارات على المدينة"
    assert "ASSAULT" in types(f"{BODY}{title}")
    assert types(f"{BODY}رابط الخبر بصحيفة الميناء: {title}") == types(BODY)
