# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Events: what is one, who did it to whom, what became of it, how many died."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tawatur
from tawatur.lexicon import default_lexicon
from tawatur.model import Claim, Entity, Event, Mention
from tawatur.reading import places, timexes
from tawatur.reading.events import annotate
from tawatur.reading.events.frames import compile_frames, find
from tawatur.reading.events.models import leaning
from tawatur.reading.parties import Entities
from tawatur.reading.trees import parse
from tawatur.text.document import analyse
from tawatur.text.normalize import folded

PUBLISHED = date(2020, 3, 12)  # a Thursday


def parties(text: str, *names: str) -> Entities:
    """Take each name's first occurrence as an entity; `kind:name` states the kind."""
    entities, mentions = [], []
    for number, name in enumerate(names, start=1):
        kind, _, words = name.rpartition(":")
        start = text.index(words)
        entities.append(Entity(f"n{number}", words, kind or "organisation"))  # type: ignore[arg-type]
        mentions.append(Mention(start, start + len(words), words, f"n{number}"))
    return Entities(tuple(entities), tuple(sorted(mentions, key=lambda m: m.start)))


def read(text: str, *names: str, claims: tuple[Claim, ...] = (), threshold: float = 0.3) -> tuple[Event, ...]:
    lexicon = default_lexicon()
    document = analyse(text, lexicon)
    times, sites = timexes.annotate(document, PUBLISHED, lexicon), places.annotate(document, lexicon)
    return annotate(document, parties(text, *names), times, sites, claims, lexicon, threshold)


FOUND = [
    # The army shelled a village; the council condemned it; the minister called on the two sides to negotiate.
    ("verb", "قصف الجيش قرية حدودية يوم الاثنين.", ("الجيش",), ("ASSAULT", "قصف")),
    ("clitic", "وقصف الجيش قرية حدودية يوم الاثنين.", ("الجيش",), ("ASSAULT", "قصف")),
    ("condemn", "أدان مجلس الأمن الهجوم على القرية.", ("مجلس الأمن",), ("ACCUSE", "أدان")),
    ("call", "دعا الوزير الحكومة إلى التفاوض مع النقابة.", ("role:الوزير", "الحكومة"), ("REQUEST", "دعا")),
    ("light_verb", "شن الجيش هجوما على معسكر المتمردين.", ("الجيش",), ("ASSAULT", "هجوما")),
    ("idiom", "ألقت الشرطة القبض على ثلاثة مهربين.", ("الشرطة",), ("COERCE", "القبض")),
    ("meet", "التقى الرئيس بالسفير في القصر.", ("role:الرئيس", "role:السفير"), ("CONSULT", "التقى")),
]


@pytest.mark.parametrize(("text", "names", "expected"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_events_are_found_with_type_and_anchor(text: str, names: tuple[str, ...], expected: tuple[str, str]) -> None:
    found = read(text, *names)
    assert expected in [(e.type, text[e.start : e.end]) for e in found]


def test_events_plain_saying_is_none() -> None:
    # The spokesman said the weather would be fine tomorrow.
    assert read("قال المتحدث إن الطقس سيكون جميلا غدا.", "role:المتحدث") == ()


SENSES = [
    # Students, an aim reached, a student mourned, a budget: none of them asks, accuses or agrees.
    ("students", "عاد نحو مئتي طالب إلى المدرسة صباح الأحد.", "REQUEST"),
    ("aim", "قال القائد إن الحركة تسعى إلى تحقيق الحرية في الإقليم.", "ACCUSE"),
    ("mourned", "نعت الجامعة الفقيد في بيان نشرته أمس.", "ACCUSE"),
    ("budget", "أقر البرلمان الميزانية الجديدة يوم الأحد.", "AGREE"),
]


@pytest.mark.parametrize(("text", "type_"), [c[1:] for c in SENSES], ids=[c[0] for c in SENSES])
def test_events_words_of_another_sense_are_none(text: str, type_: str) -> None:
    assert type_ not in {event.type for event in read(text)}


MORE = [
    ("sailed", "سيرت الدولة فرقاطة نحو الجزيرة أمس.", "MOBILIZE"),
    ("charged", "هجم المسلحون على الثكنة فجر الأحد.", "ASSAULT"),
    ("driven", "طردت القوات الحكومية المتمردين من البلدة أمس.", "ASSAULT"),
    ("renewed", "جددت النيابة حبس الصحفي أسبوعين.", "COERCE"),
    ("massed", "احتشد آلاف المحتجين أمام مقر الحكومة أمس.", "PROTEST"),
]


@pytest.mark.parametrize(("text", "type_"), [c[1:] for c in MORE], ids=[c[0] for c in MORE])
def test_events_of_more_words(text: str, type_: str) -> None:
    assert type_ in {event.type for event in read(text)}


def proposed(text: str) -> set[tuple[str, str]]:
    """Words with the types that the tables propose for them, whatever the judges say of it."""
    lexicon = default_lexicon()
    document = analyse(text, lexicon)
    lemmas = tuple(folded(token.analysis.lemma) for token in document.tokens)
    found = find(document, lemmas, compile_frames(lexicon))
    return {(text[candidate.start : candidate.end], type_) for candidate in found for type_ in candidate.types}


LISTED = "أدرجت الوزارة صباح اليوم شركة الطيران ومالكها ومديرها العام ونائبيه الاثنين على قائمتها."
PROPOSED = [
    # Students sat down in the street; a court convicted an officer; a state recalled its ambassador, stopped supplies;
    # a minister denied the charges; the ministry put an airline, its owner and its managers on its list.
    ("sat_down", "افترش الطلبة الشارع احتجاجا على القرار.", "افترش", "PROTEST"),
    ("convicted", "دانت المحكمة الضابط بالسجن عامين.", "دانت", "COERCE"),
    ("recalled", "استدعت الدولة سفيرها من العاصمة.", "استدعت", "SANCTION"),
    ("supplies", "أوقفت الدولة توريد القمح إلى الجزيرة.", "أوقفت", "SANCTION"),
    ("denied", "نفى الوزير الاتهامات.", "نفى", "REJECT"),
    ("listed_far", LISTED, "أدرجت", "SANCTION"),
]


@pytest.mark.parametrize(("text", "word", "type_"), [c[1:] for c in PROPOSED], ids=[c[0] for c in PROPOSED])
def test_events_are_proposed_by_words_and_what_stands_near(text: str, word: str, type_: str) -> None:
    assert (word, type_) in proposed(text)


BARRED = [
    # Drones, an earthquake, a film festival, twelve, a minister of communication, loyalty, an interview, a rumour,
    # a strike that was called for, a judge, a run on shares: none is an event of the type.
    ("drones", "أسقط الدفاع الجوي مسيرتين فوق الجزيرة.", "مسيرتين", "PROTEST"),
    ("quake", "زلزال يضرب جنوب البلاد فجر الاثنين.", "يضرب", "PROTEST"),
    ("festival", "افتتحت في المدينة تظاهرة سينمائية.", "تظاهرة", "PROTEST"),
    ("twelve", "غادر اثنا عشر نائبا القاعة.", "اثنا", "SUPPORT"),
    ("office", "صرح وزير الاتصال للصحافة.", "الاتصال", "CONSULT"),
    ("loyalty", "قال القائد إن الفصيل يدين بالولاء للوالي.", "يدين", "ACCUSE"),
    ("interview", "قال الوالي في لقاء تلفزيوني إن الطريق سيفتح.", "لقاء", "CONSULT"),
    ("rumour", "نفت البلدية ما تردد عن السوق.", "نفت", "REJECT"),
    ("called_for", "نفذ العمال إضرابا دعا إليه الاتحاد.", "دعا", "REQUEST"),
    ("judge", "استمع قاضي التحقيق إلى الشهود.", "قاضي", "ACCUSE"),
    ("market", "شهدت الجلسة هجوما على أسهم التأمين.", "هجوما", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "word", "type_"), [c[1:] for c in BARRED], ids=[c[0] for c in BARRED])
def test_events_are_not_proposed_by_words_of_another_sense(text: str, word: str, type_: str) -> None:
    assert (word, type_) not in proposed(text)


def test_events_lean_by_type_and_form() -> None:
    # The party criticised; «and» before a verb of the past is how one more event is told
    lexicon = default_lexicon()
    document = analyse("وانتقد الحزب القرار. انتقد الحزب القرار.", lexicon)
    lemmas = tuple(folded(token.analysis.lemma) for token in document.tokens)
    joined, plain = find(document, lemmas, compile_frames(lexicon))
    assert leaning(joined, "ACCUSE", alone=False) > leaning(plain, "ACCUSE", alone=False) == 0
    assert leaning(plain, "COERCE", alone=False) < 0 < leaning(plain, "SUPPORT", alone=False)
    assert leaning(plain, "ACCUSE", alone=True) > 0  # a text of one sentence tells of few things


def test_events_second_mention_is_no_second_event() -> None:
    text = "شن الجيش هجوما على معسكر المتمردين أمس. وقال شهود إن الهجوم استمر ساعتين."
    attacks = [e for e in read(text, "الجيش", "group:المتمردين") if e.type == "ASSAULT"]
    assert [text[e.start : e.end] for e in attacks] == ["هجوما"]


ROLES = [
    ("verb_subject_object", "اعتقلت الشرطة زعيم المعارضة.", ("الشرطة", "role:زعيم المعارضة"), "COERCE", "n1", "n2"),
    ("topic", "إن الحكومة أدانت الميليشيا.", ("الحكومة", "الميليشيا"), "ACCUSE", "n1", "n2"),
    ("light_verb", "شن الجيش هجوما على الميليشيا.", ("الجيش", "الميليشيا"), "ASSAULT", "n1", "n2"),
    ("demand", "طالبت النقابة الوزارة بالتراجع.", ("النقابة", "الوزارة"), "REQUEST", "n1", "n2"),
]


@pytest.mark.parametrize(
    ("text", "names", "type_", "actor", "recipient"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES]
)
def test_events_have_actor_and_recipient(
    text: str, names: tuple[str, ...], type_: str, actor: str, recipient: str
) -> None:
    event = next(e for e in read(text, *names) if e.type == type_)
    assert (event.actors, event.recipients) == ((actor,), (recipient,))
    spans = {r.role: text[r.start : r.end] for r in event.roles if r.start is not None}
    assert set(spans) == {"actor", "recipient"}


STATUS = [
    ("asserted", "اعتقلت الشرطة زعيم المعارضة أمس.", "asserted"),
    ("future", "سيزور الرئيس العاصمة غدا للقاء الملك.", "planned"),
]


@pytest.mark.parametrize(("text", "status"), [c[1:] for c in STATUS], ids=[c[0] for c in STATUS])
def test_events_have_a_status(text: str, status: str) -> None:
    names = tuple(n for n in ("الشرطة", "role:زعيم المعارضة", "role:الرئيس", "role:الملك") if n.split(":")[-1] in text)
    assert read(text, *names)[0].status == status


def test_events_take_the_time_of_their_clause() -> None:
    text = "اعتقلت الشرطة زعيم المعارضة يوم الاثنين."
    (event,) = read(text, "الشرطة", "role:زعيم المعارضة")
    assert event.when is not None
    assert event.when.value == "2020-03-09"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يحاصر الجيش القرية منذ يوم الاثنين.", "2020-03-09/.."),  # has besieged since Monday
        ("اعتقلت الشرطة منذ عام 2015 وحتى عام 2018 زعيم المعارضة.", "2015/2018"),  # from 2015 until 2018
    ],
)
def test_events_since_a_day_go_on(text: str, value: str) -> None:
    names = [n for n in ("الجيش", "الشرطة", "role:زعيم المعارضة") if n.split(":")[-1] in text]
    assert [e.when.value for e in read(text, *names) if e.when is not None] == [value]


DEATHS = [
    ("number", "قتل الجيش خمسة مسلحين في غارة.", (5, 5)),
    ("least", "أسفر هجوم على السوق عن مقتل ما لا يقل عن عشرين مدنيا.", (20, None)),
    ("dual", "أسفر هجوم على السوق عن سقوط قتيلين.", (2, 2)),
    ("before_verb", "شن مسلحون هجوما على السوق أمس، وقالت الشرطة إن 7 أشخاص لقوا مصرعهم.", (7, 7)),
    ("age_is_none", "شن مسلحون هجوما أدى إلى مقتل طالب عمره 24 سنة.", (1, 1)),
    ("lives", "شن مسلحون هجوما على السوق أودى بحياة تسعة من التجار.", (9, 9)),  # took the lives of
    ("life_alone", "شن مسلحون هجوما على السوق وعاد التجار إلى حياة تسعة قرون مضت.", None),
    ("joined", "أسفر هجوم على الحاجز عن مقتل ضابط وجندي.", (2, 2)),  # an officer and a soldier
    ("summed", "أسفر هجوم على الحاجز عن مقتل 15 شرطيا و3 عمال.", (18, 18)),  # 15 policemen and 3 workers
    ("injured_apart", "أسفر هجوم على الحاجز عن مقتل 4 جنود و9 جرحى.", (4, 4)),  # 4 soldiers and 9 injured
    ("far_on", "شن الجيش هجوما قضى فيه الجنود خلال ساعات الليل على ستة مسلحين.", (6, 6)),
    ("total", "ارتفع عدد القتلى في الهجوم على السوق إلى 12 شخصا.", (12, 12)),
    # In it the police killed nineteen young men
    ("pronoun", "تلا ذلك هجوم قتلت فيه الشرطة تسعة عشر شابا.", (19, 19)),
    # A raid in which a policeman was killed
    ("pronoun-one", "شن مسلحون غارة قتل فيها شرطي.", (1, 1)),
    ("with", "وقع هجوم أودى بخمسة وعشرين جنديا.", (25, 25)),  # an attack that took twenty-five soldiers
    ("fell", "قصف الجيش القرية ما أدى إلى سقوط ثلاثة من سكانها.", (3, 3)),  # three of its inhabitants fell
    ("rockets", "قصف الجيش القرية ما أدى إلى سقوط ثلاثة صواريخ فيها.", None),  # three rockets fell
    ("mixed", "قصف الجيش القرية فسقط 13 عنصرا بين قتيل وجريح.", None),  # thirteen dead or injured
    ("killed-and-injured", "هاجم الجيش القرية ما أدى إلى مقتل وإصابة 20 مدنيا.", None),  # twenty killed and injured
    ("object", "هاجم الجيش القرية وقتل مسلح ثلاثة جنود.", (3, 3)),  # a gunman killed three soldiers
    ("and-three", "قتل ضابط وثلاثة جنود في هجوم على الجيش.", (4, 4)),  # an officer and three soldiers
    # An officer and more than three soldiers
    ("and-more-than", "قتل ضابط وأكثر من ثلاثة جنود في هجوم على الجيش.", (4, None)),
    # Dozens of the inhabitants were killed; thirty of its men have passed away; the army shelled, two leaders passed
    ("of-them", "قصف الجيش القرية وقالت الوزارة إن العشرات من سكانها قتلوا.", (20, None)),
    ("passed", "قصف الجيش القرية وقالت الوزارة إن ثلاثين من رجالها قضوا.", (30, 30)),
    ("passed-away", "قصف الجيش القرية فقضى جنديان.", (2, 2)),
    ("own-number", "فجر مسلحون عبوة في السوق أوقعت 31 قتيلا وأصابت العشرات.", (31, 31)),  # 31 dead, and it hurt dozens
    ("put-an-end", "شن الجيش هجوما وبلغ عدد المسلحين 12 مسلحا تم القضاء عليهم.", (12, 12)),  # they were finished off
    ("court", "أصدر القضاء المصري حكما على ثلاثة نفذوا هجوما على السوق.", None),  # the Egyptian judiciary
    ("aim", "شن الجيش هجوما للقضاء على تسعة مسلحين.", None),  # to do away with nine gunmen
    ("number-of-those", "شن الجيش هجوما وارتفع عدد المسلحين الذين قتلوا فيه إلى 22.", (22, 22)),  # of those killed
    ("of-today", "ارتفع عدد القتلى في الهجوم على السوق إلى 6 اليوم الخميس.", (6, 6)),  # to 6 today
    ("and-wife", "أسفر هجوم على المنزل عن مقتل مواطن وزوجته.", (2, 2)),  # a citizen and his wife
    ("and-driver", "أسفر هجوم على الموكب عن مقتل ستة جنود وسائقهم.", (7, 7)),  # six soldiers and their driver
    ("two-tolls", "أسفر هجوم على القرية عن مقتل عشرين جنديا ومقتل أربعة مدنيين.", (24, 24)),  # 20 and 4
    ("neutralised", "شن الجيش هجوما أسفر عن تحييد 19 مسلحا.", (19, 19)),
    # Nine of the group's members and six of the village's guards; five civilians and three of the soldiers
    ("of-and-of", "قتل تسعة من عناصر الجماعة وستة من حراس القرية في هجوم على السوق.", (15, 15)),
    ("listed-before", "خمسة مدنيين وثلاثة من الجنود قتلوا في الهجوم على القرية.", (8, 8)),
    ("fell-dead", "عشرة جنود سقطوا قتلى في هجوم على المعسكر.", (10, 10)),  # ten soldiers fell dead
    ("with-others", "قتل مع أربعة من رفاقه في انفجار قرب القرية.", (5, 5)),  # he was killed with four others
    ("when-and-where", "قتل أمس في بغداد ثمانية جنود في هجوم على الثكنة.", (8, 8)),  # yesterday in Baghdad
    ("passed-when", "قضى ثلاثة جنود حين أطلق مسلح النار على السوق.", (3, 3)),  # died when a gunman opened fire on it
    ("soldier-was", "قالت الشرطة إن جنديا قتل في هجوم على الحاجز.", (1, 1)),  # that a soldier was killed
    ("and-crimes", "اتهمت الشرطة مسلحين بقتل شرطيين وجرائم أخرى.", None),  # of killing policemen and other crimes
    # Six guards of the village company were killed in an attack and nine others hurt
    ("subject-far-before", "قالت الشرطة إن ستة حراس من سرية القرية قتلوا في هجوم على الحاجز.", (6, 6)),
    ("and-hurt-others", "قالت الشرطة إن ستة حراس من سرية القرية قتلوا وجرح تسعة آخرون في هجوم على الحاجز.", (6, 6)),
    # Eleven gunmen of the group and four of the village's guards; eleven gunmen at least, and four guards
    ("group-and-of", "أسفر هجوم على القرية عن مقتل 11 مسلحا من الجماعة و4 من حراس القرية.", (15, 15)),
    ("least-and", "أسفر هجوم على القرية عن مقتل 11 مسلحا على الأقل، و4 حراس من أهلها.", (15, None)),
    ("least-and-hurt", "أسفر هجوم على القرية عن مقتل 11 مسلحا على الأقل، و4 جرحى.", (11, None)),
    ("fell-and-hurt", "سقط شرطي وأصيب ثلاثون شخصا في صدامات مع محتجين.", (1, 1)),  # one fell and thirty were hurt
    ("fell-of-them", "أطلق مسلح النار على الطلاب فسقط ثلاثة منهم.", (3, 3)),  # three of them fell
    ("two-journalists", "أعلنت الوزارة أن مسلحين شنوا هجوما قتل فيه صحفيان.", (2, 2)),  # two journalists
    ("fell-victim", "وقعت الشرطة ضحية هجوم شنه مسلحون.", None),  # the police fell victim to an attack
    # Clashes cost seven merchants; battles reaped more than 90 souls; an explosion took twelve lives
    ("cost", "اندلعت اشتباكات في القرية أودت بسبعة تجار.", (7, 7)),
    ("souls", "اندلعت معارك في القرية حصدت أكثر من 90 نفسا.", (90, None)),
    ("lives", "هز انفجار السوق فأزهقت أرواح 12 تاجرا.", (12, 12)),
    # To nine rose the number of the dead; the toll passed 30 dead; the toll was 14 dead and over thirty hurt
    ("sum-before", "شن مسلحون هجوما على السوق وارتفع إلى 9 عدد القتلى.", (9, 9)),
    ("exceeded", "شن مسلحون هجوما على السوق وتجاوزت الحصيلة 30 قتيلا.", (30, None)),
    ("toll-and-hurt", "شن مسلحون هجوما على السوق فكانت الحصيلة 14 قتيلا وأكثر من ثلاثين جريحا.", (14, 14)),
    ("two-were", "قالت الوزارة إن اثنين من حراس القرية قتلا في هجوم على الحاجز.", (2, 2)),  # two of the guards were
    ("behind-where", "قتل في هجوم على القرية ستة مزارعين.", (6, 6)),  # in an attack on the village six farmers
    ("any-two", "أسفر هجوم على الدار عن مقتل نزيلتين.", (2, 2)),  # two women who lodged there
    ("least-behind", "قتل 40 من رجال الحرس المحلي على الأقل في هجوم على القرية.", (40, None)),  # 40 guards at least
    ("passed-with", "قضى مع ثلاثة من رفاقه في هجوم على القرية.", (4, 4)),  # he passed away with three comrades
    ("passed-in", "قضى جنديان في هجوم على القرية.", (2, 2)),  # two soldiers, in an attack on the village
    ("passed-and-hurt", "قصف الجيش القرية فقضى ممرض وجرح ثلاثة تجار.", (1, 1)),  # a nurse died and three were hurt
    # A paper of ten articles ruled; 13 guards fell, dead or wounded; 50 dead and wounded together
    ("ruled", "شن مسلحون هجوما، وصدرت وثيقة من عشرة بنود قضت بإطلاق الموقوفين.", None),
    ("dead-or-hurt", "سقط 13 حارسا من أبناء القرية بين قتيل وجريح في هجوم على الحاجز.", None),
    ("dead-and-hurt", "أسفر هجوم على السوق عن سقوط 50 قتيلا وجريحا.", None),
    # A shelling made away with seven workers; gunmen slaughtered five hostages
    ("made-away", "فتك القصف بسبعة من عمال المحجر.", (7, 7)),
    ("slaughtered", "نحر مسلحو التنظيم خمسة رهائن.", (5, 5)),
    ("date", "هاجم الجيش القرية وقتلت الجماعة حراسها بتاريخ 22-2-1436هـ.", None),  # a date in digits
    ("plan", "هاجم الجيش القرية وأحبط خطة لقتل خمسة تجار.", None),  # foiled a plan to kill five
    ("call", "هاجم الجيش القرية وطالبت الأسر بإعدام ثلاثة مهربين.", None),  # families called for putting three to death
    ("missile-fell", "شن الجيش هجوما بعد سقوط مقذوف عسكري على القرية.", None),  # a missile fell
    ("last-pockets", "شن الجيش هجوما لتصفية آخر جيوب المسلحين.", None),  # to clear the last pockets
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DEATHS], ids=[c[0] for c in DEATHS])
def test_events_count_the_dead(text: str, expected: tuple[int | None, int | None] | None) -> None:
    names = [n for n in ("الجيش", "الشرطة") if n in text]
    found = [e.deaths for e in read(text, *names, threshold=0.1) if e.deaths is not None]
    assert [(d.low, d.high) for d in found] == ([expected] if expected else [])


# Government forces executed twelve villagers; a commander and three of his aides were killed
COUNTED_WITH = [
    ("قوات الجيش الحكومي في الإقليم", "أعدمت قوات الجيش الحكومي في الإقليم أمس 12 من أبناء القرية.", 12),
    ("role:قائد اللواء", "أدى هجوم على الثكنة إلى مقتل قائد اللواء وثلاثة من مساعديه.", 4),
    # ... and his driver; the judge was killed; a leader was assassinated; the police shot him who had opened fire
    ("role:قائد اللواء", "أدى هجوم على الثكنة إلى مقتل قائد اللواء وسائقه.", 2),
    ("role:القاضي", "قالت الشرطة إن القاضي قتل في هجوم على المحكمة.", 1),
    ("role:زعيم الحزب", "اغتيل زعيم الحزب أمس بالرصاص.", 1),
    ("person:سالم", "أطلق سالم النار على السوق فأردته الشرطة.", 1),
]
WITH_IDS = ["behind-who-killed", "and-his-aides", "and-his-driver", "before-the-verb", "assassinated", "shot"]


@pytest.mark.parametrize(("party", "text", "number"), COUNTED_WITH, ids=WITH_IDS)
def test_events_count_the_dead_around_a_party(party: str, text: str, number: int) -> None:
    found = [e.deaths for e in read(text, party, threshold=0.1) if e.deaths is not None]
    assert [(d.low, d.high) for d in found] == [(number, number)]


def test_events_of_a_word_with_and_begin_behind_it() -> None:
    # «ودعت» may be one word, bade farewell
    found = read("ودعت السعودية الحكومة إلى التهدئة.", "السعودية", "الحكومة")
    (call,) = (event for event in found if event.type == "REQUEST")
    assert call.text == "دعت"


@pytest.mark.parametrize(
    ("text", "deaths", "injured"),
    [
        ("قتل ستة جنود في هجوم على المعسكر.", 6, None),
        ("قال ضابط إن ستة جنود قتلوا وأصيب تسعة آخرون في هجوم بطائرة مسيرة على المعسكر.", 6, 9),
    ],
)
def test_a_killing_and_the_attack_that_did_it_are_one_event(text: str, deaths: int, injured: int | None) -> None:
    (attack,) = (event for event in read(text) if event.type == "ASSAULT")
    assert attack.text == "هجوم"
    assert attack.deaths is not None
    assert attack.deaths.low == deaths
    assert (attack.injured.low if attack.injured is not None else None) == injured


def test_events_that_a_killing_names_as_its_cause_take_the_toll() -> None:
    # Three soldiers were killed in an ambush that gunmen had laid: both words tell of one attack
    text = "قتل ثلاثة جنود في كمين نصبه مسلحون."
    found = {e.text: e.deaths for e in read(text, threshold=0.01) if e.type == "ASSAULT"}
    assert found["كمين"] is not None
    assert found.get("قتل") is None


# Nine soldiers, two officers among them, died in an ambush; a strike killed ten; they shot at the guard and killed him
TAKERS = [
    ("behind-an-aside", "قتل تسعة جنود، بينهم ضابطان، في كمين نصبه مسلحون.", "كمين", 9),
    ("that-killed", "قالت الوزارة إن ضربة جوية على القرية قتلت عشرة مزارعين.", "ضربة", 10),
    ("so-they-killed", "أطلق مسلحون النار على الحارس فقتلوه.", "أطلق", 1),
    # Gunmen attacked the market; police clashed with men at the port; the toll came to twelve
    ("told-alone", "هاجم مسلحون السوق. واشتبكت الشرطة مع محتجين في الميناء. وبلغت الحصيلة 12 قتيلا.", "هاجم", 12),
]


@pytest.mark.parametrize(("text", "taker", "number"), [c[1:] for c in TAKERS], ids=[c[0] for c in TAKERS])
def test_events_take_the_toll_that_is_theirs(text: str, taker: str, number: int) -> None:
    found = {e.text: e.deaths.low for e in read(text, threshold=0.1) if e.deaths is not None}
    assert found == {taker: number}


def test_events_take_no_few_victims_told_apart() -> None:
    # Gunmen attacked the market; the minister said that two soldiers had been killed: nothing says where
    found = read("هاجم مسلحون السوق. وقال الوزير إن جنديين قتلا.", threshold=0.1)
    assert [e.deaths for e in found if e.text == "هاجم"] == [None]


def test_events_take_no_second_toll_told_alone() -> None:
    # Gunmen attacked the market and killed twelve merchants; 90 had been killed years before
    found = read("هاجم مسلحون السوق وقتلوا 12 تاجرا. وقال الوزير إن 90 تاجرا قتلوا قبل سنوات.", threshold=0.1)
    assert [e.deaths.low for e in found if e.text == "هاجم" and e.deaths is not None] == [12]


def test_events_named_again_take_the_toll() -> None:
    # An explosion hit the market, then the police arrested and clashed with men; later: it took ten lives
    text = "هز انفجار السوق أمس. واشتبكت الشرطة مع مسلحين. وأودى الانفجار بحياة عشرة تجار."
    found = {e.text: e.deaths for e in read(text, "الشرطة", threshold=0.1) if e.type == "ASSAULT"}
    assert found["انفجار"] is not None
    assert found["اشتبكت"] is None


def test_events_that_caused_a_toll_take_it() -> None:
    # The army shelled the village, and the minister said that three soldiers were killed in an attack on the bridge
    text = "قصف الجيش القرية، وقال الوزير إن ثلاثة جنود قتلوا في هجوم على الجسر."
    found = {e.text: e.deaths for e in read(text, "الجيش", "role:الوزير", threshold=0.1) if e.type == "ASSAULT"}
    assert found["هجوم"] is not None
    assert found["قصف"] is None


def test_events_take_no_toll_of_longer_times() -> None:
    # The army shelled the village and killed three; since the beginning of the year 70 civilians have died
    text = "قصف الجيش القرية أمس وقتل ثلاثة مدنيين. وتوفي منذ بداية العام 70 مدنيا."
    found = {e.text: e.deaths for e in read(text, "الجيش", threshold=0.1)}
    assert [d.low for d in found.values() if d is not None] == [3]


DATED = [
    # The guard managed to arrest smugglers yesterday evening; the minister condemned the attack that came on Sunday
    ("managed", "تمكن الحرس مساء أمس من توقيف ثلاثة مهربين.", "توقيف", "2020-03-11TEV"),
    ("relative", "استنكر الوزير الهجوم الذي وقع يوم الأحد في السوق.", "الهجوم", "2020-03-08"),
    ("broke-out", "اندلعت يوم الأحد اشتباكات بين الجيش والمتمردين.", "اشتباكات", "2020-03-08"),
    # The ministry said yesterday that the army had shelled the village: nothing says when
    ("said", "قالت الوزارة أمس إن الجيش قصف القرية.", "قصف", None),
    # The ministry told yesterday of the killing of five soldiers; it condemned the attack yesterday
    ("told-of", "أعلنت الوزارة أمس عن مقتل خمسة جنود في السوق.", "مقتل", None),
    ("condemned", "أدانت الوزارة أمس الهجوم على السوق.", "الهجوم", None),
    # The minister visited the site of the festival of 1441 yesterday: the year is the festival's
    ("named-year", "زار الوزير مقر مهرجان القرية 1441هـ في الشمال.", "زار", None),
    ("went-on", "ومنذ يوم الأحد تدور اشتباكات بين الجيش والمتمردين.", "اشتباكات", "2020-03-08/.."),
]


@pytest.mark.parametrize(("text", "word", "value"), [c[1:] for c in DATED], ids=[c[0] for c in DATED])
def test_events_share_the_date_of_the_verb_over_them(text: str, word: str, value: str | None) -> None:
    names = [n for n in ("الحرس", "الوزارة", "الجيش", "role:الوزير") if n.rpartition(":")[2] in text.split()]
    (event,) = (e for e in read(text, *names, threshold=0.1) if e.text == word)
    assert (event.when.value if event.when is not None else None) == value


def test_events_explain_themselves() -> None:
    (event,) = read("اعتقلت الشرطة زعيم المعارضة.", "الشرطة", "role:زعيم المعارضة")
    assert event.rule == "events/frames:اعتقل/verb/COERCE"
    assert 0.3 <= event.confidence <= 1
    assert event.mode == "arrest"
    assert event.id == "e1"


def test_events_threshold_only_takes_away() -> None:
    text = "شن الجيش هجوما على المتمردين، وأدانت النقابة القصف، ودعا الوزير إلى الهدوء."
    names = ("الجيش", "group:المتمردين", "النقابة", "role:الوزير")
    many, few = ({(e.type, e.start) for e in read(text, *names, threshold=t)} for t in (0.1, 0.6))
    assert few <= many


def test_events_are_the_same_twice() -> None:
    text = "شن الجيش هجوما على المتمردين، وأدانت النقابة القصف."
    assert read(text, "الجيش", "النقابة") == read(text, "الجيش", "النقابة")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='قتل الجيش هجوما على اتهم و.،"«»\n5٣aé\u0640\u200f', max_size=120))
def test_events_read_anything(text: str) -> None:
    lexicon = default_lexicon()
    for event in annotate(analyse(text, lexicon), Entities(), (), (), (), lexicon, 0.05):
        assert event.text == text[event.start : event.end] != ""


def test_events_trees_answer_as_written() -> None:
    forest = parse(["a\tb", "-1.0", "0\t0\ta\t0.5\t1\t2", "0\t1\t2.0", "0\t2\tb\t3.0\t3\t4", "0\t3\t0.0", "0\t4\t-2.0"])
    answers = [forest.probability(values) > 0.5 for values in ((0.0, 9.0), (1.0, 1.0), (1.0, 9.0))]
    assert answers == [True, False, False]


def test_events_a_word_names_one_event_at_most() -> None:
    # Gunmen attacked a checkpoint: not an ACCUSE besides
    document = "هاجم مسلحون حاجزا للجيش السوري قرب حلب أمس."
    found = tawatur.read(document, published="2024-03-05").events
    assert [e.text for e in found] == ["هاجم"]


def test_events_say_how_each_party_hangs_on_the_word() -> None:
    # The Tunisian police arrested three activists
    (event,) = tawatur.read("اعتقلت الشرطة التونسية ثلاثة نشطاء في العاصمة.", published="2024-03-05").events
    assert [(r.role, r.path) for r in event.roles] == [
        ("actor", "subject of the clause, after the word"),
        ("recipient", "first bare phrase after the word"),
    ]


def test_events_who_is_counted_among_the_dead_did_not_do_it() -> None:
    # Seven soldiers were killed and eleven wounded in an attack on a camp
    found = tawatur.read("قتل سبعة جنود وأصيب أحد عشر آخرون في هجوم على معسكر.", published="2024-03-05")
    dead = {m.entity for m in found.mentions if "جنود" in m.text}
    counted = [e for e in found.events if e.deaths is not None]
    assert counted
    assert not any(dead & set(e.actors) for e in counted)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("وقع هجوم على مقر للحشد الشعبي.", "الحشد الشعبي"),  # an attack on a headquarters of the Popular Mobilisation
        ("أسفر الهجوم على قاعدة للجيش عن مقتل ستة جنود.", "الجيش"),  # that on a base of the army killed six soldiers
    ],
)
def test_events_who_owns_what_is_attacked_is_attacked(text: str, owner: str) -> None:
    found = tawatur.read(text, published="2024-03-05")
    attack = next(e for e in found.events if "هجوم" in e.text)
    assert not attack.actors
    assert owner in {e.name for e in found.entities if e.id in attack.recipients}
