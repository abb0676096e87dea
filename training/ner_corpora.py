# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Open name corpora, brought to one set of labels.

WikiFANE Gold and NewsFANE Gold (CC BY-SA 3.0), the Wojood sample (MIT). NewsFANE is the text of ANERcorp (CC BY-SA 4.0)
with finer classes and takes its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PERSONS = (
    "PERS", "PER", "Politician", "Other_PER", "Artist", "Scientist", "Religious_PER", "Athlete", "Businessperson",
    "Engineer", "Lawyer", "Police",
)  # fmt: skip
ORGANISATIONS = (
    "ORG", "Government", "Non-Governmental", "Commercial", "Educational", "Media", "Religious_ORG", "Sports",
    "Medical-Science", "Entertainment",
)  # fmt: skip
STATES = ["GPE", "Nation", "State-or-Province", "County-or-District", "Population-Center", "GPE-Cluster"]
PLACES = (
    "LOC", "FAC", "Continent", "Water-Body", "Celestial", "Land-Region-Natural", "Land", "Building-Grounds",
    "Subarea-Facility", "Path", "Airport", "Plant",
)  # fmt: skip
GROUPS = ["Group", "NORP"]
LABELS = {
    **dict.fromkeys(PERSONS, "PER"),
    **dict.fromkeys(ORGANISATIONS, "ORG"),
    **dict.fromkeys(STATES, "GPE"),
    **dict.fromkeys(PLACES, "LOC"),
    **dict.fromkeys(GROUPS, "GRP"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with IOB labels."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def _labels(kinds: list[str]) -> tuple[str, ...]:
    """Return IOB labels over the joint set; a continuation of another kind begins anew."""
    found: list[str] = []
    before = "O"
    for kind in kinds:
        part, _, name = kind.partition("-")
        label = LABELS.get(name, "")
        if not label:
            before = "O"
        elif part == "I" and before == label:
            found.append(f"I-{label}")
            continue
        else:
            before = label
        found.append(f"B-{label}" if label else "O")
    return tuple(found)


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL file: word, then labels, the first (outermost) of which counts."""
    words: list[str] = []
    kinds: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) >= 2:
            words.append(parts[0])
            kinds.append(parts[1])
        elif words:
            yield Sentence(tuple(words), _labels(kinds))
            words, kinds = [], []
