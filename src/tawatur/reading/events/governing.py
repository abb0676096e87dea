# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The words that rule an event's noun or verb, found by a table.

In «أحبطت الشرطة محاولة تنفيذ هجوم» the police did not attack, and there was no attack. Judges that look at a noun and
the parties around it see a subject beside an attack; here the words over the noun are climbed one by one, through
genitives («محاولة تنفيذ هجوم») and prepositions («مخطط لشن هجمات»). The table `events/governors` says of each what its
subject and object are in the event and whether the event took place (`ruling`); what it does not know changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.reading.clauses import NONE, STOPS, is_joined, prefix
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import COMMAS, Context, governs, outermost, relative
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token, Word

REACH = 14  # tokens back in which the word over a noun is looked for
STEPS = 6  # words that are climbed
OBJECT, GENITIVE, ADVERB, THAT, SUBJECT = "obj", "gen", "adverb", fold("أن"), "subj"
RECIPIENT = "recipient"
COMPLEMENT = "complement"
BOUNDS = STOPS - frozenset(COMMAS)
NOMINAL = {"adj": "noun", "noun_prop": "noun"}  # participles used as nouns: «مخطط»
BEHIND = 4  # tokens of a relative clause in which the word over what it is about stands


@dataclass(frozen=True, slots=True)
class Governor:
    """One row of `events/governors`.

    Args:
        lemma: The word, folded.
        pos: `verb` or `noun`.
        place: Where the event stands: `obj`, `gen` or a preposition, folded.
        subject: What the word's subject is in the event: actor, recipient, none; empty where it says nothing of that.
        object: The same of its object.
        status: What the event is, empty where the word says nothing of that.
        types: Types of the events that it rules so, empty for all.
    """

    lemma: str
    pos: str
    place: str
    subject: str
    object: str
    status: str
    types: tuple[str, ...]


class Governors:
    """The table by folded lemma; what a word type may be is worked out once."""

    def __init__(self, rows: Sequence[Governor]) -> None:
        self._by_lemma: dict[tuple[str, str], list[Governor]] = {}
        for row in rows:
            self._by_lemma.setdefault((row.lemma, row.pos), []).append(row)
        self._by_word: Remembered[str, tuple[Governor, ...]] = Remembered()

    def rows(self, word: Word) -> tuple[Governor, ...]:
        """Return the rows that a word may be."""
        found = self._by_word.get(word.form)
        if found is None:
            keys = dict.fromkeys(
                (lemma, NOMINAL.get(a.pos, a.pos))
                for a in word.analyses
                if a.known
                for lemma in (folded(a.lemma), a.stem)
            )
            found = self._by_word[word.form] = tuple(row for key in keys for row in self._by_lemma.get(key, ()))
        return found

    def over(self, token: Token, place: str, type_: str) -> Governor | None:
        """Return the row by which a word rules an event of a type in a place; its reading in context comes first."""
        own = NOMINAL.get(token.analysis.pos, token.analysis.pos)
        rows = [r for r in self.rows(token.word) if r.place == place and (not r.types or type_ in r.types)]
        return next((r for r in rows if r.pos == own), rows[0] if rows else None)


def compile_governors(lexicon: Lexicon) -> Governors:
    """Build the table of the words that rule events."""
    return Governors(
        [
            Governor(
                fold(row["lemma"]),
                row["pos"],
                fold(place),
                row["subject"],
                row["object"],
                row["status"],
                values(row["types"]),
            )
            for row in lexicon.table("events/governors").records()
            for place in values(row["place"])
        ]
    )


def apart(context: Context, table: Governors, token: int, at: int) -> bool:
    """Whether a word belongs to a party that does not hold the event's noun: no word over it.

    What the table knows is no party, though it may have been taken for one («مخططا»).
    """
    number = outermost(context, token)
    if number == NONE or context.parties[number].last > at:
        return False
    head = context.document.tokens[context.parties[number].first].word
    return all(row.place == ADVERB for row in table.rows(head))


def _bound(context: Context, table: Governors, at: int) -> int:
    """Return the noun in the construct before a noun («محاولة | اغتيال»), quotation marks passed over; else -1."""
    tokens = context.document.tokens
    first = context.document.sentences[tokens[at].sentence].first
    token = at - 1
    while token >= first and tokens[token].kind == "punct" and tokens[token].text not in STOPS:
        token -= 1
    if token < first or tokens[token].kind != "word" or context.structure.markers[token] is not None:
        return NONE
    before = tokens[token]
    own, rows = prefix(before), table.rows(before.word)
    adverb = bool(own) and any(row.place == ADVERB for row in rows)  # «أدان بشدة الهجوم»
    if adverb or apart(context, table, token, at):
        return NONE
    # a verb bears no preposition: «لشن هجمات» is no verb; a participle may be a noun: «مخطط»
    readings = [a for a in before.word.analyses if own and a.pos == "noun"] or [before.analysis]
    nominal = ("noun", "adj") if rows else ("noun",)
    return token if any(a.pos in nominal and not a.definite and not a.enclitic for a in readings) else NONE


def _search(context: Context, table: Governors, at: int, place: str, type_: str) -> tuple[int, Governor] | None:
    """Return the nearest word before a noun that rules it in a place; no verb is passed over."""
    tokens = context.document.tokens
    first = context.structure.clauses[context.structure.clause_of[at]].first
    for token in range(at - 1, max(first, at - REACH) - 1, -1):
        if tokens[token].text in BOUNDS:
            return None
        beside = place != OBJECT and all(context.structure.markers[t] is not None for t in range(token + 1, at))
        if tokens[token].kind != "word" or (not beside and apart(context, table, token, at)):
            continue  # «لجنة تحقيق في هجوم»: right before its preposition a word rules though it ends a party's name
        row = table.over(tokens[token], place, type_)
        if row is not None:
            return token, row
        if tokens[token].analysis.pos == "verb":
            return None
    return None


def _listed(context: Context, at: int) -> int:
    """Return the event's noun that a noun is listed with, itself where it is not: «إحباط هجوم وتفجير»."""
    structure = context.structure
    number = structure.phrase_of[at]
    while number > 0 and is_joined(context.document.tokens[at]):
        before = structure.phrases[number - 1]
        heads = [t for t in range(before.first, before.last) if t in context.anchors]
        if before.last != structure.phrases[number].first or not heads:
            return at
        at, number = heads[-1], number - 1
    return at


def climb(context: Context, table: Governors, candidate: Candidate, type_: str) -> Iterator[tuple[int, Governor, int]]:
    """Yield the words over an event's noun that the table knows, each with the noun it rules, nearest first."""
    at = candidate.token
    for _ in range(STEPS):
        at = _listed(context, at)
        place = governs(context, at)
        bound = NONE if place else _bound(context, table, at)
        if bound != NONE:
            row = table.over(context.document.tokens[bound], GENITIVE, type_)
            if row is not None:
                yield bound, row, at
            at = bound
            continue
        found = _search(context, table, at, place or OBJECT, type_)
        if found is None:
            return
        yield (*found, at)
        if found[1].pos == "verb":
            return
        at = found[0]


def behind(context: Context, table: Governors, candidate: Candidate, type_: str) -> tuple[int, Governor] | None:
    """Return the word that rules an event's noun from its relative clause: «هجوم أحبطته الشرطة»."""
    tokens, clause = context.document.tokens, relative(context, candidate.token)
    if clause is None:
        return None
    for at in range(clause.first, min(clause.last, clause.first + BEHIND)):
        analysis = tokens[at].analysis
        passive = at == clause.predicate and "p" in analysis.voice
        for place in (OBJECT, GENITIVE) if analysis.enclitic or passive else ():
            row = table.over(tokens[at], place, type_)
            if row is not None and (row.pos == "verb" or row.status or row.subject == RECIPIENT):
                return at, row
    return None


def doing(context: Context, table: Governors, candidate: Candidate, type_: str) -> int:
    """Return the verb of which an event's noun is the subject, -1 for none the table knows: «هجوم استهدف الحزب»."""
    structure, tokens, at = context.structure, context.document.tokens, candidate.token
    clause = relative(context, at)
    if clause is None:
        clause = structure.clauses[structure.clause_of[at]]
        if governs(context, at) or structure.phrase_of[at] == NONE:
            return NONE
        low, high = sorted((at, clause.predicate))
        between = [n for n in structure.phrase_of[low:high] if n not in (NONE, structure.phrase_of[at])]
        if any(not structure.phrases[n].prep for n in between):
            return NONE
    verb = clause.predicate
    if verb == NONE or tokens[verb].analysis.pos != "verb" or tokens[verb].analysis.enclitic:
        return NONE
    return NONE if table.over(tokens[verb], SUBJECT, type_) is None else verb


def over_verb(context: Context, table: Governors, candidate: Candidate, type_: str) -> str:
    """Return the status that the verb over an event's verb gives it, empty for none: «نفى أن يكون قصف», «كاد يقتل»."""
    clauses, tokens = context.structure.clauses, context.document.tokens
    clause = clauses[context.structure.clause_of[candidate.token]]
    before = range(candidate.token - 1, max(clause.first, candidate.token - 1) - 1, -1)
    if clause.kind == "asyndetic" and clause.parent != NONE:
        clause = clauses[clause.parent]  # «نفى أن تكون طائراته | قصفت»
    if clause.kind == COMPLEMENT and clause.parent != NONE:
        outer = clauses[clause.parent]
        before = range(outer.last - 1, max(outer.first, outer.last - REACH) - 1, -1)
    for at in before:
        row = table.over(tokens[at], THAT, type_) if tokens[at].analysis.pos == "verb" else None
        if row is not None:
            return row.status
    return ""
