# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Records that are made by the thousand for every report.

Making a frozen dataclass of fourteen fields takes 3.6 µs, a plain one 0.6 µs. `quick` is `dataclass` for the type
checker, which so refuses every assignment to a frozen record, and makes a plain hashable class at run time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as quick
else:

    def quick(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return a decorator that makes a record class."""
        return partial(dataclass, slots=slots, unsafe_hash=frozen)


__all__ = ["quick"]
