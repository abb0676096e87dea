# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reports from the net: addresses, feeds and sitemaps. Nothing here runs unless a command was told `--online`.

No address leads to this machine or its network: every host name is resolved here, every address it resolves to is
checked, and the connection goes to the address that was checked, for each redirection anew.
"""

from tawatur.intake.online.fetching import Fetched, Fetcher, Rules
from tawatur.intake.online.following import load_addresses

__all__ = ["Fetched", "Fetcher", "Rules", "load_addresses"]
