# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""To whom it was said: no part of the source phrase, and never the source.

In «قال مصدر أمني لمراسل الإذاعة» the source ends before «ل»; in «قال لي» and «وقال لوسائل الإعلام» nobody is named as
the speaker. An organisation whose name holds such a word («النقابة الوطنية للصحفيين») keeps it, and so does an office
(«الرئيس التنفيذي لشبكة»): after «ل» an outlet listens only where a name or an unnamed speaker stands before.
"""

from tawatur.lexicon import Lexicon
from tawatur.reading.claims.page import Page
from tawatur.reading.parties import Entities
from tawatur.text.normalize import fold

TO, PRESS, OUTLET, PRONOUN, TO_PRONOUN = "ل", "press", "outlet", "pronoun", "to"
TIME = "time"
UNNAMED, BODY = "unnamed", "organisation"
OURS, FEMININE, JOINED_FEMININE = "نا", fold("ة"), "ت"


def _alone(word: str) -> str:
    """A word before «نا» as it stands without: «إذاعتنا»."""
    return word[:-1] + FEMININE if word.endswith(JOINED_FEMININE) else word


class Hearers:
    """The table `claims/hearers`, asked by token."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = {fold(word): kind for word, kind in lexicon.table("claims/hearers").columns("word", "kind")}

    def pronoun(self, page: Page, at: int) -> str:
        """Return `pronoun`, or `to` for one with its preposition, empty for other words."""
        kind = self._kinds.get(page.norms[at], "")
        return kind if kind in (PRONOUN, TO_PRONOUN) else ""

    def hearer(self, page: Page, at: int) -> str:
        """Return the kind of the hearer that a token with its «ل» names, empty for none."""
        norm = page.norms[at]
        if norm == TO and at + 1 < len(page.norms):  # «لـ CNN»
            latin = page.document.tokens[at + 1].kind == "latin"
            return OUTLET if latin or self._kinds.get(page.norms[at + 1]) == OUTLET else ""
        if not norm.startswith(TO) or len(norm) < 4:
            return ""
        rest = norm[1:]
        kind = self._kinds.get(rest, "") or (self._kinds.get("ا" + rest, "") if rest.startswith(TO) else "")
        if not kind and rest.endswith(OURS) and self._kinds.get(_alone(rest.removesuffix(OURS))) in (PRESS, OUTLET):
            return PRESS
        return kind if kind in (PRESS, OUTLET) else ""


def _in_body(page: Page, entities: Entities, first: int, at: int) -> bool:
    """Whether a word stands inside the name of a body that begins before it."""
    token = page.document.tokens[at]
    inside = entities.mentions_in(page.document.tokens[first].start, page.document.tokens[-1].end)
    return any(m.start < token.start < m.end and entities.entity(m.entity).kind == BODY for m in inside)


def _speaks_before(page: Page, first: int, at: int) -> bool:
    """Whether a name or an unnamed speaker stands before a token: «مصدر أمني لوكالة», not «المدير العام لوكالة»."""
    tokens = page.document.tokens
    return any(UNNAMED in page.classes[i] or tokens[i].analysis.pos == "noun_prop" for i in range(first, at))


def without(
    page: Page, entities: Entities, hearers: Hearers, span: tuple[int, int], *, governed: bool = False
) -> tuple[int, int] | None:
    """Return a source phrase without those who were spoken to, None where nothing is left.

    Args:
        page: The document.
        entities: Its parties.
        hearers: The words of those who are spoken to.
        span: Tokens of the phrase.
        governed: Whether its «ل» belongs to the cue («وفقا لقناة»).
    """
    first, last = span
    if all(page.marks[at] or TIME in page.classes[at] for at in range(first, last)):
        return None  # «قال الأحد إن»
    kind = hearers.pronoun(page, first)
    if kind == TO_PRONOUN and last - first > 1 and not page.marks[first + 1]:
        first += 1
    elif kind:
        return None
    if hearers.hearer(page, first) and not governed:
        return None
    for at in range(first + 1, last):
        kind = hearers.hearer(page, at)
        spoken_to = kind == PRESS or (kind == OUTLET and _speaks_before(page, first, at))
        if spoken_to and not _in_body(page, entities, first, at):
            last = at
            break
    while last - first > 1 and page.marks[last - 1] in ("comma", "dash", "open"):
        last -= 1
    return first, last
