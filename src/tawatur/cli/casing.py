# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the commands that work on a case share: the case itself, who acts, and how the arguments are named."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tawatur.casefile import CaseFile

case = click.argument("case", metavar="CASE")
author = click.option(
    "--author",
    metavar="NAME",
    help="Who acts, for the record; by default TAWATUR_AUTHOR, else the name of your account.",
)
note = click.option("--note", default="", metavar="TEXT", help="Why, for the record.")
wait = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while another writes.",
)


def shown(where: str) -> str:
    """Return how messages call a case; the password in the address of a database never shows."""
    from tawatur.casefile.engine import target

    return target(where).name


@contextmanager
def opened(where: str, *, author: str | None = None, wait: float = 30.0) -> "Iterator[CaseFile]":
    """Yield an open case and close it."""
    from tawatur.casefile import open_case

    with open_case(where, author=author, wait=wait) as found:
        yield found
