# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the judges of the events reader, or cross-validate them.

    events.py GOLD_TRAIN [--cv OUT_DIR]

GOLD_TRAIN holds annotated reports. Entities and claims come from `build/cv/claims` (out-of-fold readings, written by
`training/claims.py --entities build/oof/entities --out build/cv/claims`), so that the judges learn from the mistakes
they will meet. With `--cv` nothing is written to the models' folder: each report is read by models trained on the
other folds, and the readings go to OUT_DIR.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads that wait for a shared core cost more than they bring

import numpy as np
from sklearn.linear_model import LogisticRegression

import forests
import judges
import material
import seen
import standoff
from gold import FOLDS, Gold, fold, ids
from sparse import Fitted, Items
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import Claim, Entity, Event, Mention, Place, Source, TextSpan, Timex
from tawatur.model.ontology import STATUSES
from tawatur.reading import places, timexes
from tawatur.reading.events import binding, features, judging, models, reader, roles, salience, status, times
from tawatur.reading.events.binding import Scene
from tawatur.reading.events.blends import Blend, logit
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Party
from tawatur.reading.events.features import View
from tawatur.reading.events.judging import Ranked, Scored
from tawatur.reading.events.links import Link, links
from tawatur.reading.events.models import Models
from tawatur.reading.events.reader import Opened
from tawatur.reading.judge import Judge
from tawatur.reading.network import Seen
from tawatur.reading.parties import Entities
from tawatur.reading.trees import Forest, parse
from tawatur.text.document import Document, analyse
from tawatur.text.records import Token

OOF = Path("build/cv/claims")
WORDS = {"c": 0.05, "least": 3}
TIES = {"c": 0.02, "least": 3}
SALIENCE = {"c": 0.03, "least": 3}
SMALL = {"c": 0.1, "least": 3}
DATES = {"c": 0.02, "least": 3}
OWN = "annotated:"  # before features of the judge of dates that are those of annotated reports
RIVALS = {"trees": 80, "rate": 0.08, "leaves": 8, "least": 20}
PARTS = {"trees": 120, "rate": 0.07, "leaves": 8, "least": 40, "l2": 20.0}
LEXICAL = ("hw=", "b1=", "mverb=", "myrelverb=", "nestw=", "ruler=")  # these name a word
COMMON = 100  # ties in which a feature must hold to be an input of the trees
DAY = len("2015-01-31")
INNER = 4
BLENDED = ("none", "actor", "recipient")  # labels of parts in the order of a blend


Look = Callable[[Sequence[Token]], Seen]
Looking = Callable[[str], Look]
Given = tuple[tuple[Timex, ...], tuple[Place, ...], tuple[Claim, ...]]


@dataclass(frozen=True)
class Case:
    """An annotated report, opened; its gold events by candidate, and counted by sentence and type."""

    gold: Gold
    document: Document
    entities: Entities
    opened: Opened
    given: Given
    labels: dict[tuple[int, str], dict[str, Any]]
    counts: dict[tuple[int, str], int]
    pairs: dict[str, str]


def parties(data: dict[str, Any]) -> Entities:
    """Return the entities of a reading in plain form."""
    entities = tuple(Entity(e["id"], e["name"], e["kind"]) for e in data["entities"])
    mentions = sorted(data["mentions"], key=lambda m: (m["start"], -m["end"]))
    return Entities(entities, tuple(Mention(m["start"], m["end"], m["text"], m["entity"]) for m in mentions))


def _alike(a: tuple[int, int], b: tuple[int, int]) -> float:
    inter = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inter) / (max(a[1], b[1]) - min(a[0], b[0]))


def pair(gold_data: dict[str, Any], read: Entities) -> dict[str, str]:
    """Pair read entities with gold ones, most shared mentions first; return read id to gold id."""
    votes: dict[tuple[str, str], int] = {}
    for m in gold_data["mentions"]:
        for n in read.mentions:
            if _alike((m["start"], m["end"]), (n.start, n.end)) >= 0.5:
                votes[m["entity"], n.entity] = votes.get((m["entity"], n.entity), 0) + 1
    out: dict[str, str] = {}
    used: set[str] = set()
    for (right, found), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if right not in used and found not in out:
            out[found] = right
            used.add(right)
    return out


def spoken(data: dict[str, Any]) -> tuple[Claim, ...]:
    """Return the claims of a reading in plain form, as far as the events reader looks at them."""
    out = []
    for number, claim in enumerate(data["claims"]):
        cue, source, content = claim["cue"], claim["source"], claim["content"]
        known = content is not None and content["start"] is not None
        out.append(
            Claim(
                id=f"c{number + 1}",
                cue=TextSpan(cue["start"], cue["end"], cue["text"]),
                source=Source(source["start"], source["end"], source["text"], source["entity"]),
                content=TextSpan(content["start"], content["end"], content["text"]) if known else None,
                mode=claim["mode"],
                stance=claim["stance"],
            )
        )
    return tuple(out)


def open_case(report: Gold, lexicon: Lexicon, oof: Path = OOF, looking: Looking = seen.looking) -> Case:
    """Read what comes before events, and find the gold events among the candidates.

    Args:
        report: The report.
        lexicon: Tables to read with.
        oof: Readings out of fold, one file a report.
        looking: Gives what looks at a report, by its id.

    Raises:
        FileNotFoundError: There is no out-of-fold reading of the report.
    """
    data = json.loads((oof / f"{report.id}.json").read_text("utf-8"))
    entities = parties(data)
    document = analyse(report.text, lexicon)
    published = date.fromisoformat(report.published) if report.published else None
    given = (
        timexes.annotate(document, published, lexicon),
        places.annotate(document, lexicon),
        spoken(data),
    )
    return build_case(report, document, entities, given, lexicon, looking(report.id))


def build_case(
    report: Gold, document: Document, entities: Entities, given: Given, lexicon: Lexicon, look: Look
) -> Case:
    """Find the candidates of a report and the gold events among them."""
    opened = reader.open_document(document, entities, *given, lexicon, look)
    labels: dict[tuple[int, str], dict[str, Any]] = {}
    counts: dict[tuple[int, str], int] = {}
    for event in report.data["events"]:
        token = next((t for t in document.tokens if t.start <= event["start"] < t.end), None)
        if token is None:
            continue
        key = token.sentence, event["type"]
        counts[key] = counts.get(key, 0) + 1
        for view in opened.views:
            candidate = view.candidate
            if candidate.start < event["end"] and event["start"] < candidate.end and event["type"] in candidate.types:
                labels.setdefault((candidate.token, event["type"]), event)
    return Case(report, document, entities, opened, given, labels, counts, pair(report.data, entities))


@dataclass(frozen=True)
class Tie:
    """A gold event among the candidates: its links, and the role of each."""

    candidate: Candidate
    type: str
    links: list[Link]
    labels: list[str]

    def items(self) -> list[tuple[tuple[str, ...], str]]:
        """Return features and label of each link."""
        return [(link.features, label) for link, label in zip(self.links, self.labels, strict=True)]


class Rows:
    """Items of one decision over all reports, numbered once, with the rows of each report."""

    def __init__(
        self, per_case: Sequence[Sequence[tuple[Sequence[str], str]]], order: Sequence[str], worth: Sequence[float]
    ) -> None:
        self.order, self.worth = order, worth
        self.labels = [label for part in per_case for _, label in part]
        self.items = Items([item for part in per_case for item, _ in part])
        self.of: list[range] = []
        at = 0
        for part in per_case:
            self.of.append(range(at, at + len(part)))
            at += len(part)

    def fit(self, ids: Sequence[int], settings: dict[str, Any]) -> Fitted:
        """Train on the rows of some reports."""
        rows = [row for i in ids for row in self.of[i]]
        worth = [self.worth[i] for i in ids for _ in self.of[i]]
        return self.items.train(rows, [self.labels[row] for row in rows], self.order, worth=worth, **settings)


class Data:
    """Everything to train on, with features worked out once."""

    def __init__(self, cases: Sequence[Case], lexicon: Lexicon, annotated: frozenset[str]) -> None:
        self.cases = list(cases)
        self.ties = [list(told_ties(case)) for case in cases]
        cues = reader.status_cues(lexicon)
        self.worth = [material.worth(case.gold.id, annotated) for case in cases]
        self.words = Rows([list(_word_items(case)) for case in cases], ("no", "yes"), self.worth)
        parts = [[pair for tie in ties for pair in tie.items()] for ties in self.ties]
        self.parts = Rows(parts, roles.LABELS, self.worth)
        self.entities = [salience.by_entity(case.opened.context) for case in cases]
        self.salience = Rows([list(_salience_items(case)) for case in cases], ("no", "yes"), self.worth)
        self.status = Rows([list(_status_items(case, cues)) for case in cases], STATUSES, self.worth)
        datings = []
        self.dated: list[list[tuple[tuple[str, ...], float, bool]]] = []  # features, looks and truth, if annotated
        for case in cases:
            own = case.gold.id in annotated
            scene = binding.scene(case.opened.context, case.opened.views, case.opened.subjects, lexicon)
            found = [] if standoff.holds(case.gold.id) else list(dated(case, scene, written=not own))
            datings.append([_time_item(dating, right, written=not own) for dating, _, _, right in found])
            looks = case.opened.seen.dates([(v.candidate.token, type_, d.token) for d, v, type_, _ in found])
            told = zip(found, looks, strict=True)
            self.dated.append([(d.features, look, right) for (d, _, _, right), look in told] if own else [])
        self.times = Rows(datings, ("no", "yes"), self.worth)


def _word_items(case: Case) -> Iterator[tuple[list[str], str]]:
    for view in case.opened.views:
        for type_ in view.candidate.types:
            told = (view.candidate.token, type_) in case.labels
            yield features.features(view, type_), "yes" if told else "no"


def _told(case: Case) -> Iterator[tuple[View, str, dict[str, Any]]]:
    by_token = {v.candidate.token: v for v in case.opened.views}
    for (token, type_), event in case.labels.items():
        yield by_token[token], type_, event


def _named(case: Case, party: Party) -> set[str]:
    """Return the gold entities of a read mention: whose mention stands there, else with whom its entity is paired.

    What was read as two entities is one to the gold; the judge must not learn that the second has no part.
    """
    mention = party.mention
    there = {
        m["entity"]
        for m in case.gold.data["mentions"]
        if _alike((m["start"], m["end"]), (mention.start, mention.end)) >= 0.5
    }
    paired = case.pairs.get(party.entity.id)
    return there or ({paired} if paired is not None else set())


def told_ties(case: Case) -> Iterator[Tie]:
    """Yield the told events of a report with their parties and what part each has."""
    for view, type_, event in _told(case):
        found = links(case.opened.context, case.opened.subjects, view, type_, case.opened.seen)
        labels = []
        for link in found:
            who = _named(case, link.party)
            role = "recipient" if who & set(event["recipients"]) else "none"
            labels.append("actor" if who & set(event["actors"]) else role)
        yield Tie(view.candidate, type_, found, labels)


def _salience_items(case: Case) -> Iterator[tuple[list[str], str]]:
    """Yield each read party with whether it has a part in any gold event."""
    taking = {who for event in case.gold.data["events"] for who in (*event["actors"], *event["recipients"])}
    context = case.opened.context
    for mentions in salience.by_entity(context).values():
        who = set().union(*(_named(case, mention) for mention in mentions))
        yield salience.features(context, mentions), "yes" if who & taking else "no"


def _status_items(case: Case, cues: dict[str, str]) -> Iterator[tuple[list[str], str]]:
    for view, type_, event in _told(case):
        yield status.features(case.opened.context, view.candidate, type_, cues), event["status"]


def _dates(value: str, when: str | None, *, roughly: bool) -> bool:
    """Whether a value is the coded date; roughly, its day is enough."""
    if when is None or "/" in value or "/" in when or not roughly:
        return value == when
    return value[:DAY] == when[:DAY]


def dated(case: Case, scene: Scene, *, written: bool) -> Iterator[tuple[times.Dating, View, str, bool]]:
    """Yield what may date each event with whether it does.

    Those who wrote reports leave out parts of days and code dates that no expression gives; nobody must learn from it
    that expressions like these date nothing: when .53 five-fold where they are taken at their word.
    """
    values = [t.value for t in case.opened.context.timexes if t.value is not None]
    for view, type_, event in _told(case):
        when = event["when"]
        if written and when is not None and not any(_dates(value, when, roughly=True) for value in values):
            continue
        for dating in times.datings(scene, view.candidate, type_):
            yield dating, view, type_, _dates(dating.value, when, roughly=written)


def _time_item(dating: times.Dating, right: bool, *, written: bool) -> tuple[tuple[str, ...], str]:
    """Return what may date an event, for the judge of dates.

    Features of the annotated reports count a second time, as their own: both kinds teach what a date hangs on, only
    these how readily one is given (Daumé 2007, "Frustratingly easy domain adaptation").
    """
    own = () if written else tuple(OWN + feature for feature in dating.features)
    return (*dating.features, *own), "yes" if right else "no"


def _inner(ids: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Split reports for predictions out of fold, independent of the outer folds."""
    for number in range(INNER):
        rest = [i for at, i in enumerate(ids) if at % INNER != number]
        yield rest, [i for at, i in enumerate(ids) if at % INNER == number]


def _ranked(case: Case, scores: Sequence[float], likely: dict[str, float], blend: Blend) -> list[Ranked]:
    pairs = [(view, type_) for view in case.opened.views for type_ in view.candidate.types]
    items = [
        Scored(view, type_, judging.blended(view, type_, score, blend))
        for (view, type_), score in zip(pairs, scores, strict=True)
    ]
    return judging.rank(case.opened.context, items, likely)


def _likely(data: Data, i: int, fitted: Fitted) -> dict[str, float]:
    """Return what the judge of salience says of the parties of a report."""
    odds = fitted.odds(data.salience.of[i])[:, 1] if data.entities[i] else ()
    return dict(zip(data.entities[i], map(float, odds), strict=True))


def _is_told(case: Case, item: Ranked) -> bool:
    sentence = case.document.tokens[item.scored.candidate.token].sentence
    return case.counts.get((sentence, item.scored.type), 0) > item.rank


def train_rivals(data: Data, ids: Sequence[int]) -> tuple[list[str], list[str]]:
    """Train the blend of words and looks and the trees over competing candidates, from scores out of fold."""
    scores: dict[int, list[float]] = {}
    likely: dict[int, dict[str, float]] = {}
    for rest, part in _inner(ids):
        fitted, lively = data.words.fit(rest, WORDS), data.salience.fit(rest, SALIENCE)
        for i in part:
            if data.words.of[i]:
                scores[i] = [float(p) for p in fitted.odds(data.words.of[i])[:, 1]]
                likely[i] = _likely(data, i, lively)
    inputs, told, worth = [], [], []
    for i, own in scores.items():
        pairs = ((view, type_) for view in data.cases[i].opened.views for type_ in view.candidate.types)
        for (view, type_), p in zip(pairs, own, strict=True):
            inputs.append([logit(p, 1 - p), view.looks[type_]])
        told += [data.words.labels[row] == "yes" for row in data.words.of[i]]
        worth += [data.worth[i]] * len(own)
    lines = _blend(inputs, [int(label) for label in told], worth)
    rows, labels, worth = [], [], []
    for i, own in scores.items():
        for item in _ranked(data.cases[i], own, likely[i], _as_blend(lines)):
            rows.append(item.values)
            labels.append(_is_told(data.cases[i], item))
            worth.append(data.worth[i])
    return lines, forests.train(rows, labels, judging.INPUTS, worth=worth, **RIVALS)[1]


def _blend(inputs: Sequence[Sequence[float]], labels: Sequence[int], worth: Sequence[float] | None = None) -> list[str]:
    """Return the lines of a blend's file, fitted on inputs, the numbers of their labels and what each counts."""
    model = LogisticRegression(C=100.0, max_iter=1000).fit(np.asarray(inputs), labels, worth)
    weights = np.column_stack([model.intercept_, model.coef_])
    if len(weights) > 1:
        weights = weights[1:] - weights[0]
    return ["\t".join(f"{value:.4f}" for value in row) for row in weights]


def _as_blend(lines: Sequence[str]) -> Blend:
    return Blend(tuple(tuple(map(float, line.split("\t"))) for line in lines))


def _tree_inputs(data: Data, ids: Sequence[int]) -> list[str]:
    """Return the names of the inputs of the trees over ties: numbers, facts, common features."""
    seen: dict[str, int] = {}
    known: set[str] = set()
    for i in ids:
        for tie in data.ties[i]:
            known.update(roles.facts(data.cases[i].opened.context, tie.candidate, tie.type))
            for link in tie.links:
                for name in {f for f in link.features if "&" not in f and not f.startswith(LEXICAL)}:
                    seen[name] = seen.get(name, 0) + 1
    return [*roles.NUMBERS, *sorted(known), *sorted(name for name, n in seen.items() if n >= COMMON)]


def _odds(data: Data, i: int, fitted: Fitted) -> list[list[roles.Odds]]:
    """Return what a regression says of the ties of each told event of a report."""
    found, at = [], data.parts.of[i].start
    for tie in data.ties[i]:
        rows = range(at, at + len(tie.links))
        at += len(tie.links)
        own = fitted.odds(rows) if rows else ()
        found.append([dict(zip(roles.LABELS, map(float, row), strict=True)) for row in own])
    return found


def train_parts(data: Data, ids: Sequence[int]) -> tuple[list[str], list[str], list[str]]:
    """Train the blend and the trees over ties, from odds out of fold; return the files of blend, actors, recipients."""
    names = _tree_inputs(data, ids)
    blank = Forest(tuple(names), 0.0, ())
    odds: dict[int, list[list[roles.Odds]]] = {}
    likely: dict[int, dict[str, float]] = {}
    for rest, part in _inner(ids):
        fitted, lively = data.parts.fit(rest, TIES), data.salience.fit(rest, SALIENCE)
        for i in part:
            odds[i], likely[i] = _odds(data, i, fitted), _likely(data, i, lively)
    inputs, taught, worth = [], [], []
    for i in odds:
        for tie, own in zip(data.ties[i], odds[i], strict=True):
            inputs += [roles.said(o, link) for o, link in zip(own, tie.links, strict=True)]
            taught += [BLENDED.index(label) for label in tie.labels]
            worth += [data.worth[i]] * len(tie.labels)
    lines = _blend(inputs, taught, worth)
    blend = _as_blend(lines)
    rows, labels, worth = [], [], []
    for i in odds:
        asked = [
            roles.Asked(
                tie.candidate, tie.type, 1.0, tie.links,
                [roles.parted(o, link, blend) for o, link in zip(own, tie.links, strict=True)],
            )
            for tie, own in zip(data.ties[i], odds[i], strict=True)
        ]  # fmt: skip
        context = data.cases[i].opened.context
        elsewhere = roles.Elsewhere(context, asked, likely[i])
        for number, (event, tie) in enumerate(zip(asked, data.ties[i], strict=True)):
            facts = roles.facts(context, tie.candidate, tie.type)
            for at, link in enumerate(tie.links):
                own_inputs = [*roles.numbers(context, event, at), *elsewhere.numbers(number, at)]
                rows.append(models.fill(blank, own_inputs, facts, link))
                labels.append(tie.labels[at])
                worth.append(data.worth[i])
    _, actors = forests.train(rows, [a == "actor" for a in labels], names, worth=worth, **PARTS)
    _, recipients = forests.train(rows, [a == "recipient" for a in labels], names, worth=worth, **PARTS)
    return lines, actors, recipients


def train_dates(data: Data, ids: Sequence[int]) -> list[str]:
    """Train the blend of what judge and network say of dates, out of fold."""
    inputs, labels = [], []
    for rest, part in _inner(ids):
        judge = _as_own(data.times.fit(rest, DATES).judge())
        for i in part:
            for features_, look, right in data.dated[i]:
                p = judge.probability(features_)
                inputs.append([logit(p, 1 - p), look])
                labels.append(int(right))
    return _blend(inputs, labels)


def _as_own(judge: Judge) -> Judge:
    """Return a judge for reports such as the annotated ones: the weights of their own features added to the shared."""
    weights: dict[str, float] = {}
    for feature, (weight,) in judge.weights.items():
        name = feature.removeprefix(OWN)
        weights[name] = round(weights.get(name, 0.0) + weight, 4)
    return Judge(judge.labels, {name: (weight,) for name, weight in weights.items() if weight})


Files = dict[str, Judge | list[str]]


def train(data: Data, ids: Sequence[int]) -> Files:
    """Train everything on some of the reports."""
    part_blend, actors, recipients = train_parts(data, ids)
    word_blend, rivals = train_rivals(data, ids)
    return {
        "events_words": data.words.fit(ids, WORDS).judge(),
        "events_word_blend": word_blend,
        "events_rivals": rivals,
        "events_ties": data.parts.fit(ids, TIES).judge(),
        "events_part_blend": part_blend,
        "events_salience": data.salience.fit(ids, SALIENCE).judge(),
        "events_actors": actors,
        "events_recipients": recipients,
        "events_status": data.status.fit(ids, SMALL).judge(),
        "events_times": _as_own(data.times.fit(ids, DATES).judge()),
        "events_time_blend": train_dates(data, ids),
    }


def as_models(files: Files) -> Models:
    """Return trained files as the reader uses them."""
    parts = {
        name.removeprefix("events_"): (_as_blend if name.endswith("_blend") else parse)(value)
        if isinstance(value, list)
        else value
        for name, value in files.items()
    }
    return Models(**parts)  # type: ignore[arg-type]


def save(files: Files) -> None:
    """Write the files into the package."""
    for name, value in files.items():
        path = forests.save(value, name) if isinstance(value, list) else judges.save(value, name)
        print(f"{path}  {path.stat().st_size:,} bytes")


def plain(case: Case, events: Sequence[Event]) -> dict[str, Any]:
    """Return a reading of entities and events in the plain form that the scorer takes."""
    return {
        "entities": [{"id": e.id, "name": e.name, "kind": e.kind} for e in case.entities.entities],
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "entity": m.entity} for m in case.entities.mentions
        ],
        "timexes": [],
        "events": [
            {
                "id": e.id, "type": e.type, "start": e.start, "end": e.end, "text": e.text,
                "actors": list(e.actors), "recipients": list(e.recipients), "status": e.status,
                "when": e.when.value if e.when else None, "place": e.place.text if e.place else None,
                "deaths": [e.deaths.low, e.deaths.high] if e.deaths else None,
                "confidence": e.confidence, "rule": e.rule,
            }
            for e in events
        ],
        "claims": [], "relations": [], "non_responses": [],
    }  # fmt: skip


def cross_validate(data: Data, lexicon: Lexicon, out: Path) -> None:
    """Read each report with models of the other folds; write the readings."""
    out.mkdir(parents=True, exist_ok=True)
    for number in range(FOLDS):
        trained = as_models(train(data, [i for i, c in enumerate(data.cases) if fold(c.gold.id) != number]))
        for case in data.cases:
            if fold(case.gold.id) == number:
                events = reader.judge(case.opened, trained, lexicon, models.THRESHOLD)
                text = json.dumps(plain(case, events), ensure_ascii=False)
                (out / f"{case.gold.id}.json").write_text(text, encoding="utf-8")
        print(f"fold {number} read", file=sys.stderr)


def main() -> None:
    """Train and save, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cv", type=Path, metavar="OUT_DIR")
    args = parser.parse_args()
    lexicon = default_lexicon()
    cases = [open_case(report, lexicon) for report in material.load(args.gold)]
    data = Data(cases, lexicon, ids(args.gold))
    if args.cv is not None:
        cross_validate(data, lexicon, args.cv)
    else:
        save(train(data, range(len(data.cases))))


if __name__ == "__main__":
    main()
