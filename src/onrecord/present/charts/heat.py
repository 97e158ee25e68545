"""Side × issue × period: a cell a side and issue, with its periods as a strip below the count."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.analyse.evidence import Every
from onrecord.analyse.matrix import stance_of
from onrecord.analyse.names import side_name
from onrecord.present.charts.periods import between, kind, shift, words
from onrecord.present.signs import grid, symbol
from onrecord.present.words import number

MOST_SIDES = 12
MOST_PERIODS = 16
_STANCES = ("for", "against", "neutral")
_SAID = {"for": "for", "against": "against", "mixed": "both for and against", "neutral": "neutral"}


class Piece(msgspec.Struct, frozen=True):
    """A period of a cell: place and width in percent, stance, how much evidence (1 to 3), and what it says."""

    x: float
    width: float
    stance: str
    level: int
    words: str


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Where a side stands on an issue, all periods together, and the strip of its periods."""

    side: str
    stance: str
    symbol: str
    level: int
    words: str
    href: str
    strip: tuple[Piece, ...]


class Row(msgspec.Struct, frozen=True):
    """An issue and its cells, None where a side has no evidence."""

    issue: str
    statement: str
    cells: tuple[Cell | None, ...]


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """The chart: sides across, issues down. `axis` says what a strip runs over; `heads`, `lines`: as numbers."""

    sides: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    unit: str
    axis: str
    left_out: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def heat(
    cells: pa.Table, every: Every, statements: Mapping[str, str], href: Callable[[str, str], str] = lambda *_: ""
) -> Heat | None:
    """The heat map of `matrix(record, where, every)`, None without evidence.

    `statements` says what an issue's id stands for, in the order to show; `href` gives the address of a cell's
    evidence. The sides with most evidence are drawn, the rest stand in the numbers.
    """
    rows = cells.to_pylist()
    if not rows:
        return None
    segments = _segments({row["period"] for row in rows}, every)
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    weight: dict[str, int] = {}
    for row in rows:
        grouped.setdefault((row["issue"], row["side"]), []).append(row)
        weight[row["side"]] = weight.get(row["side"], 0) + _pieces(row)
    order = sorted(weight, key=lambda side: (-weight[side], side))
    found = {issue for issue, _ in grouped}
    issues = [*(issue for issue in statements if issue in found), *sorted(found - statements.keys())]
    sides = order[:MOST_SIDES]
    heads, lines = grid(cells)
    return Heat(
        sides=tuple((side, side_name(side)) for side in sides),
        rows=tuple(
            Row(
                issue,
                statements.get(issue, issue),
                tuple(
                    _cell(grouped[issue, side], statements.get(issue, issue), segments, href(issue, side))
                    if (issue, side) in grouped
                    else None
                    for side in sides
                ),
            )
            for issue in issues
        ),
        unit=every,
        axis=_axis([name for name, _ in segments], every),
        left_out=number(len(order) - len(sides), "further side") if len(order) > len(sides) else "",
        heads=tuple(heads),
        lines=tuple(tuple(line) for line in lines),
    )


def _segments(periods: set[str], every: Every) -> list[tuple[str, frozenset[str]]]:
    """The stretches of a strip, each with its name and the periods in it: earlier ones, the last 16, what is vague."""
    dated = sorted(period for period in periods if kind(period) == every)
    vague = frozenset(periods - set(dated))
    out: list[tuple[str, frozenset[str]]] = []
    if dated:
        first = max(dated[0], shift(dated[-1], 1 - MOST_PERIODS))
        earlier = frozenset(period for period in dated if period < first)
        out += [(f"before {words(first)}", earlier)] if earlier else []
        out += [(words(period), frozenset({period})) for period in between(first, dated[-1])]
    if vague:
        out.append(("no date known" if vague == {""} else "no closer date known", vague))
    return out


def _axis(names: Sequence[str], every: Every) -> str:
    """`from 2021 to 2025, by year; then no date known`."""
    dated = [name for name in names if not name.startswith("no ")]
    stretch = f"from {dated[0]} to {dated[-1]}, by {every}" if len(dated) > 1 else "".join(dated)
    return "; then ".join(part for part in (stretch, *names[len(dated) :]) if part)


def _cell(
    rows: Sequence[dict[str, Any]], statement: str, segments: Sequence[tuple[str, frozenset[str]]], href: str
) -> Cell:
    whole, side = _sum(rows), side_name(rows[0]["side"])
    by_period = {row["period"]: row for row in rows}
    width = 100 / len(segments)
    strip = []
    for at, (name, periods) in enumerate(segments):
        mine = [by_period[period] for period in periods if period in by_period]
        if mine:
            part = mine[0] if len(mine) == 1 else _sum(mine)
            place = round(at * width, 3)
            strip.append(Piece(place, round(width, 3), part["stance"], _level(part), f"{name}: {_told(part)}"))
    return Cell(
        side=rows[0]["side"],
        stance=whole["stance"],
        symbol=symbol(whole),
        level=_level(whole),
        words=f"{side} on “{statement}”: {_SAID[whole['stance']]}; {_told(whole)}",
        href=href,
        strip=tuple(strip),
    )


def _sum(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    total: dict[str, Any] = {stance: sum(row[stance] for row in rows) for stance in _STANCES}
    return total | {"stance": stance_of(total["for"], total["against"])}


def _pieces(row: Mapping[str, Any]) -> int:
    pieces: int = row["for"] + row["against"] + row["neutral"]
    return pieces


def _level(row: Mapping[str, Any]) -> int:
    """How dark a cell is: one piece of evidence, up to four, more."""
    pieces = _pieces(row)
    return 1 if pieces == 1 else 2 if pieces < 5 else 3


def _told(row: Mapping[str, Any]) -> str:
    """`3 for, 1 against`."""
    return ", ".join(f"{row[stance]} {stance}" for stance in _STANCES if row[stance])
