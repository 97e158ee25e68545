"""When a side's position on an issue turned, hardened or fell silent, with the evidence before and after."""

import msgspec
import pyarrow as pa

from onrecord.analyse.evidence import Where, rows
from onrecord.record import Record

HARDNESS = {
    "report": 0, "decline": 0, "assert": 1, "support": 1, "propose": 1, "criticise": 2, "deny": 2, "demand": 2,
    "warn": 3, "reject": 3, "promise": 3, "threaten": 4,
}  # fmt: skip
DEED = 5
"""How far an act commits: words that describe, take sides, blame or demand, refuse or commit, threaten; then deeds."""

# the hardest act before one that goes further is the last that went further itself: few rows, where a window over all
# days would look through the earlier ones of each
_DAYS = """
WITH found AS MATERIALIZED (
    SELECT r.side, r.issue, r.stance, r.day, r.id, r.doc, r.confidence,
           CASE WHEN r.deed THEN {deed} ELSE coalesce(h.level, 1) END AS level
    FROM {rows} r LEFT JOIN (SELECT id, any_value(act) AS act FROM statements_by_issue {issues} GROUP BY id) s
    ON s.id = r.id
    LEFT JOIN (SELECT unnest(?::VARCHAR[]) AS act, unnest(?::INTEGER[]) AS level) h ON h.act = s.act
    WHERE r.day IS NOT NULL AND r.precision <> 'year' AND r.stance <> 'neutral'
),
days AS (
    SELECT side, issue, day, count(*) FILTER (stance = 'for') AS n_for, count(*) AS n, max(level) AS level,
           arg_max(id, (confidence, id)) FILTER (stance = 'for') AS id_for,
           arg_max(id, (confidence, id)) FILTER (stance = 'against') AS id_against,
           arg_max(id, (level, confidence, id)) AS id_hardest
    FROM found GROUP BY side, issue, day
),
told AS (
    SELECT *, CASE WHEN 2 * n_for > n THEN 'for' ELSE 'against' END AS stance,
           CASE WHEN 2 * n_for > n THEN id_for ELSE id_against END AS id
    FROM days WHERE 2 * n_for <> n
),
steps AS MATERIALIZED (
    SELECT *, lag(stance) OVER line AS stance_before, lag(id) OVER line AS id_before, lag(day) OVER line AS day_before,
           lead(day) OVER line AS day_after,
           max(level) OVER earlier AS level_before
    FROM told
    WINDOW line AS (PARTITION BY side, issue ORDER BY day),
           earlier AS (PARTITION BY side, issue ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
rises AS (
    SELECT *, lag(id_hardest) OVER (PARTITION BY side, issue ORDER BY day) AS hardest_before
    FROM steps WHERE level_before IS NULL OR level > level_before
),
latest AS (
    SELECT side, max(day) AS last FROM spoke GROUP BY side
)
SELECT side, issue, kind, "on", since, stance_before, stance_after, "before", "after"
FROM (
    SELECT side, issue, 'turned' AS kind, day AS "on", day_before AS since, stance_before, stance AS stance_after,
           id_before AS "before", id AS "after"
    FROM steps WHERE stance_before <> stance
    UNION ALL
    SELECT side, issue, 'hardened', day, day_before, stance, stance, hardest_before, id_hardest
    FROM rises WHERE stance_before = stance AND level_before IS NOT NULL AND level >= 3
    UNION ALL
    SELECT side, issue, 'silent', day, day_before, stance, NULL, id, NULL
    FROM steps JOIN latest USING (side)
    WHERE day_after IS NULL AND date_diff('day', day, latest.last) >= ? AND day_before IS NOT NULL
)
ORDER BY "on", side, issue, kind
"""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as falling silent: no position for so many days while the side speaks on of other things."""

    silent_days: int = 180


def shifts(record: Record, where: Where | None = None, change: Change | None = None) -> pa.Table:
    """One row a shift, in order of date: side, issue, kind, on, since, stance_before, stance_after, before, after.

    *turned*: on day `on` most of the side's evidence says the other stance than on the last day before (`since`).
    *hardened*: the stance is as before, and the act goes further than any earlier one, from warning and refusing on
    (HARDNESS). *silent*: after `on` there is no position, for `silent_days` and until the side's last statement in the
    record. `before` and `after` are ids of the statements or events: the surest, and of equally sure ones the highest
    id. Dates known to the year only are left aside; a day with as much evidence for as against says neither.
    """
    change = change or Change()
    where = where or Where()
    query = rows(where)
    acts, levels = list(HARDNESS), list(HARDNESS.values())
    issues = f"WHERE issue IN ({', '.join('?' for _ in where.issue)})" if where.issue else ""
    sql = _DAYS.format(rows=query.sql, deed=DEED, issues=issues)
    return record.sql(sql, [*query.values, *where.issue, acts, levels, change.silent_days])
