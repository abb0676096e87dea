# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The morphology tables as indices: what may begin a word, what may be its stem, what may end it.

Everything is found by its skeleton: the folded letters, with ؤ ئ ء taken as one, because the seat of a
hamza changes with the ending. How a form is really spelled is kept beside it, and compared afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tawatur.lexicon import Lexicon, values
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold

# What a beginning admits and an ending or stem asks for; one bit each.
PERFECT, IMPERATIVE, NOMINAL, DEFINITE, PARTICLE, PREPOSITIONAL, RELATIVE, ALONE, LAM = (1 << n for n in range(9))
SUBJECTS = {"ي": 1 << 9, "ت": 1 << 10, "ن": 1 << 11, "أ": 1 << 12}
BITS = 13
OPEN = (1 << BITS) - 1 - LAM  # what a stem of an open class goes with; LAM only if it begins with ل
KINDS = {
    "perfect": PERFECT,
    "imperative": IMPERATIVE,
    "nominal": NOMINAL,
    "definite": DEFINITE,
    "particle": PARTICLE,
    "prepositional": PREPOSITIONAL,
}
_HAMZA = str.maketrans("ؤئ", "ءء")
_FRONTS = {"n": ALONE, "c": PARTICLE, "p": PARTICLE | PREPOSITIONAL, "r": PARTICLE | PREPOSITIONAL}
_STRIPPED = frozenset("وفبلك")
GUESSED = "n"  # the class whose endings an unknown word may have


class Front(NamedTuple):
    """What may begin a word: its letters, and what it admits after it."""

    letters: str
    admits: int
    proclitics: tuple[str, ...]
    lead: int
    weights: Mapping[int, float]


class Stem(NamedTuple):
    """A stem of the lexicon; `folded` are its letters as tables are compared."""

    letters: str
    groups: str
    lemma: str
    pos: str
    gender: str
    number: str
    voice: str
    asks: int
    function: str
    weight: float
    folded: str


class Ending(NamedTuple):
    """What may end a word after a stem of its class, pronoun included.

    `free` is the same ending, folded, as written where no pronoun follows; `name` its class and slot.
    """

    letters: str
    free: str
    name: str
    group: str
    asks: int
    aspect: str
    person: str
    gender: str
    number: str
    enclitic: str
    weight: float


@dataclass(frozen=True, slots=True)
class Morphology:
    """The indices, by skeleton.

    Args:
        fronts: Beginnings.
        openings: All skeletons that begin some beginning, so that a search knows when to stop.
        stems: Stems, each with its class of inflection.
        endings: Class of inflection, then endings.
        longest: Letters of the longest ending.
        weights: All weights by feature.
        guesses: What guesses of one shape weigh, filled as they are met.
    """

    fronts: dict[str, tuple[Front, ...]]
    openings: frozenset[str]
    stems: "StemIndex"
    endings: dict[str, dict[str, list[Ending]]]
    longest: int
    weights: Mapping[str, float]
    guesses: dict[tuple[str, int, str, tuple[str, ...]], float]


def skeleton(form: str) -> str:
    """The letters under which stems and endings are found."""
    return fold(form).translate(_HAMZA)


def _table_skeleton(text: str) -> str:
    """`skeleton` for tables, which hold plain letters only: twenty times as fast on a megabyte."""
    for letter in "أإآ":
        text = text.replace(letter, "ا")
    return text.replace("ى", "ي").replace("ة", "ه").replace("ؤ", "ء").replace("ئ", "ء")


def kind_name(bit: int) -> str:
    """The name of a bit, as weights call it."""
    for subject, value in SUBJECTS.items():
        if bit == value:
            return f"imperfect {subject}"
    if bit == LAM:
        return "definite"
    return next((name for name, value in KINDS.items() if value == bit), "relative")


def _lead(proclitics: tuple[str, ...]) -> int:
    """How many of the proclitics are cut from anchors and mentions; the ل of لل stays."""
    count = 0
    for i, clitic in enumerate(proclitics):
        if clitic not in _STRIPPED or (clitic == "ل" and proclitics[i + 1 :] == ("ال",)):
            break
        count += 1
    return count


def _front(letters: str, admits: int, proclitics: tuple[str, ...], weights: Mapping[str, float]) -> Front:
    bits = [1 << n for n in range(BITS) if admits & 1 << n]
    joined = "+".join(proclitics)
    found = {bit: weights.get(f"P:{joined}:{kind_name(bit)}", 0.0) for bit in bits}
    return Front(letters, admits, proclitics, _lead(proclitics), found)


def _fronts(lexicon: Lexicon, weights: Mapping[str, float]) -> dict[str, tuple[Front, ...]]:
    found: dict[str, list[Front]] = defaultdict(list)
    for row in lexicon.table("morphology/proclitics").records():
        letters, proclitics = row["letters"].replace("-", ""), values(row["proclitics"])
        kinds = values(row["admits"])
        admits = sum(KINDS[kind] for kind in kinds if kind != "imperfect")
        if proclitics == ("ل", "ال"):
            admits |= RELATIVE
        if not proclitics:
            admits |= ALONE
        if proclitics[-1:] == ("ل",):  # before a stem in ل, the ل of ال is not written
            found[skeleton(letters)].append(_front(letters, LAM, (*proclitics, "ال"), weights))
        if admits:
            found[skeleton(letters)].append(_front(letters, admits, proclitics, weights))
        if "imperfect" in kinds:
            for subject, bit in SUBJECTS.items():
                whole = letters + subject
                found[skeleton(whole)].append(_front(whole, bit, proclitics, weights))
    return {key: tuple(fronts) for key, fronts in found.items()}


def _asks(aspect: str, prefix: str, state: str, enclitic: str) -> int:
    """The beginnings that an ending goes with."""
    if aspect:
        return {"p": PERFECT, "c": IMPERATIVE}.get(aspect) or SUBJECTS[prefix]
    if state in ("indef", "con") or enclitic:
        return NOMINAL | PREPOSITIONAL | PARTICLE
    return NOMINAL | DEFINITE | PREPOSITIONAL | PARTICLE | RELATIVE | ALONE | LAM


def _pronouns(lexicon: Lexicon, slot: Mapping[str, str], cls: str) -> Iterator[str]:
    """The pronouns that may follow a slot, none among them."""
    if slot["join"] != "must":
        yield ""
    if slot["join"]:
        for row in lexicon.table("morphology/enclitics").records():
            host = "verb" if slot["aspect"] else "nominal"
            if row["host"] in ("any", host) or cls[0] == "w":
                yield row["enclitic"]


def _free_endings(rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], str]:
    """For each slot that a pronoun must follow, how its ending is written without one."""
    first = {(cls, slot): values(endings)[0].replace("-", "") for cls, slot, endings in rows}
    found = {}
    for cls, slot in first:
        plain = slot.removesuffix(".pron")
        if plain != slot:
            found[cls, slot] = first.get((cls, plain), first.get((cls, f"{plain}.bare"), first[cls, slot]))
    return found


def _endings(lexicon: Lexicon, weights: Mapping[str, float]) -> dict[str, dict[str, list[Ending]]]:
    slots: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in lexicon.table("morphology/slots").records():
        slots[row["slot"]].append(row)
    table = lexicon.table("morphology/endings")
    frees = _free_endings(table.columns("class", "slot", "endings"))
    found: dict[str, dict[str, list[Ending]]] = defaultdict(lambda: defaultdict(list))
    for cls, name, endings in table.columns("class", "slot", "endings"):
        for slot in slots[name]:
            host = "verb" if slot["aspect"] else "nominal"
            for pronoun in _pronouns(lexicon, slot, cls):
                if pronoun and slot["state"] == "free":
                    continue
                weight = weights.get(f"S:{cls}:{name}", 0.0) + weights.get(f"E:{host}:{pronoun}", 0.0)
                asks = _asks(slot["aspect"], slot["prefix"], slot["state"], pronoun)
                group = "" if slot["aspect"] or cls[0] == "w" else name[0]
                features = (slot["aspect"], slot["person"], slot["gender"], slot["number"])
                for ending in values(endings):
                    plain = ending.replace("-", "")
                    free = fold(frees.get((cls, name), plain))
                    found[skeleton(plain + pronoun)][cls].append(
                        Ending(plain + pronoun, free, f"{cls}:{name}", group, asks, *features, pronoun, weight)
                    )
    return {key: dict(classes) for key, classes in found.items()}


_NONE: list[tuple[str, Stem]] = []
_VOICES = {"": "a", "v": "a|p", "q": "p"}


class StemIndex:
    """Stems by skeleton. Rows are taken apart when first looked up: most are never met in a text."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._rows: list[tuple[str, str, str]] = []
        self._numbers: dict[str, int | list[int]] = {}
        self._closed: dict[str, list[tuple[str, Stem]]] = {}
        self._found: Remembered[str, list[tuple[str, Stem]]] = Remembered()

    def add(self, key: str, cls: str, stem: Stem) -> None:
        """Add a stem that is at hand."""
        self._closed.setdefault(key, []).append((cls, stem))

    def add_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add rows of lemma, part of speech and stems."""
        first = len(self._rows)
        self._rows.extend(rows)
        cells = _table_skeleton("\n".join(row[2] for row in self._rows[first:])).split("\n")
        numbers = self._numbers
        for number, cell in enumerate(cells, first):
            for part in cell.split("|"):
                key = part[: part.index(":")]
                at = numbers.setdefault(key, number)
                if isinstance(at, list):
                    at.append(number)
                elif at != number:
                    numbers[key] = [at, number]

    def at(self, key: str) -> list[tuple[str, Stem]]:
        """The stems of a skeleton, each with its class."""
        found = self._found.get(key)
        if found is not None:
            return found
        numbers, closed = self._numbers.get(key), self._closed.get(key)
        if numbers is None and closed is None:
            return _NONE
        found = list(closed or ())
        listed = [numbers] if isinstance(numbers, int) else numbers or []
        for number in dict.fromkeys(listed):
            lemma, pos, cell = self._rows[number]
            for part in cell.split("|"):
                letters = part[: part.index(":")]
                if letters == key or (len(letters) == len(key) and _table_skeleton(letters) == key):
                    found.append(self._stem(lemma, pos, part))
        self._found[key] = found
        return found

    def _stem(self, lemma: str, pos: str, part: str) -> tuple[str, Stem]:
        letters, _, rest = part.partition(":")
        cls, _, flags = rest.partition(":")
        alternation, _, groups = cls.partition(".")
        voice = _VOICES[flags] if pos == "verb" else ""
        gender, number = "f" if "f" in flags else "", "p" if "p" in flags else ""
        asks = OPEN | LAM if letters[0] == "ل" and pos != "noun_prop" else OPEN
        weight = lexical(self._weights, lemma, pos)
        if voice:
            weight += self._weights.get(f"V:{voice}", 0.0)
        return alternation, Stem(letters, groups, lemma, pos, gender, number, voice, asks, "", weight, fold(letters))


def _particles(lexicon: Lexicon, weights: Mapping[str, float]) -> Iterator[tuple[str, Stem]]:
    for row in lexicon.table("grammar/particles").records():
        word, pos, lemma = row["word"], row["pos"], row["lemma"] or row["word"]
        cls = {"": "w", "may": "w+", "must": "wp"}[row["joins"]]
        asks = _FRONTS[row["front"]]
        if row["front"] == "p" and pos in ("noun", "num"):
            asks |= DEFINITE
        weight = lexical(weights, lemma, pos) + weights.get("O:closed", 0.0)
        verb = pos == "verb"
        common = (lemma, pos, "", "", "a" if verb else "")
        yield cls, Stem(word, "", *common, asks, row["function"], weight, fold(word))
        if row["front"] == "r":
            rest = word.removeprefix("ال")
            yield cls, Stem(rest, "", *common, RELATIVE, row["function"], weight, fold(rest))


def lexical(weights: Mapping[str, float], lemma: str, pos: str) -> float:
    """The weight of a lemma before anything of the form is seen."""
    found = weights.get(f"L:{lemma}:{pos}")
    return (weights.get("L:", 0.0) if found is None else found) + weights.get(f"O:{pos}", 0.0)


def is_closed(stem: Stem) -> bool:
    """Whether a stem is of a closed class."""
    return bool(stem.function)


def _stems(lexicon: Lexicon, weights: Mapping[str, float]) -> StemIndex:
    found = StemIndex(weights)
    for cls, stem in _particles(lexicon, weights):
        found.add(skeleton(stem.letters), cls, stem)
    for name in ("verbs", "nominals", "derived", "names", "supplement"):
        rows = lexicon.table(f"morphology/{name}").columns("lemma", "pos", "stems")
        found.add_rows((lemma, pos, cell) for lemma, pos, cell in rows if cell)
    return found


def _openings(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key[:n] for key in keys for n in range(len(key) + 1))


def build(lexicon: Lexicon) -> Morphology:
    """Build the indices from the lexicon's morphology tables."""
    weights = _weights(lexicon)
    fronts, endings = _fronts(lexicon, weights), _endings(lexicon, weights)
    return Morphology(
        fronts=fronts,
        openings=_openings(fronts),
        stems=_stems(lexicon, weights),
        endings=endings,
        longest=max(map(len, endings)),
        weights=weights,
        guesses={},
    )


def _weights(lexicon: Lexicon) -> dict[str, float]:
    table = lexicon.table("morphology/weights")
    return {feature: float(weight) for feature, weight in table.columns("feature", "weight")}
