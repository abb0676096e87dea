# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which reader a command reads with: its options, and what it says before and after."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict, TypeVar

import click

from tawatur.model.protocols import Accountable, Reader, ReaderOptions
from tawatur.pipeline.local import Settings
from tawatur.pipeline.readers import DEFAULT, open_reader

F = TypeVar("F", bound=Callable[..., Any])


class Chosen(TypedDict):
    """What the options say."""

    reader: str
    endpoint: str | None
    model: str | None
    cache: Path | None
    price: tuple[float, float] | None
    more: tuple[str, ...]


_OPTIONS = (
    click.option(
        "--reader",
        default=DEFAULT,
        show_default=True,
        metavar="NAME",
        help="sparse: the built-in one, offline; llm: a language model behind --endpoint; or one that an installed "
        "package brings.",
    ),
    click.option(
        "--endpoint",
        metavar="URL",
        help="OpenAI-compatible endpoint of --reader llm, as http://localhost:8000/v1. The reports' texts are sent "
        "there and nowhere else; a key is taken from the environment variable TAWATUR_LLM_KEY.",
    ),
    click.option("--model", metavar="NAME", help="Model of --reader llm."),
    click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Folder that keeps the answers of --reader llm: what was answered is not asked or paid for again.",
    ),
    click.option(
        "--price",
        type=float,
        nargs=2,
        metavar="IN OUT",
        help="Price of a million tokens asked and answered, for the cost at the end.",
    ),
    click.option(
        "--set",
        "more",
        multiple=True,
        metavar="NAME=VALUE",
        help="Another setting of the reader; may be given again. Of llm: timeout, retries, per_minute, most_tokens, "
        "seed, key_variable.",
    ),
)


def options(function: F) -> F:
    """Add the options of `Chosen` to a command."""
    return functools.reduce(lambda made, option: option(made), reversed(_OPTIONS), function)


def _settings(chosen: Chosen) -> dict[str, str]:
    """Return what was chosen as a reader's settings by name."""
    found = {name: str(value) for name in ("endpoint", "model", "cache") if (value := chosen[name]) is not None}
    if chosen["price"] is not None:
        found |= {"price_in": str(chosen["price"][0]), "price_out": str(chosen["price"][1])}
    for setting in chosen["more"]:
        name, equals, value = setting.partition("=")
        if not name or not equals:
            raise click.BadParameter(f"{setting!r}: write it as NAME=VALUE", param_hint="--set")
        found[name] = value
    return found


@contextmanager
def opened(settings: Settings, chosen: Chosen) -> Iterator[Reader | None]:
    """Yield the chosen reader, None for the default one, which processes open themselves.

    What a reader wants known goes to standard error: where the texts go, and what it all cost, even of a run that
    was cut off.
    """
    given = _settings(chosen)
    if chosen["reader"] == DEFAULT and not given:
        yield None
        return
    reader = open_reader(chosen["reader"], ReaderOptions(settings.lexicon, settings.threshold, given))
    if not isinstance(reader, Accountable):
        yield reader
        return
    click.echo(reader.notice(), err=True)
    try:
        yield reader
    finally:
        reader.close()
        click.echo(reader.account(), err=True)
