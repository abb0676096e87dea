# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Measure how well names are told to be one.

    names.py SHARED

spellings  of `joining/names.tsv` (noisy), spellings look for their nearest among all others; how often that is another
           spelling of the Latin name, by our distance and by plain edit distance. Asked is the quarter of
           the names that trained nothing. Spellings that lie equally near share the point.
full names 300 pairs of full names from the corpora, labelled by reading (`benchmarks/data/name_pairs.tsv`): precision
           and recall of merging them. Needs no SHARED.
"""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from spellings import is_training, plain_distance, rows
from tawatur.joining import names
from tawatur.joining.spelling import distance
from tawatur.text.normalize import fold

PAIRS = Path(__file__).parent / "data/name_pairs.tsv"
WIDEST = 3  # letters by which the lengths of two spellings may differ; neither distance has its nearest beyond


def ranked_first(
    asked: list[tuple[str, str]], pool: list[tuple[str, str]], far: Callable[[str, str], float]
) -> tuple[float, int]:
    """Return how many spellings have another of their name as their nearest, and how many have one at all.

    Args:
        asked: Latin name and spelling.
        pool: The same of all that may be found.
        far: A distance.
    """
    hits, total = 0.0, 0
    families: dict[str, set[str]] = {}
    for latin, spelling in pool:
        families.setdefault(latin, set()).add(spelling)
    for latin, spelling in asked:
        if len(families[latin]) < 2:
            continue
        total += 1
        best, nearest = float("inf"), []
        for other, candidate in pool:
            if candidate != spelling and abs(len(candidate) - len(spelling)) <= WIDEST:
                value = far(spelling, candidate)
                if value < best:
                    best, nearest = value, [other]
                elif value == best:
                    nearest.append(other)
        hits += nearest.count(latin) / len(nearest) if nearest else 0.0
    return hits, total


def spellings(shared: Path) -> None:
    """Print the figures over single words."""
    pool = sorted({(latin, fold(s)) for latin, found in rows(shared / "joining/names.tsv") for s in found})
    unseen = [(latin, spelling) for latin, spelling in pool if not is_training(latin)]
    plain = ranked_first(unseen, pool, lambda a, b: float(plain_distance(a, b)))
    ours = ranked_first(unseen, pool, lambda a, b: distance(a, b).bits)
    for name, (hits, total) in (("edit distance", plain), ("our distance", ours)):
        print(f"spellings {name:14} another spelling ranked first {hits / total:.3f} ({total} asked, unseen names)")
    print(f"spellings {ours[0] / plain[0]:.2f} times as often")


def pairs() -> None:
    """Print the figures over full names."""
    counts = {(said, found): 0 for said in (True, False) for found in (True, False)}
    for line in PAIRS.read_text("utf-8").splitlines():
        if line.startswith(("#", "label")):
            continue
        label, a, b = line.split("\t")[:3]
        counts[label == "same", names.same(a, b)] += 1
    precision = counts[True, True] / max(1, counts[True, True] + counts[False, True])
    recall = counts[True, True] / max(1, counts[True, True] + counts[True, False])
    print(f"full names precision {precision:.3f} recall {recall:.3f} ({sum(counts.values())} pairs)")


def main(argv: list[str]) -> int:
    """Measure what is there."""
    pairs()
    if len(argv) > 1 and (Path(argv[1]) / "joining/names.tsv").exists():
        spellings(Path(argv[1]))
        return 0
    print("SHARED/joining/names.tsv is not there: the spellings are not part of the repository", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv))
