# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read the claims of a document: every decision in turn, each by its own judge.

Cue, content, source, speaker, intermediaries, then the qualities. A decision sees those before it; the training
script runs the same steps, so that each judge learns on what it will meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon
from tawatur.model import Claim
from tawatur.reading.claims import acceptance, contents, cues, endings, openings, outlets, relays, sources, speakers
from tawatur.reading.claims.acceptance import Found
from tawatur.reading.claims.bounds import Bounds, bounds
from tawatur.reading.claims.choice import likeliest, pick, stop
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.drafts import Draft, Judges
from tawatur.reading.claims.finishing import Finisher
from tawatur.reading.claims.hearers import Hearers, without
from tawatur.reading.claims.page import Candidate, Page
from tawatur.reading.claims.speakers import Spoken
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities

AUTHOR = "1"
JUDGES = "judge"  # family of the verbs that have what is judged behind them: «وصف الاتفاق بأنه»
ADDS = "add"  # family of the verbs that go on with what somebody says
TELLS = "tell"  # family of the verbs that have who listened for their object
SPEAKING = frozenset({"unnamed", "title", "outlet", "document"})  # classes of words that sources begin with
UNNAMED = "unnamed"  # class of words for speakers without a name
TRAILING = 8  # tokens of a source that follows a content
THRESHOLD = 0.5  # probability of being a claim that earns a cue its speaker; what is told of it hangs on `KEPT`
KEPT = 0.3  # confidence from which a claim is told
RELAYED = 0.3  # probability at which an outlet is taken for an intermediary
CERTAIN = 0.9  # probability given to «قال:» and «بالقول إن»: 28 of 28 in two annotated collections, 134 of 135
TOLD_OF = 0.5  # share of its probability that a party keeps as speaker which only what another said names
DOUBT = 0.1  # probability of the likeliest speaker under which whoever spoke last goes on
RUNNING = 0.5  # probability that he does then
LINKS = 6  # intermediaries that a claim takes over from the one it is part of
WORTH = 0.2  # probability of being a cue that earns a candidate the second look


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
        chances[candidate.first] = max(chance, CERTAIN) if _is_certain(page, candidate) else chance
        before.append(candidate)
    return chances


def _is_certain(page: Page, candidate: Candidate) -> bool:
    """Whether what stands beside a cue leaves no doubt that something is told."""
    told = candidate.form.person != AUTHOR  # «أقول: …» is the writer's own
    return (told and cues.announces(page, candidate)) or cues.is_said(page, candidate)


def find_content(
    page: Page, candidate: Candidate, chances: dict[int, float], parties: Bounds, judges: Judges
) -> tuple[Start, int, float, float] | None:
    """Return where the content of a cue begins and ends with both probabilities, None where there is none."""
    options = contents.starts(page, candidate)
    if not options:
        return None
    near = openings.nearest_ways(options, candidate)
    ways = [openings.way_of(option) for option in options]
    shared = {way: judges.start.weigh(openings.way_features(page, candidate, way, near)) for way in dict.fromkeys(ways)}
    begun = [
        judges.start.probability(
            openings.start_features(page, candidate, option, rank, chances, parties), shared=shared[way]
        )
        for option, rank, way in zip(options, openings.ranks(options), ways, strict=True)
    ]
    best, sure = likeliest(begun)
    start = options[best]
    if start.before:
        return start, contents.trim_before(page, start.at, candidate.first), sure, 1.0
    ends = contents.ends(page, candidate, start.at, chances)

    def ended(among: Sequence[int]) -> tuple[int, float]:
        at, chance = stop(
            judges.end, len(among), lambda i: endings.end_features(page, candidate, start, among[i], chances)
        )
        return among[at], chance

    end, chance = ended(ends)
    while (more := contents.goes_on(page, candidate, start, end)) >= 0:
        later = [at for at in ends if at > more + 1]
        if not later:
            break
        end, _ = ended(later)
    return start, end, sure, chance


def find_source(
    page: Page, candidate: Candidate, start: Start, place: str, parties: Bounds, judges: Judges
) -> tuple[int, int] | None:
    """Return the tokens of the source phrase after or before a cue, None where there are none."""
    firsts = sources.first_options(page, candidate, start, place)
    if not firsts:
        return None
    best, _ = pick(judges.first, [sources.first_features(page, candidate, start, at, place, parties) for at in firsts])
    return firsts[best], find_last(page, candidate, start, firsts[best], parties, judges)


def find_last(page: Page, candidate: Candidate, start: Start, first: int, parties: Bounds, judges: Judges) -> int:
    """Return where (exclusive) the source phrase ends that begins at a token."""
    lasts = sources.last_options(page, candidate, start, first)
    best, _ = stop(
        judges.last,
        len(lasts),
        lambda i: sources.last_features(page, candidate, start, first, lasts[i], parties),
    )
    return lasts[best]


def find_place(page: Page, candidate: Candidate, start: Start, parties: Bounds, weigh: Judge) -> tuple[str, float]:
    """Return where the source stands and the probability of that.

    Never after a cue that a colon follows, nor after a plural, which names who speaks itself («وأكدوا الحرص»).
    """
    scores = weigh.scores(sources.place_features(page, candidate, start, parties))
    form = candidate.form
    named = form.number == "p" and form.shape in ("past", "present") and form.person == "3"
    places = [p for p in sources.PLACES if p != "after" or not (named or cues.announces(page, candidate))]
    place = max(places, key=scores.__getitem__)
    return place, scores[place]


def look(page: Page, candidate: Candidate, chances: dict[int, float], parties: Bounds, judges: Judges) -> Found | None:
    """Return what a candidate would claim, None where no content can be found."""
    content = find_content(page, candidate, chances, parties, judges)
    if content is None:
        return None
    start, end, sure, end_sure = content
    place, place_sure = find_place(page, candidate, start, parties, judges.place)
    if place == "dropped":
        source = sources.quoted(page, candidate) or sources.topic(page, candidate)
    else:
        source = find_source(page, candidate, start, place, parties, judges)
    if place == "after" and sources.has_manner(page, candidate, parties):
        place, source = "dropped", None  # «قال متحدثا إلى الصحفيين»: those are no speakers
    behind = sources.behind_time(page, candidate, parties)
    if behind >= 0 and (source is None or source[0] < behind):
        place, source = "after", (behind, find_last(page, candidate, start, behind, parties, judges))
    if source is not None and _is_judged(page, candidate, source[0], parties):
        place, source = "dropped", None
    if start.before and source is not None and start.at < source[0] < end:
        end = contents.trim_before(page, start.at, source[0])
    chance = chances[candidate.first]
    return Found(candidate, start, end, place, source, chance, sure, end_sure, place_sure)


def _is_judged(page: Page, candidate: Candidate, first: int, parties: Bounds) -> bool:
    """Whether a word behind a verb of judging is what is judged: a thing that speaks nowhere («وصف الاتفاق بأنه»).

    Of 287 sources behind such verbs in the reports to learn from one began like that.
    """
    if (
        candidate.form.family != JUDGES
        or candidate.kind != "verb"
        or first != candidate.last
        or first in parties.starts
    ):
        return False
    joined = candidate.form.lead > 0 and candidate.first > page.sentence_start(candidate.first)
    return page.parts[first] == "nounال" and (joined or not page.classes[first] & SPEAKING)


def find_speaker(
    page: Page, candidate: Candidate, entities: Entities, history: list[Spoken], weigh: Judge
) -> tuple[str | None, float]:
    """Return the entity that speaks where no source is written, and its probability."""
    options = speakers.options(page, candidate, entities, history)
    if not options:
        return None, 0.0
    most = max(option.times for option in options)
    chances = [
        weigh.probability(speakers.features(page, candidate, option, entities, history, most))
        * (TOLD_OF if speakers.is_told_of(page, candidate, option, history) else 1.0)
        for option in options
    ]
    best, chance = likeliest(chances)
    running = next((option for option in options if option.rank == 0), None)
    if chance < DOUBT and running is not None and speakers.agrees(page, candidate, running, entities, history):
        return running.entity, RUNNING
    return options[best].entity, chance


@dataclass(frozen=True, slots=True)
class Looked:
    """What a candidate would claim, and the probability of the next candidate of its sentence.

    `instead_of` is the first token of the verb that it only repeats, -1 for none: «رد الوزير قائلا: …».
    """

    found: Found
    following: float
    instead_of: int = -1


def looked(page: Page, parties: Bounds, judges: Judges) -> list[Looked]:
    """Return what the candidates worth a second look would claim, and what words of saying would for their verbs."""
    chances = cue_chances(page, judges.cue)
    following: dict[int, float] = {}
    tokens = page.document.tokens
    for one, other in zip(page.candidates, page.candidates[1:], strict=False):
        if tokens[one.first].sentence == tokens[other.first].sentence:
            following[one.first] = chances[other.first]
    out = []
    for candidate in page.candidates:
        after = following.get(candidate.first, 0.0)
        found = look(page, candidate, chances, parties, judges) if chances[candidate.first] >= WORTH else None
        if found is not None:
            out.append(Looked(found, after))
        repeat = page.repeats.get(candidate.first)
        if repeat is not None and cues.introduces(page, repeat):
            chances[repeat.first] = CERTAIN
            found = look(page, repeat, chances, parties, judges)
            if found is not None:
                out.append(Looked(found, after, candidate.first))
    return out


def _heard(page: Page, entities: Entities, words: Hearers, found: Found) -> Found:
    """Return what a candidate would claim with a source that holds nobody who was only spoken to."""
    if found.source is None:
        return found
    first, last = found.source
    if found.candidate.form.family == TELLS and UNNAMED in page.classes[first]:  # «أبلغ مصدر طبي | «المدار» أن»
        last = next((at for at in range(first + 1, last) if page.name_end(at) >= last), last)
    source = without(page, entities, words, (first, last), governed=found.candidate.kind == "source")
    return found if source == found.source else replace(found, source=source)


def drafts(
    page: Page, entities: Entities, judges: Judges, hearers: Hearers, threshold: float = THRESHOLD
) -> list[Draft]:
    """Return the claims in order, with content, source and speaker."""
    parties = bounds(page, entities)
    out: list[Draft] = []
    accepted: list[Found] = []
    history: list[Spoken] = []
    for seen in looked(page, parties, judges):
        looked_at = seen.found
        if seen.instead_of >= 0 and any(other.candidate.first == seen.instead_of for other in accepted):
            continue
        found = _heard(page, entities, hearers, looked_at)
        chance = judges.accept.probability(acceptance.features(page, found, accepted, seen.following, parties))
        if _is_certain(page, found.candidate) or seen.instead_of >= 0:
            chance = max(chance, CERTAIN)
        if chance < threshold:
            continue
        if found.candidate.kind == "source" and accepted and found.source == accepted[-1].source:
            continue
        entity, speaker_chance = None, 1.0
        if found.source is not None:
            entity = speakers.named(entities, page, *found.source)
            if entity is None and looked_at.source is not None:  # a name may run on into who listened
                entity = speakers.named(entities, page, *looked_at.source)
            entity = speakers.again(entities, page, found.source, entity, history) or entity
            entity = entity or speakers.issuer(entities, page, found.source[0], history)
        elif not _goes_on_unknown(page, found.candidate, history):
            recent = history[-relays.REACH :]
            entity, speaker_chance = find_speaker(page, found.candidate, entities, recent, judges.speaker)
        draft = Draft(found, entity, chance, speaker_chance)
        out.append(draft)
        accepted.append(found)
        history.append(draft.spoken())
    return out


def _goes_on_unknown(page: Page, candidate: Candidate, history: Sequence[Spoken]) -> bool:
    """Whether a cue that opens a sentence only adds to what a source said that is no party: «وقال البيان …. وأضاف»."""
    last = history[-1] if history else None
    unknown = last is not None and last.entity is None and last.first >= 0
    return unknown and candidate.form.family == ADDS and candidate.first == page.sentence_start(candidate.first)


def find_relays(
    page: Page, found: Sequence[Draft], lexicon: Lexicon, judges: Judges, outlet: str | None
) -> list[list[tuple[int, int]]]:
    """Return the intermediaries of every draft, nearest to the report first."""
    spoken = [draft.spoken() for draft in found]
    names = outlets.outlets(page, lexicon, outlet) if found else []
    ours = outlets.written(lexicon, outlet)
    own: list[list[tuple[int, int]]] = []
    tellers: list[relays.Relay | None] = []
    for number, draft in enumerate(spoken):
        chosen = [
            relay
            for relay in relays.options(page, number, spoken, names)
            if not outlets.is_own(page, relay.first, relay.last, names, ours)
            and (
                relay.last == page.listener_end(draft.candidate.last)
                or judges.relay.probability(relays.features(page, draft, relay)) >= RELAYED
            )
        ]
        tellers.append(next((r for r in chosen if r.teller >= 0), None))
        own.append([(r.first, r.last) for r in sorted(chosen, key=lambda r: r.first) if r.teller < 0])
    whole: list[list[tuple[int, int]]] = []
    for number, (chain, teller) in enumerate(zip(own, tellers, strict=True)):
        if not chain and teller is None and number and _goes_on(spoken[number - 1], spoken[number]):
            chain = own[number - 1]
        if teller is not None:
            before = whole[teller.teller][-LINKS:] if teller.teller < number else []
            chain = [*before, (teller.first, teller.last), *(m for m in chain if m not in before)]
        whole.append(chain)
    return whole


def _goes_on(before: Spoken, spoken: Spoken) -> bool:
    """Whether a claim only adds to what the same speaker just said («وأضاف أن …»), and so came through the same."""
    same = spoken.entity is not None and spoken.entity == before.entity
    return same and spoken.first < 0 and spoken.candidate.kind == "verb" and spoken.candidate.form.family == ADDS


def _cut(draft: Draft, found: Sequence[Draft], page: Page) -> Draft:
    """Return a draft whose content ends before the attribution to another that follows it: «… فشل، وفقا لوكالة»."""
    first, last = draft.content
    if draft.candidate.first >= first:
        return draft
    accepted = {other.candidate.first: other.source for other in found if other is not draft}
    for at in range(first + 1, last):
        candidate = page.candidate_at.get(at)
        if candidate is None or candidate.first != at or candidate.kind not in ("source", "clause"):
            continue
        source = accepted.get(at)
        if last <= source[1] if source is not None else _trails(page, candidate, last):
            end = at
            while end - 1 > first and page.marks[end - 1] in ("comma", "dash"):
                end -= 1
            return replace(draft, found=replace(draft.found, end=end))
    return draft


def _parted(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """Return drafts with a clause that is joined to one's content and told by another left to the other alone.

    In «نفت الوزارة هجوما وأوقع القصف سبعة قتلى وفقا لوكالة» the agency has the dead only.
    """
    joints = [_joined(page, draft) for draft in drafts]
    out = []
    for draft, joint in zip(drafts, joints, strict=True):
        first, last = draft.content
        found = draft.found
        if joint:
            found = replace(found, end=joint)
        elif draft.start.before:
            at = next((j for j in joints if first < j < last), first)
            found = replace(found, start=replace(found.start, at=at))
        out.append(replace(draft, found=found))
    return out


def _joined(page: Page, draft: Draft) -> int:
    """Where a clause begins that is joined to content without one and told by another; 0 for none."""
    first, last = draft.content
    beyond = last
    while beyond < len(page.marks) and page.marks[beyond]:
        beyond += 1
    told = page.candidate_at.get(beyond)
    if draft.start.way != "np" or told is None or told.kind not in ("source", "clause"):
        return 0
    at = next((i for i in range(last - 1, first, -1) if relays.joins_clause(page, i)), 0)
    return at if at and page.depth[at] == page.depth[first] else 0


def _trails(page: Page, candidate: Candidate, last: int) -> bool:
    """Whether only an outlet's short name follows a cue such as «وفقا لـ» up to a token."""
    rest = range(candidate.last, last)
    if not rest or "outlet" not in page.classes[candidate.last]:
        return False
    said = any("that" in page.classes[i] or page.parts[i].startswith("verb") or page.marks[i] for i in rest)
    return len(rest) <= TRAILING and not said


def _only_relays(draft: Draft, found: Sequence[Draft], vias: Sequence[list[tuple[int, int]]]) -> bool:
    """Whether «بحسب X» only says through whom another claim of its content came: then it is no claim of its own."""
    if draft.candidate.kind not in ("source", "clause") or draft.source is None:
        return False
    first, last = draft.source
    low, high = draft.content
    return any(
        low <= other.candidate.first < high and any(a < last and first < b for a, b in via)
        for other, via in zip(found, vias, strict=True)
        if other is not draft
    )


def _twice(claims: Sequence[tuple[Draft, Claim]], at: int) -> bool:
    """Whether the claim next to one says the same by the likelier cue («دافع الوزير عن القرار، مؤكدا أن …»)."""
    draft, claim = claims[at]
    for beside in (at - 1, at + 1):
        if not 0 <= beside < len(claims):
            continue
        other, record = claims[beside]
        ahead = not draft.start.before and not other.start.before
        spoken = {"source", "clause", "self"}.isdisjoint((draft.candidate.kind, other.candidate.kind))
        if ahead and spoken and draft.start.at == other.start.at:
            return (record.confidence, beside) > (claim.confidence, at)
    return False


def read(
    page: Page,
    entities: Entities,
    lexicon: Lexicon,
    judges: Judges,
    kept_from: float = KEPT,
    outlet: str | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of a document, in order of their cues.

    Args:
        page: The document.
        entities: Its parties.
        lexicon: Tables to read with.
        judges: The trained judges.
        kept_from: Confidence from which a claim is told.
        outlet: The outlet that published the document.
    """
    found = drafts(page, entities, judges, lexicon.compiled("claims.hearers", Hearers))
    found = _parted([_cut(draft, found, page) for draft in found], page)
    vias = find_relays(page, found, lexicon, judges, outlet)
    finisher = Finisher(page, entities, judges, lexicon)
    claims = [
        (draft, finisher.claim(draft, via))
        for draft, via in zip(found, vias, strict=True)
        if not _only_relays(draft, found, vias)
    ]
    claims = [pair for at, pair in enumerate(claims) if not _twice(claims, at)]
    kept = [c for draft, c in claims if c.confidence >= kept_from or _is_certain(page, draft.candidate)]
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(kept, start=1))
