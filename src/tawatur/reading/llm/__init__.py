# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A reader behind any OpenAI-compatible endpoint: a language model proposes, the text decides.

The model is asked for quotes, never for offsets or ids. A quote that is not in the text is left out and counted, and
so is what hangs on it; ids, spans, coordinates and links are made here. Answers are kept by content in a folder of
the user's, so that a run that was cut off goes on where it was and nothing is paid for twice.
"""

from tawatur.reading.llm.reader import LlmReader, open_reader

__all__ = ["LlmReader", "open_reader"]
