# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The dossier: each incident as a page to print, in Arabic or English.

What is known, every position with the chains that carry it and those that do not count and why, the quoted sentences,
hashes and addresses of the reports, who reviewed, and how all this was made. It holds no script, asks for nothing from
the network, and bears no date of its making, so that the same case gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from typing import Literal

from tawatur.export import facts
from tawatur.export.material import Index, Material, Shown, index
from tawatur.export.pdf import printed
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Chain, Position, Question
from tawatur.pipeline.ways import readable

Language = Literal["ar", "en"]
QUESTIONS: tuple[Question, ...] = ("happened", "who", "whom", "deaths", "injured", "where", "when")


@dataclass(frozen=True, slots=True)
class Form:
    """Language and kind of a dossier."""

    language: Language = "ar"
    kind: Literal["html", "pdf"] = "html"


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of a page needs."""

    found: Index
    words: dict[str, str]
    language: Language
    numbers: dict[str, int] = field(default_factory=dict)  # of reports, by key

    def say(self, key: str) -> str:
        return escape(self.words[key])


def _words(lexicon: Lexicon, language: Language) -> dict[str, str]:
    return {row["key"]: row[language] for row in lexicon.table("export/words").records()}


def _own(text: object) -> str:
    """Text of a report or a name: escaped, and apart from the page's direction."""
    return f'<bdi dir="auto">{escape(str(text))}</bdi>'


def _ltr(text: object) -> str:
    return f'<span class="code" dir="ltr">{escape(str(text))}</span>'


def _link(url: str | None) -> str:
    if not url:
        return "–"
    shown = _ltr(url)
    return f'<a href="{escape(url)}" rel="noreferrer">{shown}</a>' if url.startswith(("http://", "https://")) else shown


def _section(page: _Page, key: str, parts: Iterable[str]) -> str:
    return f"<section><h2>{page.say(key)}</h2>\n" + "\n".join(parts) + "\n</section>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _answer(page: _Page, position: Position) -> str:
    if position.question == "happened":
        return page.say(f"answer.{position.answer}")
    return _own(page.found.name(position.answer))


def _support(page: _Page, position: Position) -> str:
    of = position.independence
    count = f"{_ltr(facts.span(of.low, of.high))} {page.say('independent')}"
    return f"{count} ({page.say('of')} {len(position.chains)}) · {page.say(f'credibility.{position.credibility}')}"


def _known(page: _Page, shown: Shown) -> str:
    rows = []
    for question in QUESTIONS:
        held = facts.positions(shown.incident, question)
        if held:
            several = f' <strong class="mark">≠ {page.say("disagree")}</strong>' if len(held) > 1 else ""
            lines = "<br>".join(f"{_answer(page, p)} – {_support(page, p)}" for p in held)
            rows.append((page.say(f"question.{question}") + several, lines))
    return "<table>" + "".join(f'<tr><th scope="row">{k}</th><td>{v}</td></tr>' for k, v in rows) + "</table>"


def _chain(page: _Page, chain: Chain) -> str:
    links = [" = ".join(map(_own, chain.outlets)) or "?", *([_own(chain.agency)] if chain.agency else [])]
    links += [_own(via) for via in chain.via]
    source = chain.source_text or (page.found.name(chain.source) if chain.source else None)
    links.append(_own(source) if source else page.say("no_source"))
    marks = [page.say(m) for m, held in (("anonymous", chain.anonymous), ("denies", chain.denies)) if held]
    grade = page.found.grades.get(source or "")
    marks += [f"{page.say('grade')} {escape(grade)}"] if grade else []
    arrow = " ← " if page.language == "ar" else " → "
    reports = ", ".join(f"[{page.numbers[r]}]" for r in chain.reports if r in page.numbers)
    return arrow.join(links) + f" {reports}" + (f" ({', '.join(marks)})" if marks else "")


def _carried(page: _Page, position: Position, chain: Chain) -> str:
    of = position.independence
    why = next((e for e in of.excluded if e.chain == chain.id), None)
    if chain.id in of.chosen:
        mark = f"✓ {page.say('counts')}"
    elif chain.id in of.chosen_high:
        mark = f"± {page.say('counts_high')}"
    elif why is not None:
        detail = f": {_own(why.detail)}" if why.detail else ""
        mark = f"– {page.say('excluded')} {page.say(f'link.{why.link}')}{detail}"
    else:
        mark = "–"
    quote = page.found.quote(chain.reports[0], chain.evidence)
    said = f"<blockquote>{_own(quote)}</blockquote>" if quote else ""
    return f'<li>{_chain(page, chain)}<div class="why">{mark}</div>{said}</li>'


def _positions(page: _Page, shown: Shown) -> Iterator[str]:
    for position in readable(shown.incident).positions:
        of = position.independence
        order = {id: n for n, id in enumerate((*of.chosen, *of.chosen_high))}
        ordered = sorted(position.chains, key=lambda c: (order.get(c.id, len(order)), c.id))
        head = f"{page.say(f'question.{position.question}')} {_answer(page, position)}"
        lines = "\n".join(_carried(page, position, chain) for chain in ordered)
        yield f'<h3>{head}</h3><p class="why">{_support(page, position)}</p><ol>{lines}</ol>'


def _reports(page: _Page, shown: Shown) -> Iterator[str]:
    rows = []
    recalled = set(shown.incident.recalled_by) - set(shown.incident.reports)
    for key, number in page.numbers.items():
        told = page.found.told[key]
        report = told.reading.report
        title = _own(report.title or report.id) + (f" ({page.say('recalled')})" if key in recalled else "")
        date = _ltr(report.published or "?")
        cells = (str(number), _own(report.outlet or "?"), date, title, _link(report.url), str(told.version))
        rows.append((*cells, _ltr(told.sha256)))
    heads = ("#", *(page.say(k) for k in ("outlet", "date", "title", "address", "version", "hash")))
    yield _table(heads, rows)


def _silences(page: _Page, shown: Shown) -> Iterator[str]:
    if not shown.silences:
        yield f"<p>{page.say('no_silence')}</p>"
        return
    lines = []
    for s in shown.silences:
        quote = page.found.quotes.get((s.report, s.span.start, s.span.end), "")
        said = f"<blockquote>{_own(quote)}</blockquote>" if quote else ""
        lines.append(f"<li>{_own(s.name)} [{page.numbers.get(s.report, '?')}]{said}</li>")
    yield f"<ul>{''.join(lines)}</ul>"


def _reviews(page: _Page, shown: Shown) -> Iterator[str]:
    if not shown.reviews:
        yield f"<p>{page.say('not_reviewed')}</p>"
        return
    rows = (
        (
            _own(r.reviewer),
            _ltr(r.day),
            f"{page.say(f'kind.{r.kind}')} {_ltr(r.field)} [{page.numbers.get(r.report, '?')}]",
        )
        for r in shown.reviews
    )
    yield _table((page.say("reviewer"), page.say("date"), page.say("what")), rows)


def _method(page: _Page, material: Material, redact: str) -> Iterator[str]:
    readers = sorted({f"{r.name} {r.version} (lexicon {r.lexicon})" for r in (t.reading.reader for t in material.told)})
    for key in ("reading", "chains", "limits", "grades"):
        yield f"<p>{page.say(f'method.{key}')}</p>"
    yield f"<p>{page.say('method.redaction')}: {page.say(f'method.{redact}')}</p>"
    yield f"<p>{page.say('method.reader')}: {', '.join(map(_ltr, readers))}</p>"
    if material.conditions:
        yield f"<p>{page.say('method.selection')}: {', '.join(map(_own, material.conditions))}</p>"


def _texts(page: _Page) -> Iterator[str]:
    for key, number in page.numbers.items():
        text = page.found.told[key].reading.report.text
        if text:
            yield f'<h3>[{number}]</h3><div class="text" dir="auto">{escape(text)}</div>'


def _head(page: _Page, shown: Shown) -> str:
    incident = shown.incident
    kind = "/".join(filter(None, (incident.type, incident.mode)))
    outlets = len(facts.outlets(incident))
    told = f"{len(incident.reports)} {page.say('reports_of')} {outlets} {page.say('outlets')}"
    where = ", ".join(filter(None, (incident.place, incident.country))) or "?"
    reviewed = page.say("reviewed" if shown.reviews else "not_reviewed")
    rows = (
        ("id", _ltr(incident.id)),
        ("type", _ltr(kind)),
        ("when", _ltr(incident.when or "?")),
        ("where", _own(where)),
        ("told_by", told),
    )
    lines = "".join(f"<dt>{page.say(key)}</dt><dd>{value}</dd>" for key, value in rows)
    return f"<header><p>{page.say('dossier')}</p><h1>{_own(incident.title)}</h1><dl>{lines}</dl>" + (
        f'<p class="mark">{reviewed}</p></header>'
    )


def _article(shown: Shown, page: _Page, material: Material, redact: str) -> str:
    keys = dict.fromkeys((*shown.incident.reports, *shown.incident.recalled_by))
    known = sorted((k for k in keys if k in page.found.told), key=lambda k: page.found.told[k].order)
    page.numbers.update({key: n for n, key in enumerate(known, 1)})
    parts = [
        _head(page, shown),
        _section(page, "known", [_known(page, shown)]),
        _section(page, "positions", _positions(page, shown)),
        _section(page, "silences", _silences(page, shown)),
        _section(page, "reports", _reports(page, shown)),
        _section(page, "reviews", _reviews(page, shown)),
        _section(page, "method", _method(page, material, redact)),
    ]
    texts = list(_texts(page))
    parts += [_section(page, "text", texts)] if texts else []
    return "<article>\n" + "\n".join(parts) + "\n</article>"


def page(material: Material, lexicon: Lexicon, language: Language) -> str:
    """Return the dossier as one HTML page that needs no other file.

    Args:
        material: What goes out.
        lexicon: The page's own words are its.
        language: Of the page's own words.
    """
    words, found = _words(lexicon, language), index(material)
    style = files("tawatur.export").joinpath("dossier.css").read_text("utf-8")
    articles = [_article(s, _Page(found, words, language), material, material.redacted) for s in material.shown]
    direction = "rtl" if language == "ar" else "ltr"
    body = "\n".join(articles) or f"<p>{escape(words['empty'])}</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(words['dossier'])}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def write(material: Material, lexicon: Lexicon, form: Form) -> bytes:
    """Return the dossier.

    Raises:
        ExportError: PDF was asked for and there is nothing on this machine to print with.
    """
    html = page(material, lexicon, form.language).encode("utf-8", "replace")
    return printed(html) if form.kind == "pdf" else html
