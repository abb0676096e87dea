# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which verb a verbal noun or participle comes from, by the table `morphology/derived`.

Verbal nouns of the simplest form («قتل», «هجوم») follow no rule and are not in the table.
"""

from collections import defaultdict
from typing import NamedTuple

from tawatur.lexicon import Lexicon, values


class Derivation(NamedTuple):
    """A verb and what the word is to it: `noun` (verbal noun), `active` or `passive` (participle)."""

    verb: str
    kinds: tuple[str, ...]


Derivations = dict[str, tuple[Derivation, ...]]


def derivations(lexicon: Lexicon) -> Derivations:
    """Return the derivations by lemma, built once per lexicon."""
    return lexicon.compiled("text.derivations", _build)


def _build(lexicon: Lexicon) -> Derivations:
    found: dict[str, list[Derivation]] = defaultdict(list)
    for lemma, verb, kinds in lexicon.table("morphology/derived").columns("lemma", "verb", "kind"):
        found[lemma].append(Derivation(verb, values(kinds)))
    return {lemma: tuple(verbs) for lemma, verbs in found.items()}
