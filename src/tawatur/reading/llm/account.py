# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a run has asked and what that cost."""

import threading
from collections import Counter
from collections.abc import Mapping

Price = tuple[float, float]
_MILLION = 1_000_000


class Account:
    """Counts requests, answers, tokens and what was left out; safe to share between threads.

    Args:
        price: Price of a million tokens asked and of a million answered.
    """

    def __init__(self, price: Price | None = None) -> None:
        self.price = price
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, **counts: int) -> None:
        """Add to the counts: `requests`, `kept`, `asked`, `tokens_in`, `tokens_out`, `uncounted`, `left_out`."""
        with self._lock:
            self._counts.update(counts)

    def add_usage(self, usage: object) -> None:
        """Add the tokens of one answer, as its endpoint states them."""
        stated = usage if isinstance(usage, Mapping) else {}
        found = [stated.get(name) for name in ("prompt_tokens", "completion_tokens")]
        numbers = [n if isinstance(n, int) and not isinstance(n, bool) and n >= 0 else None for n in found]
        self.add(tokens_in=numbers[0] or 0, tokens_out=numbers[1] or 0, uncounted=int(None in numbers))

    def __getitem__(self, name: str) -> int:
        with self._lock:
            return self._counts[name]

    @property
    def cost(self) -> float | None:
        """What the tokens cost at the price given; None without one."""
        if self.price is None:
            return None
        return (self["tokens_in"] * self.price[0] + self["tokens_out"] * self.price[1]) / _MILLION

    def line(self) -> str:
        """Return the account in one line."""
        parts = [
            f"{self['asked']:,} asked in {self['requests']:,} requests, {self['kept']:,} from kept answers",
            f"{self['tokens_in']:,} tokens in, {self['tokens_out']:,} out",
        ]
        if self["uncounted"]:
            parts[-1] += f" ({self['uncounted']:,} answers did not say)"
        if self.cost is not None:
            parts.append(f"cost {self.cost:,.4f}")
        if self["left_out"]:
            parts.append(f"{self['left_out']:,} items left out that the texts do not bear out")
        return "; ".join(parts)
