# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What every reader does first: clean the text, settle the date, name the language, and say what is odd."""

from dataclasses import dataclass, replace
from datetime import date

from tawatur.lexicon import Lexicon
from tawatur.model import Credit, Report
from tawatur.reading.published import parse_published
from tawatur.text.credits import credits
from tawatur.text.decode import clean, find_damage
from tawatur.text.language import detect

LIMIT = 200_000  # code points read of one report: some 35,000 words, far above any news report
LEAST_ARABIC = 0.5  # share of Arabic script under which a reading says that the text looks otherwise


@dataclass(frozen=True, slots=True)
class Opened:
    """A report ready to be read.

    Args:
        report: The report, its text cleaned, its language and credit lines filled in.
        text: What is read of its text: the beginning of a very long one.
        published: The publication day, None where it is not known.
        warnings: What is odd about the report.
        is_foreign: Whether it is in another language, with little or no Arabic in it.
    """

    report: Report
    text: str
    published: date | None
    warnings: tuple[str, ...]
    is_foreign: bool = False


def open_report(report: Report, lexicon: Lexicon, limit: int = LIMIT) -> Opened:
    """Return a report ready to be read.

    Args:
        report: Report to read; an impossible publication date is passed over with a warning.
        lexicon: Tables to read with.
        limit: Code points of the text to read.
    """
    published, warnings = parse_published(report.published)
    warnings += find_damage(report.text)
    report = replace(report, text=clean(report.text))
    text = report.text
    if len(text) > limit:
        warnings.append(f"the text has {len(text):,} characters; only the first {limit:,} were read")
        text = text[:limit]
    language, said, is_foreign = _language(text, lexicon)
    stated = None if is_foreign else report.language
    report = replace(report, language=stated or language, credits=_credits(report, text, lexicon))
    return Opened(report, text, published, (*warnings, *said), is_foreign)


def _credits(report: Report, text: str, lexicon: Lexicon) -> tuple[Credit, ...]:
    """Return what the report's page or export states, and what its text credits besides."""
    found = credits(text, lexicon)
    named = {credit.name for credit in found}
    return (*(credit for credit in report.credits if credit.name not in named), *found)


def _language(text: str, lexicon: Lexicon) -> tuple[str | None, list[str], bool]:
    """Return the language of the text, a warning where it is not Arabic, and whether none of it can be read."""
    if not text.strip():
        return None, ["the text is empty"], False
    guess = detect(text, lexicon)
    if guess.language == "ar" and guess.share_arabic_script >= LEAST_ARABIC:
        return "ar", [], False
    return guess.language or None, [guess.note] if guess.note else [], guess.is_foreign
