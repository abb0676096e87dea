# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Offer any bytes to what reads them, guided by what they reach (atheris, libFuzzer).

    fuzz.py [TARGET…] [--seconds 600] [--keep DIR]

A finding is an error that is none of ours, a hang over ten seconds, or more than 2 GB: its bytes are kept in DIR and
the exit status is 1. Without names all targets run, one after another. Needs `pip install atheris`.
"""

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

SLOW = 10  # seconds that one input may take
MEMORY = 2048  # MiB
KINDS = (
    b"<html><body><p>",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"WARC/1.1\r\n",
    b'{"text": "',
    b"text,date\n",
    b"<rss><channel><item>",
)


def normaliser() -> Callable[[bytes], object]:
    """Normalising, and that every offset leads back into the text."""
    from tawatur.text.normalize import dediac, fold, normalize

    def run(data: bytes) -> None:
        half = len(data) // 2 * 2  # UTF-16, so that unpaired surrogates come up too
        text = data[:half].decode("utf-16-le", "surrogatepass") if data[:1] == b"s" else data.decode("utf-8", "replace")
        found = normalize(text)
        if normalize(found.text).text != found.text:
            raise AssertionError("normalising twice changes the text")
        fold(dediac(text))

    return run


def sentences() -> Callable[[bytes], object]:
    """Decoding and sentence splitting: pieces in order, inside the text."""
    from tawatur.text.decode import decode
    from tawatur.text.sentences import split

    def run(data: bytes) -> None:
        text = decode(data).text
        last = 0
        for start, end in split(text):
            if not last <= start < end <= len(text):
                raise AssertionError("sentences overlap or leave the text")
            last = end

    return run


def dates() -> Callable[[bytes], object]:
    """Dates of a text, relative to a day."""
    from tawatur.lexicon import default_lexicon
    from tawatur.reading import timexes
    from tawatur.text.decode import clean
    from tawatur.text.document import analyse

    lexicon = default_lexicon()

    def run(data: bytes) -> None:
        text = clean(data.decode("utf-8", "replace"))
        for found in timexes.annotate(analyse(text, lexicon), date(2018, 3, 4), lexicon):
            if text[found.start : found.end] != found.text:
                raise AssertionError("a date's span is not its text")

    return run


def intake() -> Callable[[bytes], object]:
    """Every parser of files: what the bytes are, their first bytes say."""
    from tawatur.intake import load

    folder = Path(tempfile.mkdtemp(prefix="tawatur-fuzz-"))

    def run(data: bytes) -> None:
        kind = KINDS[data[0] % len(KINDS)] if data and data[0] < 0x80 else b""
        path = folder / "input"
        path.write_bytes(kind + data[1:])
        for _ in load([path]):
            pass

    return run


def readings() -> Callable[[bytes], object]:
    """The JSON of a reading."""
    from tawatur.model import Reading
    from tawatur.model.errors import ReadingFormatError

    def run(data: bytes) -> None:
        try:
            made = Reading.from_json(data.decode("utf-8", "replace"))
        except ReadingFormatError:
            return
        if Reading.from_json(made.to_json()) != made:
            raise AssertionError("a reading changes on its way through JSON")

    return run


TARGETS: dict[str, Callable[[], Callable[[bytes], object]]] = {
    "normaliser": normaliser, "sentences": sentences, "dates": dates, "intake": intake, "readings": readings,
}  # fmt: skip


def seeds(name: str, folder: Path) -> None:
    """Write inputs to begin with."""
    import tawatur

    text = (files("tawatur.cli") / "samples" / "reports.jsonl").read_text("utf-8")
    for number, line in enumerate(io.StringIO(text)):
        data = line.encode()
        if name == "readings":
            data = tawatur.read("قالت الشرطة أمس إن مسلحين قتلوا جنديين.", published="2018-03-04").to_json().encode()
        (folder / f"{number}").write_bytes(data)


def fuzz(name: str, seconds: int, kept: Path) -> None:
    """Run one target in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["tawatur"]):
        target = TARGETS[name]()
    corpus = Path(tempfile.mkdtemp(prefix=f"tawatur-{name}-"))
    seeds(name, corpus)
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={kept}/{name}-",
        "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], target)
    atheris.Fuzz()


def main() -> int:
    """Run the targets, each in a process of its own; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    kept = options.keep.resolve()
    kept.mkdir(parents=True, exist_ok=True)
    if options.here:
        fuzz(options.targets[0], options.seconds, kept)
    failed = 0
    for name in options.targets or TARGETS:
        command = [sys.executable, __file__, name, "--here", "--seconds", str(options.seconds), "--keep", str(kept)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        stats = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        runs = stats[-1].split()[-1] if stats else "?"
        print(
            f"{name:12} {runs:>10} inputs in {options.seconds} s: {'nothing found' if not done.returncode else 'FOUND'}"
        )
        if done.returncode:
            failed += 1
            print("\n".join(done.stderr.splitlines()[-25:]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
