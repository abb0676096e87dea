# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which entity a source is: the one named in the source phrase, or the running speaker where nobody is named."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.model import Mention
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Candidate, Page
from tawatur.reading.parties import Entities

DOCUMENT = "document"  # class of words for what is issued
ISSUERS = ("organisation", "state")  # kinds of parties that issue it
_SAME, _SOURCE = "same", "source"  # classes of «ذاته», «نفس»; of «المصدر»
_TELLERS = frozenset({_SOURCE, "teller"})  # with «المتحدث»
_SPEAKERS = 4  # speakers before a cue that may still be running
_ISSUER = 5  # tokens after a document within which its issuer is named («أرقام أعلنتها الهيئة»)
_NEAR = 120  # tokens of the sentence looked at before a cue
_AGO = 400  # tokens before a cue in which mentions are counted
_MENTIONS = 8  # parties of the sentence that may be the subject


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim already read: its cue, and who spoke.

    `entity` is None where the source is no entity; `first` and `last` bound its source phrase, -1 where dropped.
    """

    candidate: Candidate
    entity: str | None
    first: int
    last: int
    content: int
    content_end: int
    content_start: int = -1


@dataclass(frozen=True, slots=True)
class Option:
    """An entity that may be the speaker; `spoken` is its latest claim, `mention` its latest mention before the cue."""

    entity: str | None
    rank: int
    spoken: Spoken | None
    mention: Mention | None
    order: int
    subjects: tuple[int, int] = (0, 0)
    times: int = 0


def named(entities: Entities, page: Page, first: int, last: int) -> str | None:
    """Return the entity of the source phrase in tokens `[first, last)`, None where none fits.

    The first mention that begins with the phrase; for a titled person one further in, for a document its issuer.
    """
    tokens = page.document.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    inside = [m for m in entities.mentions_in(max(0, start - 1), end + 1) if m.end > start]
    inside = [m for m in inside if not _tells_whence(page, first, m)]
    if not inside and DOCUMENT in page.classes[first]:
        near = entities.mentions_in(end, _issued(page, first, last))[:1]
        inside = [m for m in near if entities.entity(m.entity).kind in ISSUERS]
    if not inside:
        return None
    edge = tokens[min(first + 2, last - 1)].end
    early = [m for m in inside if m.start < edge]
    if early:
        head = min(early, key=lambda m: (m.start, -m.end))
        if page.is_nameless(first, head.end):
            return head.entity
        return (_ranked(entities, page, inside, head, end) or _apposed(entities, page, inside, head)).entity
    people = [m for m in inside if entities.entity(m.entity).kind == "person"]
    if people and people[-1].end >= end - 1:
        return people[-1].entity
    return inside[0].entity if DOCUMENT in page.classes[first] else None


def _tells_whence(page: Page, first: int, mention: Mention) -> bool:
    """Whether a mention is the adjective of a nation in a phrase that begins with something else: «تقارير تركية»."""
    at = bisect_right(page.begins, mention.start) - 1
    return at > first and page.document.tokens[at].analysis.pos == "adj" and mention.end <= page.document.tokens[at].end


def issuer(entities: Entities, page: Page, first: int, history: Sequence[Spoken]) -> str | None:
    """The body whose document a phrase takes up: «قالت الوزارة في بيان …. وأضاف البيان أن»; None for others.

    Args:
        entities: The report's parties.
        page: The document.
        first: First token of the phrase.
        history: The claims before it, in order.
    """
    first += _SAME in page.classes[first] and first + 1 < len(page.norms)  # «ذات البلاغ»
    token = page.document.tokens[first]
    if DOCUMENT not in page.classes[first] or not token.analysis.definite or token.analysis.number == "p":
        return None  # «التقارير» are nobody's
    for spoken in reversed(history[-_SPEAKERS:]):
        sentence = page.document.sentences[page.document.tokens[spoken.candidate.first].sentence]
        named = any(DOCUMENT in page.classes[at] for at in range(sentence.first, sentence.last))
        if named and spoken.entity is not None and entities.entity(spoken.entity).kind in ISSUERS:
            return spoken.entity
    return None


def again(
    entities: Entities, page: Page, source: tuple[int, int], named: str | None, history: Sequence[Spoken]
) -> str | None:
    """Return who spoke last where a phrase only says that he goes on: «صرح المعتمد سالم …. وأضاف المصدر ذاته».

    Not where it is a party told of before, nor, without «ذاته» or «نفس», where one follows several.

    Args:
        entities: The report's parties.
        page: The document.
        source: First token of the phrase, and where it ends.
        named: The party that the phrase is, None for none.
        history: The claims before it, in order.
    """
    first, last = source
    words = [at for at in range(first, last) if _SAME not in page.classes[at]]
    speaker = history[-1].entity if history else None
    if speaker is None or len(words) != 1 or page.classes[words[0]].isdisjoint(_TELLERS):
        return None
    if named is not None and any(m.entity == named for m in entities.mentions_in(0, page.document.tokens[first].start)):
        return None
    at = words[0]
    if any(0 <= i < len(page.norms) and _SAME in page.classes[i] for i in (at - 1, at + 1)):
        return speaker
    several = page.document.tokens[at].analysis.number == "p"
    return speaker if _SOURCE in page.classes[at] and several == (entities.entity(speaker).kind == "group") else None


def _issued(page: Page, first: int, last: int) -> int:
    """The code point up to which the issuer of a document may be named: before what it says («جاء في بيان | أن …»)."""
    at = last
    while at < min(last + _ISSUER, page.sentence_end(first)) and not page.marks[at] and "that" not in page.classes[at]:
        at += 1
    return page.document.tokens[at - 1].end


def _ranked(entities: Entities, page: Page, inside: list[Mention], head: Mention, end: int) -> Mention | None:
    """The one person in a phrase whose name closes it behind a rank: «قائد الحرس في المنطقة العقيد صالح الشهري»."""
    people = [m for m in inside if entities.entity(m.entity).kind == "person"]
    if entities.entity(head.entity).kind != "role" or len({m.entity for m in people}) != 1:
        return None
    first = bisect_right(page.begins, people[-1].start) - 1
    closes = people[-1].end >= end - 1 and first > 0 and "rank" in page.classes[first - 1]
    return people[-1] if closes and page.norms[first - 1].startswith("ال") else None


def _apposed(entities: Entities, page: Page, inside: list[Mention], head: Mention) -> Mention:
    """The name that follows a title or description in the same phrase, else the head itself."""
    for mention in inside:
        if mention.start < head.end or entities.entity(head.entity).kind not in ("role", "person"):
            continue
        between = page.document.text[head.end : mention.start]
        if len(between.split()) > 1 or entities.entity(mention.entity).kind != "person":
            break
        head = mention
    return head


def options(page: Page, candidate: Candidate, entities: Entities, history: list[Spoken]) -> list[Option]:
    """Return the entities that may be the unnamed speaker, running speakers first."""
    tokens = page.document.tokens
    cue = tokens[candidate.first].start
    found: dict[str, Option] = {}
    recent: list[Spoken] = []
    for spoken in reversed(history):
        if all(spoken.entity != other.entity for other in recent):
            recent.append(spoken)
        if len(recent) == _SPEAKERS:
            break
    sentence_start = tokens[page.sentence_start(candidate.first)].start
    previous = page.sentence_start(max(0, page.sentence_start(candidate.first) - 1))
    near = entities.mentions_in(tokens[previous].start, cue)
    latest: dict[str, Mention] = {m.entity: m for m in near}
    in_sentence = [m for m in near if m.start >= sentence_start]
    for rank, spoken in enumerate(recent):
        if spoken.entity is not None:
            found[spoken.entity] = Option(spoken.entity, rank, spoken, latest.get(spoken.entity), -1)
    for order, mention in enumerate(reversed(in_sentence[-_MENTIONS:])):
        if mention.entity not in found:
            found[mention.entity] = Option(mention.entity, -1, None, mention, order)
    earlier = [m for m in near if m.start < sentence_start]
    for mention in earlier[:2] + earlier[-1:]:
        if mention.entity not in found:
            found[mention.entity] = Option(mention.entity, -1, None, mention, 9)
    foremost = _foremost(page, candidate, entities)
    for entity in foremost:
        if entity not in found:
            found[entity] = Option(entity, -1, None, latest.get(entity), 10)
    return _weighted(page, candidate, entities, list(found.values()))


def _foremost(page: Page, candidate: Candidate, entities: Entities) -> list[str]:
    """The party that the report names first, and the one most named before a cue."""
    tokens = page.document.tokens
    before = entities.mentions_in(tokens[max(0, candidate.first - _AGO)].start, tokens[candidate.first].start)
    times: dict[str, int] = {}
    for mention in before:
        times[mention.entity] = times.get(mention.entity, 0) + 1
    if not times:
        return []
    return [before[0].entity, max(times, key=times.__getitem__)]


def _weighted(page: Page, candidate: Candidate, entities: Entities, found: list[Option]) -> list[Option]:
    """The options with how often each was named up to the cue, and of which verbs of the sentence it is the subject."""
    tokens = page.document.tokens
    low = max(page.sentence_start(candidate.first), candidate.first - _NEAR)
    here = entities.mentions_in(tokens[low].start, tokens[candidate.first].start)
    after_verb: list[str] = []
    index = low
    for mention in here:
        while index < candidate.first and tokens[index].end <= mention.start:
            index += 1
        if index > low and page.parts[index - 1].startswith("verb"):
            after_verb.append(mention.entity)
    earlier = entities.mentions_in(tokens[max(0, candidate.first - _AGO)].start, tokens[candidate.first].start)
    times: dict[str, int] = {}
    for mention in earlier:
        times[mention.entity] = times.get(mention.entity, 0) + 1
    out = []
    for option in found:
        places = [i for i, entity in enumerate(after_verb) if entity == option.entity]
        subjects = (places[0] + 1, len(after_verb) - places[-1]) if places else (0, 0)
        out.append(replace(option, subjects=subjects, times=times.get(option.entity or "", 0)))
    return out


def _gender(entities: Entities, entity: str, mention: Mention | None) -> str:
    """A guess at grammatical gender and number: `f`, `m` or `p`."""
    record = entities.entity(entity)
    if record.kind == "group":
        return "p"
    if record.kind == "state":
        return "f"
    name = mention.text if mention is not None else record.name
    head = (name.split() or [""])[0]
    return "f" if head.endswith(("ة", "ه")) else "m"


def _is_nested(spoken: Spoken, history: list[Spoken]) -> bool:
    """Whether a claim was made inside what somebody else said."""
    at = spoken.candidate.first
    return any(h.content_start <= at < h.content_end for h in history if h is not spoken)


def _fits(page: Page, candidate: Candidate, option: Option, gender: str, history: list[Spoken]) -> str:
    """Whether a cue agrees in gender and number with an entity: with the verbs it had before, else with its name."""
    form = candidate.form
    wanted = "p" if form.number == "p" else form.gender
    if not wanted:
        return "open"
    known = ""
    for spoken in history:
        own = spoken.candidate.form
        if spoken.entity == option.entity and own.gender and own.shape != "noun":
            known = "p" if own.number == "p" else own.gender
    if not known and option.mention is not None:
        at = option.mention.start
        before = [t for t in page.document.tokens[max(0, candidate.first - 60) : candidate.first] if t.end <= at]
        if before and before[-1].analysis.pos == "verb" and before[-1].analysis.person == "3":
            known = before[-1].analysis.gender
    if known:
        return "as before" if known == wanted else "not as before"
    return "by name" if gender == wanted else "not by name"


def agrees(page: Page, candidate: Candidate, option: Option, entities: Entities, history: list[Spoken]) -> bool:
    """Whether nothing in the gender and number of a cue speaks against a party.

    Args:
        page: The document.
        candidate: The cue.
        option: The party.
        entities: All parties.
        history: The claims before.
    """
    gender = _gender(entities, option.entity or "", option.mention)
    return not _fits(page, candidate, option, gender, history).startswith("not")


def is_told_of(page: Page, candidate: Candidate, option: Option, history: list[Spoken]) -> bool:
    """Whether a party that has not spoken is named nowhere near but in what others said, outside of which a cue stands.

    Args:
        page: The document.
        candidate: The cue.
        option: The party.
        history: The claims before.
    """
    if option.spoken is not None or option.mention is None:
        return False
    at = bisect_right(page.begins, option.mention.start) - 1
    return any(
        said.content_start <= at < said.content_end and not said.content_start <= candidate.first < said.content_end
        for said in history
    )


def features(
    page: Page, candidate: Candidate, option: Option, entities: Entities, history: list[Spoken], most: int = 0
) -> list[str]:
    """Return the features by which the judge weighs an entity as the unnamed speaker.

    Args:
        page: The document.
        candidate: The cue.
        option: The entity.
        entities: All parties.
        history: The claims before.
        most: How often the most named option was named.
    """
    form = candidate.form
    tokens = page.document.tokens
    sentence = tokens[candidate.first].sentence
    assert_entity = option.entity or ""
    kind = entities.entity(assert_entity).kind
    gender = _gender(entities, assert_entity, option.mention)
    shape = form.shape if candidate.kind != "self" else "self"
    spoken = option.spoken
    last = history[-1] if history else None
    same = last is not None and tokens[last.candidate.first].sentence == sentence
    inside = last is not None and last.content_start <= candidate.first < last.content_end
    form_is = f"{form.gender}{form.number}"
    initial = candidate.first - page.sentence_start(candidate.first) < 2
    before1 = page.around(candidate.first - 1)
    role = f"rank={option.rank}/order={option.order}" if option.order < 3 else f"rank={option.rank}/order=3+"
    out = [
        f"{role}",
        f"{role}/{shape}",
        f"{role}/{shape}/same={same}/inside={inside}",
        f"{role}/{form.family}/same={same}",
        f"{role}/{kind}",
        f"kind={kind}/{shape}",
        f"kind={kind}/{form.family}",
        f"agree={form_is}/{gender}/{kind}",
        f"agree={form_is}/{gender}/{shape}",
        f"{role}/agree={form_is}/{gender}",
        f"{role}/initial={initial}/{shape}",
        f"{role}/b1={before1}",
        f"{role}/lead={form.lead}/{shape}",
        f"{role}/object={form.object_ > 0}/{shape}",
        f"first in text={entities.mentions and entities.mentions[0].entity == option.entity}",
        f"{role}/history={min(3, len(history))}",
    ]
    first_subject, last_subject = (min(n, 3) for n in option.subjects)
    often = "most" if option.times and option.times == most else bucket(option.times)
    out += [
        f"subject={first_subject}/{last_subject}/{shape}",
        f"subject={first_subject}/{last_subject}/{role}",
        f"subject={last_subject}/{role}/same={same}/{shape}",
        f"often={often}/{role}",
        f"often={often}/{kind}/{shape}",
        f"outlet={'outlet' in page.classes_of(option.mention)}/{role}",
    ]
    fit = _fits(page, candidate, option, gender, history)
    out += [f"fit={fit}", f"fit={fit}/{role}", f"fit={fit}/{shape}", f"fit={fit}/{shape}/{role}"]
    if spoken is not None:
        gap = sentence - tokens[spoken.candidate.first].sentence
        out += [
            f"spoken gap={bucket(gap)}/{option.rank}/{shape}",
            f"spoken={spoken.candidate.kind}/{spoken.candidate.form.family}/{shape}/{option.rank}",
            f"spoken dropped={spoken.first < 0}/{option.rank}",
            f"times={min(4, sum(h.entity == option.entity for h in history))}/{option.rank}",
            f"nested={_is_nested(spoken, history)}/{option.rank}/{shape}",
            f"source inside={spoken.content_start <= candidate.first < spoken.content_end}/{option.rank}/{shape}",
        ]
    if option.mention is not None:
        at = option.mention.start
        here = at >= tokens[page.sentence_start(candidate.first)].start
        gap = sum(1 for t in tokens[max(0, candidate.first - 40) : candidate.first] if t.start >= option.mention.end)
        low = max(0, candidate.first - 60)
        index = next((t.index for t in tokens[low : candidate.first] if t.start >= at or t.end > at), low)
        out += [
            f"mention here={here}/{role}",
            f"mention gap={bucket(gap)}/{here}/{shape}",
            f"mention after={page.part(index - 1)}/{here}/{shape}",
            f"mention after={page.part(index - 1)}/{here}/{role}",
            f"mention b={page.around(index - 1)}/{here}",
            f"mention start={index - page.sentence_start(candidate.first) < 3}/{here}/{shape}",
            f"mention adjacent={gap == 0}/{before1}/{shape}",
            f"relative={'relative' in page.classes[candidate.first - 1] if candidate.first else False}/{bucket(gap)}",
        ]
    else:
        out.append(f"mention none/{role}/{shape}")
    return out
