# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The case file: one investigation, in one SQLite file or one PostgreSQL database.

It alone speaks SQL. `create` and `open_case` give a `CaseFile`; its `read` and `write` give transactions, which the
functions of the modules take first. What they store and return are records of `model` and of `records`.
"""

from tawatur.casefile.case import CaseFile, create, default_author, open_case
from tawatur.casefile.sql import Transaction

__all__ = ["CaseFile", "Transaction", "create", "default_author", "open_case"]
