# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Arabic and English."""

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from tawatur.casefile.users import ROLES
from tawatur.export import FORMATS
from tawatur.export.material import Text
from tawatur.export.people import Redact
from tawatur.joining import grades
from tawatur.model import ontology
from tawatur.model.decisions import DecisionKind
from tawatur.model.joined import CopyKind, Exclusion, Question
from tawatur.web.language import LANGUAGES, language, preferred
from tawatur.web.rendering import REASONS

WEB = Path(str(files("tawatur.web")))
MODES = {mode for modes in ontology.EVENT_MODES.values() for mode in modes}
TERMS = {
    "type": ontology.EVENT_TYPES,
    "mode": sorted(MODES),
    "context": ontology.EVENT_CONTEXTS,
    "status": ontology.STATUSES,
    "stance": ontology.STANCES,
    "kind": ontology.ENTITY_KINDS,
    "sector": ontology.SECTORS,
    "relation": ontology.RELATION_TYPES,
    "relation-inverse": ontology.RELATION_TYPES,
    "channel": ontology.CHANNELS,
    "question": get_args(Question),
    "link": get_args(Exclusion),
    "copy": get_args(CopyKind),
    "decision": get_args(DecisionKind),
    "unknown": (
        "report",
        "incident",
        "entity",
        "decision",
        "user",
        "version",
        "import",
        "copy",
        "event, claim or party",
    ),
    "role": ROLES,
    "role-may": ROLES,
    "format": tuple(FORMATS),
    "wording": get_args(Text),
    "redact": get_args(Redact),
    "reviewers": ("numbered", "named"),
    "rule": [*grades._SAID.values(), *grades._AGAINST],
}


def said() -> tuple[set[str], set[tuple[str, str]]]:
    single, plural = set(), set()
    for page in (WEB / "templates").glob("*.html"):
        text = page.read_text("utf-8")
        single |= {ast.literal_eval(s) for s in re.findall(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", text)}
        plural |= set(re.findall(r'L\.count\(\s*"([^"]*)",\s*"([^"]*)"', text))
    for folder in ("pipeline", "casefile", "web"):
        for module in (WEB.parent / folder).glob("*.py"):
            text = module.read_text("utf-8")
            single |= set(re.findall(r'DecisionError\(\s*"([^"]*)"', text))
            single |= set(re.findall(r'^GONE = "([^"]*)"', text, re.MULTILINE))
    for module in WEB.glob("*.py"):
        plural |= set(re.findall(r'language\.count\(\s*"([^"]*)",\s*"([^"]*)"', module.read_text("utf-8")))
    return single, plural


@pytest.mark.parametrize("code", sorted(LANGUAGES))
@pytest.mark.parametrize("kind", sorted(TERMS))
def test_language_every_term_of_the_field_has_a_name(kind: str, code: str) -> None:
    known = language(code)
    for term in TERMS[kind]:
        name = known.term(kind, term)
        assert re.search("[\u0600-\u06ff]", name) if code == "ar" else name == "LGBT" or not name.isupper()
        assert "_" not in name


def test_language_every_message_is_translated() -> None:
    with (WEB / "locale" / "ar.po").open("rb") as stream:
        held = {m.id: m for m in read_po(stream, locale="ar") if m.id and not m.context}
    single, plural = said()
    missing = [m for m in single | set(REASONS.values()) if m not in held]
    missing += [p for p in plural if p not in held]
    assert not missing
    for message in held.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {name for id in ids for name in re.findall(r"%\((\w+)\)s", id)}
        for string in strings:
            assert string, message.id
            assert set(re.findall(r"%\((\w+)\)s", string)) <= wanted, message.id


def test_language_no_message_is_left_over() -> None:
    single, plural = said()
    with (WEB / "locale" / "ar.po").open("rb") as stream:
        held = {m.id for m in read_po(stream, locale="ar") if m.id and not m.context}
    python = "".join(p.read_text("utf-8") for p in WEB.glob("*.py"))
    assert {m for m in held - single - plural if f'"{m}"' not in python} == set()


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا تقارير"), (1, "تقرير واحد"), (2, "تقريران"), (3, "٣ تقارير"), (11, "١١ تقريرًا"), (100, "١٠٠ تقرير")],
)
def test_language_counts_as_arabic_does(number: int, said: str) -> None:
    assert language("ar").count("%(n)s report", "%(n)s reports", number) == said


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("ar", "2024-05-13", "١٣ مايو ٢٠٢٤"),
        ("en", "2024-05-13", "13 May 2024"),
        ("en", "2024-05", "May 2024"),
        ("en", "2024", "2024"),
        ("en", "2024-05-13TMO", "13 May 2024, morning"),
        ("en", "2024-05-13/2024-05-15", "13 May 2024 – 15 May 2024"),
        ("en", "2024-05~", "May 2024 (about)"),
        ("en", None, "–"),
        ("en", "2024-02-31", "\u20682024-02-31\u2069"),
        ("en", "P3D", "\u2068P3D\u2069"),
    ],
)
def test_language_writes_dates_in_words(code: str, value: str | None, said: str) -> None:
    assert language(code).day(value) == said


def test_language_numbers_and_countries() -> None:
    assert language("ar").number(29557) == "٢٩٬٥٥٧"
    assert language("en").number(29557) == "29,557"
    assert (language("ar").country("IRQ"), language("en").country("IRQ")) == ("العراق", "Iraq")
    assert language("en").country("QQQ") == "QQQ"


def test_language_foreign_words_cannot_turn_a_message() -> None:
    said = language("en").say("Told by %(who)s", who="\u202eevil\u2066")
    assert said == "Told by \u2068evil\u2069"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("en-GB", "en"),
        ("fr, ar;q=0.3", "ar"),
        ("fr", "en"),
        ("", "en"),
        ("ar;q=x", "en"),
    ],
)
def test_language_follows_the_browser(header: str, code: str) -> None:
    assert preferred(header) == code
