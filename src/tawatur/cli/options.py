# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Options and arguments that several commands share, and how errors leave the program."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tawatur.model.errors import TawaturError

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
outlet = click.option("--outlet", metavar="NAME", help="Outlet of reports that state none.")


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


def check_published(value: str | None) -> None:
    """Raise PublishedDateError for a publication date that cannot be used."""
    from tawatur.reading.published import parse_date

    if value is not None:
        parse_date(value)
