# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a web page to a report, by trafilatura."""

import logging
import re
from functools import cache
from typing import Any

from tawatur.intake.page import about_page, complete, parse_page
from tawatur.model import Credit, Report
from tawatur.model.errors import IntakeError

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_CHARSET_WITHIN = 4096  # bytes in which a page says its encoding
_LITTLE = 200  # code points under which the slow way is tried too: it finds text in odd pages


@cache
def _trafilatura() -> Any:
    import trafilatura  # slow to import: only who reads pages pays for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def declared_charset(head: bytes) -> str | None:
    """Return the encoding that a page's meta element names, None if it names none.

    Args:
        head: Its first bytes.
    """
    match = _CHARSET.search(head[:_CHARSET_WITHIN])
    return None if match is None else match[1].decode("ascii")


def _article(tree: Any, *, fast: bool) -> str:
    found = _trafilatura().bare_extraction(
        tree, fast=fast, include_comments=False, include_tables=False, with_metadata=False
    )
    if found is None:
        return ""
    return str((found if isinstance(found, dict) else found.as_dict()).get("text") or "")


def read_html(text: str, *, name: str, url: str | None = None) -> tuple[Report, tuple[str, ...]]:
    """Return the article of a page, its text without navigation, with what the page says about itself.

    Args:
        text: The decoded page.
        name: Id of the report.
        url: Address under which the page was found.
    Returns:
        The report, and what was guessed.
    Raises:
        IntakeError: No article text can be found on the page.
    """
    tree = parse_page(text)
    about = None if tree is None else about_page(tree)
    body = "" if tree is None else _article(tree, fast=True)
    if tree is not None and len(body) < _LITTLE:  # 7 ms instead of 2.4 ms a page
        slow = _article(parse_page(text), fast=False)
        body = slow if len(slow) > len(body) else body
    if about is None or not body.strip():
        raise IntakeError("no article text found on the page; save the text itself and read that")
    credits = () if about.author is None else (Credit("author", about.author, 0, 0),)
    report = Report(
        name,
        body,
        outlet=about.outlet,
        url=about.url or url,
        title=about.title,
        published=about.published,
        credits=credits,
    )
    return complete(report, maybe=about.maybe_published)
