# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a mention ends: what the span model took too much is cut off.

The model learnt from a few hundred reports; that no head noun phrase holds a relative pronoun, a full stop or, behind
a noun with the article, a bare noun, it need not learn.
"""

from tawatur.reading.entities.lexical import ARTICLE, counts
from tawatur.reading.entities.parsed import BODY, GROUP, NAME, OFFICE, STATE, Parsed
from tawatur.reading.entities.phrases import CLOSING, FROM, OPENING
from tawatur.reading.entities.spans import Span
from tawatur.text.normalize import fold
from tawatur.text.records import Token

HONORIFIC, TITLE = "hon", "tit"  # classes of titles that open a person's name, and that stand before one
AND = "و"
VERBLESS = frozenset({OFFICE, GROUP, STATE})  # labels of phrases that hold no verb, as names of bodies may
STOPS = ",،;؛:.…!؟?/"  # signs that end a noun phrase
ENDING = frozenset({"relative", "subordinator", "condition"})  # functions of words that end one
CLOSED = {"p": "ون", "d": "ان"}  # last letters of a nominative by its number
MEN, FEMININE, WOMAN = ("ون", "ين"), "ات", "ه"  # last letters of sound plurals, of feminines
MASCULINE = "m"
PEOPLE, BODIES = "grp", frozenset({"org", "col"})  # how the classes of their heads begin
PLURALS = (PEOPLE, "nat", "ppl")  # how the classes of words for people and peoples begin
NEVER, ACCUSATIVE, SINGULAR, PLURAL = "\0", "ا", "s", "p"
NOMINAL = frozenset({"noun", "adj"})
PRESENT, TO_THE = "i", "لل"  # aspect of verbs in the present; «ل» with the article
SAYING = "قول"  # the noun of what somebody says
THAT = ("ان", "بان")  # «إن», «أن», «بأن», folded
LONG = 5  # letters of an accusative that is no name such as «دينا»
SIGNS = frozenset({"punct", "symbol"})


def cut(span: Span, parsed: Parsed) -> Span:
    """Return a span up to the first word or sign in it that no head noun phrase contains («التي», «أن», a verb)."""
    tokens = parsed.document.tokens
    opened = False
    for i in range(span.first, span.last):
        token = tokens[i]
        if token.kind in SIGNS:
            opens, closes = token.text in OPENING, token.text in CLOSING
            stops = not opens and not closes and token.text in STOPS
            if stops or (not opened and closes_outer(token, span.first, parsed)):
                return Span(span.first, max(i, span.first + 1), span.label)
            opened = not opened if opens and closes else opens
        elif i > span.first and _ends(i, span, parsed):
            return Span(span.first, i, span.label)
    first = tokens[span.first].analysis
    is_noun = first.pos != "verb" or (parsed.words[span.first].classes and not first.enclitic)
    return span if is_noun or span.last - span.first == 1 else Span(span.first + 1, span.last, span.label)


def closes_outer(sign: Token, first: int, parsed: Parsed) -> bool:
    """Whether a sign, where a phrase has opened none, closes one that opened before it: «قال لـ"المدار" المدير»."""
    tokens = parsed.document.tokens
    if sign.text not in CLOSING or sign.text not in OPENING:
        return sign.text in CLOSING
    sentence = parsed.document.sentences[tokens[first].sentence]
    both = (t for t in tokens[sentence.first : first] if t.text in OPENING and t.text in CLOSING)
    return sum(1 for _ in both) % 2 == 1


def _ends(i: int, span: Span, parsed: Parsed) -> bool:
    """Whether a span ends before one of its words."""
    is_title = span.label != NAME and HONORIFIC in parsed.words[i].classes
    if span.label != NAME and i > span.first + 1 and _is_owned(i, parsed):
        return True
    if is_title or is_apart(i, span.first, parsed) or _is_foreign(parsed.document.tokens[i], span.label):
        return True
    first = parsed.words[span.first]
    if i > span.first + 1 or not (first.article or first.absolute) or not _is_bare_noun(i, parsed):
        return False
    return first.absolute or not parsed.words[i].classes


def bare(span: Span, parsed: Parsed) -> Span:
    """Return a phrase without «بأن» or «فإن» before it, a name also without what is none around it.

    «الدكتور [سالم]», «وأكد [البشير]», «أصدر [سالم] بيانا».
    """
    long = span.last - span.first > 1
    if long and parsed.document.tokens[span.first].analysis.pos == "conj":
        return bare(Span(span.first + 1, span.last, span.label), parsed)
    that = span.first + 1
    if span.last > that + 1 and parsed.words[that].norm in THAT and parsed.words[span.first].article:
        return bare(Span(that + 1, span.last, span.label), parsed)  # «قال مسؤول الخميس إن | الشرطة»; not «سي إن إن»
    if span.label != NAME:
        return span
    opens = parsed.words[span.first].classes == (TITLE,) or _is_joined_verb(span.first, parsed)
    first = span.first + (long and opens)
    at = next((i for i in range(first + 1, span.last) if _is_no_name(i, parsed)), span.last)
    return Span(first, at, span.label)


def _is_joined_verb(i: int, parsed: Parsed) -> bool:
    """Whether a word is a verb with «و» or «ف» before it: «وأكد [البشير]»."""
    analysis = parsed.document.tokens[i].analysis
    return analysis.pos == "verb" and analysis.known and analysis.lead > 0


def _is_no_name(i: int, parsed: Parsed) -> bool:
    """Whether a word behind a name goes on with the sentence: an object, «للعقوبة», a verb in the present."""
    analysis, word = parsed.document.tokens[i].analysis, parsed.words[i]
    present = analysis.pos == "verb" and analysis.known and analysis.aspect == PRESENT and not word.classes
    return present or word.norm.startswith(TO_THE) or _is_object(i, parsed)


def _is_object(i: int, parsed: Parsed) -> bool:
    """Whether a word behind a name is a common noun in the accusative."""
    analysis, norm = parsed.document.tokens[i].analysis, parsed.words[i].norm
    is_noun = analysis.pos == "noun" and analysis.known and not analysis.enclitic and not analysis.lead
    return is_noun and len(norm) >= LONG and norm == fold(analysis.lemma) + ACCUSATIVE


def is_apart(i: int, first: int, parsed: Parsed) -> bool:
    """Whether a word cannot go on with the phrase before it, by the endings of both.

    The ن of a plural or dual in the nominative closes its phrase («هاجم مستوطنون | قرية», «اختطف مسلحون | صحفيا», but
    «مسلحون مجهولون»); a plural of men is said of no singular («منعت السلطات | الصحفيين», but «نقابة الصحفيين»), a
    feminine of no man and of no men («اتهم الوزير | المعارضة», «هاجم المتظاهرون | القنصلية»), a masculine of no bare
    feminine («ضابط [شرطة] | أبيض»). A count of people behind an article counts others («مسلحو التنظيم | خمسة جنود»).

    Args:
        i: Token of the word.
        first: First token of the phrase.
        parsed: The document.
    """
    before, token = parsed.document.tokens[i - 1], parsed.document.tokens[i]
    analysis = token.analysis
    if _counts_others(i, parsed) or (analysis.lemma == SAYING and analysis.enclitic):  # «عن خبراء | قولهم»
        return True
    if before.analysis.pos not in NOMINAL or token.kind != "word" or parsed.words[i].lead:
        return False
    if _is_said_of_another(i, first, parsed):
        return True
    closed = before.word.norm.endswith(CLOSED.get(before.analysis.number, NEVER))
    if closed and not before.analysis.definite:
        accusative = token.word.norm.endswith(ACCUSATIVE) and analysis.number == SINGULAR
        bare = analysis.pos == "noun" and analysis.known and not parsed.words[i].article
        return bare or (analysis.pos == "adj" and accusative)
    if analysis.pos not in NOMINAL or not token.word.norm.startswith(ARTICLE) or not parsed.words[i - 1].article:
        return False
    if analysis.number == PLURAL and token.word.norm.endswith(MEN):
        return all(_is_no_plural(t) for t in parsed.document.tokens[first:i])
    woman = analysis.number == SINGULAR and token.word.norm.endswith(WOMAN)
    men = closed and any(name.startswith(PLURALS) for name in parsed.words[i - 1].classes)
    return woman and i - first == 1 and (men or _is_one_man(before))


def _is_said_of_another(i: int, first: int, parsed: Parsed) -> bool:
    """Whether an adjective behind a bare feminine is a man's: «ضابط [شرطة] أبيض»."""
    head, token = parsed.document.tokens[first], parsed.document.tokens[i]
    analysis = token.analysis
    bare = i == first + 1 and head.analysis.pos == "noun" and head.word.norm.endswith(WOMAN)
    if not bare or head.analysis.number != SINGULAR or parsed.words[first].article or head.analysis.enclitic:
        return False
    man = analysis.pos == "adj" and analysis.known and (analysis.gender, analysis.number) == (MASCULINE, SINGULAR)
    return man and not parsed.words[i].article and not token.word.norm.endswith((WOMAN, ACCUSATIVE))


def _counts_others(i: int, parsed: Parsed) -> bool:
    """Whether a word counts people, behind a word with the article: «عناصر الجيش | ثلاثة مهاجرين»."""
    token, word = parsed.document.tokens[i], parsed.words[i]
    counting = counts(token, word) and not word.article and not word.lead
    whom = parsed.words[i + 1 : min(i + 3, parsed.document.sentences[token.sentence].last)]
    at = 1 if whom and whom[0].norm == FROM else 0
    if not counting or not parsed.words[i - 1].article or at >= len(whom):
        return False
    return any(name.startswith(PLURALS) for name in whom[at].classes)


def _is_owned(i: int, parsed: Parsed) -> bool:
    """Whether a noun with a pronoun stands behind a bare adjective: «قتل شاب تايلاندي | طفلته»."""
    before, token = parsed.document.tokens[i - 1], parsed.document.tokens[i]
    described = before.analysis.pos == "adj" and before.analysis.known and not parsed.words[i - 1].article
    return described and token.analysis.pos == "noun" and token.analysis.known and bool(token.analysis.enclitic)


def _is_one_man(token: Token) -> bool:
    """Whether a noun, whatever reading it has, is a masculine singular: «الوزير | المعارضة»."""
    readings = [a for a in token.word.analyses if a.known and a.pos in NOMINAL]
    return bool(readings) and all((a.number, a.gender) == (SINGULAR, MASCULINE) for a in readings)


def pieces(span: Span, parsed: Parsed) -> list[Span]:
    """Return a span as `cut` leaves it, and the people or the body that it ran on into: «اتهم الوزير | المعارضين»."""
    kept = cut(span, parsed)
    at = kept.last
    if kept.first != span.first or at >= span.last or not is_apart(at, span.first, parsed):
        return [kept]
    kinds = {name[: len(PEOPLE)] for name in parsed.words[at].classes}
    men = parsed.document.tokens[at].word.norm.endswith(MEN)
    if men or PEOPLE in kinds or _counts_others(at, parsed):
        return [kept, Span(at, span.last, GROUP)]
    return [kept, Span(at, span.last, BODY)] if kinds & BODIES and parsed.words[at].article else [kept]


def _is_no_plural(token: Token) -> bool:
    """Whether a word is no plural that a plural of men may be said of: «السلطات», «الوزير»."""
    return token.analysis.number == SINGULAR or token.word.norm.endswith(FEMININE)


def _is_foreign(token: Token, label: str) -> bool:
    """Whether a word cannot stand in a head noun phrase of that label."""
    analysis = token.analysis
    if analysis.function and not ENDING.isdisjoint(analysis.function.split("|")):
        return True
    return analysis.pos == "verb" and analysis.known and label in VERBLESS


def _is_bare_noun(i: int, parsed: Parsed) -> bool:
    """Whether a word is a noun without the article: behind a closed word it begins a phrase of its own."""
    analysis = parsed.document.tokens[i].analysis
    is_noun = analysis.pos == "noun" and analysis.known and parsed.names[i] == "O"
    return is_noun and not parsed.words[i].article


def parted(span: Span, parsed: Parsed) -> list[Span]:
    """Return the persons of a span that joins two by «و»; any other span as it is."""
    if span.label != NAME:
        return [span]
    found, first = [], span.first
    for i in range(span.first + 1, span.last):
        word = parsed.words[i]
        if word.lead and word.norm[0] == AND and word.classes:
            found.append(Span(first, i, NAME))
            first = i
    return [*found, Span(first, span.last, NAME)]


def trim(span: Span, parsed: Parsed) -> Span | None:
    """Return a span without quotation marks that are not its own; None if nothing remains."""
    tokens, first, last = parsed.document.tokens, span.first, span.last
    while first < last and tokens[first].kind in SIGNS:
        first += 1
    while first < last and tokens[last - 1].kind in SIGNS:
        texts = [t.text for t in tokens[first : last - 1]]
        if tokens[last - 1].text in CLOSING and any(t in OPENING for t in texts):
            break
        last -= 1
    return Span(first, last, span.label) if first < last else None
