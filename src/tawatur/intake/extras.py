# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Libraries that only some kinds of input need, imported where they are used."""

from importlib import import_module
from typing import Any

from tawatur.model.errors import UnreadableKindError


def need(module: str, extra: str, kind: str) -> Any:
    """Return a module of an optional library.

    Args:
        module: Its import name.
        extra: The extra of this package that brings it.
        kind: What cannot be read without it, for the message.
    Raises:
        UnreadableKindError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as exc:
        raise UnreadableKindError(kind, extra) from exc
