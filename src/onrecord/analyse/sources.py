"""From which table a listing reads: counts where they tell all, rows in order of side or issue, else all rows."""

import msgspec

from onrecord.analyse.timeline import Choice, Conditions, What, date

Query = tuple[str, str, list[object]]
"""What stands after FROM and after WHERE, and the values of both in order."""
IN_MONTHS = ("side", "act", "kind")
"""Fields by which statements of a month are counted."""
TALLIED = ("said", "said_by_side", "said_by_speaker")
COUNT = {True: "sum(statements)::BIGINT", False: "count(*)"}
_VALUE = "substr(CAST(day AS VARCHAR), 1, CASE precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)"
_DATED = f"doc, ordinal, id, event, status, confidence, day AS on_date, precision AS on_precision, {_VALUE} AS on_value"
_TIMED = (
    "doc, ordinal, id, sides AS side, speaker_id, speaker, kind, act, parent, confidence, day AS said_on, "
    f"precision AS said_on_precision, {_VALUE} AS said_on_value"
)


def source(choice: Choice, what: What, field: str = "") -> Query:
    """The rows of a choice, as `s` or `e`, with their documents as `d` where something is asked of these.

    With the field `issue` a row stands once for each issue, as `s.issue`. AnalyseError when a date can't be read.
    """
    rows, before, rest = (_events if what == "events" else _statements)(choice, field)
    query = Conditions(rest, what)
    if field == "outlet" or "d." in query.where:
        rows = f"{rows} JOIN documents d ON d.doc = {rows[-1]}.doc"
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
    """The events of some sides stand together in a table of their own, which doesn't tell the other party."""
    if not choice.side or field == "side":
        return "events e", [], choice
    once = "DISTINCT " if len(choice.side) > 1 else ""
    where = f"side IN ({', '.join('?' for _ in choice.side)})"
    rest = msgspec.structs.replace(choice, side=())
    return f"(SELECT {once}{_DATED} FROM events_by_side WHERE {where}) e", list(choice.side), rest


def _statements(choice: Choice, field: str) -> tuple[str, list[object], Choice]:
    """The statements, by the table in whose order those that are asked for stand together, and what is left to ask."""
    if choice.issue or field == "issue":
        name, wanted = "issue", choice.issue
    elif choice.side:
        name, wanted = "side", choice.side
    else:
        return "statements s", [], choice
    where = f"WHERE {name} IN ({', '.join('?' for _ in wanted)})" if wanted else ""
    columns = f"{_TIMED}, issue" if field == "issue" else _TIMED
    once = "DISTINCT " if len(wanted) > 1 else ""
    rest = msgspec.structs.replace(choice, **{name: ()})
    return f"(SELECT {once}{columns} FROM statements_by_{name} {where}) s", list(wanted), rest
