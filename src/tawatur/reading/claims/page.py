# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A document as the attribution reader sees it: word classes, quotations and possible cues by token."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon
from tawatur.model import Mention
from tawatur.reading.claims.forms import Form, Forms
from tawatur.reading.claims.quotes import Quote, find, is_mark
from tawatur.reading.nameless import Nameless, nameless
from tawatur.text.document import Document
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold
from tawatur.text.words import Token

TO = "ل"
APART = "apart"  # kind of phrases that are cues only behind a comma
NAME = 5  # tokens of a name in quotation marks or brackets, its closing mark counted
_PREPOSITIONS = frozenset(("ب", "ل", "ك"))
_NOTHING: frozenset[str] = frozenset()
_COMMAS = frozenset("،,؛;")
_LETTER = frozenset(("letter",))
_STOPS = frozenset(".!؟?…")
_JOINS = ("و", "ف")
_AS = ("كما", "مثلما", "وكما")
JOINED = "joined"  # in `claims/words`: a verb that is «و» and another verb too
_ACTS = frozenset(("accuse", "declare", "demand", "deny"))  # verbs with an object of their own before «قائلا»


class Cues:
    """The compiled cue tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.forms = Forms(lexicon)
        self.phrases: dict[str, tuple[str, str, str]] = {}
        self.starters: set[str] = set()
        for row in lexicon.table("claims/phrases").records():
            key = fold(row["phrase"])
            self.phrases[key] = (row["phrase"], row["kind"], row["class"])
            self.starters.add(key.split(" ")[0])
        self.openers = frozenset(lead + word for word in self.starters for lead in ("", *_JOINS))
        classes: dict[str, set[str]] = {}
        for row in lexicon.table("claims/words").records():
            classes.setdefault(fold(row["word"]), set()).add(row["class"])
        self._classes = {word: frozenset(found) for word, found in classes.items()}
        self._known: Remembered[str, frozenset[str]] = Remembered()

    def classes(self, norm: str) -> frozenset[str]:
        """Return the classes of a folded word, its conjunction و or ف put aside."""
        found = self._known.get(norm)
        if found is None:
            found = self._classes.get(norm, _NOTHING)
            if not found and norm[:1] in ("و", "ف", "ل", "ب") and len(norm) > 2:
                rest = norm[1:]
                found = self._classes.get(rest, _NOTHING)
                if not found and norm.startswith("لل"):
                    found = self._classes.get("ا" + rest, _NOTHING)
            self._known[norm] = found
        return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `[first, last)` that may be a cue.

    `kind` is `verb`, `participle`, `noun`, or a phrase's kind: `source` («وفقا لـ»), `clause` («وفق ما أكده»), `self`
    («على حد قوله»). `word` is the index of the token that carries the verb, else `first`.
    """

    first: int
    last: int
    word: int
    kind: str
    form: Form
    rule: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything looked up once for a document, by token index."""

    document: Document
    norms: tuple[str, ...]
    marks: tuple[str, ...]
    tags: tuple[str, ...]
    parts: tuple[str, ...]
    classes: tuple[frozenset[str], ...]
    quotes: tuple[Quote, ...]
    quote_at: dict[int, Quote]
    depth: tuple[int, ...]
    opened_at: dict[int, int]
    candidates: tuple[Candidate, ...]
    candidate_at: dict[int, Candidate]
    repeats: dict[int, Candidate]  # words of saying that go with the verb before them, by its first token
    begins: tuple[int, ...]
    nameless: Nameless
    running_on: frozenset[int] = frozenset()

    def sentence_end(self, index: int) -> int:
        """Index after the last token of the token's sentence."""
        return self.document.sentences[self.document.tokens[index].sentence].last

    def sentence_start(self, index: int) -> int:
        """Index of the first token of the token's sentence."""
        number = self.document.tokens[index].sentence
        while number in self.running_on:
            number -= 1
        return self.document.sentences[number].first

    def around(self, index: int) -> str:
        """A token as a feature: its folded form, or the kind of its mark; `<>` beyond the text."""
        return self.tags[index] if 0 <= index < len(self.tags) else "<>"

    def name_end(self, index: int) -> int:
        """Index behind a short name in quotation marks or brackets that opens at a token; the token's if none does."""
        quote = self.quote_at.get(index)
        if quote is not None:
            return quote.close + 1 if quote.closed and quote.close - index <= NAME else index
        tokens = self.document.tokens[index : index + NAME + 1]
        if not tokens or tokens[0].text != "(":
            return index
        return next((t.index + 1 for t in tokens if t.text == ")"), index)

    def listener_end(self, index: int) -> int:
        """Index behind the outlet that «لـ» at a token says was spoken to («قال لـ"المدار" سالم»), else the token's."""
        if index >= len(self.norms) or self.norms[index] != TO:
            return index
        end = self.name_end(index + 1)
        return end if end > index + 1 else index

    def quoted_source(self, candidate: Candidate) -> int:
        """Index behind a short name in quotation marks right behind a cue that says who said so, else the cue's end.

        «…، كما ذكرت "المدار"»; what stands in them behind other verbs is said.
        """
        at, first = candidate.last, candidate.first
        told = candidate.kind == "clause" or (first > 0 and self.norms[first - 1] in _AS)
        end = self.name_end(at) if told and candidate.kind in ("verb", "clause") and at in self.quote_at else at
        return end if end > at + 1 else at

    def is_nameless(self, first: int, end: int) -> bool:
        """Whether a phrase from a token up to a code point is of somebody whom nobody names («مصدر مقرب من الرئيس»)."""
        return self.nameless.holds(self.document.tokens, first, max(bisect_left(self.begins, end), first + 1))

    def classes_of(self, mention: Mention | None) -> frozenset[str]:
        """The classes of the word that a mention begins with."""
        if mention is None:
            return _NOTHING
        at = bisect_right(self.begins, mention.start) - 1
        return self.classes[at] if at >= 0 else _NOTHING

    def part(self, index: int) -> str:
        """The kind of a mark or the part of speech of a word; `<>` beyond the text."""
        return self.parts[index] if 0 <= index < len(self.parts) else "<>"


_NO_FORM = Form("", "", "asserts", "phrase", "", "", "")


def _phrase(cues: Cues, norms: tuple[str, ...], at: int) -> tuple[int, str] | None:
    """The longest phrase that begins at a token: its length in tokens and folded form."""
    if norms[at] not in cues.openers:
        return None
    for lead in ("", *_JOINS):
        head = norms[at]
        if lead:
            if not head.startswith(lead):
                continue
            head = head[1:]
        if head not in cues.starters:
            continue
        for length in (4, 3, 2, 1):
            key = " ".join((head, *norms[at + 1 : at + length]))
            if at + length <= len(norms) and key in cues.phrases:
                return length, key
    return None


def _apart(cues: Cues, norms: tuple[str, ...], at: int, last: int, phrase: str) -> Candidate | None:
    """A clause that only says who says it, behind a comma: «قتل جنديان، على ما أفاد مصدر», not «رد على ما قاله»."""
    if not at or not (norms[at - 1][:1] in _COMMAS or is_mark(norms[at - 1])) or last >= len(norms):
        return None
    if "that" in cues.classes(norms[min(last + 1, len(norms) - 1)]):
        return None  # «على ما قالت إنه مواقع»
    options = (o for o in cues.forms.of(norms[last]) if o.shape in ("past", "present") and not o.object_)
    option = next(options, None)
    if option is None:
        return None
    return Candidate(at, last + 1, last, "clause", replace(option, lead=0), f"{phrase}+{option.cue}")


def _phrase_candidate(cues: Cues, norms: tuple[str, ...], at: int) -> Candidate | None:
    found = _phrase(cues, norms, at)
    if found is None:
        return None
    length, key = found
    phrase, kind, family = cues.phrases[key]
    form = Form(phrase, family, "asserts", "phrase", "", "", "", lead=norms[at].find(key.split(" ")[0]))
    last = at + length
    if kind == APART:
        return _apart(cues, norms, at, last, phrase)
    if kind in ("source", "clause") and family == "according":
        verb = last
        if kind == "source" and verb < len(norms) and "what" in cues.classes(norms[verb]):
            verb += 1
        while kind == "source" and last < verb < min(last + 3, len(norms)) and "aux" in cues.classes(norms[verb]):
            verb += 1
        if verb < len(norms) and (verb > last or kind == "clause"):
            for option in cues.forms.of(norms[verb]):
                if option.shape in ("past", "present"):
                    form = Form(
                        option.cue, option.family, option.stance, option.shape, option.gender, option.number,
                        option.person, option.object_, max(form.lead, 0),
                    )  # fmt: skip
                    return Candidate(at, verb + 1, verb, "clause", form, f"{phrase}+{option.cue}")
            return Candidate(at, verb, at, "clause", form, phrase)
        if kind == "source" and last < len(norms):
            for option in cues.forms.of(norms[last]):
                if option.shape == "noun" and option.object_:
                    form = Form(
                        phrase, "said", "asserts", "phrase", option.gender, option.number, "3", 0, max(form.lead, 0)
                    )
                    return Candidate(at, last + 1, at, "self", form, f"{phrase}+{option.cue}")
    return Candidate(at, last, at, kind, form, phrase)


def _joined(cues: Cues, document: Document, norms: tuple[str, ...], at: int) -> Form | None:
    """The verb after «و» in a word that is a verb without it too, where it opens a clause: «وردت إيران بأن».

    None for other words and before where something stands («ورد في البيان»).
    """
    if JOINED not in cues.classes(norms[at]) or at + 1 >= len(norms):
        return None
    first = document.sentences[document.tokens[at].sentence].first
    following = cues.classes(norms[at + 1])
    opens = at == first or document.tokens[at - 1].text[0] in _COMMAS
    if not opens or ("prep" in following and "at" not in following):
        return None
    return next((form for form in cues.forms.of(norms[at]) if form.lead), None)


def _candidates(
    cues: Cues, document: Document, norms: tuple[str, ...]
) -> tuple[tuple[Candidate, ...], dict[int, Candidate]]:
    """The candidates, and the words of saying that go with one of them, by its first token."""
    found: list[Candidate] = []
    at, taken = 0, -1
    for at, token in enumerate(document.tokens):
        if at < taken or token.kind != "word":
            continue
        candidate = _phrase_candidate(cues, norms, at)
        if candidate is None:
            forms = cues.forms.of(norms[at])
            if not forms or "never" in cues.classes(norms[at]):
                continue
            form = _joined(cues, document, norms, at) or forms[0]
            kind = form.shape if form.shape in ("participle", "noun") else "verb"
            candidate = Candidate(at, at + 1, at, kind, form, form.cue)
        found.append(candidate)
        taken = candidate.last
    return _grouped(document, norms, found, cues)


def _says(candidate: Candidate, previous: Candidate | None, norms: tuple[str, ...], cues: Cues) -> bool:
    """Whether a candidate only repeats the verb before it («وتابع الوزير قائلا», «ونقلت عنه قوله»)."""
    beside = previous is not None and candidate.first == previous.last  # «وكتب يقول»
    said = candidate.form.shape in ("participle", "noun") or (beside and candidate.form.shape == "present")
    return said and "saying" in cues.classes(norms[candidate.first])


def _grouped(
    document: Document, norms: tuple[str, ...], found: list[Candidate], cues: Cues
) -> tuple[tuple[Candidate, ...], dict[int, Candidate]]:
    """Put the words of saying that belong to a verb before them aside."""
    kept: list[Candidate] = []
    repeats: dict[int, Candidate] = {}
    for candidate in found:
        previous = kept[-1] if kept else None
        speaks = previous is not None and previous.kind in ("verb", "participle") and previous.form.family not in _ACTS
        if previous is not None and speaks and _says(candidate, previous, norms, cues):
            gap = range(previous.last, candidate.first)
            together = (
                len(gap) <= 25
                and document.tokens[previous.first].sentence == document.tokens[candidate.first].sentence
                and not any("that" in cues.classes(norms[i]) for i in gap)
                and not any(document.tokens[i].text[0] in ':"«»“”' for i in gap)
                and (len(gap) <= 3 or not any(document.tokens[i].text[0] in _COMMAS for i in gap))
            )
            if together:
                repeats.setdefault(previous.first, candidate)
                continue
        kept.append(candidate)
    return tuple(kept), repeats


def _depths(length: int, quotes: tuple[Quote, ...]) -> tuple[int, ...]:
    steps = [0] * (length + 2)
    for quote in quotes:
        steps[quote.open + 1] += 1
        steps[min(quote.close, length)] -= 1
    depths, depth = [], 0
    for step in steps[:length]:
        depth += step
        depths.append(depth)
    return tuple(depths)


def _mark(text: str, opens: bool) -> str:
    """What kind of punctuation it is: `comma`, `stop`, `colon`, `open`, `close`, `bracket`, `dash` or `other`."""
    if text[0] in _COMMAS:
        return "comma"
    if text[0] in _STOPS:
        return "stop"
    if text == ":":
        return "colon"
    if is_mark(text):
        return "open" if opens else "close"
    if text in "()[]{}":
        return "bracket"
    return "dash" if text in "-–—" else "other"


def _part(token: Token) -> str:
    """Part of speech with what tells phrases apart: aspect of verbs, definiteness and pronoun of nouns."""
    analysis = token.analysis
    if analysis.pos == "verb":
        return f"verb{analysis.aspect}"
    before = "".join(c for c in analysis.proclitics if c in _PREPOSITIONS)
    if analysis.pos in ("noun", "adj"):
        bound = "+" if analysis.enclitic else "ال" if analysis.definite else ""
        return f"{before}{analysis.pos}{bound}"
    return f"{before}{analysis.pos}"


def _classes(document: Document, norms: tuple[str, ...], cues: Cues) -> tuple[frozenset[str], ...]:
    """The classes of every token; «أن» and «إن» have none where they spell a letter («سي إن إن», «سي.إن.إن»)."""
    text, tokens = document.text, document.tokens
    found = [
        _NOTHING if token.word.form.startswith("آ") else cues.classes(norm)
        for norm, token in zip(norms, tokens, strict=True)
    ]
    for i, classes in enumerate(found):
        if "that" in classes and len(norms[i]) == 2:
            glued = text[max(0, tokens[i].start - 1) : tokens[i].start] == "." or text[tokens[i].end :][:1] == "."
            third = i > 1 and norms[i] == norms[i - 1] == norms[i - 2]  # «سي إن إن إن …» says that
            spelt = i > 0 and "letter" in found[i - 1] and not third
            # «إن بي سي» is a channel, «إن بي بي سي» tells of one.
            spelt = spelt or ("next" in _at(found, i + 1) and norms[i + 1 : i + 2] != norms[i + 2 : i + 3])
            if glued or spelt:
                found[i] = _LETTER
    return tuple(found)


def _at(found: list[frozenset[str]], index: int) -> frozenset[str]:
    return found[index] if index < len(found) else _NOTHING


def _run_on(document: Document, candidates: tuple[Candidate, ...], marks: tuple[str, ...]) -> frozenset[int]:
    """The stops that part a participle from the sentence that it goes on with: «قال … . مشيرا إلى أن»."""
    return frozenset(
        c.first - 1
        for c in candidates
        if c.kind == "participle" and not c.form.lead and c.first and marks[c.first - 1] == "stop"
        and "\n" not in document.text[document.tokens[c.first - 1].end : document.tokens[c.first].start]
    )  # fmt: skip


def open_page(document: Document, lexicon: Lexicon) -> Page:
    """Look up everything that the attribution reader needs to know about the tokens."""
    cues = lexicon.compiled("reading.claims.cues", Cues)
    norms = tuple(token.word.norm for token in document.tokens)
    quotes = find(document)
    opens = {quote.open for quote in quotes}
    words = ("word", "number", "latin")
    marks = tuple("" if token.kind in words else _mark(token.text, token.index in opens) for token in document.tokens)
    tags = tuple(
        mark or (norm if token.kind == "word" else token.kind)
        for mark, norm, token in zip(marks, norms, document.tokens, strict=True)
    )
    candidates, repeats = _candidates(cues, document, norms)
    parts = tuple(m or _part(t) for m, t in zip(marks, document.tokens, strict=True))
    stops = _run_on(document, candidates, marks)
    return Page(
        document=document,
        norms=norms,
        marks=marks,
        tags=tuple("comma" if i in stops else tag for i, tag in enumerate(tags)),
        parts=tuple("comma" if i in stops else part for i, part in enumerate(parts)),
        classes=_classes(document, norms, cues),
        quotes=quotes,
        quote_at={quote.open: quote for quote in quotes},
        depth=_depths(len(norms), quotes),
        opened_at={q.close: q.open for q in quotes if q.closed},
        candidates=candidates,
        candidate_at={c.first: c for c in candidates},
        repeats=repeats,
        begins=tuple(token.start for token in document.tokens),
        nameless=nameless(lexicon),
        running_on=frozenset(document.tokens[i + 1].sentence for i in stops),
    )
