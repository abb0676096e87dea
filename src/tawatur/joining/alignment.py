# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find the wording that two texts share, word by word, when single words were exchanged and paragraphs moved.

Seed and extend: pairs of neighbouring words that stand in both texts grow into runs, runs that follow one another in
both with few words between are chained as long as what they share outweighs what they do not, and the best chains are
taken first, each word once. A moved paragraph makes a chain of its own. Commonplace words weigh little, so that a chain
of «في ظل» and «من قبل» never gets anywhere.

Time grows with the pairs that the texts share, not with the product of their lengths: pairs that stand in a text more
than a few times seed nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tawatur.joining.wording import Wording, pairs_of

MOST_PLACES = 6  # places of a pair in one text beyond which it seeds nothing
GAP = 9  # words that may lie between two runs of a chain, in either text
SKIPPED = 0.18  # cost of each such word, in words shared
SHIFTED = 0.22  # further cost for each word that one text has more than the other between two runs
LEAST = 4.5  # weight of a chain that is a passage
DENSITY = 0.4  # share of a passage's weight that must be in words that agree
SNAP = 4  # words to the beginning or end of a sentence that a passage's edge may still take in
_LOOK_BACK = 48  # earlier runs that a run may follow


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage: words `[left, left_end)` of the first text, `[right, right_end)` of the second, and what agrees."""

    left: int
    left_end: int
    right: int
    right_end: int
    weight: float


Run = tuple[int, int, int]  # first word in the left text, in the right one, words


def _runs(a: Wording, b: Wording) -> list[Run]:
    """The longest stretches of words that agree, in order."""
    seeds: list[tuple[int, int]] = []
    known, places = pairs_of(a), dict[tuple[str, str], list[int]]()
    for number, pair in enumerate(pairwise(b.stems)):
        if pair in known:
            places.setdefault(pair, []).append(number)
    for pair, right in places.items():
        left = known[pair]
        if len(left) <= MOST_PLACES and len(right) <= MOST_PLACES:
            seeds.extend((j - i, i) for i in left for j in right)
    seeds.sort()
    runs: list[Run] = []
    shift, first, last = 0, -1, -1  # the run being grown: words [first, last)
    for diagonal, i in seeds:
        if first >= 0 and diagonal == shift and i < last:
            last = i + 2
            continue
        if first >= 0:
            runs.append((first, first + shift, last - first))
        shift, first, last = diagonal, i, i + 2
    if first >= 0:
        runs.append((first, first + shift, last - first))
    runs.sort()
    return runs


def _chained(runs: list[Run], sums: Sequence[float]) -> tuple[list[float], list[int]]:
    """For each run the weight of the best chain that ends in it, and the run before it there, -1 for none."""
    best: list[float] = []
    before: list[int] = []
    for number, (i, j, n) in enumerate(runs):
        own, gained, link = sums[i + n] - sums[i], 0.0, -1
        for other in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            k, m, length = runs[other]
            along = j - m - length
            if along > GAP or m >= j or along < -length:
                continue
            across = i - k - length
            if across > GAP or k >= i:
                continue
            cost = SHIFTED * abs(across - along)
            if across < 0 or along < 0:  # two runs may touch by a word where a repetition was cut
                over = -min(across, along)
                if over >= n or over >= length:
                    continue
                cost += over
            cost += SKIPPED * max(0, across, along)
            worth = best[other] - cost
            if worth > gained:
                gained, link = worth, other
        best.append(own + gained)
        before.append(link)
    return best, before


def _chains(runs: list[Run], best: list[float], before: list[int]) -> Iterator[tuple[list[Run], float]]:
    """Chains, the heaviest first, none of which holds a run of an earlier one."""
    taken: set[int] = set()
    for last in sorted(range(len(runs)), key=lambda r: (-best[r], r)):
        if best[last] < LEAST:
            return
        at, chain = last, []
        while at >= 0 and at not in taken:
            chain.append(runs[at])
            taken.add(at)
            at = before[at]
        if chain:
            yield chain[::-1], best[last] - (best[at] if at >= 0 else 0.0)


def _free(chain: list[Run], used: tuple[bytearray, bytearray]) -> list[list[Run]]:
    """The stretches of a chain whose words no heavier chain holds, in either text."""
    out: list[list[Run]] = [[]]
    for i, j, n in chain:
        if any(used[0][i : i + n]) or any(used[1][j : j + n]):
            out.append([])
        else:
            out[-1].append((i, j, n))
    return [part for part in out if part]


def _edge(words: Wording, at: int, *, end: bool) -> int:
    """Words from an edge to the beginning (or, with `end`, the end) of its sentence."""
    if end:
        return words.breaks[bisect_left(words.breaks, at)] - at
    return at - words.breaks[bisect_right(words.breaks, at) - 1]


def _snapped(a: Wording, b: Wording, part: Shared, used: tuple[bytearray, bytearray]) -> Shared:
    """A passage with its edges at those of sentences, where they are near in both texts: words were exchanged there."""
    left, left_end, right, right_end = part.left, part.left_end, part.right, part.right_end
    back, along = _edge(a, left, end=False), _edge(b, right, end=False)
    if back <= SNAP and along <= SNAP and (back == 0) == (along == 0):
        left, right = left - back, right - along
    on, onward = _edge(a, left_end, end=True), _edge(b, right_end, end=True)
    if on <= SNAP and onward <= SNAP and (on == 0) == (onward == 0):
        left_end, right_end = left_end + on, right_end + onward
    while left < part.left and (used[0][left] or used[1][right]):
        left, right = left + 1, min(right + 1, part.right)
    while left_end > part.left_end and (used[0][left_end - 1] or used[1][right_end - 1]):
        left_end, right_end = left_end - 1, max(right_end - 1, part.right_end)
    return Shared(left, left_end, right, right_end, part.weight)


def shared(a: Wording, b: Wording) -> tuple[Shared, ...]:
    """Return the passages that two texts share, in the order of the first; no word lies in two.

    Args:
        a: Words of the first text.
        b: Words of the second.
    """
    runs = _runs(a, b)
    if not runs:
        return ()
    sums, others = a.weights, b.weights
    used = bytearray(len(a.stems)), bytearray(len(b.stems))
    found: list[Shared] = []
    for chain, _ in _chains(runs, *_chained(runs, sums)):
        for part in _free(chain, used):
            (left, right, _), (i, j, n) = part[0], part[-1]
            weight = sum(sums[k + length] - sums[k] for k, _, length in part)
            whole = max(sums[i + n] - sums[left], others[j + n] - others[right])
            if weight < LEAST or weight < DENSITY * whole:
                continue
            passage = _snapped(a, b, Shared(left, i + n, right, j + n, weight), used)
            used[0][passage.left : passage.left_end] = b"\1" * (passage.left_end - passage.left)
            used[1][passage.right : passage.right_end] = b"\1" * (passage.right_end - passage.right)
            found.append(passage)
    return tuple(sorted(found, key=lambda p: (p.left, p.right)))
