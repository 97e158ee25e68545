"""From which table a listing reads: counts where they tell all, else rows in order of side, issue or day."""

from collections.abc import Sequence

import msgspec

from onrecord.analyse.timeline import Choice, Conditions, What, date

Query = tuple[str, str, list[object]]
"""What stands after FROM and after WHERE, and the values of both in order."""
IN_MONTHS = ("side", "act", "kind")
"""Fields by which statements of a month are counted."""
TALLIED = ("said", "said_by_side", "said_by_speaker")
COUNT = {True: "sum(statements)::BIGINT", False: "count(*)"}
_VALUE = "substr(CAST(day AS VARCHAR), 1, CASE precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)"
_DATED = (
    "doc, ordinal, id, event, status, confidence, outlet, day AS on_date, precision AS on_precision, "
    f"{_VALUE} AS on_value"
)
_TIMED = (
    "doc, ordinal, id, sides AS side, speaker_id, speaker, kind, act, parent, confidence, outlet, day AS said_on, "
    f"precision AS said_on_precision, {_VALUE} AS said_on_value"
)
_EVENTS = "(SELECT e.*, d.outlet FROM events e JOIN documents d ON d.doc = e.doc) e"


def source(choice: Choice, what: What, field: str = "") -> Query:
    """The rows of a choice, as `s` or `e`, with the `outlet` of their documents where it is asked for.

    With the field `issue` a row stands once for each issue, as `s.issue`; with `side` once for each side, as `party`.
    AnalyseError when a date can't be read.
    """
    rows, before, rest = (_events if what == "events" else _statements)(choice, field)
    query = Conditions(rest, what, outlet=f"{rows[-1]}.outlet")
    return rows, query.where, [*before, *query.values]


def numbers(choice: Choice, what: What, field: str = "") -> Query | None:
    """The counts of a choice by month, or by speaker, None where none tell what is asked."""
    free = msgspec.structs.replace(choice, side=(), act=(), kind=(), since="", until="")
    months = all(len(value) <= len("2021-10") for value in (choice.since, choice.until))
    if what == "events" or free != Choice() or len(choice.side) > 1 or not months:
        return None
    for value in (choice.since, choice.until):
        if value:
            date(value)
    if field == "speaker":
        return _by_speaker(choice)
    if field and field not in IN_MONTHS:
        return None
    tests, values = list[str](), list[object]()
    for name in ("side", "act", "kind"):
        if wanted := getattr(choice, name):
            tests.append(f"{name} IN ({', '.join('?' for _ in wanted)})")
            values += wanted
    if choice.since:
        # of a row of which only the year is known, any day of it may be meant
        tests.append("(month >= ? OR length(month) = 4 AND month >= ?)")
        values += [choice.since, choice.since[:4]]
    if choice.until:
        tests.append("month <> '' AND substr(month, 1, ?) <= ?")
        values += [len(choice.until), choice.until]
    table = "said_by_side" if choice.side or field == "side" else "said"
    return table, " AND ".join(tests) or "true", values


def _by_speaker(choice: Choice) -> Query | None:
    """Counts by speaker know years only, and no act."""
    if choice.side or choice.act or choice.kind or len(choice.since) > 4 or len(choice.until) > 4:
        return None
    tests, values = ["true"], list[object]()
    if choice.since:
        tests, values = [*tests, "year >= ?"], [*values, choice.since]
    if choice.until:
        tests, values = [*tests, "year <> '' AND year <= ?"], [*values, choice.until]
    return "said_by_speaker", " AND ".join(tests), values


def _events(choice: Choice, field: str) -> tuple[str, list[object], Choice]:
    """The events of some sides stand together in a table of their own, in which each party has its row."""
    if not choice.side and field != "side":
        return (_EVENTS if choice.outlet or field == "outlet" else "events e"), [], choice
    return _among("events_by_side", _DATED, "side", choice, field)


def _statements(choice: Choice, field: str) -> tuple[str, list[object], Choice]:
    """The statements, by the table in whose order those that are asked for stand together, and what is left to ask."""
    if choice.issue or field == "issue":
        columns = f"{_TIMED}, issue" if field == "issue" else _TIMED
        return _among("statements_by_issue", columns, "issue", choice, field)
    if choice.side or field == "side":
        return _among("statements_by_side", _TIMED, "side", choice, field)
    return f"(SELECT {_TIMED} FROM statements_by_day) s", [], choice


def _among(table: str, columns: str, name: str, choice: Choice, field: str) -> tuple[str, list[object], Choice]:
    """The rows of a table for the values that the choice has of the field in whose order it stands."""
    wanted: Sequence[str] = getattr(choice, name)
    if field == "side":
        columns += ", side AS party" if name == "side" and not wanted else ", unnest(sides) AS party"
    where = f"WHERE {name} IN ({', '.join('?' for _ in wanted)})" if wanted else ""
    once = "DISTINCT " if len(wanted) > 1 else ""
    rest = msgspec.structs.replace(choice, **{name: ()})
    return f"(SELECT {once}{columns} FROM {table} {where}) {table[0]}", list(wanted), rest
