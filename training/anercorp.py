# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""News of ANERcorp, annotated by the coding manual, its text left where it is.

    python training/anercorp.py CORPUS FILE…

takes reports of the corpus that were annotated in the notation of `authored.py` and writes what their braces mark,
without the text, to `training/annotations/anercorp.txt`. CORPUS is the file `ner/anercorp.conll` of the open data.

In those FILEs and in the annotations a report begins with `@ PUBLISHED SENTENCES` (`@ 2006-07-21 8-14,16-28`, sentences
counted from 0; a number that a range holds and that repeats an earlier sentence of the corpus is passed over). Its text
is the sentences, one a line. The annotations then hold `START-END LABEL`, half-open in characters of that text, and the
line of relations.

Days are guessed, dates of events are not annotated.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import authored
from authored import AuthoredError, Mark
from gold import Gold

CORPUS = Path("data/ner/anercorp.conll")
NAME = "anercorp-"  # before the number of a report's first sentence
ANNOTATIONS = Path(__file__).parent / "annotations" / "anercorp.txt"
NAMES = (Path("build/names0.crfsuite"), Path("build/names1.crfsuite"))  # models that have not seen a half
MIDDLE = 2258  # the first sentence of the second half
HEADER = """\
# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC-BY-4.0
# purpose: what news reports of ANERcorp tell, by sentence and character, to teach the judges; see training/anercorp.py
# source: ANERcorp (Benajiba, CC BY-SA 4.0), annotated by language models by the coding manual; its text is not here
"""
_BEFORE = re.compile(r" ([،,.:؛;!؟?)\]»%])")
_BEHIND = re.compile(r"([(\[«]) ")
_ENDS = re.compile(r"[.؟!:؛…]$")


def written_out(words: list[str]) -> str:
    """Return a sentence as print has it, of words and marks that spaces part."""
    text = _BEHIND.sub(r"\1", _BEFORE.sub(r"\1", " ".join(words)))
    first, *parts = text.split('"')
    text = first
    for number, part in enumerate(parts):
        text = text.rstrip(" ")
        opens = number % 2 == 0
        text += (" " if opens and text else "") + '"' + (part.lstrip(" ") if opens else part)
    text = text.strip()
    return text if _ENDS.search(text) else text + "."


@cache
def sentences(corpus: Path) -> dict[int, str]:
    """Return the sentences of the corpus by number, each text once.

    Raises:
        FileNotFoundError: The corpus is not there.
    """
    found: dict[int, str] = {}
    seen: set[str] = set()
    for number, block in enumerate(corpus.read_text("utf-8").split("\n\n")):
        words = [line.split()[0] for line in block.split("\n") if line.strip()]
        text = written_out(words) if words else ""
        key = re.sub(r"\W", "", text)
        if key and key not in seen:
            seen.add(key)
            found[number] = text
    return found


def _numbers(written: str, known: dict[int, str]) -> list[int]:
    """Return the sentences that ranges name."""
    found = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        found += [n for n in range(int(first), int(last or first) + 1) if n in known]
    return found


def _blocks(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, sentences, body and relations of each report of a file."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).split("\n\n"):
        if block.strip():
            head, _, rest = block.strip().partition("\n")
            parts = head.split()
            if len(parts) != 3 or parts[0] != "@":
                raise AuthoredError(f"{path}: a report begins with {head[:60]!r}, not with its day and sentences")
            body, _, ties = f"\n{rest}".partition("\n& ")
            yield parts[1], parts[2], body.strip(), ties


def load(corpus: Path) -> list[Gold]:
    """Return the annotated reports of the corpus, in the order of the annotations.

    Raises:
        AuthoredError: An annotation is not well formed.
        FileNotFoundError: The corpus is not there.
    """
    known = sentences(corpus)
    found = []
    for day, written, body, ties in _blocks(ANNOTATIONS):
        text = "\n".join(known[n] for n in _numbers(written, known))
        name = f"{NAME}{_numbers(written, known)[0]}"
        found.append(authored.assemble(name, day, text, [_mark(line) for line in body.splitlines()], ties))
    return found


def holds(report: str) -> bool:
    """Return whether a report's id is of the corpus."""
    return report.startswith(NAME)


def half(number: int) -> int:
    """Return in which half of the corpus a sentence stands, 0 or 1."""
    return int(number >= MIDDLE)


def names(report: str) -> Path | None:
    """Return the model of names that has not seen a report, None where the one that ships has not."""
    return NAMES[half(int(report.removeprefix(NAME)))] if holds(report) else None


def _mark(line: str) -> Mark:
    """Return the mark of a line of the annotations."""
    bounds, _, label = line.partition(" ")
    start, _, end = bounds.partition("-")
    return int(start), int(end), label


def main(corpus: str, *files: str) -> None:
    """Write the annotations of files, in the order of the corpus."""
    known = sentences(Path(corpus))
    found: dict[int, str] = {}
    for day, written, body, ties in (block for file in files for block in _blocks(Path(file))):
        text, marks = authored.parted(written, body)
        if text != "\n".join(known[n] for n in _numbers(written, known)):
            raise AuthoredError(f"{written}: the text differs from that of {corpus}")
        lines = [f"@ {day} {written}", *(f"{start}-{end} {label}" for start, end, label in sorted(marks, key=_order))]
        found[_numbers(written, known)[0]] = "\n".join([*lines, f"& {ties}"] if ties else lines)
    ANNOTATIONS.parent.mkdir(exist_ok=True)
    ANNOTATIONS.write_text(HEADER + "\n" + "\n\n".join(found[n] for n in sorted(found)) + "\n", "utf-8")
    print(f"{len(found)} reports, {len(load(Path(corpus)))} of them read back")


def _order(mark: Mark) -> tuple[int, int]:
    """Order marks by where they begin, the longer first."""
    return mark[0], -mark[1]


if __name__ == "__main__":
    main(*sys.argv[1:])
