# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who fills the places of an event's word, and whom its pronoun may mean."""

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.model import Entity, Mention
from tawatur.reading import network
from tawatur.reading.events.reader import Opened, open_document
from tawatur.reading.events.subjects import may_mean
from tawatur.reading.events.valency import valency
from tawatur.reading.parties import Entities
from tawatur.text.document import analyse


def opened(text: str, *names: str) -> Opened:
    """Open a text with each name's first occurrence as a party; `kind:name` states the kind, `=n` its entity."""
    entities: dict[str, Entity] = {}
    mentions = []
    for number, name in enumerate(names):
        kind, _, words = name.rpartition(":")
        kind, _, same = kind.partition("=")
        id_ = same or f"n{number}"
        start = text.index(words)
        entities.setdefault(id_, Entity(id_, words, kind or "organisation"))  # type: ignore[arg-type]
        mentions.append(Mention(start, start + len(words), words, id_))
    parties = Entities(tuple(entities.values()), tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))
    lexicon = default_lexicon()
    return open_document(analyse(text, lexicon), parties, (), (), (), lexicon, network.load().read)


def places(text: str, word: str, *names: str) -> dict[str, str]:
    """Return the places of a word's parties by their first mention."""
    found = opened(text, *names)
    view = next(v for v in found.views if found.context.document.tokens[v.candidate.token].text == word)
    filled = valency(found.context, view.subject, view.candidate).places
    return {found.context.parties[party].mention.text: place for party, place in filled.items()}


PLACES = [
    # The minister visits Amman. The army shelled the village. They arrested the doctor.
    ("verb first", "تزور الوزيرة عمان يوم الأحد.", "تزور", ("role:الوزيرة", "state:عمان"), ("subj", "obj")),
    ("subject first", "قال إن الجيش هاجم المعسكر.", "هاجم", ("الجيش", "المعسكر"), ("subj", "obj")),
    ("with a particle", "وكان الجيش قد قصف المعسكر.", "قصف", ("الجيش", "المعسكر"), ("subj", "obj")),
    ("alone", "وانتقد الحزب بشدة.", "وانتقد", ("الحزب",), ("only",)),
    ("wrong gender", "وانتقدت الحزب بشدة.", "وانتقدت", ("الحزب",), ("obj",)),
    ("relative", "عاد الوزير الذي انتقد الحزب.", "انتقد", ("role:الوزير", "الحزب"), ("subj", "obj")),
    ("taken up", "عاد الطبيب الذي اعتقلته الشرطة.", "اعتقلته", ("role:الطبيب", "الشرطة"), ("obj", "subj")),
    ("after a noun", "وقع هجوم استهدف الشرطة.", "استهدف", ("الشرطة",), ("obj",)),
    ("preposition", "دعا الحزب للحكومة.", "دعا", ("الحزب", "للحكومة"), ("only", "ل")),
    ("genitive", "أعلن اعتقال الشرطة.", "اعتقال", ("الشرطة",), ("gen",)),
]


@pytest.mark.parametrize(("text", "word", "names", "expected"), [c[1:] for c in PLACES], ids=[c[0] for c in PLACES])
def test_valency_fills_each_place_once(text: str, word: str, names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    texts = [name.rpartition(":")[2] for name in names]
    assert places(text, word, *names) == dict(zip(texts, expected, strict=True))


def test_valency_takes_title_and_name_for_one() -> None:
    # The head of the party, Samer, criticised the council.
    found = places(
        "انتقد رئيس الحزب، سامر وردي، المجلس.", "انتقد", "person=p:رئيس الحزب", "الحزب", "person=p:سامر وردي", "المجلس"
    )
    assert found == {"رئيس الحزب": "subj", "المجلس": "obj"}


@pytest.mark.parametrize(
    ("pronoun", "name", "may"),
    [
        ("ه", "role:الوزير", True),
        ("ها", "role:الوزير", False),
        ("ها", "role:الوزيرة", True),
        ("ها", "state:تونس", True),
        ("هم", "group:المتظاهرون", True),
        ("هم", "role:الوزير", False),
        ("ي", "role:الوزير", False),
    ],
)
def test_subjects_pronouns_agree(pronoun: str, name: str, may: bool) -> None:
    context = opened(f"حضر {name.rpartition(':')[2]}.", name).context
    assert may_mean(context, pronoun, context.parties[0], context.parties) is may
