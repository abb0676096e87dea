# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find named places and say where they are, as far as a gazetteer knows.

A place is a name of the gazetteer, a state, or a proper name behind a head such as «حي» or «مطار», known or
not. Names that are also ordinary words, or that read as one here, need a head, or a preposition or a list of places and
other evidence of their country; names of persons are none. Of places with one name, the countries that the report names
and the size decide.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from tawatur.lexicon import Lexicon
from tawatur.model import Place
from tawatur.reading.places.gazetteer import Gazetteer, Head, Spot
from tawatur.text.document import Document

_LONGEST_UNKNOWN = 3  # words taken for a name that no gazetteer knows
_EVIDENCE = 2.0  # weight of a mention of the country, in powers of ten of population
_FITS = 3.0  # weight of being of the type that the head names; without a head, a city
EVIDENCE, HEAD = "evidence", "head"
_HAMZAS = "أإآ"
_COMMAS = ("،", ",")
_DATELINE = 6  # tokens in which a report's place stands
_MARKS = (":", "-", "–", "—", "/")
_QUOTES = {"«": "»", '"': '"', "“": "”", "(": ")"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A name found: tokens `[first, last)`, its name from `inner` on, what it may be, and its head."""

    first: int
    inner: int
    last: int
    spots: tuple[Spot, ...]
    form: str
    head: Head | None = None


class _Reader:
    """Finds the places of one document."""

    def __init__(self, gazetteer: Gazetteer, document: Document) -> None:
        self.gazetteer, self.document, self.tokens = gazetteer, document, document.tokens
        self.evidence: Counter[str] = Counter()
        self.ends: set[int] = set()  # where places end that need no evidence

    def read(self) -> tuple[Place, ...]:
        found = list(self._find())
        self._weigh(found)
        places: list[Place] = []
        for item in found:
            place = self._place(item, len(places) + 1)
            if place is not None:
                places.append(place)
        return tuple(places)

    def _find(self) -> Iterator[_Found]:
        at = 0
        while at < len(self.tokens):
            found = self._at(at) if self.tokens[at].kind == "word" else None
            if found is None:
                at += 1
            else:
                yield found
                at = found.last

    def _at(self, at: int) -> _Found | None:
        for _, form in self.gazetteer.forms(self.tokens[at].word):
            last, spots = self.gazetteer.longest(self.tokens, at, form)
            inner, head = self.gazetteer.head(self.tokens, at, form)
            headed = self._headed(at, inner, form, head) if head is not None else None
            plain = any(not s.village for s in spots)
            if headed is not None and (headed.last > last or not plain):
                return headed
            if plain:
                return _Found(at, at, last, tuple(s for s in spots if not s.village), form)
        return None

    def _headed(self, first: int, inner: int, form: str, head: Head) -> _Found | None:
        """The place behind a head: a known name, or a proper name, perhaps in quotation marks."""
        tokens = self.tokens
        if inner >= len(tokens) or tokens[inner].sentence != tokens[first].sentence:
            return None
        quoted = self._quoted(inner)
        start = inner + 1 if quoted else inner
        last, spots = self.gazetteer.longest(tokens, start, tokens[start].word.norm)
        if head.follows == "direction":
            spots = tuple(s for s in spots if not s.village and not s.need)
            return _Found(first, start, last, spots, form, head) if spots else None
        if quoted and last <= quoted - 1:
            return _Found(first, start, quoted, spots if last == quoted - 1 else (), form, head)
        if head.follows == "capital" and not any(s.precision == "city" for s in spots):
            state = next((s.country for s in spots if s.precision == "country"), None)
            capital = self.gazetteer.capital(state, tokens[start].word.norm)
            return _Found(first, first, max(last, start + 1), (capital,), form, head) if capital else None
        if spots and all(s.village or s.need for s in spots) and self._longer(start, last, head):
            return _Found(first, start, last + 1, (), form, head)  # «تل» begins a longer name
        if spots:
            return _Found(first, start, self._with_adjectives(last), spots, form, head)
        return self._unknown(first, start, form, head)

    def _quoted(self, at: int) -> int:
        """The end of a short quotation that begins at a token; 0 if none does."""
        closing = _QUOTES.get(self.tokens[at].text)
        if closing is None:
            return 0
        for end in range(at + 2, min(at + 3 + _LONGEST_UNKNOWN, len(self.tokens))):
            if self.tokens[end].text == closing:
                return end + 1
        return 0

    def _unknown(self, first: int, start: int, form: str, head: Head) -> _Found | None:
        if head.follows in ("known", "capital"):
            return None
        last = start
        while last < min(start + _LONGEST_UNKNOWN, len(self.tokens)) and self._goes_on(start, last, head):
            last += 1
        return _Found(first, start, last, (), form, head) if last > start else None

    def _goes_on(self, start: int, at: int, head: Head) -> bool:
        token = self.tokens[at]
        if token.kind != "word" or token.sentence != self.tokens[start].sentence or not token.word.analyses:
            return False
        best = token.word.analyses[0]
        if any(c in ("و", "ف", "ب", "ك", "ل") for c in best.proclitics):
            return False
        if best.pos == "noun_prop":
            return True
        if best.enclitic or token.word.norm in self.gazetteer.nationalities:
            return False
        if at == start:
            return head.follows == "any" and best.definite and best.pos in ("noun", "adj")
        return best.definite and best.pos == "adj" and self.tokens[at - 1].kind == "word"

    def _longer(self, start: int, last: int, head: Head) -> bool:
        """Whether a short name that is also a word goes on: a proper name or a bare noun follows."""
        if last >= len(self.tokens):
            return False
        if self._goes_on(start, last, head):
            return True
        token = self.tokens[last]
        if token.kind != "word" or token.sentence != self.tokens[start].sentence or not token.word.analyses:
            return False
        best = token.word.analyses[0]
        return best.pos == "noun" and not best.proclitics and not best.enclitic

    def _with_adjectives(self, last: int) -> int:
        """Take in «الدولي», «العسكري», «الغربية» behind a known name, a nationality too."""
        while last < len(self.tokens) and self.tokens[last].kind == "word":
            token = self.tokens[last]
            best = token.word.analyses[0] if token.word.analyses else None
            if best is None or best.pos != "adj" or not best.definite or best.proclitics != ("ال",):
                break
            if token.sentence != self.tokens[last - 1].sentence:
                break
            last += 1
        return last

    def _weigh(self, found: list[_Found]) -> None:
        """Count what speaks for each country: states, nationalities, and towns whose name is theirs alone."""
        for token in self.tokens:
            norm = token.word.norm
            code = self.gazetteer.nationalities.get(norm.removeprefix("و").removeprefix("ال"))
            if code is not None:
                self.evidence[code] += 1
        for item in found:
            countries = {spot.country for spot in item.spots}
            if any(not spot.village and not self._need(item, spot) for spot in item.spots):
                self.ends.add(item.last)
                if len(countries) == 1:
                    self.evidence[countries.pop()] += 1

    def _place(self, item: _Found, number: int) -> Place | None:
        spot = self._choose(item)
        if spot is None and item.head is None:
            return None
        start = self._start(item)
        end = self.tokens[item.last - 1].end
        name = self.document.text[self.tokens[item.inner].start : self._name_end(item)]
        if item.inner == item.first:
            name = self.document.text[start:end]
        place = Place(f"p{number}", start, end, self.document.text[start:end], name, precision=_precision(item, spot))
        if spot is None:
            return place
        return replace(
            place, name=spot.name, country=spot.country, lat=spot.lat, lon=spot.lon, geoname=spot.geoname
        )  # fmt: skip

    def _name_end(self, item: _Found) -> int:
        last = self.tokens[item.last - 1]
        return self.tokens[item.last - 2].end if last.text in _QUOTES.values() else last.end

    def _start(self, item: _Found) -> int:
        """Where a token begins without its clitics; for «لل» at its beginning."""
        token = self.tokens[item.first]
        plain = len(token.text) == len(token.word.norm)
        lead = next((lead for lead, form in self.gazetteer.forms(token.word) if form == item.form), 0)
        return token.start + lead if plain else token.start

    def _choose(self, item: _Found) -> Spot | None:
        """The likeliest place of a name; None where the name is more likely a word."""
        headed = item.head is not None
        if self._is_adjective(item):
            return None
        spots = [s for s in item.spots if headed or self._is_meant(item, s)]
        if headed and item.head is not None and item.head.precision != "site":
            spots = [s for s in spots if s.precision != "country" or item.head.precision in ("country", "district")]
        if not spots:
            return None
        wanted = item.head.precision if item.head is not None else ""
        return max(spots, key=lambda s: (self._score(s, wanted), s.population, s.country, s.precision))

    def _score(self, spot: Spot, wanted: str) -> float:
        near = min(self.evidence[spot.country], 3) * _EVIDENCE
        fits = spot.precision == (wanted or "city")
        return log10(spot.population + 10) + near + (_FITS if fits else 0.0)

    def _is_adjective(self, item: _Found) -> bool:
        """Whether a state's name is a nationality here: «وسائل إعلام سورية»."""
        if item.head is not None or item.form not in self.gazetteer.nationalities or not item.first:
            return False
        before = self.tokens[item.first - 1].word.analyses
        return bool(before) and before[0].pos in ("noun", "adj") and not before[0].definite

    def _is_meant(self, item: _Found, spot: Spot) -> bool:
        """Whether a name without a head means a place here."""
        need = self._need(item, spot)
        return not need or (need == EVIDENCE and self._evident(item, spot))

    def _need(self, item: _Found, spot: Spot) -> str:
        """What a name needs beside it: more where the word reads as a common noun, a head where it names a person."""
        if item.head is not None or spot.precision == "country":
            return ""
        if item.last - item.first > 1:
            return spot.need if spot.well_known else ""
        analysis = self.tokens[item.first].analysis
        is_proper = analysis.pos == "noun_prop" or not analysis.known
        if (not is_proper and not self._is_spelt(item, spot)) or (
            not (spot.well_known and not spot.need) and self._names_person(item)
        ):
            return HEAD
        if spot.well_known:
            need = spot.need
        elif is_proper:
            need = EVIDENCE if spot.need else ""
        else:
            need = HEAD if spot.need else EVIDENCE
        return HEAD if need and self._is_described(item) else need

    def _is_described(self, item: _Found) -> bool:
        """Whether a word is an adjective of the noun before it, or has one: «الطريق الرديف», «الوجه الأكمل»."""
        token = self.tokens[item.first]
        if item.first and token.pos == "adj" and token.analysis.definite:
            before = self.tokens[item.first - 1]
            if before.sentence == token.sentence and before.pos == "noun" and before.analysis.definite:
                return True
        if not token.analysis.definite or item.last >= len(self.tokens):
            return False
        after = self.tokens[item.last]
        is_adjective = after.sentence == token.sentence and after.pos == "adj" and after.analysis.definite
        return is_adjective and after.word.norm.removeprefix("ال") not in self.gazetteer.nationalities

    def _is_spelt(self, item: _Found, spot: Spot) -> bool:
        """Whether a word has the hamzas of a name, or none, and no pronoun for its last letter: «آب» is not «إب»."""
        token = self.tokens[item.first]
        text = token.word.form[len(token.word.form) - len(item.form) :]
        if len(text) != len(spot.written):
            return True
        if (text[-1:], spot.written[-1:]) == ("ي", "ى"):
            return False
        if text[-1:] == "ه" and spot.written[-1:] == "ة" and token.analysis.enclitic:
            return False
        return all(a == b or a not in _HAMZAS or b not in _HAMZAS for a, b in zip(text, spot.written, strict=True))

    def _names_person(self, item: _Found) -> bool:
        """Whether a name stands in that of a person: «محمد بن نايف», «إياد الدهماني»."""
        token = self.tokens[item.first]
        if item.last < len(self.tokens) and self.tokens[item.last].word.norm in self.gazetteer.inside_names:
            return True
        if not item.first or self._start(item) > token.start:
            return False
        before = self.tokens[item.first - 1]
        return before.sentence == token.sentence and before.word.norm in self.gazetteer.before_names

    def _evident(self, item: _Found, spot: Spot) -> bool:
        """Whether a doubtful name stands where places do, in a report about its country."""
        if self._opens(item):
            return True
        if not self.evidence[spot.country]:
            return False
        token = self.tokens[item.first]
        lead = token.word.norm[: len(token.word.norm) - len(item.form)]
        if lead[-1:] == "ب":
            return True
        if not item.first:
            return False
        if lead == "و":
            return item.first in self.ends
        before = self.tokens[item.first - 1]
        return not lead and (
            before.word.norm.removeprefix("و") in self.gazetteer.signs
            or (before.text in _COMMAS and item.first - 1 in self.ends)
        )

    def _opens(self, item: _Found) -> bool:
        """Whether a name is the place in a dateline: «الخبر: …»."""
        if item.last > _DATELINE or item.last >= len(self.tokens):
            return False
        return self.tokens[item.last].text in _MARKS


def _precision(item: _Found, spot: Spot | None) -> str | None:
    """How exact a place is: the finer of its head and what the gazetteer says; behind a direction, the place's."""
    if item.head is None:
        return spot.precision if spot is not None else None
    if item.head.follows == "direction" and spot is not None:
        return spot.precision
    if spot is not None and item.head.precision == "country":
        return spot.precision
    return item.head.precision


def annotate(document: Document, lexicon: Lexicon) -> tuple[Place, ...]:
    """Return the named places of a report, in order and apart.

    Args:
        document: The analysed report.
        lexicon: The place tables, and the states of `entities/countries`.
    """
    return _Reader(lexicon.compiled("places.gazetteer", Gazetteer), document).read()
