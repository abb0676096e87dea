# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The records of the word level: what a word may be, and where it stands in a text."""

from tawatur.model.quick import quick


@quick(frozen=True, slots=True)
class Analysis:
    """One way to read a word.

    Args:
        lemma: Dictionary form, unvowelled, hamza and ta marbuta as the dictionary has them.
        pos: verb, noun, adj, noun_prop, num, prep, conj, pron, part, adv, punct, latin, symbol.
        proclitics: What is written before the word, in order, of و ف س ب ل ك ال.
        enclitic: The pronoun written onto it, or empty.
        stem: The word without proclitics (ال too) and pronoun, folded: a name or noun as a table would list it.
        aspect: Of verbs: p perfect, i imperfect, c imperative.
        person: 1, 2, 3 or empty.
        gender: m, f or empty.
        number: s, d, p or empty.
        voice: Of verbs: a active, p passive, `a|p` where the spelling leaves it open.
        definite: Has ال or a pronoun.
        known: The lexicon has it; false for a guess.
        lead: Leading characters of the surface that are the clitics و ف ب ل ك. Not ال, not the future س;
            0 before the ل of لل, which cannot be cut off.
        function: What a closed-class word does, see `grammar/particles`; several joined by `|`.
    """

    lemma: str
    pos: str
    proclitics: tuple[str, ...] = ()
    enclitic: str = ""
    stem: str = ""
    aspect: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    voice: str = ""
    definite: bool = False
    known: bool = False
    lead: int = 0
    function: str = ""


@quick(frozen=True, slots=True)
class Word:
    """A surface type: its spelling brought to one, and its analyses.

    Args:
        form: The surface without vowel marks, tatweel and controls, presentation forms resolved.
        norm: `form` folded, as tables are compared.
        analyses: Best first, judged without context; never empty.
    """

    form: str
    norm: str
    analyses: tuple[Analysis, ...]


@quick(frozen=True, slots=True)
class Token:
    """A word, number or sign in a text.

    Args:
        index: Its number in the document.
        start: First code point.
        end: After its last code point.
        text: The surface, `report.text[start:end]`.
        kind: word, number, latin, punct or symbol.
        sentence: Number of its sentence.
        word: Its type.
        analysis: The reading chosen in context, one of `word.analyses` (or one of them with its voice decided).
    """

    index: int
    start: int
    end: int
    text: str
    kind: str
    sentence: int
    word: Word
    analysis: Analysis

    @property
    def pos(self) -> str:
        """Part of speech of the chosen reading."""
        return self.analysis.pos
