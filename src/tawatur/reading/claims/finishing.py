# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a draft in tokens to a claim of the contract: spans, qualities, intermediaries and confidence."""

from bisect import bisect_left

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Source, TextSpan, Via
from tawatur.reading.claims import cues, qualities, speakers
from tawatur.reading.claims.drafts import Draft, Judges
from tawatur.reading.claims.page import Page
from tawatur.reading.claims.qualities import Words
from tawatur.reading.parties import Entities


def trust_features(page: Page, draft: Draft, entities: Entities) -> list[str]:
    """Return the features by which the judge says how far a finished claim can be trusted."""
    found = draft.found
    cue, place, speaker, start, end = (
        int(10 * chance)
        for chance in (draft.chance, found.place_chance, draft.speaker_chance, found.start_chance, found.end_chance)
    )
    kind = entities.entity(draft.entity).kind if draft.entity is not None else "none"
    out = [
        f"cue={cue}",
        f"place={place}",
        f"start={start}",
        f"end={end}",
        f"kind={draft.candidate.kind}/{found.place}",
        f"family={draft.candidate.form.family}/{draft.candidate.form.shape}",
        f"way={'<' if draft.start.before else ''}{draft.start.way}",
        f"party={kind}/{found.place}",
    ]
    if draft.source is None:
        return [*out, f"speaker={speaker}", f"speaker={speaker}/{draft.candidate.form.shape}"]
    first, last = draft.source
    return [
        *out,
        f"named={draft.entity is not None}",
        f"size={cues.bucket(last - first)}/named={draft.entity is not None}",
        f"source p={page.part(first)}/named={draft.entity is not None}",
    ]


def _source_span(page: Page, entities: Entities, span: tuple[int, int]) -> tuple[int, int]:
    """The code points of a source phrase, without its leading clitics and a mark that closes what opened before it."""
    first, last = span
    outside = page.marks[last - 1] == "close" and page.opened_at.get(last - 1, first) < first
    tokens = page.document.tokens
    return tokens[first].start + lead(page, entities, first), tokens[last - 1 - (outside and last - first > 1)].end


def lead(page: Page, entities: Entities, index: int) -> int:
    """The number of leading clitic characters of a token that opens a source or content; none in «بريان», a party."""
    token = page.document.tokens[index]
    if entities.begins(token.start):
        return 0
    if token.analysis.lead:
        return min(token.analysis.lead, len(token.text) - 1)
    norm = page.norms[index]
    if norm.startswith("ل") and not norm.startswith("لل") and "outlet" in page.classes[index]:  # «لشبكة»
        return 1
    return 1 if norm.startswith(("وال", "بال", "فال", "كال")) else 0


class Finisher:
    """Turns drafts into claims of the contract."""

    def __init__(self, page: Page, entities: Entities, judges: Judges, lexicon: Lexicon) -> None:
        self.page, self.entities, self.judges = page, entities, judges
        self.words = lexicon.compiled("reading.claims.words", Words)
        self._last: dict[str, tuple[bool, int | None, str | None]] = {}

    def _content(self, draft: Draft) -> TextSpan:
        page = self.page
        first, last = draft.content
        if page.opened_at.get(last, -1) >= first:
            last += 1
        start = page.document.tokens[first].start
        opening = page.document.tokens[first].text[0]
        governed = draft.start.way == "np" and opening in "بل"
        joined = draft.start.before and opening == "و"
        if governed or joined:
            start += lead(page, self.entities, first)
        end = max(page.document.tokens[last - 1].end, start + 1)
        return TextSpan(start, end, page.document.text[start:end])

    def _speaker(self, draft: Draft) -> tuple[bool, int | None, str | None]:
        """Whether the source is anonymous, how many speak, and how they know.

        Who was not named at first stays so: 4 of 662 speakers of the annotated and the written reports are told both
        with their name and without.
        """
        page, judges = self.page, self.judges
        record = self.entities.entity(draft.entity) if draft.entity is not None else None
        known = self._last.get(draft.entity) if draft.entity is not None else None
        if draft.source is None:
            if known is not None:
                return known
            features = qualities.entity_features(record)
        else:
            features = qualities.source_features(page, *draft.source, record)
        if known is None or (record is not None and record.kind == "person"):
            anonymous = judges.anonymous.probability(features) >= 0.5
        else:
            anonymous = known[0]
        count: int | None = 1
        number = qualities.stated_number(page, self.words, *draft.source) if draft.source else None
        if number is not None and number > 1:
            count = number
        elif judges.count.probability(features) >= 0.5:
            count = None
        how = None
        if draft.source is not None:
            first, last = draft.source
            spans = [(first, last)]
            if draft.content[0] > last:
                spans.append((last, min(draft.content[0], last + 25)))
            spans.append((draft.content[1], min(page.sentence_end(draft.candidate.first), draft.content[1] + 20)))
            how = qualities.basis(page, self.words, spans)
        result = (anonymous, count, how)
        if draft.entity is not None:
            self._last[draft.entity] = result
        return result

    def _source(self, draft: Draft) -> Source:
        if draft.source is None:
            return Source(entity=draft.entity)
        start, end = _source_span(self.page, self.entities, draft.source)
        return Source(start, end, self.page.document.text[start:end], draft.entity)

    def _via(self, spans: list[tuple[int, int]]) -> tuple[Via, ...]:
        """The intermediaries: the parties named in the spans, else the spans as they stand."""
        page, text = self.page, self.page.document.text
        found: list[Via] = []
        for first, last in spans:
            tokens = page.document.tokens
            start, end = tokens[first].start, tokens[last - 1].end
            inside = self.entities.mentions_in(start, end)
            outer = [m for i, m in enumerate(inside) if not i or m.start >= inside[i - 1].end]
            bodies = [m for m in outer if self.entities.entity(m.entity).kind in ("organisation", "person", "group")]
            whole = len(bodies) == 1 and self._goes_on(bodies[0].end, last)
            if bodies and not whole and bodies[0].start <= tokens[min(first + 1, last - 1)].end:
                found += [Via(m.text, m.start, m.end, m.entity) for m in bodies]
                continue
            start += lead(page, self.entities, first) if not page.marks[first] else 0
            found.append(Via(text[start:end], start, end, speakers.named(self.entities, page, first, last)))
        return tuple(found)

    def _goes_on(self, end: int, last: int) -> bool:
        """Whether a name in brackets or quotation marks follows a body before a token: «قناة (إن.بي.سي)»."""
        after = bisect_left(self.page.begins, end)
        return after < last and self.page.marks[after] in ("bracket", "open")

    def claim(self, draft: Draft, via: list[tuple[int, int]]) -> Claim:
        """Return the claim of a draft, not numbered yet."""
        page, judges = self.page, self.judges
        candidate = draft.candidate
        tokens = page.document.tokens
        start = tokens[candidate.first].start + max(0, candidate.form.lead)
        end = tokens[candidate.last - 1].end
        first, last = draft.content
        mode = qualities.mode_features(page, candidate, draft.start.way, first, last)
        anonymous, count, how = self._speaker(draft)
        return Claim(
            id="",
            cue=TextSpan(start, end, page.document.text[start:end]),
            source=self._source(draft),
            content=self._content(draft),
            mode="direct" if judges.mode.probability(mode) >= 0.5 else "indirect",
            stance=qualities.stance(page, candidate, first, last),  # type: ignore[arg-type]
            anonymous=anonymous,
            count=count,
            basis=how,
            via=self._via(via),
            confidence=round(judges.trust.probability(trust_features(page, draft, self.entities)), 3),
            rule=candidate.rule,
        )
