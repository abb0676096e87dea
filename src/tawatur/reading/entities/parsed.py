# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A document as mention finding sees it."""

from dataclasses import dataclass

from tawatur.reading.entities.lexical import WordType
from tawatur.text.document import Document

# Labels of mentions while they are found: a person's name, a description of one person, a body, a state, a group.
NAME, OFFICE, BODY, STATE, GROUP = "NAM", "DES", "ORG", "STA", "GRP"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with one word type and one name label (IOB) per token."""

    document: Document
    words: tuple[WordType, ...]
    names: tuple[str, ...]
