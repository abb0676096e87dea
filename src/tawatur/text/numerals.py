# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What single number words and digit groups are worth, and how they add up.

Arabic names a number by sums and products: «ثلاثة وعشرون ألفا ومئتان» is (3 + 20) x 1000 + 200. `Sum`
takes the words one by one and refuses the word that no longer belongs to the number.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from tawatur.lexicon import Lexicon, values
from tawatur.text.normalize import fold

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
MOST_DIGITS = 15  # longer digit groups are telephone numbers and ids, not quantities
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"([1-9]\d{0,2})((?P<by>[.,٬،])\d{3}(?:(?P=by)\d{3})*)(?:[.,٫](\d+))?")
_DECIMAL = re.compile(r"(\d+)[.,٫،](\d+)")
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Atom:
    """One number word or digit group.

    Args:
        kind: See `tawatur.lexicon.specs.numbers`; `digits` for a digit group.
        low: Its worth, or the least it may be worth.
        high: The most it may be worth; None for no bound.
        lead: Leading characters of the folded word that are و ف ب ل ك.
        is_joined: Whether one of them is و.
    """

    kind: str
    low: Fraction
    high: Fraction | None
    lead: int = 0
    is_joined: bool = False


def parse_digits(digits: str, *, before_scale: bool = False) -> Fraction | None:
    """Return what a digit group says, in any script's digits; None if it is no quantity.

    A point or comma before exactly three digits parts thousands («1.200»), else the decimals follow it.

    Args:
        digits: The digit group.
        before_scale: Whether a word such as «مليون» follows; then a single point is a decimal point.
    """
    if len(digits) > 2 * MOST_DIGITS or len(_NO_DIGIT.sub("", digits)) > MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(digits):
        return Fraction(int(digits))
    match = _GROUPED.fullmatch(digits)
    if match is not None and not (before_scale and match["by"] == "." and len(match[2]) == 4):
        whole, decimals = match[1] + _NO_DIGIT.sub("", match[2]), match[4] or "0"
    elif (match := _DECIMAL.fullmatch(digits)) is not None:
        whole, decimals = match[1], match[2]
    else:
        return None
    return int(whole) + Fraction(int(decimals), 10 ** len(decimals))


def _worth(kind: str, value: str) -> tuple[Fraction, Fraction | None]:
    low, dash, high = value.partition("-")
    if dash:
        return Fraction(low), Fraction(high)
    worth = Fraction(value)
    return (2 * worth, None) if kind == "vague" else (worth, worth)


def compile_atoms(lexicon: Lexicon) -> dict[str, Atom]:
    """Return what each number word is worth, by its spelling and by its folded spelling, clitics included."""
    spelled: dict[str, Atom] = {}
    rows = list(lexicon.table("numbers/words").columns("form", "kind", "value", "article", "without"))
    for before in _PROCLITICS:  # bare forms first: واحد is one, not و with أحد
        for form, kind, value, article, without in rows:
            if set(before) & set(values(without)):
                continue
            low, high = _worth(kind, value)
            atom = Atom(kind, low, high, len(before), "و" in before)
            if article != "always":
                spelled.setdefault(before + form, atom)
            if article != "never":
                spelled.setdefault(_with_article(before) + form, atom)
    found = dict(spelled)
    for spelling, atom in spelled.items():
        found.setdefault(fold(spelling), atom)
    return found


def _with_article(before: str) -> str:
    return before + "ل" if before.endswith("ل") else before + "ال"


@dataclass(slots=True)
class Sum:
    """A number in the making: whole scales in `total`, what is below the next scale in `group`."""

    total: Fraction = Fraction(0)
    group: tuple[Fraction, Fraction | None] | None = None
    scale: Fraction | None = None
    last: str = ""

    def take(self, atom: Atom, *, is_joined: bool) -> bool:
        """Add a word if it belongs to the number; return whether it does.

        Args:
            atom: The next word.
            is_joined: Whether it is joined by و.
        """
        if not self.last:
            taken = self._open(atom)
        elif is_joined:
            taken = self._add(atom)
        else:
            taken = self._multiply(atom)
        if taken:
            self.last = atom.kind
        return taken

    def _open(self, atom: Atom) -> bool:
        if atom.kind in ("scale", "scale_or_dual", "dual", "plural"):
            double = atom.kind in ("scale_or_dual", "plural")
            self.scale = atom.low / 2 if atom.kind == "dual" else atom.low
            if atom.kind == "plural":
                self.group = 2 * atom.low, None
            else:
                self.total = atom.low * (2 if double else 1)
        else:
            self.group = atom.low, atom.high
        return True

    def _add(self, atom: Atom) -> bool:
        if atom.kind == "fraction":
            return self._add_fraction(atom.low)
        if self.group is None:
            return self._add_below_scale(atom.kind, atom.low)
        low, high = self.group
        after_unit = self.last in ("unit", "bound") and atom.kind == "ten"
        after_hundred = self.last in ("hundred", "hundreds") and (
            atom.kind in ("unit", "bound", "teen", "ten") or (atom.kind == "digits" and atom.low < 100)
        )
        if not (after_unit or after_hundred) or high is None:
            return False
        self.group = low + atom.low, high + atom.low
        return True

    def _add_below_scale(self, kind: str, value: Fraction) -> bool:
        if self.scale is None or value >= self.scale or kind in ("vague", "few", "plural"):
            return False
        if kind in ("scale", "dual", "scale_or_dual"):
            self.total += value * (2 if kind == "scale_or_dual" else 1)
            self.scale = value / 2 if kind == "dual" else value
        else:
            self.group = value, value
        return True

    def _add_fraction(self, value: Fraction) -> bool:
        if self.group is None and self.scale is not None:
            self.total += value * self.scale
            return True
        if self.group is not None and self.group[1] is not None and self.last in ("unit", "teen", "digits"):
            self.group = self.group[0] + value, self.group[1] + value
            return True
        return False

    def _multiply(self, atom: Atom) -> bool:
        kind, value = atom.kind, atom.low
        if self.group is None:
            return self._multiply_scale(kind, value)
        low, high = self.group
        if kind == "teen" and self.last in ("unit", "bound") and high is not None:
            self.group = low + 10, high + 10
            return True
        if kind == "hundred" and self.last == "unit" and 3 <= low <= 9:
            self.group = low * 100, low * 100
            return True
        if kind == "vague" and self.last == "few" and high is not None:
            self.group = low * value / 2, high * value / 2
            return True
        if kind not in ("scale", "plural", "scale_or_dual") or (self.scale is not None and value >= self.scale):
            return False
        if self.last in ("vague", "few"):
            self.group = low * value, None if high is None else high * value
        elif high is not None:
            self.total, self.group = self.total + low * value, None
        else:
            return False
        self.scale = value
        return True

    def _multiply_scale(self, kind: str, value: Fraction) -> bool:
        if kind not in ("scale", "plural", "scale_or_dual") or self.scale is None:
            return False
        if value > self.scale and self.last != "fraction":  # مئة ألف مليون
            self.total, self.scale = self.total * value, value
            return True
        return value == self.scale and self.last == "fraction"  # مليون ونصف المليون

    def worth(self) -> tuple[Fraction, Fraction | None] | None:
        """Return the bounds of the number; None if its words make none by themselves."""
        low, high = self.group if self.group is not None else (Fraction(0), Fraction(0))
        if self.last == "fraction" and self.total + low < 1:
            return None  # نصف alone is no count
        return self.total + low, None if high is None else self.total + high
