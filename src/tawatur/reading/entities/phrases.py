# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties by the lexicon: a head word and how far its noun phrase reaches.

A phrase is the head, its idafa chain and the adjectives that agree with it («وزير الدفاع الروسي»), where the head
allows it also a prepositional complement («متحدث باسم الجيش»). A relative clause, a verb or a person's name ends it.
The phrases may nest: «مكتب رئيس الوزراء» holds «رئيس الوزراء».
"""

from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon import values
from tawatur.model.quick import quick
from tawatur.reading.entities.lexical import NOMINAL, Lexical, WordType, counts, stands
from tawatur.reading.entities.spans import Span, decode
from tawatur.text.normalize import fold, is_other
from tawatur.text.records import Token

LABELS = {"person": "NAM", "organisation": "ORG", "group": "GRP", "role": "DES"}  # of kinds; all others are states
ENDS = frozenset({"verb", "prep", "conj", "part", "pron", "adv", "punct", "latin", "symbol", "num"})
NO_HEADS = frozenset({"verb", "prep", "conj", "adv", "pron"})
OPENING, CLOSING = "\"'«“”‘’„<([", "\"'»“”‘’>)]"
LONGEST = 9  # tokens of a phrase
LONGEST_QUOTE = 6
NAME_LABELS = {"PER": "NAM", "ORG": "ORG", "GRP": "GRP"}
FROM = "من"
EACH = "each"  # number of «كل», which before «من» counts no group but names parties one by one
LONGEST_COUNT = 6
LONGEST_NAME = 5
NAME_CLASSES = frozenset({"nam", "par"})
FORENAMES = frozenset({"nam", "nam?"})
NO_NAMES = frozenset({"prep", "conj", "part", "pron", "adv", "num"})
PARTICIPLE = "م"
AFFILIATION = frozenset({"من", "ل", "ب"})  # «المدعومة من», «الموالية لـ», «المرتبطة بـ»
LISTED = "وال"
ADJECTIVAL = frozenset({"nat", "ppl"})
PARTIES = frozenset({"off", "org", "col", "nat", "tit"})  # classes of words that open a party of their own
NISBA = ("ي", "يه")  # ends of relational adjectives, folded
NATIONAL = ("nat1", "ppl1")
COMPLEMENT = frozenset({"DES", "GRP"})  # labels whose phrases take prepositional complements


@quick(frozen=True, slots=True)
class Head:
    """A head word of the lexicon as it stands in the text: tokens `[first, last)` and its row."""

    first: int
    last: int
    label: str
    row: dict[str, str]


class Phrases:
    """Builds the phrases of one sentence after another."""

    def __init__(self, lexical: Lexical) -> None:
        self.lexical = lexical
        self._takes: dict[str, frozenset[str]] = {}

    def find(
        self, tokens: Sequence[Token], words: Sequence[WordType], names: Sequence[str], first: int, last: int
    ) -> list[Span]:
        """Return the phrases that begin in tokens `[first, last)`, nested ones included, in order."""
        sentence = _Sentence(self, tokens, words, names, first, last)
        found: list[Span] = []
        covered = first
        for i in range(first, last):
            if tokens[i].kind in ("word", "number") and i >= covered:
                spans, covered = sentence.at(i)
                found += spans
        named = [s for s in decode(names[first:last]) if s.label in NAME_LABELS]
        found += [Span(s.first + first, s.last + first, NAME_LABELS[s.label]) for s in named]
        return sorted(set(found), key=lambda s: (s.first, -s.last, s.label))

    def takes(self, row: dict[str, str]) -> frozenset[str]:
        """Return what may follow a head."""
        cell = row.get("takes", "")
        if cell not in self._takes:
            self._takes[cell] = frozenset(fold(part) for part in values(cell))
        return self._takes[cell]


class _Sentence:
    """One sentence while its phrases are built."""

    def __init__(
        self,
        phrases: Phrases,
        tokens: Sequence[Token],
        words: Sequence[WordType],
        names: Sequence[str],
        first: int,
        last: int,
    ) -> None:
        self.phrases, self.lexical = phrases, phrases.lexical
        self.tokens, self.words, self.names, self.last = tokens, words, names, last
        self.first, self.norms = first, [word.norm for word in words[first:last]]

    def at(self, i: int) -> tuple[list[Span], int]:
        """Return the phrases that begin at a token, and where the next may: a head is not taken apart."""
        found = []
        word = self.words[i]
        entry = self._entry(i)
        if entry is not None:
            found.append(entry)
        if "hon" in word.classes:
            found += self._titled(i)
        head = None if self._is_modifier(i) else self._head(i)
        if head is not None:
            span = Span(i, self._reach(head), head.label)
            found += [span, *(self._borne(span.last) if head.label == "DES" else ())]
        elif self._is_modifier(i):
            return found, i + 1
        elif "natp" in word.classes or "pplp" in word.classes:
            found.append(Span(i, self._reach(Head(i, i + 1, "GRP", {})), "GRP"))
        if counts(self.tokens[i], word):
            counted = self._counted(i)
            if counted is not None:
                found.append(counted)
        return found, i + 1 if head is None else head.last

    def _borne(self, i: int) -> list[Span]:
        """Return the name that stands behind an office though its words mean something else («سامر الوردي»)."""
        if i + 1 >= self.last or not {"O"}.issuperset((self.names[i], self.names[i + 1])):
            return []
        first, second = self.words[i], self.words[i + 1]
        given = FORENAMES.issuperset(first.classes) and bool(first.classes) and self.tokens[i].pos not in NO_NAMES
        family = second.article and not second.lead and self.tokens[i + 1].pos in ("adj", "noun_prop")
        return [Span(i, i + 2, "NAM")] if given and family and not (first.article or first.lead) else []

    def _titled(self, i: int) -> list[Span]:
        """Return the name that follows a title."""
        end = i + 1
        while end < min(self.last, i + 1 + LONGEST_NAME):
            word, token = self.words[end], self.tokens[end]
            if (
                token.kind != "word"
                or word.lead
                or not (
                    token.analysis.pos == "noun_prop"
                    or self.names[end][-3:] == "PER"
                    or not NAME_CLASSES.isdisjoint(word.classes)
                )
            ):
                break
            end += 1
        return [Span(i + 1, end, "NAM")] if end > i + 1 else []

    def _is_modifier(self, i: int) -> bool:
        """Whether a word is the adjective of the noun before it («الانتخابات البرلمانية»), and so no head."""
        word = self.words[i]
        if i == self.first or word.lead or self.tokens[i - 1].kind != "word":
            return False
        before = self.words[i - 1]
        if self.tokens[i - 1].analysis.pos not in NOMINAL or before.article != word.article:
            return False
        adjective = self.tokens[i].analysis.pos == "adj" or any(c[:3] in ADJECTIVAL for c in word.classes)
        return adjective and not self.lexical.opens_office(self.words, i, self.last)

    def _entry(self, i: int) -> Span | None:
        base = self.words[i].base
        at = i - self.first
        for length in self.lexical.lengths.get(base, ()):
            if i + length > self.last:
                continue
            for entry in self.lexical.entries.get((base, *self.norms[at + 1 : at + length]), ()):
                if entry.how != "context" and (entry.bare in ("", "yes") or self._is_introduced(i)):
                    return Span(i, i + length, LABELS.get(entry.kind, "STA"))
        return None

    def _is_introduced(self, i: int) -> bool:
        """Whether a name stands in quotation marks or after the head of an organisation."""
        if i == 0:
            return False
        return self.tokens[i - 1].text in OPENING or "org1" in self.words[i - 1].classes

    def _head(self, i: int) -> Head | None:
        word = self.words[i]
        if self.tokens[i].analysis.pos in NO_HEADS:
            return None
        best: Head | None = None
        for words, row in self.lexical.heads.get(word.key, {}).items():
            end = i + len(words) if stands(words, self.words, i, self.last) else 0
            if end and is_other(row["form"], self.tokens[i].text):
                continue
            if end and (best is None or end > best.last):
                best = Head(i, end, self._label(row, end), row)
        if best is not None and best.label == "DES" and word.number in ("d", "p") and word.key != word.base:
            return replace(best, label="GRP")
        return best

    def _label(self, row: dict[str, str], end: int) -> str:
        table, plural = row["table"], row["number"] == "p"
        if table == "collective_states":
            return LABELS.get(row["becomes"], "STA")
        if table == "offices":
            return "GRP" if plural else "DES"
        if table == "group_heads":
            return "GRP" if plural or row["kind"] != "group" else "DES"
        if plural:
            return "GRP"
        if table == "described":
            return LABELS.get(row["kind"], "STA")
        if row["kind"] == "state" and end < self.last and "nat1" in self.words[end].classes:
            return "STA"
        return "ORG"

    def _reach(self, head: Head) -> int:
        """Return where the phrase of a head ends."""
        words, takes = self.words, self.phrases.takes(head.row)
        j, limit = head.last, min(self.last, head.first + LONGEST)
        definite = words[head.first].article
        open_ = not (words[j - 1].article or words[j - 1].absolute or self._has_pronoun(j - 1))
        while j < limit:
            word, token = words[j], self.tokens[j]
            if token.kind == "punct":
                end = self._quoted(j, limit) if open_ or head.label == "ORG" else 0
                if not end:
                    break
                j, open_ = end, False
                continue
            if self.names[j] == "B-PER" and "nat1" not in word.classes:
                if open_ and (head.label != "DES" or head.row.get("anonymous") == "yes" or "gen" in takes):
                    j = self._name_end(j)
                break
            if head.label == "ORG" and not open_ and self.lexical.opens_office(words, j, self.last):
                break
            if self._is_adjective(j, definite or not open_):
                j += 1
                open_ = False
                continue
            if word.lead or word.norm.startswith("لل"):
                if "lst" in words[head.first].classes and self._is_listed(j):
                    j += 1
                    continue
                end = self._complement(j, self._takes_after(j, takes, head.label), head.label)
                return end or j
            if self.tokens[j].pos in ENDS or word.pos in ENDS:
                end = self._complement(j, self._takes_after(j, takes, head.label), head.label)
                return end or j
            if not open_:
                break
            end = self._name_end(j) if self.names[j][0] == "B" else j + 1
            definite = definite or word.article or self.names[j][0] == "B"
            open_ = end == j + 1 and not word.article and not self._has_pronoun(j) and self.names[j][0] != "B"
            j = end
        return j

    def _is_adjective(self, j: int, definite: bool) -> bool:
        word = self.words[j]
        if word.lead or word.norm.startswith("لل"):
            return False
        if any(c in NATIONAL for c in word.classes):
            return word.article == definite or not definite
        if word.pos == "adj" or self.tokens[j].pos == "adj":
            return word.article == definite
        return definite and word.article and not word.classes and word.pos == "noun" and word.bare.endswith(NISBA)

    def _takes_after(self, j: int, takes: frozenset[str], label: str) -> frozenset[str]:
        """Return the prepositions that may go on a phrase: after a group's participle also those of affiliation."""
        affiliated = label == "GRP" and self.words[j - 1].bare[:1] == PARTICIPLE and self.tokens[j - 1].pos == "adj"
        return takes | AFFILIATION if affiliated else takes

    def _is_listed(self, j: int) -> bool:
        """Whether a word goes on a list of subjects («وزير الصناعة والتجارة»)."""
        word = self.words[j]
        listed = word.norm.startswith(LISTED) and self.tokens[j].pos not in ENDS
        return listed and not any(c[:3] in PARTIES for c in word.classes)

    def _has_pronoun(self, j: int) -> bool:
        return bool(self.tokens[j].analysis.enclitic)

    def _name_end(self, j: int) -> int:
        end = j + 1
        while end < self.last and self.names[end][0] == "I":
            end += 1
        return end

    def _quoted(self, j: int, limit: int) -> int:
        """Return the token after a short quotation that opens here, 0 if none does."""
        if self.tokens[j].text not in OPENING:
            return 0
        for end in range(j + 1, min(self.last, j + LONGEST_QUOTE + 2, limit + LONGEST_QUOTE)):
            if self.tokens[end].text in CLOSING:
                return end + 1 if end > j + 1 else 0
        return 0

    def _complement(self, j: int, takes: frozenset[str], label: str) -> int:
        """Return the end of the prepositional complement that begins at a token, 0 if the head takes none."""
        if label not in COMPLEMENT:
            return 0
        word = self.words[j]
        if word.norm.startswith("لل") or (word.lead and word.norm[word.lead - 1] == "ل"):
            if "ل" not in takes or word.lead > 1:
                return 0
            return self._phrase_end(j)
        if word.lead and word.norm[word.lead - 1] == "ب":
            if word.base == "اسم" and j + 1 < self.last:
                return self._phrase_end(j + 1)
            return self._phrase_end(j) if "ب" in takes else 0
        if word.norm in takes and j + 1 < self.last and not self.words[j + 1].lead:
            return self._phrase_end(j + 1)
        return 0

    def _phrase_end(self, j: int) -> int:
        """Return the end of the party phrase at a token, 0 if there is none."""
        entry = self._entry(j)
        head = self._head(j)
        ends = [0 if entry is None else entry.last, 0 if head is None else self._reach(head)]
        if self.names[j][0] == "B":
            ends.append(self._name_end(j))
        return max(ends)

    def _counted(self, i: int) -> Span | None:
        """Return the group that is counted or parted at a token («خمسة جنود», «أحد الجنود»)."""
        j, one = i, False
        if self.tokens[i].pos == "verb":
            return None  # «أثنى فلسطينيون», not «اثني»
        while j < min(self.last, i + LONGEST_COUNT) and counts(self.tokens[j], self.words[j]):
            one = one or self.lexical.quantifiers.get(self.words[j].base) == "one"
            j += 1
        if j < self.last and j > i and self.words[j].norm == FROM:
            if self.lexical.quantifiers.get(self.words[j - 1].base) == EACH:
                return None
            j += 1
        if j >= self.last or self.tokens[j].kind != "word" or self.words[j].lead > 0:
            return None
        label = "DES" if one else "GRP"
        head = self._head(j)
        if head is not None and (head.label in COMPLEMENT or head.row["table"] != "organisations"):
            return Span(i, self._reach(head), label)
        if "natp" in self.words[j].classes or "nat1" in self.words[j].classes:
            return Span(i, j + 1, label)
        return None
