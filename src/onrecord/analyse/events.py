"""What was done, counted by month: events of each quad class, and the net of their Goldstein scores."""

import pyarrow as pa

from onrecord.analyse.timeline import Choice, Conditions
from onrecord.knowledge.plover import scales
from onrecord.record import Record

DONE = ("occurred", "ongoing")
"""What counts when the choice names no status: plans, possibilities and denials are no deeds."""

_MONTHS = """
WITH scale (event, quad, goldstein) AS (VALUES {scales}),
chosen AS ({chosen})
SELECT month{side}, sum(events)::BIGINT AS events,
       coalesce(sum(events) FILTER (quad = 1), 0)::BIGINT AS verbal_cooperation,
       coalesce(sum(events) FILTER (quad = 2), 0)::BIGINT AS material_cooperation,
       coalesce(sum(events) FILTER (quad = 3), 0)::BIGINT AS verbal_conflict,
       coalesce(sum(events) FILTER (quad = 4), 0)::BIGINT AS material_conflict,
       round(sum(events * goldstein), 2) AS net_goldstein,
       round(sum(events * goldstein) / sum(events), 4) AS mean_goldstein
FROM chosen JOIN scale ON scale.event = chosen.event
GROUP BY ALL ORDER BY ALL
"""
_CHOSEN = """
SELECT month, {side} event, count(*) AS events FROM (
    SELECT substr(e.on_value, 1, 7) AS month, {sides} e.event FROM events e JOIN documents d ON d.doc = e.doc
    WHERE {where} AND e.on_value IS NOT NULL AND e.on_precision <> 'year'
) GROUP BY ALL
"""
_ALL = """
SELECT month, event, sum(events) AS events FROM done
WHERE length(month) = 7 AND status IN ('occurred', 'ongoing') GROUP BY ALL
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
    scale = ", ".join(f"('{one.event}', {one.quad}, {one.goldstein}::DOUBLE)" for one in scales().values())
    if wanted == Choice() and not by_side:
        return record.sql(_MONTHS.format(scales=scale, chosen=_ALL, side=""))
    side, sides = ("side,", "unnest(e.source) AS side,") if by_side else ("", "")
    chosen = _CHOSEN.format(where=where, side=side, sides=sides)
    return record.sql(_MONTHS.format(scales=scale, chosen=chosen, side=", side" if by_side else ""), query.values)
