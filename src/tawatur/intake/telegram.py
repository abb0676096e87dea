# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Exports of Telegram Desktop (`result.json`): each message with text is a report, its channel is the outlet.

A forwarded message credits whom it was forwarded from, as a report credits an agency: that is its link in a chain.

Source:
    Telegram Desktop, `export/output/export_output_json.cpp`: the keys and their forms.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tawatur.intake.content import Content
from tawatur.intake.items import Failure, Item, Loaded
from tawatur.intake.jsons import Scanner
from tawatur.model import Credit, Report
from tawatur.model.errors import IntakeError

_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_HEADER = 20_000  # code points before a chat's messages in which its name stands
_CHANNEL = "channel"


def _header(before: str) -> dict[str, Any]:
    """What an export says of a chat before its messages: name, type, id; empty if that cannot be made out."""
    at = len(before)
    for _ in range(8):  # a brace may stand in a chat's name
        at = before.rfind("{", 0, at)
        if at < 0:
            break
        try:
            found = json.loads(before[at:].rstrip().rstrip(",") + "}")
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _plain(text: Any) -> str:
    """A message's text, whose links and bold parts are objects of their own."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part if isinstance(part, str) else part.get("text") for part in text if isinstance(part, (str, dict)))
    return "".join(part for part in parts if isinstance(part, str))


def _named(message: dict[str, Any], *keys: str) -> str | None:
    return next((message[key] for key in keys if isinstance(message.get(key), str) and message[key]), None)


def _warnings(message: dict[str, Any], forwarded: str | None) -> Iterator[str]:
    if forwarded is not None:
        yield f"forwarded from {forwarded}"
    edited = message.get("edited")
    if isinstance(edited, str) and not edited.startswith("1970"):
        yield f"edited on {edited}; earlier versions are not in the export"
    reply = message.get("reply_to_message_id")
    if isinstance(reply, int):
        yield f"an answer to message {reply}"


def _item(message: Any, chat: dict[str, Any], name: str) -> Item | None:
    if not isinstance(message, dict):
        return Failure(name, IntakeError("not a message of a Telegram export"))
    text = _plain(message.get("text"))
    if message.get("type", "message") != "message" or not text.strip():
        return None  # joined, pinned, a picture without words
    channel = _named(chat, "name")
    sender = _named(message, "author") if _CHANNEL in str(chat.get("type")) else _named(message, "from")
    forwarded = _named(message, "forwarded_from", "saved_from")
    credits = [Credit("author", sender, 0, 0)] if sender is not None and sender != channel else []
    if forwarded is not None and forwarded != channel:
        credits.append(Credit("agency", forwarded, 0, 0))
    report = Report(
        f"{chat.get('id', channel)}/{message.get('id')}",
        text,
        outlet=channel,
        published=_named(message, "date"),
        credits=tuple(credits),
    )
    original = json.dumps(message, sort_keys=True, ensure_ascii=True).encode()
    return Loaded(name, report, tuple(_warnings(message, forwarded)), original)


def _messages(scanner: Scanner, chat: dict[str, Any], content: Content) -> Iterator[Item]:
    while (following := scanner.skip()) != "]":
        if not following:
            raise IntakeError("the export is cut off; export it again")
        message = scanner.value()
        id = message.get("id") if isinstance(message, dict) else None
        item = _item(message, chat, f"{content.name}#{id}")
        if item is not None:
            yield item


def read_telegram(content: Content) -> Iterator[Item]:
    """Yield the messages of an export that have text.

    Args:
        content: `result.json` of one chat or of a whole account.
    Raises:
        IntakeError: It holds no messages, is damaged, or is cut off.
    """
    scanner = Scanner(content.stream, content.head, content.options.limits.document)
    chats = found = 0
    while (match := scanner.find(_MESSAGES, _HEADER)) is not None:
        chats += 1
        for item in _messages(scanner, _header(scanner.text[: match.start()]), content):
            found += 1
            yield item
    if not chats:
        raise IntakeError("no messages in this Telegram export; export the chat again with its messages")
    if not found:
        raise IntakeError("no message of this Telegram export has text")
