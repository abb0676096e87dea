# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make `lexicon/tables/entities/name_tokens.tsv` from the person names of Wikidata (CC0).

The source lists one word of a name per line: Latin, tab, Arabic letters set apart by spaces, tab, number
of persons. Words borne by one person only are mostly transliterations that no second writer would spell
alike, so they are left out, save family names with the article, which are Arabic.

A word is `common_word` where the stop list or the morphology tables know it as something else than a name.

Run: python training/tables/name_tokens.py SHARED/data
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tawatur.lexicon import default_lexicon, values
from tawatur.text.normalize import dediac, fold

OUT = Path(__file__).parents[2] / "src/tawatur/lexicon/tables/entities/name_tokens.tsv"
SOURCES = ("wd_arabic_80", "wd_arabic_20")
ARTICLE = "ال"
SHORTEST = 2
LEAST = 2  # persons; 36,000 of 50,800 words have one bearer
MOST = 20_000
HEADER = """\
# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC0-1.0
# purpose: words of person names, with the number of persons in Wikidata that bear them
# reader: tawatur.reading.entities
# source: names of persons in Wikidata, from NETransliteration-COLING2018 (CC0); common_word from the morphology tables
# generator: training/tables/name_tokens.py
# note: common_word yes: the folded form is also an ordinary word, so alone it is no evidence of a name
"""


def bearers(folder: Path) -> Counter[str]:
    """Return each Arabic name word with the number of persons that bear it."""
    counts: Counter[str] = Counter()
    for name in SOURCES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            _, letters, number = line.split("\t")
            word = dediac(letters.replace(" ", ""))
            if len(word) >= SHORTEST and all("ء" <= c <= "ي" for c in word):
                counts[word] += int(number)
    return counts


def kept(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Yield the words worth keeping, most frequent first; spellings that fold alike count as the commonest."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    spelling: dict[str, str] = {}
    totals: Counter[str] = Counter()
    for word, count in ranked:
        totals[spelling.setdefault(fold(word), word)] += count
    merged = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    chosen = [(w, n) for w, n in merged if n >= LEAST or (w.startswith(ARTICLE) and len(w) > len(ARTICLE) + 2)]
    yield from chosen[:MOST]


def common_words(stop_list: Path) -> set[str]:
    """Return the folded forms of ordinary words: the stop list, nouns, adjectives and verbs."""
    words = {fold(line.strip()) for line in stop_list.read_text(encoding="utf-8").splitlines()}
    lexicon = default_lexicon()
    for table in ("morphology/nominals", "morphology/verbs"):
        for lemma, stems in lexicon.table(table).columns("lemma", "stems"):
            words.add(fold(lemma))
            words.update(fold(stem.split(":")[0]) for stem in values(stems))
    words.update([ARTICLE + word for word in words])
    return words


def main(data: Path) -> None:
    """Write the table from the shared data folder."""
    common = common_words(data / "morphology/stopwords-ar.txt")
    lines = [
        f"{word}\t{count}\t{'yes' if fold(word) in common else 'no'}"
        for word, count in kept(bearers(data / "names/wikidata_persons"))
    ]
    text = HEADER + "token\tcount\tcommon_word\n" + "\n".join(lines) + "\n"
    OUT.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
