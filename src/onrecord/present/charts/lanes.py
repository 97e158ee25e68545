"""Statements by month and side: a lane a side, a bar a month, sized in percent so that text keeps its own size."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.analyse.names import side_name
from onrecord.analyse.timeline import months
from onrecord.present.charts.periods import between, shift
from onrecord.present.words import date_words, number
from onrecord.record import Record
from onrecord.types import Date

LANES = 10
HEIGHT = 30
_MOST_MONTHS = 84
_MOST_YEARS = 12
_FEWEST = 12
_FEW = 0.15
_FEWEST_YEARS = 6


class Bar(msgspec.Struct, frozen=True):
    """A bar: place and width in percent, top and height in pixels, the period it stands for, and what it says."""

    x: float
    width: float
    y: float
    height: float
    period: str
    words: str


class Lane(msgspec.Struct, frozen=True):
    """One side's bars; `code` is "" for no known side."""

    code: str
    name: str
    total: int
    bars: tuple[Bar, ...]


class Tick(msgspec.Struct, frozen=True):
    """A mark on the axis, in percent."""

    x: float
    words: str


class Chart(msgspec.Struct, frozen=True):
    """The chart; `unit` is month or year, `left_out` says what it doesn't draw, `rows` are the same as numbers."""

    unit: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    left_out: str
    periods: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def chart(record: Record, undated: int) -> Chart | None:
    """The chart of a record, None where no statement has a date; `undated` statements are told, not drawn."""
    found = [(row["month"], row["side"], row["statements"]) for row in months(record).to_pylist()]
    if not found:
        return None
    drawn, by_year, left = _chosen(found)
    periods = _periods(min(p for p, _, _ in drawn), max(p for p, _, _ in drawn), by_year)
    counts: dict[str, Counter[str]] = {}
    for period, side, n in drawn:
        counts.setdefault(side, Counter())[period] += n
    order = sorted(counts, key=lambda side: (side == "", -counts[side].total(), side))
    shown = [*[side for side in order if side][:LANES], *[side for side in order if not side]]
    most = max(n for side in shown for n in counts[side].values())
    with_any = [period for period in periods if any(counts[side][period] for side in counts)]
    further = [(len(order) - len(shown), number(len(order) - len(shown), "further side"))]
    undated_words = (undated, f"{number(undated, 'statement')} without a date")
    return Chart(
        unit="year" if by_year else "month",
        lanes=tuple(_lane(side, counts[side], periods, most) for side in shown),
        ticks=tuple(_ticks(periods)),
        left_out=", ".join(words for count, words in (*further, *left, undated_words) if count),
        periods=tuple((period, date_words(Date.parse(period))) for period in with_any),
        rows=tuple((side_name(side), tuple(counts[side][period] for period in with_any)) for side in order),
    )


_Rows = list[tuple[str, str, int]]


def _chosen(found: _Rows) -> tuple[_Rows, bool, list[tuple[int, str]]]:
    """What is drawn, whether by year, and how much is left out, in words.

    By month where most dates have one and the last seven years hold nearly all of these; else by year. A few dates of
    long ago don't stretch the axis: they are told.
    """
    monthly = [row for row in found if len(row[0]) == 7]
    vague = _sum(found) - _sum(monthly)
    if _sum(monthly) > vague:
        first = shift(max(month for month, _, _ in monthly), 1 - _MOST_MONTHS)
        recent, left = _since(first, monthly)
        if recent[0][0] >= first:
            return recent, False, [*left, (vague, f"{number(vague, 'statement')} of which only the year is known")]
    yearly = [(month[:4], side, n) for month, side, n in found]
    recent, left = _since(f"{int(max(year for year, _, _ in yearly)) - _MOST_YEARS + 1:04d}", yearly)
    return recent, True, left


def _since(first: str, rows: _Rows) -> tuple[_Rows, list[tuple[int, str]]]:
    """The rows from a period on where those before it are few, told in words; else all rows. In order of period."""
    recent = sorted(row for row in rows if row[0] >= first)
    early = _sum(rows) - _sum(recent)
    if early > _FEW * _sum(rows):
        return sorted(rows), []
    return recent, [(early, f"{number(early, 'statement')} before {date_words(Date.parse(recent[0][0]))}")]


def _sum(rows: _Rows) -> int:
    return sum(n for _, _, n in rows)


def _lane(side: str, counts: Counter[str], periods: Sequence[str], most: int) -> Lane:
    slot = 100 / len(periods)
    bars = []
    for at, period in enumerate(periods):
        if counts[period]:
            height = max(3.0, round(counts[period] / most * (HEIGHT - 2), 1))
            words = f"{side_name(side)}, {date_words(Date.parse(period))}: {number(counts[period], 'statement')}"
            bars.append(Bar(round(slot * (at + 0.15), 3), round(slot * 0.7, 3), HEIGHT - height, height, period, words))
    return Lane(side, side_name(side), counts.total(), tuple(bars))


def _ticks(periods: Sequence[str]) -> list[Tick]:
    """Years where there are several, else about four months."""
    slot = 100 / len(periods)
    if len(periods[0]) == 4:
        every = max(1, len(periods) // 8)
        chosen = [(at, period) for at, period in enumerate(periods) if at % every == 0]
    elif len(periods) > 18:
        chosen = [(at, period[:4]) for at, period in enumerate(periods) if period.endswith("-01")]
    else:
        every = max(1, len(periods) // 4)
        chosen = [(at, _short(period)) for at, period in enumerate(periods) if at % every == 0]
    return [Tick(round(slot * at, 3), words) for at, words in chosen]


def _short(month: str) -> str:
    """`Oct 2021`."""
    words = date_words(Date.parse(month)).split()
    return f"{words[0][:3]} {words[1]}"


def _periods(first: str, last: str, by_year: bool) -> list[str]:
    """All periods from first to last; a few more, so that one month doesn't fill the width."""
    if by_year:
        start = min(int(first), int(last) - _FEWEST_YEARS + 1)
        return [f"{year:04d}" for year in range(start, int(last) + 1)]
    periods = between(first, last)
    while len(periods) < _FEWEST:
        periods = [shift(periods[0], -1), *periods]
        if len(periods) < _FEWEST:
            periods.append(shift(periods[-1], 1))
    return periods
