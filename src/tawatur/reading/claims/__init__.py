# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Attribution: who is said to have said what, through whom.

The tables propose cues, small judges decide: whether a word attributes anything here, where the content begins and
ends, where the source stands, who is meant when nobody is named.
"""

from tawatur.lexicon import Lexicon
from tawatur.model import Claim
from tawatur.reading.claims.drafts import load_judges
from tawatur.reading.claims.holders import join
from tawatur.reading.claims.page import open_page
from tawatur.reading.claims.reader import KEPT, read
from tawatur.reading.parties import Entities
from tawatur.text.document import Document

__all__ = ["KEPT", "annotate", "join"]


def annotate(
    document: Document,
    entities: Entities,
    lexicon: Lexicon,
    outlet: str | None = None,
    kept_from: float = KEPT,
) -> tuple[Claim, ...]:
    """Return the claims of a document, in order of their cues, with ids `c1`, `c2`, …

    Args:
        document: The analysed text.
        entities: Its parties.
        lexicon: Tables to read with.
        outlet: The outlet that published the document; it is nobody's intermediary.
        kept_from: Confidence from which a claim is told; lower for triage.
    """
    return read(open_page(document, lexicon), entities, lexicon, load_judges(), kept_from, outlet)
