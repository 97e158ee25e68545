"""Sides on a circle, and a line between each pair with a figure: who stands with whom at one look.

Neighbours on the circle are those most alike, so that blocs show as bundles. A line bears its figure's sign in colour
and in dashes, its size in width; a pair without a figure has no line, which isn't a figure of nought.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.analyse.names import side_name
from onrecord.present.charts.bands import figure

SIZE = 420
_RADIUS, _NODE = 150.0, 17.0


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A side: centre in pixels, where its name stands, the address that looks closer, and what it says."""

    side: str
    x: float
    y: float
    name: str
    name_x: float
    name_y: float
    anchor: str
    href: str
    words: str


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A pair: a path between nodes, `kind` is like, unlike or open (the interval holds nought), `width` in pixels."""

    path: str
    kind: str
    width: float
    href: str
    words: str


class Network(msgspec.Struct, frozen=True):
    """The drawing, SIZE pixels square; ties stand from the weakest to the strongest."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]


def network(
    pairs: pa.Table, side_link: Callable[[str], str] = str, pair_link: Callable[[str, str], str] = lambda *_: ""
) -> Network | None:
    """The network of `alignment(record, where, terms)` over one period, None where no pair has a figure."""
    rows = [row for row in pairs.to_pylist() if row["s"] is not None]
    if not rows:
        return None
    order = _order({(row["one"], row["other"]): row["s"] for row in rows})
    places = {
        side: (
            SIZE / 2 + _RADIUS * math.sin(2 * math.pi * at / len(order)),
            SIZE / 2 - _RADIUS * math.cos(2 * math.pi * at / len(order)),
        )
        for at, side in enumerate(order)
    }
    ties = sorted(rows, key=lambda row: (abs(row["s"]), row["one"], row["other"]))
    return Network(
        tuple(_node(side, places[side], rows, side_link(side)) for side in order),
        tuple(_tie(row, places, pair_link(row["one"], row["other"])) for row in ties),
    )


def _order(likeness: Mapping[tuple[str, str], float]) -> list[str]:
    """The sides, each beside the one that it is most like, from the pair most alike on; a chain grown at both ends."""

    def like(one: str, other: str) -> float:
        return likeness.get((one, other), likeness.get((other, one), -2.0))

    first = min(likeness, key=lambda pair: (-likeness[pair], pair))
    chain, left = list(first), sorted({side for pair in likeness for side in pair} - set(first))
    while left:
        side, at_end = min(
            ((side, end) for side in left for end in (True, False)),
            key=lambda choice: (-like(choice[0], chain[-1] if choice[1] else chain[0]), choice[0], not choice[1]),
        )
        chain.insert(len(chain) if at_end else 0, side)
        left.remove(side)
    return chain


def _node(side: str, place: tuple[float, float], rows: Sequence[Mapping[str, Any]], href: str) -> Node:
    x, y = place
    mine = [
        (row["other"] if row["one"] == side else row["one"], row["s"])
        for row in rows
        if side in {row["one"], row["other"]}
    ]
    nearest = max(mine, key=lambda one: (one[1], one[0]))
    farthest = min(mine, key=lambda one: (one[1], one[0]))
    words = f"{side_name(side)}: most alike {side_name(nearest[0])}, S {nearest[1]:.2f}"
    if farthest[0] != nearest[0]:
        words += f"; least alike {side_name(farthest[0])}, S {farthest[1]:.2f}"
    dx, dy = (x - SIZE / 2) / _RADIUS, (y - SIZE / 2) / _RADIUS
    return Node(
        side=side,
        x=round(x, 1),
        y=round(y, 1),
        name=side_name(side),
        name_x=round(x + dx * (_NODE + 6), 1),
        name_y=round(y + dy * (_NODE + 12) + 4, 1),
        anchor="middle" if abs(dx) < 0.3 else "start" if dx > 0 else "end",
        href=href,
        words=words,
    )


def _tie(row: Mapping[str, Any], places: Mapping[str, tuple[float, float]], href: str) -> Tie:
    (x, y), (to_x, to_y) = places[row["one"]], places[row["other"]]
    middle = SIZE / 2
    # bent toward the middle a little, so that lines of neighbours don't run through each other's nodes
    bend_x, bend_y = (x + to_x) / 2 * 0.7 + middle * 0.3, (y + to_y) / 2 * 0.7 + middle * 0.3
    low, high = row["s_low"], row["s_high"]
    sure = low is not None and (low > 0 or high < 0)
    kind = "open" if not sure else "like" if row["s"] > 0 else "unlike"
    return Tie(
        path=f"M{x:.1f} {y:.1f}Q{bend_x:.1f} {bend_y:.1f} {to_x:.1f} {to_y:.1f}",
        kind=kind,
        width=round(1 + 6 * abs(row["s"]), 1),
        href=href,
        words=f"{side_name(row['one'])} and {side_name(row['other'])}: S {figure(row, 's')}, {row['issues']} issues, "
        f"{row['evidence']} statements and deeds",
    )
