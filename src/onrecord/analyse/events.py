"""What was done, counted by month: events of each quad class, and the net of their Goldstein scores."""

import pyarrow as pa

from onrecord.analyse.timeline import Choice, Conditions
from onrecord.knowledge.plover import scales
from onrecord.record import Record

DONE = ("occurred", "ongoing")
"""What counts when the choice names no status: plans, possibilities and denials are no deeds."""

_MONTHS = """
WITH scale (event, quad, goldstein) AS (VALUES {scales}),
chosen AS (
    SELECT substr(e.on_value, 1, 7) AS month, e.source, e.target, scale.quad, scale.goldstein
    FROM events e JOIN documents d ON d.doc = e.doc JOIN scale ON scale.event = e.event
    WHERE {where} AND e.on_value IS NOT NULL AND e.on_precision <> 'year'
)
SELECT month{side}, count(*) AS events,
       count(*) FILTER (quad = 1) AS verbal_cooperation, count(*) FILTER (quad = 2) AS material_cooperation,
       count(*) FILTER (quad = 3) AS verbal_conflict, count(*) FILTER (quad = 4) AS material_conflict,
       round(sum(goldstein), 2) AS net_goldstein, round(avg(goldstein), 4) AS mean_goldstein
FROM chosen{unnested}
GROUP BY ALL ORDER BY ALL
"""


def quads(record: Record, choice: Choice | None = None, *, by_side: bool = False) -> pa.Table:
    """Events of each quad class and their Goldstein scores by month.

    Columns: month (`2021-10`), with `by_side` side (an event counts once for each of its sources), events, one count
    for each quad class of PLOVER, net_goldstein (their sum), mean_goldstein. Events of which only the year or no date
    is known are left out; without a status in the choice, so are plans, possibilities and denials.
    """
    wanted = choice or Choice()
    query = Conditions(wanted, "events")
    where = query.where if wanted.status else f"{query.where} AND e.status IN ('occurred', 'ongoing')"
    values = ", ".join(f"('{one.event}', {one.quad}, {one.goldstein}::DOUBLE)" for one in scales().values())
    side, unnested = (", unnested.side", ", unnest(source) AS unnested(side)") if by_side else ("", "")
    return record.sql(_MONTHS.format(scales=values, where=where, side=side, unnested=unnested), query.values)
