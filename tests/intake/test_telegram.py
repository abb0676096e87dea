# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Exports of Telegram Desktop."""

import json
from pathlib import Path
from typing import Any

from intake_samples import LONG, failure, read

from tawatur.intake import Failure, Loaded

CHANNEL = {"name": "قناة {الميدان}", "type": "public_channel", "id": 1234567890}


def message(id: int, text: Any, **more: Any) -> dict[str, Any]:
    stated = {"id": id, "type": "message", "date": "2024-03-05T10:00:00", "from": CHANNEL["name"]}
    return {**stated, **more, "text": text}


def exported(path: Path, messages: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps({**CHANNEL, "messages": messages}, ensure_ascii=False, indent=1), "utf-8")
    return path


def reports(path: Path) -> list[Loaded]:
    items = read(path)
    assert all(isinstance(item, Loaded) for item in items), items
    return [item for item in items if isinstance(item, Loaded)]


def test_telegram_channel_is_the_outlet(tmp_path: Path) -> None:
    messages = [message(n, text) for n, text in enumerate(LONG * 20)]
    found = reports(exported(tmp_path / "x", messages))
    assert [item.report.text for item in found] == list(LONG * 20)
    first = found[0].report
    assert (first.id, first.outlet) == ("1234567890/0", CHANNEL["name"])
    assert (first.published, first.credits) == ("2024-03-05T10:00:00", ())


def test_telegram_forwarded_edited_and_answering_messages_say_so(tmp_path: Path) -> None:
    more = {"forwarded_from": "المدار نيوز", "edited": "2024-03-05T11:00:00", "reply_to_message_id": 3}
    (item,) = reports(exported(tmp_path / "x", [message(7, LONG[0], **more)]))
    assert [(credit.role, credit.name) for credit in item.report.credits] == [("agency", "المدار نيوز")]
    assert [warning.split()[0] for warning in item.warnings] == ["forwarded", "edited", "an"]


def test_telegram_parts_of_a_text_are_joined_and_service_messages_left(tmp_path: Path) -> None:
    parts = ["عاجل: ", {"type": "bold", "text": "قصف"}, " على ", {"type": "hashtag", "text": "#المدينة"}]
    service = {"id": 1, "type": "service", "action": "pin_message", "text": ""}
    (item,) = reports(exported(tmp_path / "x", [service, message(2, parts), message(3, "", photo="a.jpg")]))
    assert item.report.text == "عاجل: قصف على #المدينة"  # urgent: shelling of the city


def test_telegram_whole_account_has_its_chats_apart(tmp_path: Path) -> None:
    chats = [
        {**CHANNEL, "messages": [message(1, LONG[0])]},
        {"name": "مجموعة", "type": "private_group", "id": 5, "messages": [message(1, LONG[1], **{"from": "سامي"})]},
    ]
    path = tmp_path / "x"
    path.write_text(
        json.dumps({"about": "Here is the data", "chats": {"about": "x", "list": chats}}, ensure_ascii=False), "utf-8"
    )
    first, second = reports(path)
    assert (first.report.outlet, second.report.outlet) == (CHANNEL["name"], "مجموعة")  # a group
    assert [credit.name for credit in second.report.credits] == ["سامي"]


def test_telegram_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    path = exported(tmp_path / "x", [message(n, text) for n, text in enumerate(LONG)])
    path.write_bytes(path.read_bytes()[:-200])
    items = read(path)
    assert sum(isinstance(item, Loaded) for item in items) == len(LONG) - 1
    assert isinstance(items[-1], Failure)


def test_telegram_without_text_is_named(tmp_path: Path) -> None:
    assert "no message" in failure(exported(tmp_path / "x", [message(1, "")]))
