"""Side × issue × period: where each side stands, with the evidence for and against."""

from collections.abc import Sequence
from itertools import accumulate

import pyarrow as pa

from onrecord.analyse.evidence import Every, Where, numbers, rows
from onrecord.record import Record

MIXED = 0.2
"""A cell is mixed when the rarer of for and against makes up at least this share of the two."""
SHOWN = 50
_CELLS = """
SELECT side, issue, period, {stance} AS stance, n_for AS "for", n_against AS "against", n_neutral AS "neutral",
       confidence, first, last, documents, evidence
FROM (
    SELECT side, issue, period, count(*) FILTER (stance = 'for') AS n_for,
           count(*) FILTER (stance = 'against') AS n_against, count(*) FILTER (stance = 'neutral') AS n_neutral,
           round(avg(confidence), 4) AS confidence, min(value) AS first, max(value) AS last,
           count(DISTINCT doc) AS documents, arg_max(id, (confidence, id), {shown}) AS evidence
    FROM {rows} GROUP BY side, issue, period
)
ORDER BY side, issue, period
"""
_STANCE = (
    "CASE WHEN n_for + n_against = 0 THEN 'neutral' "
    f"WHEN least(n_for, n_against) >= {MIXED} * (n_for + n_against) THEN 'mixed' "
    "WHEN n_for > n_against THEN 'for' ELSE 'against' END"
)
_COUNTS = """
SELECT side, issue, period, {stance} AS stance, n_for AS "for", n_against AS "against", n_neutral AS "neutral",
       n_for + n_against + n_neutral AS evidence
FROM (
    SELECT side, issue, period, coalesce(sum(pieces) FILTER (stance = 'for'), 0)::BIGINT AS n_for,
           coalesce(sum(pieces) FILTER (stance = 'against'), 0)::BIGINT AS n_against,
           coalesce(sum(pieces) FILTER (stance = 'neutral'), 0)::BIGINT AS n_neutral
    FROM {rows} GROUP BY side, issue, period
)
ORDER BY side, issue, period
"""
_CELL = """
SELECT r.stance, r.value AS "on", r.id, r.deed, r.doc, r.confidence, r.side, r.issue FROM {rows} r {few}
ORDER BY r.day NULLS LAST, r.stance, r.doc, r.id
"""
_FEW = """
QUALIFY row_number() OVER (PARTITION BY r.side, r.issue, r.stance ORDER BY r.confidence DESC, r.doc, r.id) <= ?
"""
_PIECES = """
SELECT r.stance, r.value AS "on", r.id, r.deed, r.doc, r.confidence, r.side, r.issue FROM {rows} r
WHERE ? IN ('', r.stance) ORDER BY r.day DESC NULLS LAST, r.stance, r.doc, r.id LIMIT ? OFFSET ?
"""
# rows of known ids are looked up at once: each kind in its own table, then what was found is put beside
_WORDS = """
WITH cells AS MATERIALIZED (
    SELECT unnest(range(len($ids))) AS n, unnest($docs::VARCHAR[]) AS doc, unnest($ids::VARCHAR[]) AS id
), words AS MATERIALIZED (
    SELECT id, coalesce(speaker, source_text) AS who, act, content_text AS text, NULL AS type FROM statements
    WHERE id IN (SELECT unnest($ids::VARCHAR[]))
    UNION ALL
    SELECT id, NULL, NULL, trigger_text, event FROM events WHERE id IN (SELECT unnest($ids::VARCHAR[]))
)
SELECT w.who, w.act, w.text, d.title, d.outlet, w.type
FROM cells c JOIN documents d ON d.doc = c.doc LEFT JOIN words w ON w.id = c.id ORDER BY c.n
"""


def matrix(record: Record, where: Where | None = None, every: Every = "year") -> pa.Table:
    """One row a side, issue and period with evidence; what has no row has no evidence, which isn't neutral.

    side, issue, period, stance (for, against, mixed, neutral), for, against, neutral (pieces of evidence: statements
    and deeds), confidence (mean), first, last (dates), documents, evidence (ids, the surest 50 first). Neutral counts
    statements about the issue that take no side. `mixed`: the rarer of for and against is at least a fifth of both.
    """
    query = rows(where or Where(), every)
    return record.sql(_CELLS.format(rows=query.sql, stance=_STANCE, shown=SHOWN), query.values)


def counts(record: Record, where: Where, every: Every) -> pa.Table:
    """The matrix as numbers: side, issue, period, stance, for, against, neutral, evidence (how many pieces in all)."""
    query = numbers(where, every)
    return record.sql(_COUNTS.format(rows=query.sql, stance=_STANCE), query.values)


def cell(record: Record, where: Where, most: int = 0) -> pa.Table:
    """All evidence of the cells of `where`, in order of date; with `most` the surest of each side, issue and stance.

    stance, on, id, deed, doc, confidence, side, issue, who, act, text, title, outlet, type (of a deed).
    """
    query = rows(where)
    few, values = (_FEW, [*query.values, most]) if most else ("", query.values)
    return _worded(record, record.sql(_CELL.format(rows=query.sql, few=few), values))


def pieces(record: Record, where: Where, stance: str = "", *, limit: int = 50, offset: int = 0) -> pa.Table:
    """A page of the evidence of `where`, of one stance or all, the latest first; columns as `cell` gives them."""
    query = rows(where)
    return _worded(record, record.sql(_PIECES.format(rows=query.sql), [*query.values, stance, limit, offset]))


def pieces_by_stance(record: Record, where: Where, stances: Sequence[str], limit: int) -> dict[str, pa.Table]:
    """The latest `limit` pieces of each stance, as `pieces` gives them; the words of all are read at once."""
    if not stances:
        return {}
    query = rows(where)
    sql = _PIECES.format(rows=query.sql)
    found = [record.sql(sql, [*query.values, stance, limit, 0]) for stance in stances]
    worded = _worded(record, pa.concat_tables(found))
    ends = accumulate(one.num_rows for one in found)
    return {
        stance: worded.slice(end - one.num_rows, one.num_rows)
        for stance, one, end in zip(stances, found, ends, strict=True)
    }


def _worded(record: Record, found: pa.Table) -> pa.Table:
    """The rows with their words beside."""
    values = {"docs": found["doc"].to_pylist(), "ids": found["id"].to_pylist()}
    words = record.sql(_WORDS, values)
    for name in words.column_names:
        found = found.append_column(name, words[name])
    return found


def stance_of(n_for: int, n_against: int) -> str:
    """The stance of a cell with so many pieces for and against: the rule of `matrix`, for what is summed up later."""
    if n_for + n_against == 0:
        return "neutral"
    if min(n_for, n_against) >= MIXED * (n_for + n_against):
        return "mixed"
    return "for" if n_for > n_against else "against"
