# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the program knows: authored tables of words, names, frames and cues."""

from tawatur.lexicon.lexicon import Lexicon, default_lexicon
from tawatur.lexicon.tables import Row, Table, TableSpec, check_table, read_table, values

__all__ = ["Lexicon", "Row", "Table", "TableSpec", "check_table", "default_lexicon", "read_table", "values"]
