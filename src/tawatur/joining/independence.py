# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How many chains are pairwise independent: the largest set of which no two share a link, exactly, with its proof.

Chains that carry one wording are folded into one first, and the folded chain has the links of all of them: so a copy
can never raise a count, whatever it names or leaves out. The largest independent set is found by branch and bound on
bit masks, component by component: a chain whose neighbours are all linked with one another is taken at once (which
settles nearly every real case), else the best-linked chain is tried in and out, under the bound of a cover by cliques.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tawatur.model.joined import Chain, Excluded, Exclusion, Independence

STRENGTH: tuple[Exclusion, ...] = ("copy", "agency", "source", "affiliation", "outlet", "anonymous", "unattributed")


@dataclass(frozen=True, slots=True)
class Bond:
    """A link that makes two chains dependent.

    Args:
        left: Id of one chain.
        right: Id of the other.
        link: What they share.
        detail: The name of what they share.
        only_low: Whether it counts in the low count alone.
    """

    left: str
    right: str
    link: Exclusion
    detail: str = ""
    only_low: bool = False


@dataclass(slots=True)
class Graph:
    """Chains folded by copies: vertices in order of chain id, their neighbours as bit masks, and why."""

    folded: list[list[str]]
    near: list[int]
    bonds: dict[tuple[int, int], Bond] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)


def _folds(ids: Sequence[str], bonds: Iterable[Bond]) -> dict[str, str]:
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for bond in bonds:
        if bond.link == "copy":
            a, b = sorted((root(bond.left), root(bond.right)))
            parent[b] = a
    return {id: root(id) for id in ids}


def graph(ids: Iterable[str], bonds: Iterable[Bond]) -> Graph:
    """Return the graph of dependence among chains.

    Args:
        ids: Chain ids.
        bonds: Their links; those of chains that are not named are passed over.
    """
    ordered = sorted(set(ids))
    known = set(ordered)
    ties = sorted(
        (b for b in bonds if b.left in known and b.right in known and b.left != b.right),
        key=lambda b: (STRENGTH.index(b.link), b.left, b.right, b.detail),
    )
    home = _folds(ordered, ties)
    roots = sorted(set(home.values()))
    place = {id: roots.index(home[id]) for id in ordered}
    folded: list[list[str]] = [[] for _ in roots]
    for id in ordered:
        folded[place[id]].append(id)
    out = Graph(folded, [0] * len(roots), place=place)
    for bond in ties:
        a, b = sorted((place[bond.left], place[bond.right]))
        if a != b:
            out.near[a] |= 1 << b
            out.near[b] |= 1 << a
            out.bonds.setdefault((a, b), bond)
    return out


def _bits(mask: int) -> list[int]:
    out = []
    while mask:
        low = mask & -mask
        out.append(low.bit_length() - 1)
        mask ^= low
    return out


def _component(start: int, within: int, near: Sequence[int]) -> int:
    seen, edge = start, start
    while edge:
        reached = 0
        for vertex in _bits(edge):
            reached |= near[vertex]
        edge = reached & within & ~seen
        seen |= edge
    return seen


def _cover(mask: int, near: Sequence[int]) -> int:
    """Number of cliques of a greedy cover: no independent set is larger."""
    cliques: list[int] = []
    for vertex in _bits(mask):
        for number, clique in enumerate(cliques):
            if clique & ~near[vertex] == 0:
                cliques[number] |= 1 << vertex
                break
        else:
            cliques.append(1 << vertex)
    return len(cliques)


class _Search:
    """The largest independent set of one graph."""

    def __init__(self, near: Sequence[int]) -> None:
        self.near = near
        self.known: dict[int, int] = {}

    def best(self, mask: int) -> int:
        """Return the largest independent set within a mask."""
        chosen = 0
        while mask:
            part = _component(mask & -mask, mask, self.near)
            easy = self._simplicial(part)
            if easy:
                chosen |= easy
                mask &= ~(easy | self.near[easy.bit_length() - 1])
            else:
                if part not in self.known:
                    self.known[part] = self._branch(part)
                chosen |= self.known[part]
                mask &= ~part
        return chosen

    def _simplicial(self, mask: int) -> int:
        """A vertex whose neighbours are all linked with one another, as a mask: it is in some largest set."""
        for vertex in _bits(mask):
            around = self.near[vertex] & mask
            if all(around & ~self.near[other] == 1 << other for other in _bits(around)):
                return 1 << vertex
        return 0

    def _branch(self, mask: int) -> int:
        pivot = max(_bits(mask), key=lambda v: ((self.near[v] & mask).bit_count(), -v))
        inside = 1 << pivot | self.best(mask & ~self.near[pivot] & ~(1 << pivot))
        without = mask & ~(1 << pivot)
        if _cover(without, self.near) <= inside.bit_count():
            return inside
        outside = self.best(without)
        return outside if outside.bit_count() > inside.bit_count() else inside


def largest(near: Sequence[int]) -> int:
    """Return the largest set of vertices of which no two are neighbours, as a bit mask.

    Args:
        near: For each vertex the mask of its neighbours.
    """
    return _Search(near).best((1 << len(near)) - 1)


def _chosen(found: Graph) -> tuple[list[str], int]:
    mask = largest(found.near)
    return [found.folded[n][0] for n in _bits(mask)], mask


def _excluded(found: Graph, mask: int) -> list[Excluded]:
    """For each chain that does not count, the strongest link to one that does."""
    out = []
    for number, ids in enumerate(found.folded):
        if mask >> number & 1:
            out += [Excluded(id, ids[0], "copy", "") for id in ids[1:]]
            continue
        ties = [found.bonds[min(number, n), max(number, n)] for n in _bits(found.near[number] & mask)]
        bond = min(ties, key=lambda b: (STRENGTH.index(b.link), b.left, b.right))
        by = next(n for n in (found.place[bond.left], found.place[bond.right]) if n != number)
        out += [Excluded(id, found.folded[by][0], bond.link, bond.detail) for id in ids]
    return sorted(out, key=lambda e: e.chain)


def solve(ids: Iterable[str], bonds: Iterable[Bond]) -> Independence:
    """Return how many of some chains are pairwise independent.

    Args:
        ids: Chain ids.
        bonds: The links that make two of them dependent.
    """
    every, ties = tuple(ids), tuple(bonds)
    low = graph(every, ties)
    high = graph(every, (bond for bond in ties if not bond.only_low))
    chosen, mask = _chosen(low)
    chosen_high, _ = _chosen(high)
    return Independence(
        low=len(chosen),
        high=len(chosen_high),
        chosen=tuple(chosen),
        excluded=tuple(_excluded(low, mask)),
        chosen_high=tuple(chosen_high),
    )


def _cliques(members: Mapping[str, list[str]], link: Exclusion, *, only_low: bool = False) -> list[Bond]:
    return [
        Bond(a, b, link, name, only_low)
        for name, ids in sorted(members.items())
        for n, a in enumerate(ids)
        for b in ids[n + 1 :]
    ]


def _weak(chain: Chain) -> bool:
    return chain.anonymous or not chain.attributed


def bonds(
    chains: Sequence[Chain],
    *,
    sources: Mapping[str, frozenset[str]],
    affiliations: Mapping[str, frozenset[str]] | None = None,
    alike: Mapping[str, frozenset[str]] | None = None,
) -> list[Bond]:
    """Return the links between chains.

    Args:
        chains: The chains of a position.
        sources: For each chain the names and bodies that its source is one with.
        affiliations: For each chain the bodies that its source, agency or outlet is declared to belong to.
        alike: For each chain the names that its source may go by; they count in the low alone.
    """
    groups: dict[Exclusion, dict[str, list[str]]] = {link: defaultdict(list) for link in STRENGTH}
    for chain in sorted(chains, key=lambda c: c.id):
        if chain.family is not None:
            groups["copy"][chain.family].append(chain.id)
        if chain.agency is not None:
            groups["agency"][chain.agency].append(chain.id)
        for name in sources.get(chain.id, ()):
            groups["source"][name].append(chain.id)
        for body in (affiliations or {}).get(chain.id, ()):
            groups["affiliation"][body].append(chain.id)
        if not chain.attributed:
            for outlet in chain.outlets:
                groups["outlet"][outlet].append(chain.id)
    out = [bond for link in STRENGTH for bond in _cliques(groups[link], link)]
    named: dict[str, list[str]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.id):
        for name in (alike or {}).get(chain.id, ()):
            named[name].append(chain.id)
    out += _cliques(named, "source", only_low=True)
    return out + _indistinct(sorted(chains, key=lambda c: c.id))


def _indistinct(chains: Sequence[Chain]) -> list[Bond]:
    """Links of the low count: accounts nobody is named for are one, and may all come from an agency that carries it.

    One that an agency carries is that agency's own: it does not come from another's text.
    """
    out = []
    for n, a in enumerate(chains):
        for b in chains[n + 1 :]:
            if not (_weak(a) or _weak(b)):
                continue
            link: Exclusion = "anonymous" if a.anonymous or b.anonymous else "unattributed"
            if _weak(a) and _weak(b):
                out.append(Bond(a.id, b.id, link, "", only_low=True))
                continue
            weak, named = (a, b) if _weak(a) else (b, a)
            if weak.agency is None and named.agency is not None:
                out.append(Bond(a.id, b.id, link, named.agency, only_low=True))
    return out


def count(
    chains: Sequence[Chain],
    *,
    sources: Mapping[str, frozenset[str]] | None = None,
    affiliations: Mapping[str, frozenset[str]] | None = None,
    alike: Mapping[str, frozenset[str]] | None = None,
) -> Independence:
    """Return how many chains of a position are pairwise independent, low and high, with the proof.

    Args:
        chains: The chains.
        sources: For each chain id the names and bodies that its source is one with; its own source if not given.
        affiliations: For each chain id the bodies that its source, agency or outlet is declared to belong to.
        alike: For each chain id the names that its source may go by; they count in the low alone.
    """
    own = {chain.id: frozenset([chain.source] if chain.source else []) for chain in chains}
    return solve([c.id for c in chains], bonds(chains, sources=sources or own, affiliations=affiliations, alike=alike))
