# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The parties of an answer: every place where one of their forms stands is a mention."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tawatur.model import Entity, Mention
from tawatur.reading.llm.answer import Party
from tawatur.reading.llm.quotes import Quotes, Span

MOST_FORMS = 60  # ways of writing one party that are looked for
_LONGEST_NAME = 150  # characters of a name in English
_COUNTRY = 3  # letters of an ISO 3166-1 alpha-3 code


def country_code(code: str | None) -> str | None:
    """Return a code that can be one of ISO 3166-1 alpha-3, else None."""
    if code is None or not (len(code) == _COUNTRY and code.isascii() and code.isalpha() and code.isupper()):
        return None
    return code


def _english(name: str | None) -> str | None:
    """Return the model's English name, which no text can bear out, if it can be a name at all."""
    return name if name is not None and len(name) <= _LONGEST_NAME and name.isprintable() else None


def _spans(party: Party, quotes: Quotes, wrong: Counter[str]) -> list[Span]:
    """Return the places of a party, none inside another of its own; forms that the text lacks are counted."""
    found: set[Span] = set()
    for form in dict.fromkeys(party.forms[:MOST_FORMS]):
        places = quotes.places(form)
        wrong["quote"] += not places
        found.update(places)
    if not found:
        found.update(quotes.places(party.name))
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _settle(spans: Mapping[int, Sequence[Span]]) -> Iterable[tuple[Span, int]]:
    """Yield each place with its party; a place that several claim is his who was last named by a form of his own.

    That is how «الرئيس» is read in a report of two presidents.
    """
    claimed: dict[Span, list[int]] = {}
    for number, found in spans.items():
        for span in found:
            claimed.setdefault(span, []).append(number)
    own = {n: [s[0] for s in found if len(claimed[s]) == 1] for n, found in spans.items()}

    def last_named(number: int, at: int) -> tuple[int, int]:
        before = bisect_right(own[number], at)
        return (own[number][before - 1] if before else -1), -number

    for span, numbers in claimed.items():
        yield span, max(numbers, key=lambda n: last_named(n, span[0]))


def place_parties(
    parties: Sequence[Party], quotes: Quotes, wrong: Counter[str]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...], dict[str, str]]:
    """Return the entities, their mentions, and our id for each of the model's.

    Args:
        parties: The model's parties.
        quotes: The text.
        wrong: Counts what is left out: `quote` for forms and parties that the text does not name.
    """
    spans = {n: _spans(party, quotes, wrong) for n, party in enumerate(parties)}
    placed: dict[int, list[Span]] = {}
    for span, number in _settle(spans):
        placed.setdefault(number, []).append(span)
    wrong["quote"] += sum(not party.forms and n not in placed for n, party in enumerate(parties))
    order = sorted(placed, key=lambda n: (min(placed[n]), n))
    ids: dict[str, str] = {}
    entities: list[Entity] = []
    mentions: list[Mention] = []
    for at, number in enumerate(order, start=1):
        party, id = parties[number], f"n{at}"
        ids.setdefault(party.id, id)
        named = [Mention(start, end, quotes.text[start:end], id) for start, end in placed[number]]
        fullest = max(named, key=lambda m: (len(m.text), -m.start)).text
        name = party.name if quotes.places(party.name) else fullest
        entities.append(
            Entity(id, name, party.kind, _english(party.name_en), country_code(party.country), party.sector)
        )
        mentions += named
    mentions.sort(key=lambda m: (m.start, -m.end, m.entity))
    return tuple(entities), tuple(mentions), ids
