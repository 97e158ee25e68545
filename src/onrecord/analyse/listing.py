"""A part of a timeline at a time, with counts of what the rest holds: what a page shows of a large record."""

from collections.abc import Sequence

import msgspec
import pyarrow as pa

from onrecord.analyse.place import sentence
from onrecord.analyse.timeline import Choice, Conditions, What
from onrecord.record import Record
from onrecord.types import Span

_PAGE = {
    "statements": """
WITH chosen AS (
    SELECT s.doc, s.id, s.said_on AS day, s.said_on_precision AS fine, s.ordinal FROM {rows} WHERE {where}
    ORDER BY day NULLS LAST, fine NULLS LAST, s.doc, s.ordinal, s.id LIMIT ? OFFSET ?
)
SELECT s.id, s.doc, s.said_on_value AS "on", s.side, coalesce(s.speaker, s.source_text) AS who, s.act, s.kind,
       s.content_text AS text, s.confidence, s.judged, d.title, d.outlet
FROM chosen c JOIN statements s ON s.doc = c.doc AND s.id = c.id JOIN documents d ON d.doc = c.doc
ORDER BY c.day NULLS LAST, c.fine NULLS LAST, c.doc, c.ordinal, c.id
""",
    "events": """
WITH chosen AS (
    SELECT e.doc, e.id, e.on_date AS day, e.on_precision AS fine, e.ordinal FROM {rows} WHERE {where}
    ORDER BY day NULLS LAST, fine NULLS LAST, e.doc, e.ordinal, e.id LIMIT ? OFFSET ?
)
SELECT e.id, e.doc, e.on_value AS "on", e.source AS side, e.target, e.event AS act, e.status, e.trigger_text AS text,
       e.confidence, e.judged, d.title, d.outlet, e.trigger_spans[1]."start" AS start,
       e.trigger_spans[-1]."end" AS "end", greatest(0, e.trigger_spans[1]."start" - 400) AS "from",
       substr(d.text, greatest(0, e.trigger_spans[1]."start" - 400) + 1, 1200) AS around
FROM chosen c JOIN events e ON e.doc = c.doc AND e.id = c.id JOIN documents d ON d.doc = c.doc
ORDER BY c.day NULLS LAST, c.fine NULLS LAST, c.doc, c.ordinal, c.id
""",
}
_ROWS = {"statements": "statements s", "events": "events e"}
_DATED = {"statements": "s.said_on_value", "events": "e.on_value"}
_SERIES: dict[What, dict[str, str]] = {
    "statements": {
        "side": "unnest(CASE WHEN len(s.side) = 0 THEN [''] ELSE list_distinct(s.side) END)",
        "issue": "unnest(list_distinct([a.issue for a in s.about]))",
        "speaker": "coalesce(s.speaker, '')",
        "act": "s.act",
        "kind": "s.kind",
        "outlet": "coalesce(d.outlet, '')",
    },
    "events": {
        "side": "unnest(CASE WHEN len(e.source) + len(e.target) = 0 THEN [''] "
        "ELSE list_distinct(list_concat(e.source, e.target)) END)",
        "type": "e.event",
        "status": "e.status",
        "outlet": "coalesce(d.outlet, '')",
    },
}
_DIGITS = {"year": 4, "month": 7, "day": 10}


def fields(what: What) -> tuple[str, ...]:
    """The fields that rows can be counted by."""
    return tuple(_SERIES[what])


def page(record: Record, choice: Choice, *, what: What = "statements", limit: int = 50, offset: int = 0) -> pa.Table:
    """Some of the rows of `timeline`, in its order: id, doc, on, side, act, text, confidence, judged, title, outlet.

    Statements have `who` (the speaker, else the words of the source) and `kind`. Events have `target`, `status`, and
    the sentence that they stand in as three parts, `before`, `text` and `after`. `judged` is what a person made of the
    row, None where nobody did. AnalyseError when a date can't be read.
    """
    query = Conditions(choice, what)
    sql = _PAGE[what].format(rows=_source(query, what), where=query.where)
    found = record.sql(sql, [*query.values, limit, offset])
    return found if what == "statements" else _in_sentences(found)


def total(record: Record, choice: Choice, *, what: What = "statements") -> int:
    """How many rows there are."""
    query = Conditions(choice, what)
    found = record.sql(f"SELECT count(*) AS n FROM {_source(query, what)} WHERE {query.where}", query.values)
    number: int = found["n"][0].as_py()
    return number


def counted(
    record: Record, choice: Choice, *, what: What = "statements", by: Sequence[str] = (), most: int = 40
) -> pa.Table:
    """How many rows are of each value of the fields `by`: field, value, rows; a field's most frequent first.

    "" stands for none known. Where the choice names values of a field, that field is counted without them, so that
    the others can still be chosen. A row of two sides counts for both.
    """
    parts = []
    for field in by or fields(what):
        query = Conditions(_without(choice, field), what)
        source = _source(query, what, with_documents=field == "outlet")
        sql = f"SELECT {_SERIES[what][field]} AS value FROM {source} WHERE {query.where}"
        counts = record.sql(
            f"SELECT '{field}' AS field, value, count(*) AS rows FROM ({sql}) GROUP BY value "
            "ORDER BY rows DESC, value LIMIT ?",
            [*query.values, most],
        )
        parts.append(counts)
    return pa.concat_tables(parts)


def over_time(
    record: Record, choice: Choice, *, what: What = "statements", by: str = "side", unit: str = "month"
) -> pa.Table:
    """How many rows are of each period (`day`, `month` or `year`) and value of a field: period, value, rows.

    Rows whose date is less precise than the period are left out.
    """
    query = Conditions(choice, what)
    dated, digits = _DATED[what], _DIGITS[unit]
    source = _source(query, what, with_documents=by == "outlet")
    sql = (
        f"SELECT substr({dated}, 1, {digits}) AS period, {_SERIES[what][by]} AS value FROM {source} "
        f"WHERE {query.where} AND length({dated}) >= {digits}"
    )
    return record.sql(f"SELECT period, value, count(*) AS rows FROM ({sql}) GROUP BY ALL ORDER BY ALL", query.values)


def extent(record: Record, choice: Choice, *, what: What = "statements") -> tuple[str, str] | None:
    """The first and the last date of the rows, None where none has one."""
    query = Conditions(choice, what)
    dated = _DATED[what]
    found = record.sql(
        f"SELECT min({dated}) AS first, max({dated}) AS last FROM {_source(query, what)} WHERE {query.where}",
        query.values,
    ).to_pylist()[0]
    return (found["first"], found["last"]) if found["first"] else None


def _in_sentences(found: pa.Table) -> pa.Table:
    """Events with the words around their trigger, to the ends of the sentence."""
    before, after = [], []
    for row in found.select(["around", "from", "start", "end"]).to_pylist():
        text, start = row["around"], row["start"] - row["from"]
        end = min(row["end"] - row["from"], len(text))
        whole = sentence(text, Span(start, end))
        before.append(text[whole.start : start])
        after.append(text[end : whole.end])
    kept = found.drop_columns(["around", "from", "start", "end"])
    kept = kept.append_column("before", pa.array(before, pa.string()))
    return kept.append_column("after", pa.array(after, pa.string()))


def _source(query: Conditions, what: What, *, with_documents: bool = False) -> str:
    """The tables that are read: documents only where something is asked of them."""
    rows = _ROWS[what]
    if with_documents or "d." in query.where:
        return f"{rows} JOIN documents d ON d.doc = {rows[-1]}.doc"
    return rows


def _without(choice: Choice, field: str) -> Choice:
    """The choice without the values that it names of a field."""
    return msgspec.structs.replace(choice, **{field: type(getattr(choice, field))()})
