# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""PLOVER and POLECAT: conversions, fields and columns."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from tawatur.casefile import CaseFile, reports
from tawatur.export.plover import convert, manual, scale
from tawatur.lexicon import default_lexicon
from tawatur.model.edtf import bounds
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, STATUSES
from tawatur.model.records import Event
from tawatur.pipeline.comparing import coded

HEADER = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, "
    "Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient "
    "Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, "
    "Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
)
FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
}  # fmt: skip


def event(type: str, lemma: str = "", mode: str | None = None, status: str = "asserted") -> Event:
    rule = f"events/frames:{lemma}/verb/{type}" if lemma else ""
    return Event("e1", type, 0, 3, "حدث", mode, status=status, rule=rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (event("CONCEDE", "استقال"), ("RETREAT", "resign", ())),  # resigned
        (event("CONCEDE", "تراجع"), ("CONCEDE", None, ())),  # backed down
        (event("COERCE", "حكم", "arrest"), ("SANCTION", "convict", ())),  # sentenced
        (event("SANCTION", "صنف"), ("SANCTION", "discontinue", ())),  # listed
        (event("SANCTION", "انسحب"), ("SANCTION", "withdraw", ())),  # left a bloc
        (event("SANCTION", "انسحب", "expel"), ("SANCTION", "expel", ())),  # a mode that was read stays
        (event("AID", "قدم", status="planned"), ("AGREE", None, ())),  # will give
        (event("CONSULT", "زار", "visit", "planned"), ("AGREE", None, ())),  # will visit
        (event("ASSAULT", "قصف", "aerial", "hypothetical"), ("THREATEN", "violence", ())),  # would bomb
        (event("ASSAULT", "سيطر", "heavy-weapons"), ("ASSAULT", None, ("territory",))),  # took control
        (event("COERCE", "حاصر"), ("COERCE", "restrict", ())),  # besieged
        (event("ASSAULT", "قصف", "aerial", "denied"), ("ASSAULT", "aerial", ("negation",))),
        (event("COERCE", "اعتقل", "arrest", "planned"), ("COERCE", "arrest", ("future",))),
        (event("ASSAULT", "قصف", "aerial", "historical"), ("ASSAULT", "aerial", ("historical",))),
    ],
)
def test_plover_converts_by_the_manual(read: Event, wanted: tuple[str, str | None, tuple[str, ...]]) -> None:
    found = convert(read, default_lexicon())
    assert (found.type, found.mode, found.contexts) == wanted


def test_plover_every_type_mode_and_status_converts_and_has_a_scale() -> None:
    lexicon = default_lexicon()
    allowed = {*EVENT_CONTEXTS, *manual(lexicon).auxiliary.values()}
    for type in EVENT_TYPES:
        for mode in (None, *EVENT_MODES[type]):
            for status in STATUSES:
                found = convert(event(type, "كتب", mode, status), lexicon)
                assert found.mode is None or found.mode in EVENT_MODES[found.type]
                assert set(found.contexts) <= allowed
                assert scale(found, lexicon).quad in (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("of", "quad", "score"),
    [(event("SANCTION"), 4, -6), (event("ACCUSE"), 3, -3), (event("ASSAULT", mode="drone"), 4, -9.5)],
)
def test_plover_decides_where_the_manual_disagrees_with_itself(of: Event, quad: int, score: float) -> None:
    found = scale(of, default_lexicon())
    assert (found.quad, found.score) == (quad, score)


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


def test_plover_has_the_fields_of_the_manual(made: Callable[..., bytes]) -> None:
    for line in lines(made("plover")):
        assert set(line) <= FIELDS
        assert {"id", "date", "actor", "event"} <= set(line)
        assert line["event"][0] in EVENT_TYPES
        assert json.loads(line["comment"])["incident"] == line["link"]


def test_plover_read_back_gives_the_same_events(case: CaseFile, made: Callable[..., bytes]) -> None:
    with case.read() as tx:
        readings = coded(tx, reports.own_ids(tx))
    for line in lines(made("plover", redact="none", text="full")):
        key, _, id = line["id"].rpartition("-")
        read = next(e for e in readings[key].events if e.id == id)
        info = line["text_info"]
        assert (info["start"], info["end"]) == (read.start, read.end)
        assert info["text_story"][info["start"] : info["end"]] == line["event_text"] == read.text


def test_plover_reviewed_only_holds_what_a_person_decided_on(made: Callable[..., bytes]) -> None:
    found = lines(made("plover", reviewed_only=True))
    assert {line["coder"] for line in found} == {"reviewed"}
    assert {line["mode"] for line in found} == {"heavy-weapons"}


def test_polecat_has_its_forty_columns_in_order(made: Callable[..., bytes]) -> None:
    table = list(csv.reader(io.StringIO(made("polecat").decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table[0] == HEADER.split(", ")
    assert {len(row) for row in table} == {40}


def test_polecat_speaks_of_the_same_events_as_plover(made: Callable[..., bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(made("polecat").decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
    others = {line["id"]: line for line in lines(made("plover"))}
    assert [row["Event ID"] for row in rows] == list(others)
    assert all(row["Event Type"] == others[row["Event ID"]]["event"][0] for row in rows)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2024-05-13TMO", ("2024-05-13", "2024-05-13")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-05-01/2024-05-03", ("2024-05-01", "2024-05-03")),
        ("2024-05~", ("2024-05-01", "2024-05-31")),
        ("2024-05-XX", ("2024-05-01", "2024-05-31")),
        ("2024-05-12/..", ("2024-05-12", "2024-05-12")),
        ("2024-22", ("2024-06-01", "2024-08-31")),
        ("P3D", None),
        ("2024-13-45", None),
    ],
)
def test_edtf_bounds_are_days(value: str, wanted: tuple[str, str] | None) -> None:
    assert bounds(value) == wanted
