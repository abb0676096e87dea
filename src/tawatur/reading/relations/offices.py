# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The heads of offices and of groups, the nationalities, and the small words around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon, values
from tawatur.reading.relations.scene import bare
from tawatur.text.normalize import fold, is_other
from tawatur.text.words import Token

GROUP = "group"  # said of a group's noun: it holds no office, but may belong to a body
NO_HEADS = frozenset(["verb", "noun_prop"])  # «سامر» is a name, not «آمر» with a clitic
NOMINAL = frozenset(["noun", "adj"])
CONSTRUCT, LEAST_CONSTRUCT = ("و", "ي"), 4
MOST_SITE_WORDS = 2  # words of a body's name of which one says that it is a place: «إدارة مطار»
ENDINGS = ("ان", "ين", "ا")
LEADS, BELONGS = "leads", "member_of"
HELD = frozenset([LEADS, BELONGS, "spokesman"])


@dataclass(frozen=True, slots=True)
class Office:
    """An office head: its name in the table, the relation it states, the sector it lies in, if any, and its form."""

    head: str
    relation: str
    sector: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Offices:
    """Heads by folded word sequence, demonyms by folded form."""

    heads: dict[tuple[str, ...], Office]
    firsts: frozenset[str]  # words that open a head
    longest: int
    demonyms: dict[str, str]  # folded demonym -> folded country name
    countries: dict[str, str]  # folded country name, variant or capital -> folded country name
    links: frozenset[str]  # folded words that may stand between an office and its body
    former: frozenset[str]  # folded adjectives of an office no longer held
    cabinets: frozenset[str]  # folded nouns that open the name of a cabinet
    places: frozenset[str]  # folded prepositions of place
    ministers: frozenset[str]  # folded words of offices in a cabinet
    owned: frozenset[str]  # folded nouns of bodies that one speaks of as his own: «حزبه»
    peers: frozenset[str]  # folded nouns for the holder of the same office elsewhere
    commanders: frozenset[str]  # folded nouns of offices that lead the body a pronoun on them stands for
    deputies: frozenset[str]  # folded nouns and adjectives of those who stand in for the holder of an office
    nobles: frozenset[str]  # folded titles that bear no body unless it is named: «الملك سالم»
    known: frozenset[str]  # folded country names
    sites: frozenset[str]  # folded nouns of places that bear names: «مطار»

    def head_at(self, tokens: Sequence[Token], first: int, *, ended: bool = True) -> tuple[Office, int] | None:
        """Return the office head that starts at a token, and the token after it; the longest wins.

        Args:
            tokens: Of the report.
            first: Where it starts.
            ended: Whether it may have the ending of the accusative or the dual: «رئيسا», «نائبين».
        """
        token, firsts = tokens[first], self.firsts
        if token.analysis.pos in NO_HEADS:
            return None
        stem = token.analysis.stem or token.word.norm
        if ended and token.analysis.pos in NOMINAL and stem not in firsts:
            whole = next((w for w in _closed(stem) if w in firsts), "")
            stem = whole or (_unended(stem) if token.analysis.pos == "noun" else stem)
        if stem not in firsts and token.word.norm not in firsts and bare(token.word.norm) not in firsts:
            return None
        for length in range(min(self.longest, len(tokens) - first), 0, -1):
            words = [stem, *(t.analysis.stem or t.word.norm for t in tokens[first + 1 : first + length])]
            for form in _forms(words, [t.word.norm for t in tokens[first : first + length]]):
                office = self.heads.get(form)
                if office is not None and not is_other(office.form, token.text):
                    return self._own(office, tokens, first, first + length), first + length
        return None

    def _own(self, office: Office, tokens: Sequence[Token], first: int, last: int) -> Office:
        """Return what an office is to its body: who stands in for its head belongs to it: «نائب أمينها العام»."""
        if office.relation != LEADS:
            return office
        is_joined = "و" in tokens[first].analysis.proclitics
        words = [t for t in tokens[max(0, first - 1) : first] if t.analysis.pos == "noun" and not is_joined]
        words += [t for t in tokens[last : last + 1] if t.analysis.pos == "adj"]
        is_deputy = any(fold(token.analysis.lemma) in self.deputies for token in words)
        return replace(office, relation=BELONGS) if is_deputy else office

    def is_former(self, tokens: Iterable[Token]) -> bool:
        """Whether words tell that an office is no longer held: «رئيس الوزراء السابق»."""
        return any(bare(token.word.norm) in self.former for token in tokens)

    def is_minister(self, office: Office) -> bool:
        """Whether an office is one of a cabinet."""
        head = fold(office.head)
        return head in self.ministers or any(bare(word) in self.ministers for word in head.split())

    def is_visited(self, office: Office, body: str) -> bool:
        """Whether a body, by its name, is a place that a minister comes to, as an airport, not one that he is in."""
        words = [bare(word) for word in fold(body).split()[:MOST_SITE_WORDS]]
        return self.is_minister(office) and any(word in self.sites for word in words)

    def country(self, name: str) -> str:
        """Return the country that a folded name stands for, the name itself where it stands for none."""
        found = self.countries.get(name)
        if found is None:
            words = name.split()
            found = next((self.demonyms[bare(w)] for w in words if bare(w) in self.demonyms), name)
            found = next((self.countries[w] for w in words if w in self.countries), found)
        return found


def words_by_use(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the folded words of the table `relations/words` by what they are used for."""
    used: dict[str, set[str]] = {}
    for word, use in lexicon.table("relations/words").columns("word", "use"):
        used.setdefault(use, set()).add(fold(word))
    return {use: frozenset(words) for use, words in used.items()}


def compile_offices(lexicon: Lexicon) -> Offices:
    """Return the office heads, group heads and demonyms of the lexicon."""
    heads: dict[tuple[str, ...], Office] = {}
    for head, feminine, plural, relation, sector in lexicon.table("entities/offices").columns(
        "head", "feminine", "plural", "relation", "sector"
    ):
        for form in (head, *values(feminine), *values(plural)):
            heads.setdefault(tuple(fold(form).split()), Office(head, relation, sector, form))
    for singular, plural, feminine in lexicon.table("entities/group_heads").columns(
        "singular", "plural", "feminine_plural"
    ):
        for form in (*values(singular), *values(plural), *values(feminine)):
            heads.setdefault(tuple(fold(form).split()), Office(singular or values(plural)[0], GROUP, form=form))
    demonyms: dict[str, str] = {}
    countries: dict[str, str] = {}
    for row in lexicon.table("entities/countries").records():
        name = fold(row["name"])
        for column in ("name", "variants", "capital", "capital_variants"):
            for form in values(row[column]):
                countries.setdefault(fold(form), name)
        for column in ("demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp"):
            for form in values(row[column]):
                demonyms.setdefault(fold(form), name)
    used = words_by_use(lexicon)
    uses = ("link", "former", "cabinet", "place", "minister", "owned", "peer", "commander", "deputy", "noble")
    links, former, cabinets, places, ministers, owned, peers, commanders, deputies, nobles = (used[use] for use in uses)
    known = frozenset(countries.values())
    firsts = frozenset(head[0] for head in heads)
    longest = max(map(len, heads))
    return Offices(
        heads,
        firsts,
        longest,
        demonyms,
        countries,
        links,
        former,
        cabinets,
        places,
        ministers,
        owned,
        peers,
        commanders,
        deputies,
        nobles,
        known,
        frozenset(fold(w) for w, how in lexicon.table("entities/no_parties").columns("phrase", "how") if how == "site"),
    )


def _unended(stem: str) -> str:
    """Return a folded noun without the ending of the accusative or the dual: «رئيسا», «وزيرا الخارجية», «نائبين»."""
    return next((stem[: -len(e)] for e in ENDINGS if stem.endswith(e) and len(stem) > len(e) + 2), stem)


def _closed(stem: str) -> tuple[str, ...]:
    """Return what a sound plural before its complement may be without it: «مقاتلي الحزب», «مسلحو التنظيم»."""
    return (stem + "ن",) if stem.endswith(CONSTRUCT) and len(stem) > LEAST_CONSTRUCT else ()


def _forms(stems: list[str], norms: list[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(stems)
    yield (stems[0], *norms[1:])
    yield (bare(norms[0]), *norms[1:])
