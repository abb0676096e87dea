# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The judges of attribution, and the claims that they draft."""

from dataclasses import dataclass

from tawatur.reading import judge
from tawatur.reading.claims.acceptance import Found
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.page import Candidate
from tawatur.reading.claims.speakers import Spoken
from tawatur.reading.judge import Judge

JUDGES = (
    "cue", "start", "end", "place", "first", "last", "speaker",
    "accept", "relay", "mode", "anonymous", "count", "trust",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained judges of attribution, see the model cards."""

    cue: Judge
    start: Judge
    end: Judge
    place: Judge
    first: Judge
    last: Judge
    speaker: Judge
    accept: Judge
    relay: Judge
    mode: Judge
    anonymous: Judge
    count: Judge
    trust: Judge


def load_judges() -> Judges:
    """Return the judges that ship with the program."""
    return Judges(**{name: judge.load(f"claims_{name}") for name in JUDGES})


@dataclass(frozen=True, slots=True)
class Draft:
    """An accepted claim in tokens, with its speaker; `chance` is that of being a claim."""

    found: Found
    entity: str | None
    chance: float
    speaker_chance: float

    @property
    def candidate(self) -> Candidate:
        """The cue."""
        return self.found.candidate

    @property
    def start(self) -> Start:
        """Where the content begins."""
        return self.found.start

    @property
    def content(self) -> tuple[int, int]:
        """The tokens of the content."""
        return self.found.start.at, self.found.end

    @property
    def source(self) -> tuple[int, int] | None:
        """The tokens of the source phrase, None where dropped."""
        return self.found.source

    def spoken(self) -> Spoken:
        """The draft as later decisions see it."""
        first, last = self.source or (-1, -1)
        return Spoken(self.candidate, self.entity, first, last, self.content[0], self.content[1], self.content[0])
