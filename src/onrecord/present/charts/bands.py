"""How alike pairs of sides are: a dot with its interval for all time, a line with its band over periods.

The measure drawn is S (Signorino and Ritter 1999), from −1, opposed on all issues shared, to 1, alike on all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.analyse.names import side_name
from onrecord.present.charts.periods import between, kind, words
from onrecord.present.words import number

HEIGHT = 56
_TOP = 4
MEASURES = (("agreement", "agreement"), ("s", "S"), ("pi", "π"), ("kappa", "κ"))


class Point(msgspec.Struct, frozen=True):
    """A period of a line: x in percent, y in pixels (None where no figure is given), and what it says."""

    x: float
    y: float | None
    words: str


class Line(msgspec.Struct, frozen=True):
    """A pair over time; `bands` and `lines` are SVG paths in a box 100 wide, one for each run of periods."""

    points: tuple[Point, ...]
    bands: tuple[str, ...]
    lines: tuple[str, ...]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides: where dot and interval stand in percent of the axis from −1 to 1, the coverage, or why not."""

    one: str
    other: str
    x: float | None
    low: float | None
    high: float | None
    figure: str
    coverage: str
    why_not: str
    line: Line | None
    cells: tuple[str, ...]


class Bands(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs with a figure, pairs without, and the names of the periods; `heads`: of the numbers in `cells`."""

    given: tuple[Pair, ...]
    withheld: tuple[Pair, ...]
    axis: tuple[str, ...]
    heads: tuple[str, ...]


def bands(whole: pa.Table, parts: pa.Table) -> Bands | None:
    """The chart of `alignment` for all time and by period, None when no two sides share anything.

    A pair below the least evidence has no figure: it's listed with the reason.
    """
    rows = whole.to_pylist()
    if not rows:
        return None
    by_pair: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in parts.to_pylist():
        by_pair.setdefault((row["one"], row["other"]), {})[row["period"]] = row
    with_figures = sorted(row["period"] for row in parts.to_pylist() if kind(row["period"]) and row["s"] is not None)
    unit = kind(with_figures[0]) if with_figures else None
    axis = between(with_figures[0], with_figures[-1]) if unit and {kind(p) for p in with_figures} == {unit} else []
    pairs = [_pair(row, by_pair.get((row["one"], row["other"]), {}), axis) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: (-rows[at]["evidence"], rows[at]["one"], rows[at]["other"]))
    return Bands(
        given=tuple(pairs[at] for at in order if pairs[at].x is not None),
        withheld=tuple(pairs[at] for at in order if pairs[at].x is None),
        axis=tuple(words(period) for period in axis) if len(axis) > 1 else (),
        heads=("Sides", "Issues", "Evidence", *(name for _, name in MEASURES), "Events", "Cooperation"),
    )


def _pair(row: Mapping[str, Any], periods: Mapping[str, Mapping[str, Any]], axis: Sequence[str]) -> Pair:
    coverage = f"{number(row['issues'], 'issue')}, {row['evidence']} statements and deeds"
    cooperation = "" if row["cooperation"] is None else f"{row['cooperation']:+.1f}"
    names = f"{side_name(row['one'])} – {side_name(row['other'])}"
    figures = [figure(row, name) for name, _ in MEASURES]
    return Pair(
        one=side_name(row["one"]),
        other=side_name(row["other"]),
        x=_percent(row["s"]),
        low=_percent(row["s_low"]),
        high=_percent(row["s_high"]),
        figure=figure(row, "s"),
        coverage=coverage,
        why_not=row["why_not"] or "",
        line=_line(periods, axis) if len(axis) > 1 else None,
        cells=(names, str(row["issues"]), str(row["evidence"]), *figures, str(row["events"]), cooperation),
    )


def figure(row: Mapping[str, Any], name: str) -> str:
    """`0.80 [0.50, 1.00]`, empty where it is withheld."""
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None:
        return ""
    return f"{value:.2f} [{low:.2f}, {high:.2f}]" if low is not None else f"{value:.2f}"


def _line(periods: Mapping[str, Mapping[str, Any]], axis: Sequence[str]) -> Line | None:
    """The line of a pair; where a figure is withheld it's broken, and the period says why."""
    points: list[Point] = []
    runs: list[list[tuple[float, float, float, float]]] = []
    run: list[tuple[float, float, float, float]] = []
    for at, period in enumerate(axis):
        row = periods.get(period)
        x = round((at + 0.5) * 100 / len(axis), 3)
        if row is None or row["s"] is None:
            why = (row["why_not"] if row else None) or "nothing shared"
            points.append(Point(x, None, f"{words(period)}: no figure, {why}"))
            runs, run = [*runs, run], []
            continue
        told = f"{number(row['issues'], 'issue')}, {row['evidence']} statements and deeds"
        points.append(Point(x, _y(row["s"]), f"{words(period)}: S {figure(row, 's')}; {told}"))
        low, high = (row["s_low"], row["s_high"]) if row["s_low"] is not None else (row["s"], row["s"])
        run.append((x, _y(row["s"]), _y(low), _y(high)))
    runs = [one for one in [*runs, run] if one]
    if not runs:
        return None
    return Line(tuple(points), tuple(_band(one) for one in runs), tuple(_path(one) for one in runs if len(one) > 1))


def _band(run: Sequence[tuple[float, float, float, float]]) -> str:
    """The outline of the intervals of neighbouring periods; a single one is a bar."""
    if len(run) == 1:
        x, _, low, high = run[0]
        return f"M{x - 0.6:.2f} {high}H{x + 0.6:.2f}V{low}H{x - 0.6:.2f}Z"
    upper = " ".join(f"{x} {high}" for x, _, _, high in run)
    lower = " ".join(f"{x} {low}" for x, _, low, _ in reversed(run))
    return f"M{upper} {lower}Z"


def _path(run: Sequence[tuple[float, float, float, float]]) -> str:
    return "M" + " ".join(f"{x} {y}" for x, y, _, _ in run)


def _y(value: float) -> float:
    return round(_TOP + (1 - value) / 2 * (HEIGHT - 2 * _TOP), 2)


def _percent(value: float | None) -> float | None:
    return None if value is None else round((value + 1) * 50, 2)
