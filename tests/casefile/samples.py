# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Invented reports for the tests of the case file."""

import json
from typing import Any

from tawatur.intake import Failure, Loaded
from tawatur.model import Report

TEXTS = (
    # the government opened the crossing, and by the government's decision …
    "أعلنت وزارة الداخلية أمس فتح معبر الوادي أمام المسافرين. وقال المتحدث إن القرار للوزارة وللحكومة معا.",
    # gunmen attacked a checkpoint and killed three soldiers
    "قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش في مدينة السدرة وقتلوا ثلاثة جنود وأصابوا سبعة آخرين.",
    # the minister met the ambassador
    "التقى وزير الخارجية سامي النجار اليوم السفير كريم العطار في مدينة المرسى وبحثا العلاقات بين البلدين.",
)


def loaded(number: int, text: str | None = None, **fields: Any) -> Loaded:
    """Return a report as intake would hand it over."""
    values = {
        "id": f"r{number}",
        "outlet": "الميدان",
        "published": "2024-03-05",
        "text": TEXTS[number % len(TEXTS)] + f" التقرير رقم {number}." if text is None else text,
        **fields,
    }
    original = json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return Loaded(f"reports.jsonl:{number}", Report(**values), (), original)


def several(number: int) -> list[Loaded | Failure]:
    """Return so many reports."""
    return [loaded(n) for n in range(number)]
