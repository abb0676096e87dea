# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The parties of a report: who is named or described in it, and which mentions are of one party.

words → names → phrases and spans → ends → mentions → coreference → profiles → latter
"""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.model import Mention, Place
from tawatur.reading.entities.coreference import MODEL, cluster
from tawatur.reading.entities.described import describe
from tawatur.reading.entities.latter import latter
from tawatur.reading.entities.meant import settle
from tawatur.reading.entities.mentions import MentionFinder
from tawatur.reading.entities.parsed import GROUP, NAME, OFFICE
from tawatur.reading.entities.profiles import build
from tawatur.reading.judge import load
from tawatur.reading.parties import Entities
from tawatur.text.document import Document

SITES = frozenset({"city", "site"})  # precision of places that are not mistaken for people
PEOPLE = frozenset({NAME, OFFICE, GROUP})


def annotate(document: Document, lexicon: Lexicon, places: Sequence[Place] = ()) -> Entities:
    """Return the parties of a document with their mentions.

    Args:
        document: The analysed text.
        lexicon: Tables to read with.
        places: Named places found before; a town is not taken for a person or a group.
    """
    finder = lexicon.compiled("entities.finder", MentionFinder)
    parsed = finder.parse(document)
    sites = {(place.start, place.end) for place in places if place.precision in SITES}
    last = latter(lexicon)
    spans = [span for span in finder.find(parsed) if not last.is_one(span, parsed)]
    mentions = [
        mention
        for mention in settle(describe(spans, parsed, finder))
        if mention.label not in PEOPLE or (mention.start, mention.end) not in sites
    ]
    found = build(document.text, mentions, cluster(mentions, parsed, load(MODEL)))
    named = []
    for i, number in last.find(parsed, mentions):
        token = document.tokens[i]
        start = token.start + parsed.words[i].lead
        named.append(Mention(start, token.end, document.text[start : token.end], found.mentions[number].entity))
    return found.with_mentions(named)
