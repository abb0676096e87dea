# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make the stem tables of `lexicon/tables/morphology` from the CamelMorph MSA lexicon.

Each stem of CamelMorph comes with the conditions under which affixes join it. Here they become one
inflection class per stem, as `morphology/endings.tsv` lists them, and the passive stems that CamelMorph
leaves out are made by rule. What differs only in vowels becomes one row.

Run: python training/tables/stems.py SHARED/data
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

OUT = Path(__file__).parents[2] / "src/tawatur/lexicon/tables/morphology"
COLUMNS = "lemma\tpos\troot\tstems"
LETTERS = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا", strict=True))
UNWRITTEN = dict.fromkeys("aiuoFNK~`_-", "")
ARABIC = str.maketrans({**LETTERS, **UNWRITTEN})
# CamelMorph's parts of speech in ours; what is missing here is not an open class.
OPEN_CLASSES = {
    "noun": "noun",
    "noun_quant": "noun",
    "adj": "adj",
    "adj_comp": "adj",
    "adj_num": "adj",
    "noun_num": "num",
    "noun_prop": "noun_prop",
}
# Hollow verbs of form I that CamelMorph calls transitive, but that have no passive in use: «يقام» is «أقام».
NO_PASSIVE = {
    *("قام", "صاب", "عاد", "دام", "صار", "مات", "زال", "عاش", "فاز", "غاب", "سار"),
    *("ثار", "طال", "ضاع", "كان", "جاز", "ساد", "فاق", "راد", "دار", "حان"),
}
# Ending of a perfect stem: (letters added to the stem, class).
PERFECT = {
    "#-ay": ("", "pay"),
    "#->ay": ("أ", "pay"),
    "#->~ay": ("أ", "pay"),
    "#-aw": ("", "paw"),
    "#-iy": ("", "piy"),
    "#-a>": ("", "pa"),
    "#-A'": ("", "pah"),
    "#-aA": ("", "paw"),
}
IMPERFECT = {
    "#-iy": ("", "iiy"),
    "#-}iy": ("ئ", "iiy"),
    "#-aY": ("", "iay"),
    "#->ay": ("أ", "iay"),
    "#-uw": ("", "iuw"),
    "#-a>": ("", "ia"),
    "#-u&": ("", "iu"),
    "#-iy'": ("", "iyh"),
    "#-uw'": ("", "iwh"),
    "#-A'": ("", "iah"),
    "#-aA": ("", "iaa"),
}
NOMINAL = {
    "#iy": ("", "y"),
    "#A}iy": ("ئ", "y"),
    "#aY-Ap-y": ("", "A"),
    "#aY-Ap-w": ("", "A"),
    "#aA-Ap-y": ("", "a"),
    "#aA-Ap-w": ("", "a"),
    "#aA": ("", "a"),
    "#A'": ("", "h"),
    "#A'@w": ("", "h"),
    "#A'-w": ("", "h"),
    "#o'-con": ("ء", "n"),
    "#o'-dis": ("ء", "n"),
    "#w'": ("ء", "n"),
    "#a>": ("", "H"),
    "#u&": ("ؤ", "n"),
    "#MP-uwn": ("", "n"),
}
GROUPS = {"MS": "s", "MD": "d", "MP": "p", "FS": "S", "FD": "D", "FP": "P", "FS100": "S"}

Stem = tuple[str, str, str]  # letters, class, flags
Key = tuple[str, str]  # lemma, part of speech


def arabic(buckwalter: str) -> str:
    """Buckwalter letters as unvowelled Arabic, without the mark that tells homonyms apart."""
    bare = buckwalter.split("-")[0]
    return bare.translate(ARABIC)


def root(cell: str) -> str:
    """A root `k.t.b` as letters; empty where CamelMorph has none."""
    parts = cell.split(".")
    plain = "".join(parts).translate(ARABIC)
    return plain if 3 <= len(parts) <= 5 and len(plain) == len(parts) else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")


def _long_vowel_to(base: str, letter: str) -> str:
    """A hollow stem with another long vowel before its last radical."""
    return base[:-2] + letter + base[-1]


def _passive_perfect(base: str, cls: str, pattern: str) -> tuple[str, str] | None:
    """The passive of an active perfect stem; None where it is written the same."""
    if pattern.startswith(("1aA2a", "1A2a", "ta1aA2a", "ta1A2a")) and "ا" in base:
        base = base.replace("ا", "و", 1)
        return base, "piy" if cls in ("pay", "paw") else cls
    if cls in ("pay", "paw"):
        return (base[:-1] + "ئ" if base.endswith("أ") else base), "piy"
    if cls == "pa":
        return base + "ئ", "p"
    if cls == "pv" and len(base) > 2 and base[-2] == "ا":
        return _long_vowel_to(base, "ي"), "pv"
    if cls == "p" and len(base) == 3 and base[1] == "أ":
        return base[0] + "ئ" + base[2], "p"
    return None


def _passive_imperfect(base: str, cls: str, perfect: str) -> tuple[str, str] | None:
    """The passive of an active imperfect stem; None where it is written the same."""
    if cls in ("iiy", "iuw"):
        return base, "iay"
    if cls == "iv" and len(base) > 2 and base[-2] in "وي":
        return _long_vowel_to(base, "ا"), "iv"
    if cls == "i" and base.endswith("ئ"):
        return base[:-1], "ia"
    if cls == "i" and perfect.startswith("و") and len(perfect) == 3 and base == perfect[1:]:
        return perfect, "i"
    if cls == "i" and base.startswith("أ") and len(base) == 3:
        return "ؤ" + base[1:], "i"
    return None


def _perfect(row: dict[str, str]) -> tuple[str, str, bool]:
    base, conditions = arabic(row["FORM"]), row["COND-S"].split()
    for condition in conditions:
        if condition in PERFECT:
            added, cls = PERFECT[condition]
            return base + added, cls, False
    cls = {"": "p", "v-suff": "pv", "c-suff": "pc"}[row["COND-T"]]
    return base, cls, "#n" in conditions and cls != "pv"


def _imperfect(row: dict[str, str]) -> tuple[str, str]:
    conditions = row["COND-S"].split()
    base = arabic(row["FORM"])
    if ">-#" in conditions:
        base = ("ؤ" if "u-#" in conditions else "أ") + base
    for condition in conditions:
        if condition in IMPERFECT:
            added, cls = IMPERFECT[condition]
            return base.removesuffix("ء").removesuffix("ي") + added if cls == "iyh" else base + added, cls
    return base, {"": "i", "v-suff": "iv", "c-suff": "ic"}[row["COND-T"]]


def _imperative(base: str, cls: str, form: str, lemma: str) -> tuple[str, str] | None:
    """The imperative stem of a strong imperfect stem."""
    if cls not in ("i", "ic") or base[0] in "أؤ":
        return None
    if lemma.startswith("أ") and len(lemma) > 3:
        return "أ" + base, "c"
    return ("ا" + base if form[1:2] in ("o", "~") else base), "c"


def verbs(folder: Path) -> dict[Key, tuple[Counter[str], set[Stem]]]:
    """Read the verbs: active stems, then the passives made of them."""
    found: dict[Key, tuple[Counter[str], set[Stem]]] = defaultdict(lambda: (Counter(), set()))
    perfects: dict[str, str] = {}

    def keep(lemma: str, row: dict[str, str], *stems: Stem) -> None:
        roots, kept = found[lemma, "verb"]
        roots[root(row["ROOT"])] += 1
        kept.update(stems)

    for row in _rows(folder / "MSA-Verb-LEX-PV.csv"):
        if row["DEFINE"] != "LEXICON" or "Frozen" in row["COND-S"]:
            continue
        lemma = arabic(row["LEMMA"])
        base, cls, assimilates = _perfect(row)
        perfects.setdefault(row["LEMMA"], base)
        passive = None if lemma.startswith("ان") else _passive_perfect(base, cls, row["PATTERN_LEMMA"])
        same = not passive and not lemma.startswith("ان")
        if lemma in NO_PASSIVE:
            passive = None
        keep(lemma, row, (base, cls, "v" if same else ""))
        if assimilates:
            keep(lemma, row, (base, "pn", "v" if same else ""))
        if passive and "intrans" not in row["COND-S"]:
            keep(lemma, row, (*passive, "q"))
    for row in _rows(folder / "MSA-Verb-LEX-IV.csv"):
        lemma = arabic(row["LEMMA"])
        base, cls = _imperfect(row)
        passive = _passive_imperfect(base, cls, perfects.get(row["LEMMA"], ""))
        keep(lemma, row, (base, cls, "" if passive or lemma in NO_PASSIVE else "v"))
        if lemma in NO_PASSIVE:
            passive = None
        if passive and "intrans" not in row["COND-S"]:
            keep(lemma, row, (*passive, "q"))
        imperative = _imperative(base, cls, row["FORM"], lemma)
        if imperative:
            keep(lemma, row, (*imperative, ""))
    return found


def _features(row: dict[str, str]) -> dict[str, str]:
    return dict(part.split(":", 1) for part in row["FEAT"].split() if ":" in part)


def nominals(paths: Iterable[Path]) -> dict[Key, tuple[Counter[str], set[Stem]]]:
    """Read nouns, adjectives, numbers or names."""
    found: dict[Key, tuple[Counter[str], set[Stem]]] = defaultdict(lambda: (Counter(), set()))
    for path in paths:
        for row in _rows(path):
            features = _features(row)
            pos = OPEN_CLASSES.get(features.get("pos", ""))
            groups = "".join(GROUPS.get(g, "") for g in row["COND-T"].split("||"))
            if pos is None or not groups:
                continue
            added, alternation = "", "n"
            for condition in row["COND-S"].split():
                added, alternation = NOMINAL.get(condition, (added, alternation))
            if pos == "noun" and "S" in groups and "P" not in groups and features.get("num") != "p":
                groups += "P"  # CamelMorph leaves out the plural of some common nouns in ة
            base = arabic(row["FORM"]) + added
            if alternation == "n" and base.endswith("أ") and len(base) > 2:
                base, alternation = base[:-1], "H"
            if not base:
                continue
            flags = ("f" if features.get("gen") == "f" else "") + ("p" if features.get("num") == "p" else "")
            lemma = arabic(row["LEMMA"])
            roots, stems = found[lemma, pos]
            roots[root(row.get("ROOT_NEW") or row.get("ROOT") or "")] += 1
            stems.add((base, f"{alternation}.{groups}", flags))
    return found


def names(folder: Path, known: set[str], *, least: int = 4) -> dict[Key, tuple[Counter[str], set[Stem]]]:
    """Read the tokens of person names in Wikidata that stand there often and are no known stem."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("wd_arabic_*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            _, spelled, count = line.split("\t")
            counts["".join(spelled.split())] += int(count)
    plain = {name: count for name, count in counts.items() if all("ء" <= c <= "ي" for c in name)}
    return {
        (name, "noun_prop"): (Counter(), {(name, "x.s", "")})
        for name, count in plain.items()
        if count >= least and len(name) >= 3 and name not in known
    }


def _merged(stems: Iterable[Stem]) -> list[Stem]:
    """Stems without those that another one with more groups or without flags covers."""
    by_base: dict[tuple[str, str], list[Stem]] = defaultdict(list)
    for base, cls, flags in stems:
        alternation, _, groups = cls.partition(".")
        by_base[base, alternation].append((base, groups, flags))
    out: list[Stem] = []
    for (base, alternation), same in by_base.items():
        flags = {f for _, _, f in same}
        for flag in sorted(flags):
            groups = {g for _, gs, f in same if f == flag for g in gs}
            if alternation in ("n", "y", "A", "a", "h", "H", "x"):
                ordered = "".join(g for g in "sdpSDP" if g in groups)
                out.append((base, f"{alternation}.{ordered}", flag))
            else:
                out.append((base, alternation, flag))
    return sorted(out)


def _own_feminines(entries: dict[Key, tuple[Counter[str], set[Stem]]]) -> None:
    """Leave a feminine noun that has an entry of its own to it: محكمة is no feminine of محكم."""
    for (lemma, pos), (_, stems) in entries.items():
        if pos != "noun" or (lemma + "ة", pos) not in entries:
            continue
        own = {base for base, cls, _ in entries[lemma + "ة", pos][1] if "S" in cls}
        for stem in sorted(stems):
            base, cls, flags = stem
            if base in own and any(g in cls for g in "SDP") and "s" in cls:
                stems.remove(stem)
                stems.add((base, "".join(c for c in cls if c not in "SDP"), flags))


def _one_spelling(entries: dict[Key, tuple[Counter[str], set[Stem]]]) -> None:
    """Put lemmas written with ئ before و under the same lemma written with ؤ, where there is one."""
    for lemma, pos in sorted(entries):
        other = lemma.replace("ئو", "ؤو")
        if other != lemma and any((other, p) in entries for p in OPEN_CLASSES.values()):
            roots, stems = entries.pop((lemma, pos))
            kept_roots, kept = entries.setdefault((other, pos), (Counter(), set()))
            kept_roots.update(roots)
            kept.update(stems)


def write(name: str, entries: dict[Key, tuple[Counter[str], set[Stem]]], licence: str, *notes: str) -> None:
    """Write one table, in lemma order."""
    lines = [
        # REUSE-IgnoreStart
        "# SPDX-FileCopyrightText: 2026 Tawatur contributors",
        f"# SPDX-License-Identifier: {licence}",
        # REUSE-IgnoreEnd
        *(f"# {note}" for note in notes),
        "# generator: training/tables/stems.py",
        "# stems: letters:class[:flags]; classes in endings.tsv; flags f feminine, p plural, v either voice, q passive",
        COLUMNS,
    ]
    for (lemma, pos), (roots, stems) in sorted(entries.items()):
        best = max(sorted(roots), key=lambda r: roots[r], default="")
        cells = "|".join(":".join(part for part in stem if part) for stem in _merged(stems))
        lines.append(f"{lemma}\t{pos}\t{best}\t{cells}")
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(data: Path) -> None:
    """Write all stem tables."""
    camel = data / "morphology/camel_morph"
    reader = "reader: tawatur.text.stems"
    verbal = verbs(camel)
    write(
        "verbs",
        verbal,
        "CC-BY-4.0",
        "purpose: verb stems with the endings they take",
        reader,
        "source: CamelMorph MSA lexicon (verbs), passives by rule",
    )
    others = nominals([camel / "nom_lexicon_old.tsv"])
    for key, (roots, stems) in nominals(
        camel / f"MSA-{name}-LEX.csv" for name in ("Adj", "Adj-Comp", "Noun-Num", "Noun-Quant")
    ).items():
        others[key][0].update(roots)
        others[key][1].update(stems)
    _one_spelling(others)
    _own_feminines(others)
    write(
        "nominals",
        others,
        "CC-BY-4.0 AND MIT",
        "purpose: stems of nouns, adjectives and numbers with the endings they take",
        reader,
        "source: CamelMorph MSA lexicon (adjectives, numbers: CC BY 4.0; nouns: MIT)",
    )
    proper = nominals([camel / "MSA-Noun-Prop-LEX.csv"])
    known = {lemma for lemma, _ in (*others, *proper, *verbal)}
    write(
        "names",
        {**proper, **names(data / "names/wikidata_persons", known)},
        "CC-BY-4.0 AND CC0-1.0",
        "purpose: proper names as words",
        reader,
        "source: CamelMorph MSA lexicon (proper names: CC BY 4.0); tokens of person names in Wikidata (CC0)",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
