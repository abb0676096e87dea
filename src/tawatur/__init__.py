# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tawatur reads Arabic news and builds the sourced picture it describes.

>>> import tawatur
>>> reading = tawatur.read("قالت الشرطة إن مسلحين هاجموا حاجزا أمس.", published="2024-03-05")
>>> reading.timexes[0].value
'2024-03-04'
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawatur.model import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> "Reading":
    """Read one Arabic news report. Safe in threads and processes.

    Args:
        text: The report's text. NUL and lone surrogates become U+FFFD, line ends LF.
        published: Publication day, ISO 8601; without it relative dates stay unresolved.
        outlet: Who published it.
        id: The report's own id; by default a hash of outlet, URL and text.
        title: Headline; kept, not read.
        url: Where it was published.
    Returns:
        The reading; spans are half-open, in code points of `reading.report.text`.
    Raises:
        PublishedDateError: `published` is not a date that a report can have.
    """
    from tawatur.model import Report
    from tawatur.model.identity import report_id
    from tawatur.reading.published import parse_date
    from tawatur.reading.reader import default_reader

    day = published if published is None or isinstance(published, str) else published.isoformat()
    if day is not None:
        parse_date(day)
    name = report_id(text, outlet=outlet, url=url) if id is None else id
    return default_reader().read(Report(name, text, outlet=outlet, url=url, title=title, published=day))
