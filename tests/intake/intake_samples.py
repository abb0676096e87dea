# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The text that goes into the files of these tests, and how what came out is looked at."""

import html
from pathlib import Path

from tawatur.intake import Failure, Item, Loaded, Options, load
from tawatur.intake.items import DEFAULT

# Invented. Numbers, Latin names, brackets, quotation marks, vowel signs, lam-alef, «الله», lists: all that turns round.
PARAGRAPHS = (
    "فتح معبر السلام أمام اللاجئين",
    "أعلن وزير الداخلية سامي الحدّاد (أبو مازن) يوم الثلاثاء 5 مارس 2024 فتح معبر السلام أمام 1,250 لاجئا، بعد إغلاق "
    "استمر 3.5 أيام متتالية، وفق ما نقلته وكالة «الميدان» عن بيان الوزارة.",
    'وقال لا أحد يعرف الأسباب إلا الله، وأضاف: "لن نُغلِقَ المعبر مجددا". وذكر موقع Delta News أن 12/3 من الحالات عولجت '
    "في المستشفى [المركزي]، بنسبة 45.7% و٧٨٫٥٪ على التوالي، في الفترة 2020-2024.",
    "وسأل الصحفيون: هل عاد اللاجئون إلى الأحياء المتضررة؟ ولم يجب المتحدث باسم الوزارة عن السؤال، وغادر القاعة مسرعا.",
    "النهاية.",
)
LONG = tuple(
    f"{PARAGRAPHS[1 + number % 3]} وجاء هذا في التقرير رقم {number} للجنة المتابعة الإنسانية." for number in range(24)
)


def as_html(paragraphs: tuple[str, ...], *, style: str = "") -> str:
    """A page that a browser or word processor lays out from right to left."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><style>{style}</style></head>'
        f"<body><div>{body}</div></body></html>"
    )


def words(text: str) -> list[str]:
    """The words of a text: what must be the same whatever the white space."""
    return text.split()


def read(path: Path, options: Options = DEFAULT) -> list[Item]:
    """All that a file holds."""
    return list(load([path], options=options))


def one(path: Path, options: Options = DEFAULT) -> Loaded:
    """The one report that a file holds."""
    (item,) = load([path], options=options)
    assert isinstance(item, Loaded), item
    return item


def failure(path: Path, options: Options = DEFAULT) -> str:
    """What is said of a file that holds no report."""
    (item,) = load([path], options=options)
    assert isinstance(item, Failure), item
    return str(item.error)
