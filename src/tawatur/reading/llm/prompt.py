# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a model is asked: the instructions of `prompt.md`, then one report with its sentences numbered."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from tawatur.reading.llm.answer import answer_schema
from tawatur.text.document import Document

_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
AGAIN = (
    "That was no JSON object of the form asked for. Answer again: one JSON object with the lists entities, timexes, "
    "places, events, claims, relations, non_responses, and nothing else."
)


@cache
def instructions() -> str:
    """Return the system message."""
    return _COMMENT.sub("", files(__package__).joinpath("prompt.md").read_text("utf-8")).strip()


@cache
def prompt_version() -> str:
    """Return eight hex digits that change with every change of what is asked: instructions or schema."""
    asked = instructions() + AGAIN + json.dumps(answer_schema(), sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()[:8]


def question(document: Document, published: str | None, outlet: str | None) -> str:
    """Return the user message: day of publication, outlet, numbered sentences.

    Args:
        document: The analysed text.
        published: ISO 8601 day of publication.
        outlet: Who published the report.
    """
    head = [f"Published: {published or 'unknown'}", f"Outlet: {' '.join((outlet or 'unknown').split())}", ""]
    lines = [
        f"[{number}] {document.text[sentence.start : sentence.end].strip()}"
        for number, sentence in enumerate(document.sentences, start=1)
    ]
    return "\n".join([*head, *lines])
