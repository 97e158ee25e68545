"""Statements and events over time: a chart to zoom in, facets, and the rows in order of date."""

from collections.abc import Callable
from itertools import groupby
from typing import Any, get_args

from starlette.responses import Response

from onrecord.analyse.listing import counted, extent, fields, over_time, page, total
from onrecord.analyse.names import side_name
from onrecord.analyse.timeline import Choice, What
from onrecord.present.web.charts import OTHERS, bars
from onrecord.present.web.facets import Facet, facet
from onrecord.present.web.state import State
from onrecord.present.web.view import View
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date, EventType, Status
from onrecord.types.statement import Act, Kind

AT_ONCE = 50
_MOST_PAGES = 200
_WHAT: tuple[What, ...] = get_args(What)
_TITLES = {
    "side": "Side", "type": "Type", "status": "Status", "issue": "Issue", "speaker": "Speaker", "act": "Act",
    "kind": "Speech", "outlet": "Outlet",
}  # fmt: skip
_BY: dict[What, tuple[str, ...]] = {
    "statements": ("side", "issue", "act", "kind", "outlet"),
    "events": ("side", "type", "status", "outlet"),
}
_MONTHS_OF_DAYS, _YEARS_OF_MONTHS = 3, 8


def show(view: View) -> Response:
    """One page of the list, with the chart and the facets of all that it is a part of."""
    state = view.state
    what = state.one_of("what", _WHAT)
    by = state.one_of("by", _BY[what])
    choice = _choice(state, what)
    number = state.number("page", 1, 1, _MOST_PAGES)
    key = (what, repr(choice))
    desk = view.desk
    rows = desk.remember(
        ("page", *key, number),
        lambda record: page(record, choice, what=what, limit=AT_ONCE, offset=(number - 1) * AT_ONCE).to_pylist(),
    )
    count = desk.remember(("total", *key), lambda record: total(record, choice, what=what))
    counts = desk.remember(("counted", *key), lambda record: counted(record, choice, what=what).to_pylist())
    unit, drawn = desk.remember(("bars", *key, by), lambda record: _over_time(record, choice, what, by))
    words = _words(by)
    return view.render(
        "timeline.html",
        what=what,
        by=by,
        ways=_BY[what],
        titles=_TITLES,
        unit=unit,
        chart=bars(drawn, words=words, link=_zoom(state, by), what=what),
        table=_table(drawn, words),
        days=[(on, list(same)) for on, same in groupby(rows, key=lambda row: row["on"])],
        total=count,
        number_of_page=number,
        pages_in_all=min(_MOST_PAGES, -(-count // AT_ONCE)) or 1,
        facets=_facets(state, what, counts),
        chips=[(_chip(name, value), _less(state, name, value)) for name, value in _chosen(state, what)],
        out=_wider(state),
    )


def _choice(state: State, what: What) -> Choice:
    """What the address asks for; values that can't be are passed over, dates that can't be are told."""
    statements = what == "statements"
    return Choice(
        side=state.all("side"),
        speaker=state.get("speaker") if statements else "",
        issue=state.all("issue") if statements else (),
        act=state.known("act", get_args(Act)) if statements else (),
        kind=state.known("kind", get_args(Kind)) if statements else (),
        type=() if statements else state.known("type", get_args(EventType)),
        status=() if statements else state.known("status", get_args(Status)),
        outlet=state.get("outlet"),
        since=state.get("since"),
        until=state.get("until"),
        min_confidence=state.number("min", 0, 0, 100) / 100,
        max_confidence=state.number("max", 101, 0, 101) / 100,
        undated=bool(state.get("undated")),
        nested=state.get("nested") != "0",
    )


def _over_time(record: Record, choice: Choice, what: What, by: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The unit of the bars, as fine as the stretch of time allows, and (period, value, rows)."""
    found = extent(record, choice, what=what)
    if found is None:
        return "month", []
    first = max(_month(found[0], 1), _month(choice.since, 1) if choice.since else 0)
    last = min(_month(found[1], 12), _month(choice.until, 12) if choice.until else _month("9999", 12))
    length = last - first + 1
    units = ["day", "month", "year"] if length <= _MONTHS_OF_DAYS else ["month", "year"]
    if length > _YEARS_OF_MONTHS * 12:
        units = ["year"]
    for unit in units:
        rows = over_time(record, choice, what=what, by=by, unit=unit).to_pylist()
        if rows:
            return unit, [(row["period"], row["value"], row["rows"]) for row in rows]
    return units[-1], []


def _month(value: str, otherwise: int) -> int:
    """The number of a date's month, `otherwise` that of the year where only this is known."""
    return int(value[:4]) * 12 + (int(value[5:7]) if len(value) > 4 else otherwise)


def _words(by: str) -> Callable[[str], str]:
    return {
        "side": side_name,
        "outlet": lambda name: name or "outlet not known",
        "speaker": lambda name: name or "nobody named",
    }.get(by, str)


def _zoom(state: State, by: str) -> Callable[[str, str], str]:
    """A bar leads to its own stretch of time; the last step, to its own series too."""

    def link(period: str, value: str) -> str:
        series = {by: [value]} if value and value != OTHERS else {}
        finest = state.get("since") == period == state.get("until")
        return state.link(since=period, until=period, page=None, **(series if finest or len(period) == 10 else {}))

    return link


def _wider(state: State) -> str:
    """The address one step out: from a day to its month, from a month to its year, then all of the time."""
    since, until = state.get("since"), state.get("until")
    if not since and not until:
        return ""
    if since == until and len(since) > 4:
        return state.link(since=since[:-3], until=since[:-3], page=None)
    return state.link(since=None, until=None, page=None)


def _facets(state: State, what: What, counts: list[dict[str, Any]]) -> list[Facet]:
    out = []
    for name in fields(what):
        values = [(row["value"], row["rows"]) for row in counts if row["field"] == name and row["value"]]
        single = name in {"speaker", "outlet"}
        out.append(facet(state, name, _TITLES[name], values, _words(name), link=_one(state, name) if single else None))
    return sorted(out, key=lambda one: list(_TITLES).index(one.name))


def _one(state: State, name: str) -> Callable[[str], str]:
    return lambda value: state.link(**{name: None if state.has(name, value) else value, "page": None})


def _chosen(state: State, what: What) -> list[tuple[str, str]]:
    return state.chosen([*fields(what), "since", "until", "min", "max", "undated"])


def _less(state: State, name: str, value: str) -> str:
    held = [one for one in state.all(name) if one != value]
    return state.link(**{name: held, "page": None})


def _chip(name: str, value: str) -> str:
    if name in {"since", "until"}:
        try:
            value = date_words(Date.parse(value))
        except ValueError:
            return value
        return f"{'from' if name == 'since' else 'to'} {value}"
    if name in {"min", "max"}:
        return f"{'at least' if name == 'min' else 'below'} {value} %"
    return "without a date" if name == "undated" else side_name(value) if name == "side" else value


def _table(rows: list[tuple[str, str, int]], words: Callable[[str], str]) -> dict[str, Any]:
    """The chart's numbers: periods down, the most frequent values across."""
    sums: dict[str, int] = {}
    for _, value, n in rows:
        sums[value] = sums.get(value, 0) + n
    order = sorted(sums, key=lambda value: (-sums[value], value))[:12]
    cells = {(period, value): n for period, value, n in rows}
    periods = sorted({period for period, _, _ in rows})[-60:]
    return {
        "heads": [words(value) for value in order],
        "rows": [(period, [cells.get((period, value), 0) for value in order]) for period in periods],
    }
