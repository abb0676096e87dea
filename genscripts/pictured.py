# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Invented reports for pictures of the workbench: parties that no country knows, in cities that a map does.

They come on top of the sample reports, and hold what these lack: places with coordinates, relations that change over
months, and two parties that first fight and then talk.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta

START = date(2023, 10, 16)
OUTLETS = ("قناة الراية", "وكالة المدار", "صحيفة الضفة", "موقع الميدان")
FIGHTS = (
    ("البصرة", "شنت كتائب سنابل الزيتون هجوما على حزب المنارة الخضراء"),
    ("الموصل", "شنت كتائب سنابل الزيتون غارة على حزب المنارة الخضراء"),
    ("دير الزور", "شن حزب المنارة الخضراء هجوما على كتائب سنابل الزيتون"),
    ("حلب", "شن لواء السنديان غارة على حزب المنارة الخضراء"),
    ("البصرة", "شن حزب المنارة الخضراء غارة على كتائب سنابل الزيتون"),
)
TALKS = (
    ("عمان", "وقع حزب المنارة الخضراء اتفاقا مع كتائب سنابل الزيتون"),
    ("بيروت", "التقى حزب المنارة الخضراء كتائب سنابل الزيتون"),
    ("الدوحة", "أعلن حزب المنارة الخضراء اتفاقا مع كتائب سنابل الزيتون"),
)
TURN = 16  # the week from which they talk
# Who stands with whom by what is said, and when: backing, loyalty, alliance, rivalry, leadership, membership.
TIES = (
    ("2024-01-10", "وقال رامي الهلالي، زعيم كتائب سنابل الزيتون، إن المعركة طويلة."),
    ("2024-01-24", "وقال لواء السنديان، حليف كتائب سنابل الزيتون، إنه باق."),
    ("2024-01-31", "وقال نزار البدري، قائد لواء السنديان، إن المعركة طويلة."),
    (
        "2024-02-07",
        "وقال حزب المنارة الخضراء المناهض لحركة ضفاف الزمرد إنه باق. "
        "وقال هاني المرزوقي، رئيس حزب المنارة الخضراء، إن الحزب صامد.",
    ),
    ("2024-02-21", "تعد كتائب سنابل الزيتون خصما لحزب المنارة الخضراء."),
    (
        "2024-03-06",
        "وقال لواء السنديان المدعوم من حركة ضفاف الزمرد إنه ينسحب. "
        "وقال مسؤول إن كتيبة وادي الصفصاف تتبع لواء السنديان.",
    ),
    ("2024-04-03", "تحالفت حركة المرافئ البيضاء مع حزب المنارة الخضراء."),
    (
        "2024-05-01",
        "وقال مسؤول لقناة الراية إن حزب المنارة الخضراء المدعوم من حركة المرافئ البيضاء يرحب. "
        "وقالت ليلى الحداد، رئيسة حركة المرافئ البيضاء، إنها متفائلة.",
    ),
    ("2024-05-08", "وقال لواء السنديان، حليف كتائب سنابل الزيتون، إنه ملتزم."),
)
SPOTS = (
    "جسر القمح", "سوق النحاس", "محطة الماء", "ساحة التوت", "ملعب النجم", "طريق المطاحن", "حي القصب", "مكتبة النور",
    "مصنع الغزل", "ميناء الصيد", "حديقة الرمان", "قاعة البلدية", "فندق السلام",
)  # fmt: skip
TAILS = (
    "وقال شهود إنهم سمعوا بالأمر مساء.",
    "ولم تتضح تفاصيل أخرى بعد.",
    "وأكد مصدر محلي ذلك لمراسلنا.",
    "وسادت المدينة حركة عادية بعد ذلك.",
)


def reports() -> Iterator[dict[str, str]]:
    """Yield the reports, in order of their days."""
    for week in range(30):
        day = START + timedelta(weeks=week)
        told = FIGHTS if week < TURN else TALKS
        for extra in range(2 if week % 3 == 1 else 1):
            city, sentence = told[(week + extra) % len(told)]
            at = day + timedelta(days=2 * extra)
            spot = SPOTS[(week + 5 * extra) % len(SPOTS)]
            when = ("أمس الأول", "أمس")[extra]
            yield {
                "id": f"week-{week}-{extra}",
                "outlet": OUTLETS[(week + extra) % len(OUTLETS)],
                "published": at.isoformat(),
                "title": f"{sentence} عند {spot}",
                "text": f"{sentence} عند {spot} في مدينة {city} {when}. {TAILS[week % len(TAILS)]}",
            }
    for n, (published, text) in enumerate(TIES):
        outlet = OUTLETS[n % len(OUTLETS)]
        yield {
            "id": f"tie-{n}",
            "outlet": outlet,
            "published": published,
            "title": text.split(".")[0].split("،")[0],
            "text": text,
        }


def lines() -> str:
    """Return the reports as JSON lines."""
    return "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports())
