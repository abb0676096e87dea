# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Passives: who was accused is not the accuser.

«هوجم المدير» and «أقيل الوزير» are spelt as passives alone. Without vowels «اتُّهم الوزير بالفساد» and «اتَّهم» look
alike. Some verbs have an object in every active clause (`events/voice`): where one has its other complement and no
object, what seems its subject is what it was done to.
"""

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, Valency
from tawatur.text.normalize import fold

DAMMA = "\u064f"
SUBJECTS = ("subj", "only")
OBJECT = "obj"
ONLY = "only"
LONE = frozenset({ONLY, "beside0", "topic0", "antecedent0"})  # forms of a verb beside which one phrase stands


def compile_voice(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the complements with which a verb, by folded lemma, has an object as well."""
    rows = lexicon.table("events/voice").columns("lemma", "complement")
    return {fold(lemma): frozenset(fold(value) for value in values(cell)) for lemma, cell in rows}


def _marked(text: str) -> bool:
    """Whether a word is written with the vowel of the passive of the past: «قُتل», «وقُتل»."""
    at = text.find(DAMMA)
    return at == 1 or (at == 2 and text[0] in "وف")


def _spelt(context: Context, candidate: Candidate) -> bool:
    """Whether a verb can be nothing but a passive as it is spelt: «هوجم», «أقيل». Women are seldom many: «أدين»."""
    verbs = [a for a in context.document.tokens[candidate.token].word.analyses if a.pos == "verb" and a.person == "3"]
    return {a.voice for a in verbs if (a.gender, a.number) != ("f", "p")} == {"p"}


def _follows(context: Context, at: int, needs: frozenset[str]) -> bool:
    """Whether the first phrase from a token on is one of the complements."""
    structure = context.structure
    clause = structure.clauses[structure.clause_of[at - 1]]
    number = next((n for n in structure.phrase_of[at : clause.last] if n != NONE), NONE)
    return number != NONE and structure.phrases[number].first >= at and fold(structure.phrases[number].prep) in needs


def passive_subject(
    context: Context, candidate: Candidate, found: Valency, verbs: dict[str, frozenset[str]]
) -> int | None:
    """Return the number of the party, first of its list, that a verb was done to though it seems its subject.

    Args:
        context: The document.
        candidate: The event's word.
        found: Its places.
        verbs: Verbs with the complements beside which they have an object.
    """
    analysis = candidate.analysis
    if analysis.pos != "verb" or analysis.enclitic:
        return None
    places = {place: party for party, place in reversed(found.places.items())}
    if any(place.removesuffix("/in") == OBJECT for place in places):
        return None
    subject = next((places[place] for place in SUBJECTS if place in places), None)
    if subject is None:
        return None
    if _spelt(context, candidate):
        return subject
    if found.form not in LONE:
        return None
    past = analysis.aspect == "p" and _marked(context.document.tokens[candidate.token].text)
    needs = verbs.get(candidate.lemma, frozenset())
    last = candidate.token + 1 if found.form != ONLY else context.parties[subject].last
    return subject if past or (needs and _follows(context, last, needs)) else None
