# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What reading a report costs the more of them were read: the corpus again and again, with other names and dates.

    growth.py REPORTS.jsonl[.gz] [--marks 1000,10000,100000]

Reports come in an order that is drawn once, so that every thousand is like every other. Each time round given names
become others of the table, family names become names that were never seen, and all dates move on, so that what a reader
remembers of words keeps growing as it would with new reports. One process reads, as `tawatur read --jobs 1` does; the
floor is that of `speed.py`, in turns with the reading, so that a busy machine slows both. At each mark: what a report
cost so far, what it cost in the last thousand, and the memory of the process, the reports of one round among it.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random

from speed import Measured, measure, peak_mib
from tawatur.intake import Loaded, load
from tawatur.lexicon import default_lexicon
from tawatur.pipeline.local import Settings, settle

THOUSAND = 1000
SEED = 7
ROUND = timedelta(days=364)  # by which dates move on each time: a Monday stays one
WORD = re.compile("[\u0621-\u064a]{3,}")
YEAR = re.compile(r"\b(19|20)\d\d\b")
ARTICLE = "ال"
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"  # that are swapped for one another


class Altered:
    """Reports with other names and dates than they had.

    Args:
        time: How often they were there before; 0 leaves them as they are.
    """

    def __init__(self, time: int) -> None:
        tables = default_lexicon()
        self.time = time
        self.given = sorted({name for (name,) in tables.table("names/given").columns("name")})
        self.at = {name: n for n, name in enumerate(self.given)}
        words = tables.table("entities/name_tokens").columns("token", "common_word")
        self.family = {word for word, common in words if common == "no"}
        shift = time % len(LETTERS)
        self.swapped = str.maketrans(LETTERS, LETTERS[shift:] + LETTERS[:shift])

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word in self.at:
            return self.given[(self.at[word] + 7919 * self.time) % len(self.given)]
        if word not in self.family:
            return word
        bare = word.removeprefix(ARTICLE)
        return word[: len(word) - len(bare)] + bare.translate(self.swapped) + LETTERS[self.time // len(LETTERS) % 26]

    def text(self, text: str) -> str:
        """Return a text with other names and years."""
        return YEAR.sub(lambda m: f"{int(m[0]) + self.time}", WORD.sub(self._word, text))

    def report(self, item: Loaded) -> Loaded:
        """Return a report with other names, and all of it so much later."""
        if not self.time:
            return item
        told = item.report
        day = date.fromisoformat(told.published[:10]) + self.time * ROUND if told.published else None
        title = None if told.title is None else self.text(told.title)
        changed = replace(told, text=self.text(told.text), title=title, published=day.isoformat() if day else None)
        return replace(item, report=changed)


def rounds(path: Path) -> Iterator[Loaded]:
    """Yield the reports of a file for ever, each time round altered."""
    items = [item for item in load([path]) if isinstance(item, Loaded)]
    Random(SEED).shuffle(items)
    for time in count():
        altered = Altered(time)
        yield from map(altered.report, items)


def line(name: str, found: Measured) -> str:
    """Return what a report cost, in milliseconds and beside the floor."""
    return f"{name} {1000 * found.cpu / found.read:6.2f} ms a report, {found.cpu / found.floor:6,.0f} x the floor"


def added(one: Measured, other: Measured) -> Measured:
    """Return two measurements as one."""
    return Measured(one.read + other.read, one.wall + other.wall, one.cpu + other.cpu, one.floor + other.floor)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--marks", default="1000,10000,100000", help="after how many reports to print")
    options = parser.parse_args()
    marks = sorted(int(mark) for mark in options.marks.split(","))
    reports = rounds(options.path)
    settle(Settings())
    so_far, first = Measured(), 0.0
    for number in range(THOUSAND, marks[-1] + 1, THOUSAND):
        last = measure(list(islice(reports, THOUSAND)))
        so_far = added(so_far, last)
        if number in marks:
            first = first or so_far.cpu / so_far.floor
            times = so_far.cpu / so_far.floor / first
            print(f"{number:9,} {line('so far', so_far)}, {times:.2f} x the first mark; {line('last 1,000', last)}; "
                  f"{peak_mib(0):,.0f} MiB", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
