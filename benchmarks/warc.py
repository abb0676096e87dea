# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How fast a web archive is read beside the plain text of the same reports, and whether killing it loses anything.

    warc.py REPORTS.jsonl[.gz] [--reports N] [--kills N] [--added N]

Pages with navigation, side columns and scripts around each report are written into a WARC by warcio, the texts that are
read from them into one file of JSON lines. `tawatur read` then reads slices of both in turns and alone, by processor
time, so that a busy machine slows both. After that `tawatur add` of the archive's first reports is killed at moments
drawn from a fixed seed and begun again until it ends: every report has to be there once.
"""

import argparse
import gc
import io
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tawatur.casefile import listing, open_case
from tawatur.intake import Failure, Loaded, load
from tawatur.model import Report

NAVIGATION = "".join(
    f'<li><a href="/{n}">{name}</a></li>'
    for n, name in enumerate(("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "رأي", "فيديو", "اتصل بنا"))
)
LINKS = "".join(f'<li><a href="/x{n}">عنوان خبر آخر من أخبار اليوم رقم {n}</a></li>' for n in range(12))
SCRIPT = "<script>var shown=[];function show(i){shown.push(i);return shown.length;}" + "show(1);" * 200 + "</script>"
SLICES = 4


def as_page(report: Report) -> bytes:
    """Return a report as a news site would print it."""
    body = "".join(f"<p>{escape(line)}</p>" for line in report.text.splitlines() if line.strip())
    title = escape(report.title or "")
    head = (
        f'<meta charset="utf-8"><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{escape(report.outlet or "")}">'
        f'<meta property="article:published_time" content="{report.published or ""}">{SCRIPT}'
    )
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head><body><header><nav><ul>{NAVIGATION}</ul></nav>'
        f"</header><main><article><h1>{title}</h1>{body}</article><aside><h2>الأكثر قراءة</h2><ul>{LINKS}</ul></aside>"
        f"</main><footer><p>جميع الحقوق محفوظة</p><ul>{NAVIGATION}</ul></footer></body></html>"
    ).encode()


def write_archive(path: Path, reports: list[Report]) -> None:
    """Write a WARC of the reports' pages, each record packed by itself."""
    with path.open("wb") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its own scratch files open
        writer = WARCWriter(out, gzip=True)
        for number, report in enumerate(reports):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://site{number % 7}.example/news/{number}",
                "response",
                payload=io.BytesIO(as_page(report)),
                http_headers=headers,
            )
            writer.write_record(record)
            if number % 500 == 0:
                gc.collect()


def write_lines(path: Path, reports: list[Report]) -> None:
    """Write reports as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for report in reports:
            fields = {n: getattr(report, n) for n in ("id", "text", "outlet", "url", "title", "published")}
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")


def seconds_of(*arguments: str) -> float:
    """Return the processor seconds that a command took, its start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "tawatur", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def slices(reports: list[Report]) -> Iterator[list[Report]]:
    """Yield the reports in slices of one size."""
    size = -(-len(reports) // SLICES)
    for start in range(0, len(reports), size):
        yield reports[start : start + size]


def compare(folder: Path, reports: list[Report]) -> float:
    """Print how fast archive and text are read, and return the one as a share of the other."""
    shares, whole = [], [0.0, 0.0]
    start = min(seconds_of("schema") for _ in range(2))
    for number, part in enumerate(slices(reports)):
        archive, lines = folder / f"{number}.warc.gz", folder / f"{number}.jsonl"
        write_archive(archive, part)
        extracted = [item.report for item in load([archive]) if isinstance(item, Loaded)]
        if len(extracted) != len(part):
            sys.exit(f"{len(part)} pages were written, {len(extracted)} were read")
        write_lines(lines, extracted)
        took = [seconds_of("read", str(path), "--format", "jsonl") for path in (archive, lines)]
        shares.append(took[1] / took[0])
        whole = [sum(pair) for pair in zip(whole, took, strict=True)]
    rates = [len(reports) / seconds for seconds in whole]
    print(
        f"archive {rates[0]:.1f} reports a second of the processor, text {rates[1]:.1f} (start of Python {start:.1f} s)"
    )
    print(f"archive at {whole[1] / whole[0]:.0%} of the speed of text; slices {', '.join(f'{s:.0%}' for s in shares)}")
    begun = time.process_time()
    pages = sum(isinstance(item, Loaded) for item in load([folder / "0.warc.gz"]))
    each = (time.process_time() - begun) / pages * 1000
    print(f"taking a page in: {each:.1f} ms; median slice {statistics.median(shares):.0%}")
    return whole[1] / whole[0]


def kill_and_resume(folder: Path, reports: list[Report], kills: int) -> None:
    """Add an archive while it is killed again and again, and look whether every report is there once."""
    archive, case = folder / "killed.warc.gz", folder / "killed.case"
    write_archive(archive, reports)
    command = [sys.executable, "-m", "tawatur", "add", str(case), str(archive), "--jobs", "1"]
    subprocess.run([sys.executable, "-m", "tawatur", "new", str(case)], check=True, stdout=subprocess.DEVNULL)
    drawn, killed = random.Random(7), 0
    for _ in range(kills):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(timeout=drawn.uniform(1.5, 1.5 + len(reports) / 20))
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            killed += 1
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open_case(case) as found, found.read() as tx:
        rows = listing.reports(tx)
        pending = listing.status(tx).pending
    addresses = {row.url for row in rows}
    print(
        f"killed {killed} times: {len(rows)} reports of {len(reports)}, {len(addresses)} addresses, {pending} pending"
    )
    if not (len(rows) == len(addresses) == len(reports)) or pending or any(row.version != 1 for row in rows):
        sys.exit("some are missing, or double")


def main() -> None:
    """Compare, then kill."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--reports", dest="number", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--added", type=int, default=500, help="reports of the archive that is killed")
    asked = parser.parse_args()
    loaded = (item for item in load([asked.reports]) if not isinstance(item, Failure) and len(item.report.text) > 200)
    reports = [item.report for item in islice(loaded, asked.number)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        share = compare(folder, reports)
        kill_and_resume(folder, reports[: asked.added], asked.kills)
    if share < 0.8:
        sys.exit("the archive is read at less than 80 % of the speed of text")


if __name__ == "__main__":
    main()
