# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What incident-level formats ask of an incident: its parties, days, place and counts, with how precise each is."""

from dataclasses import dataclass
from datetime import date

from tawatur.export.material import Index, Shown
from tawatur.joining.counts import summarise
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Chain, CountRange, Incident, Position, Question
from tawatur.model.records import Place

EXACT, DISTRICT, PROVINCE, COUNTRY = "exact", "district", "province", "country"
_PRECISION = {"site": EXACT, "city": EXACT, "district": DISTRICT, "province": PROVINCE, "country": COUNTRY}


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an incident."""

    id: str
    name: str
    kind: str = ""
    country: str | None = None
    sector: str | None = None

    def side(self, codes: "Codes") -> str:
        """Return whether it is of a state, an armed or political group, or civilians; empty where that is not told."""
        return "state" if self.kind == "state" else codes.side.get(self.sector or "", "")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of states and sectors."""

    iso: dict[str, str]
    cow: dict[str, str]
    gw: dict[str, str]
    region: dict[str, str]
    country: dict[str, str]
    inter: dict[str, str]
    side: dict[str, str]


def _codes(lexicon: Lexicon) -> Codes:
    rows = list(lexicon.table("export/countries").columns("iso3", "iso", "cow", "gw", "region"))
    sectors = list(lexicon.table("export/sectors").columns("sector", "inter", "side"))
    names: dict[str, str] = {}
    for iso3, name in lexicon.table("entities/countries").columns("iso3", "name_en"):
        names.setdefault(iso3, name)
    return Codes(
        iso={r[0]: r[1] for r in rows},
        cow={r[0]: r[2] for r in rows},
        gw={r[0]: r[3] for r in rows},
        region={r[0]: r[4] for r in rows},
        country=names,
        inter={s[0]: s[1] for s in sectors},
        side={s[0]: s[2] for s in sectors},
    )


def codes(lexicon: Lexicon) -> Codes:
    """Return the codes, compiled once."""
    return lexicon.compiled("export.codes", _codes)


def alpha2(lexicon: Lexicon) -> dict[str, str]:
    """Return the two-letter codes of states, in small letters as FollowTheMoney wants them, by their three letters."""
    return {row["iso3"]: row["iso2"] for row in lexicon.table("export/countries").records()}


def positions(incident: Incident, question: Question) -> tuple[Position, ...]:
    """Return the answers to a question, the best supported first."""
    return tuple(p for p in incident.positions if p.question == question)


def parties(found: Index, incident: Incident, question: Question) -> tuple[Party, ...]:
    """Return who did it, or to whom, the best supported first."""
    out = []
    for position in positions(incident, question):
        entity = found.entities.get(position.answer)
        if entity is None:
            out.append(Party("", found.name(position.answer)))
        else:
            out.append(Party(entity.id, entity.name, entity.kind, entity.country, entity.sector))
    return tuple(out)


def counts(incident: Incident, question: Question = "deaths") -> tuple[CountRange | None, CountRange | None]:
    """Return the counts by the rules *supported* and *conservative*, None where nobody counts."""
    return summarise(incident.positions, question), summarise(incident.positions, question, "conservative")


def span_of_days(incident: Incident) -> int | None:
    """Return how many days the incident may have been on, None where no day is told."""
    if incident.days is None:
        return None
    first, last = map(date.fromisoformat, incident.days)
    return (last - first).days + 1


def site(incident: Incident) -> Place | None:
    """Return the place that its tellings name, the one with coordinates first."""
    sites = [t.site for t in incident.tellings if t.site is not None]
    fitting = [s for s in sites if s.name == incident.place] or sites
    return next((s for s in fitting if s.lat is not None), fitting[0] if fitting else None)


def precision(incident: Incident) -> str:
    """Return how precisely the place is told: exact, district, province, country, or empty."""
    place = site(incident)
    if place is not None and place.precision in _PRECISION:
        return _PRECISION[place.precision]
    return COUNTRY if incident.country else ""


def chains(incident: Incident) -> tuple[Chain, ...]:
    """Return all chains of all positions once, in the order of their ids."""
    found = {chain.id: chain for position in incident.positions for chain in position.chains}
    return tuple(found[id] for id in sorted(found))


def outlets(incident: Incident) -> tuple[str, ...]:
    """Return the outlets that tell it in substance, in the order of the tellings."""
    told = (t.outlet for t in incident.tellings if t.report in incident.reports)
    return tuple(dict.fromkeys(o for o in told if o))


def span(low: int, high: int) -> str:
    """Return a range as `2` or `2–4`."""
    return str(low) if low == high else f"{low}–{high}"


def told_chain(chain: Chain, found: Index) -> str:
    """Return a chain as a line, from the outlet to the source."""
    links = [" = ".join(chain.outlets) or "?", *([chain.agency] if chain.agency else []), *chain.via]
    links.append(chain.source_text or (found.name(chain.source) if chain.source else "(no source named)"))
    return " < ".join(links) + (" [anonymous]" if chain.anonymous else "") + (" [denies]" if chain.denies else "")


def original_sources(incident: Incident, found: Index) -> tuple[str, ...]:
    """Return who is named as the first to say it: the sources of all chains, those without a name by their wording."""
    told = (c.source_text or (found.name(c.source) if c.source else c.agency) for c in chains(incident))
    return tuple(dict.fromkeys(t for t in told if t))


def _answer(position: Position, found: Index) -> str:
    independent = span(position.independence.low, position.independence.high)
    return f"{found.name(position.answer)} ({independent} independent, credibility {position.credibility})"


def notes(shown: Shown, found: Index) -> str:
    """Return in a few sentences what is said, by how many, where they disagree, who denies and who keeps silent."""
    incident = shown.incident
    parts = [incident.title + "."]
    for question in ("happened", "who", "whom", "deaths", "injured", "where", "when"):
        held = positions(incident, question)
        if len(held) > 1:
            parts.append(f"Disagreement on {question}: " + " / ".join(_answer(p, found) for p in held) + ".")
        elif held:
            parts.append(f"{question}: {_answer(held[0], found)}.")
    denials = dict.fromkeys(told_chain(c, found) for c in chains(incident) if c.denies)
    if denials:
        parts.append("Denied: " + "; ".join(denials) + ".")
    silent = dict.fromkeys(s.name for s in shown.silences)
    if silent:
        parts.append("Did not comment: " + "; ".join(silent) + ".")
    parts.append("Reviewed by a person." if shown.reviews else "Read by machine, not reviewed by a person.")
    return " ".join(parts)
