# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""News of open corpora, annotated by the coding manual, its text left where it is.

    python training/standoff.py anercorp|ans DATA FILE…

takes reports of a corpus that were annotated in the notation of `authored.py` and writes what their braces mark,
without the text. DATA is the folder of the open data. ANERcorp teaches the judges (`training/annotations`), the
headlines of ANS measure (`benchmarks/headlines`).

In those FILEs and in the annotations a report begins with `@ PUBLISHED SENTENCES` (`@ 2006-07-21 8-14,16-28`, sentences
counted from 0; a number that a range holds and that repeats an earlier sentence of the corpus is passed over). Its text
is the sentences, one a line. The annotations then hold `START-END LABEL`, half-open in characters of that text, and the
line of relations.

Days are guessed, dates of events are not annotated, and nobody knows the outlets.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import anercorp
import ans
import authored
from authored import AuthoredError, Mark
from gold import Gold

CORPORA = {"anercorp": anercorp, "ans": ans}
HEADER = """\
# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC-BY-SA-4.0
# purpose: what news of {corpus} tells, by sentence and character, to {purpose}; see training/standoff.py
# source: {source}, annotated by language models by the coding manual; its text is not here
"""
_KNOWN = re.compile(rf"({'|'.join(CORPORA)})-\d+")


def numbers(written: str, known: dict[int, str]) -> list[int]:
    """Return the sentences that ranges name."""
    found = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        found += [n for n in range(int(first), int(last or first) + 1) if n in known]
    return found


def _blocks(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, sentences, body and relations of each report of a file."""
    for block in authored.blocks(path):
        head, _, rest = block.partition("\n")
        parts = head.split()
        if len(parts) != 3 or parts[0] != "@":
            raise AuthoredError(f"{path}: a report begins with {head[:60]!r}, not with its day and sentences")
        body, _, ties = f"\n{rest}".partition("\n& ")
        yield parts[1], parts[2], body.strip(), ties


def load(corpus: str, data: Path) -> list[Gold]:
    """Return the annotated reports of a corpus, in the order of the annotations.

    Args:
        corpus: Its name in `CORPORA`.
        data: Folder of the open data.

    Raises:
        AuthoredError: An annotation is not well formed.
        FileNotFoundError: The corpus is not there.
    """
    known = CORPORA[corpus].sentences(data)
    found = []
    for day, written, body, ties in _blocks(CORPORA[corpus].ANNOTATIONS):
        held = numbers(written, known)
        marks = [_mark(line) for line in body.splitlines()]
        found.append(authored.assemble(f"{corpus}-{held[0]}", day, "\n".join(known[n] for n in held), marks, ties))
    return found


def holds(report: str) -> bool:
    """Return whether a report's id is of one of the corpora."""
    return _KNOWN.fullmatch(report) is not None


def _mark(line: str) -> Mark:
    """Return the mark of a line of the annotations."""
    bounds, _, label = line.partition(" ")
    start, _, end = bounds.partition("-")
    return int(start), int(end), label


def main(corpus: str, data: str, *files: str) -> None:
    """Write the annotations of files, in the order of the corpus."""
    known = CORPORA[corpus].sentences(Path(data))
    found: dict[int, str] = {}
    for day, written, body, ties in (block for file in files for block in _blocks(Path(file))):
        text, marks = authored.parted(written, body)
        held = numbers(written, known)
        if text != "\n".join(known[n] for n in held):
            raise AuthoredError(f"{written}: the text differs from that of {corpus}")
        lines = [f"@ {day} {written}", *(f"{start}-{end} {label}" for start, end, label in marks)]
        found[held[0]] = "\n".join([*lines, f"& {ties}"] if ties else lines)
    about = CORPORA[corpus]
    header = HEADER.format(corpus=corpus, source=about.SOURCE, purpose=about.PURPOSE)
    ordered = "\n\n".join(found[n] for n in sorted(found))
    about.ANNOTATIONS.write_text(f"{header}\n{ordered}\n", "utf-8")
    print(f"{len(found)} reports, {len(load(corpus, Path(data)))} of them read back")


if __name__ == "__main__":
    main(*sys.argv[1:])
