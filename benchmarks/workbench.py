# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How long the workbench takes to answer.

workbench.py CASE [--clients N] [--rounds N] [--add REPORTS]

Serves the case in a process of its own and asks every page and API call, as so many analysts at once as asked for; with
--add while reports are added to it (to a copy, if you mind). Prints the median and the 95th percentile in milliseconds.
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

Times = dict[str, list[float]]


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
        base_url=f"http://{where.netloc}", headers={"authorization": f"Bearer {token}"}, timeout=120, trust_env=False
    )
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
    pages = ["incidents", "incidents?chains=2&order=newest", "reports", "entities", "outlets", "review", "decisions"]
    named = {f"/{p.partition('?')[0]}{' filtered' if '?' in p else ''}": f"/{p}" for p in (*pages, "search?q=الحكومة")}
    for name, id in (("incidents", incident), ("reports", report), ("entities", party)):
        named |= {f"/{name}/…": f"/{name}/{id}", f"/api/{name}": f"/api/{name}", f"/api/{name}/…": f"/api/{name}/{id}"}
    return named | {"/api/reports/…/marks": f"/api/reports/{report}/marks", "/api/search": "/api/search?q=الحكومة"}


def ask(client: httpx.Client, wanted: dict[str, str], rounds: int) -> Times:
    """Ask everything in turn, so often; a wrong answer ends it."""
    taken: Times = defaultdict(list)
    for _ in range(rounds):
        for name, path in wanted.items():
            began = time.perf_counter()
            client.get(path).raise_for_status()
            taken[name].append((time.perf_counter() - began) * 1000)
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--add", type=Path)
    options = parser.parse_args()
    process, client = start(options.case)
    try:
        wanted = paths(client)
        ask(client, wanted, 1)
        if options.add:
            client.post("/api/imports", content=options.add.read_bytes()).raise_for_status()
        with ThreadPoolExecutor(options.clients) as pool:
            done = list(pool.map(lambda _: ask(client, wanted, options.rounds), range(options.clients)))
    finally:
        process.terminate()
        process.wait(30)
    print(f"{'':26}{'median':>9}{'p95':>9}  ms, {options.clients} at once")
    for name in wanted:
        times = sorted(t for taken in done for t in taken[name])
        print(f"{name:26}{statistics.median(times):9.0f}{times[int(len(times) * 0.95) - 1]:9.0f}")


if __name__ == "__main__":
    main()
