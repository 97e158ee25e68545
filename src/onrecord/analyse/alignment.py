"""Who stands with whom: likeness of positions and net cooperation of pairs of sides, over time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from onrecord.analyse.evidence import Every, Where
from onrecord.analyse.matrix import counts
from onrecord.analyse.measures import MEASURES, Ints, interval, resamples
from onrecord.analyse.timeline import date
from onrecord.knowledge.plover import scales
from onrecord.record import Record

FEWEST = 3
"""Issues below which no interval is given: resampling one or two of them tells nothing of chance."""
_VALUE = {"for": 1, "against": -1, "mixed": 0, "neutral": 0}
_EVENTS = """
SELECT one, other, {period} AS period, event, sum(events)::BIGINT AS events FROM ({rows})
WHERE list_contains($sides::VARCHAR[], one) AND list_contains($sides::VARCHAR[], other)
GROUP BY ALL
"""
_MONTHS = "SELECT one, other, month, event, events FROM done_between"
# where dates are asked for: an event of which only the month or year is known counts by its first day
_DAYS = """
SELECT one, other, coalesce(substr(value, 1, 7), '') AS month, event, count(*) AS events FROM (
    SELECT DISTINCT least(a, b) AS one, greatest(a, b) AS other, value, day, event, doc, id FROM (
        SELECT a, unnest(target) AS b, event, value, day, id, doc FROM (
            SELECT unnest(source) AS a, target, event, on_date AS day, on_value AS value, id, doc FROM events
            WHERE status IN ('occurred', 'ongoing')
        )
    ) WHERE a <> b
) WHERE {dates} GROUP BY ALL
"""
_EVENT_PERIODS: dict[Every, str] = {
    "all": "''",
    "year": "substr(month, 1, 4)",
    "quarter": "CASE WHEN length(month) < 7 THEN month "
    "ELSE substr(month, 1, 4) || '-Q' || ((substr(month, 6, 2)::INTEGER + 2) // 3) END",
    "month": "month",
}
_SCHEMA = pa.schema([
    ("one", pa.string()), ("other", pa.string()), ("period", pa.string()), ("issues", pa.int64()),
    ("evidence", pa.int64()),
    *((name, pa.float64()) for measure in MEASURES for name in (measure, f"{measure}_low", f"{measure}_high")),
    ("events", pa.int64()), ("cooperation", pa.float64()), ("why_not", pa.string()),
])  # fmt: skip


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How alignment is worked out.

    `min_issues`, `min_evidence`: the least that a pair must share for a figure; `min_events`: for net cooperation;
    `resamples` and `seed` of the bootstrap; `sides`: how many sides are compared where none is named.
    """

    every: Every = "all"
    min_issues: int = 5
    min_evidence: int = 20
    min_events: int = 3
    resamples: int = 1_000
    seed: int = 1
    sides: int = 12


def alignment(record: Record, where: Where | None = None, terms: Terms | None = None) -> pa.Table:
    """One row a pair of sides and period in which both have evidence on an issue in common, or events with each other.

    one, other, period; issues (shared), evidence (pieces behind both sides' cells of these); agreement, s, pi, kappa
    with the ends of their 95 % bootstrap interval over issues (`_low`, `_high`); events, cooperation (mean Goldstein
    score of events between the two, -10 to 10); `why_not` says which figures are withheld and why. A side's stance on
    an issue is its cell of `matrix`: mixed and neutral stand between for and against. AnalyseError when a date or the
    period can't be read.
    """
    where, terms = where or Where(), terms or Terms()
    cells = counts(record, where, terms.every)
    stances: dict[str, dict[str, dict[str, tuple[int, int]]]] = {}
    weight: Counter[str] = Counter()
    columns = (cells[name].to_pylist() for name in ("side", "issue", "period", "stance", "evidence"))
    for side, issue, period, stance, number in zip(*columns, strict=True):
        stances.setdefault(period, {}).setdefault(side, {})[issue] = (_VALUE[stance], number)
        weight[side] += number
    sides = list(where.side) or sorted(weight, key=lambda side: (-weight[side], side))[: terms.sides]
    deeds = _cooperation(record, sides, where, terms.every)
    return pa.Table.from_pylist(list(_rows(stances, deeds, sorted(sides), terms)), _SCHEMA)


def _rows(
    stances: dict[str, dict[str, dict[str, tuple[int, int]]]],
    deeds: dict[tuple[str, str, str], tuple[int, float]],
    sides: Sequence[str],
    terms: Terms,
) -> Iterator[dict[str, Any]]:
    periods = sorted({*stances, *(period for _, _, period in deeds)})
    for one, other in combinations(sides, 2):
        for period in periods:
            mine, theirs = stances.get(period, {}).get(one, {}), stances.get(period, {}).get(other, {})
            shared = sorted(mine.keys() & theirs.keys())
            number, mean = deeds.get((one, other, period), (0, 0.0))
            if not shared and not number:
                continue
            evidence = sum(mine[issue][1] + theirs[issue][1] for issue in shared)
            row: dict[str, Any] = {"one": one, "other": other, "period": period, "issues": len(shared)}
            row |= {"evidence": evidence, "events": number}
            why = _too_little(len(shared), evidence, terms)
            if not why:
                row |= measured(_stack(mine, shared), _stack(theirs, shared), terms)
            if number >= terms.min_events:
                row["cooperation"] = round(mean, 4)
            elif number:
                why.append(f"{number} of {terms.min_events} events needed")
            yield row | {"why_not": "; ".join(why) or None}


def measured(x: Ints, y: Ints, terms: Terms) -> dict[str, float | None]:
    """Each measure of two sides' stances with its interval; None where it's undefined."""
    out: dict[str, float | None] = {}
    whole, drawn = np.ones((1, len(x))), resamples(len(x), terms.resamples, terms.seed)
    for name, measure in MEASURES.items():
        value = float(measure(x, y, whole)[0])
        ends = None if np.isnan(value) or len(x) < FEWEST else interval(measure(x, y, drawn))
        out[name] = None if np.isnan(value) else round(value, 4)
        out[f"{name}_low"], out[f"{name}_high"] = (round(ends[0], 4), round(ends[1], 4)) if ends else (None, None)
    return out


def _stack(stances: dict[str, tuple[int, int]], issues: Sequence[str]) -> Ints:
    return np.array([stances[issue][0] for issue in issues], np.int8)


def _too_little(issues: int, evidence: int, terms: Terms) -> list[str]:
    out = []
    if issues < terms.min_issues:
        out.append(f"{issues} of {terms.min_issues} shared issues needed")
    if issues and evidence < terms.min_evidence:
        out.append(f"{evidence} of {terms.min_evidence} pieces of evidence needed")
    return out


def _cooperation(
    record: Record, sides: Sequence[str], where: Where, every: Every
) -> dict[tuple[str, str, str], tuple[int, float]]:
    """(one, other, period) -> number of events done between the two, and their mean Goldstein score.

    A joint act stands in both directions and counts once. Goldstein, "A Conflict-Cooperation Scale for WEIS Events
    Data", Journal of Conflict Resolution 36 (1992) 369-385, by the type's CAMEO root (knowledge/cameo_roots.csv).
    """
    tests, values = list[str](), dict[str, object]()
    if where.since:
        tests, values = [*tests, "day >= $since"], values | {"since": date(where.since).first}
    if where.until:
        tests, values = [*tests, "day <= $until"], values | {"until": date(where.until).last}
    rows = _DAYS.format(dates=" AND ".join(tests)) if tests else _MONTHS
    found = record.sql(
        _EVENTS.format(period=_EVENT_PERIODS[every], rows=rows), {"sides": list(sides), **values}
    ).to_pylist()
    sums: dict[tuple[str, str, str], tuple[int, float]] = {}
    for row in found:
        key = (row["one"], row["other"], row["period"])
        number, total = sums.get(key, (0, 0.0))
        sums[key] = (number + row["events"], total + row["events"] * scales()[row["event"]].goldstein)
    return {key: (number, total / number) for key, (number, total) in sums.items()}
