# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read the claims of a document: every decision in turn, each by its own judge.

Cue, content, source, speaker, intermediaries, then the qualities. A decision sees those before it; the training
script runs the same steps, so that each judge learns on what it will meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Source, TextSpan, Via
from tawatur.reading import judge
from tawatur.reading.claims import acceptance, contents, cues, qualities, relays, sources, speakers
from tawatur.reading.claims.acceptance import Found
from tawatur.reading.claims.choice import pick, stop
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.page import Candidate, Page
from tawatur.reading.claims.qualities import Words
from tawatur.reading.claims.sources import Bounds
from tawatur.reading.claims.speakers import Spoken
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities

THRESHOLD = 0.5
RELAYED = 0.45  # probability at which an outlet is taken for an intermediary
CARRIED = 0.4  # half of the annotators carry an interview on to what its guest says next, the others never do
CERTAIN = 0.9  # probability given to «قال:» and its like: 28 of 28 in two annotated collections
LINKS = 6  # intermediaries that a claim takes over from the one it is part of
WORTH = 0.2  # probability of being a cue that earns a candidate the second look
JUDGES = (
    "cue", "start", "end", "place", "first", "last", "speaker",
    "accept", "relay", "carry", "mode", "anonymous", "count", "trust",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained judges of attribution, see the model cards."""

    cue: Judge
    start: Judge
    end: Judge
    place: Judge
    first: Judge
    last: Judge
    speaker: Judge
    accept: Judge
    relay: Judge
    carry: Judge
    mode: Judge
    anonymous: Judge
    count: Judge
    trust: Judge


def load_judges() -> Judges:
    """Return the judges that ship with the program."""
    return Judges(**{name: judge.load(f"claims_{name}") for name in JUDGES})


@dataclass(frozen=True, slots=True)
class Draft:
    """An accepted claim in tokens, with its speaker; `chance` is that of being a claim."""

    found: Found
    entity: str | None
    chance: float
    speaker_chance: float

    @property
    def candidate(self) -> Candidate:
        """The cue."""
        return self.found.candidate

    @property
    def start(self) -> Start:
        """Where the content begins."""
        return self.found.start

    @property
    def content(self) -> tuple[int, int]:
        """The tokens of the content."""
        return self.found.start.at, self.found.end

    @property
    def source(self) -> tuple[int, int] | None:
        """The tokens of the source phrase, None where dropped."""
        return self.found.source

    def spoken(self) -> Spoken:
        """The draft as later decisions see it."""
        first, last = self.source or (-1, -1)
        return Spoken(self.candidate, self.entity, first, last, self.content[0], self.content[1], self.content[0])


def cue_chances(page: Page, weigh: Judge) -> dict[int, float]:
    """Return the probability of every candidate of being a cue, by its first token."""
    chances: dict[int, float] = {}
    sentence = -1
    before: list[Candidate] = []
    for candidate in page.candidates:
        here = page.document.tokens[candidate.first].sentence
        if here != sentence:
            sentence, before = here, []
        chance = weigh.probability(cues.features(page, candidate, before))
        chances[candidate.first] = max(chance, CERTAIN) if cues.announces(page, candidate) else chance
        before.append(candidate)
    return chances


def find_content(
    page: Page, candidate: Candidate, chances: dict[int, float], judges: Judges
) -> tuple[Start, int, float, float] | None:
    """Return where the content of a cue begins and ends with both probabilities, None where there is none."""
    options = contents.starts(page, candidate)
    if not options:
        return None
    near = contents.nearest_ways(options, candidate)
    features = [
        contents.start_features(page, candidate, option, rank, near, chances)
        for option, rank in zip(options, contents.ranks(options), strict=True)
    ]
    best, sure = pick(judges.start, features)
    start = options[best]
    if start.before:
        return start, contents.trim(page, start.at, candidate.first), sure, 1.0
    ends = contents.ends(page, candidate, start.at, chances)
    best, chance = stop(
        judges.end, len(ends), lambda i: contents.end_features(page, candidate, start, ends[i], chances)
    )
    return start, ends[best], sure, chance


def find_source(
    page: Page, candidate: Candidate, start: Start, place: str, parties: Bounds, judges: Judges
) -> tuple[int, int] | None:
    """Return the tokens of the source phrase after or before a cue, None where there are none."""
    firsts = sources.first_options(page, candidate, start, place)
    if not firsts:
        return None
    best, _ = pick(judges.first, [sources.first_features(page, candidate, start, at, place, parties) for at in firsts])
    first = firsts[best]
    lasts = sources.last_options(page, candidate, start, first)
    best, _ = stop(
        judges.last,
        len(lasts),
        lambda i: sources.last_features(page, candidate, start, first, lasts[i], parties),
    )
    return first, lasts[best]


def find_place(page: Page, candidate: Candidate, start: Start, parties: Bounds, weigh: Judge) -> tuple[str, float]:
    """Return where the source stands and the probability of that; never after a cue that a colon follows."""
    scores = weigh.scores(sources.place_features(page, candidate, start, parties))
    places = [p for p in sources.PLACES if p != "after" or not cues.announces(page, candidate)]
    place = max(places, key=scores.__getitem__)
    return place, scores[place]


def look(page: Page, candidate: Candidate, chances: dict[int, float], parties: Bounds, judges: Judges) -> Found | None:
    """Return what a candidate would claim, None where no content can be found."""
    content = find_content(page, candidate, chances, judges)
    if content is None:
        return None
    start, end, sure, end_sure = content
    place, place_sure = find_place(page, candidate, start, parties, judges.place)
    source = None
    if place != "dropped":
        source = find_source(page, candidate, start, place, parties, judges)
    chance = chances[candidate.first]
    return Found(candidate, start, end, place, source, chance, sure, end_sure, place_sure)


def find_speaker(
    page: Page, candidate: Candidate, entities: Entities, history: list[Spoken], weigh: Judge
) -> tuple[str | None, float]:
    """Return the entity that speaks where no source is written, and its probability."""
    options = speakers.options(page, candidate, entities, history)
    if not options:
        return None, 0.0
    features = [speakers.features(page, candidate, option, entities, history) for option in options]
    best, chance = pick(weigh, features)
    return options[best].entity, chance


def looked(page: Page, parties: Bounds, judges: Judges) -> list[tuple[Found, float]]:
    """Return what the candidates worth a second look would claim, with the probability of each next candidate."""
    chances = cue_chances(page, judges.cue)
    following: dict[int, float] = {}
    tokens = page.document.tokens
    for one, other in zip(page.candidates, page.candidates[1:], strict=False):
        if tokens[one.first].sentence == tokens[other.first].sentence:
            following[one.first] = chances[other.first]
    out = []
    for candidate in page.candidates:
        if chances[candidate.first] < WORTH:
            continue
        found = look(page, candidate, chances, parties, judges)
        if found is not None:
            out.append((found, following.get(candidate.first, 0.0)))
    return out


def drafts(page: Page, entities: Entities, judges: Judges, threshold: float = THRESHOLD) -> list[Draft]:
    """Return the claims in order, with content, source and speaker."""
    parties = sources.bounds(page, entities)
    out: list[Draft] = []
    accepted: list[Found] = []
    history: list[Spoken] = []
    for found, following in looked(page, parties, judges):
        chance = judges.accept.probability(acceptance.features(page, found, accepted, following, parties))
        if cues.announces(page, found.candidate):
            chance = max(chance, CERTAIN)
        if chance < threshold:
            continue
        if found.candidate.kind == "source" and accepted and found.source == accepted[-1].source:
            continue
        entity, speaker_chance = None, 1.0
        if found.source is not None:
            entity = speakers.named(entities, page, *found.source)
        else:
            recent = history[-relays.REACH :]
            entity, speaker_chance = find_speaker(page, found.candidate, entities, recent, judges.speaker)
        draft = Draft(found, entity, chance, speaker_chance)
        out.append(draft)
        accepted.append(found)
        history.append(draft.spoken())
    return out


def find_relays(page: Page, found: Sequence[Draft], lexicon: Lexicon, judges: Judges) -> list[list[tuple[int, int]]]:
    """Return the intermediaries of every draft, nearest to the report first."""
    spoken = [draft.spoken() for draft in found]
    names = relays.outlets(page, lexicon) if found else []
    own: list[list[tuple[int, int]]] = []
    tellers: list[relays.Relay | None] = []
    for number, draft in enumerate(spoken):
        chosen = [
            relay
            for relay in relays.options(page, number, spoken, names)
            if judges.relay.probability(relays.features(page, draft, relay)) >= RELAYED
        ]
        tellers.append(next((r for r in chosen if r.teller >= 0), None))
        own.append([(r.first, r.last) for r in sorted(chosen, key=lambda r: r.first) if r.teller < 0])
    whole: list[list[tuple[int, int]]] = []
    for number, (mine, teller) in enumerate(zip(own, tellers, strict=True)):
        chain = mine or ([] if teller else carried(page, spoken, own, number, judges.carry))
        if teller is not None:
            before = whole[teller.teller][-LINKS:] if teller.teller < number else []
            chain = [*before, (teller.first, teller.last), *(m for m in chain if m not in before)]
        whole.append(chain)
    return whole


def carried(
    page: Page, spoken: Sequence[Spoken], own: Sequence[list[tuple[int, int]]], taker: int, weigh: Judge
) -> list[tuple[int, int]]:
    """Return the intermediaries that a claim shares with another of the same speaker."""
    best, chance = -1, CARRIED
    for giver, features in carriers(page, spoken, own, taker):
        here = weigh.probability(features)
        if here > chance:
            best, chance = giver, here
    return own[best] if best >= 0 else []


def carriers(
    page: Page, spoken: Sequence[Spoken], own: Sequence[list[tuple[int, int]]], taker: int
) -> list[tuple[int, list[str]]]:
    """Return the claims whose intermediary a claim of the same speaker may share, with the features of each."""
    found = []
    entity = spoken[taker].entity
    if entity is None:
        return []
    for giver in range(max(0, taker - relays.REACH), min(len(own), taker + relays.REACH + 1)):
        relay = own[giver]
        if giver == taker or not relay or spoken[giver].entity != entity:
            continue
        low, high = sorted((giver, taker))
        between = sum(spoken[i].entity != entity for i in range(low + 1, high))
        at = relay[0][0]
        meeting = any("meeting" in page.classes[i] for i in range(max(0, at - 5), at))
        found.append(
            (giver, relays.carry_features(page, spoken[giver], spoken[taker], taker - giver, between, meeting))
        )
    return found


def trust_features(draft: Draft) -> list[str]:
    """Return the features by which the judge says how far a finished claim can be trusted."""
    cue, place, speaker = (
        int(10 * chance) for chance in (draft.chance, draft.found.place_chance, draft.speaker_chance)
    )
    return [
        f"cue={cue}",
        f"place={place}",
        f"speaker={speaker}" if draft.source is None else f"named={draft.entity is not None}",
        f"kind={draft.candidate.kind}/{draft.found.place}",
    ]


def _source_span(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    """The code points of a source phrase, its leading clitics left out."""
    token = page.document.tokens[span[0]]
    return token.start + lead(page, span[0]), page.document.tokens[span[1] - 1].end


def lead(page: Page, index: int) -> int:
    """The number of leading clitic characters of a token that opens a source or content."""
    token = page.document.tokens[index]
    if token.analysis.lead:
        return min(token.analysis.lead, len(token.text) - 1)
    return 1 if page.norms[index].startswith(("وال", "بال", "فال", "كال")) else 0


class Finisher:
    """Turns drafts into claims of the contract."""

    def __init__(self, page: Page, entities: Entities, judges: Judges, lexicon: Lexicon) -> None:
        self.page, self.entities, self.judges = page, entities, judges
        self.words = lexicon.compiled("reading.claims.words", Words)
        self._last: dict[str | None, tuple[bool, int | None, str | None]] = {}

    def _content(self, draft: Draft) -> TextSpan:
        page = self.page
        first, last = draft.content
        if page.opened_at.get(last, -1) >= first:
            last += 1
        start = page.document.tokens[first].start
        opening = page.document.tokens[first].text[0]
        governed = draft.start.way == "np" and opening in "بل"
        joined = draft.start.before and opening == "و"
        if governed or joined:
            start += lead(page, first)
        end = max(page.document.tokens[last - 1].end, start + 1)
        return TextSpan(start, end, page.document.text[start:end])

    def _speaker(self, draft: Draft) -> tuple[bool, int | None, str | None]:
        """Whether the source is anonymous, how many speak, and how they know."""
        page, judges = self.page, self.judges
        record = self.entities.entity(draft.entity) if draft.entity is not None else None
        if draft.source is None:
            known = self._last.get(draft.entity)
            if known is not None and draft.entity is not None:
                return known
            features = qualities.entity_features(record)
        else:
            features = qualities.source_features(page, *draft.source, record)
        anonymous = judges.anonymous.probability(features) >= 0.5
        count: int | None = 1
        number = qualities.stated_number(page, self.words, *draft.source) if draft.source else None
        if number is not None and number > 1:
            count = number
        elif judges.count.probability(features) >= 0.5:
            count = None
        how = None
        if draft.source is not None:
            first, last = draft.source
            spans = [(first, last)]
            if draft.content[0] > last:
                spans.append((last, min(draft.content[0], last + 25)))
            spans.append((draft.content[1], min(page.sentence_end(draft.candidate.first), draft.content[1] + 20)))
            how = qualities.basis(page, self.words, spans)
        result = (anonymous, count, how)
        if draft.entity is not None:
            self._last[draft.entity] = result
        return result

    def _source(self, draft: Draft) -> Source:
        if draft.source is None:
            return Source(entity=draft.entity)
        start, end = _source_span(self.page, draft.source)
        return Source(start, end, self.page.document.text[start:end], draft.entity)

    def _via(self, spans: list[tuple[int, int]]) -> tuple[Via, ...]:
        """The intermediaries: the parties named in the spans, else the spans as they stand."""
        page, text = self.page, self.page.document.text
        found: list[Via] = []
        for first, last in spans:
            tokens = page.document.tokens
            start, end = tokens[first].start, tokens[last - 1].end
            inside = self.entities.mentions_in(start, end)
            outer = [m for i, m in enumerate(inside) if not i or m.start >= inside[i - 1].end]
            bodies = [m for m in outer if self.entities.entity(m.entity).kind in ("organisation", "person", "group")]
            if bodies and bodies[0].start <= tokens[min(first + 1, last - 1)].end:
                found += [Via(m.text, m.start, m.end, m.entity) for m in bodies]
                continue
            start += lead(page, first) if not page.marks[first] else 0
            found.append(Via(text[start:end], start, end, speakers.named(self.entities, page, first, last)))
        return tuple(found)

    def claim(self, number: int, draft: Draft, via: list[tuple[int, int]]) -> Claim:
        """Return the claim of a draft."""
        page, judges = self.page, self.judges
        candidate = draft.candidate
        tokens = page.document.tokens
        start = tokens[candidate.first].start + max(0, candidate.form.lead)
        end = tokens[candidate.last - 1].end
        first, last = draft.content
        mode = qualities.mode_features(page, candidate, draft.start.way, first, last)
        anonymous, count, how = self._speaker(draft)
        return Claim(
            id=f"c{number}",
            cue=TextSpan(start, end, page.document.text[start:end]),
            source=self._source(draft),
            content=self._content(draft),
            mode="direct" if judges.mode.probability(mode) >= 0.5 else "indirect",
            stance=qualities.stance(page, candidate, first, last),  # type: ignore[arg-type]
            anonymous=anonymous,
            count=count,
            basis=how,
            via=self._via(via),
            confidence=round(judges.trust.probability(trust_features(draft)), 3),
            rule=candidate.rule,
        )


def read(
    page: Page, entities: Entities, lexicon: Lexicon, judges: Judges, threshold: float = THRESHOLD
) -> tuple[Claim, ...]:
    """Return the claims of a document, in order of their cues."""
    found = drafts(page, entities, judges, threshold)
    vias = find_relays(page, found, lexicon, judges)
    finisher = Finisher(page, entities, judges, lexicon)
    return tuple(
        finisher.claim(number, draft, via) for number, (draft, via) in enumerate(zip(found, vias, strict=True), start=1)
    )
