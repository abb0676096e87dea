# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the reader behind an endpoint."""

from llm_loopback import model

__all__ = ["model"]
