# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Processes: work that is worth them goes to them, in order, and what they hold is given back."""

import os

from tawatur.pipeline.processes import Workers


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_processes_work_in_order() -> None:
    with Workers(2) as workers:
        found = list(workers.map(range(100), where))
    assert [number for number, _ in found] == list(range(100))
    assert os.getpid() not in {pid for _, pid in found}


def test_processes_are_not_started_for_what_one_would_do() -> None:
    with Workers(2) as workers:
        found = [*workers.map(range(3), where), *workers.map([7], where, chunk=1), *workers.map([], where)]
    assert found == [(n, os.getpid()) for n in (0, 1, 2, 7)]


def test_processes_are_others_once_renewed() -> None:
    with Workers(2) as workers:
        first = {pid for _, pid in workers.map(range(100), where)}
        workers.renew()
        second = {pid for _, pid in workers.map(range(100), where)}
    assert first.isdisjoint(second)
