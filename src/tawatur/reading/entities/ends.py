# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How far a party's phrase reaches, decided word by word by a judge.

The sequence model and the lexicon each say where a phrase ends. Which of them is right, whether the phrase goes on
(«النائب | عن حزب الوفد») or was over before («المتظاهرون | المطالبين بالعمل»), hangs on its head and on whether a word
has closed it: the sequence model sees neither, the lexicon knows no exceptions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tawatur.reading.entities.boundaries import closes_outer, is_apart
from tawatur.reading.entities.lexical import Lexical
from tawatur.reading.entities.parsed import Parsed
from tawatur.reading.entities.phrases import CLOSING, OPENING
from tawatur.reading.entities.spans import Span
from tawatur.reading.judge import Judge

MODEL = "entities_ends"
FARTHEST = 4  # tokens behind the farthest proposed end that are asked for
LONGEST = 16  # tokens of a phrase
MOST_SIZE, MOST_COMPLEMENTS = 5, 2
SURER = 1.3  # times that another end must be likelier than the one proposed
NAMED = "BI"  # first letters of name labels
ATTACHED = frozenset("بلك")
END = "EOS"
STOPPING = frozenset({"verb"})  # parts of speech behind which no phrase goes on
Marks = Mapping[
    int, Mapping[int, str]
]  # for a first token, its proposed ends, each with the letters of who proposes it


def marks(proposals: Mapping[str, Iterable[Span]], parsed: Parsed, lexical: Lexical) -> Marks:
    """Return which ends are proposed for phrases by their first token.

    Args:
        proposals: Spans by the letter of their proposer.
        parsed: Their document.
        lexical: Knows names that end a phrase (letter `e`).
    """
    found: dict[int, dict[int, str]] = {}
    for letter, spans in sorted(proposals.items()):
        for span in spans:
            ends = found.setdefault(span.first, {})
            if letter not in ends.get(span.last, ""):
                ends[span.last] = ends.get(span.last, "") + letter
    words = parsed.words
    for first, ends in found.items():
        base = words[first].base
        for length in lexical.lengths.get(base, ()):
            end = first + length
            if (base, *(w.norm for w in words[first + 1 : end])) in lexical.entries:
                ends[end] = ends.get(end, "") + "e"
                break
    return found


def walk(span: Span, ends: Mapping[int, str], parsed: Parsed) -> Iterator[tuple[int, list[str]]]:
    """Yield each end that a phrase may have, with what speaks for and against it; the nearest first.

    Args:
        span: The phrase as proposed.
        ends: Ends proposed for what begins where it does.
        parsed: Its document.
    """
    tokens, words, names = parsed.document.tokens, parsed.words, parsed.names
    first, label, head = span.first, span.label, words[span.first]
    heads = "+".join(head.classes)
    farthest = max(span.last, *ends) if ends else span.last
    limit = min(len(tokens), first + LONGEST, farthest + FARTHEST)
    closed = opened = False
    complements, passed = 0, ""
    far = _next(first + 1, tokens[first].sentence, parsed)
    for end in range(first + 1, limit + 1):
        token, word = tokens[end - 1], words[end - 1]
        if end - 1 > first and is_apart(end - 1, first, parsed):
            return
        pos = token.analysis.pos if token.kind == "word" else token.text if token.kind == "punct" else token.kind
        if pos == "prep" or (word.lead and end - 1 > first and word.norm[0] in ATTACHED):
            complements, closed = min(complements + 1, MOST_COMPLEMENTS), False
        elif token.kind == "punct":
            if not opened and closes_outer(token, first, parsed):
                return
            opened = token.text in OPENING and not (opened and token.text in CLOSING)
        closed = (
            closed
            or word.article
            or word.absolute
            or bool(token.analysis.enclitic)
            or (pos == "noun_prop" and names[end - 1][0] in NAMED)
        )
        state = f"{'c' if closed else 'o'}{'q' if opened else ''}{complements}"
        mark = ends.get(end, "")
        later = end < farthest
        rest = "".join(sorted({letter for o, who in ends.items() if o > end for letter in who})) if later else ""
        last = f"{pos}{'a' if word.article else 'n' if word.absolute else ''}{word.classes[0] if word.classes else ''}"
        base, lead, tag, after, classes = far
        far = _next(end + 1, token.sentence, parsed)
        beyond = f"{far[3]}{far[2][0]}"
        yield (
            end,
            [
                f"m={mark}|{label}",
                f"m={mark}|{passed}|{label}",
                f"m={mark}|r={rest}|{label}",
                f"m={mark}|r={rest}|{after}",
                f"m={mark}|{state}|{after}",
                f"r={rest}|{after}|{state}",
                f"r={rest}|{min(end - first, MOST_SIZE)}",
                f"{label}|{state}|{after}",
                f"{label}|{state}|{after}|{beyond}",
                f"{label}|{last}>{after}",
                f"{last}>{after}|{tag}",
                f"w={lead}{base}|{label}|{state}",
                f"w={lead}{base}",
                f"l={word.base}|{after}",
                f"h={head.key}|{after}",
                f"h={head.key}|{lead}{base}",
                f"hc={heads}|{after}|{state}",
                f"c={classes}|{label}|{state}",
                f"c={classes}|{last}",
                f"t={names[end - 1]}>{tag}|{label}",
                f"t={names[end - 1]}>{tag}|{after}|{state}",
                f"n={min(end - first, MOST_SIZE)}|{label}|{state}",
                f"b={after}>{beyond}",
                f"s={base[-2:]}|{after}|{state}",
            ],
        )
        if after == END:
            return
        passed += mark


def _next(i: int, sentence: int, parsed: Parsed) -> tuple[str, str, str, str, str]:
    """Return of the token behind an end: its word, clitics, name label, part of speech and classes."""
    tokens = parsed.document.tokens
    if i >= len(tokens) or tokens[i].sentence != sentence:
        return END, "", "O", END, ""
    token, word = tokens[i], parsed.words[i]
    if token.kind != "word":
        return word.base, "", parsed.names[i], token.text if token.kind in ("punct", "symbol") else token.kind, ""
    lead = word.norm[: word.lead]
    pos = f"{token.analysis.pos}{'a' if word.article else ''}{lead}"
    return word.base, lead, parsed.names[i], pos, "+".join(word.classes)


def settle(span: Span, ends: Mapping[int, str], parsed: Parsed, judge: Judge) -> Span:
    """Return a span with the likeliest of its ends; the judge is not asked where all agree and a stop follows."""
    if len(ends) == 1 and _stops(span.last, parsed):
        return span
    best, chance, left, own = span.last, 0.0, 1.0, 0.0
    for end, features in walk(span, ends, parsed):
        stop = judge.probability(features)
        if left * stop > chance:
            best, chance = end, left * stop
        if end == span.last:
            own = left * stop
        left *= 1 - stop
        if left * (1.0 if end >= span.last else SURER) < chance:
            break
    return span if best == span.last or chance < own * SURER else replace(span, last=best)


def _stops(i: int, parsed: Parsed) -> bool:
    """Whether a token ends any phrase before it."""
    tokens = parsed.document.tokens
    if i >= len(tokens) or tokens[i].sentence != tokens[i - 1].sentence:
        return True
    return tokens[i].text not in OPENING if tokens[i].kind == "punct" else tokens[i].analysis.pos in STOPPING
