# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How long the workbench takes to answer.

workbench.py CASE [--clients N] [--rounds N] [--pause SECONDS] [--add REPORTS] [--minutes N]

Serves a copy of the case in a process of its own and asks every page and API call, as so many analysts at once as asked
for, who look at each answer for as long as --pause says; with --add while reports are added to it, for as long as that
takes. Each analyst decides something in each round too. With --minutes it goes on for at least so long, each analyst
exports in every round besides, and the memory that the server holds is printed for each minute: a soak. Prints the
median and the 95th percentile in milliseconds, and how much processor time the server took for an answer, which other
work on the machine does not change.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

ALWAYS_MORE = 100_000  # rounds, where the adding or the clock says when it ends
OVER = ("done", "failed", "stopped")  # states of an import
PATIENCE = 300  # seconds until an answer counts as refused
SOME = "/api/export?chains=2"


@dataclass(slots=True)
class Times:
    """Milliseconds by what was asked, and what was refused."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: list[str] = field(default_factory=list)


def start(case: str) -> tuple[subprocess.Popen[str], httpx.Client]:
    """Serve a case; return the process and a client that is let in."""
    command = [sys.executable, "-m", "tawatur", "serve", case, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
    if found is None:
        raise SystemExit("the workbench did not start")
    where = urlsplit(found[0])
    token = parse_qs(where.query)["token"][0]
    client = httpx.Client(
        base_url=f"http://{where.netloc}", headers={"authorization": f"Bearer {token}"}, timeout=PATIENCE,
        trust_env=False, limits=httpx.Limits(max_connections=100),
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            client.get("/api/case").raise_for_status()
            break
        except httpx.TransportError:
            time.sleep(0.1)
    return process, client


def paths(client: httpx.Client) -> dict[str, str]:
    """Return what is asked, by its kind: of things in the case the ones with most in them."""
    incident = client.get("/api/incidents").json()["items"][0]["id"]
    report = client.get(f"/api/incidents/{incident}").json()["reports"][0]
    party = client.get("/api/entities").json()["items"][0]["id"]
    pages = ["incidents", "incidents?chains=2&order=newest", "reports", "entities", "network", "outlets"]
    pages += ["review", "decisions"]
    named = {f"/{p.partition('?')[0]}{' filtered' if '?' in p else ''}": f"/{p}" for p in (*pages, "search?q=الحكومة")}
    for name, id in (("incidents", incident), ("reports", report), ("entities", party)):
        named |= {f"/{name}/…": f"/{name}/{id}", f"/api/{name}": f"/api/{name}", f"/api/{name}/…": f"/api/{name}/{id}"}
    met = {"left": party, "right": client.get("/api/entities").json()["items"][1]["id"]}
    named |= {f"{start}/tension": f"{start}/tension?{urlencode(met)}" for start in ("", "/api")}
    named |= {f"/api/{name}": f"/api/{name}" for name in ("network", "places", "days")}
    return named | {"/api/reports/…/marks": f"/api/reports/{report}/marks", "/api/search": "/api/search?q=الحكومة"}


def processor(process: subprocess.Popen[str]) -> float:
    """Return the seconds of processor time that the server took so far, its children's apart; 0 off Linux."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        return 0.0
    used = stat.read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(process: subprocess.Popen[str]) -> float:
    """Return the resident memory of the server in MiB, its children's apart; 0 off Linux."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def watch_memory(process: subprocess.Popen[str], ended: Event, found: list[float]) -> None:
    """Note the memory of the server at once and after each minute, until ended."""
    found.append(resident_mib(process))
    while not ended.wait(60):
        found.append(resident_mib(process))


def _timed(times: Times, name: str, call: Callable[[], httpx.Response]) -> httpx.Response:
    began = time.perf_counter()
    try:
        answer = call()
    except httpx.TimeoutException:
        answer = httpx.Response(httpx.codes.GATEWAY_TIMEOUT)
    times.taken[name].append((time.perf_counter() - began) * 1000)
    if answer.is_error:
        times.refused.append(f"{name}: {answer.status_code}")
    return answer


def ask(
    client: httpx.Client,
    wanted: dict[str, str],
    rounds: int,
    *,
    pause: float = 0.0,
    on: Callable[[], bool] = lambda: True,
    export: bool = False,
) -> Times:
    """Ask everything in turn, so often, or as long as `on` says; decide something and take it back in each round.

    With `export` the first incidents are exported in each round too.
    """
    times = Times()
    for _ in range(rounds):
        for name, path in wanted.items():
            _timed(times, name, lambda path=path: client.get(path))  # type: ignore[misc]
            time.sleep(pause)
        due = client.get("/api/review?limit=30").json()
        if due:
            first = due[int(time.perf_counter() * 1000) % len(due)]
            accept = {"kind": "accept", "report": first["report"], "item": first["event"]["id"]}
            made = _timed(times, "POST /api/decisions", lambda: client.post("/api/decisions", json=accept))  # noqa: B023
            if not made.is_error:
                number = made.json()["decisions"][0]
                _timed(times, "POST …/undo", lambda: client.post(f"/api/decisions/{number}/undo"))  # noqa: B023
        if export:
            _timed(times, "POST /api/export", lambda: client.post(SOME, json={"format": "acled"}))
        if not on():
            break
    return times


def measure(process: subprocess.Popen[str], client: httpx.Client, options: argparse.Namespace) -> None:
    """Ask as the options say and print how long it took."""
    wanted = paths(client)
    ask(client, wanted, 1, pause=0)
    made: dict[str, Any] = {}
    if options.add:
        made = client.post("/api/imports?name=more.jsonl", content=options.add.read_bytes()).raise_for_status().json()
    until = time.monotonic() + options.minutes * 60
    timed = bool(options.minutes or options.add)
    rounds = ALWAYS_MORE if timed else options.rounds

    def on() -> bool:
        if not timed or time.monotonic() < until:
            return True
        return bool(made) and client.get(f"/api/imports/{made['id']}").json()["state"] not in OVER

    began, used = time.perf_counter(), processor(process)
    soak, ended, memory = options.minutes > 0, Event(), list[float]()
    watch = Thread(target=watch_memory, args=(process, ended, memory))
    watch.start()
    with ThreadPoolExecutor(options.clients) as pool:
        given = {"pause": options.pause, "on": on, "export": soak}
        work = [pool.submit(ask, client, wanted, rounds, **given) for _ in range(options.clients)]
        done = [w.result() for w in work]
    ended.set()
    watch.join()
    took, used = time.perf_counter() - began, processor(process) - used
    refused = [r for times in done for r in times.refused]
    print(f"{'':26}{'median':>9}{'p95':>9}  ms, {options.clients} at once")
    for name in done[0].taken:
        found = sorted(t for times in done for t in times.taken[name])
        print(f"{name:26}{statistics.median(found):9.0f}{found[int(len(found) * 0.95) - 1]:9.0f}")
    number = sum(len(found) for times in done for found in times.taken.values())
    print(f"{number} answers in {took:.0f} s, {used / number * 1000:.1f} ms of processor time each")
    print(f"{len(refused)} refused")
    for line in sorted(set(refused)):
        print(f"  {line}")
    print("memory of the server, MiB, minute by minute:", *(f"{mib:.0f}" for mib in memory))
    if options.add:
        print("added:", client.get(f"/api/imports/{made['id']}").json()["counts"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--add", type=Path)
    parser.add_argument("--minutes", type=float, default=0.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(options.case, folder))
        process, client = start(str(copy))
        try:
            measure(process, client, options)
        finally:
            process.terminate()
            process.wait(60)


if __name__ == "__main__":
    main()
