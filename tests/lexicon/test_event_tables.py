# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The event tables: their examples contain the word they are about, and say it in words the analyser knows."""

import re

import pytest

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import check_table, values
from tawatur.model.ontology import EVENT_MODES, EVENT_TYPES
from tawatur.reading.events.governing import compile_governors
from tawatur.text.document import analyse
from tawatur.text.normalize import fold
from tawatur.text.words import Token

TABLES = (
    "events/frames", "events/light_verbs", "events/idioms", "events/governors", "events/voice", "events/aimed",
    "events/topics", "events/timing", "events/members", "events/faceless", "events/responsibility", "events/tails",
    "events/judging",
)  # fmt: skip
MARKED = ("events/frames", "events/idioms")
READINGS = {"verb": ("verb",), "noun": ("noun", "adj"), "participle": ("noun", "adj")}
ANCHOR = re.compile(r"\[([^\[\]]+)\]")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The built-in tables, read once."""
    return Lexicon()


def marked(example: str, lexicon: Lexicon) -> tuple[str, Token | None]:
    """Return the words of an example without brackets, and the token at the bracketed place."""
    found = ANCHOR.search(example)
    if found is None:
        return example, None
    text = example[: found.start()] + found[1] + example[found.end() :]
    return text, next((t for t in analyse(text, lexicon).tokens if t.end == found.end() - 2), None)


@pytest.mark.parametrize("name", TABLES)
def test_event_tables_follow_their_specs(name: str, lexicon: Lexicon) -> None:
    assert [str(e) for e in check_table(lexicon.table(name))] == []


@pytest.mark.parametrize("name", MARKED)
def test_event_tables_modes_belong_to_their_types(name: str, lexicon: Lexicon) -> None:
    rows = lexicon.table(name).columns("type", "mode")
    assert [(t, m) for t, m in rows if m and m not in EVENT_MODES[t]] == []


@pytest.mark.parametrize("name", MARKED)
def test_event_tables_examples_mark_one_anchor(name: str, lexicon: Lexicon) -> None:
    examples = [row["example"] for row in lexicon.table(name).records()]
    assert [e for e in examples if len(ANCHOR.findall(e)) != 1] == []


def test_event_tables_frames_fire_in_their_examples(lexicon: Lexicon) -> None:
    astray = []
    for row in lexicon.table("events/frames").records():
        text, token = marked(row["example"], lexicon)
        readings = READINGS[row["pos"]]
        if token is None or not any(
            fold(a.lemma) == fold(row["lemma"]) and a.pos in readings for a in token.word.analyses
        ):
            astray.append(f"{row['lemma']} {row['pos']} {row['type']}: {text}")
    assert astray == []


def test_event_tables_frames_meet_their_needs_in_their_examples(lexicon: Lexicon) -> None:
    astray = []
    for row in lexicon.table("events/frames").records():
        text, _ = marked(row["example"], lexicon)
        words = [t.word for t in analyse(text, lexicon).tokens]
        lemmas = {fold(a.lemma) for w in words for a in w.analyses} | {w.norm for w in words}
        needs = {fold(n) for n in values(row["needs"])}
        excludes = {fold(n) for n in values(row["excludes"])}
        if (needs and not needs & lemmas) or excludes & lemmas:
            astray.append(f"{row['lemma']} {row['type']} {row['needs']}: {text}")
    assert astray == []


def test_event_tables_idioms_stand_in_their_examples(lexicon: Lexicon) -> None:
    astray = []
    for row in lexicon.table("events/idioms").records():
        text, token = marked(row["example"], lexicon)
        lemmas = {fold(a.lemma) for a in token.word.analyses} if token else set()
        anchor = ANCHOR.search(row["phrase"])
        if anchor is None or fold(anchor[1]) not in lemmas | ({token.word.norm} if token else set()):
            astray.append(f"{row['phrase']} {row['type']}: {text}")
    assert astray == []


def test_event_tables_light_verbs_stand_in_their_examples(lexicon: Lexicon) -> None:
    astray = []
    for row in lexicon.table("events/light_verbs").records():
        tokens = analyse(row["example"], lexicon).tokens
        if not any(fold(a.lemma) == fold(row["lemma"]) for t in tokens for a in t.word.analyses if a.pos == "verb"):
            astray.append(f"{row['lemma']}: {row['example']}")
    assert astray == []


@pytest.mark.parametrize(
    "name", ["events/voice", "events/aimed", "events/timing", "events/judging", "events/members", "events/faceless"]
)
def test_event_tables_words_stand_in_their_examples(name: str, lexicon: Lexicon) -> None:
    astray = []
    for row in lexicon.table(name).records():
        tokens = analyse(row["example"], lexicon).tokens
        if not any(fold(a.lemma) == fold(row["lemma"]) for t in tokens for a in t.word.analyses):
            astray.append(f"{row['lemma']}: {row['example']}")
    assert astray == []


def test_event_tables_governors_are_recognised_in_their_examples(lexicon: Lexicon) -> None:
    table, astray = compile_governors(lexicon), []
    for row in lexicon.table("events/governors").records():
        text, token = marked(row["example"], lexicon)
        rows = table.rows(token.word) if token else ()
        if not any((r.lemma, r.pos) == (fold(row["lemma"]), row["pos"]) for r in rows):
            astray.append(f"{row['lemma']} {row['pos']}: {text}")
    assert astray == []


def test_event_tables_cover_every_type(lexicon: Lexicon) -> None:
    found = {t for (t,) in lexicon.table("events/frames").columns("type")}
    assert found == set(EVENT_TYPES)
