# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Learn how the letters of one name differ between its Arabic spellings (`src/tawatur/joining/models/spellings.tsv`).

A memoryless transducer (Ristad and Yianilos, 1998): two spellings are written side by side by operations, each a letter
for a letter or a letter for none, and expectation-maximisation finds how probable each is. What is kept is what an
operation costs beyond writing its letters twice the same, in bits, so that a name is at no distance from itself.

Three rows of four train, by a hash of the Latin name; `benchmarks/names.py` measures on the others.

Run: python training/spellings.py SHARED (about 20 s)
"""

import hashlib
import itertools
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tawatur.joining.spelling import EDGE, SPELLINGS, letters

ROUNDS = 6
PRIOR = 0.03  # times that each operation is thought to have been seen before anything was
BACK_OFF = 2000.0  # operations anywhere that weigh as much as those seen at one place
SAME_PRIOR = 6.0  # the same of a letter that stays
FAR = 0.6  # edits per letter of the shorter beyond which a row holds two names, as noisy rows do
HEADER = """\
# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC-BY-4.0
# bits that it costs to write one letter for another (or for none) in the same name; where: first, inside, last
# source: google/transliteration (Apache-2.0), NETransliteration-COLING2018 wd_arabic (CC0)
# generator: training/spellings.py
"""
Operation = tuple[str, str, str]  # letter, letter or "", place; the lower letter first


def is_training(latin: str) -> bool:
    """Return whether a row of the names trains; the others measure."""
    return hashlib.blake2b(latin.encode(), digest_size=1).digest()[0] % 4 != 0


def rows(path: Path) -> list[tuple[str, list[str]]]:
    """Return the Latin names with their spellings."""
    lines = (line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#")
    return [(latin, spellings) for latin, *spellings in lines]


def _operation(a: str, b: str, at: int, of: int) -> Operation:
    where = "first" if at == 0 else "last" if at >= of - 1 else "inside"
    return (a, b, where) if a <= b and a else (b, a, where) if b else (a, b, where)


def plain_distance(a: str, b: str) -> int:
    """Return the plain edit distance."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (x != y)))
        before = now
    return before[-1]


class Transducer:
    """Probabilities of operations."""

    def __init__(self, alphabet: list[str]) -> None:
        self.counts: dict[Operation, float] = defaultdict(float)
        self.alphabet = alphabet
        self.chances: dict[Operation, float] = {}
        self.places = ("first", "inside", "last")
        self.estimate()

    def estimate(self) -> None:
        """Turn counts into probabilities; an operation backs off to the same in all places."""
        pairs = [(a, b) for a in self.alphabet for b in self.alphabet if a <= b] + [(a, "") for a in self.alphabet]
        anywhere: dict[tuple[str, str], float] = defaultdict(float)
        for (a, b, _), n in self.counts.items():
            anywhere[a, b] += n
        base = {p: (anywhere[p] + (SAME_PRIOR if p[0] == p[1] else PRIOR)) for p in pairs}
        whole = sum(base.values())
        for where in self.places:
            seen = sum(n for (_, _, w), n in self.counts.items() if w == where) or 0.0
            weight = BACK_OFF
            for pair in pairs:
                share = base[pair] / whole
                self.chances[(*pair, where)] = (self.counts[(*pair, where)] + weight * share) / (seen + weight)

    def learn(self, pairs: list[tuple[str, str]]) -> float:
        """One round of expectation-maximisation; return the log-likelihood in bits."""
        counts: dict[Operation, float] = defaultdict(float)
        likelihood = 0.0
        for a, b in pairs:
            n, m, of = len(a), len(b), max(len(a), len(b))
            ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
            ahead[0][0] = 1.0
            steps: list[tuple[int, int, int, int, Operation]] = []
            for i, j in itertools.product(range(n + 1), range(m + 1)):
                for k, h in ((i - 1, j - 1), (i - 1, j), (i, j - 1)):
                    if k < 0 or h < 0:
                        continue
                    x, y = a[k] if k < i else "", b[h] if h < j else ""
                    operation = _operation(x, y, max(k, h), of)
                    ahead[i][j] += ahead[k][h] * self.chances[operation]
                    steps.append((i, j, k, h, operation))
            behind = [[0.0] * (m + 1) for _ in range(n + 1)]
            behind[n][m] = 1.0
            whole = ahead[n][m]
            likelihood += math.log2(whole)
            for i, j, k, h, operation in reversed(steps):
                chance = self.chances[operation]
                counts[operation] += ahead[k][h] * chance * behind[i][j] / whole
                behind[k][h] += chance * behind[i][j]
        self.counts = counts
        self.estimate()
        return likelihood

    def costs(self) -> dict[Operation, float]:
        """Bits of each operation beyond those of writing its letters twice the same."""
        out: dict[Operation, float] = {}
        for (a, b, where), chance in self.chances.items():
            if a == b:
                continue
            same = -math.log2(self.chances[a, a, where]) / 2
            same += -math.log2(self.chances[b, b, where]) / 2 if b else 0.0
            out[a, b, where] = max(0.2, -math.log2(chance) - same)
        return out


def pairs_of(table: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """Return the pairs of spellings that are near enough to be of one name."""
    out = []
    for _, spellings in table:
        for a, b in itertools.combinations(map(letters, spellings), 2):
            if a != b and plain_distance(a, b) <= FAR * min(len(a), len(b)):
                out.append((a, b))
    return out


def main(shared: Path) -> None:
    table = [row for row in rows(shared / "joining/names.tsv") if is_training(row[0])]
    pairs = pairs_of(table)
    pairs += [(letters(spelling), letters(spelling)) for _, spellings in table for spelling in spellings]
    alphabet = sorted({c for pair in pairs for c in "".join(pair)})
    model = Transducer(alphabet)
    for number in range(ROUNDS):
        print(
            f"round {number}: {model.learn(pairs):.0f} bits over {len(pairs)} pairs, a spelling with itself among them"
        )
    # An operation seen less than half a time costs what any other of its kind does: those are written once.
    costs = model.costs()
    kinds: dict[tuple[str, str], list[float]] = defaultdict(list)
    kept = {}
    for (a, b, where), cost in costs.items():
        if model.counts.get((a, b, where), 0.0) >= 0.5:
            kept[a, b, where] = cost
        else:
            kinds["swap" if b else "drop", where].append(cost)
    lines = [f"{EDGE}\t{kind}\t{where}\t{sum(c) / len(c):.1f}" for (kind, where), c in sorted(kinds.items())]
    lines += [f"{a}\t{b}\t{where}\t{cost:.1f}" for (a, b, where), cost in sorted(kept.items())]
    SPELLINGS.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} costs; {Counter(w for _, _, w in kept)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
