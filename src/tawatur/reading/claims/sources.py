# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who says it: where the source phrase stands, and how far it goes."""

from tawatur.reading.claims.bounds import Bounds
from tawatur.reading.claims.contents import Start
from tawatur.reading.claims.cues import bucket
from tawatur.reading.claims.page import Candidate, Page
from tawatur.text.normalize import fold

_SO, _ON, _TIME, _IN, _FROM = "ف", "عن", "وقت", "في", "من"
_SIDES = ("جانب", "جهت", "طرف")
_FIRST = 20  # tokens after a cue within which its subject must begin
_ENDS = frozenset(("that", "saying"))
_CLOSES = frozenset(("noun_prop", "nounال", "adjال"))  # words that a phrase may end with
_TELLER = 14  # tokens that the teller's name may take in «نقلت … عن …»
_NAME = 10  # tokens of a name in quotation marks or brackets
_ACCUSATIVE, _PARTICIPLE, _NOMINAL = "ا", "م", ("noun", "adj")
_SHORT = 4  # letters of a word that is no participle
_LONGEST = 32  # tokens of a source phrase
_BACK = 30  # tokens before a cue within which its subject must begin
PLACES = ("after", "before", "dropped")


def _common(page: Page, candidate: Candidate, content: Start) -> list[str]:
    form = candidate.form
    gap = content.at - page.listener_end(candidate.last)
    return [form.shape, candidate.kind, "<" if content.before else content.way, bucket(gap)]


def place_features(page: Page, candidate: Candidate, content: Start, parties: Bounds) -> list[str]:
    """Return the features by which the judge says where the source stands: after the cue, before it, or unsaid."""
    form, first, last = candidate.form, candidate.first, page.listener_end(candidate.last)
    shape, kind, way, gap = _common(page, candidate, content)
    start = page.sentence_start(first)
    after1, after2 = page.around(last), page.around(last + 1)
    before1, before2 = page.around(first - 1), page.around(first - 2)
    out = [
        f"kind={kind}/{shape}",
        f"kind={kind}/{way}/{gap}",
        f"cue={form.cue}/{shape}",
        f"cue={form.cue}/{way}/{gap}",
        f"form={shape}{form.gender}{form.number}{form.person}{form.object_ > 0}",
        f"lead={form.lead}/{shape}",
        f"initial={first == start}/{shape}",
        f"initial={first - start < 2}/{shape}/{way}/{gap}",
        f"a1={after1}",
        f"a1={after1}/{shape}",
        f"a2={after1}/{after2}",
        f"b1={before1}",
        f"b1={before1}/{shape}",
        f"b2={before2}/{before1}",
        f"ap={page.part(last)}/{shape}",
        f"ap={page.part(last)}/{page.part(last + 1)}/{shape}",
        f"ap={page.part(last)}/{gap}/{shape}/{way}",
        f"bp={page.part(first - 1)}/{shape}",
        f"bp={page.part(first - 1)}/{page.part(last)}/{shape}",
        f"bp={page.part(first - 2)}/{page.part(first - 1)}/{shape}",
    ]
    for i, where in ((first - 2, "b2"), (first - 1, "b1"), (last, "a1"), (last + 1, "a2")):
        if 0 <= i < len(page.norms):
            out += [f"{where}c={c}/{shape}" for c in sorted(page.classes[i])]
            out += [f"{where}c={c}/{shape}/{gap}" for c in sorted(page.classes[i])]
    inside = range(last, min(content.at, last + _FIRST)) if not content.before else range(last, last + 4)
    names = {c for i in inside if i < len(page.norms) for c in page.classes[i]}
    out += [f"inside={c}/{shape}" for c in sorted(names & {"title", "unnamed", "outlet", "document", "meeting"})]
    party = next((i - last for i in inside if i in parties.starts), -1)
    out.append(f"party after={bucket(party)}/{shape}/{gap}")
    out.append(f"party after={bucket(party)}/{kind}")
    out.append(f"party ends here={first in parties.ends}/{shape}")
    out.append(f"party ends before={first - 1 in parties.ends}/{before1}/{shape}")
    out += _agreement(page, candidate, last, parties)
    ahead = range(max(start, first - 8), first)
    out += [f"ahead verb={any(page.parts[i].startswith('verb') for i in ahead)}/{shape}"]
    out += [f"ahead comma={any(page.marks[i] == 'comma' for i in ahead)}/{shape}"]
    out += [
        f"ahead={c}/{shape}"
        for c in sorted({c for i in ahead for c in page.classes[i]} & {"title", "relative", "be", "conj"})
    ]
    return out


def _agreement(page: Page, candidate: Candidate, at: int, parties: Bounds) -> list[str]:
    """Whether the word after a verb can be its subject, and what follows the party there («اتهم المملكة بأنها»)."""
    form = candidate.form
    if at >= len(page.norms) or page.marks[at]:
        return []
    analysis = page.document.tokens[at].analysis
    agrees = "open"
    if form.gender and analysis.gender and analysis.pos in ("noun", "adj"):
        agrees = "yes" if form.gender == analysis.gender else f"no{analysis.number}"
    out = [f"agrees={agrees}/{form.shape}", f"agrees={agrees}/{form.family}", f"agrees={agrees}/{page.part(at)}"]
    last = parties.lasts.get(at, -1)
    if last > 0:
        kind = parties.kinds[at]
        follows = page.around(last)
        out += [
            f"party={kind}/{form.family}/{form.shape}",
            f"party={kind}/agrees={agrees}/{form.shape}",
            f"party then={page.part(last)}/{form.family}",
            f"party then={page.part(last)}/agrees={agrees}/{form.family}",
            f"party then={follows}/{form.family}",
            f"party then={follows}/{form.cue}",
        ]
        out += [
            f"party then c={c}/{form.family}" for c in (sorted(page.classes[last]) if last < len(page.norms) else ())
        ]
    return out


def first_options(page: Page, candidate: Candidate, content: Start, place: str) -> list[int]:
    """Return the tokens at which the source phrase may begin; nearest to the cue first."""
    if place == "after":
        limit = len(page.norms) if content.before else content.at
        end = min(limit, candidate.last + _FIRST, len(page.norms))
        first = page.listener_end(candidate.last)
        far = range(first + 1, min(end, first + _TELLER))
        told = candidate.form.family == "relay"
        first = next((i + 1 for i in far if "about" in page.classes[i] and (told or _copied(page, i))), first)
        said = candidate.kind in ("verb", "participle")  # «شدد على التنسيق»: what is said, not who says it
        matter = {j for i in range(first - 1, end) if said and "matter" in page.classes[i] for j in (i, i + 1)}
        found = [i for i in range(first, end) if _may_begin(page, i) and i not in matter]
        return [i for i in found if not _accompanies(page, i)]
    start = max(page.sentence_start(candidate.first), candidate.first - _BACK)
    return [i for i in range(candidate.first - 1, start - 1, -1) if _may_begin(page, i)]


def quoted(page: Page, candidate: Candidate) -> tuple[int, int] | None:
    """The tokens of the source that stands in quotation marks behind «كما ذكرت», None for others."""
    end = page.quoted_source(candidate)
    return (candidate.last + 1, end - 1) if end > candidate.last else None


def behind_time(page: Page, candidate: Candidate, parties: Bounds) -> int:
    """The first token of the party behind «به», the day and a comma of a clause that says who says it, -1 for none.

    «وفق ما صرح به اليوم السبت، العقيد سالم».
    """
    if candidate.kind != "clause":
        return -1
    at, end = candidate.last, page.sentence_end(candidate.first)
    while at < end and (page.marks[at] == "comma" or "time" in page.classes[at] or _takes_up(page, at)):
        at += 1
    titled = at < end and "rank" in page.classes[at] and at + 1 in parties.starts
    return at if candidate.last < at < end and (at in parties.starts or titled) else -1


def _takes_up(page: Page, at: int) -> bool:
    """Whether a word is no more than a preposition with a pronoun: «به»."""
    analysis = page.document.tokens[at].analysis
    return analysis.pos == "prep" and bool(analysis.enclitic)


def topic(page: Page, candidate: Candidate) -> tuple[int, int] | None:
    """The tokens between «أما» and a verb that «فـ» joins to it, None for others: «أما صاحب المقهى فقال إن»."""
    first = candidate.first
    if candidate.kind != "verb" or not candidate.form.lead or not page.norms[first].startswith(_SO):
        return None
    start = max(page.sentence_start(first), first - _FIRST)
    opener = next((i for i in range(first - 1, start - 1, -1) if "as for" in page.classes[i]), -1)
    if opener < 0 or opener + 1 == first or page.part(opener + 1) in ("prep", "conj"):
        return None
    between = range(opener + 1, first)
    if any(page.marks[i] in ("stop", "colon") or "that" in page.classes[i] or i in page.candidate_at for i in between):
        return None
    last = first - 1 if page.marks[first - 1] == "comma" else first
    return opener + 1, last


def _copied(page: Page, at: int) -> bool:
    """Whether «عن» at a token belongs to «نقلا عن»."""
    return "copied" in page.classes[at - 1]


def _may_begin(page: Page, at: int) -> bool:
    """Whether a token can begin a source phrase: no mark, no «أن», no «وفقا لـ»."""
    if page.marks[at] or "that" in page.classes[at]:
        return False
    phrase = page.candidate_at.get(at)
    return phrase is None or phrase.kind not in ("source", "clause", "self")


def _accompanies(page: Page, at: int) -> bool:
    """Whether a word is a participle in the accusative, which tells how somebody speaks: «أضاف موجها خطابه إلى …»."""
    norm = page.norms[at] if at < len(page.norms) else ""
    if not norm.startswith(_PARTICIPLE) or not norm.endswith(_ACCUSATIVE) or len(norm) <= _SHORT:
        return False
    readings = page.document.tokens[at].word.analyses
    return any(a.known and a.pos == "adj" and not a.definite and not a.enclitic for a in readings)


def has_manner(page: Page, candidate: Candidate, parties: Bounds) -> bool:
    """Whether right behind a cue stands how somebody speaks, and so nobody: «قال ساخرا», «قال متحدثا إلى الصحفيين»."""
    at = candidate.last
    if _accompanies(page, at):
        return True
    if at >= len(page.norms) or at in parties.starts or len(page.norms[at]) <= _SHORT:
        return False
    readings = [a for a in page.document.tokens[at].word.analyses if a.known and not a.definite and not a.enclitic]
    return any(a.pos in _NOMINAL and page.norms[at] == fold(a.lemma) + _ACCUSATIVE for a in readings)


def first_features(page: Page, candidate: Candidate, content: Start, at: int, place: str, parties: Bounds) -> list[str]:
    """Return the features by which the judge weighs the first token of a source phrase."""
    form = candidate.form
    after = place == "after"
    origin = page.listener_end(candidate.last)  # who listened («قال لـ"المدار" سالم») counts as part of the cue
    gap = at - origin if after else candidate.first - at
    side = ">" if after else "<"
    between = range(origin, at) if after else range(at, candidate.first)
    b1 = candidate.last - 1 if after and at == origin else at - 1
    b2 = candidate.last - 1 if after and b1 == origin else b1 - 1
    commas = sum(page.marks[i] == "comma" for i in between)
    head = f"{side}{candidate.kind}"
    out = [
        f"{head}/gap={bucket(gap)}",
        f"{head}/gap={bucket(gap)}/object={form.object_ > 0}",
        f"{head}/a={page.around(at)}",
        f"{head}/b={page.around(b1)}",
        f"{head}/b2={page.around(b2)}/{page.around(b1)}",
        f"{head}/p={page.part(at)}",
        f"{head}/bp={page.part(b1)}",
        f"{head}/p={page.part(b1)}>{page.part(at)}",
        f"{head}/p={page.part(at)}>{page.part(at + 1)}",
        f"{head}/commas={min(commas, 3)}",
        f"{head}/commas={min(commas, 3)}/bp={page.part(b1)}",
        f"{head}/{form.shape}/p={page.part(at)}/{bucket(gap)}",
        f"{head}/{form.cue}/b={page.around(b1)}",
        f"{head}/{form.family}/b={page.around(b1)}",
        f"{head}/{form.family}/b={page.around(b1)}/gap={bucket(gap)}",
        f"{head}/copied={any('copied' in page.classes[i] for i in range(at + 1, min(at + 12, content.at)))}",
        f"{head}/{form.family}/about={any('about' in page.classes[i] for i in range(at + 1, min(at + 8, content.at)))}",
        f"{head}/verbs={min(2, sum(page.parts[i].startswith('verb') for i in between))}",
        f"{head}/start={at == page.sentence_start(candidate.first)}",
        f"{head}/that={any('that' in page.classes[i] for i in between)}",
        f"{head}/quote={page.depth[at] - page.depth[candidate.first]}",
    ]
    out += [f"{head}/ac={c}" for c in sorted(page.classes[at])]
    out += [
        f"{head}/party={parties.kinds.get(at, 'none')}",
        f"{head}/party={at in parties.starts}/split={at in parties.splits}",
        f"{head}/party={at in parties.starts}/p={page.part(at)}",
        f"{head}/party={at in parties.starts}/gap={bucket(gap)}",
        f"{head}/party next={at + 1 in parties.starts}/{page.part(at)}",
    ]
    if at:
        out += [f"{head}/bc={c}" for c in sorted(page.classes[b1])]
        out += [f"{head}/bc={c}/{page.part(at)}" for c in sorted(page.classes[b1])]
        if b1 in page.candidate_at:
            out.append(f"{head}/b cue={page.candidate_at[b1].kind}")
    return out


def last_options(page: Page, candidate: Candidate, content: Start, first: int) -> list[int]:
    """Return the token indices (exclusive) where a source phrase that begins at `first` may end, in order."""
    limit = min(len(page.norms), first + _LONGEST, max(page.sentence_end(candidate.first), first + 1))
    if first < candidate.first:
        limit = min(limit, candidate.first)
    elif not content.before and content.at > first:
        limit = min(limit, content.at)
    found = []
    for end in range(first + 1, limit + 1):
        if page.marks[end - 1] in ("comma", "open", "stop", "colon", "dash") and end - 1 > first:
            continue
        if page.marks[end - 1] == "bracket" and page.document.tokens[end - 1].text in "([":
            continue
        if _is_open(page, first, end):
            continue
        if "this" in page.classes[end - 1] and end - 1 > first and page.parts[end - 2] in _CLOSES:
            break  # «اعتبر الزياني | هذه التصريحات»
        if end - 1 > first and (
            page.classes[end - 1] & _ENDS
            or _says_again(page, end - 1)
            or _leaves(page, end - 1, named=page.part(end - 2) == "noun_prop")
        ):
            if end - 1 not in found:
                found.append(end - 1)
            break
        found.append(end)
    return found or [first + 1]


def _says_again(page: Page, at: int) -> bool:
    """Whether a word tells again who says it: «نقلت عن القائد | تأكيده أن», «قال مصدر | بحسب وكالة المدار إن»."""
    cue = page.candidate_at.get(at)
    if cue is None or cue.first != at:
        return False
    return cue.kind == "source" or (cue.kind == "noun" and cue.form.object_ > 0)


def _leaves(page: Page, at: int, *, named: bool) -> bool:
    """Whether a word begins what is no part of a source.

    «قال المدرب | عن ذلك», «ذكر مسؤولون | في وقت سابق», «أكدت الوزارة | من جهتها», and where somebody named speaks:
    «قال سالم الكرخي | في المؤتمر».
    """
    after = at + 1
    if after >= len(page.norms) or page.parts[at] != "prep":
        return False
    word, following = page.norms[at], page.norms[after]
    if following == _TIME or (word == _ON and "this" in page.classes[after]) or (word == _IN and named):
        return True
    return word == _FROM and following.startswith(_SIDES) and bool(page.document.tokens[after].analysis.enclitic)


def _is_open(page: Page, first: int, end: int) -> bool:
    """Whether a phrase would end inside a short quotation or bracket that it opened."""
    for i in range(max(first, end - _NAME), end):
        quote = page.quote_at.get(i)
        if quote is not None and quote.closed and end <= quote.close < i + _NAME:
            return True
        if page.document.tokens[i].text == "(" and not any(page.document.tokens[k].text == ")" for k in range(i, end)):
            return any(page.document.tokens[k].text == ")" for k in range(end, min(i + _NAME, len(page.norms))))
    return False


def last_features(page: Page, candidate: Candidate, content: Start, first: int, end: int, parties: Bounds) -> list[str]:
    """Return the features by which the judge weighs the end (exclusive) of a source phrase."""
    length = len(page.norms)
    side = ">" if first >= candidate.last else "<"
    head = f"{side}{candidate.kind}"
    size = bucket(end - first)
    beyond = end
    while beyond < length and page.marks[beyond] in ("comma", "dash", "open"):
        beyond += 1
    touching = not content.before and beyond >= content.at - 2
    limit = end >= (candidate.first if side == "<" else length)
    open_name = page.depth[end - 1] > page.depth[first] if end <= length else False
    after = page.around(end)
    to = end < length and page.norms[end].startswith("ل")
    following = frozenset().union(*page.classes[end : end + 2])
    out = [
        f"{head}/size={size}",
        f"{head}/a={after}",
        f"{head}/a={after}/{page.around(end + 1)}",
        f"{head}/l={page.around(end - 1)}",
        f"{head}/l={page.around(end - 1)}/a={after}",
        f"{head}/p={page.part(end - 1)}>{page.part(end)}",
        f"{head}/p={page.part(end - 1)}>{page.part(end)}>{page.part(end + 1)}",
        f"{head}/p={page.part(end)}/{size}",
        f"{head}/beyond={page.around(beyond)}",
        f"{head}/beyond p={page.part(beyond)}/{after}",
        f"touching={touching}/{content.way}/{side}",
        f"touching={touching}/{page.part(end)}",
        f"touching={touching}/{size}/{side}",
        f"limit={limit}/{side}",
        f"open={open_name}/{page.marks[end] if end < length else ''}",
        f"first={page.part(first)}/{size}",
        f"first={page.part(first)}/{page.part(end)}/{page.part(end - 1)}",
        f"first={page.around(first)}/{size}",
        f"copied={any('copied' in page.classes[i] for i in range(end, min(end + 2, length)))}",
        f"document={'document' in page.classes[first]}/to={to}",
        f"to={to}/{'+'.join(sorted(following))}",
        f"bracket={any(page.document.tokens[i].text == '(' for i in range(max(first, end - 5), end))}/{after}",
    ]
    later = any(i in parties.starts for i in range(end, min(beyond + 1, length)))
    out += [
        f"{side}/party ends={end in parties.ends}/splits={end in parties.splits}",
        f"{side}/party ends={end in parties.ends}/touching={touching}",
        f"{side}/party ends={end in parties.ends}/p={page.part(end)}",
        f"{side}/party ends={end in parties.ends}/later={later}/{page.part(end)}",
        f"{side}/party={parties.kinds.get(first, 'none')}/ends={end in parties.ends}/later={later}",
    ]
    rest = content.at - beyond if not content.before else -1
    at_rest = page.part(beyond)
    kind = parties.kinds.get(beyond, "none") if rest > 0 else "none"
    last = parties.lasts.get(beyond, beyond)
    out += [
        f"rest={bucket(rest)}/{content.way}/{at_rest}",
        f"rest={bucket(rest)}/{content.way}/{kind}",
        f"rest kind={kind}/{parties.kinds.get(first, 'none')}/{'comma' if beyond > end else 'word'}",
        f"rest kind={kind}/{parties.kinds.get(first, 'none')}/ends={end in parties.ends}",
        f"rest kind={kind}/left={bucket(content.at - last if rest > 0 else -1)}/{content.way}",
    ]
    if end < length:
        out += [f"{head}/ac={c}" for c in sorted(page.classes[end])]
        out += [f"{head}/ac={c}/{size}" for c in sorted(page.classes[end])]
    if beyond < length and beyond != end:
        out += [f"{head}/{after}bc={c}" for c in sorted(page.classes[beyond])]
    out += [f"{head}/lc={c}" for c in sorted(page.classes[end - 1])]
    out += [f"{head}/fc={c}/{size}" for c in sorted(page.classes[first])]
    if end in page.candidate_at:
        out.append(f"{head}/a cue={page.candidate_at[end].kind}")
    return out
