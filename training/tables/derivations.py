# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make `morphology/derived.tsv`: the regular verbal nouns and participles of each verb.

Verbal nouns of the derived forms and all participles follow from the verb by rule. The table links them
to their verb, and gives stems to those that CamelMorph's noun list lacks. Verbal nouns of form I cannot
be foretold and are left to the frames.

Run after stems.py: python training/tables/derivations.py SHARED/data
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stems import OUT, _rows, arabic, root

COLUMNS = "lemma\tpos\tverb\tkind\tstems"
WEAK = "وي"
ALL_GROUPS = "sdpSDP"
FRONTS = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف")
ENDINGS = ("", "ة", "ات", "ون", "ين", "ان", "ا", "ه", "ها", "هم", "ته", "تها", "تهم", "اً", "ي", "ى", "ء", "اء")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: lemma and root in letters, form (I–X, Q for four radicals), whether hollow or geminate."""

    lemma: str
    root: str
    form: str
    hollow: bool
    geminate: bool

    @property
    def defective(self) -> bool:
        """Ends in a vowel."""
        return self.lemma[-1] in "ىاي" and not self.hollow


Derived = tuple[str, str, str]  # lemma, kind, stem with class


def _form(pattern: str, lemma: str) -> str:
    """The form of a verb from CamelMorph's abstract pattern."""
    plain = pattern.split("-")[0]
    if plain.startswith("{isota"):
        return "X"
    if plain.startswith("{ino1"):
        return "VII"
    if plain.startswith("{i1o2"):
        return "IX"
    if plain.startswith("{i1"):
        return "VIII"
    if plain.startswith(("ta1A", "ta1aA")):
        return "VI"
    if plain.startswith("ta1a2~"):
        return "V"
    if plain.startswith("ta"):
        return "TQ"
    if plain.startswith(">a1o"):
        return "IV"
    if plain.startswith(("1A", "1aA2")):
        return "III"
    if plain.startswith("1a2~"):
        return "II"
    return "I" if plain.count("3") and "4" not in plain and len(lemma) <= 4 else "Q"


def _before_last(word: str, letters: str) -> str:
    return word[:-1] + letters + word[-1]


def _noun_of_long(verb: Verb) -> Derived | None:
    """Verbal noun of VII to X."""
    lemma = verb.lemma
    if verb.defective:
        noun = lemma[:-1] + "اء"
        return noun, "noun", f"{noun[:-1]}:h.sdP"
    if verb.hollow:
        if verb.form == "X":
            return lemma + "ة", "noun", f"{lemma}:n.SDP"
        noun = lemma[:-2] + "يا" + lemma[-1]
    elif lemma.endswith("أ"):
        noun = lemma[:-1] + "اء"
        return noun, "noun", f"{noun[:-1]}:h.sdP"
    else:
        noun = lemma + "ا" + lemma[-1] if verb.geminate else _before_last(lemma, "ا")
    return noun, "noun", f"{noun}:n.sdP"


def _noun_of_fourth(verb: Verb) -> Derived | None:
    rest = verb.lemma[1:]
    if verb.lemma.startswith("آ"):
        rest = "ي" + rest
    elif rest[0] in WEAK and len(rest) == 3:
        rest = "ي" + rest[1:]
    if verb.hollow:
        return f"إ{rest}ة", "noun", f"إ{rest}:n.SDP"
    if verb.defective or rest.endswith("أ"):
        noun = f"إ{rest[:-1]}اء"
        return noun, "noun", f"{noun[:-1]}:h.sdP"
    noun = f"إ{rest}ا{rest[-1]}" if verb.geminate else "إ" + _before_last(rest, "ا")
    return noun, "noun", f"{noun}:n.sdP"


def _noun(verb: Verb) -> Derived | None:
    """The verbal noun, for all forms but the first."""
    lemma = verb.lemma
    if verb.form in ("VII", "VIII", "IX", "X"):
        return _noun_of_long(verb)
    if verb.form == "IV":
        return _noun_of_fourth(verb)
    if verb.form == "II":
        if verb.defective or lemma.endswith("أ"):
            base = f"ت{lemma[:-1]}{'ئ' if lemma.endswith('أ') else 'ي'}"
            return base + "ة", "noun", f"{base}:n.SDP"
        noun = "ت" + _before_last(lemma, "ي")
        return noun, "noun", f"{noun}:n.sdP"
    if verb.form == "III":
        if lemma.startswith("آ"):
            return f"مؤا{lemma[1:]}ة", "noun", f"مؤا{lemma[1:]}:n.SDP"
        if verb.defective:
            return f"م{lemma[:-1]}اة", "noun", f"م{lemma[:-1]}:A.SDP"
        return f"م{lemma}ة", "noun", f"م{lemma}:n.SDP"
    if verb.form in ("V", "VI", "TQ"):
        if verb.defective:
            return lemma[:-1] + "ي", "noun", f"{lemma[:-1]}:y.sdP"
        noun = lemma[:-1] + "ؤ" if lemma.endswith("أ") else lemma
        return noun, "noun", f"{noun}:n.sdP"
    if verb.form == "Q" and not verb.defective:
        return lemma + "ة", "noun", f"{lemma}:n.SDP"
    return None


def _participles_of_first(verb: Verb) -> Iterator[Derived]:
    radicals = verb.root
    if len(radicals) != 3:
        return
    first, second, third = radicals
    if verb.geminate:
        yield f"{first}ا{third}", "active", f"{first}ا{third}:n.{ALL_GROUPS}"
        yield f"م{first}{second}و{third}", "passive", f"م{first}{second}و{third}:n.{ALL_GROUPS}"
    elif verb.defective:
        yield f"{first}ا{second}ي", "active", f"{first}ا{second}:y.{ALL_GROUPS}"
        ending = "و" if third == "و" and verb.lemma[-1] == "ا" else "ي"
        whole = f"م{first}{second}{ending}"
        yield whole, "passive", f"{whole}:n.{ALL_GROUPS}"
    elif verb.hollow:
        yield f"{first}ائ{third}", "active", f"{first}ائ{third}:n.{ALL_GROUPS}"
    elif first in "أء":
        yield f"آ{second}{third}", "active", f"آ{second}{third}:n.{ALL_GROUPS}"
        yield f"مأ{second}و{third}", "passive", f"مأ{second}و{third}:n.{ALL_GROUPS}"
    elif third in "أء":
        yield f"{first}ا{second}ئ", "active", f"{first}ا{second}ئ:n.{ALL_GROUPS}"
    elif second in "أء":
        yield f"{first}ائ{third}", "active", f"{first}ائ{third}:n.{ALL_GROUPS}"
        yield f"م{first}ؤو{third}", "passive", f"م{first}ؤو{third}:n.{ALL_GROUPS}"
    else:
        yield f"{first}ا{second}{third}", "active", f"{first}ا{second}{third}:n.{ALL_GROUPS}"
        yield f"م{first}{second}و{third}", "passive", f"م{first}{second}و{third}:n.{ALL_GROUPS}"


def _participles(verb: Verb) -> Iterator[Derived]:
    """Active and passive participle; one letter form may be both."""
    if verb.form == "I":
        yield from _participles_of_first(verb)
        return
    lemma = verb.lemma
    rest = lemma[1:] if verb.form in ("IV", "VII", "VIII", "IX", "X") else lemma
    if lemma.startswith("آ"):
        base = "مؤ" + ("ا" if verb.form == "III" else "") + lemma[1:]
    elif rest.startswith("أ"):
        base = "مؤ" + rest[1:]
    else:
        base = "م" + rest
    if verb.defective:
        yield base[:-1] + "ي", "active", f"{base[:-1]}:y.{ALL_GROUPS}"
        yield base[:-1] + "ى", "passive", f"{base[:-1]}:A.{ALL_GROUPS}"
    elif base.endswith("أ"):
        yield base[:-1] + "ئ", "active", f"{base[:-1]}ئ:n.{ALL_GROUPS}"
        yield base, "passive", f"{base[:-1]}:H.{ALL_GROUPS}"
    elif verb.hollow and verb.form in ("IV", "X"):
        active = f"{base[:-2]}ي{base[-1]}"
        yield active, "active", f"{active}:n.{ALL_GROUPS}"
        yield base, "passive", f"{base}:n.{ALL_GROUPS}"
    else:
        yield base, "active", f"{base}:n.{ALL_GROUPS}"
        yield base, "passive", f"{base}:n.{ALL_GROUPS}"


def verbs(path: Path) -> Iterator[Verb]:
    """The verbs of CamelMorph's perfect stems, each once."""
    seen = set()
    for row in _rows(path):
        lemma, conditions = arabic(row["LEMMA"]), row["COND-S"].split()
        if row["DEFINE"] != "LEXICON" or "Frozen" in conditions or row["COND-T"] == "c-suff" or len(lemma) < 2:
            continue
        geminate = "gem" in conditions
        hollow = row["COND-T"] == "v-suff" and not geminate and lemma[-2:-1] == "ا"
        verb = Verb(lemma, root(row["ROOT"]), _form(row["PATTERN_ABSTRACT"], lemma), hollow, geminate)
        if verb not in seen:
            seen.add(verb)
            yield verb


def _known() -> dict[str, set[str]]:
    """Lemmas of the noun table with their parts of speech."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (OUT / "nominals.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            lemma, pos, *_ = line.split("\t")
            found[lemma].add(pos)
    return found


def _attested(data: Path) -> set[str]:
    """What is left of the words of open corpora when the usual letters before and after are cut off."""
    found: set[str] = set()
    for name in ("anercorp", "wikifane"):
        words = {line.split("\t")[0] for line in (data / f"ner/{name}.conll").read_text(encoding="utf-8").splitlines()}
        for word in sorted(words):
            for front in FRONTS:
                for ending in ENDINGS:
                    if word.startswith(front) and word.endswith(ending):
                        found.add(word[len(front) : len(word) - len(ending)])
    return found


def main(data: Path) -> None:
    """Write the table."""
    known, attested = _known(), _attested(data)
    rows: dict[tuple[str, str, str], tuple[str, set[str]]] = {}
    for verb in verbs(data / "morphology/camel_morph/MSA-Verb-LEX-PV.csv"):
        noun = _noun(verb)
        for lemma, kind, stem in [*([noun] if noun else []), *_participles(verb)]:
            pos = "noun" if kind == "noun" else "adj"
            if pos not in known[lemma] and (known[lemma] or stem.split(":")[0] not in attested):
                continue
            _, kinds = rows.setdefault((lemma, pos, verb.lemma), (stem, set()))
            kinds.add(kind)
    lines = [
        # REUSE-IgnoreStart
        "# SPDX-FileCopyrightText: 2026 Tawatur contributors",
        "# SPDX-License-Identifier: CC-BY-4.0",
        # REUSE-IgnoreEnd
        "# purpose: verbal nouns and participles with their verb; stems for those that nominals.tsv lacks",
        "# reader: tawatur.text.stems",
        "# source: CamelMorph MSA lexicon (verbs), by rule",
        "# generator: training/tables/derivations.py",
        COLUMNS,
    ]
    for (lemma, pos, verb), (stem, kinds) in sorted(rows.items()):
        lines.append(f"{lemma}\t{pos}\t{verb}\t{'|'.join(sorted(kinds))}\t{'' if known[lemma] else stem}")
    (OUT / "derived.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
