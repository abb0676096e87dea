# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the judges of attribution on annotated reports, with five-fold figures.

    python training/claims.py GOLD_DIR [--entities DIR] [--out DIR] [--save]

Entities come from `--entities` (out-of-fold readings, one JSON file per report) where given, else from the gold.
`--out` receives the out-of-fold readings of the claims; `--save` trains on everything and writes the judges.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold
import judges as fitting
import material
import standoff
from tawatur.lexicon import default_lexicon
from tawatur.model import Claim, Entity, Mention
from tawatur.reading.claims import (
    acceptance,
    contents,
    cues,
    endings,
    openings,
    outlets,
    qualities,
    relays,
    sources,
    speakers,
)
from tawatur.reading.claims import reader as reading
from tawatur.reading.claims.bounds import Bounds, bounds
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.drafts import JUDGES, Judges
from tawatur.reading.claims.finishing import Finisher, trust_features
from tawatur.reading.claims.hearers import Hearers
from tawatur.reading.claims.page import Candidate, Page, open_page
from tawatur.reading.claims.speakers import Spoken
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities
from tawatur.text.document import analyse

Span = tuple[int, int]
LEXICON = default_lexicon()
HEARERS = Hearers(LEXICON)
YES_NO = ("no", "yes")
STRENGTH = {
    "cue": 0.3, "start": 0.8, "end": 0.8, "place": 1.0, "first": 1.5, "last": 0.9, "accept": 0.3,
    "speaker": 0.4, "relay": 0.5,
    "mode": 1.0, "anonymous": 0.5, "count": 0.5, "trust": 0.15,
}  # fmt: skip
_HEADS = frozenset(("وكالة", "صحيفة", "قناة", "إذاعة", "موقع", "شبكة", "جريدة", "وسائل", "إعلام"))
REACHED = 0.85  # overlap at which a possible beginning counts as the right one


def span(record: dict[str, Any] | None) -> Span | None:
    """The span of a record, None where it has none."""
    if not record or record.get("start") is None:
        return None
    return record["start"], record["end"]


def overlap(a: Span, b: Span) -> float:
    """Intersection over union."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


@dataclass(slots=True)
class Item:
    """One report: its page, its entities, its gold claims by candidate."""

    gold: gold.Gold
    page: Page
    true_entities: Entities
    entities: Entities
    same: dict[str, str]  # gold entity -> entity
    parties: Bounds

    def tokens(self, where: Span) -> Span:
        """The tokens that cover code points."""
        starts = [t.start for t in self.page.document.tokens]
        first = max(0, bisect_right(starts, where[0]) - 1)
        if self.page.document.tokens[first].end <= where[0]:
            first += 1
        return min(first, len(starts) - 1), max(bisect_right(starts, where[1] - 1), first + 1)

    def pairs(self) -> list[tuple[Candidate, dict[str, Any] | None]]:
        """Every candidate with the gold claim whose cue it touches."""
        tokens = self.page.document.tokens
        left = sorted((c for c in self.gold.data["claims"] if span(c["cue"])), key=lambda c: c["cue"]["start"])
        out = []
        for candidate in self.page.candidates:
            start = tokens[candidate.first].start + max(0, candidate.form.lead)
            end = tokens[candidate.last - 1].end
            hit = next((c for c in left if c["cue"]["start"] < end and start < c["cue"]["end"]), None)
            if hit is not None:
                left.remove(hit)
            out.append((candidate, hit))
        return out


def gold_entities(data: dict[str, Any], text: str) -> Entities:
    """The parties of an annotated report or of a reading of it."""
    entities = tuple(Entity(e["id"], e["name"], e["kind"]) for e in data["entities"])
    known = {e.id for e in entities}
    mentions = (
        Mention(m["start"], m["end"], text[m["start"] : m["end"]], m["entity"])
        for m in data["mentions"]
        if m.get("start") is not None and m["entity"] in known
    )
    return Entities(entities, tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.entity))))


def paired(true: Entities, read: Entities) -> dict[str, str]:
    """Pair gold entities with read ones, most shared mentions first."""
    shared: dict[tuple[str, str], int] = {}
    for a in true.mentions:
        for b in read.mentions:
            if overlap((a.start, a.end), (b.start, b.end)) >= 0.5:
                shared[a.entity, b.entity] = shared.get((a.entity, b.entity), 0) + 1
    same: dict[str, str] = {}
    used: set[str] = set()
    for (a_id, b_id), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if a_id not in same and b_id not in used:
            same[a_id] = b_id
            used.add(b_id)
    return same


def load(folder: Path, entities: Path | None) -> list[Item]:
    """Return the reports of a folder with the entities to train on."""
    items = []
    for report in material.load(folder):
        page = open_page(analyse(report.text, LEXICON), LEXICON)
        true = gold_entities(report.data, report.text)
        read = true
        if entities is not None:
            read = gold_entities(json.loads((entities / f"{report.id}.json").read_text("utf-8")), report.text)
        items.append(Item(report, page, true, read, paired(true, read), bounds(page, read)))
    return items


class Lessons:
    """What each judge is to learn, by report."""

    def __init__(self) -> None:
        self.features: dict[str, list[list[str]]] = {}
        self.labels: dict[str, list[str]] = {}
        self.folds: dict[str, list[int]] = {}
        self.made: dict[tuple[str, int | None, int], Judge] = {}

    def add(self, name: str, fold: int, features: list[str], label: str | bool) -> None:
        """Note an item of a judge."""
        answer = label if isinstance(label, str) else YES_NO[label]
        self.features.setdefault(name, []).append(features)
        self.labels.setdefault(name, []).append(answer)
        self.folds.setdefault(name, []).append(fold)

    def fit(self, name: str, without: int | None) -> Judge:
        """Train a judge on all folds but one; the same items give the judge made before."""
        key = (name, without, len(self.labels[name]))
        if key not in self.made:
            self.made[key] = self._fit(name, without)
        return self.made[key]

    def _fit(self, name: str, without: int | None) -> Judge:
        kept = [i for i, fold in enumerate(self.folds[name]) if fold != without]
        order = sources.PLACES if name == "place" else YES_NO
        return fitting.train(
            [self.features[name][i] for i in kept],
            [self.labels[name][i] for i in kept],
            c=STRENGTH.get(name, 0.3),
            order=order,
        )

    def fit_all(self, without: int | None) -> Judges:
        """Train all judges on all folds but one."""
        return Judges(**{name: self.fit(name, without) for name in JUDGES})


def teach_cues(items: Sequence[Item], lessons: Lessons) -> list[dict[int, float]]:
    """Note the cues; return for each report the out-of-fold probabilities of its candidates."""
    for item in items:
        sentence, before = -1, []
        for candidate, claim in item.pairs():
            here = item.page.document.tokens[candidate.first].sentence
            if here != sentence:
                sentence, before = here, []
            features = cues.features(item.page, candidate, before)
            lessons.add("cue", gold.fold(item.gold.id), features, claim is not None)
            before.append(candidate)
    judges = [lessons.fit("cue", fold) for fold in range(gold.FOLDS)]
    return [reading.cue_chances(item.page, judges[gold.fold(item.gold.id)]) for item in items]


def _right_start(page: Page, candidate: Candidate, options: Sequence[Start], content: Span) -> int | None:
    at = content[0]
    while at < len(page.norms) - 1 and page.marks[at] in ("open", "comma", "colon"):
        at += 1
    before = at < candidate.first
    for index, option in enumerate(options):
        if option.at == at and option.before == before:
            return index
    if before:
        tokens = page.document.tokens
        end = tokens[contents.trim(page, at, candidate.first) - 1].end
        for index, option in enumerate(options):
            if option.before and overlap((tokens[at].start, end), (tokens[option.at].start, end)) >= REACHED:
                return index
    return None


def _teach_end(
    item: Item, candidate: Candidate, start: Start, content: Span, chances: dict[int, float], lessons: Lessons
) -> None:
    page = item.page
    ends = contents.ends(page, candidate, start.at, chances)
    wanted = contents.trim(page, start.at, content[1])
    tokens = page.document.tokens
    begin = tokens[start.at].start
    true = (begin, tokens[max(wanted, start.at + 1) - 1].end)
    fits = [overlap(true, (begin, tokens[end - 1].end)) for end in ends]
    best = max(range(len(ends)), key=lambda i: fits[i])
    if fits[best] < 0.9:
        return
    for i in range(min(best + 1, len(ends) - 1)):
        features = endings.end_features(page, candidate, start, ends[i], chances)
        lessons.add("end", gold.fold(item.gold.id), features, i == best)


def _teach_source(
    item: Item, candidate: Candidate, start: Start, where: Span | None, lessons: Lessons
) -> tuple[str, Span | None]:
    page, fold = item.page, gold.fold(item.gold.id)
    place, source = "dropped", None
    if where is not None:
        first, last = item.tokens(where)
        if page.marks[first] and first + 1 < last:
            first += 1
        place, source = ("after" if first >= candidate.first else "before"), (first, last)
    lessons.add("place", fold, sources.place_features(page, candidate, start, item.parties), place)
    if source is None:
        return place, None
    first, last = source
    options = sources.first_options(page, candidate, start, place)
    if first not in options:
        return place, source
    for at in options:
        lessons.add("first", fold, sources.first_features(page, candidate, start, at, place, item.parties), at == first)
    ends = sources.last_options(page, candidate, start, first)
    while last > first + 1 and page.marks[last - 1] in ("comma", "open", "dash", "stop"):
        last -= 1
    if last in ends:
        right = ends.index(last)
        for i in range(min(right + 1, len(ends) - 1)):
            features = sources.last_features(page, candidate, start, first, ends[i], item.parties)
            lessons.add("last", fold, features, i == right)
    return place, source


def _words(names: Sequence[Any]) -> set[str]:
    texts = [n if isinstance(n, str) else n.get("text") or "" for n in names or []]
    words = {word.strip("\"«»“”()،.'") for text in texts for word in text.split()}
    return {w[1:] if w.startswith("ل") and len(w) > 4 else w for w in words if len(w) > 1} - _HEADS


def teach_claims(items: Sequence[Item], chances: Sequence[dict[int, float]], lessons: Lessons) -> None:
    """Note everything that follows on the cue, each decision seeing the true ones before it."""
    for item, chance in zip(items, chances, strict=True):
        fold, page = gold.fold(item.gold.id), item.page
        history: list[Spoken] = []
        claims: list[dict[str, Any]] = []
        for candidate, claim in item.pairs():
            content = span(claim["content"]) if claim else None
            if claim is None or content is None:
                continue
            where = item.tokens(content)
            options = contents.starts(page, candidate)
            near = openings.nearest_ways(options, candidate)
            right = _right_start(page, candidate, options, where)
            for i, (option, rank) in enumerate(zip(options, openings.ranks(options), strict=True)):
                shared = openings.way_features(page, candidate, openings.way_of(option), near)
                own = openings.start_features(page, candidate, option, rank, chance, item.parties)
                lessons.add("start", fold, [*shared, *own], i == right)
            start = options[right] if right is not None else Start(where[0], "np", where[0] < candidate.first)
            if right is not None and not start.before:
                _teach_end(item, candidate, start, where, chance, lessons)
            _, source = _teach_source(item, candidate, start, span(claim["source"]), lessons)
            true = (claim["source"] or {}).get("entity")
            entity = item.same.get(true) if true else None
            if source is None or source[0] < candidate.first:
                offered = speakers.options(page, candidate, item.entities, history) if entity else []
                most = max((option.times for option in offered), default=0)
                for option in offered:
                    features = speakers.features(page, candidate, option, item.entities, history, most)
                    lessons.add("speaker", fold, features, option.entity == entity)
            first, last = source or (-1, -1)
            history.append(Spoken(candidate, entity, first, last, where[0], where[1], where[0]))
            claims.append(claim)
            mode = qualities.mode_features(page, candidate, start.way, *where)
            lessons.add("mode", fold, mode, claim["mode"] == "direct")
            record = item.entities.entity(entity) if entity else None
            about = (
                qualities.entity_features(record)
                if source is None
                else qualities.source_features(page, *source, record)
            )
            lessons.add("anonymous", fold, about, bool(claim["anonymous"]))
            lessons.add("count", fold, about, claim["count"] != 1)
        # nobody knows the outlets of those, and a report's own is no intermediary
        if not standoff.holds(item.gold.id):
            _teach_relays(item, history, claims, lessons)


def _teach_relays(item: Item, history: list[Spoken], claims: list[dict[str, Any]], lessons: Lessons) -> None:
    page, fold = item.page, gold.fold(item.gold.id)
    names = outlets.outlets(page, LEXICON, item.gold.data["report"].get("outlet"))
    text = page.document.text
    tokens = page.document.tokens
    for number, (spoken, claim) in enumerate(zip(history, claims, strict=True)):
        wanted = _words(claim["via"])
        for relay in relays.options(page, number, history, names):
            written = text[tokens[relay.first].start : tokens[relay.last - 1].end]
            lessons.add("relay", fold, relays.features(page, spoken, relay), bool(wanted & _words([written])))


def is_right(item: Item, claim: Claim, used: set[int]) -> bool:
    """Whether a claim matches a gold claim not used yet, as the scorer judges it."""
    for number, true in enumerate(item.gold.data["claims"]):
        if number in used:
            continue
        cue, content, source = span(true["cue"]), span(true["content"]), span(true["source"])
        alike = cue is not None and overlap(cue, (claim.cue.start, claim.cue.end)) >= 0.5
        if not alike and content is not None and claim.content is not None:
            alike = overlap(content, (claim.content.start, claim.content.end)) >= 0.5
        if not alike:
            continue
        mine = (claim.source.start, claim.source.end)
        said = False
        if source is not None and mine[0] is not None and mine[1] is not None:
            said = overlap(source, (mine[0], mine[1])) >= 0.5
        entity = (true["source"] or {}).get("entity")
        if said or (entity and item.same.get(entity) == claim.source.entity):
            used.add(number)
            return True
    return False


def teach_acceptance(items: Sequence[Item], folds: Sequence[Judges], lessons: Lessons) -> None:
    """Note which candidates, looked at out of fold, are claims; those before count as accepted where they are."""
    for item in items:
        fold = gold.fold(item.gold.id)
        true = {candidate.first for candidate, claim in item.pairs() if claim is not None}
        accepted: list[acceptance.Found] = []
        for seen in reading.looked(item.page, item.parties, folds[fold]):
            if seen.instead_of >= 0:
                continue
            found = seen.found
            right = found.candidate.first in true
            features = acceptance.features(item.page, found, accepted, seen.following, item.parties)
            lessons.add("accept", fold, features, right)
            if right:
                accepted.append(found)


def teach_trust(items: Sequence[Item], folds: Sequence[Judges], lessons: Lessons) -> None:
    """Note which claims, read out of fold, are right."""
    for item in items:
        fold = gold.fold(item.gold.id)
        found = reading.drafts(item.page, item.entities, folds[fold], HEARERS)
        finisher = Finisher(item.page, item.entities, folds[fold], LEXICON)
        used: set[int] = set()
        for draft in found:
            right = is_right(item, finisher.claim(draft, []), used)
            lessons.add("trust", fold, trust_features(item.page, draft, item.entities), right)


def plain(item: Item, claims: Sequence[Claim]) -> dict[str, Any]:
    """A reading of a report's claims in the contract's form, with the entities they were read with."""

    def piece(x: Any) -> dict[str, Any] | None:
        return None if x is None else {k: getattr(x, k) for k in ("start", "end", "text")}

    return {
        "report": {"id": item.gold.id, "text": item.gold.text},
        "entities": [{"id": e.id, "name": e.name, "kind": e.kind} for e in item.entities.entities],
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "entity": m.entity} for m in item.entities.mentions
        ],
        "claims": [
            {
                "id": c.id, "cue": piece(c.cue), "content": piece(c.content),
                "source": {k: getattr(c.source, k) for k in ("start", "end", "text", "entity")},
                "mode": c.mode, "stance": c.stance, "anonymous": c.anonymous, "count": c.count, "basis": c.basis,
                "via": [v.text for v in c.via], "events": [], "confidence": c.confidence, "rule": c.rule,
            }
            for c in claims
        ],
        "timexes": [], "events": [], "relations": [], "non_responses": [],
    }  # fmt: skip


def write(item: Item, claims: Sequence[Claim], folder: Path) -> None:
    """Write the reading of a report to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(item, claims), ensure_ascii=False)
    (folder / f"{item.gold.id}.json").write_text(text, "utf-8")


def learn(items: Sequence[Item]) -> tuple[Lessons, list[Judges]]:
    """Return the lessons of the reports and the judges of each fold."""
    lessons = Lessons()
    chances = teach_cues(items, lessons)
    teach_claims(items, chances, lessons)
    for name in ("accept", "trust"):
        for label in (True, False):
            lessons.add(name, -1, ["(none)"], label)
    teach_acceptance(items, [lessons.fit_all(fold) for fold in range(gold.FOLDS)], lessons)
    teach_trust(items, [lessons.fit_all(fold) for fold in range(gold.FOLDS)], lessons)
    return lessons, [lessons.fit_all(fold) for fold in range(gold.FOLDS)]


def main() -> None:
    """Run the training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    items = load(args.gold, args.entities)
    lessons, folds = learn(items)
    if args.out:
        for item in items:
            claims = reading.read(
                item.page,
                item.entities,
                LEXICON,
                folds[gold.fold(item.gold.id)],
                outlet=item.gold.data["report"].get("outlet"),
            )
            write(item, claims, args.out)
    if args.save:
        whole = lessons.fit_all(None)
        for name in JUDGES:
            print(fitting.save(getattr(whole, name), f"claims_{name}"))


if __name__ == "__main__":
    main()
