# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is known about each token before events are judged: parties, times, places and claims by token."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Entity, Mention, Place, Timex
from tawatur.reading.clauses import NONE, Clause, Structure, parse, prefix
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import fold, folded

COMMAS = ("،", ",")
BESIDE: tuple[list[str], ...] = (
    [],
    ["،"],
    [","],
)  # between a party and its apposition or the next of its list
AGENT, AGENT_SENSE = "agent", "by"
STATE = "state"
DASHES = frozenset("-–—")
DATELINE_ENDS = DASHES | {":", "|", "||"}
DATELINE_BREAKS = DASHES | {"/", "|", "||", "("}
WRITTEN = (STATE, "organisation")
CITIES = 6  # words in which a dateline ends
CLITICS = ("ب", "ل", "ك")
JOINED = ("و", "ف")
SHORT = 3  # letters of «منذ»
REACH = 100  # tokens to either side beyond which nothing belongs to an anchor, however long its sentence
BACK = 600  # tokens back in which parties and times are still looked for


@dataclass(frozen=True, slots=True)
class Party:
    """One mention by tokens `[first, last)`."""

    number: int
    first: int
    last: int
    mention: Mention
    entity: Entity


@dataclass(frozen=True, slots=True)
class Valency:
    """The places of an event's word.

    Args:
        places: Place of each party that fills one, by the number of the first of its list.
        form: Which places are filled at all, in a word.
    """

    places: dict[int, str]
    form: str


@dataclass(frozen=True, slots=True)
class Context:
    """A document with everything found in it, looked up by token number; -1 where there is nothing."""

    document: Document
    structure: Structure
    entities: Entities
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]
    party_of: tuple[int, ...]
    around: tuple[int, ...]  # of each party: the longer one that it stands in
    timex_of: tuple[int, ...]
    place_of: tuple[int, ...]
    claim_of: tuple[int, ...]
    cue_of: tuple[int, ...]
    lemmas: tuple[str, ...]
    anchors: dict[int, str]  # tokens that may be anchors, with their lemma
    valencies: dict[int, Valency]  # places of the anchors that were asked for them
    chains: tuple[tuple[int, int], ...]  # of each party: first of the coordinated ones it ends, how many before it
    asides: frozenset[int]  # phrases between commas that only explain
    starts: tuple[int, ...]  # first token of each party
    speakers: frozenset[str]  # entities that are the source of a claim
    dates: tuple[tuple[int, int], ...]  # first token and number of each time expression
    begun: dict[int, str]  # values of those in which something begins: «منذ مارس»
    quantifiers: frozenset[str]  # words that count a group, folded; a verb agrees with what they count


def outermost(context: Context, token: int) -> int:
    """Return the number of the longest party over a token, -1 for none."""
    number = context.party_of[token]
    while number != NONE and context.around[number] != NONE:
        number = context.around[number]
    return number


def relative(context: Context, token: int) -> Clause | None:
    """Return the relative clause right behind a noun's phrase that is about it: «هجوم أحبطته الشرطة»."""
    structure = context.structure
    number, phrase = structure.clause_of[token] + 1, structure.phrase_of[token]
    if phrase == NONE or number >= len(structure.clauses):
        return None
    clause = structure.clauses[number]
    about = clause.antecedent != NONE and structure.phrase_of[clause.antecedent] == phrase
    return clause if about else None


def in_name(context: Context, token: int) -> bool:
    """Whether a word stands inside a body's name, not at its head: «منظمة حظر الأسلحة» bans nothing here."""
    number = context.party_of[token]
    while number != NONE:
        party = context.parties[number]
        if party.entity.kind == "organisation" and party.first < token:
            return True
        number = context.around[number]
    return False


def governs(context: Context, token: int) -> str:
    """Return the preposition over what begins at a token, `agent` for those of agents («من قبل»), empty for none."""
    own = prefix(context.document.tokens[token])
    if own:
        return own
    number = context.structure.phrase_of[token]
    if number != NONE and context.structure.phrases[number].first == token:
        phrase = context.structure.phrases[number]
        return AGENT if phrase.sense == AGENT_SENSE and phrase.prep not in CLITICS else phrase.prep
    before = context.structure.markers[token - 1] if token else None
    if before is None or before.kind != "prep":
        return ""
    return AGENT if before.sense == AGENT_SENSE else context.document.tokens[token - 1].word.norm


def in_dateline(context: Context, party: Party) -> bool:
    """Whether a party only says where a report was written, or by whom: «باريس - أوقفت …», «بغداد/ برق نيوز: قتل …»."""
    tokens = context.document.tokens
    sentence = context.document.sentences[tokens[party.first].sentence]
    if party.entity.kind not in WRITTEN or party.first - sentence.first > CITIES:
        return False
    if party.entity.kind != STATE and tokens[max(party.first - 1, 0)].text not in DATELINE_BREAKS:
        return False
    ends = DASHES if sentence.first else DATELINE_ENDS
    for token in tokens[sentence.first : min(party.last + CITIES, sentence.last)]:
        if token.index >= party.last and token.text in ends:
            return True
        named = party.first <= token.index < party.last
        if not named and token.kind == "word" and token.analysis.pos in ("verb", "prep"):
            return False
    return False


def is_time(context: Context, party: Party) -> bool:
    """Whether what was taken for a party is a time: «استهدف صباح الخميس مقر …»."""
    return all(context.timex_of[at] != NONE for at in range(party.first, party.last))


def reach(at: int, first: int, last: int) -> range:
    """Return the tokens of `[first, last)` within reach of a token: work per anchor must not grow with the text."""
    return range(max(first, at - REACH), min(last, at + REACH + 1))


class _Offsets:
    """From code points to tokens."""

    def __init__(self, document: Document) -> None:
        self.starts = [t.start for t in document.tokens]
        self.ends = [t.end for t in document.tokens]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens `[first, last)` that share a character with `[start, end)`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def _cover(size: int, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Number of the span over each token; of several the shortest."""
    out = [NONE] * size
    order = sorted(range(len(spans)), key=lambda i: (spans[i][0] - spans[i][1], i))
    for number in order:
        first, last = spans[number]
        for token in range(max(first, 0), min(last, size)):
            out[token] = number
    return tuple(out)


def _around(parties: Sequence[Party]) -> tuple[int, ...]:
    """Return for each party the shortest longer one that it stands in."""
    out: list[int] = []
    open_: list[Party] = []
    for party in parties:
        while open_ and open_[-1].last < party.last:
            open_.pop()
        out.append(open_[-1].number if open_ else NONE)
        open_.append(party)
    return tuple(out)


def _chains(document: Document, parties: Sequence[Party], around: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return for each party the first of its list and its place in it.

    A list is parties joined by «و» or by commas before a last «و»; an apposition, such as a name after its title,
    counts as its party's own place. A party inside a longer one is listed only with others inside that.
    """
    tokens, size = document.tokens, len(parties)
    links = [""] * size  # how a party is tied to the one before it
    ahead = [NONE] * size  # the one before it inside the same longer party, or outside any
    latest: dict[int, int] = {}
    for number in range(size):
        ahead[number] = latest.get(around[number], NONE)
        latest[around[number]] = number
        if ahead[number] == NONE:
            continue
        before, party = parties[ahead[number]], parties[number]
        between = [t.word.norm for t in tokens[before.last : party.first]]
        if before.last > party.first:
            continue
        if before.entity.id == party.entity.id:
            links[number] = "=" if between in BESIDE else ""
        elif (tokens[party.first].analysis.proclitics[:1] == ("و",) and between in BESIDE) or between in (
            ["و"],
            ["،", "و"],
        ):
            links[number] = "و"
        elif between in (["،"], [","]):
            links[number] = "،"
        elif not between and (before.entity.kind, party.entity.kind) == ("role", "person"):
            links[number] = "="
    closed: set[int] = set()  # parties of lists in which an «و» follows
    for number in range(size - 1, -1, -1):
        if links[number] == "و" or (links[number] == "،" and number in closed):
            closed.add(ahead[number])
        elif links[number] == "،":
            links[number] = ""
        elif links[number] == "=" and number in closed:
            closed.add(ahead[number])
    out: list[tuple[int, int]] = []
    for number, link in enumerate(links):
        first, place = out[ahead[number]] if link else (number, 0)
        out.append((first, place + (link not in ("", "="))))
    return tuple(out)


def _asides(document: Document, structure: Structure) -> frozenset[int]:
    """Return the bare phrases that stand alone between two commas."""
    tokens = document.tokens
    return frozenset(
        p.index
        for p in structure.phrases
        if not p.prep
        and not p.joined
        and p.first > 0
        and p.last < len(tokens)
        and tokens[p.first - 1].text in COMMAS
        and tokens[p.last].text in COMMAS
    )


def _dates(timex_of: Sequence[int]) -> tuple[tuple[int, int], ...]:
    firsts: dict[int, int] = {}
    for token, number in enumerate(timex_of):
        if number != NONE:
            firsts.setdefault(number, token)
    return tuple((token, number) for number, token in firsts.items())


def _quantifiers(lexicon: Lexicon) -> frozenset[str]:
    rows = lexicon.table("entities/quantifiers").columns("word", "number")
    return frozenset(fold(word) for word, number in rows if number != "one")


def _since(lexicon: Lexicon) -> dict[str, str]:
    """Return the words that open a stretch of time and those that close it, folded, with their class."""
    rows = lexicon.table("time/particles").columns("word", "class")
    return {fold(word): kind for word, kind in rows if kind in ("since", "till")}


def _until(
    document: Document, one: Timex, other: Timex, words: dict[str, str], sentence: tuple[int, int]
) -> str | None:
    """Return the end of the stretch from one time expression to the next; None where «حتى» does not join them."""
    if other.value is None or sentence[0] != sentence[1]:
        return None
    between = document.text[one.end : other.start].split()
    joined = [words.get(fold(word).removeprefix("و")) for word in between] == ["till"]
    return other.value.rpartition("/")[2] if joined else None


def _bare(norm: str) -> str:
    """Return a word without the «و» or «ف» that joins it: «ومنذ»."""
    return norm[1:] if len(norm) > SHORT and norm[0] in JOINED else norm


def _begun(
    document: Document, timexes: Sequence[Timex], dates: Sequence[tuple[int, int]], words: dict[str, str]
) -> dict[int, str]:
    """Return the stretch that each time expression after «منذ» opens: up to the one after «حتى», or without an end.

    The expression that ends a stretch stands for all of it as well.
    """
    out: dict[int, str] = {}
    tokens = document.tokens
    for order, (token, number) in enumerate(dates):
        one = timexes[number]
        kinds = {words.get(_bare(tokens[at].word.norm)) for at in (token - 1, token) if at >= 0}
        if one.value is None or "since" not in kinds:
            continue
        start, end = one.value.partition("/")[0].rstrip("~"), None
        if order + 1 < len(dates):
            after, following = dates[order + 1]
            places = tokens[token].sentence, tokens[after].sentence
            end = _until(document, one, timexes[following], words, places)
            if end is not None:
                out[following] = f"{start}/{end}"
        out[number] = f"{start}/{end or '..'}"
    return out


def build(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> Context:
    """Return the context of a document's tokens."""
    size, offsets = len(document.tokens), _Offsets(document)
    parties: list[Party] = []
    for mention in entities.mentions:
        first, last = offsets.tokens(mention.start, mention.end)
        if first < last:
            parties.append(Party(len(parties), first, last, mention, entities.entity(mention.entity)))
    contents = [offsets.tokens(c.content.start, c.content.end) if c.content else (0, 0) for c in claims]
    around = _around(parties)
    structure = parse(document, lexicon, {t for p in parties for t in range(p.first, p.last)})
    timex_of = _cover(size, [offsets.tokens(t.start, t.end) for t in timexes])
    dates = _dates(timex_of)
    return Context(
        document=document,
        structure=structure,
        entities=entities,
        timexes=tuple(timexes),
        places=tuple(places),
        claims=tuple(claims),
        parties=tuple(parties),
        party_of=_cover(size, [(p.first, p.last) for p in parties]),
        around=around,
        timex_of=timex_of,
        place_of=_cover(size, [offsets.tokens(p.start, p.end) for p in places]),
        claim_of=_cover(size, contents),
        cue_of=_cover(size, [offsets.tokens(c.cue.start, c.cue.end) for c in claims]),
        lemmas=tuple(folded(t.analysis.lemma) if t.kind == "word" else t.kind for t in document.tokens),
        anchors={},
        valencies={},
        chains=_chains(document, parties, around),
        asides=_asides(document, structure),
        starts=tuple(p.first for p in parties),
        speakers=frozenset(c.source.entity for c in claims if c.source.entity is not None),
        dates=dates,
        begun=_begun(document, timexes, dates, lexicon.compiled("events.since", _since)),
        quantifiers=lexicon.compiled("events.quantifiers", _quantifiers),
    )
