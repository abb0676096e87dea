# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The text of ANERcorp, and models of names that have not seen it."""

import re
from functools import cache
from pathlib import Path

from corpora import once

SOURCE = "ANERcorp (Y. Benajiba, CC BY-SA 4.0)"
PURPOSE = "teach the judges"
ANNOTATIONS = Path(__file__).parent / "annotations" / "anercorp.txt"
FILE = Path("ner/anercorp.conll")
NAMES = (Path("build/names0.crfsuite"), Path("build/names1.crfsuite"))  # models that have not seen a half
MIDDLE = 2258  # the first sentence of the second half
_BEFORE = re.compile(r" ([،,.:؛;!؟?)\]»%])")
_BEHIND = re.compile(r"([(\[«]) ")
_ENDS = re.compile(r"[.؟!:؛…]$")


def written_out(words: list[str]) -> str:
    """Return a sentence as print has it, of words and marks that spaces part."""
    text = _BEHIND.sub(r"\1", _BEFORE.sub(r"\1", " ".join(words)))
    first, *parts = text.split('"')
    text = first
    for number, part in enumerate(parts):
        text = text.rstrip(" ")
        opens = number % 2 == 0
        text += (" " if opens and text else "") + '"' + (part.lstrip(" ") if opens else part)
    text = text.strip()
    return text if _ENDS.search(text) else text + "."


@cache
def sentences(data: Path) -> dict[int, str]:
    """Return the sentences of the corpus, in a folder of open data, by number, each text once."""
    blocks = (data / FILE).read_text("utf-8").split("\n\n")
    words = ([line.split()[0] for line in block.split("\n") if line.strip()] for block in blocks)
    return once(written_out(sentence) for sentence in words)


def half(number: int) -> int:
    """Return in which half of the corpus a sentence stands, 0 or 1."""
    return int(number >= MIDDLE)


def names(report: str) -> Path | None:
    """Return the model of names that has not seen a report of the corpus, None for others."""
    corpus, _, number = report.rpartition("-")
    return NAMES[half(int(number))] if corpus == "anercorp" else None
