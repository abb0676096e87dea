# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Attribution: cue, source, content, intermediaries and qualities of claims."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model import Claim, Entity, Mention, Report
from tawatur.model.records import EntityKind
from tawatur.reading.claims import annotate
from tawatur.reading.claims.forms import Forms
from tawatur.reading.claims.quotes import find
from tawatur.reading.parties import Entities
from tawatur.reading.reader import default_reader
from tawatur.text.document import analyse
from tawatur.text.normalize import fold

LEXICON = default_lexicon()
Party = tuple[tuple[str, ...], EntityKind]


def parties(text: str, *named: Party) -> Entities:
    """The entities of a sentence: for each its names, all their occurrences, and its kind."""
    entities, mentions = [], []
    for number, (names, kind) in enumerate(named, start=1):
        entities.append(Entity(f"n{number}", names[0], kind))
        for name in names:
            at = text.find(name)
            while at >= 0:
                mentions.append(Mention(at, at + len(name), name, f"n{number}"))
                at = text.find(name, at + 1)
    return Entities(tuple(entities), tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))


def read(text: str, *named: Party) -> tuple[Claim, ...]:
    return annotate(analyse(text, LEXICON), parties(text, *named), LEXICON)


def one(text: str, *named: Party) -> Claim:
    claims = read(text, *named)
    assert len(claims) == 1, [c.cue.text for c in claims]
    return claims[0]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with one claim: its cue, source (None where dropped) and content as written."""

    text: str
    cue: str
    source: str | None
    content: str
    mode: str = "indirect"


CASES = {
    # The defence minister said that the forces will stay in the city.
    "verb first": Case(
        "قال وزير الدفاع سالم الكرخي إن القوات ستبقى في المدينة حتى نهاية العام.",
        "قال",
        "وزير الدفاع سالم الكرخي",
        "القوات ستبقى في المدينة حتى نهاية العام",
    ),
    # And he added that the crossing opens on Sunday morning.
    "dropped": Case("وأضاف أن المعبر سيفتح صباح الأحد.", "أضاف", None, "المعبر سيفتح صباح الأحد"),
    # But the police spokesman said the inquiry is not over yet.
    "subject first": Case(
        "لكن المتحدث باسم الشرطة قال إن التحقيق لم ينته بعد.",
        "قال",
        "المتحدث باسم الشرطة",
        "التحقيق لم ينته بعد",
    ),
    # The forces left the hill on Monday at dawn, according to a security source.
    "phrase after": Case(
        "انسحبت القوات من التل فجر الاثنين، وفقا لمصدر أمني.",
        "وفقا",
        "مصدر أمني",
        "انسحبت القوات من التل فجر الاثنين",
    ),
    # According to Reuters the talks resume next week.
    "phrase before": Case(
        "وبحسب وكالة رويترز، فإن المفاوضات ستستأنف الأسبوع المقبل.",
        "بحسب",
        "وكالة رويترز",
        "المفاوضات ستستأنف الأسبوع المقبل",
    ),
    # Fire broke out in a fuel store near the port, as the municipality confirmed.
    "phrase with verb": Case(
        "اندلع حريق في مستودع للوقود قرب الميناء، بحسب ما أكدته بلدية المدينة.",
        "بحسب ما أكدته",
        "بلدية المدينة",
        "اندلع حريق في مستودع للوقود قرب الميناء",
    ),
    # The health ministry announced the death of seven people in the shelling.
    "noun phrase": Case(
        "أعلنت وزارة الصحة مقتل سبعة أشخاص في القصف.", "أعلنت", "وزارة الصحة", "مقتل سبعة أشخاص في القصف"
    ),
    # The mayor said: we will not leave our homes whatever happens. (guillemets)
    "guillemets": Case(
        "وقالت رئيسة البلدية ليلى الحداد «لن نغادر بيوتنا مهما حدث».",
        "قالت",
        "رئيسة البلدية ليلى الحداد",
        "لن نغادر بيوتنا مهما حدث",
        "direct",
    ),
    # The deputy said: the government is very late in paying salaries. (straight quotes, colon)
    "straight quotes": Case(
        'قال النائب فؤاد المقدم: "الحكومة تأخرت كثيرا في دفع الرواتب".',
        "قال",
        "النائب فؤاد المقدم",
        "الحكومة تأخرت كثيرا في دفع الرواتب",
        "direct",
    ),
    # He said: we return tomorrow. (the quotation is never closed)
    "unclosed quotation": Case('قال الوزير "سنعود غدا', "قال", "الوزير", "سنعود غدا", "direct"),
    # CNN said that the ship sank: its letters are no complementiser.
    "spelt letters": Case("قالت شبكة سي إن إن إن السفينة غرقت.", "قالت", "شبكة سي إن إن", "السفينة غرقت"),
    "spelt with stops": Case("قالت شبكة (سي.إن.إن) إن السفينة غرقت.", "قالت", "شبكة (سي.إن.إن)", "السفينة غرقت"),
    # The bloc's head held the law to be "a blow to the judiciary".
    "quotation inside": Case(
        "اعتبر رئيس الكتلة أن القانون «ضربة للقضاء».", "اعتبر", "رئيس الكتلة", "القانون «ضربة للقضاء»", "direct"
    ),
    # The organisation warned that famine is imminent.
    "warning with clause": Case("حذرت المنظمة من أن المجاعة باتت وشيكة.", "حذرت", "المنظمة", "المجاعة باتت وشيكة"),
    # The minister added, saying the budget will not change: one claim, not two.
    "verb repeated": Case("وأضاف الوزير قائلا إن الموازنة لن تتغير.", "أضاف", "الوزير", "الموازنة لن تتغير"),
    # A UN report revealed that half of the people need food: the source is the document.
    "document": Case(
        "كشف تقرير للأمم المتحدة أن نصف السكان بحاجة إلى الغذاء.",
        "كشف",
        "تقرير للأمم المتحدة",
        "نصف السكان بحاجة إلى الغذاء",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_claims_cue_source_content(case: Case) -> None:
    claim = one(case.text, ((case.source,), "role")) if case.source else one(case.text)
    assert claim.content is not None
    assert (claim.cue.text, claim.source.text, claim.content.text) == (case.cue, case.source, case.content)
    assert claim.mode == case.mode
    for span in (claim.cue, claim.content):
        assert case.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "تبين أن السيارة كانت مسروقة منذ شهر.",  # it turned out that the car had been stolen
        "يذكر أن المدينة شهدت هجمات مماثلة العام الماضي.",  # it is worth mentioning that …
        "التقى الوزير وفدا من التجار صباح اليوم في مكتبه.",  # the minister met traders
        "",
        '؟!،؛ «» ""',
    ],
    ids=["impersonal turned out", "impersonal mention", "no cue", "empty", "marks only"],
)
def test_claims_none(text: str) -> None:
    assert read(text) == ()


def test_claims_running_speaker_keeps_entity() -> None:
    # The minister said the crossing is open. He added traffic is normal, pointing out that convoys arrived.
    text = "قال الوزير سالم الكرخي إن المعبر مفتوح. وأضاف أن الحركة طبيعية، مشيرا إلى أن القوافل وصلت."
    claims = read(text, (("سالم الكرخي",), "person"))
    assert [c.source.entity for c in claims] == ["n1", "n1", "n1"]
    assert [c.source.text for c in claims[1:]] == [None, None]
    assert [c.content.text for c in claims if c.content] == ["المعبر مفتوح", "الحركة طبيعية", "القوافل وصلت"]


def test_claims_participle_agrees_with_speaker() -> None:
    # The spokeswoman said the truce holds, adding that both sides keep it.
    text = "قالت المتحدثة هناء الربيعي إن الهدنة قائمة، مضيفة أن الطرفين ملتزمان بها."
    first, second = read(text, (("هناء الربيعي",), "person"))
    assert (second.cue.text, second.source.entity) == ("مضيفة", "n1")
    assert first.content is not None
    assert first.content.text == "الهدنة قائمة"


def test_claims_two_speakers_in_one_sentence() -> None:
    # The army spokesman said a barracks was hit, while the village council stressed the victims are civilians.
    text = "وقال الناطق العسكري إن القصف أصاب ثكنة، بينما أكدت بلدية القرية أن الضحايا مدنيون."
    claims = read(text, (("الناطق العسكري",), "role"), (("بلدية القرية",), "organisation"))
    assert [(c.source.entity, c.content.text) for c in claims if c.content] == [
        ("n1", "القصف أصاب ثكنة"),
        ("n2", "الضحايا مدنيون"),
    ]


def test_claims_quotation_runs_over_sentences() -> None:
    # The lawyer said his client is innocent. He went on: he did not leave home. We have witnesses.
    text = 'قال المحامي إن موكله بريء. وتابع: "لم يغادر منزله تلك الليلة. لدينا شهود على ذلك."'
    claim = read(text, (("المحامي",), "role"))[1]
    assert claim.content is not None
    assert claim.content.text == "لم يغادر منزله تلك الليلة. لدينا شهود على ذلك"
    assert (claim.mode, claim.source.entity) == ("direct", "n1")


def test_claims_question_inside_a_quotation() -> None:
    # A militia member told Reuters: "They were angry." He added: "An envoy asked: do you want a war?"
    text = 'قال عضو في الفصيل لرويترز إنهم "كانوا غاضبين". وأضاف أن "مبعوثا سأل: هل تريدون حربا؟"، ثم خرج.'
    claims = read(text, (("عضو في الفصيل",), "role"), (("رويترز",), "organisation"), (("مبعوثا",), "role"))
    asked = claims[-1]
    assert asked.content is not None
    assert (asked.cue.text, asked.stance, asked.content.text) == ("سأل", "asks", "هل تريدون حربا")
    assert [v.entity for v in asked.via] == ["n2", "n1"]


VIA = {
    # Anadolu reported from a local official that the bridge is destroyed.
    "relayed": (
        "نقلت وكالة الأناضول عن مسؤول محلي قوله إن الجسر دمر بالكامل.",
        "مسؤول محلي",
        "وكالة الأناضول",
    ),
    # A medical source told AFP that the hospital received twenty wounded.
    "told to": ("قال مصدر طبي لوكالة فرانس برس إن المستشفى استقبل عشرين جريحا.", "مصدر طبي", "وكالة فرانس برس"),
    # The paper reported, quoting informed sources, that the deal is off.
    "quoting": ("ذكرت صحيفة الوطن نقلا عن مصادر مطلعة أن الصفقة ألغيت.", "مصادر مطلعة", "صحيفة الوطن"),
}


@pytest.mark.parametrize(("text", "source", "via"), VIA.values(), ids=VIA)
def test_claims_via(text: str, source: str, via: str) -> None:
    claim = one(text, ((source,), "role"), ((via,), "organisation"))
    assert (claim.source.text, claim.source.entity) == (source, "n1")
    assert [(v.text, v.entity) for v in claim.via] == [(via, "n2")]
    assert text[claim.via[0].start : claim.via[0].end] == via


WHO = {
    "office-holder": ("قال وزير الدفاع إن الحدود آمنة.", False, 1),  # the defence minister
    "witness": ("قال شاهد عيان إن المسلحين فروا نحو النهر.", True, 1),  # an eyewitness
    "officials": ("وقال مسؤولون إن المساعدات وصلت.", True, None),  # officials
    "five officials": ("قال خمسة مسؤولين محليين إن الطريق ملغم.", True, 5),  # five local officials
    "two sources": ("وأفاد مصدران أمنيان بأن العملية انتهت.", True, 2),  # two security sources
}


def test_claims_who_was_not_named_at_first_stays_unnamed() -> None:
    text = "قال مسؤولان أمنيان إن الطريق قطعت ليلا. وأضاف المسؤولان أن حركة السير عادت صباحا."
    claims = read(text, (("مسؤولان أمنيان", "المسؤولان"), "group"))
    assert [(c.source.text, c.anonymous) for c in claims] == [("مسؤولان أمنيان", True), ("المسؤولان", True)]


@pytest.mark.parametrize(("text", "anonymous", "count"), WHO.values(), ids=WHO)
def test_claims_anonymity_and_number(text: str, anonymous: bool, count: int | None) -> None:
    claim = one(text)
    assert (claim.anonymous, claim.count) == (anonymous, count)


def test_claims_basis() -> None:
    # A senior official who asked not to be named said the agreement is ready.
    claim = one("وقال مسؤول كبير طلب عدم الكشف عن هويته إن الاتفاق جاهز للتوقيع.")
    assert claim.basis == "طلب عدم الكشف عن هويته"
    assert claim.anonymous


STANCES = {
    "denies": ("نفى حزب الشعب أن يكون قد طلب تأجيل الانتخابات.", "denies"),  # the party denied having asked …
    "asks": ("وتساءل النائب: «هل دفعت الحكومة ثمن هذه الصفقة؟».", "asks"),  # the deputy wondered whether …
    "asserts": ("أكد المتحدث أن المدارس ستفتح غدا.", "asserts"),  # the spokesman affirmed …
}


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES)
def test_claims_stance(text: str, stance: str) -> None:
    assert one(text).stance == stance


def test_claims_responsibility_is_a_claim() -> None:
    # The group claimed the attack on the checkpoint.
    claim = one("تبنى تنظيم الراية الهجوم على الحاجز.", (("تنظيم الراية",), "organisation"))
    assert (claim.cue.text, claim.source.entity, claim.rule) == ("تبنى", "n1", "تبنى")


def test_claims_confidence_is_a_probability() -> None:
    for case in CASES.values():
        named = [((case.source,), "role")] if case.source else []
        assert 0.0 < one(case.text, *named).confidence < 1.0


def test_claims_own_outlet_is_no_intermediary() -> None:
    # A medical source told Reuters that the hospital received twenty wounded: in a report of Reuters, and of another.
    text = "قال مصدر طبي لرويترز إن المستشفى استقبل عشرين جريحا."
    entities = parties(text, (("مصدر طبي",), "role"), (("رويترز",), "organisation"))
    document = analyse(text, LEXICON)
    for outlet, via in (("Reuters", []), ("رويترز", []), ("صحيفة المدار", ["رويترز"]), (None, ["رويترز"])):
        (claim,) = annotate(document, entities, LEXICON, outlet)
        assert [v.text for v in claim.via] == via


def test_claims_words_that_only_look_like_cues() -> None:
    # Among them the mayor; the principle of equality: «بينهم» is not «بيّن», «مبدأ» not «مبديا».
    assert read("وصل عشرون شخصا بينهم رئيس البلدية إلى القاعة.") == ()
    assert read("ينص الاتفاق على مبدأ المساواة.", (("الاتفاق",), "organisation")) == ()


def test_claims_same_input_same_claims() -> None:
    text = " ".join(case.text for case in CASES.values())
    assert read(text) == read(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='قال وأضاف أن إن «»"“”:،.\n مصدرلـ()-؟', max_size=120))
def test_claims_any_text_gives_spans_inside_it(text: str) -> None:
    for claim in read(text):
        spans = [claim.cue, claim.content, *claim.via]
        for span in spans:
            assert span is not None
            assert text[span.start : span.end] == span.text != ""


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_claims_any_unicode(text: str) -> None:
    read(text)


def test_claims_long_line() -> None:
    text = "قال مصدر إن الأمر كذلك " * 2000
    assert len(read(text)) > 0


FORMS = {
    "قالت": ("قال", "past", "f", "s"),  # she said
    "نفوا": ("نفى", "past", "m", "p"),  # they denied
    "يؤكدون": ("أكد", "present", "m", "p"),  # they affirm
    "مضيفة": ("أضاف", "participle", "f", "s"),  # adding (she)
    "نافيا": ("نفى", "participle", "m", "s"),  # denying (he)
    "ووصفته": ("وصف", "past", "f", "s"),  # and she described it
}


@pytest.mark.parametrize(("word", "expected"), FORMS.items(), ids=FORMS)
def test_claims_forms(word: str, expected: tuple[str, str, str, str]) -> None:
    form = LEXICON.compiled("tests.forms", Forms).of(fold(word))[0]
    assert (form.cue, form.shape, form.gender, form.number) == expected


QUOTES = {
    "guillemets": ("قال «نعم» ثم خرج", ["نعم"]),
    "straight": ('قال "نعم" ثم "لا"', ["نعم", "لا"]),
    "curly": ("قال “نعم” ثم خرج", ["نعم"]),
    "curly swapped": ("قال ”نعم“ ثم خرج", ["نعم"]),
    "nested": ('قال "إن حزب "الغد" فاز" أمس', ['إن حزب "الغد" فاز', "الغد"]),
    "unclosed": ('قال "نعم ثم خرج', ["نعم ثم خرج"]),
    "orphan": ('خرج" ثم عاد', []),
    "line end": ('قال "نعم\nثم خرج', ["نعم"]),
}


@pytest.mark.parametrize(("text", "inside"), QUOTES.values(), ids=QUOTES)
def test_claims_quotes(text: str, inside: list[str]) -> None:
    document = analyse(text, LEXICON)
    tokens = document.tokens
    found = [text[tokens[q.open].end : tokens[q.close - 1].end] for q in find(document)]
    assert found == inside


def test_claims_the_channel_is_the_own_outlet_until_another_is_named() -> None:
    # A medical source told the channel that nine bodies had arrived
    document = analyse("قال مصدر طبي للقناة إن تسعة جثامين وصلت إلى المستشفى.", LEXICON)
    for outlet, via in (("قناة المنارة", []), ("صحيفة المدار", ["للقناة"])):
        (claim,) = annotate(document, Entities(), LEXICON, outlet)
        assert [v.text for v in claim.via] == via


def vias(text: str, outlet: str | None = None, *named: Party) -> list[list[str]]:
    claims = annotate(analyse(text, LEXICON), parties(text, *named), LEXICON, outlet)
    return [[via.text for via in claim.via] for claim in claims]


@pytest.mark.parametrize(
    "outlet", ["alriyadh", "www.alriyadh.com", "https://alriyadh.com/", "Al Riyadh", "صحيفة الرياض"]
)
def test_claims_own_outlet_by_host_and_label(outlet: str) -> None:
    # A medical source told the newspaper Al Riyadh that the hospital received twenty wounded.
    text = "قال مصدر طبي لصحيفة الرياض إن المستشفى استقبل عشرين جريحا."
    assert vias(text, outlet) == [[]]
    assert vias(text, "aawsat") == [["صحيفة الرياض"]]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        # An eyewitness from Reuters said that he saw the building burn: Reuters is in the source, none between.
        pytest.param("وقال شاهد من رويترز إنه رأى المبنى يحترق.", [[]], id="in the source"),
        # The minister said, commenting on what the paper had published, that the report is false.
        pytest.param("وقال الوزير سالم تعليقا على ما نشرته صحيفة البلاد إن التقرير كاذب.", [[]], id="told of"),
        # The deputy told the network (CBT) that the budget will not pass: letters with stops between brackets.
        pytest.param("وقال النائب لشبكة (سي.بي.تي) إن الموازنة لن تمر.", [["شبكة (سي.بي.تي)"]], id="brackets"),
        # The president wrote on his page on «Face book» that the city is freed: a platform relays nothing.
        pytest.param("أكد الرئيس في منشور على صفحته في «فيس بوك» أن المدينة محررة.", [[]], id="platform"),
        # The ministry denied an attack on the town, and the shelling killed seven, according to the agency.
        pytest.param(
            "نفت وزارة الدفاع شن هجوم على البلدة وأوقع القصف سبعة قتلى وفقا لوكالة المدار.", [[]], id="joined clause"
        ),
        # The ministry announced the death of seven soldiers, according to the agency.
        pytest.param(
            "أعلنت وزارة الدفاع مقتل سبعة جنود، وفقا لوكالة المدار.", [["وكالة المدار"]], id="no other clause"
        ),
    ],
)
def test_claims_via_only_who_relays(text: str, via: list[list[str]]) -> None:
    assert vias(text, None, (("وكالة المدار",), "organisation")) == via


def test_claims_a_joined_clause_is_its_own_teller_s() -> None:
    # The ministry denied an attack on the town yesterday, and seven were killed, according to the agency.
    text = "نفت وزارة الدفاع هجوما على بلدة الزهراء وقع أمس وأوقع سبعة قتلى، وفقا لوكالة المدار."
    denied, killed = read(text, (("وزارة الدفاع",), "organisation"), (("وكالة المدار",), "organisation"))
    assert denied.content is not None
    assert killed.content is not None
    assert (denied.content.text, denied.via) == ("هجوما على بلدة الزهراء وقع أمس", ())
    assert (killed.source.text, killed.content.text) == ("وكالة المدار", "أوقع سبعة قتلى")


def test_claims_a_programme_s_name_is_no_content() -> None:
    # The deputy told the programme «Evening Meeting» that the government will fall.
    claim = one("وقال النائب لبرنامج «لقاء المساء» إن «الحكومة ستسقط قريبا».", (("النائب",), "role"))
    assert claim.content is not None
    assert claim.content.text == "الحكومة ستسقط قريبا"


def test_claims_no_complementiser_is_a_source() -> None:
    # He said that the deputy knows his rival.
    claims = read("وقالت المصادر إن الوضع هادئ. وقالت إن بشار المرزوق يدرك قوة خصمه.", (("المصادر",), "group"))
    assert claims[-1].source.text is None


@pytest.mark.parametrize(
    ("participle", "content"),
    [("مشددا على", "سرعة فتح المعبر"), ("مؤكدا أن", "المعبر سيفتح"), ("منوها بـ", "جهود الأهالي")],
)
def test_claims_participle_after_a_stop(participle: str, content: str) -> None:
    # The governor said the road is safe. Stressing the need to open the crossing soon.
    text = f"قال المحافظ سالم الكرخي إن الطريق آمن. {participle} {content} خلال الأسبوع المقبل.".replace("ـ ", "")
    claims = read(text, (("سالم الكرخي",), "person"))
    assert [claim.source.entity for claim in claims] == ["n1", "n1"]
    assert claims[1].cue.text == participle.split()[0]


def test_claims_saying_behind_an_act_is_a_claim_of_its_own() -> None:
    # The movement claimed responsibility for the attack on the market, saying that it struck foreign forces.
    text = "أعلنت الحركة المسؤولية عن هجوم الأحد على نقطة التفتيش قرب السوق قائلة إنها استهدفت قوات أجنبية."
    claims = read(text, (("الحركة",), "organisation"))
    assert [claim.cue.text for claim in claims] == ["أعلنت", "قائلة"]
    assert claims[1].source.entity == "n1"


def test_claims_who_is_only_told_of_does_not_speak() -> None:
    # The deputy said: «You are a government of rubbish.» And he stressed that the army must not face the people.
    text = "قال النائب فؤاد المقدم: «أنتم حكومة النفايات». وشدد على أن الجيش لا يوضع في مواجهة الناس."
    claims = read(text, (("فؤاد المقدم",), "person"), (("حكومة النفايات",), "group"))
    assert [claim.source.entity for claim in claims] == ["n1", "n1"]


def test_claims_a_name_behind_a_rank_is_who_holds_the_office() -> None:
    # The commander of the guard in the sector, Colonel Salim al-Karkhi, said the border is safe and calm.
    text = "أكد قائد حرس الحدود في قطاع الوادي العقيد سالم الكرخي أن الحدود آمنة، مشيرا إلى أن الوضع هادئ."
    claims = read(text, (("قائد حرس الحدود",), "role"), (("سالم الكرخي",), "person"))
    assert [claim.source.entity for claim in claims] == ["n2", "n2"]


def test_claims_what_tells_of_the_speaker_is_not_what_he_says() -> None:
    # The two officials, who asked not to be named as they may not speak to the press, added that the road is closed.
    text = "وأضاف المسؤولان، اللذان طلبا عدم ذكر اسميهما لأنهما غير مخولين بالحديث إلى الصحافة، أن الطريق مغلق."
    claim = one(text, (("المسؤولان",), "role"))
    assert claim.content is not None
    assert claim.content.text == "الطريق مغلق"


def test_claims_a_source_ends_before_what_is_judged() -> None:
    # The minister Salim al-Karkhi called these unreal statements interference in the affairs of the country.
    text = "اعتبر الوزير سالم الكرخي هذه التصريحات غير الواقعية بأنها تدخل في شؤون البلاد."
    assert one(text, (("سالم الكرخي",), "person")).source.text == "الوزير سالم الكرخي"


def test_claims_what_is_stressed_is_no_source() -> None:
    # The ambassador said relations are good. He stressed the coordination of both countries in this.
    text = "قال السفير سالم الكرخي إن العلاقات جيدة. وشدد على التنسيق المصري الليبي في هذا الشأن."
    claims = read(text, (("سالم الكرخي",), "person"), (("التنسيق المصري الليبي",), "organisation"))
    assert {claim.source.entity for claim in claims} == {"n1"}


@pytest.mark.parametrize(("outlet", "relayed"), [("قناة الساحل", []), ("صحيفة الساحل", ["القناة"])])
def test_claims_the_outlet_that_prints_relays_nothing_to_itself(outlet: str, relayed: list[str]) -> None:
    # The channel quoted a medical source as saying that the hospital received nine bodies.
    text = "ونقلت القناة عن مصدر طبي قوله إن المستشفى استقبل تسع جثث."
    (claim,) = annotate(analyse(text, LEXICON), parties(text, (("مصدر طبي",), "role")), LEXICON, outlet)
    assert [via.text for via in claim.via] == relayed


JOINED = {
    # The workers asked for their wages, the ministry replied that all were paid; the report has it that all were paid
    "replied": ("طالب العمال بأجورهم، وردت الوزارة بأن الأجور صرفت كاملة.", "ردت", "الوزارة"),
    "in-a-report": ("ورد في التقرير أن الأجور صرفت كاملة.", "ورد", "التقرير"),
}


@pytest.mark.parametrize(("text", "cue", "source"), JOINED.values(), ids=JOINED)
def test_claims_and_with_a_verb_that_looks_like_one_with_it(text: str, cue: str, source: str) -> None:
    claim = next(c for c in read(text, (("الوزارة",), "organisation")) if "صرفت" in c.content.text)
    assert claim.cue.text == cue
    assert claim.source.text == source


SPOKE = {
    "held-to": "تمسك الوزير بأن الأجور صرفت كاملة.",  # the minister held to it that the wages were paid
    "confided": "أسرّ الوزير للصحفيين بأن الأجور صرفت كاملة.",  # confided to journalists
    "pleaded": "تذرع الوزير بأن الأجور صرفت كاملة.",  # gave as his excuse
    "no-more-than": 'اكتفى الوزير بالقول إن "الأجور صرفت كاملة".',  # said no more than
}


@pytest.mark.parametrize("text", SPOKE.values(), ids=SPOKE)
def test_claims_rarer_verbs_of_speech(text: str) -> None:
    claim = one(text, (("الوزير",), "role"))
    assert claim.source.text == "الوزير"
    assert claim.content.text.startswith("الأجور")


BY_SAYING = {
    "went-on": ("ومضى الوزير بالقول إن الأجور صرفت كاملة.", "الوزير"),  # the minister went on by saying
    "answered": ('رد الوزير على معارضيه بالقول: "الأجور صرفت كاملة".', "الوزير"),  # answered his opponents
    "closed": ("وختم الوزير كلمته بالقول إن الأجور صرفت كاملة.", "الوزير"),  # closed his speech
    "commented": ('علق الوزير على ذلك بقوله "الأجور صرفت كاملة".', "الوزير"),  # commented on it in his words
}


@pytest.mark.parametrize(("text", "source"), BY_SAYING.values(), ids=BY_SAYING)
def test_claims_by_saying_is_always_a_claim(text: str, source: str) -> None:
    claim = one(text, (("الوزير",), "role"))
    assert claim.source.text == source
    assert claim.content.text.startswith("الأجور")
    assert claim.confidence >= 0.5


def test_claims_by_word_and_deed_is_none() -> None:
    # The organisation condemns violence by word and deed, if there is any.
    assert not [c for c in read("نددت المنظمة بالعنف بالقول والفعل أيا كان.") if c.confidence >= 0.5]


def test_claims_a_source_in_quotation_marks_has_both_or_none() -> None:
    # Al-Wardi made clear in a speech: «The road does not pass through the city».
    claim = one('وأوضح "الوردي" في كلمة نشرها: "الطريق لا يمر بالمدينة".', (("الوردي",), "person"))
    assert claim.source.text == "الوردي"


def test_claims_who_denies_a_claim_did_not_relay_it() -> None:
    # The group claimed to have shot down a plane, but the army denied that.
    text = "زعم التنظيم أنه أسقط طائرة، لكن الجيش نفى ذلك."
    claims = read(text, (("التنظيم",), "organisation"), (("الجيش",), "organisation"))
    claimed = next(claim for claim in claims if claim.cue.text == "زعم")
    assert claimed.via == ()


def test_claims_what_joins_content_to_its_cue_is_no_part_of_it() -> None:
    # Five civilians were killed in the shelling, as a doctor in the hospital said.
    claim = one("قتل خمسة مدنيين في القصف، كما قال طبيب في المستشفى.", (("طبيب في المستشفى",), "role"))
    assert claim.content.text == "قتل خمسة مدنيين في القصف"


def test_claims_a_source_ends_before_what_tells_again_that_he_speaks() -> None:
    # The agency quoted the minister as denying that the government had resigned.
    claims = read("ونقلت الوكالة عن الوزير نفيه أن تكون الحكومة قد استقالت.", (("الوزير",), "role"))
    assert "الوزير" in [claim.source.text for claim in claims]
    # The spokeswoman of the police said, according to the agency al-Madar, that the forces had entered the city.
    text = "قالت المتحدثة باسم الشرطة بحسب وكالة المدار إن القوات دخلت المدينة."
    claim = one(text, (("المتحدثة باسم الشرطة",), "role"), (("وكالة المدار",), "organization"))
    assert claim.source.text == "المتحدثة باسم الشرطة"
    assert [via.text for via in claim.via] == ["وكالة المدار"]


def test_claims_who_accuses_ends_before_whom_he_accuses() -> None:
    # The minister accused the opposition of hindering the dialogue.
    text = "اتهم الوزير المعارضة بأنها تعرقل الحوار."
    claim = one(text, (("الوزير",), "role"), (("المعارضة",), "group"))
    assert claim.source.text == "الوزير"


def test_claims_a_statement_is_its_issuer_s() -> None:
    # The ministry said in a statement that the operation ended. The statement added that the council knew of it.
    text = "قالت وزارة الدفاع في بيان إن العملية انتهت. وأضاف البيان أن مجلس الأمن أخطر بها."
    claims = read(text, (("وزارة الدفاع",), "organisation"), (("مجلس الأمن",), "organisation"))
    assert [claim.source.entity for claim in claims] == ["n1", "n1"]


def test_claims_a_statement_is_not_whom_it_speaks_of() -> None:
    # A statement has it that security in the region remains a priority.
    claim = one("وجاء في بيان أن مجلس الأمن سيجتمع غدا.", (("مجلس الأمن",), "organisation"))
    assert claim.source.entity is None


def test_claims_how_somebody_speaks_is_no_source() -> None:
    # He added, directing his speech to the minister: «If you will, resign»; but a senior source said so.
    claims = read('وأضاف موجها خطابه للوزير "إذا أردت فاستقل".', (("الوزير",), "role"))
    assert "موجها" not in [claim.source.text for claim in claims]
    claim = one("لكن مصدرا رفيعا في الحزب استبعد أن يستقيل الوزير.", (("مصدرا رفيعا في الحزب",), "role"))
    assert claim.source.text == "مصدرا رفيعا في الحزب"


def claims(text: str) -> tuple[Claim, ...]:
    """Return the claims of a text with the parties that the reader finds."""
    return default_reader().read(Report("r", text=text, published="2020-03-12")).claims


SOURCES = [
    # The ب of a foreign name is no preposition.
    ("وقال بريان هوك إن العقوبات ستبقى.", "بريان هوك"),
    # Whom «أما» names and «فـ» takes up speaks.
    ("أما صاحب مقهى على الكورنيش فقال إن الحواجز حجبت زبائنه.", "صاحب مقهى على الكورنيش"),
    # About what, and when, he said it is no part of him.
    ("وقال المدرب الإسباني عن ذلك: ربما لا يدرك الناس ما قام به.", "المدرب الإسباني"),
    ("وذكر مسؤولون باكستانيون في وقت سابق أن أربعة مدنيين قتلوا.", "مسؤولون باكستانيون"),
    ("وقال عبد الفتاح في المؤتمر، إن هناك حاجة إلى المال.", "عبد الفتاح"),
    ('وذكرت "وفا" من جانبها إن أربعة فلسطينيين أصيبوا.', "وفا"),
    # Behind «به», the day and a comma stands who said it.
    ("أوقفت الدورية سيارتين، وفق ما صرح به اليوم السبت، العقيد سالم الكرخي.", "العقيد سالم الكرخي"),
    # What stands in quotation marks behind «كما ذكرت» is who says it.
    ('وقتل جنديان في الكمين، كما ذكرت "المدار".', "المدار"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_claims_a_source_is_just_who_speaks(text: str, source: str) -> None:
    assert claims(text)[0].source.text == source


SAYING = [
    # The president answered saying: «…»; the envoy replied to him, saying that.
    'ورد الرئيس الأوكراني ستانيسلاف كوفالينكو قائلا: "لا نخاف أحدا".',
    "فرد عليه المندوب الرواندي إرنست رواموسيو قائلا إن كينشاسا أدارت ظهرها للحوار.",
]


@pytest.mark.parametrize("text", SAYING)
def test_claims_saying_stands_where_its_verb_is_none(text: str) -> None:
    (claim,) = claims(text)
    assert claim.cue is not None
    assert claim.cue.text == "قائلا"


def test_claims_behind_a_comma_that_only_say_who_says_it() -> None:
    # Two soldiers were killed in the ambush, as a military source reported. What he answered to is none.
    (claim,) = claims("قتل جنديان في الكمين، على ما أفاد مصدر عسكري.")
    assert claim.cue is not None
    assert claim.cue.text == "على ما أفاد"
    assert claim.content is not None
    assert claim.content.text == "قتل جنديان في الكمين"
    assert not any(c.cue is not None and "ما" in c.cue.text for c in claims("ورد الوزير على ما أعلنته واشنطن."))


def test_claims_what_and_that_joins_is_said_too() -> None:
    # He stressed that Aden was freed, and that Lahj nearly was, and also that Taiz was half free.
    (claim,) = claims("وأكد المحافظ أن المدينة تحررت بالكامل، وأن لحج على وشك ذلك، كما أن تعز شبه محررة.")
    assert claim.content is not None
    assert claim.content.text == "المدينة تحررت بالكامل، وأن لحج على وشك ذلك، كما أن تعز شبه محررة"


NOT_THE_STATE = [
    # Turkish news reports are not Turkey; those of a hundred drowned migrants are not theirs.
    ("وأفادت تقارير إخبارية تركية بأنه تم العثور على ضابطين مقتولين.", "تركيا"),
    ("وأفادت تقارير بغرق نحو 100 مهاجر أمس قبالة السواحل.", "100 مهاجر"),
]


@pytest.mark.parametrize(("text", "name"), NOT_THE_STATE)
def test_claims_reports_are_nobody_who_is_named_in_them(text: str, name: str) -> None:
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    names = {entity.id: entity.name for entity in reading.entities}
    assert [names.get(claim.source.entity or "") for claim in reading.claims] != [name]


def test_claims_what_is_judged_does_not_judge() -> None:
    # The minister said the signing was a matter of concession, and described the agreement as give and take.
    text = "وقال الوزير ظريف إن التوقيع كان متعلقا بالتنازل، ووصف الاتفاق أمام المجلس بأنه عملية أخذ وعطاء."
    one, other = claims(text)
    assert other.source.text is None
    assert one.source.entity == other.source.entity


def test_claims_the_writer_s_own_words_are_nobody_s_claim() -> None:
    assert claims("وتعليقا على ذلك أقول: إن القناعة قد تتبدل.") == ()


def test_claims_who_claims_an_attack_passed_nothing_on() -> None:
    # The authorities announced that a young man did the attack, which the group claimed.
    text = "أعلنت السلطات التركية أن شابا هو منفذ الهجوم الانتحاري، الاثنين، الذي تبناه تنظيم داعش."
    assert claims(text)[0].via == ()


def test_claims_a_plural_verb_names_who_speaks_itself() -> None:
    # Members of the council said the law was clear. They stressed their wish to hurry.
    one, other = claims("وقال أعضاء المجلس في بيان إن القانون واضح. وأكدوا الحرص على ضرورة التعجيل بذلك.")
    assert other.source.text is None
    assert one.source.entity == other.source.entity


def test_claims_a_notice_is_nobody_who_is_named_in_it() -> None:
    # A press notice of the presidency reported that al-Marzouqi and Abu Sahmain stressed their coordination.
    reading = default_reader().read(
        Report(
            "r", text="وأفاد بلاغ إعلامي لرئاسة الجمهورية، بأن المرزوقي وأبو سهمين أكدا ذلك.", published="2020-03-12"
        )
    )
    names = {entity.id: entity.name for entity in reading.entities}
    assert names[reading.claims[0].source.entity or ""] == "رئاسة الجمهورية"


def test_claims_what_is_added_to_a_statement_of_nobody_is_nobody_s_known() -> None:
    # The statement said that Iran had done nothing. It added that the United States would hold it responsible.
    text = 'وقال البيان: "إيران لم تتصرف لوقف هذه الهجمات". وأضاف: "ستعتبر الولايات المتحدة النظام مسؤولا".'
    assert [claim.source.entity for claim in claims(text)] == [None, None]


def test_claims_reports_in_general_are_not_the_agency_s_that_spoke() -> None:
    text = "وذكرت وكالة الأنباء الفلسطينية في بيان أن الموكب نجا. وتشير التقارير الأولية إلى أن الانفجار نجم عن عبوة."
    one, other = claims(text)
    assert one.source.entity is not None
    assert other.source.entity is None


@pytest.mark.parametrize(
    "text",
    [
        # He said joking; he added mocking; he said, talking to the journalists
        'قال سالم الحارثي إن الخطة فشلت. وقال مازحا في مؤتمر: "الكأس بدوني لا يستحق".',
        'قال سالم الحارثي إن ذلك عار. وأضاف ساخرا: "سنعود".',
        "قال سالم الحارثي إن الخطة فشلت. وقال متحدثا إلى الصحفيين إنه سيعود.",
    ],
)
def test_claims_how_somebody_speaks_is_nobody(text: str) -> None:
    reading = default_reader().read(Report(id="r", text=text))
    names = {entity.id: entity.name for entity in reading.entities}
    assert {names.get(claim.source.entity or "") for claim in reading.claims} == {"سالم الحارثي"}


AGAIN = [
    # The official stated; the same source added. An agency's source; the source itself. The statement of a ministry.
    ("حجزت الشرطة بضاعة، وفق ما صرح به المعتمد محمد زياد. وأضاف نفس المصدر أن المخالفين أوقفوا.", "محمد زياد"),
    ("قال مصدر أمني إن الجيش انسحب. وأوضح ذات المصدر أن الطريق مغلق.", "مصدر أمني"),
    ("قال سالم الحارثي إن الجيش انسحب. وأكد المصدر أن الطريق مغلق.", "سالم الحارثي"),
    ("قال سالم الحارثي إن الجيش انسحب. وأكد المتحدث ذاته أن الطريق مغلق.", "سالم الحارثي"),
    ("وأعلنت وزارة الداخلية في بلاغ أن الوحدات أوقفت مهربا. وأضاف ذات البلاغ أن التحقيق مستمر.", "وزارة الداخلية"),
]


@pytest.mark.parametrize(("text", "name"), AGAIN)
def test_claims_the_same_source_is_who_spoke_last(text: str, name: str) -> None:
    reading = default_reader().read(Report(id="r", text=text))
    names = {entity.id: entity.name for entity in reading.entities}
    assert [names.get(claim.source.entity or "") for claim in reading.claims] == [name, name]
    assert not {"نفس المصدر", "ذات المصدر", "المصدر"} & set(names.values())


def test_claims_the_sources_are_not_the_one_who_spoke() -> None:
    text = "قال سالم الحارثي إن الجيش انسحب. وأكدت المصادر أن الطريق مغلق."
    reading = default_reader().read(Report(id="r", text=text))
    names = {entity.id: entity.name for entity in reading.entities}
    assert [names.get(claim.source.entity or "") for claim in reading.claims] == ["سالم الحارثي", "المصادر"]


def test_claims_a_stroke_that_is_no_letter_stands_before_a_clause_that_says_who_says_so() -> None:
    # Two soldiers were killed – by what a security source told; the dash is the stroke that lengthens words.
    reading = default_reader().read(Report(id="r", text="قتل جنديان ـ على ما أفاد مصدر أمني."))
    assert "مصدر أمني" in [mention.text for mention in reading.mentions]
