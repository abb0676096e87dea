# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that state a tie: «المدعومة من», «الموالية لـ», «تحالف مع», «ينتمي إلى»."""

from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.lexicon import Lexicon, values
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.scene import Placed, Scene, words_between
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token

SIDES = frozenset(["backs", "loyal_to", "opposes", "allied_with"])  # the ties that words alone make plain


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `relations/cues`: the type it states and the slots of its two parties."""

    lemma: str
    pos: str
    type: str
    from_: tuple[str, ...]
    to: tuple[str, ...]


class Cues:
    """The cues by folded lemma and part of speech, and which of them each word type may be.

    Args:
        rows: The table's rows.
        agents: Nouns of «من قبل» and its like, which a party follows.
    """

    def __init__(self, rows: dict[tuple[str, str], tuple[Cue, ...]], agents: frozenset[str]) -> None:
        self.rows, self.agents = rows, agents
        self._types: Remembered[str, tuple[Cue, ...]] = Remembered()

    def of(self, token: Token) -> tuple[Cue, ...]:
        """Return the cues that a word may be, under any of its analyses."""
        found = self._types.get(token.text)
        if found is None:
            keys = dict.fromkeys((folded(analysis.lemma), analysis.pos) for analysis in token.word.analyses)
            found = tuple(cue for key in keys for cue in self.rows.get(key, ()))
            self._types[token.text] = found
        return found


def compile_cues(lexicon: Lexicon) -> Cues:
    """Return the cues of the lexicon."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for lemma, pos, type, from_, to in lexicon.table("relations/cues").columns("lemma", "pos", "type", "from", "to"):
        cue = Cue(lemma, pos, type, values(from_), values(to))
        found.setdefault((fold(lemma), pos), []).append(cue)
    words = lexicon.table("relations/words").columns("word", "use")
    agents = frozenset(fold(word) for word, use in words if use == "agent")
    return Cues({key: tuple(rows) for key, rows in found.items()}, agents)


class CueFinder:
    """Proposes relations from the tie words in one document."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        self.scene, self.cues = scene, cues

    def _head(self, index: int) -> Iterator[Placed]:
        around = self.scene.around(index)[:1]
        yield from around or self.scene.before(index, 2)

    def _subject(self, index: int, pos: str) -> Iterator[Placed]:
        if pos == "verb":
            place = self.scene.after(index, within=3)
            if place is not None:
                yield place
        yield from self.scene.before(index, 2)

    def _object(self, index: int, pos: str) -> Iterator[Placed]:
        if self.scene.tokens[index].analysis.enclitic:
            yield from self.scene.before(index, 2)
            return
        first = self.scene.after(index, within=4)
        if first is not None:
            yield first
            second = self.scene.after(first.last - 1, within=3) if pos == "verb" else None
            if second is not None:
                yield second

    def _agent(self, index: int) -> Iterator[Placed]:
        tokens = self.scene.tokens
        for i in range(index + 1, min(len(tokens), index + 4)):
            if folded(tokens[i].analysis.lemma) in self.cues.agents:
                place = self.scene.after(i, within=2)
                if place is not None:
                    yield place

    def _slot(self, name: str, index: int, pos: str) -> Iterator[Placed]:
        scene = self.scene
        if name == "head":
            yield from self._head(index)
        elif name == "subj":
            yield from self._subject(index, pos)
        elif name in ("obj", "obj2"):
            yield from self._object(index, pos)
        elif name == "gen":
            yield from scene.starting(index + 1)[:1] if index + 1 < len(scene.tokens) else ()
        elif name == "poss":
            yield from scene.before(index, 2) if scene.tokens[index].analysis.enclitic else ()
        elif name == "agent":
            yield from self._agent(index)
        elif name == "and":
            first = scene.after(index, within=3)
            yield from scene.coordinated(first)[1:] if first is not None else ()
        else:
            place = scene.marked(index, name)
            if place is not None:
                yield place

    def _filled(self, slots: tuple[str, ...], index: int, pos: str) -> list[tuple[str, Placed]]:
        found: list[tuple[str, Placed]] = []
        for slot in slots:
            for rank, place in enumerate(self._slot(slot, index, pos)):
                for joined in self.scene.coordinated(place):
                    if all(joined.entity.id != p.entity.id for _, p in found):
                        found.append((f"{slot}{rank}", joined))
        return found

    def _gap(self, place: Placed, index: int) -> int:
        """Return how many words stand between a word and a party: none where the party's phrase holds the word."""
        if place.first <= index < place.last:
            return 0
        ends = (index + 1, place.first) if place.first > index else (place.last, index)
        return words_between(self.scene.tokens, *ends)

    def _candidate(self, cue: Cue, index: int, from_: tuple[str, Placed], to: tuple[str, Placed]) -> Candidate:
        tokens, token = self.scene.tokens, self.scene.tokens[index]
        (slot, giver), (goal, taker) = from_, to
        gaps = [self._gap(place, index) for place in (giver, taker)]
        holds = "".join("y" if p.first <= index < p.last else "n" for p in (giver, taker))
        before = tokens[index - 1].analysis if index else None
        features = (
            *self.scene.standing(giver.entity, taker.entity),
            f"cue:{cue.lemma}/{cue.pos}",
            f"type:{cue.type}",
            f"type:{cue.type}:{cue.pos}",
            f"slots:{slot}>{goal}",
            f"slots:{cue.type}:{cue.pos}:{slot}>{goal}",
            f"from:{slot}:{cue.pos}",
            f"to:{goal}:{cue.pos}",
            f"kinds:{giver.entity.kind}>{taker.entity.kind}",
            f"kinds:{cue.type}:{giver.entity.kind}>{taker.entity.kind}",
            f"gap:{min(gaps[0], 6)}",
            f"goalgap:{min(gaps[1], 6)}",
            f"gaps:{min(gaps[0], 3)}:{min(gaps[1], 3)}",
            f"holds:{holds}",
            f"definite:{token.analysis.definite}:{cue.pos}",
            f"aspect:{token.analysis.aspect}",
            f"enclitic:{bool(token.analysis.enclitic)}:{cue.pos}",
            f"before:{before.pos if before else 'start'}:{cue.pos}",
            f"relative:{before is not None and 'relative' in before.function}",
            f"clitics:{'+'.join(token.analysis.proclitics)}:{cue.pos}",
        )
        firsts = [index, *(p.first for p in (giver, taker))]
        lasts = [index + 1, *(p.last for p in (giver, taker))]
        start = min([token.start, *(p.mention.start for p in (giver, taker) if abs(p.first - index) < 12)])
        end = max(tokens[max(lasts) - 1].end if max(lasts) - min(firsts) < 24 else token.end, token.end)
        rule = f"relations/cues:{cue.lemma}/{cue.pos}/{cue.type}"
        bound = cue.pos == "verb" and bool(token.analysis.enclitic) and (slot, goal) == ("subj0", "obj0")
        marked = "head0" in (slot, goal) and not {slot, goal} & {"gen0", "agent0"}
        plain = (bound or (cue.pos == "adj" and marked)) and max(gaps) <= 1
        plain = plain and cue.type in SIDES
        return Candidate((cue.type,), giver.entity.id, taker.entity.id, start, end, rule, features, plain)

    def find(self) -> Iterator[Candidate]:
        """Yield the candidates of the document in text order."""
        for token in self.scene.tokens:
            if token.kind != "word":
                continue
            found = self.cues.of(token)
            for cue in [c for c in found if c.pos == token.analysis.pos] or found:
                givers = self._filled(cue.from_, token.index, cue.pos)
                takers = self._filled(cue.to, token.index, cue.pos)
                for giver in givers:
                    for taker in takers:
                        if giver[1].entity.id != taker[1].entity.id:
                            yield self._candidate(cue, token.index, giver, taker)
