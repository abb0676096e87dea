# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The tables that exist, one module per subject; each module's `SPECS` lists its tables."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tawatur.lexicon.tables import TableSpec


@cache
def all_specs() -> dict[str, TableSpec]:
    """Return every table's spec by name, in name order."""
    found: dict[str, TableSpec] = {}
    for module in sorted(m.name for m in iter_modules(__path__)):
        specs: tuple[TableSpec, ...] = import_module(f"{__name__}.{module}").SPECS
        found.update((spec.name, spec) for spec in specs)
    return dict(sorted(found.items()))
