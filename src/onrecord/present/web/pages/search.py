"""Where words stand: in what was said, or in the texts."""

from typing import Any

from starlette.responses import Response

from onrecord.analyse.finding import find
from onrecord.analyse.names import side_name
from onrecord.errors import RecordError
from onrecord.present.web.facets import Facet, facet
from onrecord.present.web.state import State
from onrecord.present.web.view import View
from onrecord.present.words import date_words
from onrecord.record import Filters, Record
from onrecord.record.search import MARK
from onrecord.types import Date

_AT_ONCE = 20
_MOST_PAGES = 100
_IN = ("statements", "text")
_OF_STATEMENTS = ("side", "speaker", "act", "kind", "issue", "min")
_TITLES = {
    "side": "Side", "speaker": "Speaker", "issue": "Issue", "act": "Act", "kind": "Kind", "outlet": "Outlet",
    "year": "Year of publication",
}  # fmt: skip
LEVELS = (("", "any"), ("50", "likely or sure"), ("80", "sure"))


def show(view: View) -> Response:
    """The form, and the hits of what it asks for."""
    state = view.state
    query, where = state.get("q").strip(), state.one_of("in", _IN)
    values: dict[str, Any] = {"query": query, "where": where, "hits": None, "levels": LEVELS}
    if query:
        number = state.number("page", 1, 1, _MOST_PAGES)
        try:
            filters = _filters(state, where)
            values |= view.desk.remember(
                ("search", query, filters, number), lambda record: _found(record, query, filters, number)
            )
            counts = view.desk.remember(("facets", query, filters), lambda record: record.facets(query, filters))
        except RecordError as error:
            values |= {"problem": str(error).removeprefix("search: ")}
        else:
            values |= {"facets": _facets(state, counts.to_pylist()), "number_of_page": number}
    chips = [(words, state.link(**{name: None, "page": None})) for name, words in _chosen(state)]
    return view.render("search.html", chips=chips, **values)


def _filters(state: State, where: str) -> Filters:
    statements = where == "statements"
    since, until = state.get("since"), state.get("until")
    return Filters(
        outlet=state.get("outlet") or None,
        since=_day(since).first.isoformat() if since else None,
        until=_day(until).last.isoformat() if until else None,
        side=(state.get("side") or None) if statements else None,
        speaker=(state.get("speaker") or None) if statements else None,
        kind=(state.get("kind") or None) if statements else None,
        act=(state.get("act") or None) if statements else None,
        issue=(state.get("issue") or None) if statements else None,
        min_confidence=state.number("min", 0, 0, 100) / 100 if statements and state.get("min") else None,
        statements=statements,
    )


def _day(value: str) -> Date:
    try:
        return Date.parse(value)
    except ValueError as error:
        raise RecordError(f"{value!r} is no date; give one such as 2021-10-12, 2021-10 or 2021") from error


def _found(record: Record, query: str, filters: Filters, number: int) -> dict[str, Any]:
    """The hits of one page, how many there are, and how many of them were ranked."""
    table = find(record, query, limit=number * _AT_ONCE, filters=filters)
    told = {key.decode(): int(value) for key, value in (table.schema.metadata or {}).items() if value.isdigit()}
    rows = table.slice((number - 1) * _AT_ONCE).to_pylist()
    ranked = told.get("ranked", len(rows))
    return {
        "hits": [row | {"parts": row["snippet"].split(MARK)} for row in rows],
        "total": told.get("matches", len(rows)),
        "ranked": ranked,
        "pages_in_all": min(_MOST_PAGES, -(-ranked // _AT_ONCE)) or 1,
    }


def _facets(state: State, rows: list[dict[str, Any]]) -> list[Facet]:
    counts: dict[str, list[tuple[str, int | None]]] = {}
    for row in rows:
        if row["value"]:
            counts.setdefault(row["field"], []).append((row["value"], row["hits"]))
    out = []
    for name, title in _TITLES.items():
        values = counts.get(name, [])
        if name == "year":
            values = sorted(values, reverse=True)
        out.append(facet(state, name, title, values, side_name if name == "side" else str, link=_link(state, name)))
    return out


def _link(state: State, name: str) -> Any:
    """One value of a field at a time; a year is a stretch of days."""

    def link(value: str) -> str:
        if name == "year":
            return state.link(since=value, until=value, page=None)
        return state.link(**{name: None if state.has(name, value) else value, "page": None})

    return link


def _chosen(state: State) -> list[tuple[str, str]]:
    """(name, words) of what narrows the search."""
    out = []
    for name in (*_OF_STATEMENTS, "outlet", "since", "until"):
        if value := state.get(name):
            out.append((name, _words(name, value)))
    return out


def _words(name: str, value: str) -> str:
    if name == "side":
        return side_name(value)
    if name == "min":
        return dict(LEVELS).get(value, f"at least {value} %")
    if name in {"since", "until"}:
        try:
            value = date_words(Date.parse(value))
        except ValueError:
            return value
        return f"published {'from' if name == 'since' else 'to'} {value}"
    return value
