# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How a party stands to an event: the features by which its part in it is judged.

Every entity named in the event's sentence is looked at through the mention that stands best to the anchor, and so are
the few parties of earlier sentences that a dropped subject or a pronoun may mean.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.reading.clauses import NONE, prefix
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import BACK, COMMAS, REACH, Context, Party, Valency, in_dateline, is_time
from tawatur.reading.events.features import View, bucket, form, governor, state
from tawatur.reading.events.slots import described, fills
from tawatur.reading.events.subjects import Subject, agrees, may_mean
from tawatur.reading.events.valency import described as placed
from tawatur.reading.events.valency import valency
from tawatur.reading.judge import Crossed, cross
from tawatur.reading.network import Seen

EARLIER = 5  # parties of earlier sentences that are looked at without a reason
# features that differ from word to word
LEXICAL = ("order=", "wo=", "prep=", "slot=", "subj=", "apart=", "where=", "val=")
INSIDE = 6  # tokens that a mention inside a longer one counts as farther off
BETWEEN = 30  # tokens between anchor and mention in which other parties are counted


@dataclass(frozen=True, slots=True)
class Link:
    """A party and an event with the features of their tie.

    Args:
        party: The party, as it is named where it stands best to the event.
        plain: Features of its own.
        crossed: Those that count together with a name.
        looks: How much it looks like the actor, and like the recipient, to the network, as log-odds.
    """

    party: Party
    plain: tuple[str, ...]
    crossed: tuple[Crossed, ...]
    looks: tuple[float, float] = (0.0, 0.0)

    @property
    def features(self) -> tuple[str, ...]:
        """All features, each as one string."""
        return (*self.plain, *(cross(name, other) for name, others in self.crossed for other in others))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The event's words: the anchor, and the word whose subject is its actor (the light verb if there is one)."""

    candidate: Candidate
    type: str
    shape: str
    bound: str
    head: int
    clause: int
    sentence: int
    valency: Valency
    meant: dict[str, int]


def _ordinal(context: Context, head: int, party: Party) -> str:
    """Say which phrase after the head a mention stands in: bare ones count, governed ones name the preposition."""
    structure = context.structure
    number = structure.phrase_of[party.first]
    if number == NONE:
        return "nophrase"
    phrase = structure.phrases[number]
    if phrase.first <= head < phrase.last:
        return f"same{'-' if party.first < head else '+'}{bucket(abs(party.first - head), (2, 3, 5))}"
    if phrase.prep:
        return f"prep:{phrase.sense}{'' if phrase.first == party.first else '/in'}"
    at, bare = number - 1, 0
    while at >= 0 and structure.phrases[at].first > head:
        between = structure.phrases[at]
        bare += not between.prep and not between.joined and at not in context.asides
        at -= 1
    return f"bare{min(bare, 3)}{'' if phrase.first == party.first else '/in'}"


def _position(context: Context, anchor: _Anchor, party: Party) -> list[str]:
    """Features of where a mention of the same sentence stands."""
    structure = context.structure
    at, head = anchor.candidate.token, anchor.head
    after = party.first > at
    clause = structure.clause_of[party.first]
    mine = structure.clauses[anchor.clause]
    out = []
    if clause == anchor.clause:
        where = "in"
    elif after:
        where = f"next{min(clause - anchor.clause, 3)}{structure.clauses[clause].kind}"
    else:
        where = f"prev{min(anchor.clause - clause, 3)}{mine.kind}"
    side = ">" if after else "<"
    out.append(f"where={side}{where}")
    prep, _sense = governor(context, party.first)
    order = _ordinal(context, at, party) if after else _before(context, anchor, party)
    out.append(f"order={side}{order}")
    out.append(f"wo={side}{where[:4]}{order}")
    out.append(f"prep={side}{prep}")
    out.append(f"dist={side}{bucket(abs(party.first - at), (2, 3, 5, 8, 13, 21))}")
    if head != at:
        order = _ordinal(context, head, party) if party.first > head else where
        out.append(f"light={'>' if party.first > head else '<'}{order}")
    if mine.antecedent != NONE and party.first <= mine.antecedent < party.last:
        out.append("antecedent")
    if mine.kind == "relative" and not after and clause != anchor.clause:
        out.append("beforerel")
    out += _verb(context, anchor, party)
    out += _closeness(context, anchor, party)
    inner = sum(1 for p in _between(context, at, party))
    out.append(f"between={side}{min(inner, 3)}")
    if party.first <= at < party.last:
        out.append("around")
    before = context.document.tokens[party.first - 1] if party.first else None
    if before is not None:
        out.append(f"b1={side}{context.lemmas[before.index]}")
    out += _company(context, anchor, party)
    return out


def _company(context: Context, anchor: _Anchor, party: Party) -> list[str]:
    """Features of what else stands by: other events' words and verbs between, parties that a mention hangs on."""
    tokens, at = context.document.tokens, anchor.candidate.token
    side = ">" if party.first > at else "<"
    low, high = (at + 1, party.first) if party.first > at else (party.last, at)
    span = range(low, min(high, low + BETWEEN))
    words = sum(t in context.anchors for t in span)
    verbs = sum(tokens[t].kind == "word" and tokens[t].analysis.pos == "verb" for t in span)
    commas = sum(tokens[t].text in COMMAS for t in span)
    out = [f"words={side}{min(words, 3)}", f"vc={side}{min(verbs, 2)}{min(commas, 2)}"]
    prep, _ = governor(context, at)
    out.append(f"gov={side}{prep}")
    back = party.first - 1
    hangs = ""
    if back >= 0 and context.party_of[back] == NONE and tokens[back].kind == "word":
        marker = context.structure.markers[back]
        if marker is not None and marker.kind == "prep":
            hangs, back = tokens[back].word.norm, back - 1
    elif prefix(tokens[party.first]):
        hangs = prefix(tokens[party.first])
    ahead = context.party_of[back] if back >= 0 else NONE
    following = context.party_of[party.last] if party.last < len(tokens) else NONE
    mine = party.entity.id
    first = context.parties[ahead].entity.id if ahead != NONE else ""
    last = context.parties[following].entity.id if following != NONE else ""
    if ahead != NONE and first != mine:
        out.append(f"hangs={hangs}")
        if first == last:
            out.append("inside")
    if following != NONE and last != mine and first != last:
        out.append("leads")
    return out


def _closeness(context: Context, anchor: _Anchor, party: Party) -> list[str]:
    """Features of a mention right before or after the anchor, of asides, and of agreement with the verb."""
    tokens, at = context.document.tokens, anchor.candidate.token
    out = []
    low, high = (at + 1, party.first) if party.first > at else (party.last, at)
    if high - low <= 2 and low <= high:
        between = "|".join(context.lemmas[low:high])
        own = prefix(tokens[at] if party.first < at else tokens[party.first])
        out.append(f"gap={'>' if party.first > at else '<'}{between}{own}")
    if context.structure.phrase_of[party.first] in context.asides:
        out.append("aside")
    verb = tokens[anchor.head].analysis
    if verb.pos == "verb" and party.first > anchor.head:
        agreed = agrees(context, party.number, anchor.head)
        out.append(f"agrees={agreed}")
        out.append(f"agrees={agreed}&{verb.gender}{verb.number}&{_ordinal(context, anchor.head, party)}")
    if anchor.head != at:
        out.append(f"carried={anchor.candidate.carried}{'>' if party.first > anchor.head else '<'}")
    return out


def _verb(context: Context, anchor: _Anchor, party: Party) -> list[str]:
    """Features of the verb that rules a mention: the anchor's own relative clause, a verb of saying, another."""
    structure = context.structure
    clause = structure.clauses[structure.clause_of[party.first]]
    verb = clause.predicate
    if verb in (NONE, anchor.head):
        return []
    out = [f"mverb={context.lemmas[verb]}", f"mcue={context.cue_of[verb] != NONE}{party.first > verb}"]
    mine = structure.phrase_of[anchor.candidate.token]
    if clause.antecedent != NONE and mine != NONE and structure.phrase_of[clause.antecedent] == mine:
        own = bool(context.document.tokens[verb].analysis.enclitic)
        number = structure.phrase_of[party.first]
        prep = structure.phrases[number].sense if number != NONE else ""
        side = ">" if party.first > verb else "<"
        out += [f"myrel={side}{prep}{own}", f"myrel={side}{prep}{own}&{_ordinal(context, verb, party)}"]
        out.append(f"myrelverb={context.lemmas[verb]}{prep}{own}")
    return out


def _before(context: Context, anchor: _Anchor, party: Party) -> str:
    """Say how a mention before the anchor stands: subject of its clause, governed, inside a phrase."""
    structure = context.structure
    number = structure.phrase_of[party.first]
    if number == NONE:
        return "nophrase"
    phrase = structure.phrases[number]
    clause = structure.clauses[phrase.clause]
    if phrase.first <= anchor.candidate.token < phrase.last:
        return "same"
    if phrase.prep:
        return f"prep:{phrase.sense}"
    ruled = clause.predicate
    if ruled == NONE or ruled > party.first:
        return "topic"
    bare = sum(
        1 for p in structure.phrases[max(number - 4, 0) : number] if p.first > ruled and not p.prep and not p.joined
    )
    return f"after{min(bare, 2)}:{'self' if ruled == anchor.head else 'other'}"


def _between(context: Context, at: int, party: Party) -> list[int]:
    low, high = (at + 1, party.first) if party.first > at else (party.last, at)
    seen: list[int] = []
    for token in range(low, min(high, low + BETWEEN)):
        number = context.party_of[token]
        if number != NONE and number not in seen and context.parties[number].entity.id != party.entity.id:
            seen.append(number)
    return seen


def _best(context: Context, anchor: _Anchor, mentions: Sequence[Party]) -> Party:
    """The mention of an entity that stands best to the anchor: in its clause and after it, then near."""
    clause_of, at = context.structure.clause_of, anchor.candidate.token

    def worth(party: Party) -> tuple[int, int]:
        distance = abs(party.first - at)
        far = 0 if clause_of[party.first] == anchor.clause else 8
        far += INSIDE if context.around[party.number] != NONE else 0
        return far + distance + (4 if party.first < at else 0), party.first

    return min(mentions, key=worth)


def _general(context: Context, anchor: _Anchor, party: Party, mentions: Sequence[Party]) -> list[str]:
    kind = party.entity.kind
    out = [f"kind={kind}", f"n={bucket(len(mentions), (2, 3, 5))}"]
    first = mentions[0].first
    out.append(f"head={first == context.parties[0].first}")
    words = context.lemmas[party.first : party.last]
    out.append(f"hw={words[0] if words else ''}")
    out.append(f"pl={context.place_of[party.first] != NONE}")
    out.append(f"speaks={party.entity.id in context.speakers}")
    if context.cue_of[anchor.candidate.token] != NONE:
        claim = context.claims[context.cue_of[anchor.candidate.token]]
        out.append(f"cue={claim.source.entity == party.entity.id}")
    content = context.claim_of[anchor.candidate.token]
    if content != NONE:
        out.append(f"said={context.claims[content].source.entity == party.entity.id}")
    return out


def _distant(context: Context, anchor: _Anchor, party: Party) -> list[str]:
    tokens = context.document.tokens
    apart = anchor.sentence - tokens[party.first].sentence
    return [f"apart={max(-2, min(apart, 3))}", f"was={_role_before(context, party)}"]


def _role_before(context: Context, party: Party) -> str:
    """Say what a party was in its own sentence: subject after the verb, topic, object, governed."""
    structure = context.structure
    number = structure.phrase_of[party.first]
    if number == NONE:
        return "?"
    phrase = structure.phrases[number]
    if phrase.prep:
        return "prep"
    ruled = structure.clauses[phrase.clause].predicate
    if ruled == NONE or ruled > party.first:
        return "topic"
    bare = sum(1 for p in structure.phrases[max(number - 4, 0) : number] if p.first > ruled and not p.prep)
    return f"arg{min(bare, 2)}"


def _subject(context: Context, subjects: Sequence[Subject], anchor: _Anchor, party: Party) -> list[str]:
    """Features of whether the party is the subject of the anchor's clause, or of the clause around that."""
    clause = context.structure.clauses[anchor.clause]
    subject = subjects[clause.index]
    out = []
    parties = context.parties
    if subject.party == NONE:
        out.append(f"subj=none{subject.how}")
    elif parties[subject.party].entity.id == party.entity.id:
        out.append(f"subj={subject.how}{'self' if clause.predicate == anchor.head else ''}")
    else:
        out.append(f"subj=not{subject.how}{'self' if clause.predicate == anchor.head else ''}")
    out.append(f"{out[0]}^{anchor.valency.form}")
    if clause.predicate not in (NONE, anchor.head):
        mine = "" if out[0].startswith(("subj=not", "subj=none")) else "!"
        out.append(f"ruler={context.lemmas[clause.predicate]}{mine}")
    if clause.parent != NONE:
        outer = subjects[clause.parent]
        if outer.party != NONE and parties[outer.party].entity.id == party.entity.id:
            out.append(f"outer={clause.kind}{outer.how}")
    return out


def _slots(context: Context, subjects: Sequence[Subject], anchor: _Anchor, party: Party) -> list[str]:
    """Features of the frame's slots that a mention fills."""
    found = fills(context, anchor.candidate, party, subjects[anchor.clause])
    number = context.structure.phrase_of[party.first]
    inside = number != NONE and context.structure.phrases[number].first < party.first
    return described(anchor.candidate.frame(anchor.type), found, inside and "gen" not in found)


def _turn(context: Context, anchor: _Anchor, party: Party) -> str:
    """Say the how-manieth party of the clause, counted from the anchor, a mention is."""
    at = anchor.candidate.token
    clause = context.structure.clauses[anchor.clause]
    low, high = (at + 1, party.first) if party.first > at else (party.last, at)
    seen = {context.party_of[t] for t in range(max(low, clause.first), min(high, clause.last))} - {NONE}
    return f"turn={'>' if party.first > at else '<'}{min(len(seen), 4)}"


def _nested(context: Context, party: Party) -> list[str]:
    """Features of the longer mention of another party that a mention stands in."""
    number = context.around[party.number]
    if number == NONE or context.parties[number].entity.id == party.entity.id:
        return []
    outer = context.parties[number]
    return ["nested", f"nested={outer.entity.kind}", f"nestw={context.lemmas[outer.first]}"]


def _features(
    context: Context, subjects: Sequence[Subject], anchor: _Anchor, party: Party, mentions: Sequence[Party], recent: int
) -> tuple[tuple[str, ...], tuple[Crossed, ...]]:
    tokens = context.document.tokens
    base = _general(context, anchor, party, mentions)
    base += _nested(context, party)
    where: list[str]
    if tokens[party.first].sentence == anchor.sentence:
        first, steps = context.chains[party.number]
        chief = context.parties[first]
        if tokens[chief.first].sentence != anchor.sentence:
            chief, steps = party, 0
        where = _position(context, anchor, chief)
        where.append(f"steps={min(steps, 2)}")
        where += _slots(context, subjects, anchor, chief)
        where.append(_turn(context, anchor, party))
        where += placed(anchor.candidate.frame(anchor.type), anchor.candidate, anchor.valency, first)
    else:
        where = _distant(context, anchor, party)
        where.append(f"recent={min(recent, 6)}")
        where.append(f"sig={anchor.valency.form}")
    where += _subject(context, subjects, anchor, party)
    where += _pronoun(anchor, party)
    where += [cross(w, where[1]) for w in where[2:4]]
    plain = (*base, *where)
    name = f"{anchor.candidate.lemma}/{anchor.candidate.analysis.pos}"
    return plain, (
        (f"{anchor.shape}{anchor.bound}", where),
        (anchor.type, plain),
        (name, [f for f in where if f.startswith(LEXICAL)]),
        (party.entity.kind, where),
    )


def meant(context: Context, subject: Subject, candidate: Candidate) -> dict[str, int]:
    """Rank the parties that the pronoun on the event's word may stand for, the last one named before it first.

    Args:
        context: The document.
        subject: Subject of the word's clause.
        candidate: The word.
    """
    pronoun, at = candidate.analysis.enclitic, candidate.token
    if not pronoun:
        return {}
    low, high = bisect_left(context.starts, at - BACK), bisect_left(context.starts, at)
    near = context.parties[low:high]
    acts = candidate.analysis.pos == "verb" and subject.party != NONE
    found: dict[str, int] = {}
    for party in reversed(near):
        id_ = party.entity.id
        if id_ in found or (acts and id_ == context.parties[subject.party].entity.id):
            continue
        if may_mean(context, pronoun, party, near):
            found[id_] = len(found)
    return found


def _pronoun(anchor: _Anchor, party: Party) -> list[str]:
    """Features of whether the pronoun on the event's word may stand for the party."""
    analysis = anchor.candidate.analysis
    if not analysis.enclitic:
        return []
    rank = anchor.meant.get(party.entity.id)
    return [f"pr={analysis.pos == 'verb'}{'x' if rank is None else min(rank, 3)}"]


def _anchor(context: Context, subjects: Sequence[Subject], view: View, type_: str) -> _Anchor:
    candidate = view.candidate
    clause = context.structure.clause_of[candidate.token]
    return _Anchor(
        candidate, type_, form(context, candidate), state(context, candidate),
        candidate.token if candidate.light == NONE else candidate.light,
        clause, context.document.tokens[candidate.token].sentence, valency(context, view.subject, candidate),
        meant(context, subjects[clause], candidate),
    )  # fmt: skip


def links(context: Context, subjects: Sequence[Subject], view: View, type_: str, seen: Seen) -> list[Link]:
    """Return the parties that may have a part in an event, each with its features.

    Args:
        context: The document.
        subjects: Subject of each clause.
        view: The event's words.
        type_: Its type.
        seen: The document as the network sees it.
    """
    tokens, candidate = context.document.tokens, view.candidate
    anchor = _anchor(context, subjects, view, type_)
    here: dict[str, list[Party]] = {}
    earlier: dict[str, list[Party]] = {}
    low = bisect_left(context.starts, candidate.token - BACK)
    high = bisect_left(context.starts, candidate.token + REACH)
    for party in context.parties[low:high]:
        at = tokens[party.first].sentence
        if in_dateline(context, party) or is_time(context, party):
            continue
        if at == anchor.sentence:
            here.setdefault(party.entity.id, []).append(party)
        elif at < anchor.sentence:
            earlier.setdefault(party.entity.id, []).append(party)
    met = [(_best(context, anchor, mentions), mentions, 0) for mentions in here.values()]
    late = sorted((m for id_, m in earlier.items() if id_ not in here), key=lambda m: -m[-1].first)
    known = _understood(context, subjects, anchor)
    late = [m for number, m in enumerate(late) if number < EARLIER or m[-1].entity.id in known]
    met += [(mentions[-1], mentions, number) for number, mentions in enumerate(late)]
    looks = seen.parts([(candidate.token, type_, party.first, party.last) for party, _, _ in met])
    return [
        Link(party, *_features(context, subjects, anchor, party, mentions, number), (actor, recipient))
        for (party, mentions, number), (actor, recipient) in zip(met, looks, strict=True)
    ]


def _understood(context: Context, subjects: Sequence[Subject], anchor: _Anchor) -> set[str]:
    """Return the entities that the anchor's clause may mean without naming them: its subject, its speaker."""
    out = set()
    subject = subjects[anchor.clause]
    if subject.party != NONE:
        out.add(context.parties[subject.party].entity.id)
    for number in (context.claim_of[anchor.candidate.token], context.cue_of[anchor.candidate.token]):
        if number != NONE and context.claims[number].source.entity is not None:
            out.add(context.claims[number].source.entity or "")
    return out
