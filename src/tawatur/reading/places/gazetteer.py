# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is known of places: the gazetteer, villages, states and the words that head a place's name.

A name may belong to several places; which one is meant is for the reader of the report to say.
"""

from collections.abc import Iterator
from dataclasses import replace

from tawatur.lexicon import Lexicon, values
from tawatur.model.quick import quick
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold
from tawatur.text.words import Token, Word

LONGEST = 4  # words of a gazetteer name
_LIKELY = 2  # analyses of a word that are worth asking
_NEAR_DEGREES = 0.5  # an authored place replaces a generated one of its name so near, whatever its country


@quick(frozen=True, slots=True)
class Spot:
    """One place of the gazetteer under one of its names.

    Args:
        name: What the place is called first of all.
        written: This name, with its hamzas.
        country: ISO 3166 alpha-3 code.
        precision: Country, province, district, city or site.
        lat: Degrees.
        lon: Degrees.
        geoname: Number in GeoNames.
        population: People, 0 if unknown.
        need: What a name that is also a word or a person's needs beside it: evidence, a head, or nothing.
        village: It needs a head whatever the name.
        well_known: An author said what it needs, so that it may read as a common noun.
    """

    name: str
    written: str
    country: str
    precision: str
    lat: float | None
    lon: float | None
    geoname: int | None
    population: int
    need: str = ""
    village: bool = False
    well_known: bool = False


@quick(frozen=True, slots=True)
class Head:
    """A word that heads names: how exact its places are, and what may follow it."""

    precision: str
    follows: str


class Gazetteer:
    """The place tables and the states, by folded name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.spots: dict[tuple[str, ...], list[Spot]] = {}
        self.firsts: dict[str, int] = {}
        self.nationalities: dict[str, str] = {}
        self.heads: dict[tuple[str, ...], Head] = {}
        self.capitals: dict[str, Spot] = {}
        self.signs = frozenset(fold(word) for (word,) in lexicon.table("places/signs").columns("word"))
        self.before_names = _before_names(lexicon)
        self.inside_names = frozenset(
            fold(token) for token, place in lexicon.table("entities/name_particles").columns("token", "place")
            if place == "inside"
        )  # fmt: skip
        self._forms: Remembered[str, tuple[tuple[int, str], ...]] = Remembered()
        for record in lexicon.table("places/heads").records():
            self.heads[tuple(fold(record["word"]).split())] = Head(record["precision"], record["follows"])
        self._head_firsts = frozenset(words[0] for words in self.heads)
        states = list(lexicon.table("entities/countries").records())
        self._capital_names = frozenset((record["iso3"], fold(record["capital"])) for record in states)
        self._add_states(lexicon)
        self._add_towns(lexicon)
        self._add_capitals(lexicon)
        for record in lexicon.table("places/villages").records():
            spot = Spot(record["name"], record["name"], record["country"], "city", *_where(record), 0, village=True)
            self._add(record["name"], spot)

    def _add(self, name: str, spot: Spot) -> None:
        words = tuple(fold(name).replace("-", " ").split())
        if words and len(words) <= LONGEST:
            self.spots.setdefault(words, []).append(replace(spot, written=name))
            self.firsts[words[0]] = max(len(words), self.firsts.get(words[0], 0))

    def _add_states(self, lexicon: Lexicon) -> None:
        points = {r["country"]: _where(r) for r in lexicon.table("places/countries").records()}
        for record in lexicon.table("entities/countries").records():
            code = record["iso3"]
            point = points.get(code, (None, None, None))
            spot = Spot(record["name"], record["name"], code, "country", *point, 10**10, well_known=True)
            for name in (record["name"], *values(record["variants"])):
                self._add(name, spot)
            for column in ("demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp"):
                for word in values(record[column]):
                    self.nationalities.setdefault(fold(word), code)

    def _add_towns(self, lexicon: Lexicon) -> None:
        generated = {(fold(r["name"]), r["country"], r["type"]): r for r in lexicon.table("places/gazetteer").records()}
        for record in lexicon.table("places/authored").records():
            key = fold(record["name"]), record["country"], record["type"]
            known = generated.pop(key, {})
            whole = {**record, **{k: v for k, v in known.items() if not record[k] and k != "need"}}
            self._add_town(whole, well_known=True)
        for record in generated.values():
            self._add_town(record)

    def _add_capitals(self, lexicon: Lexicon) -> None:
        for record in lexicon.table("entities/countries").records():
            spots = self.spots.get(tuple(fold(record["capital"]).split()), [])
            here = [s for s in spots if s.country == record["iso3"] and s.precision == "city"]
            if here:
                self.capitals.setdefault(record["iso3"], max(here, key=lambda s: s.population))

    def _add_town(self, record: dict[str, str], *, well_known: bool = False) -> None:
        people = int(record["population"] or 0)
        spot = Spot(
            record["name"], record["name"], record["country"], record["type"], *_where(record), people, record["need"],
            well_known=well_known or (record["country"], fold(record["name"])) in self._capital_names,
        )  # fmt: skip
        for name in dict.fromkeys((record["name"], *values(record["variants"]))):
            if not any(_same_place(spot, other) for other in self.spots.get(tuple(fold(name).split()), ())):
                self._add(name, spot)

    def capital(self, state: str | None, adjective: str) -> Spot | None:
        """The capital of a state, or of the country that a nationality adjective names."""
        code = state or self.nationalities.get(adjective.removeprefix("ال"))
        return None if code is None else self.capitals.get(code)

    def longest(self, tokens: tuple[Token, ...], at: int, form: str) -> tuple[int, tuple[Spot, ...]]:
        """The longest name that begins at a token, taken in the given form: its end and what it may be."""
        most = self.firsts.get(form, 0)
        for length in range(min(most, len(tokens) - at), 0, -1):
            words = (form, *(t.word.norm for t in tokens[at + 1 : at + length]))
            spots = self.spots.get(words)
            if spots is not None and tokens[at].sentence == tokens[at + length - 1].sentence:
                return at + length, tuple(spots)
        return at, ()

    def forms(self, word: Word) -> tuple[tuple[int, str], ...]:
        """The forms of a word that begin a name or a head, remembered for each word type."""
        found = self._forms.get(word.form)
        if found is None:
            begins = [f for f in _without_clitics(word) if f[1] in self.firsts or f[1] in self._head_firsts]
            found = self._forms[word.form] = tuple(begins)
        return found

    def head(self, tokens: tuple[Token, ...], at: int, form: str) -> tuple[int, Head | None]:
        """The head that begins at a token, of two words if there is one, and its end."""
        if at + 1 < len(tokens):
            both = self.heads.get((form, tokens[at + 1].word.norm))
            if both is not None:
                return at + 2, both
        return at + 1, self.heads.get((form,))


def _before_names(lexicon: Lexicon) -> frozenset[str]:
    """Words behind which a name is a person's: given names, titles, «بن», «أبو»."""
    given = (name for (name,) in lexicon.table("names/given").columns("name"))
    particles = (token for (token,) in lexicon.table("entities/name_particles").columns("token"))
    titles = (word for row in lexicon.table("entities/titles").columns("title", "feminine") for word in row)
    return frozenset(fold(word) for words in (given, particles, titles) for word in words if word)


def _where(record: dict[str, str]) -> tuple[float | None, float | None, int | None]:
    lat, lon, geoname = record["lat"], record["lon"], record["geoname"]
    return (float(lat) if lat else None, float(lon) if lon else None, int(geoname) if geoname else None)


def _same_place(spot: Spot, other: Spot) -> bool:
    """Whether two records of one name and type are one place that two sources put in different countries."""
    if spot.precision != other.precision or None in (spot.lat, spot.lon, other.lat, other.lon):
        return False
    return _apart(spot.lat, other.lat) < _NEAR_DEGREES and _apart(spot.lon, other.lon) < _NEAR_DEGREES


def _apart(one: float | None, other: float | None) -> float:
    return abs((one or 0.0) - (other or 0.0))


def _without_clitics(word: Word) -> Iterator[tuple[int, str]]:
    """A word as it stands and without clitics in front: how many letters are off, and the rest.

    «و» and «ف» are taken off only where the analyser may see them so: «فرانس» is not «ف» and a town «رانس».
    """
    norm = word.norm
    yield 0, norm
    lead, rest = 0, norm
    if rest[:1] in ("و", "ف") and len(rest) > 3:
        if not any(a.proclitics[:1] == (rest[0],) for a in word.analyses[:_LIKELY]):
            return
        lead, rest = 1, rest[1:]
        yield lead, rest
    if rest.startswith("لل") and len(rest) > 4:
        yield lead, "ال" + rest[2:]
    if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        yield lead + 1, rest[1:]
