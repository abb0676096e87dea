# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the lexicon proposes as ties, with parties given by hand so that only this is tested."""

from dataclasses import replace

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.model import Entity, Mention
from tawatur.model.records import EntityKind
from tawatur.reading.parties import Entities
from tawatur.reading.relations import candidates, complete, join, open_scene
from tawatur.reading.relations.scene import Scene
from tawatur.text.document import analyse

Party = tuple[str, EntityKind, tuple[str, ...]]  # name, kind, the strings that stand for it


def scene(text: str, *parties: Party) -> Scene:
    entities, mentions = [], []
    for name, kind, strings in parties:
        entities.append(Entity(name, name, kind))
        for string in strings:
            start = text.index(string)
            mentions.append(Mention(start, start + len(string), string, name))
    mentions.sort(key=lambda m: (m.start, -m.end))
    lexicon = default_lexicon()
    return open_scene(analyse(text, lexicon), Entities(tuple(entities), tuple(mentions)), lexicon)


def proposed(text: str, *parties: Party) -> set[tuple[str, str, str]]:
    found = candidates(scene(text, *parties), default_lexicon())
    return {(c.types[0], c.from_, c.to) for items in found.values() for c in items}


CASES = [
    pytest.param(
        # The spokesman of the Harbour Court and the Audit Office Samir al-Wadi said
        "قال المتحدث باسم محكمة الميناء وديوان المحاسبة سمير الوادي إن الجلسة أجلت.",
        (
            ("سمير الوادي", "person", ("المتحدث باسم محكمة الميناء وديوان المحاسبة", "سمير الوادي")),
            ("محكمة الميناء", "organisation", ("محكمة الميناء",)),
            ("ديوان المحاسبة", "organisation", ("ديوان المحاسبة",)),
        ),
        ("member_of", "سمير الوادي", "ديوان المحاسبة"),
        id="office-of-two-bodies",
    ),
    pytest.param(
        # The deputy in the assembly for the Shore Party, Huda al-Naimi, said (the phrase was not joined to the name)
        "قالت النائبة بالبرلمان عن حزب الساحل، هدى النعيمي، إن الجلسة أجلت.",
        (
            ("النائبة", "role", ("النائبة بالبرلمان",)),
            ("البرلمان", "organisation", ("البرلمان",)),
            ("حزب الساحل", "organisation", ("حزب الساحل",)),
            ("هدى النعيمي", "person", ("هدى النعيمي",)),
        ),
        ("member_of", "هدى النعيمي", "حزب الساحل"),
        id="holder-after-the-body",
    ),
    pytest.param(
        # The bloc of the Shore Party rejected the law. The Shore Party is divided.
        "رفضت كتلة حزب الساحل القانون. وانقسم «حزب الساحل» حوله.",
        (
            ("كتلة حزب الساحل", "organisation", ("كتلة حزب الساحل",)),
            ("حزب الساحل", "organisation", ("حزب الساحل»",)),
        ),
        ("part_of", "كتلة حزب الساحل", "حزب الساحل"),
        id="whole-named-inside-without-a-mention",
    ),
    pytest.param(
        # The Shore Party objected in the words of its secretary-general Samir al-Wadi
        "اعترض حزب الساحل على لسان أمينه العام سمير الوادي.",
        (
            ("حزب الساحل", "organisation", ("حزب الساحل",)),
            ("سمير الوادي", "person", ("أمينه العام", "سمير الوادي")),
        ),
        ("leads", "سمير الوادي", "حزب الساحل"),
        id="pronoun-within-an-office",
    ),
    pytest.param(
        # The Fourth Brigade withdrew; the deputy of its commander, Samir al-Wadi, said
        "انسحب اللواء الرابع، وقال نائب قائده سمير الوادي إن الطريق مغلق.",
        (
            ("اللواء الرابع", "organisation", ("اللواء الرابع",)),
            ("سمير الوادي", "person", ("نائب قائده", "سمير الوادي")),
        ),
        ("member_of", "سمير الوادي", "اللواء الرابع"),
        id="pronoun-on-the-office-of-another",
    ),
    pytest.param(
        # The battalion belonging to the army withdrew
        "انسحبت الكتيبة التابعة للجيش من البلدة.",
        (("الكتيبة", "organisation", ("الكتيبة",)), ("الجيش", "organisation", ("للجيش",))),
        ("part_of", "الكتيبة", "الجيش"),
        id="belonging-to-is-part-of",
    ),
    pytest.param(
        # The coalition includes the Shore Party
        "يضم الائتلاف حزب الساحل.",
        (("الائتلاف", "organisation", ("الائتلاف",)), ("حزب الساحل", "organisation", ("حزب الساحل",))),
        ("member_of", "حزب الساحل", "الائتلاف"),
        id="includes-is-member-of",
    ),
    pytest.param(
        # The minister of trade said … the cabinet
        "قال وزير التجارة إن حكومة الوفاق باقية.",
        (("وزير التجارة", "role", ("وزير التجارة",)), ("حكومة الوفاق", "organisation", ("حكومة الوفاق",))),
        ("member_of", "وزير التجارة", "حكومة الوفاق"),
        id="minister-of-the-cabinet-named-elsewhere",
    ),
    pytest.param(
        # Salim met his rival Huda al-Naimi
        "التقى سليم الوردي منافسته هدى النعيمي.",
        (("سليم", "person", ("سليم الوردي",)), ("هدى", "person", ("هدى النعيمي",))),
        ("rival_of", "هدى", "سليم"),
        id="name-behind-a-noun-with-a-pronoun",
    ),
    pytest.param(
        # Iran … the leader who opposes the Iranian influence
        "قالت إيران إنها تتابع. وعاد الزعيم سليم الوردي الذي يعارض النفوذ الإيراني.",
        (("إيران", "state", ("إيران",)), ("سليم", "person", ("سليم الوردي",))),
        ("opposes", "سليم", "إيران"),
        id="opposes-the-influence-of-a-state",
    ),
    pytest.param(
        # Turkey … the head of government met his Turkish counterpart Omar Alp
        "رحبت تركيا بالزيارة. والتقى رئيس الحكومة نظيره التركي عمر ألب.",
        (
            ("تركيا", "state", ("تركيا",)),
            ("رئيس الحكومة", "role", ("رئيس الحكومة",)),
            ("عمر ألب", "person", ("عمر ألب",)),
        ),
        ("leads", "عمر ألب", "تركيا"),
        id="counterpart-holds-the-same-office",
    ),
    pytest.param(
        # The government of Omar al-Nasiri resigned
        "استقالت حكومة عمر الناصري أمس.",
        (("الحكومة", "organisation", ("حكومة عمر الناصري",)), ("عمر", "person", ("عمر الناصري",))),
        ("member_of", "عمر", "الحكومة"),
        id="cabinet-named-by-its-head",
    ),
    pytest.param(
        # The Dawn Movement announced the truce through its spokesman Salim al-Wardi
        "أعلنت حركة الفجر الهدنة على لسان الناطق باسمها سليم الوردي.",
        (
            ("حركة الفجر", "organisation", ("حركة الفجر",)),
            ("سليم", "person", ("الناطق باسمها", "سليم الوردي")),
        ),
        ("member_of", "سليم", "حركة الفجر"),
        id="pronoun-on-the-link",
    ),
    pytest.param(
        # The Observatory counted ten dead. "We shall see", said its director Huda al-Naimi
        "أحصى مرصد الساحل عشرة قتلى. وقالت مديرته هدى النعيمي إن العدد أكبر.",
        (("مرصد الساحل", "organisation", ("مرصد الساحل",)), ("هدى", "person", ("مديرته", "هدى النعيمي"))),
        ("leads", "هدى", "مرصد الساحل"),
        id="pronoun-for-a-body-of-the-sentence-before",
    ),
    pytest.param(
        # The Farmers' Society stopped work. The secretary of the society Salim al-Wardi said
        "أوقفت جمعية المزارعين نشاطها. وقال الكاتب العام للجمعية سليم الوردي إن المال نفد.",
        (
            ("جمعية المزارعين", "organisation", ("جمعية المزارعين",)),
            ("سليم", "person", ("الكاتب العام", "سليم الوردي")),
        ),
        ("leads", "سليم", "جمعية المزارعين"),
        id="short-name-that-is-no-mention",
    ),
    pytest.param(
        # The Democratic Shore Party withdrew. The Democratic deputy Huda al-Naimi objected
        "انسحب حزب الساحل الديمقراطي. واعترضت النائبة الديمقراطية هدى النعيمي على القرار.",
        (
            ("حزب الساحل الديمقراطي", "organisation", ("حزب الساحل الديمقراطي",)),
            ("هدى", "person", ("النائبة الديمقراطية", "هدى النعيمي")),
        ),
        ("member_of", "هدى", "حزب الساحل الديمقراطي"),
        id="party-named-by-an-adjective",
    ),
    pytest.param(
        # The kingdom welcomed the step. The foreign minister Salim al-Wardi said
        "رحبت المملكة بالخطوة. وقال وزير الخارجية سليم الوردي إنه متفائل.",
        (("المملكة", "state", ("المملكة",)), ("سليم", "person", ("وزير الخارجية", "سليم الوردي"))),
        ("member_of", "سليم", "المملكة"),
        id="state-without-a-country-s-name",
    ),
    pytest.param(
        # The members elected Salim al-Wardi president of the Shore Party
        "انتخب الأعضاء سليم الوردي رئيسا لحزب الساحل.",
        (("سليم", "person", ("سليم الوردي",)), ("حزب الساحل", "organisation", ("حزب الساحل",))),
        ("leads", "سليم", "حزب الساحل"),
        id="office-in-the-accusative",
    ),
    pytest.param(
        # The battalions are financed by Turkey
        "والكتائب ممولة من تركيا منذ عامين.",
        (("الكتائب", "organisation", ("الكتائب",)), ("تركيا", "state", ("تركيا",))),
        ("backs", "تركيا", "الكتائب"),
        id="participle-as-predicate",
    ),
    pytest.param(
        # The Dawn Brigades withdrew, which are forces backed by Turkey
        "انسحبت ألوية الفجر، وهي قوات مدعومة من تركيا.",
        (
            ("ألوية الفجر", "organisation", ("ألوية الفجر",)),
            ("قوات", "organisation", ("قوات مدعومة",)),
            ("تركيا", "state", ("تركيا",)),
        ),
        ("backs", "تركيا", "ألوية الفجر"),
        id="said-of-a-party-through-a-pronoun",
    ),
    pytest.param(
        # The forces of al-Wardi advanced
        "تقدمت قوات الوردي نحو البلدة.",
        (("قوات الوردي", "organisation", ("قوات الوردي",)), ("الوردي", "person", ("الوردي",))),
        ("loyal_to", "قوات الوردي", "الوردي"),
        id="forces-named-after-a-man",
    ),
    pytest.param(
        # The Shore Party is divided since its parliamentary bloc resigned
        "انقسم حزب الساحل بعد أن استقالت كتلته البرلمانية.",
        (("حزب الساحل", "organisation", ("حزب الساحل",)), ("الكتلة", "organisation", ("كتلته البرلمانية",))),
        ("part_of", "الكتلة", "حزب الساحل"),
        id="body-with-a-pronoun-for-the-whole",
    ),
    pytest.param(
        # The battalions receive arms from Turkey
        "تتلقى الكتائب السلاح من تركيا.",
        (("الكتائب", "organisation", ("الكتائب",)), ("تركيا", "state", ("تركيا",))),
        ("backs", "تركيا", "الكتائب"),
        id="receives-arms-from",
    ),
    pytest.param(
        # The adviser of the prime minister said
        "قال مستشار رئيس الوزراء إن الاجتماع تأجل.",
        (("المستشار", "role", ("مستشار رئيس الوزراء",)), ("رئيس الوزراء", "role", ("رئيس الوزراء",))),
        ("linked_to", "المستشار", "رئيس الوزراء"),
        id="adviser-of-a-man",
    ),
    pytest.param(
        # Emirati-backed forces advanced: the state is said by an adverb
        "تقدمت القوات المدعومة إماراتيا نحو البلدة، ونفت الإمارات ذلك.",
        (("القوات", "organisation", ("القوات المدعومة",)), ("الإمارات", "state", ("الإمارات",))),
        ("backs", "الإمارات", "القوات"),
        id="backed-by-a-state-s-adverb",
    ),
    pytest.param(
        # The international alliance against "the Group" met
        "اجتمع التحالف الدولي ضد «الجماعة» في العاصمة.",
        (("التحالف", "organisation", ("التحالف الدولي",)), ("الجماعة", "organisation", ("الجماعة",))),
        ("opposes", "التحالف", "الجماعة"),
        id="against-a-name-in-quotation-marks",
    ),
    pytest.param(
        # The Tunisian and the Egyptian foreign ministers, each named, met
        "اجتمع وزراء الخارجية التونسي خالد الوردي والمصري سامح الناصري، وشكرت مصر تونس.",
        (
            ("خالد", "person", ("خالد الوردي",)),
            ("سامح", "person", ("سامح الناصري",)),
            ("مصر", "state", ("مصر تونس"[:3],)),
        ),
        ("member_of", "سامح", "مصر"),
        id="nationality-joined-to-another",
    ),
    pytest.param(
        # The movement's fighters withdrew: the plural in the construct state
        "انسحب مقاتلو حركة الساحل من البلدة.",
        (("المقاتلون", "group", ("مقاتلو حركة الساحل",)), ("الحركة", "organisation", ("حركة الساحل",))),
        ("member_of", "المقاتلون", "الحركة"),
        id="head-of-a-group-before-its-complement",
    ),
    pytest.param(
        # The state stopped supporting the group
        "نفت نوردلاند دعم الجماعة بالسلاح.",
        (("نوردلاند", "state", ("نوردلاند",)), ("الجماعة", "organisation", ("الجماعة",))),
        ("backs", "نوردلاند", "الجماعة"),
        id="support-of-whom-it-is-given-to",
    ),
]

ARMY: Party = ("الجيش", "organisation", ("الجيش",))
PARTY: Party = ("الحزب", "organisation", ("الحزب",))
NORDLAND: Party = ("نوردلاند", "state", ("نوردلاند",))
NO_TIES = [
    pytest.param(
        # The stand that condemns the party has support from Nordland
        "يحظى الموقف المندد بالحزب بدعم من نوردلاند.",
        (PARTY, NORDLAND),
        ("backs", "نوردلاند", "الحزب"),
        id="condemned-and-not-backed",
    ),
    pytest.param(
        # The army launched an attack on the party with support from Nordland
        "شن الجيش هجوما عنيفا على الحزب بدعم من نوردلاند.",
        (ARMY, PARTY, NORDLAND),
        ("backs", "نوردلاند", "الحزب"),
        id="attacked-and-not-backed",
    ),
    pytest.param(
        # The army attacked the party with support from Nordland: the object of a verb
        "هاجم الجيش الحزب بدعم من نوردلاند.",
        (ARMY, PARTY, NORDLAND),
        ("backs", "نوردلاند", "الحزب"),
        id="object-of-a-hostile-verb",
    ),
    pytest.param(
        # The stand that condemns the party and rejects the army
        "أعلن الموقف المندد بالحزب والرافض للجيش.",
        (PARTY, ("الجيش", "organisation", ("للجيش",))),
        ("opposes", "الحزب", "الجيش"),
        id="adjective-joined-to-another",
    ),
    pytest.param(
        # The army prayed in a mosque that belongs to the party
        "صلى الجيش في مسجد تابع للحزب.",
        (ARMY, ("الحزب", "organisation", ("للحزب",))),
        ("part_of", "الجيش", "الحزب"),
        id="adjective-of-a-thing",
    ),
    pytest.param(
        # The army says that the forces which Nordland leads struck: the forces are no party here
        "قال الجيش إن القوات التي تقودها نوردلاند ضربت المدينة.",
        (ARMY, NORDLAND),
        ("leads", "نوردلاند", "الجيش"),
        id="relative-clause-of-a-thing",
    ),
    pytest.param(
        # The assault of the party: not two enemies
        "وصف عمر العدوان الغاشم للحزب بأنه جريمة.",
        (("عمر", "person", ("عمر",)), ("الحزب", "organisation", ("للحزب",))),
        ("opposes", "عمر", "الحزب"),
        id="assault-is-not-two-enemies",
    ),
    pytest.param(
        # Nordland came to realise that the party is weak: no running of it
        "باتت نوردلاند تدرك أن الحزب ضعيف.",
        (NORDLAND, PARTY),
        ("leads", "نوردلاند", "الحزب"),
        id="realising-is-not-running",
    ),
    pytest.param(
        # Nordland arrests three suspected of their belonging to the party
        "نوردلاند تعتقل ثلاثة يشتبه بانتمائهم للحزب.",
        (NORDLAND, ("الحزب", "organisation", ("للحزب",))),
        ("member_of", "نوردلاند", "الحزب"),
        id="pronoun-of-several",
    ),
    pytest.param(
        # Youths travelled to Syria and Iraq to join the party
        "سافر شبان إلى سوريا والعراق للانضمام للحزب.",
        (
            ("سوريا", "state", ("سوريا",)),
            ("العراق", "state", ("العراق",)),
            ("الحزب", "organisation", ("للحزب",)),
        ),
        ("member_of", "العراق", "الحزب"),
        id="state-in-a-list-of-places",
    ),
    pytest.param(
        # The party received instructions from Nordland: no support
        "تلقى الحزب تعليمات من نوردلاند.",
        (PARTY, NORDLAND),
        ("backs", "نوردلاند", "الحزب"),
        id="receives-instructions",
    ),
    pytest.param(
        # The raids that the army flies against the party
        "تحدث عن الغارات التي يشنها الجيش ضد الحزب.",
        (ARMY, PARTY),
        ("opposes", "الجيش", "الحزب"),
        id="acts-against-in-one-clause",
    ),
    pytest.param(
        # The member of the political bureau of the party
        "قال عضو المكتب السياسي للحزب إنه راض.",
        (("العضو", "role", ("عضو المكتب السياسي للحزب",)), ("الحزب", "organisation", ("للحزب",))),
        ("leads", "العضو", "الحزب"),
        id="adjective-is-no-office",
    ),
    pytest.param(
        # The army is said to be at the order of the party: an order and no commander
        "تحرك الجيش بأمر الحزب وعمر الناصري.",
        (ARMY, PARTY, ("عمر", "person", ("عمر الناصري",))),
        ("leads", "عمر", "الحزب"),
        id="order-is-no-commander",
    ),
    pytest.param(
        # The minister received him in the airport
        "استقبله وزير النقل في مطار الوادي الدولي.",
        (("الوزير", "role", ("وزير النقل",)), ("المطار", "organisation", ("مطار الوادي الدولي",))),
        ("member_of", "الوزير", "المطار"),
        id="minister-of-no-airport",
    ),
    pytest.param(
        # The man is part of no army: he is its member
        "قال عمر الناصري التابع للجيش إنه راض.",
        (("عمر", "person", ("عمر الناصري",)), ("الجيش", "organisation", ("للجيش",))),
        ("part_of", "عمر", "الجيش"),
        id="a-man-is-no-part",
    ),
]


@pytest.mark.parametrize(("text", "parties", "tie"), CASES)
def test_candidates_hold_the_tie(text: str, parties: tuple[Party, ...], tie: tuple[str, str, str]) -> None:
    assert tie in proposed(text, *parties)


@pytest.mark.parametrize(("text", "parties", "tie"), NO_TIES)
def test_candidates_leave_out_what_is_not_said(
    text: str, parties: tuple[Party, ...], tie: tuple[str, str, str]
) -> None:
    assert tie not in proposed(text, *parties)


def test_candidates_support_for_whom_the_forces_fight_stays() -> None:
    # The attack on the factions backed by Nordland: the adjective is theirs
    found = proposed(
        "أدان الوزير الهجوم على الفصائل المدعومة من نوردلاند.",
        ("الفصائل", "group", ("الفصائل المدعومة",)),
        NORDLAND,
    )
    assert ("backs", "نوردلاند", "الفصائل") in found


def test_candidates_word_that_describes_a_group_is_no_second_party() -> None:
    # Separatists loyal to Nordland withdrew
    found = proposed(
        "انسحب انفصاليون موالون لنوردلاند.",
        ("الانفصاليون", "group", ("انفصاليون",)),
        ("الموالون", "group", ("موالون لنوردلاند",)),
        NORDLAND,
    )
    ties = {tie for tie in found if tie[0] == "loyal_to"}
    assert ties == {("loyal_to", "الانفصاليون", "نوردلاند")}


def test_candidates_known_man_s_own_state_is_that_of_his_office() -> None:
    # Turkey, Jordan and France met; the president spoke
    text = "تركيا والأردن وفرنسا اجتمعت، وتحدث الرئيس."
    states = (("تركيا", "TUR"), ("الأردن", "JOR"), ("فرنسا", "FRA"))
    found = scene(text, *((name, "state", (name,)) for name, _ in states), ("عمر", "person", ("الرئيس",)))
    countries = {**dict(states), "عمر": "FRA"}
    entities = tuple(replace(e, country=countries[e.id]) for e in found.parties.entities)
    view = open_scene(found.document, Entities(entities, found.parties.mentions), default_lexicon())
    ties = {(c.types[0], c.from_, c.to) for c in candidates(view, default_lexicon())["offices"]}
    assert ("leads", "عمر", "فرنسا") in ties


@pytest.mark.parametrize(
    ("text", "office", "body"),
    [
        # The head of the council of deputies; the commander of the federal police; the appointed head of government
        ("قال رئيس مجلس النواب إن الجلسة أجلت.", "رئيس مجلس النواب", "مجلس النواب"),
        ("أعلن قائد الشرطة الاتحادية النتائج.", "قائد الشرطة الاتحادية", "الشرطة الاتحادية"),
        ("التقى رئيس الحكومة المكلف الوفد.", "رئيس الحكومة المكلف", ""),
        # The commander of the fourth military region; a member of the teachers' committee; the head of a chamber
        ("أصيب قائد المنطقة العسكرية الرابعة.", "قائد المنطقة العسكرية الرابعة", "المنطقة العسكرية الرابعة"),
        ("قالت عضو تنسيقية المعلمين إنها باقية.", "عضو تنسيقية المعلمين", "تنسيقية المعلمين"),
        ("نفى رئيس غرفة النقل البحري الخبر.", "رئيس غرفة النقل البحري", "غرفة النقل البحري"),
        # The army's chief of staff; the spokesman for the Dam; the leader in the Dawn Call; the opposition's leader
        ("قال رئيس أركان الجيش إن الوضع هادئ.", "رئيس أركان الجيش", "الجيش"),
        ("نفى المتحدث باسم السد الخبر.", "المتحدث باسم السد", "السد"),
        ("قال القيادي في نداء الفجر إنه باق.", "القيادي في نداء الفجر", "نداء الفجر"),
        ("احتجت زعيمة المعارضة على القرار.", "زعيمة المعارضة", ""),
        # The new commander of the battalion; the head of the branch, a name for one that is named elsewhere
        ("نجا قائد الكتيبة الجديد.", "قائد الكتيبة الجديد", ""),
        ("تحدث مدير الفرع.", "مدير الفرع", ""),
    ],
)
def test_complete_names_the_body_of_an_office(text: str, office: str, body: str) -> None:
    parties = scene(text, ("office", "role", (office,))).parties
    lexicon = default_lexicon()
    found = complete(analyse(text, lexicon), parties, lexicon)
    assert [m.text for m in found.mentions if m.entity != "office"] == ([body] if body else [])
    assert {e.kind for e in found.entities} == ({"role", "organisation"} if body else {"role"})


def test_complete_takes_up_a_body_that_the_report_names() -> None:
    # The council of deputies met. The head of the council of deputies spoke
    text = "اجتمع مجلس النواب. وتحدث رئيس مجلس  النواب."
    lexicon = default_lexicon()
    parties = scene(
        text, ("office", "role", ("رئيس مجلس  النواب",)), ("body", "organisation", ("مجلس النواب",))
    ).parties
    found = complete(analyse(text, lexicon), parties, lexicon)
    assert {e.id for e in found.entities} >= {"office", "body"}


def test_complete_knows_a_body_by_a_word_of_its_name() -> None:
    # The Eastern Belt Forces withdrew. The spokesman for the Belt denied it
    text = "انسحبت قوات الحزام الشرقي. ونفى المتحدث باسم الحزام الخبر."
    lexicon = default_lexicon()
    parties = scene(
        text, ("office", "role", ("المتحدث باسم الحزام",)), ("body", "organisation", ("قوات الحزام الشرقي",))
    ).parties
    entities = tuple(replace(e, name="قوات الحزام الشرقي") if e.id == "body" else e for e in parties.entities)
    found = complete(analyse(text, lexicon), Entities(entities, parties.mentions), lexicon)
    assert [m.text for m in found.mentions if m.entity == "body"] == ["قوات الحزام الشرقي", "الحزام"]


def test_complete_no_man_is_a_tribe() -> None:
    # An official of the Wadi tribe spoke
    text = "تحدث مسؤول من قبيلة الوادي."
    lexicon = default_lexicon()
    parties = scene(text, ("office", "role", ("مسؤول",)), ("tribe", "role", ("قبيلة الوادي",))).parties
    kinds = {e.id: e.kind for e in complete(analyse(text, lexicon), parties, lexicon).entities}
    assert kinds == {"office": "role", "tribe": "organisation"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        # The assistant secretary-general of the movement; the deputy of its secretary-general; its regional director
        ("قال الأمين العام المساعد لحركة الساحل سالم الوادي إن القرار صدر.", "الأمين العام المساعد لحركة الساحل"),
        ("رحبت حركة الساحل بالقرار، وقال نائب أمينها العام سالم الوادي إنه صدر.", "نائب أمينها العام"),
        ("قال المدير الإقليمي لحركة الساحل سالم الوادي إن القرار صدر.", "المدير الإقليمي لحركة الساحل"),
    ],
)
def test_candidates_who_stands_in_for_a_head_belongs(text: str, office: str) -> None:
    found = proposed(text, ("سالم", "person", (office, "سالم الوادي")), ("الحركة", "organisation", ("حركة الساحل",)))
    assert ("member_of", "سالم", "الحركة") in found
    assert ("leads", "سالم", "الحركة") not in found


def test_candidates_king_by_title_is_of_no_unnamed_state() -> None:
    # Nordland welcomed the decision; King Salim received the delegation
    text = "رحبت نوردلاند بالقرار، واستقبل الملك سالم الوفد."
    found = proposed(text, NORDLAND, ("سالم", "person", ("الملك سالم",)))
    assert ("leads", "سالم", "نوردلاند") not in found


def test_candidates_adjective_is_of_the_body_that_it_agrees_with() -> None:
    # The commander of the brigades belonging to the movement was killed
    found = proposed(
        "قتل قائد كتيبة الساحل التابعة للحركة.",
        ("القائد", "role", ("قائد كتيبة الساحل",)),
        ("الكتيبة", "organisation", ("كتيبة الساحل",)),
        ("الحركة", "organisation", ("للحركة",)),
    )
    assert ("part_of", "الكتيبة", "الحركة") in found


def test_candidates_pronoun_agrees_with_whom_it_means() -> None:
    # The organisation claimed the attack near the company through the agency belonging to it (masculine)
    found = proposed(
        "تبنى التنظيم الهجوم قرب شركة النور عبر الوكالة التابعة له.",
        ("التنظيم", "organisation", ("التنظيم",)),
        ("الشركة", "organisation", ("شركة النور",)),
        ("الوكالة", "organisation", ("الوكالة",)),
    )
    assert ("part_of", "الوكالة", "التنظيم") in found
    assert ("part_of", "الوكالة", "الشركة") not in found


def test_candidates_body_behind_an_office_s_adjective() -> None:
    # The media relations officer in the party Yusuf al-Wadi denied it (the phrase was cut before its adjective)
    found = proposed(
        "نفى مسؤول العلاقات الإعلامية في الحزب يوسف الوادي الخبر.",
        ("يوسف", "person", ("مسؤول العلاقات", "يوسف الوادي")),
        ("الحزب", "organisation", ("الحزب",)),
    )
    assert ("member_of", "يوسف", "الحزب") in found


def test_candidates_seat_is_the_body_of_the_office_s_sector() -> None:
    # The Assembly met. The deputy Huda al-Naimi objected
    text = "اجتمع مجلس الساحل أمس. واعترضت النائبة هدى النعيمي على القرار."
    found = scene(
        text,
        ("مجلس الساحل", "organisation", ("مجلس الساحل",)),
        ("هدى", "person", ("النائبة", "هدى النعيمي")),
    )
    entities = tuple(replace(e, sector="LEG") if e.kind == "organisation" else e for e in found.parties.entities)
    seated = open_scene(found.document, Entities(entities, found.parties.mentions), default_lexicon())
    ties = {(c.types[0], c.from_, c.to) for items in candidates(seated, default_lexicon()).values() for c in items}
    assert ("member_of", "هدى", "مجلس الساحل") in ties
    assert all(c.guessed for c in candidates(seated, default_lexicon())["offices"])


def test_candidates_belonging_to_is_no_loyalty() -> None:
    found = proposed(
        "انسحبت الكتيبة التابعة للجيش من البلدة.",
        ("الكتيبة", "organisation", ("الكتيبة",)),
        ("الجيش", "organisation", ("للجيش",)),
    )
    assert ("loyal_to", "الكتيبة", "الجيش") not in found


def test_candidates_a_king_is_in_no_cabinet() -> None:
    # The king received the guests … the cabinet of accord
    found = proposed(
        "استقبل الملك الضيوف، وقالت حكومة الوفاق إن الزيارة ناجحة.",
        ("الملك", "role", ("الملك",)),
        ("حكومة الوفاق", "organisation", ("حكومة الوفاق",)),
    )
    assert ("الملك", "حكومة الوفاق") not in {(from_, to) for _, from_, to in found}


def test_candidates_adjective_inside_a_phrase_is_of_that_phrase_alone() -> None:
    # In Nordland, the parties hostile to the migrants won
    text = "فازت في نوردلاند الأحزاب المعادية للمهاجرين."
    found = proposed(
        text,
        ("نوردلاند", "state", ("نوردلاند",)),
        ("الأحزاب", "group", ("الأحزاب المعادية",)),
        ("المهاجرين", "group", ("للمهاجرين",)),
    )
    assert ("opposes", "الأحزاب", "المهاجرين") in found
    assert ("opposes", "نوردلاند", "المهاجرين") not in found


def test_candidates_plain_words_are_marked() -> None:
    # The factions loyal to Nordland withdrew
    text = "انسحبت الفصائل الموالية لنوردلاند."
    view = scene(text, ("الفصائل", "group", ("الفصائل الموالية",)), ("نوردلاند", "state", ("نوردلاند",)))
    (candidate,) = [c for c in candidates(view, default_lexicon())["cues"] if c.plain]
    assert (candidate.types, candidate.from_, candidate.to) == (("loyal_to",), "الفصائل", "نوردلاند")


def test_candidates_own_state_is_not_replaced_by_the_one_most_spoken_of() -> None:
    # The Nordlandish prime minister met … Turkey … Turkey. The prime minister returned
    text = "التقى رئيس الوزراء الأردني وفد تركيا، وشكر تركيا قبل أن تشكره الأردن. وعاد رئيس الوزراء إلى بلاده."
    start = text.rindex("رئيس الوزراء")
    lexicon = default_lexicon()
    first = scene(
        text,
        ("رئيس الوزراء الأردني", "role", ("رئيس الوزراء الأردني",)),
        ("تركيا", "state", ("تركيا",)),
        ("الأردن", "state", ("الأردن.",)),
    ).parties
    again = Mention(start, start + len("رئيس الوزراء"), "رئيس الوزراء", "رئيس الوزراء الأردني")
    turkey = Mention(text.rindex("تركيا"), text.rindex("تركيا") + 5, "تركيا", "تركيا")
    mentions = sorted([*first.mentions, turkey, again], key=lambda m: (m.start, -m.end))
    view = open_scene(analyse(text, lexicon), Entities(first.entities, tuple(mentions)), lexicon)
    ends = {(c.from_, c.to) for c in candidates(view, lexicon)["offices"]}
    assert ("رئيس الوزراء الأردني", "الأردن") in ends
    assert ("رئيس الوزراء الأردني", "تركيا") not in ends


def test_candidates_state_is_not_implied_of_another_country_s_man() -> None:
    # Turkey welcomed the step. The Jordanian minister Salim … The head of government Salim al-Wardi
    text = "رحبت تركيا بالخطوة. وجاء الوزير الأردني سليم. وقال رئيس الحكومة سليم الوردي إنه متفائل."
    found = proposed(
        text,
        ("تركيا", "state", ("تركيا",)),
        ("سليم", "person", ("الوزير الأردني", "رئيس الحكومة", "سليم الوردي")),
    )
    assert ("leads", "سليم", "تركيا") not in found


def test_candidates_party_named_within_a_phrase_taken_for_a_body() -> None:
    # Al-Wardi spoke. Al-Nasiri allied himself with al-Wardi (read as one body: «an alliance with al-Wardi»)
    text = "تكلم الوردي أمس. والناصري تحالف مع الوردي."
    found = proposed(
        text,
        ("الوردي", "person", ("الوردي",)),
        ("الناصري", "person", ("الناصري",)),
        ("تحالف", "organisation", ("تحالف مع الوردي",)),
    )
    assert ("allied_with", "الناصري", "الوردي") in found


def test_candidates_forces_named_by_the_last_name() -> None:
    # Salim al-Wardi spoke. The forces of al-Wardi advanced
    text = "تكلم سليم الوردي أمس. وتقدمت قوات الوردي نحو البلدة."
    found = proposed(text, ("سليم الوردي", "person", ("سليم الوردي",)), ("القوات", "organisation", ("قوات الوردي",)))
    assert ("loyal_to", "القوات", "سليم الوردي") in found


def test_candidates_both_parties_far_from_the_word() -> None:
    # Salim son of Harith and Khalid son of Matar and … supported: the end of a long list of long names
    names = ["سالم بن حارث", "خالد بن مطر", "فهد بن قرن", "ماجد بن عمر", "نايف بن سالم", "بدر بن واد"]
    found = proposed(f"ناصر {' و'.join(names)} أمس.", *((name, "person", (name,)) for name in names))
    assert ("backs", "نايف بن سالم", "بدر بن واد") in found


def test_candidates_no_tie_behind_a_negation_or_of_an_office_no_longer_held() -> None:
    text = "الشركة لم تمول الحزب، وقال رئيس الحزب السابق عمر الناصري إنه راض."
    found = proposed(
        text,
        ("الشركة", "organisation", ("الشركة",)),
        ("الحزب", "organisation", ("الحزب",)),
        ("عمر", "person", ("رئيس الحزب السابق", "عمر الناصري")),
    )
    assert found == set()


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("وصل عمر الناصري، رئيس لجنة الدفاع، إلى العاصمة.", "رئيس لجنة الدفاع"),
        ("قال النائب بالبرلمان عن الساحل، عمر الناصري، إن الجلسة أجلت.", "النائب بالبرلمان عن الساحل"),
        ("قال عمر الناصري، وهو قيادي في الحركة، إن الجلسة أجلت.", "قيادي في الحركة"),
    ],
)
def test_join_an_office_to_the_name_beside_it(text: str, office: str) -> None:
    parties = scene(text, ("office", "role", (office,)), ("عمر", "person", ("عمر الناصري",))).parties
    lexicon = default_lexicon()
    assert {m.entity for m in join(analyse(text, lexicon), parties, lexicon).mentions} == {"عمر"}


def test_join_a_title_to_the_name_behind_it_not_to_another() -> None:
    # President Salim al-Wadi left. President al-Nasiri came (the second title was joined to the first man)
    text = "غادر الرئيس سالم الوادي، ثم وصل الرئيس الناصري."
    parties = scene(text, ("سالم", "person", ("سالم الوادي",)), ("عمر", "person", ("الناصري",))).parties
    titles = tuple(
        replace(m, start=start, end=start + len("الرئيس"), text="الرئيس", entity="سالم")
        for m, start in zip(parties.mentions, (text.index("الرئيس"), text.rindex("الرئيس")), strict=True)
    )
    mentions = tuple(sorted((*parties.mentions, *titles), key=lambda m: m.start))
    lexicon = default_lexicon()
    found = join(analyse(text, lexicon), Entities(parties.entities, mentions), lexicon)
    assert [m.entity for m in found.mentions] == ["سالم", "سالم", "عمر", "عمر"]


def test_join_leaves_who_becomes_something_apart() -> None:
    # Omar al-Nasiri spoke in the hall, speaking
    text = "تكلم عمر الناصري متحدثا في القاعة."
    parties = scene(text, ("office", "role", ("متحدثا",)), ("عمر", "person", ("عمر الناصري",))).parties
    lexicon = default_lexicon()
    assert join(analyse(text, lexicon), parties, lexicon) == parties


def test_join_leaves_another_behind_a_conjunction_apart() -> None:
    # The head of government and the poet Omar al-Nasiri met
    text = "التقى رئيس الحكومة وعمر الناصري."
    parties = scene(text, ("office", "role", ("رئيس الحكومة",)), ("عمر", "person", ("عمر الناصري",))).parties
    lexicon = default_lexicon()
    assert join(analyse(text, lexicon), parties, lexicon) == parties


def test_candidates_commander_by_pronoun_leads() -> None:
    # The Border Brigade called for calm; its commander Samir al-Wadi said
    found = proposed(
        "ناشد لواء الحدود الطرفين التهدئة، وأعلن قائده سمير الوادي النتائج.",
        ("لواء الحدود", "organisation", ("لواء الحدود",)),
        ("سمير الوادي", "person", ("قائده", "سمير الوادي")),
    )
    assert ("leads", "سمير الوادي", "لواء الحدود") in found


def test_candidates_minister_is_a_member_of_his_ministry() -> None:
    # The ministry of education objected; the minister of education Samir al-Wadi refused
    view = scene(
        "اعترضت وزارة التربية على القرار. ورفض وزير التربية سمير الوادي التعليق.",
        ("وزارة التربية", "organisation", ("وزارة التربية",)),
        ("سمير الوادي", "person", ("وزير التربية", "سمير الوادي")),
    )
    found = [c for c in candidates(view, default_lexicon())["offices"] if c.to == "وزارة التربية"]
    assert {c.types for c in found} == {("member_of",)}


def test_candidates_pronoun_on_an_apposed_noun_is_another_party_s() -> None:
    # Nordland expressed its solidarity with Southland, its first ally
    ties = {
        frozenset(tie[1:])
        for tie in proposed(
            "أعربت نوردلاند عن تضامنها مع سودلاند، حليفتها الأولى.",
            NORDLAND,
            ("سودلاند", "state", ("سودلاند",)),
            ("حليفتها", "role", ("حليفتها الأولى",)),
        )
        if tie[0] == "allied_with"
    }
    assert ties == {frozenset(["سودلاند", "نوردلاند"])}


def test_candidates_preposition_behind_a_verb_s_subject_is_the_verb_s() -> None:
    # Samir al-Wadi welcomed the council's decision; Huda al-Naimi of the council spoke
    parties: tuple[Party, ...] = (("سمير", "person", ("سمير الوادي",)), ("المجلس", "organisation", ("بالمجلس",)))
    assert not proposed("رحب سمير الوادي بالمجلس في بيان.", *parties)
    assert proposed("تحدث أمس سمير الوادي بالمجلس في بيان.", *parties)
