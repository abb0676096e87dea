# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The network of parties: GEXF 1.3 with time for Gephi, GraphML for everything else.

Nodes are canonical entities, and parties that answer or relate by a name alone (kind `named`). Edges are what one does
to another in an incident (all its answers to *who* and *whom*) and the standing relations that reports state; each
carries its kind, how many chains say so, and its credibility. An incident's edge lives on its days, a relation's on the
days of the reports that state it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as member

from lxml import etree

from tawatur.export import facts
from tawatur.export.material import Index, Material, Told, index
from tawatur.joining.tension import score
from tawatur.lexicon import Lexicon
from tawatur.model.joined import CanonicalEntity, Position
from tawatur.text.normalize import fold

GEXF = "http://gexf.net/1.3"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
NODE = (("kind", "string"), ("country", "string"), ("sector", "string"), ("reports", "integer"))
EDGE = (
    ("kind", "string"),
    ("type", "string"),
    ("incident", "string"),
    ("independent_low", "integer"),
    ("independent_high", "integer"),
    ("credibility", "integer"),
    ("score", "double"),
    ("reports", "integer"),
)
Value = str | int | float | None
_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A party."""

    id: str
    label: str
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two parties, and when."""

    source: str
    target: str
    label: str
    days: tuple[str, str] | None
    values: tuple[tuple[str, Value], ...]


def _of_name(name: str) -> str:
    """The id of a party that no canonical entity is made of: it stands for its name alone."""
    return "n" + hashlib.blake2b(fold(name).encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(slots=True)
class _Network:
    """Edges as they are found, and the parties at their ends that are no canonical entities."""

    found: Index
    named: dict[str, str] = member(default_factory=dict)

    def end(self, entity: CanonicalEntity | None, name: str) -> str:
        """Return the id of a party."""
        if entity is not None:
            return entity.id
        id = _of_name(name)
        self.named.setdefault(id, name)
        return id

    def answer(self, position: Position) -> str:
        """Return the id of the party that answers a question."""
        return self.end(self.found.entities.get(position.answer), self.found.name(position.answer))

    def party(self, told: Told, local: str) -> str:
        """Return the id of a party of a report."""
        name = next((e.name for e in told.reading.entities if e.id == local), local)
        return self.end(self.found.forms.get((told.key, local)), name)

    def acts(self, lexicon: Lexicon) -> Iterator[Edge]:
        """Yield what parties do to one another."""
        for shown in self.found.material.shown:
            incident = shown.incident
            for one in facts.positions(incident, "who"):
                for other in facts.positions(incident, "whom"):
                    values: dict[str, Value] = {
                        "kind": "act",
                        "type": "/".join(filter(None, (incident.type, incident.mode))),
                        "incident": incident.id,
                        "independent_low": one.independence.low,
                        "independent_high": one.independence.high,
                        "credibility": max(one.credibility, other.credibility),
                        "score": score(incident.type, incident.mode, lexicon),
                        "reports": len(incident.reports),
                    }
                    ends = self.answer(one), self.answer(other)
                    if ends[0] != ends[1]:
                        yield Edge(*ends, incident.type, incident.days, tuple(values.items()))

    def ties(self) -> Iterator[Edge]:
        """Yield the standing relations, each once, over the days of the reports that state it."""
        told: dict[tuple[str, str, str], list[str]] = {}
        for report in self.found.material.told:
            for relation in report.reading.relations:
                ends = self.party(report, relation.from_), self.party(report, relation.to)
                if ends[0] != ends[1]:
                    told.setdefault((*ends, relation.type), []).append(report.reading.report.published or "")
        for (source, target, type), days in sorted(told.items()):
            dated = sorted(day for day in days if day)
            lived = (dated[0], dated[-1]) if dated else None
            yield Edge(source, target, type, lived, (("kind", "relation"), ("type", type), ("reports", len(days))))


def network(material: Material, lexicon: Lexicon) -> tuple[list[Node], list[Edge]]:
    """Return the nodes by id and the edges in a fixed order."""
    made = _Network(index(material))
    edges = [*made.acts(lexicon), *made.ties()]
    nodes = [Node(id, name, (("kind", "named"),)) for id, name in made.named.items()]
    for entity in material.entities:
        reports = len({report for report, _ in entity.forms})
        values = (("kind", entity.kind), ("country", entity.country), ("sector", entity.sector), ("reports", reports))
        nodes.append(Node(entity.id, entity.name, values))
    return sorted(nodes, key=lambda n: n.id), edges


def _xml(text: object) -> str:
    """Return a text without the signs that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", str(text))


def _bytes(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _declare(graph: etree._Element, kind: str, fields: tuple[tuple[str, str], ...]) -> None:
    held = etree.SubElement(graph, f"{{{GEXF}}}attributes", {"class": kind, "mode": "static"})
    for name, type in fields:
        etree.SubElement(held, f"{{{GEXF}}}attribute", {"id": name, "title": name, "type": type})


def _values(element: etree._Element, values: tuple[tuple[str, Value], ...]) -> None:
    held = etree.SubElement(element, f"{{{GEXF}}}attvalues")
    for name, value in values:
        if value is not None:
            etree.SubElement(held, f"{{{GEXF}}}attvalue", {"for": name, "value": _xml(value)})


def write_gexf(material: Material, lexicon: Lexicon) -> bytes:
    """Return the network as GEXF whose edges live on days."""
    nodes, edges = network(material, lexicon)
    root = etree.Element(f"{{{GEXF}}}gexf", {"version": "1.3"}, nsmap={None: GEXF})
    meta = etree.SubElement(root, f"{{{GEXF}}}meta")
    etree.SubElement(meta, f"{{{GEXF}}}creator").text = "tawatur"
    settings = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
    graph = etree.SubElement(root, f"{{{GEXF}}}graph", settings)
    _declare(graph, "node", NODE)
    _declare(graph, "edge", EDGE)
    held = etree.SubElement(graph, f"{{{GEXF}}}nodes")
    for node in nodes:
        _values(etree.SubElement(held, f"{{{GEXF}}}node", {"id": node.id, "label": _xml(node.label)}), node.values)
    held = etree.SubElement(graph, f"{{{GEXF}}}edges")
    for number, edge in enumerate(edges):
        said = {"id": str(number), "source": edge.source, "target": edge.target, "label": _xml(edge.label)}
        if edge.days:
            said |= {"start": edge.days[0], "end": edge.days[1]}
        _values(etree.SubElement(held, f"{{{GEXF}}}edge", said), edge.values)
    return _bytes(root)


def write_graphml(material: Material, lexicon: Lexicon) -> bytes:
    """Return the network as GraphML; days stand in the data `start` and `end` of edges."""
    nodes, edges = network(material, lexicon)
    root = etree.Element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML})
    text = (("label", "string"),)
    types = {"integer": "int"}
    for kind, fields in (("node", text + NODE), ("edge", text + EDGE + (("start", "string"), ("end", "string")))):
        for name, type in fields:
            said = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": types.get(type, type)}
            etree.SubElement(root, f"{{{GRAPHML}}}key", said)
    graph = etree.SubElement(root, f"{{{GRAPHML}}}graph", {"id": "parties", "edgedefault": "directed"})

    def data(element: etree._Element, kind: str, values: tuple[tuple[str, Value], ...]) -> None:
        for name, value in values:
            if value is not None:
                etree.SubElement(element, f"{{{GRAPHML}}}data", {"key": f"{kind}-{name}"}).text = _xml(value)

    for node in nodes:
        element = etree.SubElement(graph, f"{{{GRAPHML}}}node", {"id": node.id})
        data(element, "node", (("label", node.label), *node.values))
    for number, edge in enumerate(edges):
        said = {"id": f"edge-{number}", "source": edge.source, "target": edge.target}
        days = (("start", edge.days[0]), ("end", edge.days[1])) if edge.days else ()
        data(etree.SubElement(graph, f"{{{GRAPHML}}}edge", said), "edge", (("label", edge.label), *edge.values, *days))
    return _bytes(root)
