# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of dead and injured that a headline states.

Readers read the text; the headline stands outside it. A number counts where it stands close to a word of dying or of
being hurt. The same search over whole sentences found no more tolls of the labelled day than the reader's events do.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Toll
from tawatur.text.document import analyse
from tawatur.text.memory import Bounded
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.records import Token
from tawatur.text.words import TOKEN, Analyser

AFTER, BEFORE = 4, 2  # tokens between the word and a number behind it, and one before it
SUM = 12  # tokens between a word that «عدد» stands before and the number it comes to
FURTHER = 5  # tokens between two numbers that «و» joins into one toll
MOST = 1_000_000
AND = "و"


def _effects(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    rows = [
        *lexicon.table("events/casualties").columns("lemma", "pos", "effect"),
        *lexicon.table("joining/killings").columns("lemma", "pos", "effect"),
    ]
    return {(fold(lemma), pos): effect for lemma, pos, effect in rows if effect}


def _by_use(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Words beside numbers by use: `person` nouns (a bare dual is two), `sum`, as «عدد», and `unit`, as «عاما»."""
    rows = list(lexicon.table("events/casualties").columns("lemma", "use"))
    return {use: frozenset(fold(lemma) for lemma, its in rows if its == use) for use in ("person", "sum", "unit")}


def _people(number: Number) -> bool:
    exact = isinstance(number.low, int) and number.low <= MOST
    closed = number.high == number.low or (number.high is None and number.hedge == "min")  # «عشرات» is no number
    return exact and closed and not number.ordinal and not number.percent


def _measures(number: Number, tokens: Sequence[Token], units: Collection[str]) -> bool:
    """Whether a number is one of years, metres or attacks: «(18 عاما)»."""
    return number.outer_last < len(tokens) and fold(tokens[number.outer_last].analysis.lemma) in units


@dataclass(frozen=True, slots=True)
class _Item:
    """A number, or a word that counts one or two without it: tokens `[first, last)`, code points `[start, end)`."""

    first: int
    last: int
    number: int
    start: int
    end: int


def _items(tokens: Sequence[Token], effects: Mapping[int, str], lexicon: Lexicon) -> list[_Item]:
    """What counts people in a headline, in order: «قتيلان», «مقتل شخصين», «مقتل ضابط ومجند»."""
    words = lexicon.compiled("joining.counted", _by_use)
    persons, units = words["person"], words["unit"]
    numbers = [n for n in find_numbers(tokens, lexicon) if _people(n) and not _measures(n, tokens, units)]
    out = [_Item(n.first_token, n.last_token, int(n.low or 0), n.start, n.end) for n in numbers]
    taken = {at for n in numbers for at in range(n.first_token, n.last_token + 1)}  # the counted noun with it
    for at, token in enumerate(tokens):
        own, form = at in effects, token.analysis
        if at in taken or form.definite or form.number not in ("s", "d"):
            continue
        if (own and form.number == "d") or (
            not own and fold(form.lemma) in persons and (at - 1 in effects or _joins(tokens, at))
        ):
            out.append(_Item(at, at + 1, 2 if form.number == "d" else 1, token.start, token.end))
    return sorted(out, key=lambda item: item.first)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether «و» joins a word to what stands before it."""
    return AND in tokens[at].analysis.proclitics or (at > 0 and tokens[at - 1].text == AND)


def _is_deed(token: Token) -> bool:
    """Whether «و» joins another deed to the one before: in «مقتل متطرف واعتقال 16» nobody says that 16 are dead."""
    return token.analysis.pos in ("noun", "verb") and AND in token.analysis.proclitics


def _near(free: Mapping[int, str], item: _Item, tokens: Sequence[Token], sums: Collection[str]) -> int | None:
    """The closest casualty word of a number that no number before has, one before it first."""
    if item.first in free:
        return item.first
    before = [at for at in free if 0 < item.first - at <= (SUM if _is_summed(tokens, at, sums) else AFTER)]
    after = [at for at in free if 0 <= at - item.last <= BEFORE and not _is_deed(tokens[at])]
    if before and not any(map(_is_deed, tokens[max(before) + 1 : item.first])):
        return max(before)
    return min(after, default=None)


def _is_summed(tokens: Sequence[Token], at: int, sums: Collection[str]) -> bool:
    """Whether a word of dying stands behind one that counts it: «ارتفاع عدد ضحايا الحريق في السوق إلى 17»."""
    return at > 0 and fold(tokens[at - 1].analysis.lemma) in sums


def _counted(
    effects: Mapping[int, str], items: Sequence[_Item], tokens: Sequence[Token], sums: Collection[str]
) -> list[Toll]:
    """The tolls that numbers state; «مقتل 37 من هؤلاء و16 من أولئك» tells of 53."""
    out: list[Toll] = []
    free = dict(effects)
    end = 0  # behind the last number that counts the dead or hurt
    for item in items:
        at = _near(free, item, tokens, sums)
        if at is not None:
            out.append(Toll("deaths" if free.pop(at) == "deaths" else "injured", item.number, item.start, item.end))
        elif out and _goes_on(effects, item, tokens, end):
            last = out[-1]
            out[-1] = Toll(last.kind, last.number + item.number, last.start, item.end)
        else:
            continue
        end = item.last
    return out


def _goes_on(effects: Mapping[int, str], item: _Item, tokens: Sequence[Token], end: int) -> bool:
    """Whether «و» adds a number to the one that ends at a token, with no other deed between."""
    if item.first - end > FURTHER or not _joins(tokens, item.first):
        return False
    return not any(at in effects or _is_deed(tokens[at]) for at in range(end, item.first))


class _Casualties:
    """Which words can be read as one of dying or being hurt; the others are most, so each is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.effects = lexicon.compiled("joining.casualties", _effects)
        self._analyser = lexicon.compiled("text.analyser", Analyser)
        self._known: Bounded[tuple[str, str], bool] = Bounded()

    def _tells(self, word: str, group: str) -> bool:
        found = self._known.get((word, group))
        if found is None:
            choices = self._analyser.choices(word, group).items
            found = any((fold(c.analysis.lemma), c.analysis.pos) in self.effects for c in choices)
            self._known[word, group] = found
        return found

    def may_be_in(self, text: str) -> bool:
        """Whether a text has such a word: few sentences do."""
        return any(self._tells(match[0], match.lastgroup or "symbol") for match in TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def tolls(text: str, lexicon: Lexicon | None = None) -> tuple[Toll, ...]:
    """Return the numbers of dead and injured that a headline states exactly, in order.

    Args:
        text: The headline; spans are its code points.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    casualties = lexicon.compiled("joining.may_count", _Casualties)
    if not casualties.may_be_in(text):
        return ()
    known = casualties.effects
    tokens = analyse(text, lexicon).tokens
    keys = [(fold(token.analysis.lemma), token.analysis.pos) for token in tokens]
    effects = {at: known[key] for at, key in enumerate(keys) if key in known}
    if not effects:
        return ()
    sums = lexicon.compiled("joining.counted", _by_use)["sum"]
    return tuple(_counted(effects, _items(tokens, effects, lexicon), tokens, sums))
