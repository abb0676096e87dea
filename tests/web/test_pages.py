# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Pages and API without a browser."""

import re
import time

import pytest
from starlette.testclient import TestClient

from tawatur.web.marking import astral
from tests.web.conftest import HOSTILE, key_of

LISTS = ("incidents", "reports", "entities", "network", "outlets", "review", "decisions", "import", "search?q=الجيش")


def biggest(client: TestClient) -> str:
    return str(client.get("/api/incidents").json()["items"][0]["id"])


@pytest.mark.parametrize("code", ["ar", "en"])
@pytest.mark.parametrize("path", LISTS)
def test_pages_show_in_both_languages(client: TestClient, path: str, code: str) -> None:
    answer = client.get(f"/{path}", headers={"accept-language": code})
    assert answer.status_code == 200
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in answer.text


def test_pages_language_and_theme_are_remembered(client: TestClient) -> None:
    client.get("/incidents?lang=ar&theme=dark")
    page = client.get("/outlets").text
    assert 'lang="ar"' in page
    assert 'data-theme="dark"' in page


def test_pages_incident_shows_positions_chains_and_trees(client: TestClient) -> None:
    page = client.get(f"/incidents/{biggest(client)}?lang=en").text
    assert "Did it happen?" in page
    assert "independent chains of" in page
    assert "the same wording" in page
    assert page.count('<svg class="tree"') >= 1
    assert "Refused to comment" in page


@pytest.mark.parametrize(
    "query",
    ["type=ASSAULT", "country=BEL", "since=2024-05-20", "until=2024-05-14", "least=2", "chains=2", "reviewed=yes",
     "place=العوينية", "site=العوينية", "spot=50.8505,4.3488", "words=محادثات", "type=AID&chains=9",
     "entity=&type=&since="],
)  # fmt: skip
def test_pages_filters_narrow_the_list(client: TestClient, query: str) -> None:
    whole = {i["id"] for i in client.get("/api/incidents").json()["items"]}
    found = client.get(f"/api/incidents?{query}").json()
    assert {i["id"] for i in found["items"]} <= whole
    assert (found["total"] == len(whole)) is (query == "entity=&type=&since=")
    assert client.get(f"/incidents?{query}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/incidents/nothing", 404),
        ("/incidents?spot=x", 422),
        ("/network?party=nothing", 404),
        ("/network?type=x", 422),
        ("/network?as_of=x", 422),
        ("/network/said?source=a&target=b&type=x", 422),
        ("/network/said?source=a&target=b&type=backs", 200),
        ("/tension?left=nothing&right=nothing", 404),
        ("/tension?left==a&right==b", 200),
        ("/tension", 422),
        ("/reports/nothing", 404),
        ("/entities/nothing", 404),
        ("/reports/..%2f..%2fetc%2fpasswd", 404),
        ("/nothing", 404),
        ("/incidents?least=x", 422),
        ("/incidents?page=0", 422),
        ("/incidents?order=upside-down", 422),
        ("/incidents?type=" + "x" * 300, 422),
        ("/search?q=" + "x" * 600, 422),
        ("/search?q=%22%22%20-%20*%20OR%20NEAR(", 200),
    ],
)
def test_pages_bad_addresses_get_a_page_or_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    problem = client.get("/api" + path)
    if status != 200:
        assert problem.status_code == status
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.json()["status"] == status


def test_pages_hostile_text_is_only_text(client: TestClient) -> None:
    key = key_of(client, "hostile")
    for path in (f"/reports/{key}", "/reports", "/review", "/search?q=مسلحين"):
        page = client.get(path).text
        assert "<script>document" not in page
        assert "<i>عنوان" not in page
        assert "<b>اليوم" not in page
    marks = client.get(f"/api/reports/{key}/marks").json()
    assert marks["text"] == HOSTILE
    assert marks["astral"] == astral(HOSTILE)


def test_pages_copies_stand_side_by_side(client: TestClient) -> None:
    key, other = key_of(client, "madar-0514"), key_of(client, "diffa-0514")
    page = client.get(f"/reports/{key}/beside/{other}?lang=en").text
    assert page.count("<mark>") >= 2
    assert f"/reports/{key}/beside/" in client.get(f"/reports/{key}").text
    assert client.get(f"/reports/{key}/beside/{key}").status_code == 404


def test_api_splitting_an_incident_and_taking_it_back(own_client: TestClient) -> None:
    whole = biggest(own_client)
    told = own_client.get(f"/api/incidents/{whole}").json()["reports"]
    made = own_client.post("/api/decisions", json={"kind": "split", "id": whole, "away": told[:1]})
    assert made.status_code == 201
    assert len(own_client.get(f"/api/incidents/{biggest(own_client)}").json()["reports"]) == len(told) - 1
    own_client.post(f"/api/decisions/{made.json()['decisions'][0]}/undo")
    assert own_client.get(f"/api/incidents/{biggest(own_client)}").json()["reports"] == told


def test_api_is_described(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/incidents", "/api/reports/{key}/marks", "/api/decisions", "/api/imports", "/api/search"} <= set(paths)
    for described in paths.values():
        for operation in described.values():
            assert operation["description"]


def test_api_correcting_accepting_and_undoing(own_client: TestClient) -> None:
    client = own_client
    key = key_of(client, "madar-0514")
    event = next(e for e in client.get(f"/api/reports/{key}").json()["events"] if e["type"] == "ASSAULT")
    place = {"report": key, "item": event["id"]}
    made = client.post("/api/decisions", json={"kind": "accept", **place})
    assert made.status_code == 201
    client.post("/api/decisions", json={"kind": "correct", **place, "fields": {"status": "denied"}, "note": "سبب"})
    assert {e["id"]: e["status"] for e in client.get(f"/api/reports/{key}").json()["events"]}[event["id"]] == "denied"
    assert client.get("/api/incidents?reviewed=yes").json()["total"] >= 1
    client.post("/api/decisions/2/undo")
    assert {e["id"]: e["status"] for e in client.get(f"/api/reports/{key}").json()["events"]}[event["id"]] != "denied"
    states = [d["state"] for d in client.get("/api/decisions").json()["items"]]
    assert states == ["holds", "undone", "holds"]
    assert client.get("/decisions").status_code == 200


def test_api_what_an_analyst_accepted_is_certain(own_client: TestClient) -> None:
    key = key_of(own_client, "madar-0514")

    def confidences() -> dict[str, float]:
        return {e["id"]: e["confidence"] for e in own_client.get(f"/api/reports/{key}").json()["events"]}

    before = confidences()
    event = next(id for id, value in before.items() if value < 1)
    own_client.post("/api/decisions", json={"kind": "accept", "report": key, "item": event})
    assert confidences() == before | {event: 1.0}
    own_client.post("/api/decisions/1/undo")
    assert confidences() == before


def test_api_a_refused_correction_is_explained_in_the_language_of_the_reader(own_client: TestClient) -> None:
    key = key_of(own_client, "madar-0514")
    event = own_client.get(f"/api/reports/{key}").json()["events"][0]["id"]
    wanted = {"kind": "correct", "report": key, "item": event, "fields": {"when": "أمس"}}
    for code, said in (("ar", "ليس تاريخًا؛ اكتب 2024-05-13"), ("en", "is no date; write 2024-05-13")):
        answer = own_client.post("/api/decisions", json=wanted, headers={"accept-language": code})
        assert answer.status_code == 422
        assert said in answer.text
    assert own_client.get("/api/decisions").json()["items"] == []


def test_api_a_correction_of_several_fields_is_one_decision(own_client: TestClient) -> None:
    due = own_client.get("/api/review").json()[0]
    place = {"report": due["report"], "item": due["event"]["id"]}
    wanted = {"kind": "correct", **place, "fields": {"status": "planned", "type": "CONSULT", "deaths": "7..12"}}
    assert own_client.post("/api/decisions", json=wanted).json()["decisions"] == [1]
    page = own_client.get("/decisions?lang=ar").text
    assert re.search(r"النوع: *تشاور.*?الحال: *مقرر.*?القتلى: *٧–١٢", page, re.DOTALL)
    assert page.count('data-decide="undo"') == 1
    own_client.post("/api/decisions/1/undo")
    events = own_client.get(f"/api/reports/{due['report']}").json()["events"]
    assert next(e for e in events if e["id"] == due["event"]["id"]) == due["event"]


def test_api_adding_what_was_missed(own_client: TestClient) -> None:
    key = key_of(own_client, "hostile")
    start = HOSTILE.index("التعليق")
    wanted = {"kind": "add", "report": key, "record": "event", "start": start, "end": start + len("التعليق")}
    assert own_client.post("/api/decisions", json={**wanted, "fields": {"type": "CONSULT"}}).status_code == 201
    events = own_client.get(f"/api/reports/{key}").json()["events"]
    assert [e["text"] for e in events if e["rule"] == "analyst"] == ["التعليق"]


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({}, 422),
        ({"kind": "burn"}, 422),
        ({"kind": "accept", "report": "nothing", "item": "e1"}, 404),
        ({"kind": "merge", "ids": ["aaa"]}, 422),
        ({"kind": "merge", "ids": ["aaa", "bbb"]}, 404),
        ({"kind": "grade", "source": "x", "value": "Z"}, 422),
        ({"kind": "grade", "source": "x", "value": "A", "more": 1}, 422),
    ],
)
def test_api_decisions_that_cannot_be(client: TestClient, wanted: dict[str, object], status: int) -> None:
    answer = client.post("/api/decisions", json=wanted)
    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_api_import_reads_joins_and_lists_failures(own_client: TestClient) -> None:
    before = own_client.get("/api/case").json()["reports"]
    lines = '{"id": "n1", "text": "التقى الوزير سامي النجار السفير كريم العطار أمس."}\n{"text": 3}\n'
    made = own_client.post(
        "/api/imports?name=../x/new.jsonl&outlet=الميدان&published=2024-03-05", content=lines.encode()
    )
    assert made.status_code == 202
    assert made.json()["name"] == "new.jsonl"
    found = own_client.get(f"/api/imports/{made.json()['id']}").json()
    until = time.monotonic() + 60
    while found["state"] not in ("done", "failed") and time.monotonic() < until:
        time.sleep(0.05)
        found = own_client.get(f"/api/imports/{found['id']}").json()
    assert found["state"] == "done"
    assert (found["counts"]["added"], found["counts"]["failed"], len(found["failures"])) == (1, 1, 1)
    assert own_client.get("/api/case").json()["reports"] == before + 1
    assert "new.jsonl:2" in own_client.get("/import").text


def test_api_import_refuses_a_date_that_is_none(client: TestClient) -> None:
    assert client.post("/api/imports?published=2024-13-41", content=b"x").status_code == 422
    assert client.get("/api/imports/77").status_code == 404


def test_api_places_and_days_count_what_the_list_holds(client: TestClient) -> None:
    total = client.get("/api/incidents").json()["total"]
    places = client.get("/api/places").json()
    assert sum(place["incidents"] for place in places) == total
    assert 0 < sum(client.get("/api/days?country=BEL").json().values()) < total
    for place in places:
        if place["lat"] is not None:
            found = client.get(f"/api/incidents?spot={place['lat']},{place['lon']}").json()["total"]
        elif place["place"] is not None:
            found = client.get("/api/incidents", params={"site": place["place"]}).json()["total"]
        else:
            continue
        assert found == place["incidents"]


def test_api_network_says_who_says_so(client: TestClient) -> None:
    network = client.get("/api/network").json()
    assert network["total"] == len(network["items"]) > 3
    first = network["items"][0]
    asked = {name: first[name] for name in ("source", "target", "type")}
    stated = client.get("/api/network/said", params=asked).json()
    assert len({s["report"] for s in stated}) == first["reports"]
    page = client.get("/network/said", params=asked)
    assert page.status_code == 200
    assert all(s["wording"] in page.text for s in stated)
    assert client.get("/api/network?as_of=1999-01-01").json()["total"] == 0


def test_api_tension_between_two_and_with_a_mere_name(client: TestClient) -> None:
    found = client.get("/api/entities").json()["items"]
    one, other = found[0]["id"], found[1]["id"]
    for right in (other, "=حزب التجدد"):
        tension = client.get("/api/tension", params={"left": one, "right": right, "unit": "day"}).json()
        assert tension["unit"] == "day"
        assert client.get("/tension", params={"left": one, "right": right}).status_code == 200
    assert client.get("/api/tension", params={"left": one, "right": "none"}).status_code == 404


def test_pages_incident_tells_what_was_new_each_day(client: TestClient) -> None:
    page = client.get(f"/incidents/{biggest(client)}?lang=en").text
    told = page[page.index("How it was told over time") :]
    days = [told.index(day) for day in ("14 May 2024", "15 May 2024", "16 May 2024")]
    assert days == sorted(days)
    assert "Deaths:" in told[: days[1]]
    assert "It did not happen" in told[days[1] : days[2]]


def test_pages_outlets_show_who_prints_whose_wording(client: TestClient) -> None:
    page = client.get("/outlets?lang=en").text
    assert '<table class="matrix">' in page
    assert "shade-4" in page


def test_pages_say_in_the_language_what_is_unknown(client: TestClient) -> None:
    told = client.get("/reports/zzzzzz?lang=ar")
    assert told.status_code == 404
    assert "ليس هنا تقرير بالمعرّف zzzzzz" in re.sub("[\u2068\u2069]", "", told.text)
    assert "there is no" not in told.text
    near = key_of(client, "hostile")[:-1] + "z"
    assert "أقرب المعرّفات" in client.get(f"/reports/{near}?lang=ar").text


def test_incident_page_spells_agencies_as_texts_do(client: TestClient) -> None:
    id = client.get("/api/incidents?order=outlets").json()["items"][0]["id"]
    page = client.get(f"/incidents/{id}?lang=ar").text
    assert "وكالة المدار" in page
    assert "وكاله" not in page
