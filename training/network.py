# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the network over words (`reading/network.py`), and one for each fold that has not seen its reports.

    network.py GOLD_TRAIN [--folds DIR]

GOLD_TRAIN holds annotated reports. Entities and claims come from `build/cv/claims`, as for `events.py`. The network of
all reports goes into the package, those of the folds to DIR (`training/networks`), from which the judges of events
learn how far a network may be trusted on reports that it does not know. Needs PyTorch (`pip install torch`).
"""

import argparse
import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import events
import material
import standoff
from gold import FOLDS, fold, ids
from seen import NETWORKS, WORDS
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.reading.events import binding
from tawatur.reading.judge import MODELS
from tawatur.reading.network import (
    CLASSES,
    EVENTS,
    FARTHEST,
    HASHES,
    MOST,
    NEITHER,
    PARTS,
    Network,
    Seen,
    classes,
    distance,
    numbered,
    rows_of,
)
from tawatur.text.document import Document
from tawatur.text.records import Token

WIDTH = 128
PART_WIDTH = 64
CLASS_SIZE, HASH_SIZE = 8, 24
DILATIONS = (1, 2, 4, 1)
WHOLE_REPORT = 1  # after this inner layer each word learns what the report as a whole is like
DROP, FORGET = 0.2, 0.25  # shares of what is left out while training; the second of a word's own vectors
EPOCHS, RATE, DECAY = 10, 2e-3, 0.01
TOKENS = 3000  # of a batch
LEAST = 20  # a class seen fewer times has no vector of its own
PART_WORTH, DATE_WORTH = 0.6, 0.5  # of these losses beside that of events
STEPS = 0.9995  # share of the inputs of a layer that its whole numbers reach
DISTANCES = 2 * (FARTHEST + 2)


class _Unseen(Seen):
    """A report that no network has looked at."""

    def events(self, anchors: Sequence[int]) -> list[list[float]]:
        """Return nothing of each anchor."""
        return [[0.0] * len(EVENTS) for _ in anchors]

    def parts(self, asked: Sequence[tuple[int, str, int, int]]) -> list[list[float]]:
        """Return nothing of each party."""
        return [[0.0] * NEITHER for _ in asked]

    def dates(self, asked: Sequence[tuple[int, str, int]]) -> list[float]:
        """Return nothing of each time expression."""
        return [0.0 for _ in asked]


def blind(report: str) -> Callable[[Sequence[Token]], Seen]:
    """Return what looks at a report where there is no network yet."""
    return lambda tokens: _Unseen(Network({}, None, 0.0, (), {}, {}, ()), ())


@dataclass(slots=True)
class Lesson:
    """A report to learn from: its tokens, and what holds of some of them.

    Args:
        fold: Its fold.
        rows: Rows of each token in the tables: lemma, form, lemma again, classes, (n_tokens, 3 + n_classes).
        events: Anchor, type and whether it is told.
        parts: Anchor and type of an event, first and last token of a party, its part.
        dates: Anchor and type of an event, first token of a time expression, whether it dates the event.
    """

    fold: int
    rows: Any
    events: list[tuple[int, int, int]]
    parts: list[tuple[int, int, int, int, int]]
    dates: list[tuple[int, int, int, int]]


def vocabulary(documents: Sequence[Document]) -> list[list[str]]:
    """Return the names of each of `CLASSES` that are frequent enough, sorted."""
    counts: list[dict[str, int]] = [{} for _ in CLASSES]
    for document in documents:
        for token in document.tokens:
            for own, name in zip(counts, classes(token), strict=True):
                own[name] = own.get(name, 0) + 1
    return [sorted(name for name, times in own.items() if times >= LEAST) for own in counts]


def lesson(
    case: events.Case,
    known: dict[str, int],
    names: Sequence[dict[str, int]],
    lexicon: Lexicon,
    *,
    written: bool,
) -> Lesson:
    """Return what a report teaches.

    Args:
        case: The report, opened.
        known: Row of each lemma.
        names: Row of each name of each of `CLASSES`.
        lexicon: Tables to read with.
        written: Whether it was written for training.
    """
    rows = [rows_of(token, known, names) for token in case.document.tokens]
    told = [
        (v.candidate.token, EVENTS.index(type_), int((v.candidate.token, type_) in case.labels))
        for v in case.opened.views
        for type_ in v.candidate.types
    ]
    parts = [
        (tie.candidate.token, EVENTS.index(tie.type), link.party.first, link.party.last - 1, PARTS.index(label))
        for tie in events.told_ties(case)
        for link, label in zip(tie.links, tie.labels, strict=True)
    ]
    opened = case.opened
    scene = binding.scene(opened.context, opened.views, opened.subjects, lexicon)
    noted = () if standoff.holds(case.gold.id) else events.dated(case, scene, written=written)
    dates = [(v.candidate.token, EVENTS.index(type_), d.token, int(right)) for d, v, type_, right in noted]
    return Lesson(fold(case.gold.id), np.asarray(rows), told, parts, dates)


class Net(nn.Module):
    """The network in floats, its layers and tables named as `tawatur.reading.network` names them."""

    def __init__(self, vectors: Any, names: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=True)
        sizes = {name: (len(own) + 1, CLASS_SIZE) for name, own in zip(CLASSES, names, strict=True)}
        sizes |= dict.fromkeys(("forms", "lemmas"), (HASHES + 1, HASH_SIZE))
        sizes |= {"part_type": (len(EVENTS), PART_WIDTH), "part_distance": (DISTANCES, PART_WIDTH)}
        sizes |= {"date_type": (len(EVENTS), PART_WIDTH), "date_distance": (DISTANCES, PART_WIDTH)}
        self.tables = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        for name in ("forms", "lemmas"):
            nn.init.normal_(self.tables[name].weight, 0, 0.05)
        into = vectors.shape[1] + 2 * HASH_SIZE + CLASS_SIZE * len(CLASSES)
        shapes = {"input": (into, WIDTH), f"report_{WHOLE_REPORT}": (WIDTH, WIDTH)}
        shapes |= {f"around_{number}": (3 * WIDTH, WIDTH) for number in range(len(DILATIONS))}
        shapes |= {"event_in": (WIDTH, WIDTH), "event_out": (WIDTH, len(EVENTS))}
        shapes |= {"part_event": (WIDTH, PART_WIDTH), "part_party": (2 * WIDTH, PART_WIDTH)}
        shapes |= {"part_inner": (PART_WIDTH, PART_WIDTH), "part_out": (PART_WIDTH, len(PARTS))}
        shapes |= {"date_event": (WIDTH, PART_WIDTH), "date_time": (WIDTH, PART_WIDTH)}
        shapes |= {"date_inner": (PART_WIDTH, PART_WIDTH), "date_out": (PART_WIDTH, 1)}
        self.layers = nn.ModuleDict({name: nn.Linear(*shape) for name, shape in shapes.items()})
        self.drop, self.forget = nn.Dropout(DROP), nn.Dropout(DROP / 2)

    def forward(self, rows: Any, mask: Any) -> Any:
        """Return what is made of each token, (n_reports, n_tokens, WIDTH), of rows (n_reports, n_tokens, …)."""
        own = [self.tables["forms"](rows[..., 1]), self.tables["lemmas"](rows[..., 2])]
        if self.training:
            own = [x * (torch.rand(x.shape[:2]) > FORGET).float()[..., None] for x in own]
        named = [self.tables[name](rows[..., 3 + number]) for number, name in enumerate(CLASSES)]
        x = self.drop(torch.cat([self.vectors(rows[..., 0]), *own, *named], -1))
        mask = mask[..., None]
        x = torch.relu(self.layers["input"](x)) * mask
        for number, apart in enumerate(DILATIONS):
            wide = functional.pad(x, (0, 0, apart, apart))
            size = x.shape[1]
            seen = torch.cat([wide[:, :size], x, wide[:, 2 * apart : 2 * apart + size]], -1)
            x = (x + self.drop(torch.relu(self.layers[f"around_{number}"](seen)))) * mask
            if number == WHOLE_REPORT:
                whole = x.sum(1) / mask.sum(1)
                x = (x + torch.relu(self.layers[f"report_{number}"](whole))[:, None]) * mask
        return x

    def events(self, tokens: Any, at: Any) -> Any:
        """Return the log-odds of each type at anchors (n,) of flattened tokens."""
        return self.layers["event_out"](self.drop(torch.relu(self.layers["event_in"](tokens[at]))))

    def parts(self, tokens: Any, at: Any) -> Any:
        """Return the scores of `PARTS` for rows (n, 5): anchor, type, first and last token, distance."""
        party = torch.cat([tokens[at[:, 2]], tokens[at[:, 3]]], -1)
        x = self.layers["part_event"](tokens[at[:, 0]]) + self.layers["part_party"](party)
        x = x + self.tables["part_type"](at[:, 1]) + self.tables["part_distance"](at[:, 4])
        return self.layers["part_out"](torch.relu(self.layers["part_inner"](self.forget(torch.relu(x)))))

    def dates(self, tokens: Any, at: Any) -> Any:
        """Return the log-odds of dating an event for rows (n, 4): anchor, type, first token of a time, distance."""
        x = self.layers["date_event"](tokens[at[:, 0]]) + self.layers["date_time"](tokens[at[:, 2]])
        x = x + self.tables["date_type"](at[:, 1]) + self.tables["date_distance"](at[:, 3])
        return self.layers["date_out"](torch.relu(self.layers["date_inner"](self.forget(torch.relu(x)))))[:, 0]


def batches(lessons: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Return the lessons in batches of like length, in an order by chance."""
    mixed = chance.sample(list(lessons), len(lessons))
    found: list[list[Lesson]] = []
    for at in range(0, len(mixed), 160):
        batch: list[Lesson] = []
        for one in sorted(mixed[at : at + 160], key=lambda own: len(own.rows)):
            if batch and (len(batch) + 1) * len(one.rows) > TOKENS:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    chance.shuffle(found)
    return found


def packed(batch: Sequence[Lesson]) -> tuple[Any, Any]:
    """Return rows and mask of a batch, short reports filled up."""
    size = max(len(one.rows) for one in batch)
    rows = np.zeros((len(batch), size, 3 + len(CLASSES)), dtype=np.int64)
    mask = np.zeros((len(batch), size), dtype=np.float32)
    for number, one in enumerate(batch):
        rows[number, : len(one.rows)] = one.rows
        mask[number, : len(one.rows)] = 1
    return torch.tensor(rows), torch.tensor(mask)


def loss(net: Net, batch: Sequence[Lesson]) -> Any:
    """Return how wrong the network is about a batch."""
    rows, mask = packed(batch)
    size = rows.shape[1]
    tokens = net(rows, mask).reshape(-1, WIDTH)
    total = tokens.sum() * 0
    told = [(n * size + at, type_, label) for n, one in enumerate(batch) for at, type_, label in one.events]
    if told:
        at, types, labels = torch.tensor(told).T
        odds = net.events(tokens, at)[torch.arange(len(told)), types]
        total = total + functional.binary_cross_entropy_with_logits(odds, labels.float())
    parts = [
        (n * size + at, type_, n * size + first, n * size + last, distance(first - at), part)
        for n, one in enumerate(batch)
        for at, type_, first, last, part in one.parts
    ]
    if parts:
        asked = torch.tensor(parts)
        total = total + PART_WORTH * functional.cross_entropy(net.parts(tokens, asked[:, :5]), asked[:, 5])
    dates = [
        (n * size + at, type_, n * size + time, distance(time - at), label)
        for n, one in enumerate(batch)
        for at, type_, time, label in one.dates
    ]
    if dates:
        asked = torch.tensor(dates)
        odds = net.dates(tokens, asked[:, :4])
        total = total + DATE_WORTH * functional.binary_cross_entropy_with_logits(odds, asked[:, 4].float())
    return total


def fit(lessons: Sequence[Lesson], vectors: Any, names: Sequence[Sequence[str]]) -> Net:
    """Train a network."""
    torch.manual_seed(0)
    chance = random.Random(0)
    net = Net(vectors, names)
    learner = torch.optim.AdamW((p for p in net.parameters() if p.requires_grad), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(batches(lessons, random.Random(0))) + 1
    warm = 0.05 * steps
    slope = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min(1.0, (step + 1) / warm) * max(0.02, (steps - step) / steps)
    )
    for epoch in range(EPOCHS):
        net.train()
        lost, order = 0.0, batches(lessons, chance)
        for batch in order:
            wrong = loss(net, batch)
            learner.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            learner.step()
            slope.step()
            lost += float(wrong.detach())
        print(f"  epoch {epoch + 1}: {lost / len(order):.4f}", file=sys.stderr, flush=True)
    return net.eval()


def whole(net: Net, lessons: Sequence[Lesson], names: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return a network in whole numbers, as its file holds it.

    Args:
        net: The trained network.
        lessons: Some reports, by which the range of each layer's inputs is measured.
        names: Names of the rows of `CLASSES`.
    """
    reached: dict[str, list[float]] = {}

    def watch(name: str) -> Any:
        def note(_: Any, given: Any) -> None:
            values = given[0].detach().abs().flatten()
            reached.setdefault(name, []).append(float(torch.quantile(values[: 2**23], STEPS)))

        return note

    watched = [layer.register_forward_pre_hook(watch(name)) for name, layer in net.layers.items()]
    with torch.no_grad():
        for one in lessons:
            loss(net, [one])
    for hook in watched:
        hook.remove()
    found: dict[str, Any] = {"dilations": np.asarray(DILATIONS)}
    for name, own in zip(CLASSES, names, strict=True):
        found[f"names:{name}"] = np.frombuffer("\n".join(own).encode(), dtype=np.uint8)
    for name, table in net.tables.items():
        values = table.weight.detach().numpy()
        step = float(np.abs(values).max()) / 127
        found[f"table:{name}"] = np.rint(values / step).astype(np.int8)
        found[f"step:{name}"] = np.float32(step)
    for name, layer in net.layers.items():
        weight = layer.weight.detach().numpy().T
        sizes = np.maximum(np.abs(weight).max(0) / 127, 1e-9)
        step = max(reached[name]) / MOST
        found[f"weight:{name}"] = np.rint(weight / sizes).astype(np.int8)
        found[f"scale:{name}"] = (sizes * step).astype(np.float32)
        found[f"bias:{name}"] = layer.bias.detach().numpy().astype(np.float32)
        found[f"step:{name}"] = np.float32(step)
    return found


def main() -> None:
    """Train and write the networks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=Path, default=NETWORKS, metavar="DIR")
    args = parser.parse_args()
    torch.set_num_threads(1)
    lexicon = default_lexicon()
    cases = [events.open_case(report, lexicon, looking=blind) for report in material.load(args.gold)]
    with np.load(WORDS) as words:
        known = numbered(words["lemmas"])
        vectors = words["vectors"].astype(np.float32) * words["step"]
    names = vocabulary([case.document for case in cases])
    rows = [{name: n for n, name in enumerate(own, start=1)} for own in names]
    annotated = ids(args.gold)
    lessons = [lesson(case, known, rows, lexicon, written=case.gold.id not in annotated) for case in cases]
    args.folds.mkdir(parents=True, exist_ok=True)
    for held in (*range(FOLDS), None):
        print("all" if held is None else f"fold {held}", file=sys.stderr)
        own = [one for one in lessons if one.fold != held]
        found = whole(fit(own, vectors, names), own[:: math.ceil(len(own) / 200)], names)
        path = MODELS / "network.npz" if held is None else args.folds / f"{held}.npz"
        np.savez_compressed(path, **found)
        print(f"{path}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
