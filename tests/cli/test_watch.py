# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur watch` and `tawatur versions`."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cases import run
from tests.loopback import Site, feed, page, served

pytest.importorskip("feedparser", reason="feedparser is not installed; run: pip install 'tawatur[online]'")

TEXT = (
    "قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش في مدينة السدرة وقتلوا ثلاثة جنود وأصابوا سبعة آخرين بجروح، "
    "وذكرت الوزارة في بيان أن التحقيق بدأ فورا."
)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.lay("/1", page(TEXT))
        made.lay("/feed", feed("الميدان", "https://midan.example/", [f"{made.base}/1"]))
        yield made


@pytest.fixture
def case(tmp_path: Path) -> str:
    where = str(tmp_path / "a.case")
    run("new", where)
    return where


def write_list(folder: Path, site: Site, *more: str) -> str:
    path = folder / "feeds.toml"
    feeds = [f'[[feed]]\noutlet = "الميدان"\nurl = "{site.base}/feed"\nrecheck = "0s"\n', *more]
    path.write_text(f'inside = ["{site.base.removeprefix("http://")}"]\n' + "\n".join(feeds), "utf-8")
    return str(path)


def test_watch_does_nothing_without_online(case: str, site: Site, tmp_path: Path) -> None:
    assert "only with --online" in run("watch", case, write_list(tmp_path, site), code=2)
    assert site.asked == []


def test_watch_says_what_it_did(case: str, site: Site, tmp_path: Path) -> None:
    out = run("watch", case, write_list(tmp_path, site), "--online", "--jobs", "1")
    assert out.strip() == "feeds: 1 read, 0 unchanged; pages: 1 fetched; reports: 1 added"


def test_watch_names_the_feed_that_fails_and_ends_with_one(case: str, site: Site, tmp_path: Path) -> None:
    listed = write_list(tmp_path, site, f'[[feed]]\noutlet = "الضفة"\nurl = "{site.base}/none"\n')
    out = run("watch", case, listed, "--online", "--jobs", "1", code=1)
    assert f"failed: الضفة ({site.base}/none): the host answers 404; the address is wrong or gone" in out
    assert "1 read, 0 unchanged, 1 failed" in out
    assert "tawatur status" in out


def test_watch_mistakes_in_the_list_end_with_two(case: str, tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text("[[feed]]\nkind = 'feed'\n", "utf-8")
    assert "url is missing" in run("watch", case, str(path), "--online", code=2)
    path.write_text("[[feed]]\nurl = 'https://a.example'\n", "utf-8")
    assert "no such address" in run("watch", case, str(path), "--online", "--accept", "https://b.example", code=2)
    assert "is no time" in run("watch", case, str(path), "--online", "--every", "often", code=2)


def test_watch_page_names_no_address_of_a_page_in_its_messages(case: str, site: Site, tmp_path: Path) -> None:
    site.lay("/feed", feed("الميدان", "https://midan.example/", [f"{site.base}/huda-al-sharqawi", "file:///huda"]))
    out = run("watch", case, write_list(tmp_path, site), "--online", "--jobs", "1", code=1)
    assert "2 of its pages" in out
    assert "huda" not in out


def test_watch_goes_on_until_it_is_stopped(case: str, site: Site, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tawatur", "watch", case, write_list(tmp_path, site), "--online"]
    running = subprocess.Popen(
        [*command, "--jobs", "1", "--every", "1s"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    until = time.monotonic() + 120
    while len([path for path in site.paths() if path == "/feed"]) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "1 added" in out
    assert "the same command goes on from here" in err
    assert "Traceback" not in err


def test_watch_goes_on_when_another_writer_held_the_case(
    case: str, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tawatur.cli import watch
    from tawatur.model.errors import LockedCaseFileError
    from tawatur.pipeline import watching

    real, rounds, pressed = watching.watch_round, [], [False]

    def held_once(*arguments: Any, **more: Any) -> watching.Tally:
        rounds.append(1)
        if len(rounds) == 1:
            raise LockedCaseFileError("locked by 'add'")
        found = real(*arguments, **more)
        pressed[0] = True
        return found

    @contextmanager
    def stopping(*signals: signal.Signals) -> Iterator[Callable[[], bool]]:
        yield lambda: pressed[0]

    monkeypatch.setattr(watching, "watch_round", held_once)
    monkeypatch.setattr(watch, "stopping", stopping)
    out = run("watch", case, write_list(tmp_path, site), "--online", "--jobs", "1", "--every", "1s", code=130)
    assert "the next round tries again" in out
    assert "1 added" in out


def test_versions_shows_what_was_changed(case: str, site: Site, tmp_path: Path) -> None:
    listed = write_list(tmp_path, site)
    run("watch", case, listed, "--online", "--jobs", "1")
    site.lay("/1", page(TEXT.replace("ثلاثة جنود", "أربعة\u202e جنود")), etag='"2"')
    run("watch", case, listed, "--online", "--jobs", "1")
    out = run("versions", case, f"{site.base}/1")
    assert "[-ثلاثة -]{+أربعة" in out
    assert "\u202e" not in out
    assert out.count("sha256") == 2
    first, second = json.loads(run("versions", case, f"{site.base}/1", "--format", "json"))
    assert (first["version"], second["version"]) == (1, 2)
    assert second["fetches"][0]["headers"]["etag"] == '"2"'
    assert "difference" not in first
    assert [p["text"] for p in second["difference"] if p["kind"] == "gone"] == ["ثلاثة "]


def test_versions_of_a_file_has_no_address(case: str, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    run("add", case, str(path), "--jobs", "1")
    (only,) = json.loads(run("versions", case, "r", "--format", "json"))
    assert only["fetches"] == []


def test_add_online_keeps_the_evidence(case: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.intake.online import fetching

    real = fetching.resolve
    monkeypatch.setattr(fetching, "resolve", lambda url, **more: real(url, inside=True))
    run("add", case, f"{site.base}/1", "--online", "--jobs", "1")
    (only,) = json.loads(run("versions", case, f"{site.base}/1", "--format", "json"))
    assert only["fetches"][0]["url"] == f"{site.base}/1"
    assert only["fetches"][0]["sha256"] == only["sha256"]
