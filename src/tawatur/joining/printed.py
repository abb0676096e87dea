# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A report as copies are judged by: its text, who printed it, when, and whom it credits.

Credits come from datelines and credit lines (`text.credits`), from the byline, and from «نقلا عن» with an outlet's
name. Names are brought to one: «أ ف ب» and «فرانس برس» are the same agency.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.model import Report
from tawatur.text.credits import credits
from tawatur.text.normalize import fold

_PARTS = re.compile(r"\s*(?:[/+،,؛;|()\[\]:–—-]|\sو(?=ال?وكال))\s*")
_NOT_NAME = re.compile(r"[\W_]+")
_FROM = re.compile(r"\b(?:نقلا|نقلاً|نقلًا)\s+عن\s+(?:(?:صحيفة|وكالة|قناة|موقع|شبكة|مجلة|جريدة)\s+)?[«\"“(]?")
ARTICLE = "ال"
_NAME_WORDS = 4  # words of an outlet's name at most


@dataclass(frozen=True, slots=True)
class Printed:
    """One version of one report.

    Args:
        key: Its report key.
        text: Its text; passages are spans of it.
        outlet: Who printed it.
        published: ISO 8601 date, or date and time, as stated.
        agencies: The agencies and outlets that it credits, by their names in the tables, sorted.
        translated: Whether it credits a translator, or says that it is translated.
        title: Its headline.
    """

    key: str
    text: str
    outlet: str | None = None
    published: str | None = None
    agencies: tuple[str, ...] = ()
    translated: bool = False
    title: str | None = None


def name_key(name: str) -> str:
    """Return a name of an outlet without differences of spelling, spaces and stops.

    Args:
        name: A name or part of a byline.
    """
    parts = [part for part in _NOT_NAME.split(fold(name).lower()) if part]
    return (".".join if all(len(part) == 1 for part in parts) else "".join)(parts)


def _named(lexicon: Lexicon) -> dict[str, str]:
    """From each way to write an outlet to its name; agencies' own table first."""
    found: dict[str, str] = {}
    for name, forms, english in lexicon.table("sentences/agencies").columns("name", "forms", "name_en"):
        for form in (name, *values(forms), english):
            found.setdefault(name_key(form), name)
    for name, forms, english in lexicon.table("entities/outlets").columns("name", "variants", "name_en"):
        keys = [name_key(form) for form in (name, *values(forms), english)]
        known = next((found[key] for key in keys if key in found), name)
        for key in keys:
            found.setdefault(key, known)
    found.pop("", None)
    return found


def _syndicated(lexicon: Lexicon) -> dict[str, bool]:
    """Names of those whose text others print, and whether they are agencies, which print nothing themselves."""
    found = {
        outlet_name(name, lexicon) or name: True for (name,) in lexicon.table("sentences/agencies").columns("name")
    }
    for name, agency, type in lexicon.table("entities/outlets").columns("name", "agency", "type"):
        known = outlet_name(name, lexicon) or name
        if agency == "yes" or known in found:
            found[known] = type == "agency"
    return found


def is_agency(name: str, lexicon: Lexicon | None = None) -> bool:
    """Return whether the name is that of a news agency.

    Args:
        name: A name from the tables, see `outlet_name`.
        lexicon: Tables to use; the built-in ones if None.
    """
    return (lexicon or default_lexicon()).compiled("joining.agencies", _syndicated).get(name, False)


def outlet_name(name: str, lexicon: Lexicon | None = None) -> str | None:
    """Return the name in the tables of an agency or outlet, None if they do not hold it.

    Args:
        name: As a byline or credit line writes it.
        lexicon: Tables to use; the built-in ones if None.
    """
    return (lexicon or default_lexicon()).compiled("joining.outlets", _named).get(name_key(name))


def _agency_heads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for (word,) in lexicon.table("joining/agency_heads").columns("word"))


def _relays(lexicon: Lexicon) -> frozenset[str]:
    """Words that open the name of an outlet: «صحيفة»."""
    rows = lexicon.table("entities/organisation_heads").columns("head", "outlet")
    return frozenset(form for head, outlet in rows if outlet == "yes" for form in (fold(head), ARTICLE + fold(head)))


def relay_name(name: str, lexicon: Lexicon | None = None) -> str | None:
    """Return the agency or outlet that a name means, which carries what others say; None if it means none.

    Args:
        name: As a report names who says so.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    words = fold(name).split()
    known = (outlet_name(" ".join(words[:size]), lexicon) for size in range(len(words), 1, -1))
    found = agency_name(name, lexicon) or outlet_name(name, lexicon)
    if found is not None and outlet_name(found, lexicon) is not None:
        return found
    headed = len(words) > 1 and words[0] in lexicon.compiled("joining.relays", _relays)
    return next((n for n in known if n is not None), " ".join(words)) if headed else found


def agency_name(name: str, lexicon: Lexicon | None = None) -> str | None:
    """Return the agency that an outlet's name means: of the tables, or headed «وكالة»; None if it is no agency.

    Args:
        name: As an outlet is called, or as a report writes a go-between («لوكالة المدار»).
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    known = outlet_name(name, lexicon)
    if known is not None:
        return known if is_agency(known, lexicon) else None
    head, _, rest = fold(name).strip().partition(" ")
    heads = lexicon.compiled("joining.agency_heads", _agency_heads)
    return f"{head.removeprefix('ل')} {rest}" if rest and head.removeprefix("ل") in heads else None


def _of_byline(byline: str, lexicon: Lexicon) -> Iterator[str]:
    """Agencies of a byline: «الرياض» there is the town, not the newspaper."""
    syndicated = lexicon.compiled("joining.agencies", _syndicated)
    for part in _PARTS.split(byline):
        name = outlet_name(part, lexicon)
        if name in syndicated:
            yield name
        elif name is None and (unlisted := agency_name(part, lexicon)) is not None:
            yield unlisted


def _quoted_from(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Outlets named after «نقلا عن»."""
    for match in _FROM.finditer(text):
        words = text[match.end() : match.end() + 60].split()[:_NAME_WORDS]
        names = (outlet_name(" ".join(words[:n]), lexicon) for n in range(len(words), 0, -1))
        found = next((name for name in names if name is not None), None)
        if found is not None:
            yield found


def printed(key: str, report: Report, *, agencies: Iterable[str] = (), lexicon: Lexicon | None = None) -> Printed:
    """Return a report as copies are judged by.

    Args:
        key: Its report key.
        report: The report; its credits are looked at, and those its text holds.
        agencies: Names to credit besides, such as those an analyst adds.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    stated = {(credit.role, credit.name) for credit in (*report.credits, *credits(report.text, lexicon))}
    found = {name for role, line in stated if role != "translator" for name in _of_byline(line, lexicon)}
    found.update(_quoted_from(report.text, lexicon))
    found.update(outlet_name(name, lexicon) or name for name in agencies)
    outlet = report.outlet or ""
    own = outlet_name(outlet, lexicon) or agency_name(outlet, lexicon) or outlet
    return Printed(
        key,
        report.text,
        outlet=report.outlet,
        published=report.published,
        agencies=tuple(sorted(found - {own})),
        translated=any(role == "translator" for role, _ in stated),
        title=report.title,
    )
