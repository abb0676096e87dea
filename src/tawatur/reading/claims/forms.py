# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The inflected forms of the verbs of attribution, generated from the cue tables.

Attribution hangs on a few hundred verbs, so their whole paradigm is written out and looked up by folded form. That
keeps this reader independent of how a morphological lexicon happens to cover them.
"""

from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.model.quick import quick
from tawatur.text.memory import Remembered
from tawatur.text.normalize import dediac, fold

_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "ني", "نا", "ك", "كم")
SHAPES = ("past", "present", "participle", "noun")


@quick(frozen=True, slots=True)
class Form:
    """What one folded word form can be as a cue.

    Args:
        cue: The table row it belongs to, by its first cell.
        family: The row's class.
        stance: The row's stance.
        shape: `past`, `present`, `participle` or `noun`.
        gender: `m`, `f` or empty where the form does not tell.
        number: `s`, `d`, `p` or empty.
        person: `1`, `3` or empty.
        object_: Length of the pronoun suffix, in letters of the dediacritised word.
        lead: Number of leading clitic letters.
    """

    cue: str
    family: str
    stance: str
    shape: str
    gender: str
    number: str
    person: str = "3"
    object_: int = 0
    lead: int = 0


def _past(stem: str) -> list[tuple[str, str, str, str]]:
    """Past forms with gender, number, person; `stem` is the third person masculine."""
    if stem[-1] in "ىا":
        base, glide = stem[:-1], "ي" if stem[-1] == "ى" else "و"
        return [
            (stem, "m", "s", "3"),
            (base + "ت", "f", "s", "3"),
            (base + "وا", "m", "p", "3"),
            (base + glide + "ا", "m", "d", "3"),
            (base + "تا", "f", "d", "3"),
            (base + glide + "ت", "", "s", "1"),
            (base + glide + "نا", "", "p", "1"),
        ]
    short = stem[:-2] + stem[-1] if len(stem) > 2 and stem[-2] == "ا" else stem
    return [
        (stem, "m", "s", "3"),
        (stem + "ت", "f", "s", "3"),
        (stem + "وا", "m", "p", "3"),
        (stem + "ا", "m", "d", "3"),
        (stem + "تا", "f", "d", "3"),
        (short + "ت", "", "s", "1"),
        (short + "نا", "", "p", "1"),
    ]


def _present(stem: str) -> list[tuple[str, str, str, str]]:
    """Present forms with gender, number, person; `stem` is the third person masculine."""
    body = stem[1:]
    plural = body[:-1] if body[-1] in "ىيو" else body
    return [
        ("ي" + body, "m", "s", "3"),
        ("ت" + body, "f", "s", "3"),
        ("ي" + plural + "ون", "m", "p", "3"),
        ("ي" + plural + "وا", "m", "p", "3"),
        ("ي" + body.replace("ى", "ي") + "ان", "m", "d", "3"),
        ("ت" + body.replace("ى", "ي") + "ان", "f", "d", "3"),
        ("أ" + body, "", "s", "1"),
        ("ن" + body, "", "p", "1"),
        ("سي" + body, "m", "s", "3"),
        ("ست" + body, "f", "s", "3"),
    ]


def _participle(stem: str) -> list[tuple[str, str, str, str]]:
    """Participle forms with gender and number; a defective stem is given without its last letter."""
    if not stem:
        return []
    forms = [
        (stem, "m", "s", ""),
        (stem + "ا", "m", "s", ""),
        (stem + "ة", "f", "s", ""),
        (stem + "ين", "m", "p", ""),
        (stem + "ون", "m", "p", ""),
        (stem + "تين", "f", "d", ""),
        (stem + "ات", "f", "p", ""),
    ]
    if len(stem) == 3 or stem.startswith("م"):
        forms += [(stem + "يا", "m", "s", ""), (stem + "ية", "f", "s", "")]
    return forms


def _row_forms(row: dict[str, str]) -> list[tuple[str, Form]]:
    """Every form of a row without object pronoun, as written."""
    name, family, stance = row["past"], row["class"], row["stance"]
    found = []
    for shape, (written, gender, number, person) in (
        *(("past", f) for f in _past(dediac(name))),
        *(("present", f) for f in _present(dediac(row["present"]))),
        *(("participle", f) for f in _participle(dediac(row["participle"]))),
    ):
        found.append((written, Form(name, family, stance, shape, gender, number, person)))
    if row["noun"]:
        noun = dediac(row["noun"])
        found += [(w, Form(name, family, stance, "noun", "", "", "")) for w in (noun, "ال" + noun)]
    return found


def _joining(form: str) -> str:
    """A form as it is written before an object pronoun, folded."""
    if form.endswith("وا"):
        return fold(form[:-1])
    if form[-1] == "ى":
        return fold(form[:-1] + "ا")
    if form[-1] == "ة":
        return fold(form[:-1] + "ت")
    return fold(form)


class Forms:
    """The paradigms, looked up by word form; each form is worked out once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._bare: dict[str, list[Form]] = {}
        self._joined: dict[str, list[Form]] = {}
        self._known: Remembered[str, tuple[Form, ...]] = Remembered()
        for row in lexicon.table("claims/verbs").records():
            for written, form in _row_forms(row):
                self._bare.setdefault(fold(written), []).append(form)
                definite = form.shape == "noun" and written.startswith("ال")
                if not definite and not (form.shape == "participle" and form.number != "s"):
                    self._joined.setdefault(_joining(written), []).append(form)

    def of(self, norm: str) -> tuple[Form, ...]:
        """Return what a folded word can be, likeliest first; nothing for other words."""
        found = self._known.get(norm)
        if found is None:
            found = self._known[norm] = self._work_out(norm)
        return found

    def _work_out(self, norm: str) -> tuple[Form, ...]:
        found: list[Form] = []
        objects = [suffix for suffix in _OBJECTS if norm.endswith(suffix)]
        for clitic in ("", "و", "ف", "ب", "ل", "وب", "ول", "ك"):
            if not norm.startswith(clitic) or len(norm) - len(clitic) < 2:
                continue
            rest = norm[len(clitic) :]
            nouns_only = clitic[-1:] in ("ب", "ل", "ك") and clitic != ""
            forms = [(f, 0) for f in self._bare.get(rest, ())]
            for suffix in objects:
                if len(rest) >= len(suffix):
                    forms += [(f, len(suffix)) for f in self._joined.get(rest[: -len(suffix)], ())]
            found += [
                replace(f, object_=suffix_length, lead=len(clitic))
                for f, suffix_length in forms
                if not nouns_only or f.shape == "noun"
            ]
        return tuple(sorted(found, key=lambda f: (f.object_ > 0, f.lead, SHAPES.index(f.shape))))
