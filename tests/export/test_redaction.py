# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Names, numbers and accounts are found however they are written."""

from dataclasses import fields, is_dataclass, replace
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.casefile import CaseFile
from tawatur.export import redaction
from tawatur.export.material import Material, Quote, Told, collect
from tawatur.export.people import Person, is_private, known
from tawatur.export.redaction import ACCOUNT, MAIL, PERSON, PHONE, Masks, Redactor, _compile, redact
from tawatur.export.selection import Selection
from tawatur.lexicon import default_lexicon
from tawatur.model.records import Entity, Mention, ReaderInfo, Reading, Report
from tawatur.text.normalize import fold

NAMES = ("هدى الشرقاوي", "عبد الرحمن المطوع", "ابن سعدون", "يارا")


def redactor() -> Redactor:
    found = Redactor(default_lexicon().compiled("export.names", _compile))
    for number, name in enumerate(NAMES, 1):
        found.hide(name, f"[شخص {number}]")
    found.add("شارع الشرقاوي", None)
    found.add("كريم الناصري", None)
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قالت هدى الشرقاوي إن", "قالت [شخص 1] إن"),  # said Huda al-Sharqawi
        ("وقال لهُدَى الشّرقاويّ", "وقال ل[شخص 1]"),  # vowel marks and a clitic
        ("وأضافت الشرقاوي", "وأضافت [شخص 1]"),  # the family name alone
        ("بيت هـدى الشرقـاوي", "بيت [شخص 1]"),  # tatweel
        ("رآه عبدالرحمن والمطوع", "رآه عبدالرحمن و[شخص 2]"),  # and by family name under a clitic
        ("قال للمطوع", "قال ل[شخص 2]"),  # the article joined to a clitic
        ("في شارع الشرقاوي", "في شارع الشرقاوي"),  # a street that is named so is no person
        ("التقى كريم الناصري", "التقى كريم الناصري"),  # a public figure
        ("شكرت يارا الحضور", "شكرت [شخص 4] الحضور"),  # a name of one word
    ],
)
def test_redaction_finds_names(text: str, wanted: str) -> None:
    assert redactor().text(text) == wanted


def test_redaction_catches_names_that_the_reader_missed() -> None:
    assert redactor().text("وقال محمد عبدالله للصحيفة") == f"وقال {PERSON} للصحيفة"  # said Muhammad Abdallah


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("اتصل على 0912345678 الآن", f"اتصل على {PHONE} الآن"),
        ("اتصل على +963 912 345 678", f"اتصل على {PHONE}"),
        ("رقم ٠٩١٢٣٤٥٦٧٨", f"رقم {PHONE}"),
        ("راسل huda.s@mail.example", f"راسل {MAIL}"),
        ("حساب @huda_99 على", f"حساب {ACCOUNT} على"),
        ("https://t.me/huda99", ACCOUNT),
        ("في 2024-05-13 قتل 12", "في 2024-05-13 قتل 12"),  # a day and a count stay
        ("يوم 13-05-2024", "يوم 13-05-2024"),
    ],
)
def test_redaction_finds_numbers_and_accounts(text: str, wanted: str) -> None:
    assert redactor().text(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "عثر على حقائب في المطار",  # bags were found in the airport
        "القبض على الرجل",  # the arrest of the man
    ],
)
def test_redaction_leaves_words_that_look_like_names(text: str) -> None:
    assert redactor().text(text) == text


def test_redaction_a_common_word_is_no_name_elsewhere() -> None:
    found = redactor()
    found.hide("محمد", "[شخص 9]")  # the reader took the commonest of names for one man
    assert found.text("زار محمد المدينة") == "زار محمد المدينة"
    assert found.text("مُحمد") == "[شخص 9]"  # but where it is all that a field says


def test_redaction_cuts_an_address_that_spells_a_name() -> None:
    found = redactor()
    assert found.address("https://a.example/news/%D9%87%D8%AF%D9%89-الشرقاوي") == "https://a.example/"
    assert found.address("https://a.example/news/2024") == "https://a.example/news/2024"


MARKS = st.sampled_from(["", "\u064f", "\u0640", "\u200f", "\u0651"])
AROUND = st.text(alphabet=" ،.\nابتوقالفي0٣[]-\u200f\u202babc", max_size=20)


@given(
    st.sampled_from(NAMES), st.lists(MARKS, min_size=24, max_size=24), AROUND, AROUND, st.sampled_from(["", "و", "ل"])
)
@settings(max_examples=300, deadline=None)
def test_redaction_leaves_no_name(name: str, marks: list[str], before: str, after: str, clitic: str) -> None:
    drawn = "".join(c + (m if c != " " else "") for c, m in zip(name, marks, strict=False))
    out = redactor().text(f"{before} {clitic}{drawn} {after}")
    assert fold(name) not in fold(out)


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_redaction_takes_any_text(text: str) -> None:
    once = redactor().text(text)
    assert isinstance(once, str)


@pytest.mark.parametrize("unit", ["a", "-", "a.", "@", "0", "محمد ", "http://[", "+1 ", "a@a."])
def test_redaction_takes_time_in_proportion(unit: str) -> None:
    found = redactor()
    started = perf_counter()
    found.text(unit * (100_000 // len(unit)))
    assert perf_counter() - started < 5


def person(**fields: object) -> Person:
    return Person("e1", ("سالم حداد",), **{"called": ("سالم حداد",), **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "private"),
    [
        (person(), True),  # a name and nothing more
        (person(known=True), False),  # of the table of political persons
        (person(offices=("وزير داخليه",), sectors=("GOV",)), False),  # the minister of the interior
        (person(offices=("قائد لواء",), sectors=("MIL",), victim=True), True),  # a commander who was killed
        (person(offices=("طبيب",), sectors=("MED",)), True),  # a doctor
        (person(called=("الشاهد سالم حداد",), known=True), True),  # a witness, whoever he is
        (person(called=("الطفلة",), offices=("سفير",), sectors=("GOV",)), True),  # a child
    ],
)
def test_redaction_knows_who_is_private(who: Person, private: bool) -> None:
    assert is_private(who, known(default_lexicon())) is private


LONE = "قالت الشرطة إن محمدا أصيب. وقال أمجد للصحيفة إنه رأى محمد في السوق."


@given(st.lists(st.sampled_from(("محمد", "أمجد")), min_size=1, max_size=2, unique=True))
@settings(max_examples=4, deadline=None)
def test_redaction_masks_where_the_reader_found_somebody(names: list[str]) -> None:
    entities = tuple(Entity(f"n{n}", name, "person") for n, name in enumerate(names))
    mentions = tuple(
        Mention(LONE.rindex(name), LONE.rindex(name) + len(name), name, f"n{n}") for n, name in enumerate(names)
    )
    info = ReaderInfo("sparse", "0", "0")
    report = Report("r1", LONE, title=f"{names[0]}", url="https://a.example/1")
    told = Told("k1", "0" * 64, 1, Reading(reader=info, report=report, entities=entities, mentions=mentions))
    quote = Quote("k1", 27, 40, LONE[27:], 27)
    material = Material((told,), (), (), quotes=(quote,))
    out = redact(material, material, "private")
    reading = out.told[0].reading
    assert {e.name for e in reading.entities} == {m.text for m in reading.mentions}
    assert all(m.text.startswith("[شخص") for m in reading.mentions)
    for name in names:
        for text in (reading.report.text, out.quotes[0].text):
            assert f" {name} " not in text.replace("محمدا", "")


Places = list[tuple[int, int, str]]


def in_place(text: str, at: int, places: Places) -> str:
    for start, end, said in places:
        if at <= start and end <= at + len(text):
            text = text[: start - at] + said + text[end - at :]
    return text


def one_by_one(value: Any, name: str, redactor: Redactor, masks: Masks, here: Places) -> Any:
    """Every string of a record redacted for itself, as if it were the only one."""
    if isinstance(value, str):
        if value in redactor.ids or not value:
            return redactor.ids.get(value, value)
        if name == "url":
            return redactor.address(value)
        return redactor.named(value) if name in redaction._STRUCTURE else redactor.text(value)
    if isinstance(value, tuple):
        return tuple(one_by_one(v, name, redactor, masks, here) for v in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    plain = {f.name: getattr(value, f.name) for f in fields(value)}
    here = masks.get(value.key, []) if isinstance(value, Told) else here
    if isinstance(value, Quote):
        plain["text"] = in_place(value.text, value.at, masks.get(value.report, []))
    elif isinstance(value, Report):
        plain["text"] = in_place(value.text, 0, here)
    elif plain.keys() >= {"start", "end", "text"} and plain["text"] is not None and plain["start"] is not None:
        assert plain["end"] - plain["start"] == len(plain["text"])
        plain["text"] = in_place(plain["text"], plain["start"], here)
    if plain.get("id") in redactor.ids and "reasons" in plain:
        plain["reasons"] = ()
    done = {n: one_by_one(v, n, redactor, masks, here) for n, v in plain.items()}
    return replace(value, **done)  # type: ignore[type-var]


@pytest.mark.parametrize("whom", ["private", "persons"])
def test_redaction_of_many_records_is_that_of_each_string(
    case: CaseFile, whom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with case.read() as tx:
        whole, out = collect(tx, Selection(), text="full")
    walks: list[Any] = []

    class Kept(redaction._Walk):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            walks.append(self)

    monkeypatch.setattr(redaction, "_Walk", Kept)
    made = redact(whole, out, whom)  # type: ignore[arg-type]
    assert made != out
    assert replace(made, redacted=out.redacted) == one_by_one(out, "", walks[0].redactor, walks[0].masks, [])


PIECES = ("هدى", "الشرقاوي ", "و", "يارا", " ", "، ", "a@b.example", "@huda_1", "http://x.example/هدى", "www.x", "/",
          "@", "0912345678", "+963 912 345 678", "٠٩١٢٣٤٥٦٧٨", "7", ".", "محمد عبدالله")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@settings(max_examples=200, deadline=None)
def test_redaction_looks_for_everything_everywhere(text: str) -> None:
    found, by = text, redactor()
    for sought, instead in (
        (redaction._MAIL, MAIL),
        (redaction._LINK, lambda m: by.address(m[0])),
        (redaction._ACCOUNT, ACCOUNT),
        (redaction._PHONE, PHONE),
    ):
        found = sought.sub(instead, found)
    assert by.text(text) == redactor().named(found)
