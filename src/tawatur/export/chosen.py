# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Write incidents that were chosen elsewhere, by their ids, as one file: what the workbench hands on."""

import io
import zipfile
from pathlib import Path
from typing import cast

from tawatur.casefile import open_case
from tawatur.export.dossier import Form, Language
from tawatur.export.formats import FORMATS, Request, export
from tawatur.export.mapping import parse
from tawatur.export.material import Text
from tawatur.export.people import Redact
from tawatur.export.selection import Selection
from tawatur.lexicon import Lexicon
from tawatur.model.protocols import Wanted, Written

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: no time of export goes out


def _packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in sorted(files.items()):
            folder.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


class Chosen:
    """The exporter of `model.protocols`."""

    formats = tuple(FORMATS)

    def write(self, where: str, wanted: Wanted, lexicon: Path | None = None) -> Written:
        """Return the chosen incidents of a case as one file; a format of several files becomes a ZIP archive.

        Args:
            where: The case.
            wanted: What of it, and how.
            lexicon: Folder of tables that overlay the built-in ones.
        Raises:
            ExportError: It cannot be exported so.
        """
        kind = FORMATS[wanted.format]
        request = Request(
            format=wanted.format,
            selection=Selection(wanted.conditions, ids=wanted.ids),
            reviewed_only=wanted.reviewed_only,
            text=cast(Text, wanted.text),
            redact=cast(Redact, wanted.redact),
            also=wanted.hide,
            named=wanted.named,
            columns=parse(wanted.columns) if wanted.columns else None,
            form=Form(cast(Language, wanted.language), "pdf" if wanted.is_pdf else "html"),
        )
        with open_case(where) as case:
            made = export(case, request, None if lexicon is None else Lexicon(lexicon))
        if kind.is_folder:
            return Written(f"{wanted.format}.zip", _packed(made.files), made.incidents)
        mark = b"\xef\xbb\xbf" if wanted.bom and kind.is_table else b""
        ending = "pdf" if wanted.format == "dossier" and wanted.is_pdf else kind.ending
        return Written(f"{wanted.format}.{ending}", mark + made.files[""], made.incidents)
