# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a web page to a report, by trafilatura."""

import logging

from tawatur.model import Credit, Report
from tawatur.model.errors import IntakeError
from tawatur.model.identity import report_id


def read_html(text: str, *, name: str) -> Report:
    """Return the article of a page: its text without navigation, and what the page says about itself.

    Args:
        text: The decoded page.
        name: Id to use where the page states no address.
    Raises:
        IntakeError: No article text can be found on the page.
    """
    import trafilatura  # slow to import: only who reads pages pays for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, with_metadata=True)
    found = page if page is None or isinstance(page, dict) else page.as_dict()
    body = None if found is None else found.get("text")
    if found is None or not body:
        raise IntakeError("no article text found on the page; save the text itself and read that")
    author = found.get("author")
    credits = (Credit("author", author, 0, 0),) if author else ()
    return Report(
        name or report_id(body, url=found.get("url")),
        body,
        outlet=found.get("sitename") or found.get("hostname"),
        url=found.get("url"),
        title=found.get("title"),
        published=found.get("date"),
        credits=credits,
    )
