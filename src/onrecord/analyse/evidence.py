"""What positions rest on, one row a piece of evidence: the common ground of matrix, alignment and shifts."""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from onrecord.analyse.timeline import date
from onrecord.errors import AnalyseError

Every = Literal["all", "year", "quarter", "month"]
EVERY: tuple[Every, ...] = get_args(Every)

_ROWS = """
SELECT side, issue, stance, day, value, precision, confidence, doc, coalesce(e.statement, e.event) AS id,
       e.event IS NOT NULL AS deed
FROM (
    SELECT side[1] AS side, issue, stance, on_date AS day, on_value AS value, on_precision AS precision, confidence,
           doc, unnest(evidence) AS e
    FROM positions WHERE len(side) > 0
)
UNION ALL
SELECT side, issue, 'neutral', day, value, precision, confidence, doc, id, false
FROM (
    SELECT unnest(side) AS side, a.issue AS issue, day, value, precision, a.confidence AS confidence, doc, id
    FROM (
        SELECT unnest(about) AS a, side, said_on AS day, said_on_value AS value, said_on_precision AS precision, doc, id
        FROM statements
        WHERE len(about) > 0 AND len(side) > 0 AND parent IS NULL
    )
    WHERE a.stance = 'neutral'
)
"""
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
    if every not in _PERIODS:
        raise AnalyseError(f"{every!r} is no period; there are {', '.join(EVERY)}")
    tests, values = ["confidence >= ?"], [where.min_confidence]
    found: list[object] = [*values]
    for column, wanted in (("side", where.side), ("issue", where.issue)):
        if wanted:
            tests.append(f"list_contains(?::VARCHAR[], {column})")
            found.append(list(wanted))
    if where.since:
        tests.append(
            "day + CASE precision WHEN 'year' THEN INTERVAL 1 YEAR WHEN 'month' THEN INTERVAL 1 MONTH "
            "ELSE INTERVAL 1 DAY END > ?"
        )
        found.append(date(where.since).first)
    if where.until:
        tests.append("day <= ?")
        found.append(date(where.until).last)
    sql = f"(SELECT *, {_PERIODS[every]} AS period FROM ({_ROWS}) WHERE {' AND '.join(tests)})"
    return Query(sql, found)
