# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The entity tables hold what their readers rely on."""

import re
from collections import Counter

import pytest

from tawatur.lexicon import TableSpec, check_table, default_lexicon, values
from tawatur.lexicon.specs.entities import SPECS
from tawatur.text.normalize import dediac, fold

TABLES = [spec.name for spec in SPECS]
NAMED = ("entities/organisations", "entities/outlets", "entities/persons")
# Columns that hold no Arabic words.
PLAIN = re.compile(r"^(name_en|iso3|kind|sector|country|type|affiliation|count|common_word|bare|agency|outlet)$")


def words(table: str, *columns: str) -> list[str]:
    """Return all values of some columns of a table."""
    rows = default_lexicon().table(table).columns(*columns)
    return [value for row in rows for cell in row for value in values(cell)]


def find(table: str, column: str, value: str) -> dict[str, str]:
    """Return the first row that has a value in a column."""
    for record in default_lexicon().table(table).records():
        if value in values(record[column]):
            return record
    raise AssertionError(f"{value} is not in {table}")


@pytest.mark.parametrize("name", TABLES)
def test_entity_tables_follow_their_specs(name: str) -> None:
    assert check_table(default_lexicon().table(name)) == []


@pytest.mark.parametrize("spec", SPECS, ids=TABLES)
def test_entity_tables_have_no_two_rows_with_one_folded_key(spec: TableSpec) -> None:
    rows = default_lexicon().table(spec.name).columns(*spec.key)
    counts = Counter(tuple(fold(cell) for cell in row) for row in rows)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_entity_tables_write_words_without_vowel_marks_and_loose_spaces(name: str) -> None:
    table = default_lexicon().table(name)
    columns = [c for c in table.spec.columns if not PLAIN.match(c)]
    wrong = [w for w in words(name, *columns) if dediac(w) != w or " ".join(w.split()) != w]
    assert wrong == []


@pytest.mark.parametrize("name", [*NAMED, "entities/countries"])
def test_entity_tables_list_a_variant_once_per_row(name: str) -> None:
    for own, cell in default_lexicon().table(name).columns("name", "variants"):
        folded = [fold(own), *(fold(v) for v in values(cell))]
        assert len(folded) == len(set(folded)), own


def test_entity_tables_countries_have_three_letter_codes_once_per_state() -> None:
    rows = list(default_lexicon().table("entities/countries").columns("iso3", "kind"))
    assert all(re.fullmatch("[A-Z]{3}", iso3) for iso3, _ in rows)
    states = Counter(iso3 for iso3, kind in rows if kind == "state")
    assert len(states) > 190
    assert set(states.values()) == {1}


@pytest.mark.parametrize("name", NAMED)
def test_entity_tables_use_only_codes_of_the_country_table(name: str) -> None:
    known = set(words("entities/countries", "iso3"))
    assert set(words(name, "country")) <= known


@pytest.mark.parametrize("name", ["entities/organisations", "entities/persons"])
def test_entity_tables_weak_names_are_names_of_their_row(name: str) -> None:
    for own, cell, weak in default_lexicon().table(name).columns("name", "variants", "weak"):
        assert set(values(weak)) <= {own, *values(cell)}, own


def test_entity_tables_demonyms_have_as_many_feminine_as_masculine_forms() -> None:
    table = default_lexicon().table("entities/countries")
    for name, masculine, feminine in table.columns("name", "demonym_ms", "demonym_fs"):
        assert len(values(masculine)) == len(values(feminine)), name


@pytest.mark.parametrize(
    ("demonym", "column", "iso3"),
    [
        pytest.param("عراقي", "demonym_ms", "IRQ", id="iraqi man"),
        pytest.param("لبنانية", "demonym_fs", "LBN", id="lebanese woman"),
        pytest.param("أتراك", "demonym_mp", "TUR", id="broken plural"),
        pytest.param("يمنيين", "demonym_mp_obl", "YEM", id="oblique plural"),
        pytest.param("أميركية", "demonym_fs", "USA", id="levantine spelling"),
        pytest.param("جنوب أفريقية", "demonym_fs", "ZAF", id="first part stays"),
    ],
)
def test_entity_tables_countries_know_demonyms(demonym: str, column: str, iso3: str) -> None:
    assert find("entities/countries", column, demonym)["iso3"] == iso3


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        pytest.param("داعش", "تنظيم الدولة الإسلامية", id="acronym"),
        pytest.param("حلف الناتو", "حلف شمال الأطلسي", id="loan word"),
        pytest.param("أنصار الله", "الحوثيون", id="own name of a movement"),
        pytest.param("اتحاد الشغل", "الاتحاد العام التونسي للشغل", id="short name"),
        pytest.param("وزارة الدفاع الأميركية", "البنتاغون", id="ministry known by its seat"),
    ],
)
def test_entity_tables_organisations_know_variants(variant: str, name: str) -> None:
    assert find("entities/organisations", "variants", variant)["name"] == name


def test_entity_tables_outlets_that_are_ordinary_words_need_a_head() -> None:
    assert find("entities/outlets", "name", "اليوم")["bare"] == "no"  # also «today»
    assert find("entities/outlets", "name", "فارس")["bare"] == "source"  # also «knight»
    assert find("entities/outlets", "name", "رويترز")["bare"] == "yes"


def test_entity_tables_offices_tell_unique_holders_from_anonymous_ones() -> None:
    assert find("entities/offices", "head", "متحدث باسم")["anonymous"] == "yes"
    assert find("entities/offices", "head", "المتحدث باسم")["anonymous"] == "no"
    assert find("entities/offices", "head", "محافظ")["relation"] == "leads"
    assert find("entities/offices", "head", "وزير")["relation"] == "member_of"
