# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Lay out the isnad tree of a position: from the incident over sources and agencies to the outlets.

Chains that begin with the same source share its node, and so on along the way. Chains that only copy another of their
family are folded into its outlet. A chain that does not count is kept, with the link that excludes it.
"""

from dataclasses import dataclass, field
from typing import Literal

from tawatur.model.joined import Chain, Excluded, Position

State = Literal["counted", "perhaps", "excluded"]
NodeKind = Literal["incident", "source", "anonymous", "unattributed", "agency", "outlet"]
WIDTH, HEIGHT, GAP_X, GAP_Y = 184, 68, 44, 12
TOP = 2  # rows from the top that the first box has at most, so that it is seen where the tree is long
_RANK: dict[State, int] = {"counted": 0, "perhaps": 1, "excluded": 2}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A chain at its outlet, with the chains folded into it."""

    chain: Chain
    number: int | None
    state: State
    why: Excluded | None = None
    against: int | None = None
    folded: tuple[Chain, ...] = ()

    @property
    def copies(self) -> int:
        """Reports that print the wording too; one may carry several of the folded chains."""
        return len({r for c in self.folded for r in c.reports} - set(self.chain.reports))

    @property
    def copiers(self) -> tuple[str, ...]:
        """The outlets of these reports, each once."""
        return tuple(dict.fromkeys(o for c in self.folded for o in c.outlets))


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the drawing; `leaf` only at outlets."""

    kind: NodeKind
    text: str
    x: int
    y: int
    state: State
    leaf: Leaf | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the drawing, as the data of an SVG path."""

    path: str
    state: State


@dataclass(frozen=True, slots=True)
class Tree:
    """A drawing with its size in pixels."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    leaves: tuple[Leaf, ...]


def leaves_of(position: Position) -> tuple[Leaf, ...]:
    """Return the chains of a position, counted ones first and numbered, copies folded into one of their family."""
    proof = position.independence
    why = {e.chain: e for e in proof.excluded}
    numbers = {id: n for n, id in enumerate(proof.chosen, 1)}
    folded: dict[str, list[Chain]] = {}
    known = {c.id: c for c in position.chains}
    hosts: dict[tuple[str, str | None, str | None], str] = {}
    for chain in sorted(position.chains, key=lambda c: (c.id not in numbers, c.id)):
        link = why.get(chain.id)
        if chain.family is None or link is None or link.link != "copy" or link.by not in known:
            hosts.setdefault((chain.family or chain.id, chain.source, chain.source_text), chain.id)
            continue
        host = link.by if known[link.by].family == chain.family else None
        if host is None:
            host = hosts.setdefault((chain.family, chain.source, chain.source_text), chain.id)
        if host != chain.id:
            folded.setdefault(host, []).append(chain)
    inside = {c.id for held in folded.values() for c in held}
    leaves = []
    for chain in position.chains:
        if chain.id in inside:
            continue
        state: State = "counted" if chain.id in numbers else "perhaps"
        if state == "perhaps" and chain.id not in proof.chosen_high:
            state = "excluded"
        link = why.get(chain.id)
        against = None if link is None else numbers.get(link.by)
        leaves.append(Leaf(chain, numbers.get(chain.id), state, link, against, tuple(folded.get(chain.id, ()))))
    return tuple(sorted(leaves, key=lambda leaf: (_RANK[leaf.state], leaf.number or 0, leaf.chain.id)))


@dataclass(slots=True)
class _Branch:
    kind: NodeKind
    text: str
    children: dict[tuple[str, str], "_Branch"] = field(default_factory=dict)
    leaf: Leaf | None = None
    state: State = "excluded"
    x: int = 0
    y: float = 0


def _way(chain: Chain) -> list[tuple[NodeKind, str, str]]:
    """The stations of a chain from the source on: kind, text, and what makes two stations the same."""
    if not chain.attributed and not chain.source_text:
        first: tuple[NodeKind, str, str] = ("unattributed", "", chain.id)
    elif chain.anonymous:
        first = ("anonymous", chain.source_text or "", chain.source_text or chain.id)
    else:
        text = chain.source_text or chain.source or ""
        first = ("source", text, chain.source or text)
    links = [*reversed(chain.via), *([chain.agency] if chain.agency and chain.agency not in chain.via else [])]
    return [first, *(("agency", link, link) for link in links)]


def _grow(position: Position, title: str) -> _Branch:
    root = _Branch("incident", title)
    for leaf in leaves_of(position):
        branches = [root]
        for kind, text, same in _way(leaf.chain):
            branches.append(branches[-1].children.setdefault((kind, same), _Branch(kind, text)))
        outlet = _Branch("outlet", " = ".join(leaf.chain.outlets) or "?", leaf=leaf)
        branches[-1].children["outlet", leaf.chain.id] = outlet
        for branch in (*branches, outlet):
            if _RANK[leaf.state] < _RANK[branch.state]:
                branch.state = leaf.state
    return root


def _depth(branch: _Branch) -> int:
    inner = [_depth(child) for child in branch.children.values()]
    return 1 + max(inner, default=0)


def _place(branch: _Branch, column: int, last: int, row: int) -> int:
    """Give a branch its place, its children theirs from `row` on; return the next free row."""
    branch.x = last if branch.leaf is not None else column
    if branch.leaf is not None:
        branch.y = row
        return row + 1
    first = row
    for child in branch.children.values():
        row = _place(child, column + 1, last, row)
    ys = [child.y for child in branch.children.values()]
    branch.y = (ys[0] + ys[-1]) / 2 if ys else first
    return row


class _Drawing:
    def __init__(self, width: int, *, mirrored: bool) -> None:
        self.width, self.mirrored = width, mirrored
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []

    def _x(self, branch: _Branch) -> int:
        x = branch.x * (WIDTH + GAP_X)
        return self.width - x - WIDTH if self.mirrored else x

    @staticmethod
    def _y(branch: _Branch) -> int:
        return round(branch.y * (HEIGHT + GAP_Y))

    def draw(self, branch: _Branch) -> None:
        x, y = self._x(branch), self._y(branch)
        self.nodes.append(Node(branch.kind, branch.text, x, y, branch.state, branch.leaf))
        for child in branch.children.values():
            start = x if self.mirrored else x + WIDTH
            end = self._x(child) + (WIDTH if self.mirrored else 0)
            a, b = y + HEIGHT // 2, self._y(child) + HEIGHT // 2
            # A long edge bends in the first gap only, so that it does not run through the boxes between.
            middle = start + (-GAP_X if self.mirrored else GAP_X)
            half = (start + middle) // 2
            self.edges.append(Edge(f"M{start} {a}C{half} {a} {half} {b} {middle} {b}H{end}", child.state))
            self.draw(child)


def layout(position: Position, title: str, *, mirrored: bool) -> Tree:
    """Return the drawing of a position's chains.

    Args:
        position: With its chains and their proof.
        title: What stands in the first box.
        mirrored: Right to left.
    """
    root = _grow(position, title)
    columns = _depth(root)
    rows = _place(root, 0, columns - 1, 0)
    root.y = min(root.y, TOP)
    width = columns * (WIDTH + GAP_X) - GAP_X
    drawing = _Drawing(width, mirrored=mirrored)
    drawing.draw(root)
    height = max(rows, 1) * (HEIGHT + GAP_Y) - GAP_Y
    return Tree(width, height, tuple(drawing.nodes), tuple(drawing.edges), leaves_of(position))
