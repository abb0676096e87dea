# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Canonical entities out of forms, with invented persons and bodies."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.joining import parties
from tawatur.joining.resolution import Verdict
from tawatur.model import Claim, Entity, Mention, Reading, Report
from tawatur.model.joined import PartyForm
from tawatur.model.records import ReaderInfo, Source, TextSpan


def form(report: str, *names: str, kind: Any = "person", entity: str = "n1", **fields: Any) -> PartyForm:
    return PartyForm(report, entity, names, kind, **fields)


def groups(forms: list[PartyForm], *verdicts: Verdict) -> list[tuple[str, ...]]:
    return sorted(tuple(report for report, _ in e.forms) for e in parties.resolve(forms, verdicts))


def test_parties_links_spellings_and_says_why() -> None:
    (entity,) = parties.resolve([form("a", "عبد الله القنيطري"), form("b", "الدكتور عبدالله القنيطري")])
    assert entity.forms == (("a", "n1"), ("b", "n1"))
    assert entity.reasons
    assert entity.kind == "person"


def test_parties_kind_and_country_must_agree() -> None:
    assert groups([form("a", "نضال القنيطري", country="IRQ"), form("b", "نضال القنيطري", country="LBN")]) == [
        ("a",),
        ("b",),
    ]
    body = form("b", "نضال القنيطري", kind="organisation")
    assert groups([form("a", "نضال القنيطري"), body]) == [("a",), ("b",)]


def test_parties_leaves_a_name_that_fits_two_persons_alone() -> None:
    forms = [form("a", "نضال القنيطري"), form("b", "نضال بن رامز القنيطري"), form("c", "نضال بن غسان القنيطري")]
    assert groups(forms) == [("a",), ("b",), ("c",)]
    assert groups(forms[:2]) == [("a", "b")]


def test_parties_two_who_share_a_short_name_are_two() -> None:
    short = "نضال القنيطري"
    forms = [form("a", "نضال بن رامز القنيطري", short), form("b", "نضال بن غسان القنيطري", short), form("c", short)]
    found = parties.resolve(forms)
    assert [e.forms for e in found if len(e.forms) > 1] == []
    assert len({e.id for e in found}) == 3


def test_parties_takes_a_family_name_for_the_only_bearer_of_a_country() -> None:
    forms = [form("a", "نضال القنيطري", country="IRQ"), form("b", "القنيطري", country="IRQ")]
    assert groups(forms) == [("a", "b")]
    assert groups([*forms, form("c", "رامز القنيطري", country="IRQ")]) == [("a",), ("b",), ("c",)]


def test_parties_known_to_the_tables_are_one_by_their_name() -> None:
    known = {"known": "entities/organisations", "kind": "organisation"}
    assert groups([form("a", "هيئة الموانئ", **known), form("b", "هيئة الموانئ", "الهيئة", **known)]) == [("a", "b")]


def test_parties_links_an_office_to_its_holder_of_the_day() -> None:
    office = ("وزير موانئ جزيره",)
    holder = form("a", "نضال القنيطري", offices=office, published="2024-03-01")
    near = form("b", "وزير موانئ الجزيرة", kind="role", offices=office, published="2024-03-20")
    late = form("c", "وزير موانئ الجزيرة", kind="role", offices=office, published="2025-03-20")
    assert groups([holder, near, late]) == [("a", "b")]
    other = form("d", "رامز الخضيري", offices=office, published="2024-03-10")
    assert groups([holder, near, other]) == [("a",), ("d",)]


def test_parties_follow_the_analyst() -> None:
    forms = [form("a", "نضال القنيطري"), form("b", "نضال القنيطري"), form("c", "أبو غضب")]
    assert groups(forms) == [("a", "b"), ("c",)]
    assert groups(forms, Verdict(("a", "n1"), ("b", "n1"), False)) == [("a",), ("b",), ("c",)]
    assert groups(forms, Verdict(("c", "n1"), ("b", "n1"), True)) == [("a", "b", "c")]
    ids = [entity.id for entity in parties.resolve(forms, [Verdict(("a", "n1"), ("b", "n1"), False)])]
    assert len(set(ids)) == 3


def test_parties_prepare_leaves_out_who_is_not_named() -> None:
    text = "قال مصدر أمني إن وزير الموانئ نضال القنيطري غادر"
    entities = (
        Entity("n1", "مصدر أمني", "role"),
        Entity("n2", "نضال القنيطري", "person"),
        Entity("n3", "عشرون مسلحا", "group"),
        Entity("n4", "مراسل غاضب", "person"),
    )
    mentions = (Mention(17, 29, "وزير الموانئ", "n2"), Mention(30, 43, "نضال القنيطري", "n2"))
    cue = TextSpan(0, 3, "قال")
    claims = tuple(Claim(id, cue, Source(4, 12, "مصدر أمني", id), None, anonymous=True) for id in ("n1", "n4"))
    reading = Reading(
        reader=ReaderInfo("test", "0", "0"),
        report=Report("1", text, published="2024-03-01"),
        entities=entities,
        mentions=mentions,
        claims=claims,
    )
    (found,) = parties.prepare("key", reading)
    assert (found.report, found.entity, found.names) == ("key", "n2", ("نضال القنيطري",))
    assert found.offices == ("وزير موانئ",)
    assert found.published == "2024-03-01"


@pytest.mark.parametrize(
    ("written", "kind", "known", "name"),
    [
        ("على عبدالله صالح", "person", "entities/persons", "علي عبد الله صالح"),
        ("الرئيس علي عبد الله صالح", "person", "entities/persons", "علي عبد الله صالح"),
        ("تنظيم «داعش»", "organisation", "entities/organisations", "تنظيم الدولة الإسلامية"),
        ("الأمـم المتحــدة", "organisation", "entities/organisations", "الأمم المتحدة"),
    ],
)
def test_parties_known_to_a_table_go_by_its_name(written: str, kind: Any, known: str, name: str) -> None:
    reading = Reading(
        reader=ReaderInfo("test", "0", "0"),
        report=Report("1", written),
        entities=(Entity("n1", written, kind, known=known),),
        mentions=(Mention(0, len(written), written, "n1"),),
    )
    (found,) = parties.prepare("key", reading)
    assert found.names[0] == name


@pytest.mark.parametrize(
    ("name", "sector", "is_linked"), [("كتائب الفجر", "UAF", True), ("وزارة الداخلية", "GOV", False)]
)
def test_parties_link_names_of_armed_groups_and_no_ministry_without_its_country(
    name: str, sector: str, is_linked: bool
) -> None:
    reading = Reading(
        reader=ReaderInfo("test", "0", "0"),
        report=Report("1", name),
        entities=(Entity("n1", name, "organisation", sector=sector),),
        mentions=(Mention(0, len(name), name, "n1"),),
    )
    assert bool(parties.prepare("key", reading)) is is_linked


def test_parties_keep_the_name_that_an_analyst_gives() -> None:
    entity = Entity("n1", "اسم آخر", "organisation", known="entities/organisations")
    written = "الأمم المتحدة"
    reading = Reading(
        reader=ReaderInfo("test", "0", "0"),
        report=Report("1", written),
        entities=(entity,),
        mentions=(Mention(0, len(written), written, "n1"),),
    )
    assert parties.prepare("key", reading)[0].names[0] == "اسم آخر"


def test_parties_take_no_group_for_the_person_of_its_name() -> None:
    written = "الحوثي"
    entity = Entity("n1", written, "group", country="YEM", known="entities/persons")
    mention = Mention(0, len(written), written, "n1")
    info, report = ReaderInfo("test", "0", "0"), Report("1", written)
    reading = Reading(reader=info, report=report, entities=(entity,), mentions=(mention,))
    assert [form.names[0] for form in parties.prepare("key", reading)] == [written]


FORMS = st.lists(
    st.builds(
        lambda given, father, family, country: form(
            "", f"{given} {father} {family}".replace("  ", " "), country=country
        ),
        st.sampled_from(["نضال", "رامز", "حسن", "حسين"]),
        st.sampled_from(["", "بن غسان", "بن رامز", "غسان"]),
        st.sampled_from(["القنيطري", "الخضيري", "القنيطرى"]),
        st.sampled_from([None, "IRQ", "LBN"]),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(FORMS, st.randoms())
def test_parties_do_not_depend_on_the_order(found: list[PartyForm], random: Random) -> None:
    forms = [form(f"r{n}", *f.names, country=f.country) for n, f in enumerate(found)]
    shuffled = list(forms)
    random.shuffle(shuffled)
    expected = parties.resolve(forms)
    assert parties.resolve(shuffled) == expected
    assert sorted(report for entity in expected for report, _ in entity.forms) == sorted(f.report for f in forms)


@given(st.text(max_size=40), st.text(max_size=40))
def test_parties_take_any_name(a: str, b: str) -> None:
    forms = [form("a", a), form("b", b)]
    parties.resolve(forms)
    assert parties.alike(*forms) == parties.alike(*reversed(forms))
