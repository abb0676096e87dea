# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read UD Arabic PUD as written words: what each word is cut into, its lemma and its part of speech."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tawatur.text.normalize import dediac, fold
from tawatur.text.records import Analysis

# The parts of speech of ours that agree with one of UD's.
AGREES = {
    "NOUN": {"noun"},
    "PROPN": {"noun_prop"},
    "ADJ": {"adj"},
    "VERB": {"verb"},
    "AUX": {"verb"},
    "NUM": {"num"},
    "ADP": {"prep", "conj", "part"},
    "CCONJ": {"conj", "part"},
    "SCONJ": {"conj", "part"},
    "PART": {"part", "conj", "prep"},
    "PRON": {"pron"},
    "DET": {"noun", "adj"},
    "ADV": {"adv", "noun", "adj", "prep"},
    "X": {"adv"},
    "PUNCT": {"punct", "symbol"},
    "SYM": {"punct", "symbol"},
}
PUD = "data/morphology/pud/ar_pud-ud-test.conllu"  # below the shared folder
_FRONT = frozenset("وفبلكس")
_CLITIC_TAGS = {"ADP", "CCONJ", "SCONJ", "PART"}
_BREAKS = {"PUNCT", "SYM"}
_PRONOUNS = {"ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي", "ني"}
_CLOSED = {"PRON", "DET", "ADP", "PART", "CCONJ", "SCONJ"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A written word and its gold analysis; voice is `a`, `p` or empty."""

    surface: str
    proclitics: tuple[str, ...]
    enclitic: str
    lemma: str
    upos: str
    voice: str
    person: str
    gender: str
    number: str
    aspect: str

    def agrees_pos(self, analysis: Analysis) -> bool:
        """Whether the part of speech is one that UD's tag means."""
        return analysis.pos in AGREES[self.upos]

    def agrees_cut(self, analysis: Analysis) -> bool:
        """Whether the word is cut into the same pieces; ال is no piece in UD."""
        mine = tuple(p for p in analysis.proclitics if p != "ال")
        return mine == self.proclitics and fold(analysis.enclitic) == fold(self.enclitic)

    def agrees_form(self, analysis: Analysis) -> bool:
        """Whether person, number, gender, aspect and voice are those that UD gives, where it gives them."""
        return (
            self.number in ("", analysis.number)
            and self.person in ("", analysis.person)
            and (self.upos not in ("VERB", "AUX") or self.gender in ("", analysis.gender))
            and self.aspect in ("", analysis.aspect)
            and (not self.voice or self.voice in analysis.voice)
        )

    def agrees_lemma(self, analysis: Analysis, *, gender: bool = False) -> bool:
        """Whether the lemma is the same, folded, for open classes; UD gives feminine nouns their masculine."""
        if self.upos in _CLOSED:
            return self.agrees_pos(analysis)
        mine, theirs = fold(analysis.lemma), fold(self.lemma)
        return mine == theirs or (not gender and mine.removesuffix("ه") == theirs.removesuffix("ه"))


def _word(pieces: list[list[str]]) -> Gold:
    at = 0
    while at < len(pieces) - 1 and pieces[at][1] in _FRONT and pieces[at][3] in _CLITIC_TAGS:
        at += 1
    if at and len(pieces) == at + 1 and pieces[at][3] == "PRON" and pieces[at][1] in _PRONOUNS:
        at -= 1  # a preposition with its pronoun: لهم
    front, rest = pieces[:at], pieces[at:]
    tail = rest[1:] if len(rest) == 2 and rest[1][3] == "PRON" and rest[1][1] in _PRONOUNS else []
    main = rest[0]
    told = dict(f.split("=") for f in main[5].split("|") if "=" in f)
    voice = told.get("Voice", "")[:1].lower()
    lemma = dediac(main[2]).replace("`", "")
    return Gold(
        "".join(p[1] for p in pieces),
        tuple(p[1] for p in front),
        "".join(p[1] for p in tail),
        lemma,
        main[3],
        voice if main[3] == "VERB" else "",
        told.get("Person", "") if main[3] in ("VERB", "AUX") else "",
        told.get("Gender", "")[:1].lower(),
        told.get("Number", "")[:1].lower(),
        {"Perf": "p", "Imp": "i"}.get(told.get("Aspect", ""), ""),
    )


def sentences(path: Path) -> Iterator[list[Gold]]:
    """Yield each sentence as its written words, punctuation included."""
    words: list[Gold] = []
    pieces: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line:
            if words:
                yield words
            words = []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if cells[3] in _BREAKS and pieces:
                words.append(_word(pieces))
                pieces = []
            pieces.append(cells)
            if cells[3] in _BREAKS or "SpaceAfter=No" not in cells[9]:
                words.append(_word(pieces))
                pieces = []
        elif line.startswith("# sent_id") and pieces:
            words.append(_word(pieces))
            pieces = []
