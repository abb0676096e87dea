# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The reader that asks a language model and believes only the text."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import ReaderInfo, Reading, Report, Span
from tawatur.model.errors import AnswerError, ReaderSettingsError
from tawatur.model.protocols import ReaderOptions
from tawatur.reading import places
from tawatur.reading.llm.account import Account
from tawatur.reading.llm.answer import Answer, answer_schema, parse_answer
from tawatur.reading.llm.assemble import assemble
from tawatur.reading.llm.cache import Cache, cache_key
from tawatur.reading.llm.endpoint import Endpoint
from tawatur.reading.llm.prompt import AGAIN, instructions, prompt_version, question
from tawatur.reading.llm.settings import Settings, parse_settings
from tawatur.reading.opening import Opened, open_report
from tawatur.text.document import Document, analyse

LIMIT = 60_000  # code points of one report that are sent: some 30,000 tokens
ROUNDS = 2  # times that a model is asked for a usable form
_REASONS = {
    "quote": "{n} quotes of the model are not in the text: left out",
    "reference": "{n} references of the model lead to no party of the text: left out",
    "form": "{n} items of the model have the wrong form: left out",
    "value": "{n} dates or numbers of the model cannot be: left out",
}


class LlmReader:
    """Reads reports by a language model behind an OpenAI-compatible endpoint. Safe to share between threads.

    Args:
        settings: Where the model is and how to ask.
        lexicon: Tables for sentences, words and places; the built-in ones by default.
    Raises:
        ReaderSettingsError: The extra is not installed, or the folder of kept answers cannot be used.
    """

    name = "llm"

    def __init__(self, settings: Settings, lexicon: Lexicon | None = None) -> None:
        self.settings = settings
        self.lexicon = default_lexicon() if lexicon is None else lexicon
        self.costs = Account(settings.price)
        settings.key()  # one that cannot be sent is said before any report is taken
        self._cache = None if settings.cache is None else Cache(settings.cache)
        self._endpoint = Endpoint(settings, answer_schema(), self.costs)

    @property
    def version(self) -> str:
        """Version of the program, of the prompt, and the model's name."""
        from tawatur import __version__

        return f"{__version__}; prompt {prompt_version()}; {self.settings.model}"

    def account(self) -> str:
        """Return what reading has cost so far, in one line."""
        lacking = self._endpoint.lacking()
        without = f"; without {', '.join(lacking)}, which the endpoint does not take" if lacking else ""
        return self.costs.line() + without

    def notice(self) -> str:
        """Return where the texts of the reports go."""
        where = "stay on this machine" if self.settings.is_local else f"go to {self.settings.endpoint}"
        unsafe = ", unencrypted: others on the way can read them" if self.settings.is_open else ""
        return f"the texts of the reports {where}{unsafe}"

    def close(self) -> None:
        """Give up what is waited for, and let go of connections."""
        self._endpoint.close()

    def read(self, report: Report) -> Reading:
        """Return what the model says of a report, as far as the text bears it out.

        Args:
            report: Report to read; an impossible publication date is passed over with a warning.
        Raises:
            AnswerError: The model gave no usable answer.
            EndpointError: The endpoint has gone or refuses every request.
        """
        opened = open_report(report, self.lexicon, LIMIT)
        document = analyse(opened.text, self.lexicon)
        answer, wrong = self._answer(opened, document) if opened.text.strip() else (Answer(), Counter[str]())
        made = assemble(document, answer, places.annotate(document, self.lexicon), wrong)
        self.costs.add(left_out=made.wrong.total())
        said = tuple(_REASONS[reason].format(n=n) for reason, n in sorted(made.wrong.items()) if n)
        return Reading(
            reader=ReaderInfo(self.name, self.version, self.lexicon.version()),
            warnings=(*opened.warnings, *said),
            report=opened.report,
            sentences=tuple(Span(s.start, s.end) for s in document.sentences),
            entities=made.entities,
            mentions=made.mentions,
            timexes=made.timexes,
            places=made.places,
            events=made.events,
            claims=made.claims,
            relations=made.relations,
            non_responses=made.non_responses,
        )

    def _answer(self, opened: Opened, document: Document) -> tuple[Answer, Counter[str]]:
        """Return the answer for a report: a kept one, else the model's, which is then kept."""
        day = None if opened.published is None else opened.published.isoformat()
        asked = question(document, day, opened.report.outlet)
        key = cache_key(self.settings.model, prompt_version(), opened.text, asked)
        kept = None if self._cache is None else self._cache.get(key)
        if kept is not None and (found := _usable(kept)) is not None:
            self.costs.add(kept=1)
            return found
        content, found = self._ask(asked)
        self.costs.add(asked=1)
        if self._cache is not None:
            self._cache.put(key, {"model": self.settings.model, "prompt": prompt_version(), "content": content})
        return found

    def _ask(self, asked: str) -> tuple[str, tuple[Answer, Counter[str]]]:
        """Return the model's words and the answer in them; words that are no answer get a second chance."""
        messages = [{"role": "system", "content": instructions()}, {"role": "user", "content": asked}]
        for left in reversed(range(ROUNDS)):
            reply = self._endpoint.ask(messages)
            if reply.finish == "length":
                raise AnswerError(f"the model's answer was cut off at {self.settings.most_tokens:,} tokens; allow more")
            try:
                return reply.content, parse_answer(reply.content)
            except AnswerError:
                if not left:
                    raise
                messages += [{"role": "assistant", "content": reply.content}, {"role": "user", "content": AGAIN}]
        raise AnswerError("the model was not asked")


def _usable(kept: Mapping[str, Any]) -> tuple[Answer, Counter[str]] | None:
    content = kept.get("content")
    try:
        return parse_answer(content) if isinstance(content, str) else None
    except AnswerError:
        return None


def open_reader(options: ReaderOptions) -> LlmReader:
    """Return a reader for the settings that a user gave by name, see `parse_settings`.

    Raises:
        ReaderSettingsError: They cannot be used.
    """
    if options.threshold is not None:
        raise ReaderSettingsError("reader llm: a model states no confidence that a threshold could sift by")
    lexicon = None if options.lexicon is None else Lexicon(options.lexicon)
    return LlmReader(parse_settings(options.settings), lexicon)
