# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Options and arguments that several commands share, and how errors leave the program."""

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from tawatur.intake import Options, parse_mapping, parse_resume
from tawatur.intake.items import FIELDS
from tawatur.model.errors import TawaturError, WorkbenchError

F = TypeVar("F", bound=Callable[..., Any])

lexicon = click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of your own tables, laid out as the built-in ones; its rows win.",
)
published = click.option(
    "--published",
    metavar="DATE",
    help="Publication day (YYYY-MM-DD) of reports that state none; relative dates hang on it.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=min(8, os.cpu_count() or 1),
    show_default="one per core, at most 8",
    help="Processes to read with.",
)
outlet = click.option("--outlet", metavar="NAME", help="Outlet of reports that state none.")

threshold = click.option(
    "--threshold",
    type=float,
    metavar="P",
    help="Least confidence, above 0 and below 1, of events, claims and relations: low to see more, high to trust more."
    "  [default: what serves each kind best]",
)
mapping = click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a table, or key of JSON, that holds a field: text=body,published=date. Fields: "
    + ", ".join(FIELDS)
    + ".",
)
online = click.option(
    "--online", is_flag=True, help="Use the network: fetch the addresses given, pages, feeds, sitemaps."
)
resume = click.option(
    "--resume",
    multiple=True,
    metavar="FILE@OFFSET",
    help="Begin a WARC file at the record that messages name so.",
)


def intake(mapping: tuple[str, ...], resume: tuple[str, ...] = ()) -> Options:
    """Return how inputs are taken in, as `--map` and `--resume` say.

    Raises:
        ColumnsError: One of them is not of its form.
    """
    return Options(parse_mapping(mapping), resume=parse_resume(resume))


def plain_errors(function: F) -> F:
    """Turn the program's own errors into a message and exit status 2, without a traceback."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TawaturError as exc:
            click.secho(f"tawatur: {exc}", fg="red", err=True)
            raise click.exceptions.Exit(2) from exc

    return wrapped  # type: ignore[return-value]


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Say how to install what is missing where one of our own modules is imported that needs packages of an extra.

    Args:
        name: The extra.
        what: What is not installed without it.
    Raises:
        WorkbenchError: A package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "tawatur":
            raise
        raise WorkbenchError(f"{what} is not installed; install it with: pip install 'tawatur[{name}]'") from error


def check_published(value: str | None) -> None:
    """Raise PublishedDateError for a publication date that cannot be used."""
    from tawatur.reading.published import parse_date

    if value is not None:
        parse_date(value)
