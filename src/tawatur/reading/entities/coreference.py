# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which mentions of a report are of one party.

Mentions are taken in order; each joins the likeliest of the parties so far, or opens a new one. Only parties that
share something with it are asked: a word, a spelling, a state, a place beside it, or that they were spoken of last. How
likely each is, a judge says that learnt from coded reports.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from tawatur.reading.entities.described import Described
from tawatur.reading.entities.parsed import Parsed
from tawatur.reading.judge import Judge

MODEL = "entities_links"
THRESHOLD = 0.6
MERGE = 0.75  # probability at which a name also draws a title that stood alone to its party
HEARD = "~"  # before a relation that holds by ear only
NONE: dict[int, None] = {}
PEOPLE = frozenset({"NAM", "DES"})
UNNAMED = {"DES"}
NAMED = "NAM"
RECENT = 5  # parties last spoken of that a description may take up
MOST_FORMS = 30  # forms of a party that a mention is compared with
SHARING = 25  # parties last spoken of that are asked for one shared word
SEEN = 60  # parties looked back over for them
NESTED = 3  # last mentions of a party that may reach around a new one
NEAR = 3  # tokens between a title and its name
MOST_RANK = 3
# Labels whose parties a mention of a label may take up without sharing a word with them.
TAKES_UP = {
    "NAM": frozenset({"DES"}),
    "DES": frozenset({"NAM", "DES"}),
    "ORG": frozenset({"ORG", "STA"}),
    "STA": frozenset({"STA", "ORG"}),
    "GRP": frozenset({"GRP", "ORG"}),
}
TIED_TAKES_UP = frozenset({"STA", "ORG", "NAM", "DES", "GRP"})
# How the words of a mention stand to those of an earlier one, the strongest first.
EXACT = ("same", "tail", "whole.tail", "start", "part", "whole", "some", "head", "none")
STRENGTH = {name: i for i, name in enumerate(EXACT)}
WEAK = frozenset({"some", "head", "none"})  # relations that another spelling may explain better


class Party:
    """Mentions taken to be of one party, while clustering."""

    __slots__ = (
        "countries", "entries", "forms", "heads", "kins", "labels", "last", "letters", "mentions", "nameless",
        "skeletons", "sounds", "spans",
    )  # fmt: skip

    def __init__(self) -> None:
        self.forms: dict[tuple[str, ...], str] = {}
        self.sounds: dict[tuple[str, ...], None] = {}
        self.heads: set[str] = set()
        self.kins: set[str] = set()
        self.labels: set[str] = set()
        self.letters = ""
        self.countries: set[str] = set()
        self.entries: set[tuple[str, str]] = set()
        self.skeletons: set[str] = set()
        self.spans: list[tuple[int, int]] = []
        self.mentions: list[Described] = []
        self.nameless = False
        self.last: Described | None = None

    def add(self, mention: Described) -> None:
        """Take in a mention."""
        if len(self.forms) < MOST_FORMS:
            self.forms.setdefault(mention.words, mention.label)
        if mention.sounds and len(self.sounds) < MOST_FORMS:
            self.sounds[mention.sounds] = None
        self.heads.add(mention.head)
        self.kins.add(mention.kin)
        self.labels.add(mention.label)
        self.letters = "".join(sorted(name[0] for name in self.labels))
        if mention.country:
            self.countries.add(mention.country)
        if mention.entry is not None:
            self.entries.add((mention.entry.table, mention.entry.name))
        self.skeletons |= mention.skeletons
        self.spans.append((mention.start, mention.end))
        self.mentions.append(mention)
        self.nameless = self.nameless or mention.nameless
        self.last = mention

    def overlaps(self, mention: Described) -> bool:
        """Whether a mention lies inside one of this party's: a part is never the whole."""
        return any(end > mention.start for _, end in self.spans[-NESTED:])

    def is_around(self, other: "Party") -> bool:
        """Whether a mention of one party lies inside one of another: «مستشار الرئيس» is not the president."""
        near = [(one, two) for one in self.spans[-NESTED:] for two in other.spans[-NESTED - 1 :]]
        return any(one[0] <= two[0] < one[1] or two[0] <= one[0] < two[1] for one, two in near)

    def parts(self, mention: Described) -> bool:
        """Whether one of both has a name and the other is nameless, or those who are counted were not so before."""
        if mention.counted and mention.words not in self.forms:
            return True
        return (NAMED in self.labels and mention.nameless) or (mention.label == NAMED and self.nameless)


class Clusters:
    """The parties so far, with the indices by which a mention finds those it may belong to."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self._by_key: dict[str, dict[int, None]] = {}
        self._recent: dict[int, None] = {}
        self._identified: dict[str, int] = {}

    def candidates(self, mention: Described) -> list[int]:
        """Return the parties that a mention may belong to, in order of their first mention."""
        found: set[int] = set()
        for key in mention.keys:
            found.update(islice(reversed(self._by_key.get(key, NONE)), SHARING))
        fitting = TIED_TAKES_UP if mention.tied else TAKES_UP[mention.label]
        taken = 0
        for seen, number in enumerate(reversed(self._recent)):
            party = self.parties[number]
            if (mention.refers and not fitting.isdisjoint(party.labels)) or beside(mention, party.last) >= 0:
                found.add(number)
                taken += 1
            if taken == RECENT or seen == SEEN:
                break
        parties = ((n, self.parties[n]) for n in sorted(found))
        return [n for n, party in parties if not party.overlaps(mention) and not party.parts(mention)]

    def identified(self, mention: Described) -> int | None:
        """Return the party that a mention belongs to beyond doubt, None if there is none."""
        number = self._identified.get(self.identity(mention))
        return None if number is None or self.parties[number].overlaps(mention) else number

    def identity(self, mention: Described) -> str:
        """Return what a mention is beyond doubt; of «بلاده» the state of the person last spoken of."""
        if mention.label != "STA" or not mention.tied or mention.country:
            return mention.identity
        owner = self.owner()
        return "=" + owner if owner else ""

    def put(self, mention: Described, number: int | None) -> int:
        """Add a mention to a party, or to a new one; return the party's number."""
        if number is None:
            number = len(self.parties)
            self.parties.append(Party())
        self.parties[number].add(mention)
        for key in mention.keys:
            self._by_key.setdefault(key, {})[number] = None
        identity = self.identity(mention)
        if identity:
            self._identified.setdefault(identity, number)  # one inside a phrase of its own party is not the next
        self._recent.pop(number, None)
        self._recent[number] = None
        return number

    def owner(self) -> str:
        """Return the state of the person last spoken of, whose «بلاده» it may be; empty if it is not known."""
        for number in islice(reversed(self._recent), SEEN):
            party = self.parties[number]
            if party.countries and not PEOPLE.isdisjoint(party.labels):
                return min(party.countries)
        return ""

    def merge(self, number: int, into: int) -> None:
        """Take the mentions of one party into another."""
        taken, party = self.parties[number], self.parties[into]
        last = party.last
        for mention in taken.mentions:
            party.add(mention)
            for key in mention.keys:
                self._by_key[key].pop(number, None)
                self._by_key[key][into] = None
        if last is not None and taken.last is not None and last.start > taken.last.start:
            party.last = last
        party.spans.sort()
        self._recent.pop(number, None)

    def rank(self, number: int, label: str) -> int:
        """Return how many parties of a label were spoken of since a party was, at most `MOST_RANK`."""
        since = 0
        for seen, other in enumerate(reversed(self._recent)):
            if other == number or since == MOST_RANK:
                return since
            if seen == SEEN:
                break
            since += label in self.parties[other].labels
        return MOST_RANK


def beside(mention: Described, other: Described | None) -> int:
    """Return the tokens between two mentions that stand beside one another, -1 if they do not."""
    if other is None or mention.sentence != other.sentence:
        return -1
    gap = mention.span.first - other.span.last
    return gap if 0 <= gap <= NEAR else -1


def relation(words: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return how the words of a mention stand to those of an earlier one."""
    if words == other:
        return "same"
    ours, theirs = set(words), set(other)
    shared = ours & theirs
    if not shared:
        return "none"
    if ours <= theirs:
        return "tail" if other[-len(words) :] == words else "start" if other[: len(words)] == words else "part"
    if theirs <= ours:
        return "whole.tail" if words[-len(other) :] == other else "whole"
    return "head" if words[0] == other[0] and len(shared) == 1 else "some"


def closest(mention: Described, party: Party) -> tuple[str, str]:
    """Return the strongest relation of a mention to a form of a party, and that form's label."""
    best, label = "none", ""
    for words, own in party.forms.items():
        how = relation(mention.words, words)
        if not label or STRENGTH[how] < STRENGTH[best]:
            best, label = how, own
            if how == "same":
                break
    if best in WEAK and mention.sounds:
        heard = min(
            (relation(mention.sounds, sounds) for sounds in party.sounds), key=STRENGTH.__getitem__, default=best
        )
        if STRENGTH[heard] < STRENGTH[best]:
            return HEARD + heard, label
    if best == "none" and not mention.skeletons.isdisjoint(party.skeletons):
        best = "spelt"
    return best, label


def features(mention: Described, number: int, clusters: Clusters, between: str) -> list[str]:
    """Return what speaks for and against a mention's belonging to a party.

    Args:
        mention: The mention.
        number: The party's number.
        clusters: The parties so far.
        between: What stands between the party's last mention and this one, where they stand side by side.
    """
    party = clusters.parties[number]
    last = party.last
    if last is None:
        return []
    label, letters, form, shape = mention.label, party.letters, mention.form, mention.shape
    best, best_label = closest(mention, party)
    away = min(3, mention.sentence - last.sentence)
    rank = clusters.rank(number, best_label)
    if not mention.country or not party.countries:
        country = "none"
    else:
        country = "same" if mention.country in party.countries else "other"
    if mention.entry is None or not party.entries:
        entry = "none"
    else:
        entry = "same" if (mention.entry.table, mention.entry.name) in party.entries else "other"
    head = "h" if mention.head in party.heads else ""
    pair = f"{label}>{best_label}"
    how = f"rel={best}"
    found = [
        how,
        f"{how}|{head}{pair}",
        f"like={best.removeprefix(HEARD)}|{head}{pair}",
        f"{how}|{form}",
        f"{how}|{form}|{letters}",
        f"{how}|{country}|{pair}",
        f"{how}|far={away}",
        f"{how}|rank={rank}",
        f"{how}|{head}{shape}|{country}",
        f"entry={entry}|{label}",
        f"{form}|{letters}|far={away}",
        f"{form}|rank={rank}|{letters}|{head}",
        f"{form}|{head}|{country}",
        f"word={mention.head}|{letters}",
        f"word={mention.head}|{head}{shape}",
        f"word={mention.head}|{country}|{letters}",
        f"size={min(4, len(party.mentions))}|{best}",
        f"tied={mention.tied}|{label}|{best}|{best_label}",
        f"agree={mention.number == last.number}{mention.gender == last.gender}|{label}>{last.label}",
    ]
    gap = beside(mention, last)
    if gap >= 0:
        sides = f"{last.inner}{mention.inner}|{label}>{last.label}"
        found += [
            f"gap={between}|{sides}",
            f"gap={between}|{sides}|{best}|{mention.after}",
            f"gap={between}|{last.before}|{label}>{last.label}|{mention.after}",
            f"gap={gap}|{sides}|{country}",
            f"gap={between}|{label}>{last.label}|{last.form}",
        ]
    if mention.kin and not head and mention.kin in party.kins:
        alike = mention.number == last.number
        found += [
            f"kin|{how}|{pair}",
            f"kin|{form}|{letters}|{alike}",
            f"kin|{form}|far={away}",
            f"kin|{how}|rank={rank}",
            f"kin={mention.kin}|{letters}",
            f"kin|{mention.shape}|{last.shape}|{alike}|{country}",
        ]
    if mention.tied:
        found.append(f"owner={clusters.owner() in party.countries}|{label}|{letters}")
    if country == "other":
        found.append(f"foreign|{label}|{letters}")
    return found


def between(mention: Described, party: Party, parsed: Parsed) -> str:
    """Return what stands between a party's last mention and this one, empty where they do not stand side by side."""
    last = party.last
    if last is None or beside(mention, last) < 0:
        return ""
    parts = []
    for i in range(last.span.last, mention.span.first):
        token, word = parsed.document.tokens[i], parsed.words[i]
        parts.append(token.text if token.kind == "punct" else "title" if "tit" in word.classes else token.analysis.pos)
    first = parsed.words[mention.span.first]
    if first.lead:
        parts.append(first.norm[0])
    return " ".join(parts)


def cluster(mentions: Sequence[Described], parsed: Parsed, judge: Judge, threshold: float = THRESHOLD) -> list[int]:
    """Return the number of the party of each mention, in order of first mention.

    Args:
        mentions: Mentions in order.
        parsed: Their document.
        judge: Says whether a mention belongs to a party.
        threshold: Probability under which a mention opens a party of its own.
    """
    clusters = Clusters()
    numbers: list[int] = []
    moved: dict[int, int] = {}
    for mention in mentions:
        known = clusters.identified(mention)
        if known is not None:
            numbers.append(clusters.put(mention, known))
            continue
        likely = {}
        for candidate in clusters.candidates(mention):
            gap = between(mention, clusters.parties[candidate], parsed)
            likely[candidate] = judge.probability(features(mention, candidate, clusters, gap))
        best = max(likely, key=likely.__getitem__, default=None)
        if best is not None and likely[best] < threshold:
            best = None
        if best is not None and mention.label == NAMED and clusters.parties[best].labels == UNNAMED:
            named = {n: c for n, c in likely.items() if c >= MERGE and clusters.parties[n].labels != UNNAMED}
            best = max(named, key=named.__getitem__, default=best)  # an office beside a name that was told before
        number = clusters.put(mention, best)
        numbers.append(number)
        if best is not None and mention.label == NAMED:
            for other, chance in likely.items():
                drawn = clusters.parties[other]
                if other == best or chance < MERGE or drawn.labels != UNNAMED:
                    continue
                if not drawn.is_around(clusters.parties[best]):
                    clusters.merge(other, best)
                    moved[other] = best
    return [_final(number, moved) for number in numbers]


def _final(number: int, moved: dict[int, int]) -> int:
    while number in moved:
        number = moved[number]
    return number


def examples(
    mentions: Sequence[Described], parties: Sequence[str | None], parsed: Parsed
) -> Iterator[tuple[list[str], bool]]:
    """Yield what the judge learns from: features of a mention and a candidate, and whether it is its party.

    Args:
        mentions: Mentions of one document in order.
        parties: The coded party of each; None for a mention that was not coded, which is passed over.
        parsed: The document.
    """
    clusters = Clusters()
    numbers: dict[str, int] = {}
    for mention, party in zip(mentions, parties, strict=True):
        if party is None:
            continue
        for candidate in clusters.candidates(mention):
            gap = between(mention, clusters.parties[candidate], parsed)
            yield features(mention, candidate, clusters, gap), numbers.get(party) == candidate
        numbers[party] = clusters.put(mention, numbers.get(party))
