# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who fills the places of an event's word, all of them together: subject, object, genitive, prepositions' objects.

`slots` says of each mention by itself what it may be; here each place is filled once. In «تزور الوزيرة عمان» the first
bare noun phrase after the verb is its subject because a second follows; in «واتهم الحزب» one stands alone, and may be
either.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.candidates import Candidate, Frame
from tawatur.reading.events.context import Context, Valency, governs, outermost
from tawatur.reading.events.subjects import STATED, Subject, agreement, beside, takes_up
from tawatur.text.normalize import fold
from tawatur.text.words import Analysis

REACH = 40  # tokens after a word in which its places are looked for


@dataclass(frozen=True, slots=True)
class _Unit:
    """A noun phrase after a word: its party (-1 for none), its preposition, whether the party is only inside it."""

    party: int
    prep: str
    inside: bool


def _units(context: Context, first: int, last: int) -> list[_Unit]:
    """Return the noun phrases in tokens `[first, last)`, each list and apposition once, without dates."""
    structure, tokens = context.structure, context.document.tokens
    out: list[_Unit] = []
    listed: set[int] = set()
    open_phrase, bare = NONE, True  # the phrase of the unit before, and whether that holds no party yet
    at = first
    while at < last:
        party, phrase = outermost(context, at), structure.phrase_of[at]
        if party != NONE and context.parties[party].first >= at:
            mention = context.parties[party]
            chief = context.chains[party][0]
            if chief in listed:
                listed.add(party)
            elif phrase != NONE and phrase == open_phrase and bare and not is_joined(tokens[at]):
                out[-1] = _Unit(chief, out[-1].prep, True)
                listed.add(chief)
            else:
                out.append(_Unit(chief, governs(context, at), False))
                listed.add(chief)
            open_phrase, bare = phrase, False
            at = mention.last
            continue
        begins = phrase not in (NONE, open_phrase) and structure.phrases[phrase].first == at
        counts = begins and context.timex_of[at] == NONE and phrase not in context.asides
        if counts and not structure.phrases[phrase].joined:
            out.append(_Unit(NONE, governs(context, at), False))
            open_phrase, bare = phrase, True
        at += 1
    return out


def _put(places: dict[int, str], unit: _Unit, place: str) -> None:
    if unit.party != NONE:
        places.setdefault(unit.party, f"{place}/in" if unit.inside else place)


def _stated(context: Context, subject: Subject, head: int, analysis: Analysis) -> tuple[int, str]:
    """Return the party named before a verb as its subject or as what its relative clause is about, and how."""
    clause = context.structure.clauses[context.structure.clause_of[head]]
    about = clause.predicate == head and clause.kind == "relative" and clause.antecedent != NONE
    if about and not takes_up(context, head, clause.antecedent):
        number = outermost(context, clause.antecedent)
        if number != NONE:
            return context.chains[number][0], "antecedent"
    found = beside(context, head, analysis)
    if found is None and subject.how in STATED and clause.predicate == head:
        found = subject
    if found is None:
        return NONE, "noun" if _after_noun(context, head) else ""
    return context.chains[found.party][0], found.how


def _after_noun(context: Context, head: int) -> bool:
    """Whether what is no party stands right before a verb as its subject: «هجوم استهدف …», «المفاوضات أغضبت …»."""
    at = head - 1
    number = context.structure.phrase_of[at] if at >= 0 else NONE
    joined = is_joined(context.document.tokens[head])
    if number == NONE or joined or context.timex_of[at] != NONE or context.party_of[at] != NONE:
        return False
    if takes_up(context, head, at):
        return False
    phrase = context.structure.phrases[number]
    return not phrase.prep or not context.document.tokens[at].analysis.definite


def _verbal(
    context: Context, subject: Subject, head: int, analysis: Analysis, units: Sequence[_Unit], places: dict[int, str]
) -> str:
    bare = [unit for unit in units if not unit.prep]
    own = "o" if analysis.enclitic else ""
    before, how = _stated(context, subject, head, analysis)
    if how:
        turned = bool(own) and bool(bare) and how in ("antecedent", "noun")  # «الذي اعتقلته الشرطة»
        if before != NONE:
            places[before] = "obj" if turned else "subj"
        for unit in bare[:1]:
            _put(places, unit, "subj" if turned else "obj")
        return f"{how}{min(len(bare), 1)}{own}"
    speaks = analysis.person not in ("", "3") or analysis.number in ("p", "d")
    fits = bool(bare) and (bare[0].party == NONE or bare[0].inside or agreement(context, bare[0].party, analysis))
    if speaks or not fits:
        for unit in bare[:1]:
            _put(places, unit, "obj")
        return f"dropped{min(len(bare), 1)}{own}"
    if len(bare) > 1 or own:
        _put(places, bare[0], "subj")
        for unit in bare[1:2]:
            _put(places, unit, "obj")
        return f"full{own}"
    _put(places, bare[0], "only")
    return "only"


def _nominal(context: Context, at: int, units: Sequence[_Unit], places: dict[int, str]) -> str:
    phrase_of = context.structure.phrase_of
    analysis = context.document.tokens[at].analysis
    rest = list(units)
    form = "poss" if analysis.enclitic else ""
    if rest and not rest[0].prep and rest[0].party != NONE:
        first = context.parties[rest[0].party].first
        if phrase_of[first] == phrase_of[at] != NONE or first == at + 1:
            _put(places, _Unit(rest[0].party, "", first > at + 1), "gen")
            form += "gen"
            rest = rest[1:]
    for unit in rest:
        if not unit.prep:
            _put(places, unit, "obj")
            form += "+obj"
            break
        form += f"+{unit.prep}"
    return form


def valency(context: Context, subject: Subject, candidate: Candidate) -> Valency:
    """Fill the places of an event's word, once in a document.

    Args:
        context: The document.
        subject: Subject of the word's clause.
        candidate: The event's word.
    """
    found = context.valencies.get(candidate.token)
    if found is None:
        found = context.valencies[candidate.token] = _fill(context, subject, candidate)
    return found


def _fill(context: Context, subject: Subject, candidate: Candidate) -> Valency:
    clauses, at = context.structure.clauses, candidate.token
    clause = clauses[context.structure.clause_of[at]]
    places: dict[int, str] = {}
    end = min(clause.last, at + REACH)
    units = _units(context, at + 1, end)
    for unit in units:
        if unit.prep:
            _put(places, unit, unit.prep)
    if candidate.analysis.pos == "verb":
        form = _verbal(context, subject, at, candidate.analysis, units, places)
    else:
        form = _nominal(context, at, units[:3], places)
        if candidate.light != NONE:
            over: dict[int, str] = {}
            verb = clauses[context.structure.clause_of[candidate.light]]
            carried = _units(context, candidate.light + 1, at)
            analysis = context.document.tokens[candidate.light].analysis
            form += f"|{_verbal(context, subject, candidate.light, analysis, carried, over)}" if verb is clause else ""
            for party, place in over.items():
                places.setdefault(party, f"light:{place}")
    return Valency(places, form)


def part(frame: Frame, candidate: Candidate, place: str) -> str:
    """Return what the frame says of a place: `a` its actor stands there, `r` its recipient, `ar` either, `x` none."""
    name = place.removesuffix("/in")
    if name.startswith("light:"):
        return {"actor": "a", "recipient": "r"}.get(candidate.carried, "x") if name != "light:obj" else "x"
    slot = fold(name) if name != "only" else "subj"
    slots = {"a": frame.actor, "r": frame.recipient}
    return "".join(mark for mark, own in slots.items() if any(fold(s) == slot for s in own)) or "x"


def described(frame: Frame, candidate: Candidate, found: Valency, party: int) -> list[str]:
    """Return the features of the place that a party fills, and of which others are filled.

    Args:
        frame: The event's frame.
        candidate: Its word.
        found: Its places.
        party: Number of the first of a party's list.
    """
    place = found.places.get(party, "none")
    inside = "/in" if place.endswith("/in") else ""
    mine = part(frame, candidate, place)
    return [f"val={place}", f"valp={mine}{inside}", f"val={place}^{found.form}", f"sig={found.form}"]
