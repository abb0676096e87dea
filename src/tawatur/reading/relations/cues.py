# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that state a tie: «المدعومة من», «الموالية لـ», «تحالف مع», «ينتمي إلى»."""

from collections.abc import Callable, Iterator

from tawatur.model import Entity, Mention
from tawatur.reading.relations.against import Against
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.nations import TANWIN
from tawatur.reading.relations.scene import NEAR, STOPS, Placed, Scene, words_between
from tawatur.reading.relations.tie_words import DUAL, Cue, Cues
from tawatur.text.normalize import fold, folded

StateAt = Callable[[int], Entity | None]  # the state whose adjective stands at a token
WHOLES = frozenset(["organisation", "state", "group"])
ADJECTIVAL = ("ل0", "من0", "ب0", "مع0", "stake0", "manner0")  # complements of an adjective that leave no doubt
STANDING_BY = frozenset(["backs", "loyal_to", "allied_with", "leads"])
SAID_OF = frozenset(["head", "subj"])  # slots of parties that a word apart from them may be said of
OWNED = frozenset(["head", "subj", "poss"])  # slots of parties that the pronoun on a noun may stand for
PARTIES = frozenset(["organisation", "state", "group", "person", "role"])
GENDERS = {"ه": "m", "ها": "f"}  # of the pronouns of one
MOST_BEFORE, MOST_MEANT = 4, 2  # parties before a pronoun that are looked at, and that it may stand for
OF_MANY = frozenset(["هم", "هن"])
QUOTES, COMMAS = frozenset('"«“('), frozenset("،,")
CLOSE = 3  # tokens between an adjective and the preposition of its complement
LISTED = 30  # tokens of a list of members
NEEDED = 7  # tokens behind a cue in which a word that it needs stands


class CueFinder:
    """Proposes relations from the tie words in one document."""

    def __init__(self, scene: Scene, cues: Cues, against: Against, state_at: StateAt) -> None:
        self.scene, self.cues, self.against, self.state_at = scene, cues, against, state_at

    def _head(self, index: int, pos: str) -> Iterator[Placed]:
        """Yield the party whose phrase the word opens, being a noun, or stands in; else those before it.

        Behind an anonymous one that is said of a party, the party: «سلمى الجبالي أحد أبرز داعمي الحركة».
        """
        scene = self.scene
        if self._is_of_thing(index, pos):
            return
        own = [*(scene.starting(index) if pos == "noun" else ()), *scene.around(index)][:1]
        described = self._described(index) if own and own[0].first == index else None
        if described is not None:
            yield described
            return
        if not own:
            if pos != "adj":
                yield from scene.before(index, 2)
            elif index and scene.tokens[index - 1].analysis.pos != "prep":  # not «من المعادين للحكومة»
                for place in scene.before(index, 2):
                    if self._agrees(place, index):
                        yield from () if self._is_past(place, index) else [place]
                    elif place.last == index:
                        yield from self._closing(place, index)
            return
        yield own[0]
        if own[0].entity.kind == "role" or self._is_predicate(own[0].first):
            yield from scene.before(own[0].first, 1)

    def _closing(self, place: Placed, index: int) -> Iterator[Placed]:
        """Yield the body at the end of a man's phrase that an adjective agrees with: «قائد الكتائب [التابعة]»."""
        ends = [p for p in self.scene.inside(place) if p.last == place.last and p.entity.kind in WHOLES]
        yield from [p for p in ends if self._agrees(p, index)][:1]

    def _is_of_thing(self, index: int, pos: str) -> bool:
        """Whether what stands before a word, and is described by it, is no party: «نقطة تديرها», «المسجد التابع»."""
        tokens, at = self.scene.tokens, index - 1
        own, before = tokens[index].analysis, tokens[index - 1].analysis if index else None
        if before is None or pos not in ("adj", "verb") or any(c != "ال" for c in own.proclitics):
            return False
        if pos == "verb":
            if "relative" in before.function:
                at -= 1
            elif not own.enclitic:
                return False
        while at > 0 and tokens[at].analysis.pos == "adj" and not self._is_held(at):
            at -= 1
        noun = tokens[at].analysis if at >= 0 else None
        if noun is None or noun.pos != "noun" or not noun.known or self._is_held(at):
            return False
        return pos == "verb" or noun.definite == own.definite

    def _is_held(self, index: int) -> bool:
        """Whether a token stands in a party's phrase."""
        return bool(self.scene.starting(index) or self.scene.around(index))

    def _against(self, index: int) -> Iterator[Placed]:
        """Yield the party right before a preposition that does not act in the clause: «التحالف الدولي ضد»."""
        for place in self.scene.before(index, 1):
            before = self.scene.tokens[place.first - 1] if place.first else None
            acts = before is not None and (before.analysis.enclitic or self.against.is_hostile(before))
            if place.last == index and not (acts and before is not None and before.analysis.pos == "verb"):
                yield place

    def _described(self, index: int) -> Placed | None:
        """Return the group that a word behind it describes: «انفصاليون موالون لروسيا» are one party, not two."""
        if any(c != "ال" for c in self.scene.tokens[index].analysis.proclitics):
            return None
        found = [p for p in self.scene.before(index, 1) if p.last == index and p.entity.kind == "group"]
        return found[0] if found else None

    def _is_past(self, place: Placed, index: int) -> bool:
        """Whether a party stands in the phrase of an adjective that another is joined to.

        «الموقف المندد بالحزب والرافض للحوار»: it is not the party that refuses.
        """
        tokens = self.scene.tokens
        before = place.first - (1 if tokens[place.first].analysis.proclitics[:1] in (("ب",), ("ل",)) else 2)
        is_joined = "و" in tokens[index].analysis.proclitics
        return is_joined and before >= 0 and tokens[before].analysis.pos == "adj"

    def _is_predicate(self, first: int) -> bool:
        """Whether a pronoun before a phrase says that it tells of a party before: «الكتائب، وهي قوات مدعومة من»."""
        before = self.scene.tokens[first - 1].analysis if first else None
        return before is not None and "pronoun" in before.function

    def _agrees(self, place: Placed, index: int) -> bool:
        """Whether an adjective may modify a party: a man is not «مدعومة», nor is the state that things happen in."""
        tokens = self.scene.tokens
        if place.entity.kind == "state":
            return not self.scene.is_placed(place.first)  # «الفصائل في العراق المدعومة من إيران»
        if place.entity.kind not in ("person", "role"):
            return True
        return tokens[index].analysis.gender != "f" or tokens[place.first].analysis.gender != "m"

    def _is_negated(self, index: int) -> bool:
        """Whether a negation stands before a word: «لم يمول الحزب»."""
        return index > 0 and "negation" in self.scene.tokens[index - 1].analysis.function

    def _name(self, index: int) -> Iterator[Placed]:
        """Yield who is named after a noun that says what he is to another: «منافسته ليلى الحمدان»."""
        own = self.scene.starting(index)[:1]
        place = self.scene.after(own[0].last - 1 if own else index, within=2)
        if place is not None:
            yield place

    def _rest(self, index: int) -> Iterator[Placed]:
        """Yield the parties that the rest of a clause lists: «تضم اللجنة السعودية وكلا من العراق واليابان»."""
        tokens, at = self.scene.tokens, index + 1
        while at < min(len(tokens), index + LISTED) and tokens[at].sentence == tokens[index].sentence:
            if tokens[at].text in STOPS or tokens[at].analysis.pos == "verb":
                return
            starting = self.scene.starting(at)
            if starting:
                yield starting[0]
            at = starting[0].last if starting else at + 1

    def _subject(self, index: int, pos: str) -> Iterator[Placed]:
        if pos == "verb":
            place = self.scene.after(index, within=3)
            if place is not None:
                yield place
        for place in self.scene.before(index, 2):
            yield place
            if place.last >= index - 2:  # «رئيس الائتلاف الذي يضم»: the coalition
                yield from [p for p in self.scene.inside(place) if p.last >= place.last - 1 and p.entity.kind in WHOLES]

    def _object(self, index: int, pos: str) -> Iterator[Placed]:
        if self.scene.tokens[index].analysis.enclitic:
            if not self._is_of_thing(index, pos):
                yield from self._meant(index, self.scene.tokens[index].analysis.enclitic)
            return
        first = self.scene.after(index, within=4)
        if first is not None:
            yield first
            listed = self.scene.coordinated(first)[-1]
            second = self.scene.after(listed.last - 1, within=3) if pos == "verb" else None
            if second is not None:
                yield second

    def _complement(self, index: int) -> Iterator[Placed]:
        """Yield the party right behind a noun as its complement: «حلفاء موسكو», «حليف لموسكو»."""
        tokens, own = self.scene.tokens, self.scene.tokens[index].analysis
        after = index + 1
        while after < len(tokens) and tokens[after].text in QUOTES:
            after += 1
        if own.enclitic or after == len(tokens):
            return
        clitics = {c for c in tokens[after].analysis.proclitics if c != "ال"}
        if clitics <= {"ل"} and (clitics or "ال" not in own.proclitics):
            yield from self.scene.starting(after)[:1]

    def _meant(self, index: int, pronoun: str) -> list[Placed]:
        """Return the parties that a pronoun may stand for: before a token, in earlier sentences if none fits there."""
        near: list[Placed] = []
        for place in self.scene.before(index, MOST_BEFORE):
            ends = [place, *(p for p in self.scene.inside(place) if p.last == place.last)]
            fitting = [p for p in ends if self._fits(p, pronoun)]
            is_told = place.last == index - 1 and "relative" in self.scene.tokens[index - 1].analysis.function
            near += (fitting or (ends if is_told else []))[:1]
        far = [] if near else self.scene.earlier(index, PARTIES, MOST_BEFORE)
        return [*near, *(p for p in far if self._fits(p, pronoun))][:MOST_MEANT]

    def _fits(self, place: Placed, pronoun: str) -> bool:
        """Whether a pronoun of one may stand for a party by the gender of its noun; of a name it is not known."""
        head = self.scene.tokens[place.first].analysis
        if head.pos != "noun" or head.number != "s" or pronoun not in GENDERS:
            return True
        return head.gender == GENDERS[pronoun]

    def _owner(self, index: int) -> list[Placed]:
        """Return the parties that the pronoun on a noun may stand for: not the one that the noun is said of.

        «أعربت طهران عن تضامنها مع دمشق، حليفتها الأولى»: the pronoun is Tehran's.
        """
        found = self.scene.before(index, 3)
        is_said = bool(found) and found[0].last == index - 1 and self.scene.tokens[index - 1].text in COMMAS
        return found[1:] if is_said and len(found) > 1 else found[:2]

    def _agent(self, index: int) -> Iterator[Placed]:
        tokens = self.scene.tokens
        for i in range(index + 1, min(len(tokens), index + 4)):
            if folded(tokens[i].analysis.lemma) in self.cues.agents:
                place = self.scene.after(i, within=2)
                if place is not None:
                    yield place

    def _marked(self, index: int, pos: str, preposition: str) -> Iterator[Placed]:
        """Yield the party that a preposition marks, or those that the pronoun on it may stand for: «الموالية لها»."""
        tokens = self.scene.tokens
        following = tokens[index + 1].analysis if index + 1 < len(tokens) else None
        if following is not None and following.lemma == preposition and following.enclitic:
            own = self.scene.around(index)[:1]
            yield from self._meant(own[0].first if own else index, following.enclitic)
            return
        place = self.scene.marked(index, preposition, within=CLOSE if pos == "adj" else NEAR)
        if place is not None:
            yield place

    def _state(self, index: int) -> Iterator[Placed]:
        """Yield the state whose adjective stands at a token."""
        token = self.scene.tokens[index]
        entity = self.state_at(index)
        if entity is not None:
            yield Placed(Mention(token.start, token.end, token.text, entity.id), entity, index, index + 1)

    def _manner(self, index: int) -> Iterator[Placed]:
        """Yield the state that an adverb behind a word names: «المدعومة إماراتيا»."""
        if index + 1 < len(self.scene.tokens) and self.scene.tokens[index + 1].word.norm.endswith(TANWIN):
            yield from self._state(index + 1)

    def _nisba(self, index: int) -> Iterator[Placed]:
        """Yield the state whose adjective modifies a noun: «الدعم العسكري الإيراني»."""
        tokens = self.scene.tokens
        for at in range(index + 1, min(len(tokens), index + 3)):
            if tokens[at].sentence != tokens[index].sentence or tokens[at].kind == "punct":
                return
            found = list(self._state(at))
            yield from found
            if found or not tokens[at].analysis.definite:
                return

    def _stake(self, index: int) -> Iterator[Placed]:
        """Yield the state whose influence or presence a word is about: «يعارض النفوذ الإيراني», «رفضه تدخل إيران»."""
        tokens = self.scene.tokens
        for at in range(index + 1, min(len(tokens), index + 4)):
            if tokens[at].sentence != tokens[index].sentence or tokens[at].text in STOPS:
                return
            if folded(tokens[at].analysis.lemma) in self.cues.stakes:
                yield from self._nisba(at)
                yield from [p for p in self.scene.starting(at + 1) if p.entity.kind in WHOLES][:1]
                return

    def _slot(self, name: str, index: int, pos: str) -> Iterator[Placed]:
        scene = self.scene
        if name == "head":
            yield from self._against(index) if pos == "prep" else self._head(index, pos)
        elif name == "name":
            yield from self._name(index) if scene.tokens[index].analysis.enclitic else ()
        elif name == "nisba":
            yield from self._nisba(index)
        elif name == "manner":
            yield from self._manner(index)
        elif name == "stake":
            yield from self._stake(index)
        elif name == "rest":
            yield from self._rest(index)
        elif name == "subj":
            yield from self._subject(index, pos)
        elif name in ("obj", "obj2"):
            yield from self._object(index, pos)
        elif name == "gen":
            yield from self._complement(index)
        elif name == "patron":
            yield from [p for p in self._complement(index) if p.entity.kind in ("state", "person")]
        elif name == "poss":
            yield from self._owner(index) if scene.tokens[index].analysis.enclitic else ()
        elif name == "agent":
            yield from self._agent(index)
        elif name == "and":
            first = scene.after(index, within=3)
            yield from scene.coordinated(first)[1:] if first is not None else ()
        else:
            yield from self._marked(index, pos, name)

    def _is_unfit(self, cue: Cue, slot: str, index: int, place: Placed) -> bool:
        """Whether a word cannot be said of a party before it: a place, one man for several, the object of hostility.

        «يحظى الموقف المندد بالحزب بدعم من واشنطن» tells of no support for the party.
        """
        token = self.scene.tokens[index].analysis
        if slot in SAID_OF and place.last <= index and place.entity.kind == "state" and self._is_in(place):
            return True
        if slot in OWNED and cue.pos == "noun" and token.enclitic in OF_MANY and not self._are_many(place):
            return True
        if cue.pos != "noun" or cue.type not in STANDING_BY or slot not in SAID_OF or place.first <= index < place.last:
            return False
        return self.against.is_aimed_at(self.scene, place)

    def _is_in(self, place: Placed) -> bool:
        """Whether a state is where things happen, by itself or in a list: «سافروا إلى سوريا والعراق للانضمام»."""
        tokens, first = self.scene.tokens, place.first
        while "و" in tokens[first].analysis.proclitics:
            before = [p for p in self.scene.before(first, 1) if p.last == first]
            if not before:
                return False
            first = before[0].first
        return self.scene.is_placed(first)

    def _are_many(self, place: Placed) -> bool:
        """Whether a pronoun of several people may stand for a party: «انتمائهم» is said of no state and no one man."""
        if place.entity.kind in ("group", "organisation"):
            return True
        return self.scene.tokens[place.first].analysis.number in ("p", DUAL)

    def _filled(self, cue: Cue, slots: tuple[str, ...], index: int) -> list[tuple[str, Placed]]:
        """Return the parties of some slots with how each was found: `+` marks those listed with another."""
        found: dict[str, tuple[str, Placed]] = {}
        for slot in slots:
            for rank, place in enumerate(self._slot(slot, index, cue.pos)):
                if self._is_unfit(cue, slot, index, place):
                    continue
                for joined in self.scene.coordinated(place):
                    if slot == "head" and joined.first > index:
                        break  # «المناهضين للحكومة ورجال الأمن»: the police are not against it
                    if fold(joined.entity.name) not in self.cues.invoked:
                        how = f"{slot}{rank}{'' if joined is place else '+'}"
                        found.setdefault(joined.entity.id, (how, joined))
        return list(found.values())

    def _told(self, found: list[tuple[str, Placed]], index: int) -> list[tuple[str, Placed]]:
        """Return the parties of a slot without an anonymous one that a word tells of another: «دمشق، حليفة طهران»."""
        own = [p for how, p in found if how == "head0" and p.entity.kind == "role" and p.first == index]
        told = [p for how, p in found if how == "head1" and p.last in (index, index - 1)]
        return [item for item in found if item[1] not in own] if own and told else found

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
        plain = cue.plain and max(gaps) <= 1 and self._is_plain(cue, index, from_, to)
        return Candidate((cue.type,), giver.entity.id, taker.entity.id, start, end, rule, features, plain)

    def _is_plain(self, cue: Cue, index: int, from_: tuple[str, Placed], to: tuple[str, Placed]) -> bool:
        """Whether the words leave no doubt of the tie.

        «الفصائل المدعومة من إيران», «فصائل تدعمها إيران», «تحالف الحزب مع الحركة».
        """
        token, ends = self.scene.tokens[index], (from_[0], to[0])
        if cue.pos == "adj":
            head = next((place for how, place in (from_, to) if how == "head0"), None)
            between = () if head is None else self.scene.tokens[head.last : index]
            return (
                head is not None and bool({*ADJECTIVAL} & set(ends)) and all(t.analysis.pos != "noun" for t in between)
            )
        if cue.pos == "noun":  # what a phrase calls itself («أنصار الحزب», «حليف موسكو») was a tie in 6 of 48
            return ends == ("subj0", "مع0")
        if token.analysis.enclitic:
            between = self.scene.tokens[index + 1 : from_[1].first]
            return ends == ("subj0", "obj0") and from_[1].first > index and all(t.kind != "punct" for t in between)
        return ends in (("subj0", "مع0"), ("subj0", "stake0"), ("head0", "stake0"))

    def _is_met(self, cue: Cue, index: int) -> bool:
        """Whether a word that a cue needs stands behind it."""
        following = self.scene.tokens[index + 1 : index + 1 + NEEDED]
        return any(folded(token.analysis.lemma) in cue.needs for token in following)

    def find(self) -> Iterator[Candidate]:
        """Yield the candidates of the document in text order."""
        for token in self.scene.tokens:
            if token.kind != "word":
                continue
            found = () if self._is_negated(token.index) else self.cues.of(token)
            for cue in [c for c in found if c.read == token.analysis.pos] or found:
                if cue.needs and not self._is_met(cue, token.index):
                    continue
                givers = self._told(self._filled(cue, cue.from_, token.index), token.index)
                takers = self._told(self._filled(cue, cue.to, token.index), token.index)
                for giver in givers:
                    for taker in takers:
                        if giver[1].entity.id != taker[1].entity.id:
                            yield self._candidate(cue, token.index, giver, taker)
