# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Settings of the reader behind an endpoint; all that is wrong with them is said at once."""

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tawatur.model.errors import ReaderSettingsError

Value = TypeVar("Value", int, float)
KEY_VARIABLE = "TAWATUR_LLM_KEY"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to ask a model.

    Args:
        endpoint: Base address, as `https://host/v1`; the only one that is ever asked.
        model: Name of the model there.
        key_variable: Environment variable that holds the key; an unset one means that none is sent.
        cache: Folder that keeps the answers; None keeps nothing.
        timeout: Seconds for one whole answer.
        retries: How often a request is tried again.
        per_minute: Most requests a minute; None for no limit of ours.
        most_tokens: Most tokens of an answer.
        seed: Sent for answers that can be repeated, where the endpoint keeps to it.
        price: Price of a million tokens asked and of a million answered, in any currency.
    """

    endpoint: str
    model: str
    key_variable: str = KEY_VARIABLE
    cache: Path | None = None
    timeout: float = 180.0
    retries: int = 5
    per_minute: int | None = None
    most_tokens: int = 8_000
    seed: int = 0
    price: tuple[float, float] | None = None

    @property
    def url(self) -> str:
        """Address that requests go to."""
        base = self.endpoint.strip().rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is on this machine."""
        return urlsplit(self.url).hostname in _LOOPBACK

    @property
    def is_open(self) -> bool:
        """Whether others on the way can read what is sent."""
        return urlsplit(self.url).scheme == "http" and not self.is_local

    def key(self) -> str | None:
        """Return the key, read anew each time so that it stands in no record; None where there is none.

        Raises:
            ReaderSettingsError: It cannot be sent; it is not shown.
        """
        key = os.environ.get(self.key_variable, "").strip()
        if key and not (key.isascii() and key.isprintable()):
            raise ReaderSettingsError(f"the key in {self.key_variable} holds characters that cannot be sent")
        return key or None


def _address_problem(endpoint: str) -> str | None:
    try:
        parts = urlsplit(endpoint.strip())
        port_is_odd = parts.port == 0
    except ValueError:
        return "endpoint: not an address; write it as https://host/v1"
    if parts.scheme not in ("http", "https") or not parts.hostname or port_is_odd:
        return "endpoint: write it as https://host/v1"
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        return f"endpoint: leave out user, password and query; a key comes from the variable {KEY_VARIABLE}"
    return None


class _Parser:
    """Takes settings out of a mapping and collects what is wrong with them."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.left = dict(given)
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.left.pop(name, default).strip()

    def number(self, name: str, make: Callable[[str], Value], default: Value, low: float, high: float) -> Value:
        written = self.left.pop(name, None)
        if written is None:
            return default
        try:
            value = make(written)
        except ValueError:
            value = make("-1")
        if not low <= value <= high:  # also false of nan
            self.problems.append(f"{name}: {written!r} is no number from {low:g} to {high:g}")
            return default
        return value


def parse_settings(given: Mapping[str, str]) -> Settings:
    """Return the settings that a user gave by name.

    Args:
        given: `endpoint` and `model`, which must be there, and any other field of `Settings`; of `price`, which is two
            numbers, `price_in` and `price_out`.
    Raises:
        ReaderSettingsError: Some are missing, unknown or wrong; all are named.
    """
    take = _Parser(given)
    endpoint, model = take.text("endpoint"), take.text("model")
    if not endpoint or not model:
        take.problems.append("give both --endpoint and --model")
    elif (problem := _address_problem(endpoint)) is not None:
        take.problems.append(problem)
    cache = take.text("cache")
    prices = [take.number(name, float, -1.0, 0, 1e6) for name in ("price_in", "price_out")]
    if (prices[0] < 0) != (prices[1] < 0):
        take.problems.append("price: give it for both what is asked and what is answered")
    per_minute = take.number("per_minute", int, 0, 1, 1e6)
    settings = Settings(
        endpoint,
        model,
        take.text("key_variable", KEY_VARIABLE),
        Path(cache) if cache else None,
        take.number("timeout", float, 180.0, 0.1, 86_400),
        take.number("retries", int, 5, 0, 50),
        per_minute or None,
        take.number("most_tokens", int, 8_000, 1, 10_000_000),
        take.number("seed", int, 0, 0, math.inf),
        (prices[0], prices[1]) if min(prices) >= 0 else None,
    )
    take.problems += [f"{name}: no such setting" for name in sorted(take.left)]
    if take.problems:
        raise ReaderSettingsError("reader llm: " + "; ".join(take.problems))
    return settings
