# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""FollowTheMoney: entities as JSON lines, for OpenAleph and its kin.

Reports are `Article`, incidents `Event`, parties `Person`, `Organization` or `PublicBody`, standing relations
`UnknownLink` or `Membership`, evidence `Documentation`. FtM knows no position, chain or grade: each position is a
`Note` on its incident, with its chains, their count and its credibility in words, and the same as JSON in
`summary`.
"""

import hashlib
import json
from collections.abc import Iterator

from tawatur.export import facts
from tawatur.export.material import Index, Material, Shown, Told, index
from tawatur.lexicon import Lexicon
from tawatur.model.edtf import bounds
from tawatur.model.joined import CanonicalEntity

Record = dict[str, object]
_SCHEMA = {"person": "Person", "state": "PublicBody", "organisation": "Organization"}
_PUBLIC = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
_MEMBER = {"member_of": "member", "leads": "leader", "part_of": "part"}
_TOPICS = {"GOV": "gov", "MIL": "mil", "COP": "gov.security", "SPY": "gov.security", "PTY": "pol.party", "JRN": None}


def _record(schema: str, id: str, **properties: object) -> Record:
    held: dict[str, list[str]] = {}
    for name, value in properties.items():
        given = value if isinstance(value, (list, tuple)) else [value]
        texts = [str(v) for v in given if v not in (None, "")]
        if texts:
            held[name] = list(dict.fromkeys(texts))
    return {"id": id, "schema": schema, "properties": held}


def _id(*parts: str) -> str:
    return "tw-" + hashlib.sha1("\x1f".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _party(entity: CanonicalEntity, alpha2: dict[str, str]) -> Record:
    schema = _SCHEMA.get(entity.kind, "LegalEntity")
    if schema == "Organization" and entity.sector in _PUBLIC:
        schema = "PublicBody"
    topic = _TOPICS.get(entity.sector or "") if schema != "Person" else None
    return _record(
        schema,
        f"tw-{entity.id}",
        name=entity.name,
        alias=[n for n in (*entity.names, entity.name_en or "") if n != entity.name],
        country=alpha2.get(entity.country or ""),
        topics=topic,
        position=entity.offices if schema == "Person" else None,
    )


def _article(told: Told) -> Record:
    report = told.reading.report
    return _record(
        "Article",
        f"tw-{told.key}",
        title=report.title,
        name=report.title or report.id,
        author=[c.name for c in report.credits if c.role == "author"],
        publisher=report.outlet,
        publishedAt=report.published,
        language="ara" if report.language in (None, "ar") else None,
        sourceUrl=report.url,
        bodyText=report.text,
        processingAgent=f"tawatur {told.reading.reader.version}",
        keywords=[f"sha256:{told.sha256}", f"reportId:{report.id}"],
        mimeType="text/plain",
    )


def _note(shown: Shown, found: Index, event: str) -> Iterator[Record]:
    for p in shown.incident.positions:
        independent = facts.span(p.independence.low, p.independence.high)
        lines = [
            f"{p.question}: {found.name(p.answer)}",
            f"independent chains: {independent} of {len(p.chains)}; credibility {p.credibility} ({p.rule})",
        ]
        for chain in p.chains:
            quote = found.quote(chain.reports[0], chain.evidence)
            lines.append("- " + facts.told_chain(chain, found) + (f": «{quote}»" if quote else ""))
        fields = {
            "question": p.question,
            "answer": p.answer,
            "independent": [p.independence.low, p.independence.high],
            "credibility": p.credibility,
            "chains": [c.id for c in p.chains],
        }
        yield _record(
            "Note",
            _id(shown.incident.id, p.question, p.answer),
            name=lines[0],
            description="\n".join(lines),
            summary=json.dumps(fields, ensure_ascii=False, separators=(",", ":")),
            entity=event,
        )


def _event(shown: Shown, found: Index, alpha2: dict[str, str]) -> Iterator[Record]:
    incident = shown.incident
    id = f"tw-{incident.id}"
    who = [f"tw-{p.id}" for p in facts.parties(found, incident, "who") if p.id]
    whom = [f"tw-{p.id}" for p in facts.parties(found, incident, "whom") if p.id]
    days = bounds(incident.when) if incident.when else incident.days
    yield _record(
        "Event",
        id,
        name=incident.title,
        startDate=days[0] if days else None,
        endDate=days[1] if days else None,
        location=incident.place,
        country=alpha2.get(incident.country or ""),
        organizer=who,
        involved=[*who, *whom],
        keywords=["/".join(filter(None, (incident.type, incident.mode))), "reviewed" if shown.reviews else "machine"],
        recordId=incident.id,
        summary=facts.notes(shown, found),
    )
    for key in incident.reports:
        if key in found.told:
            yield _record(
                "Documentation", _id("doc", incident.id, key), document=f"tw-{key}", entity=id, role="reports"
            )
    yield from _note(shown, found, id)


def _ties(material: Material, found: Index) -> Iterator[Record]:
    made: dict[str, Record] = {}
    for told in material.told:
        for r in told.reading.relations:
            one, other = found.forms.get((told.key, r.from_)), found.forms.get((told.key, r.to))
            if one is None or other is None or one.id == other.id:
                continue
            id = _id(r.type, one.id, other.id)
            if r.type in _MEMBER and other.kind in ("organisation", "state"):
                ends = {"member": f"tw-{one.id}", "organization": f"tw-{other.id}"}
                made[id] = _record("Membership", id, role=_MEMBER[r.type], **ends)
            else:
                ends = {"subject": f"tw-{one.id}", "object": f"tw-{other.id}"}
                made[id] = _record("UnknownLink", id, role=r.type, **ends)
    yield from (made[id] for id in sorted(made))


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return FollowTheMoney entities as JSON lines."""
    found = index(material)
    alpha2 = facts.alpha2(lexicon)
    lines = [_party(e, alpha2) for e in sorted(material.entities, key=lambda e: e.id)]
    lines += [_article(told) for told in material.told]
    for shown in material.shown:
        lines += _event(shown, found, alpha2)
    lines += _ties(material, found)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return text.encode("utf-8", "replace")
