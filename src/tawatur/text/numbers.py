# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find numbers in digits and words, with the words that open them up or down.

«نحو 12 ألفا» is 12,000; «ما لا يقل عن عشرين» is 20 or more; «بين 5 و7» is 5 to 7; «عشرات» is 20 or more.
Duals of nouns («قتيلان») and singulars («قتيل») are counts too, but the word analysis knows those.
What a number counts is for the reader to say; dates, hours and scores are returned like any other number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.text.normalize import fold
from tawatur.text.numerals import MOST_DIGITS, Atom, Sum, compile_atoms, parse_digits

_AND = "و"
_GAP_AFTER = 5  # words that may stand between a number and «على الأقل»
_GAP_CHANGE = 8  # words before «من 5 إلى 7» in which a verb of change makes it two numbers
_HEDGE_PROCLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب")


class _Form(Protocol):
    @property
    def form(self) -> str: ...
    @property
    def norm(self) -> str: ...


class NumberToken(Protocol):
    """What this module needs of a token, see `tawatur.text.records.Token`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def sentence(self) -> int: ...
    @property
    def word(self) -> _Form: ...


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range in a text.

    Args:
        start: First code point, clitics و ف ب ل ك left out, hedges too.
        end: After its last code point.
        low: The least it says.
        high: The most it says; None where it is open upwards.
        ordinal: Whether it counts a place in an order («الثالث»).
        percent: Whether a percentage follows from it.
        hedge: about, min or max where a hedge stands by it, else empty.
        first_token: Index of its first token.
        last_token: Index after its last token.
        outer_first: Index of its first token, words of the hedge or range included.
        outer_last: Index after its last token, likewise.
    """

    start: int
    end: int
    low: int | float | None
    high: int | float | None
    ordinal: bool
    percent: bool
    hedge: str
    first_token: int
    last_token: int
    outer_first: int
    outer_last: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A number on its way: exact bounds, token span, what its last scale was."""

    low: Fraction | None
    high: Fraction | None
    first: int
    last: int
    lead: int = 0
    scale: Fraction | None = None
    ordinal: bool = False
    is_joined: bool = False
    outer_first: int = -1
    outer_last: int = -1
    hedge: str = ""
    percent: bool = False


_Phrases = dict[str, dict[tuple[str, ...], str]]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The tables of `numbers/`, compiled. Phrases are tuples of folded words, by side."""

    atoms: dict[str, Atom]  # by exact spelling where two words fold to one, by folded spelling otherwise
    phrases: _Phrases
    longest: int

    def before(self, norms: Sequence[str], at: int) -> tuple[str, int]:
        """The effect of the phrase that ends before `at`, and where the phrase begins."""
        for length in range(min(self.longest, at), 0, -1):
            effect = self.phrases["before"].get(tuple(norms[at - length : at]))
            if effect is not None:
                return effect, at - length
        return "", at

    def after(self, norms: Sequence[str], at: int) -> tuple[str, int]:
        """The effect of the phrase that begins at `at`, and where it ends."""
        for length in range(min(self.longest, len(norms) - at), 0, -1):
            effect = self.phrases["after"].get(tuple(norms[at : at + length]))
            if effect is not None:
                return effect, at + length
        return "", at


def _compile(lexicon: Lexicon) -> _Rules:
    phrases: _Phrases = {"before": {}, "after": {}}
    rows = list(lexicon.table("numbers/hedges").columns("phrase", "side", "effect"))
    for clitic in _HEDGE_PROCLITICS:
        for phrase, side, effect in rows:
            words = tuple(fold(phrase).split())
            if clitic == "" or side == "before":
                phrases[side].setdefault((clitic + words[0], *words[1:]), effect)
    longest = max((len(p) for side in phrases.values() for p in side), default=0)
    return _Rules(compile_atoms(lexicon), phrases, longest)


class _Scan:
    """One pass over the tokens of a text."""

    def __init__(self, tokens: Sequence[NumberToken], rules: _Rules) -> None:
        self.tokens, self.rules = tokens, rules
        self.norms = [token.word.norm for token in tokens]
        self.widths: dict[int, int] = {}  # tokens in a digit group, where more than one
        self.atoms = [self._atom(at) for at in range(len(tokens))]

    def _atom(self, at: int) -> Atom | None:
        token = self.tokens[at]
        if token.kind != "number":
            atoms = self.rules.atoms
            return atoms.get(token.word.form) or atoms.get(token.word.norm)
        width, digits = self._digits(at)
        if width > 1:
            self.widths[at] = width
        worth = parse_digits(digits, before_scale=self._is_scale(at + width))
        return None if worth is None else Atom("digits", worth, worth)

    def _is_scale(self, at: int) -> bool:
        if not self._in_sentence(at):
            return False
        atom = self.rules.atoms.get(self.norms[at])
        return atom is not None and atom.kind in ("scale", "plural", "scale_or_dual") and not atom.is_joined

    def _digits(self, at: int) -> tuple[int, str]:
        """How many tokens a digit group has, and its digits: «2،5» and «12 000» have several."""
        text, parts = fold(self.tokens[at].text), self.tokens[at : at + 3]
        if [part.kind for part in parts] == ["number", "punct", "number"] and parts[1].text == "،":
            is_tight = parts[0].end == parts[1].start and parts[1].end == parts[2].start
            whole = f"{text}،{fold(parts[2].text)}"
            return (3, whole) if is_tight and parse_digits(whole) is not None else (1, text)
        width = 1
        if text.isdecimal() and len(text) <= 3 and not text.startswith("0"):
            while len(text) <= MOST_DIGITS and self._is_thousand_part(at + width):
                text += fold(self.tokens[at + width].text)
                width += 1
        return width, text

    def _is_thousand_part(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != "number":
            return False
        text = self.tokens[at].text
        gap = self.tokens[at].start - self.tokens[at - 1].end
        return len(text) == 3 and text.isdecimal() and gap == 1 and self._in_sentence(at)

    def _in_sentence(self, at: int) -> bool:
        """Whether a token stands in the sentence of the one before it."""
        return at < len(self.tokens) and self.tokens[at].sentence == self.tokens[at - 1].sentence

    def _next(self, at: int) -> tuple[Atom | None, int, bool]:
        """The atom at or, past a lone و, after `at`; its index; whether و joins it."""
        if not self._in_sentence(at):
            return None, at, False
        atom = self.atoms[at]
        if atom is not None:
            return atom, at, atom.is_joined
        if self.norms[at] == _AND and self._in_sentence(at + 1) and self.atoms[at + 1] is not None:
            return self.atoms[at + 1], at + 1, True
        return None, at, False

    def read(self, at: int) -> _Found | None:
        """Return the longest number that begins at a token; None if none does."""
        atom = self.atoms[at]
        if atom is None:
            return None
        if atom.kind in ("ordinal", "bound_ordinal"):
            return self._read_ordinal(at, atom)
        made, index, joined = Sum(), at, False
        end = at
        while atom is not None and (atom.kind != "bound" or self._is_compound(index)):
            if atom.kind.endswith("ordinal") or not made.take(atom, is_joined=joined and index != at):
                break
            end = index + self.widths.get(index, 1)
            atom, index, joined = self._next(end)
        worth = made.worth() if made.last else None
        first = self.atoms[at]
        if worth is None or first is None:
            return None
        return _Found(*worth, at, end, first.lead, made.scale, is_joined=first.is_joined)

    def _is_compound(self, at: int) -> bool:
        following, _, joined = self._next(at + 1)
        return following is not None and following.kind == ("ten" if joined else "teen")

    def _read_ordinal(self, at: int, atom: Atom) -> _Found | None:
        following, index, joined = self._next(at + 1)
        if following is not None and atom.low < 10 and following.kind == ("ten" if joined else "teen"):
            worth = atom.low + following.low
            return _Found(worth, worth, at, index + 1, atom.lead, ordinal=True, is_joined=atom.is_joined)
        if atom.kind == "bound_ordinal":
            return None
        return _Found(atom.low, atom.high, at, at + 1, atom.lead, ordinal=True, is_joined=atom.is_joined)

    def numbers(self) -> Iterator[_Found]:
        """Yield the numbers in order, ranges joined, hedges applied."""
        at = 0
        while at < len(self.tokens):
            found = self.read(at)
            if found is None:
                at += 1
                continue
            if not found.ordinal:
                found = self._hedged(self._range(found))
            yield found
            at = found.outer_last if found.percent else found.last  # not the hundred of «في المئة»

    def _range(self, first: _Found) -> _Found:
        effect, begin = self.rules.before(self.norms, first.first)
        at = first.last
        if not self._in_sentence(at):
            return first
        if effect == "between":
            start, is_range = at + (self.norms[at] == _AND), True
        elif self.rules.phrases["after"].get((self.norms[at],)) == "to":
            start, is_range = at + 1, effect != "from" or not self._is_change(begin)
        else:
            return first
        if not is_range or not self._in_sentence(start) or not self._is_span(first, at):
            return first
        second = self.read(start)
        if second is None or second.ordinal or (effect == "between" and start == at and not second.is_joined):
            return first
        return self._joined(first, second, begin if effect in ("between", "from") else first.first)

    def _is_span(self, first: _Found, at: int) -> bool:
        """Whether a dash joins two numbers, not the parts of a date or telephone number."""
        if self.tokens[at].kind == "word":
            return True
        before, after = self.tokens[first.first - 1 : first.first], self.tokens[at + 2 : at + 3]
        return not any(token.text in "-–—/" for token in (*before, *after))

    def _is_change(self, begin: int) -> bool:
        words = self.norms[max(0, begin - _GAP_CHANGE) : begin]
        before = self.rules.phrases["before"]
        return any(before.get((word,)) == "change" for word in words)

    def _joined(self, first: _Found, second: _Found, outer: int) -> _Found:
        low, high = first.low, second.high
        if low is None or high is None or first.high is None or second.low is None:
            return first
        if second.scale is not None and first.scale is None and second.low != second.scale:
            low *= second.scale  # بين 5 و7 آلاف
        if not low < high:
            return first
        return replace(first, low=low, high=high, last=second.last, outer_first=outer)

    def _hedged(self, found: _Found) -> _Found:
        begin = found.outer_first if found.outer_first >= 0 else found.first
        end = found.last
        effect, start = self.rules.before(self.norms, begin)
        if effect in ("about", "min", "max") and self.tokens[start].sentence == self.tokens[begin].sentence:
            found = replace(found, hedge=effect)
            begin = start
        at = found.last
        for _ in range(_GAP_AFTER + 1):
            if not self._in_sentence(at):
                break
            effect, stop = self.rules.after(self.norms, at)
            if effect == "percent" and at == found.last:
                found, end, at = replace(found, percent=True), stop, stop
                continue
            if effect in ("about", "min", "max") and self.tokens[stop - 1].sentence == self.tokens[at].sentence:
                found, end = replace(found, hedge=found.hedge or effect), stop
                break
            if self.tokens[at].kind != "word" or self.atoms[at] is not None:
                break
            at += 1
        if found.hedge == "min":
            found = replace(found, high=None)
        elif found.hedge == "max" and found.high is not None:
            found = replace(found, low=None)
        return replace(found, outer_first=begin, outer_last=end)


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _start(token: NumberToken, lead: int) -> int:
    """Where a token's number begins: after `lead` folded characters of its surface and their marks."""
    if lead == 0:
        return token.start
    for at in range(lead, len(token.text)):
        if len(fold(token.text[:at])) == lead and fold(token.text[at]):
            return token.start + at
    return token.start


def find_numbers(tokens: Sequence[NumberToken], lexicon: Lexicon | None = None) -> list[Number]:
    """Return the numbers of a text, in order.

    Args:
        tokens: The document's tokens.
        lexicon: Tables to use; the built-in ones if None.
    """
    rules = (lexicon or default_lexicon()).compiled("text.numbers", _compile)
    return [
        Number(
            _start(tokens[found.first], found.lead),
            tokens[found.last - 1].end,
            _plain(found.low),
            _plain(found.high),
            found.ordinal,
            found.percent,
            found.hedge,
            found.first,
            found.last,
            found.outer_first if found.outer_first >= 0 else found.first,
            found.outer_last if found.outer_last >= 0 else found.last,
        )
        for found in _Scan(tokens, rules).numbers()
    ]
