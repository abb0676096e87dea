# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How far two Arabic spellings of one word of a name lie apart.

Names from other scripts are spelt as each writer hears them: «ترمب» and «ترامب», «غراهام» and «جراهام».
Long vowels come and go, ج غ ق ك stand for one g, ت ط and س ص for one t and s; but a ك is never a م. The costs were
learned from spellings of the same Latin names (`models/spellings.md`); a distance is the cost in bits of the cheapest
way to turn one spelling into the other, and says letter by letter what differs.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tawatur.model.errors import ModelFileError
from tawatur.text.normalize import fold

SPELLINGS = Path(__file__).parent / "models" / "spellings.tsv"
EDGE = "*"  # opens the rows of what was never seen
LONGEST = 40  # letters of a word that are compared
_HAMZA = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": None, "-": None, "'": None, "’": None})
ARTICLE, ARTICLE_BITS = "ال", 2.5
SHORT = 3  # letters below which a word is never without its article
_FAR = 999.0


@dataclass(frozen=True, slots=True)
class Distance:
    """Bits between two spellings, and the letters that differ, in their order, «» for none."""

    bits: float
    edits: tuple[tuple[str, str], ...]


@cache
def _costs() -> dict[tuple[str, str, str], float]:
    try:
        lines = SPELLINGS.read_text("utf-8").splitlines()
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        return {(a, b, where): float(bits) for a, b, where, bits in rows}
    except (OSError, ValueError) as exc:
        raise ModelFileError(f"{SPELLINGS}: not a table of spellings' costs; install the package again") from exc


@lru_cache(maxsize=4096)
def _cost(a: str, b: str, where: str) -> float:
    """Bits to write `b` for `a`; one of them may be empty."""
    if a == b:
        return 0.0
    costs = _costs()
    pair = (a, "") if not b else (b, "") if not a else (min(a, b), max(a, b))
    unseen = costs.get((EDGE, "swap" if pair[1] else "drop", where), 10.0)
    return costs.get((*pair, where), unseen)


@lru_cache(maxsize=16_384)
def letters(word: str) -> str:
    """Return a word of a name as spellings are compared: folded, and the hamza off its letter.

    Args:
        word: As written.
    """
    return fold(word).lower().translate(_HAMZA)[:LONGEST]


@lru_cache(maxsize=16_384)
def distance(a: str, b: str) -> Distance:
    """Return how far two spellings lie apart; the article before one of them costs little.

    Args:
        a: A word.
        b: Another.
    """
    a, b = letters(a), letters(b)
    direct = _aligned(a, b)
    if a.startswith(ARTICLE) == b.startswith(ARTICLE) or min(len(a), len(b)) < SHORT:
        return direct
    bare = _aligned(a.removeprefix(ARTICLE), b.removeprefix(ARTICLE))
    if bare.bits + ARTICLE_BITS >= direct.bits:
        return direct
    return Distance(bare.bits + ARTICLE_BITS, ((ARTICLE, "") if a.startswith(ARTICLE) else ("", ARTICLE), *bare.edits))


def _aligned(a: str, b: str) -> Distance:
    if a == b:
        return Distance(0.0, ())
    n, m = len(a), len(b)
    last = max(n, m) - 1
    table = [[_FAR] * (m + 1) for _ in range(n + 1)]
    back = [[0] * (m + 1) for _ in range(n + 1)]
    table[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            if not i and not j:
                continue
            at = max(i, j) - 1
            where = "first" if at == 0 else "last" if at >= last else "inside"
            swap = table[i - 1][j - 1] + _cost(a[i - 1], b[j - 1], where) if i and j else _FAR
            drop = table[i - 1][j] + _cost(a[i - 1], "", where) if i else _FAR
            add = table[i][j - 1] + _cost("", b[j - 1], where) if j else _FAR
            table[i][j] = min(swap, drop, add)
            back[i][j] = 0 if swap <= min(drop, add) else 1 if drop <= add else 2
    edits: list[tuple[str, str]] = []
    i, j = n, m
    while i or j:
        step = back[i][j]
        i, j = i - (step != 2), j - (step != 1)
        pair = (a[i] if step != 2 else "", b[j] if step != 1 else "")
        if pair[0] != pair[1]:
            edits.append(pair)
    return Distance(table[n][m], tuple(reversed(edits)))


_CLASSES = str.maketrans(
    {
        **dict.fromkeys("جغقكgkqcj", "ك"),
        **dict.fromkeys("تطthd", "ت"),
        **dict.fromkeys("دضظ", "د"),
        **dict.fromkeys("سصزذثشszx", "س"),
        **dict.fromkeys("حهخ", "ه"),
        **dict.fromkeys("بفpbfv", "ب"),
        **dict.fromkeys("اويaeiouyw", None),
    }
)


@lru_cache(maxsize=16_384)
def skeleton(word: str) -> str:
    """Return what nearly all spellings of a word have in common: its consonants, those that writers swap as one.

    Args:
        word: A word of a name.
    """
    plain = letters(word)
    bare = plain.removeprefix(ARTICLE) if len(plain) > SHORT + 1 else plain
    classes = bare.translate(_CLASSES)
    if len(classes) > 1 and classes.endswith("ه"):
        classes = classes[:-1]
    return "".join(c for n, c in enumerate(classes) if n == 0 or classes[n - 1] != c) or bare
