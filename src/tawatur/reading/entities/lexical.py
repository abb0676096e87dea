# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the lexicon says about the words of a report, one record per word type.

All that mention finding and coreference ask of a word is worked out once per type and kept: its form without
clitics, the classes of word it belongs to (head of an office, of an organisation, of a group, title,
nationality, part of a name), and the gazetteer entries that may begin with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon, values
from tawatur.lexicon.specs import all_specs
from tawatur.model.quick import quick
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold, folded
from tawatur.text.records import Analysis, Token

FOLDER = "entities/"
PROPER = "noun_prop"
NOMINAL = frozenset({"noun", "adj", PROPER})
CONJUNCTIONS, PREPOSITIONS = "وف", "بلك"
ARTICLE = "ال"
LEAST_REST = 3  # letters a word must have more than, to lose a clitic
NAMED = {"organisations": "organisation", "outlets": "organisation", "persons": "person"}
# Tables of head words: what their class is called, and the columns of their singular and plural forms.
HEADED = {
    "offices": ("off", ("head", "feminine"), ("plural",)),
    "organisation_heads": ("org", ("head",), ("plural",)),
    "collective_states": ("col", ("head",), ()),
    "group_heads": ("grp", ("singular",), ("plural", "feminine_plural")),
    "described": ("dsc", ("head", "feminine"), ("plural",)),
}
OUTLET_SECTOR = "JRN"
PART = "/"  # between the code of a country and the name of a part that is spoken of like a state: «إقليم كردستان»
UNSURE = frozenset({"nam?"})  # classes that do not decide whether a first letter is a clitic
QUANTITY = "qty"  # class of words that count or part a group
LONG_OFFICE = "off1+"  # class of the first words of offices that have several
MANY, NUNATION = ("p", "d"), ("ون", "ين", "ان")
HONORIFICS = ("honorific", "military", "religious")
HOW = ("name", "variant", "capital", "context")
COUNTRY_NAMES = (
    ("variants", "variant"),
    ("capital", "capital"),
    ("capital_variants", "capital"),
    ("context_variants", "context"),
)
DEMONYMS = (
    ("demonym_ms", "1"),
    ("demonym_fs", "1"),
    ("demonym_mp", "p"),
    ("demonym_mp_obl", "p"),
    ("demonym_fp", "p"),
)


@quick(frozen=True, slots=True)
class Entry:
    """A party that a table knows.

    `how` says by which of its names: its own (`name`), another (`variant`), its capital, or one that holds only in
    context.
    `country` is an ISO code, of a part of a country with the part's name: no mention of «الشيشان» is one of «روسيا».
    `bare` says of a name that is an ordinary word too whether it stands for the party without a word such as «صحيفة»
    before it or quotation marks around it: empty or yes, source (as a source only), no.
    """

    table: str
    name: str
    kind: str
    how: str
    name_en: str = ""
    country: str = ""
    sector: str = ""
    bare: str = ""


@quick(frozen=True, slots=True)
class WordType:
    """A word as mention finding sees it.

    Args:
        norm: Folded form with clitics.
        base: Folded form without و ف ب ل ك; للـ is written الـ.
        bare: `base` without the article.
        lead: Characters of the surface that are clitics and stand outside a mention.
        article: Whether the word carries the article.
        key: Form under which the head tables know it; `base` where they do not.
        classes: What the lexicon makes of it, sorted.
        pos: Part of speech of its likeliest analysis.
        country: ISO code if it is a nationality, with the name of its part if it is that of one (`PART`).
        gender, number: Of its likeliest analysis, empty if unknown.
        sector: PLOVER sector that a table of heads gives it.
        absolute: A sound plural or dual with its nun, behind which no complement can stand («مسلحون»).
    """

    norm: str
    base: str
    bare: str
    lead: int
    article: bool
    key: str
    classes: tuple[str, ...]
    pos: str
    country: str
    gender: str
    number: str
    sector: str
    absolute: bool


def counts(token: Token, word: WordType) -> bool:
    """Whether a token is a number or a word that counts or parts a group: «12», «خمسة», «بعض»."""
    return token.kind == "number" or QUANTITY in word.classes


def stands(phrase: tuple[str, ...], words: Sequence[WordType], i: int, last: int) -> bool:
    """Whether a phrase whose first word is token `i` goes on there, before `last`."""
    if i + len(phrase) > last:
        return False
    return all(words[i + offset].norm == phrase[offset] for offset in range(1, len(phrase)))


def without_article(base: str) -> str:
    """Return a folded word without its article."""
    return base[2:] if base.startswith(ARTICLE) and len(base) > 3 else base


class Lexical:
    """The entity tables, indexed by folded words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.classes: dict[str, set[str]] = {}
        self.nationality: dict[str, str] = {}
        self.states: dict[str, str] = {}
        self.entries: dict[tuple[str, ...], list[Entry]] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        self.quantifiers: dict[str, str] = {}
        self.heads: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
        self._types: Remembered[str, WordType] = Remembered()
        self._read()

    def _rows(self, table: str) -> Iterator[dict[str, str]]:
        name = FOLDER + table
        if name in all_specs():
            yield from self.lexicon.table(name).records()

    def _add(self, word: str, kind: str) -> None:
        self.classes.setdefault(fold(word), set()).add(kind)

    def _add_entry(self, phrase: str, entry: Entry) -> None:
        words = tuple(fold(phrase).split())
        if words:
            self.entries.setdefault(words, []).append(entry)

    def _read(self) -> None:
        for row in self._rows("countries"):
            self._read_country(row)
        for table, kind in NAMED.items():
            for row in self._rows(table):
                self._read_named(table, kind, row)
        for table in HEADED:
            for row in self._rows(table):
                self._read_head(table, row)
        for row in self._rows("peoples"):
            self._read_demonyms(row, "ppl", "")
        for row in self._rows("titles"):
            for form in (row["title"], *values(row.get("feminine", ""))):
                self._add(form.split()[0], "tit")
                if row["kind"] in HONORIFICS and form.startswith(ARTICLE) and " " not in form:
                    self._add(form, "hon")
        for row in self._rows("name_tokens"):
            self._add(row["token"], "nam?" if row["common_word"] == "yes" else "nam")
        for row in self._rows("name_particles"):
            self._add(row["token"], "par")
        for row in self._rows("list_heads"):
            self._add(row["head"], "lst")
        for row in self._rows("quantifiers"):
            self._add(row["word"], QUANTITY)
            self.quantifiers[fold(row["word"])] = row["number"]
        lengths: dict[str, set[int]] = {}
        for words, entries in self.entries.items():
            entries.sort(key=lambda entry: HOW.index(entry.how))
            lengths.setdefault(words[0], set()).add(len(words))
            for entry in entries:
                self._add(words[0], f"{'1' if len(words) == 1 else 'm'}.{entry.table}")
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def _read_named(self, table: str, kind: str, row: dict[str, str]) -> None:
        entry = Entry(
            table, row["name"], row.get("kind") or kind, "name", row["name_en"], row["country"],
            row.get("sector") or OUTLET_SECTOR, row.get("bare", ""),
        )  # fmt: skip
        weak = frozenset(values(row.get("weak", "")))
        for name, how in ((row["name"], "name"), *((variant, "variant") for variant in values(row["variants"]))):
            self._add_entry(name, replace(entry, how=how, bare="source" if name in weak else entry.bare))

    def _read_country(self, row: dict[str, str]) -> None:
        code = row["iso3"] if row["iso3"] not in self.states else PART.join((row["iso3"], row["name"]))
        entry = Entry("countries", row["name"], row["kind"], "name", row["name_en"], code, row["sector"])
        self._add_entry(row["name"], entry)
        self.states[code] = row["name"]
        for column, how in COUNTRY_NAMES:
            for name in values(row[column]):
                self._add_entry(name, replace(entry, how=how))
        self._read_demonyms(row, "nat", code)

    def _read_demonyms(self, row: dict[str, str], kind: str, country: str) -> None:
        for column, suffix in DEMONYMS:
            for form in values(row[column]):
                for word in (form, ARTICLE + form):
                    if " " in word:
                        continue
                    self._add(word, kind + suffix)
                    if country:
                        self.nationality.setdefault(fold(word), country)

    def _read_head(self, table: str, row: dict[str, str]) -> None:
        kind, singular, plural = HEADED[table]
        for columns, suffix in ((singular, "1"), (plural, "p")):
            for form in (form for column in columns for form in values(row[column])):
                words = tuple(fold(form).split())
                for first in {words[0], words[0] if words[0].startswith(ARTICLE) else ARTICLE + words[0]}:
                    self.classes.setdefault(first, set()).add(kind + suffix + ("+" if len(words) > 1 else ""))
                    heads = self.heads.setdefault(first, {})
                    heads.setdefault((first, *words[1:]), {**row, "table": table, "number": suffix, "form": form})

    def opens_office(self, words: Sequence[WordType], i: int, last: int) -> bool:
        """Whether an office of several words stands at token `i`, before `last`: «القائم بالأعمال», «الناطق باسم»."""
        if LONG_OFFICE not in words[i].classes:
            return False
        heads = (head for head, row in self.heads.get(words[i].key, {}).items() if row["table"] == "offices")
        return any(len(head) > 1 and stands(head, words, i, last) for head in heads)

    def word(self, token: Token) -> WordType:
        """Return what is known of a token's word type."""
        found = self._types.get(token.text)
        if found is None:
            found = self._types[token.text] = self._describe(token)
        return found

    def _describe(self, token: Token) -> WordType:
        word = token.word
        options = tuple(split_clitics(word.norm))
        first = word.analyses[0] if word.analyses else None
        lead, base = options[0]
        if token.kind == "word" and not self._is_known(base):
            for other, rest in options[1:]:
                if self._is_known(rest):
                    lead, base = other, rest
                    break
            else:
                is_name = any(a.known and a.pos == PROPER and not a.lead for a in word.analyses)
                named = is_name and word.norm[0] in CONJUNCTIONS  # «وسيم», but «باسم» is «بـ» and «اسم»
                if first is not None and 0 < first.lead < len(token.text) and not named:
                    lead, base = first.lead, fold(token.text[first.lead :])
        fitting = next((a for a in word.analyses if a.lead == lead), first)
        if base.startswith("لل"):
            base = ARTICLE + base[2:]
        bare = without_article(base)
        key = self._key(base, fitting)
        return WordType(
            word.norm, base, bare, lead, bare != base, key,
            tuple(sorted(self.classes.get(key, ()))),
            "" if fitting is None else fitting.pos,
            self.nationality.get(base, ""),
            "" if fitting is None else fitting.gender,
            "" if fitting is None else fitting.number,
            self.heads.get(key, {}).get((key,), {}).get("sector", ""),
            fitting is not None and fitting.number in MANY and not fitting.enclitic and bare.endswith(NUNATION),
        )  # fmt: skip

    def _key(self, base: str, analysis: Analysis | None) -> str:
        """Return the form under which the head tables know a word: as written, without case ending, stem, lemma."""
        if base in self.classes or analysis is None or analysis.pos not in NOMINAL:
            return base
        article = ARTICLE if base.startswith(ARTICLE) else ""
        rests = [base[:-1]] if base.endswith("ا") else []
        for rest in (*rests, article + analysis.stem, article + folded(analysis.lemma)):
            if rest in self.heads:
                return rest
        return base

    def _is_known(self, base: str) -> bool:
        return not self.classes.get(base, UNSURE) <= UNSURE


def split_clitics(norm: str) -> Iterator[tuple[int, str]]:
    """Yield the ways to take و ف ب ل ك off a folded word, the whole word first: letters taken, rest."""
    yield 0, ARTICLE + norm[2:] if norm.startswith("لل") and len(norm) > 4 else norm
    rests = [(0, norm)]
    if norm[:1] and norm[0] in CONJUNCTIONS and len(norm) > LEAST_REST:
        rest = norm[1:]
        rests.append((1, rest))
        yield 1, ARTICLE + rest[2:] if rest.startswith("لل") and len(rest) > 4 else rest
    for taken, rest in rests:
        if rest[:1] and rest[0] in PREPOSITIONS and not rest.startswith("لل") and len(rest) > LEAST_REST:
            yield taken + 1, rest[1:]
