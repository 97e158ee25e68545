"""Who took it from whom: documents and media in order of time, one a line, and an arc for each edge.

An arc diagram (Wattenberg, "Arc Diagrams: Visualizing Structure in Strings", InfoVis 2002) keeps every name readable,
however many edges there are, on a narrow screen and in print.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

STEP = 28
_REACH, _MARGIN, _NEAREST, _FARTHEST, _TAG = 18, 10, 30, 170, 18


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
    """An edge's path, the place of its number, at the line of who took, in pixels, and what it says."""

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
    lengths = [abs(places[edge.taker] - places[edge.giver]) / STEP for edge in drawn]
    longest = max(lengths, default=0)
    widest = min(_FARTHEST, _NEAREST + _REACH * (longest - 1))
    most = max(Counter(edge.taker for edge in drawn).values(), default=0)
    width = _MARGIN + max(widest, _TAG * most + 8) if drawn else _MARGIN
    taken: Counter[str] = Counter()
    out = []
    for number, (edge, length) in enumerate(zip(drawn, lengths, strict=True), 1):
        # the longer, the farther out; two edges of one pair lie side by side
        reach = _NEAREST + (widest - _NEAREST) * (length - 1) / max(longest - 1, 1)
        reach -= 5 * sum(other.taker == edge.taker and other.giver == edge.giver for other in drawn[: number - 1])
        out.append(
            Arc(
                number,
                _path(places[edge.giver], places[edge.taker], width, reach),
                width - 15 - _TAG * taken[edge.taker],
                places[edge.taker],
                edge.kind,
                f"{names[edge.taker]} from {names[edge.giver]}: {edge.reason}",
            )
        )
        taken[edge.taker] += 1
    return Arcs(width, len(nodes) * STEP, _dots(nodes, places), tuple(out))


def _dots(nodes: Sequence[Node], places: Mapping[str, float]) -> tuple[Dot, ...]:
    return tuple(Dot(node, places[node.id]) for node in nodes)


def _path(start: float, end: float, width: float, reach: float) -> str:
    """From giver to taker, bending to the left by `reach`."""
    bend, right = width - reach * 4 / 3, width - 6
    return f"M{right:g} {start:g}C{bend:g} {start:g} {bend:g} {end:g} {right:g} {end:g}"
