"""Who took it from whom: documents and media in order of time, one a line, and an arc for each edge.

An arc diagram (Wattenberg, "Arc Diagrams: Visualizing Structure in Strings", InfoVis 2002) keeps every name readable,
however many edges there are, on a narrow screen and in print.
"""

from collections.abc import Mapping, Sequence

import msgspec

STEP = 28
_REACH, _MARGIN, _NEAREST = 18, 10, 22


class Edge(msgspec.Struct, frozen=True):
    """`taker` took it from `giver` (ids of nodes), by a kind and for a reason in words."""

    taker: str
    giver: str
    kind: str
    reason: str


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A document or a medium; `origin` is the letter of the independent origin that it goes back to."""

    id: str
    name: str
    note: str = ""
    href: str = ""
    origin: str = ""
    medium: bool = False


class Dot(msgspec.Struct, frozen=True):
    """A node on its line, y in pixels."""

    node: Node
    y: float


class Arc(msgspec.Struct, frozen=True):
    """An edge's path, the place of its number and of its head, in pixels, and what it says."""

    number: int
    path: str
    x: float
    y: float
    kind: str
    words: str


class Arcs(msgspec.Struct, frozen=True):
    """The diagram; dots stand at x = `width`, arcs bend to the left of it."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]


def arcs(nodes: Sequence[Node], edges: Sequence[Edge]) -> Arcs:
    """The diagram of nodes in the order given; edges between nodes that aren't there are left out, those left are
    numbered from 1.
    """
    places = {node.id: round((at + 0.5) * STEP, 1) for at, node in enumerate(nodes)}
    names = {node.id: node.name for node in nodes}
    drawn = [edge for edge in edges if edge.taker in places and edge.giver in places and edge.taker != edge.giver]
    reach = max((abs(places[e.taker] - places[e.giver]) for e in drawn), default=0) / STEP
    width = _MARGIN + _NEAREST + _REACH * min(reach, 8) if drawn else _MARGIN
    seen: dict[tuple[str, str], int] = {}
    out = [_arc(number, edge, places, width, seen, names) for number, edge in enumerate(drawn, 1)]
    return Arcs(width, len(nodes) * STEP, tuple(Dot(node, places[node.id]) for node in nodes), tuple(out))


def _arc(
    number: int,
    edge: Edge,
    places: Mapping[str, float],
    width: float,
    seen: dict[tuple[str, str], int],
    names: Mapping[str, str],
) -> Arc:
    start, end = places[edge.giver], places[edge.taker]
    again = seen.get((edge.taker, edge.giver), 0)
    seen[edge.taker, edge.giver] = again + 1
    # two edges of one pair lie side by side
    reach = min(_NEAREST + _REACH * min(abs(end - start) / STEP - 1, 8), width - _MARGIN) - 11 * again
    bend = width - max(reach, 8) * 4 / 3
    right = width - 6
    path = f"M{right:g} {start:g}C{bend:g} {start:g} {bend:g} {end:g} {right:g} {end:g}"
    words = f"{names[edge.taker]} from {names[edge.giver]}: {edge.reason}"
    return Arc(number, path, round(width - max(reach, 8), 1), round((start + end) / 2, 1), edge.kind, words)
