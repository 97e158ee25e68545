"""What positions rest on, one row a piece of evidence: the common ground of matrix, alignment and shifts.

The rows stand in the record's table `evidence`, their numbers by month in `stands`.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from onrecord.analyse.timeline import date
from onrecord.errors import AnalyseError

Every = Literal["all", "year", "quarter", "month"]
EVERY: tuple[Every, ...] = get_args(Every)

_MONTHS = """(
    SELECT issue, side, stance, pieces, nullif(month, '') AS value,
           TRY_CAST(substr(month || '-01-01', 1, 10) AS DATE) AS day,
           CASE length(month) WHEN 7 THEN 'month' WHEN 4 THEN 'year' END AS precision
    FROM stands
)"""
_PERIODS: dict[Every, str] = {
    "all": "''",
    "year": "coalesce(substr(value, 1, 4), '')",
    # a date that is less precise than the period stands for itself
    "quarter": "CASE WHEN value IS NULL THEN '' WHEN precision = 'year' THEN value "
    "ELSE substr(value, 1, 4) || '-Q' || quarter(day) END",
    "month": "coalesce(substr(value, 1, 7), '')",
}


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Which evidence counts: codes of sides, ids of issues (empty for all), first and last date, least confidence."""

    side: Sequence[str] = ()
    issue: Sequence[str] = ()
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0


class Query(msgspec.Struct, frozen=True):
    """A SELECT over the evidence rows, to be read as a table expression, and its values."""

    sql: str
    values: list[object]


def rows(where: Where, every: Every = "all") -> Query:
    """The evidence that counts, each with its `period`: "" for undated rows, and for all where periods are not asked.

    A row dated by the year only counts within `since` and `until` when it may lie between them. AnalyseError when a
    date can't be read or the period is unknown.
    """
    tests, values = _tests(where)
    return _query("evidence", ["confidence >= ?", *tests], [where.min_confidence, *values], every)


def numbers(where: Where, every: Every = "all") -> Query:
    """As `rows`, with `pieces` beside, how many a row stands for: one, or a month's where months tell what counts.

    They do where neither a least confidence is asked for nor a day within a month: then little is read.
    """
    if where.min_confidence or any(len(value) == len("2021-10-12") for value in (where.since, where.until)):
        query = rows(where, every)
        return Query(f"(SELECT *, 1 AS pieces FROM {query.sql})", query.values)
    return _query(_MONTHS, *_tests(where), every)


def _query(table: str, tests: Sequence[str], values: list[object], every: Every) -> Query:
    if every not in _PERIODS:
        raise AnalyseError(f"{every!r} is no period; there are {', '.join(EVERY)}")
    return Query(f"(SELECT *, {_PERIODS[every]} AS period FROM {table} WHERE {' AND '.join(tests) or 'true'})", values)


def _tests(where: Where) -> tuple[list[str], list[object]]:
    tests: list[str] = []
    values: list[object] = []
    for column, wanted in (("side", where.side), ("issue", where.issue)):
        if wanted:
            # not a list in one value: the table stands in this order, so that DuckDB reads just what it needs
            tests.append(f"{column} IN ({', '.join('?' for _ in wanted)})")
            values.extend(wanted)
    if where.since:
        tests.append(
            "day + CASE precision WHEN 'year' THEN INTERVAL 1 YEAR WHEN 'month' THEN INTERVAL 1 MONTH "
            "ELSE INTERVAL 1 DAY END > ?"
        )
        values.append(date(where.since).first)
    if where.until:
        tests.append("day <= ?")
        values.append(date(where.until).last)
    return tests, values
