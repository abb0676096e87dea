# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a web page says about itself, and what can only be guessed about it, which is marked.

A date of publication is taken from where pages state it (meta elements, JSON-LD); else from the address, the dateline
or a time element, with a warning that says so.

Source:
    Open Graph protocol; schema.org `NewsArticle` as JSON-LD.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from tawatur.intake.dates import find_named, in_address, to_iso
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import Report

_JSON_LD = 1 << 20  # code points of one block
_JSON_NODES = 2_000
_HEAD, _LINES = 400, 4  # code points and lines at the head of a text in which a dateline stands
_SHORT = 70  # code points of a dateline at most
_NAME = 120  # code points of an author's or outlet's name at most
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # one such sign would cost the whole article
_GUESSED = "publication date {} was taken from {}: check it"


@dataclass(slots=True)
class About:
    """What is stated about a report beside its text, and what was guessed."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    maybe_published: str | None = None  # stated as a date, of what is not clear


def _compile(lexicon: Lexicon) -> dict[tuple[str, str], tuple[int, str]]:
    rows = lexicon.table("intake/meta").columns("field", "attribute", "value")
    return {(attribute, value): (rank, field) for rank, (field, attribute, value) in enumerate(rows)}


def _metas(tree: Any) -> dict[str, str]:
    known = default_lexicon().compiled("intake.meta", _compile)
    best: dict[str, tuple[int, str]] = {}
    for element in tree.iter("meta", "time", "span", "div"):
        is_meta = element.tag == "meta"
        for attribute in ("property", "name", "itemprop") if is_meta else ("itemprop",):
            found = known.get((attribute, (element.get(attribute) or "").strip().lower()))
            content = element.get("content") or (None if is_meta else element.get("datetime"))
            if found is None or not content or not content.strip():
                continue
            rank, field = found
            if field not in best or rank < best[field][0]:
                best[field] = rank, content.strip()
    return {field: value for field, (_, value) in best.items()}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD block, however nested, in order."""
    stack, seen = [data], 0
    while stack and seen < _JSON_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, dict):
            yield node
            stack.extend(value for value in reversed(list(node.values())) if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report")) for k in _list(kinds))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name_of(value: Any) -> str | None:
    for one in _list(value):
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            return name.strip()[:_NAME]
    return None


def _from_json_ld(tree: Any) -> dict[str, str]:
    for block in tree.iter("script"):
        if (block.get("type") or "").lower() != "application/ld+json" or not block.text or len(block.text) > _JSON_LD:
            continue
        try:
            data = json.loads(block.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in filter(_is_article, _nodes(data)):
            found = {
                "published": node.get("datePublished"),
                "title": node.get("headline"),
                "author": _name_of(node.get("author")),
                "outlet": _name_of(node.get("publisher")),
                "url": node.get("url"),
            }
            return {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}
    return {}


def _first(values: Iterable[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)


def about_page(tree: Any) -> About:
    """Return what a page says about itself.

    Args:
        tree: The page, as lxml parses HTML.
    """
    linked, stated = _from_json_ld(tree), _metas(tree)
    canonical = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    url = _first([*canonical, stated.get("url"), linked.get("url")])
    times = (time.get("datetime") for time in tree.iter("time"))
    heading = (element.text_content() for tag in ("h1", "title") for element in tree.iter(tag))
    author = stated.get("author") or linked.get("author")
    published = linked.get("published") or stated.get("published")
    return About(
        outlet=(linked.get("outlet") or stated.get("outlet") or "")[:_NAME] or None,
        url=url if url is not None and url.startswith(("http://", "https://")) else None,
        title=_first([linked.get("title"), stated.get("title"), *heading]),
        author=None if author is None or author.startswith("http") else author[:_NAME],
        published=None if published is None else to_iso(published)[0],
        maybe_published=_first([stated.get("published_guess"), *times]),
    )


def parse_page(text: str) -> Any:
    """Return a page as a tree.

    Args:
        text: The decoded page.
    Returns:
        The tree; None where there is nothing that could be parsed.
    """
    text = _NO_XML.sub(" ", text)
    # bytes, for lxml refuses a str that declares an encoding
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, lxml_html.etree.LxmlError):  # nothing but comments, or nothing
        return None


def host(url: str | None) -> str | None:
    """Return the host that an address names, without `www.`; None where it names none."""
    if url is None:
        return None
    try:
        found = urlsplit(url).hostname
    except ValueError:
        return None
    return None if found is None else found.removeprefix("www.")


def _in_dateline(text: str) -> str | None:
    """The day that a report's first lines name, where they are datelines: a date in a sentence is that of an event."""
    for line in text[:_HEAD].split("\n")[:_LINES]:
        head = line if len(line) <= _SHORT else line[: max(line.rfind(" -", 0, _SHORT), line.rfind(" –", 0, _SHORT), 0)]
        if (found := find_named(head)) is not None:
            return found
    return None


def complete(report: Report, *, maybe: str | None = None) -> tuple[Report, tuple[str, ...]]:
    """Return a report with what can be guessed of what it does not state, and a warning for each guess.

    Args:
        report: What is known.
        maybe: A date that its page gives without saying of what.
    """
    warnings = []
    if report.published is None:
        guesses = (
            (in_address(report.url or ""), "its address"),
            (to_iso(maybe)[0] if maybe else None, "a date on the page"),
            (_in_dateline(report.text), "its dateline"),
        )
        found = next(((day, whence) for day, whence in guesses if day is not None and day[:4].isdecimal()), None)
        if found is not None:
            report = replace(report, published=found[0])
            warnings.append(_GUESSED.format(found[0][:10], found[1]))
    if report.outlet is None and (named := host(report.url)) is not None:
        report = replace(report, outlet=named)
        warnings.append(f"outlet {named} was taken from the address: check it")
    return report, tuple(warnings)
