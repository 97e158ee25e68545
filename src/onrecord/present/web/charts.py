"""Charts as Vega-Lite specifications: bounded data inline, colours by the names of the page's own."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from onrecord.present.words import date_words
from onrecord.types import Date

SERIES = 7
"""Series that a chart tells apart; the others are one."""
OTHERS = "others"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_MOST_MONTHS = 60
_LANES = 16
Unit = str
_UNITS = {4: "utcyear", 7: "utcyearmonth", 10: "utcyearmonthdate"}
_FORMATS = {4: "%Y", 7: "%B %Y", 10: "%-d %B %Y"}


def bars(
    rows: Iterable[tuple[str, str, int]],
    *,
    words: Callable[[str], str],
    link: Callable[[str, str], str],
    what: str = "statements",
) -> dict[str, Any] | None:
    """Stacked bars over time from (period, series, number); None where no row has a period.

    Periods are days, months or years, all of one kind. A bar links to `link(period, series)`; "" is the series of what
    isn't known, OTHERS that of what is too small to be told apart. Drag over the bars to choose a stretch of time.
    """
    found = [row for row in rows if row[0]]
    if not found:
        return None
    sums: Counter[str] = Counter()
    for _, series, number in found:
        sums[series] += number
    order = [series for series, _ in sums.most_common() if series][:SERIES]
    kept = set(order)
    values: Counter[tuple[str, str]] = Counter()
    for period, series, number in found:
        values[period, series if series in kept or not series else OTHERS] += number
    names = [*order, *[one for one in (OTHERS, "") if any(series == one for _, series in values)]]
    unit = len(found[0][0])
    data = [
        {
            "on": (period + "-01-01")[:10],
            "series": _name(series, words),
            "rank": names.index(series),
            "n": number,
            "link": link(period, series),
            "words": f"{_name(series, words)}, {date_words(Date.parse(period))}: {number:,} {what}",
        }
        for (period, series), number in sorted(values.items())
    ]
    return {
        "$schema": _SCHEMA,
        "width": "container",
        "height": 220,
        "data": {"values": data},
        "params": [{"name": "stretch", "select": {"type": "interval", "encodings": ["x"]}}],
        "mark": {"type": "bar", "cursor": "pointer"},
        "encoding": {
            "x": {
                "field": "on", "type": "temporal", "timeUnit": {"unit": _UNITS[unit], "utc": True},
                "title": None, "axis": {"grid": False, "labelOverlap": True},
            },
            "y": {"field": "n", "type": "quantitative", "title": what, "axis": {"tickMinStep": 1, "tickCount": 5}},
            "color": {
                "field": "series", "type": "nominal", "title": None,
                "scale": {
                    "domain": [_name(one, words) for one in names],
                    "range": [f"var(--series-{n})" if one and one != OTHERS else "var(--bar-none)"
                              if one else "var(--strong)" for n, one in enumerate(names, 1)],
                },
                "legend": {"orient": "top", "columns": 4, "symbolType": "square"},
            },
            "order": {"field": "rank"},
            "href": {"field": "link"},
            "tooltip": {"field": "words"},
        },
    }  # fmt: skip


def heat(
    rows: Iterable[tuple[str, str, int]],
    *,
    words: Callable[[str], str],
    link: Callable[[str, str], str],
    what: str = "documents",
) -> dict[str, Any] | None:
    """A heat map of (lane, month, number), the fullest lanes first; None where no row has a month.

    By year where there are more than five years. Rows of which only the year is known count where years are drawn.
    """
    dated = [row for row in rows if row[1]]
    months = {month for _, month, _ in dated if len(month) == 7}
    if not dated:
        return None
    by_year = len(_between(min(months), max(months))) > _MOST_MONTHS if months else True
    values: Counter[tuple[str, str]] = Counter()
    sums: Counter[str] = Counter()
    for lane, month, number in dated:
        if by_year or len(month) == 7:
            values[lane, month[:4] if by_year else month] += number
            sums[lane] += number
    lanes = [lane for lane, _ in sums.most_common(_LANES)]
    data = [
        {
            "lane": words(lane),
            "on": (period + "-01-01")[:10],
            "n": number,
            "link": link(lane, period),
            "words": f"{words(lane)}, {date_words(Date.parse(period))}: {number:,} {what}",
        }
        for (lane, period), number in sorted(values.items())
        if lane in lanes
    ]
    return {
        "$schema": _SCHEMA,
        "width": "container",
        "height": {"step": 24},
        "data": {"values": data},
        "mark": {"type": "rect", "cursor": "pointer"},
        "encoding": {
            "x": {
                "field": "on", "type": "temporal", "timeUnit": {"unit": _UNITS[4 if by_year else 7], "utc": True},
                "title": None, "axis": {"grid": False, "labelOverlap": True},
            },
            "y": {
                "field": "lane", "type": "nominal", "sort": [words(lane) for lane in lanes], "title": None,
                "axis": {"labelLimit": 180, "grid": False, "domain": False, "ticks": False},
            },
            "color": {
                "field": "n", "type": "quantitative", "title": what,
                "scale": {"range": ["var(--heat-low)", "var(--heat-high)"], "domainMin": 0},
                "legend": {"orient": "top", "gradientLength": 120, "tickCount": 3, "format": "d"},
            },
            "href": {"field": "link"},
            "tooltip": {"field": "words"},
        },
    }  # fmt: skip


def left_out(rows: Sequence[tuple[str, str, int]]) -> int:
    """Lanes that a heat map has no room for."""
    return max(0, len({lane for lane, _, _ in rows}) - _LANES)


def _name(series: str, words: Callable[[str], str]) -> str:
    return series if series == OTHERS else words(series)


def _between(first: str, last: str) -> range:
    """The months from one to another."""
    return range(int(first[:4]) * 12 + int(first[5:]), int(last[:4]) * 12 + int(last[5:]) + 1)
