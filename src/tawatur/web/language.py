# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Arabic and English: messages, the field's terms, numbers, dates, countries, and text from elsewhere amid them.

Messages stand in `locale/*.po` and are compiled when a language is first used, so that no build step is needed. Terms
(event types, kinds, questions …) are messages with a context, `type` for `ASSAULT`, and stand in both catalogues.
"""

import datetime
import gettext
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale, dates, numbers
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"ar": "العربية", "en": "English"}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T([A-Z\d:]+))?([~?%]?)")
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def isolate(text: str) -> str:
    """Return text from elsewhere so that it cannot turn what stands around it, whatever controls it holds."""
    return f"\u2068{_CONTROLS.sub('', text)}\u2069"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the workbench."""

    code: str
    locale: Locale
    catalogue: gettext.NullTranslations

    @property
    def dir(self) -> str:
        """The direction of its script, as HTML names it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def say(self, message: str, **values: object) -> str:
        """Return a message; numbers in `values` are written as the language does, other values are isolated."""
        return self.catalogue.gettext(message) % self._shown(values) if values else self.catalogue.gettext(message)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the message that fits a number, which it holds as `%(n)s`."""
        return self.catalogue.ngettext(one, many, number) % self._shown({"n": number, **values})

    def term(self, kind: str, code: str) -> str:
        """Return the name of a code of the field, the code itself where it has none."""
        return self.catalogue.pgettext(kind, code)

    def _shown(self, values: dict[str, object]) -> dict[str, str]:
        return {k: self.number(v) if isinstance(v, int | float) else isolate(str(v)) for k, v in values.items()}

    def number(self, value: float) -> str:
        """Return a number in the digits of the language."""
        shown = numbers.format_decimal(value, locale=self.locale, numbering_system=self._numerals)
        return self.digits(shown)

    def percent(self, share: float) -> str:
        """Return a share as a percentage."""
        shown = self.digits(numbers.format_percent(share, locale=self.locale, numbering_system=self._numerals))
        return shown.replace("%", "٪") if self.code == "ar" else shown

    @property
    def _numerals(self) -> Literal["arab", "latn"]:
        """Whose signs stand between digits: those that go with the digits of dates."""
        return "arab" if self.code == "ar" else "latn"

    def digits(self, text: str) -> str:
        """Return text with its digits as the language writes them."""
        return text.translate(_ARABIC_DIGITS) if self.code == "ar" else text

    def day(self, value: str | None) -> str:
        """Return an EDTF date or interval in words; what is no plain date stays as it is."""
        if not value:
            return "–"
        return " – ".join(self._one_day(part) for part in value.split("/"))

    def _one_day(self, value: str) -> str:
        match = _DAY.fullmatch(value)
        if match is None:
            return isolate(value) if value else "…"
        year, month, day, hour, doubt = match.groups()
        try:
            date = datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return isolate(value)
        pattern = "d MMMM y" if day else "MMMM y" if month else "y"
        shown = self.digits(dates.format_date(date, pattern, locale=self.locale))
        if hour:
            shown += self.catalogue.gettext(", ") + self.digits(self.term("hour", hour))
        return f"{shown} ({self.term('doubt', doubt)})" if doubt else shown

    def moment(self, value: str | None) -> str:
        """Return an ISO moment in words."""
        try:
            at = datetime.datetime.fromisoformat(value or "")
        except ValueError:
            return isolate(value) if value else "–"
        day, hour = (dates.format_datetime(at, part, locale=self.locale) for part in ("d MMM y", "HH:mm"))
        return self.digits(day + self.catalogue.gettext(", ") + hour)

    def country(self, code: str | None) -> str:
        """Return the name of a country by its ISO 3166-1 alpha-3 code."""
        if not code:
            return "–"
        named = self.catalogue.pgettext("country", code)
        if named != code:
            return named
        short = get_global("territory_aliases").get(code, [code])[0]
        return str(self.locale.territories.get(short, code))


@cache
def language(code: str) -> Language:
    """Return one of the `LANGUAGES`."""
    with files("tawatur.web").joinpath("locale", f"{code}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=code, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, Locale.parse(code), gettext.GNUTranslations(compiled))


def preferred(header: str) -> str:
    """Return the language that an `Accept-Language` header prefers, English where it names none of ours."""
    wanted: list[tuple[float, int, str]] = []
    for at, part in enumerate(header[:1000].split(",")):
        name, _, quality = part.strip().partition(";q=")
        code = name.split("-")[0].strip().lower()
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        if code in LANGUAGES and weight > 0:
            wanted.append((-weight, at, code))
    return min(wanted)[2] if wanted else "en"
