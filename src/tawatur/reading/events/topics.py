# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Sport, weather and markets, whose attacks, warnings and retreats are no events.

A report of such a topic is known by how many of its words are the topic's. What the state does in such a report counts
all the same: police at a stadium, a court over a club.
"""

from collections import Counter
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.reading.events.context import Context
from tawatur.text.normalize import fold

# Share of a report's words. Sport: of 70 reports each, 58 of sport, none of politics or the country's affairs. The
# others lie between forecasts or quotations and reports of floods or of what states agree on oil, of 3,000 reports.
SHARES = {"sport": 0.04, "weather": 0.1, "market": 0.2}
DISTINCT = 4
OWN, STATE = "own", "state"


@dataclass(frozen=True)
class Topics:
    """Words by folded lemma.

    Args:
        words: The topics that a word is of, and whether it is a word of little else.
        state: Words of police, courts and government.
    """

    words: dict[str, tuple[tuple[str, bool], ...]]
    state: frozenset[str]


def compile_topics(lexicon: Lexicon) -> Topics:
    """Return the words of topics of a lexicon."""
    words: dict[str, tuple[tuple[str, bool], ...]] = {}
    state: set[str] = set()
    for lemma, topic, kind in lexicon.table("events/topics").columns("lemma", "topic", "kind"):
        if kind == STATE:
            state.add(fold(lemma))
        else:
            words[fold(lemma)] = (*words.get(fold(lemma), ()), (topic, kind == OWN))
    return Topics(words, frozenset(state))


def is_eventless(context: Context, topics: Topics) -> bool:
    """Whether a report is of such a topic: words of little else, several others, and many of all its words."""
    found = Counter(lemma for lemma in context.lemmas if lemma in topics.words)
    total = sum(token.kind == "word" for token in context.document.tokens)
    for topic, share in SHARES.items():
        own = distinct = count = 0
        for lemma, times in found.items():
            for about, is_own in topics.words[lemma]:
                if about == topic:
                    own, distinct, count = own + is_own, distinct + 1, count + times
        if own and distinct >= DISTINCT and count >= share * total:
            return True
    return False


def of_state(context: Context, token: int, topics: Topics) -> bool:
    """Whether a word of the state stands in a token's sentence."""
    sentence = context.document.sentences[context.document.tokens[token].sentence]
    return not topics.state.isdisjoint(context.lemmas[sentence.first : sentence.last])
