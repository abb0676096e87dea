# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A small case of invented reports: the samples, and some in which private people are planted."""

import json
from collections.abc import Callable
from importlib.resources import files

import pytest
from click.testing import CliRunner

from tawatur.casefile import CaseFile, open_case
from tawatur.cli import main
from tawatur.export import Request, export

ANALYST = "سلمى المحللة"
PLANTED = (
    # an activist, a doctor's telephone number and account, a child that was killed, a witness
    {
        "id": "hidden-1",
        "outlet": "موقع الميدان",
        "published": "2024-07-02",
        "title": "هدى الشرقاوي تروي ما جرى في السوق",
        "url": "https://maydan.example/2024/07/هدى-الشرقاوي-تروي",
        "text": "قتل الطفل ياسين المرزوقي وأصيب ثلاثة آخرون في قصف على سوق مدينة السدرة أمس الاثنين.\n"
        'وقالت الناشطة هدى الشرقاوي لموقع الميدان إن مسلحين هاجموا السوق. وأضافت الشرقاوي: "لم نر سيارات إسعاف".\n'
        "وروى الشاهد منير القاسمي أنه رأى المهاجمين. للتواصل: 0912345678 أو @huda_sh99 أو huda@mail.example "
        "أو https://t.me/hudasharq.",
    },
    {
        "id": "hidden-2",
        "outlet": "إذاعة الساحل",
        "published": "2024-07-02",
        "title": "قصف على سوق السدرة",
        "text": "قالت الشرطة إن أربعة مدنيين قتلوا في قصف على سوق مدينة السدرة يوم الاثنين، "
        "بينهم الطفل ياسين المرزوقي.\n"
        "ونقلت الإذاعة عن هُدى الشّرقاوي قولها إن مسلحين هاجموا السوق. "
        "واتهم وزير الداخلية سامر الوردي كتائب الفجر بالهجوم.",
    },
)
HIDDEN = (
    "هدى", "الشرقاوي", "ياسين", "المرزوقي", "منير", "القاسمي", "0912345678", "huda_sh99", "huda@mail", "hudasharq",
    "الحمدان", "الخالدي",
)  # fmt: skip


def run(*arguments: str, code: int = 0) -> str:
    """Run a command and return what it prints."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The case's file; one event of the killed child's report is decided on by a person."""
    folder = tmp_path_factory.mktemp("export")
    samples = files("tawatur.cli").joinpath("samples/reports.jsonl").read_text("utf-8")
    reports = folder / "reports.jsonl"
    planted = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in PLANTED)
    reports.write_text(samples.rstrip("\n") + "\n" + planted, "utf-8")
    where = str(folder / "a.case")
    run("new", where)
    run("add", where, str(reports), "--jobs", "1")
    run("correct", where, "hidden-2", "e1", "mode=heavy-weapons", "--author", ANALYST)
    run("grade", where, "إذاعة الساحل", "B", "--author", ANALYST)
    return where


@pytest.fixture(scope="session")
def case(place: str) -> CaseFile:
    """The case, open."""
    return open_case(place)


@pytest.fixture(scope="session")
def made(case: CaseFile) -> Callable[..., bytes]:
    """Return the one file of a format."""

    def make(format: str, **asked: object) -> bytes:
        return export(case, Request(format, **asked)).files[""]  # type: ignore[arg-type]

    return make
