# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A mention with all that coreference asks of it, worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tawatur.reading.entities.lexical import Entry, WordType
from tawatur.reading.entities.mentions import Parsed
from tawatur.reading.entities.spans import Span
from tawatur.text.records import Token

LEAST_SKELETON = 3  # consonants that two spellings of a name must share
LEAST_SOUND = 2
VOWELS = str.maketrans("", "", "اويءئؤه")
SHAPES = ("one", "two", "more")
QUALIFIED = frozenset({"ORG", "STA"})
COUNTRIES = "countries"
Known = Mapping[tuple[str, ...], Entry]


@dataclass(frozen=True, slots=True)
class Described:
    """A mention as coreference sees it.

    Args:
        span: Its tokens and label.
        start, end: Its code points, without clitics.
        sentence: Number of its sentence.
        words: Its words, folded, without clitics and article.
        sounds: Its words by their consonants, as a name is spelt now this way and now that.
        keys: Words and spellings by which parties it may belong to are looked up.
        skeletons: Consonants of its words, by which spellings of one name agree.
        definite: Has the article, a pronoun or a definite complement.
        tied: Its head carries a pronoun («بلاده»).
        inner: It lies inside a longer mention.
        before, after: What stands before and behind it: a sign or a part of speech.
        country: State it names or belongs to.
        entry: What the gazetteers know it as.
        number, gender: Of its head, empty if unknown.
        sector: PLOVER sector that the head's table gives it.
    """

    span: Span
    start: int
    end: int
    sentence: int
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    keys: tuple[str, ...]
    skeletons: frozenset[str]
    definite: bool
    tied: bool
    inner: bool
    before: str
    after: str
    country: str
    entry: Entry | None
    number: str
    gender: str
    sector: str
    label: str
    head: str
    shape: str
    form: str


def describe(spans: Iterable[Span], parsed: Parsed, known: Known) -> list[Described]:
    """Return the mentions of a document with what coreference asks of them.

    Args:
        spans: The mentions, longer ones first where they begin together.
        parsed: Their document.
        known: Gazetteer entries by their folded words.
    """
    found: list[Described] = []
    reach = 0
    for span in spans:
        found.append(_describe(span, parsed, known, span.last <= reach))
        reach = max(reach, span.last)
    return found


def _describe(span: Span, parsed: Parsed, known: Known, inner: bool) -> Described:
    tokens = parsed.document.tokens[span.first : span.last]
    types = parsed.words[span.first : span.last]
    pairs = [(t, w) for t, w in zip(tokens, types, strict=True) if t.kind not in ("punct", "symbol")]
    first, head = pairs[0] if pairs else (tokens[0], types[0])
    content = [w for _, w in pairs] or [head]
    entry = _entry(span.label, content, known)
    words = tuple(w.bare for w in content)
    skeletons = frozenset(s for w in words if len(s := w.translate(VOWELS)) >= LEAST_SKELETON)
    country = _country(span.label, content, entry, known)
    tied = bool(first.analysis.enclitic)
    definite = tied or entry is not None or any(w.article for w in content)
    shape = SHAPES[min(len(words), 3) - 1]
    return Described(
        span=span,
        start=tokens[0].start + types[0].lead,
        end=tokens[-1].end,
        sentence=tokens[0].sentence,
        words=words,
        sounds=tuple(sound(w) for w in words) if span.label == "NAM" else (),
        keys=_keys(span.label, content, skeletons, country),
        skeletons=skeletons,
        definite=definite,
        tied=tied,
        inner=inner,
        before=_sign(parsed, span.first - 1),
        after=_sign(parsed, span.last),
        country=country,
        entry=entry,
        number=head.number,
        gender=head.gender,
        sector=head.sector,
        label=span.label,
        head=words[0],
        shape=shape,
        form=f"{span.label}.{shape}.{'def' if definite else 'ind'}",
    )


def sound(word: str) -> str:
    """Return a name's word by its consonants; the word itself if it has hardly any."""
    bare = word.translate(VOWELS)
    return bare if len(bare) >= LEAST_SOUND else word


def _entry(label: str, content: list[WordType], known: Known) -> Entry | None:
    """Return the gazetteer entry of a mention, with or without the head before its name («وكالة رويترز»)."""
    bases = tuple(w.base for w in content)
    entry = known.get(bases)
    if entry is not None and entry.bare not in ("", "yes") and label != "ORG":
        entry = None
    if entry is None and label in QUALIFIED and len(bases) > 1:
        entry = known.get(bases[1:])
        if entry is not None and entry.table == COUNTRIES and label != "STA":
            return None
    return entry


def _country(label: str, content: list[WordType], entry: Entry | None, known: Known) -> str:
    if entry is not None and entry.country:
        return entry.country
    for word in content:
        if word.country:
            return word.country
    if label != "NAM":
        for word in content[1:]:
            inside = known.get((word.base,))
            if inside is not None and inside.table == COUNTRIES:
                return inside.country
    return ""


def _keys(label: str, content: list[WordType], skeletons: frozenset[str], country: str) -> tuple[str, ...]:
    """Return the keys under which parties of a mention are kept: its telling words, spellings of a name, its state."""
    keys = {w.bare: None for i, w in enumerate(content) if i == 0 or not w.country}
    if label == "NAM":
        keys.update(("~" + s, None) for s in sorted(skeletons))
    if country and label in QUALIFIED:
        keys["=" + country] = None
    return tuple(keys)


def _sign(parsed: Parsed, i: int) -> str:
    tokens = parsed.document.tokens
    if not 0 <= i < len(tokens):
        return ""
    token: Token = tokens[i]
    return token.text if token.kind == "punct" else token.analysis.pos
