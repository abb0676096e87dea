# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a DOCX to a report: paragraphs, headings, lists, tables and footnotes in their order.

The text in a DOCX is in the order of reading whatever the direction, so that there is nothing to turn round. What was
deleted with changes tracked is left out, what was inserted is taken. The document's author and dates are those of
whoever typed it, not of the report, and are not taken.

Source:
    ECMA-376 (Office Open XML), part 1, 17: WordprocessingML.
"""

import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree

from tawatur.intake.content import Content
from tawatur.intake.items import MIB, Item, Loaded
from tawatur.intake.page import complete
from tawatur.intake.shapes import fold_shapes
from tawatur.model import Report
from tawatur.model.errors import IntakeError, TooLargeError, UnreadableFileError
from tawatur.text.decode import clean

MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # its strict form
)
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says the same again
_LEFT_OUT = frozenset(["del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "commentReference"])
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def _local(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return next((tag[len(prefix) :] for prefix in _NAMESPACES if tag.startswith(prefix)), "")


class _Writer:
    """Gathers the text of a document: paragraphs end lines, cells of a row are separated by tabs."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def _end_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

    def walk(self, root: etree._Element) -> None:
        """Gather the text below an element, without recursion: documents nest as deep as they like."""
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, is_closing = stack.pop()
            name = _local(element)
            if is_closing:
                self._close(element, name)
                continue
            if name in _LEFT_OUT or element.tag == _COMPATIBLE:
                continue
            if name == "t":
                self.parts.append(element.text or "")
            elif name in _SIGNS:
                self.parts.append(_SIGNS[name])
            elif name == "p" and _is_boxed(element):
                self._end_line()
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def _close(self, element: etree._Element, name: str) -> None:
        if name == "p":
            if _in_row(element):
                self.parts.append(" ")
            else:
                self.parts.append("\n")
        elif name == "tc":
            self.parts.append("\t")
        elif name == "tr":
            self.parts.append("\n")

    def text(self) -> str:
        """Return what was gathered, without space at the ends of lines and without runs of empty lines."""
        lines = [line.strip(" \t") for line in "".join(self.parts).split("\n")]
        return "\n".join(line for line in lines if line)


def _in_row(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and _local(parent) == "tc" and paragraph.getnext() is None


def _is_boxed(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and _local(parent) == "txbxContent"


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"the document unpacks to more than {limit // MIB} MiB; split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    root: etree._Element = etree.fromstring(data, parser)
    return root


def _text(archive: zipfile.ZipFile, limit: int) -> str:
    writer = _Writer()
    for number, name in enumerate((MAIN, *_NOTES)):
        root = _part(archive, name, limit)
        if root is None:
            continue
        for note in root if number else (root,):
            if number and note.get(next(iter(_NAMESPACES)) + "type") is not None:
                continue  # separators, which every document has
            writer.walk(note)
    return writer.text()


def _title(archive: zipfile.ZipFile, limit: int) -> str | None:
    try:
        root = _part(archive, _CORE, limit)
    except etree.XMLSyntaxError:
        return None
    found = None if root is None else root.findtext(_TITLE)
    return (found or "").strip() or None


def read_docx(content: Content, archive: zipfile.ZipFile, stream: IO[bytes]) -> Iterator[Item]:
    """Yield the report that a DOCX is.

    Args:
        content: The file.
        archive: The same, opened.
        stream: Its bytes, seekable.
    Raises:
        IntakeError: It is damaged, too large, or has no text.
    """
    limit = content.options.limits.document
    try:
        text, title = _text(archive, limit), _title(archive, limit)
    except etree.XMLSyntaxError as exc:
        raise UnreadableFileError("the DOCX is damaged: open it in a word processor and save it anew") from exc
    if not text.strip():
        raise IntakeError("no text in the DOCX; if its pages are pictures, run text recognition first")
    report, guessed = complete(Report(content.id, clean(fold_shapes(text)), title=title, url=content.url))
    stream.seek(0)
    yield Loaded(content.name, report, guessed, stream.read(limit + 1))
