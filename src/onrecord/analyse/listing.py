"""A part of a timeline at a time, with counts of what the rest holds: what a page shows of a large record."""

from collections.abc import Sequence

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.analyse.place import sentence
from onrecord.analyse.sources import COUNT, IN_MONTHS, TALLIED, Query, numbers, source
from onrecord.analyse.timeline import Choice, What
from onrecord.record import Record
from onrecord.types import Span

_CHOSEN = {
    "statements": """
SELECT s.id FROM {rows} WHERE {where}
ORDER BY s.said_on NULLS LAST, s.said_on_precision NULLS LAST, s.doc, s.ordinal, s.id LIMIT ? OFFSET ?
""",
    "events": """
SELECT e.id FROM {rows} WHERE {where}
ORDER BY e.on_date NULLS LAST, e.on_precision NULLS LAST, e.doc, e.ordinal, e.id LIMIT ? OFFSET ?
""",
}
# in two steps, since rows of known ids are looked up at once
_PAGE = {
    "statements": """
SELECT s.id, s.doc, s.said_on_value AS "on", s.side, coalesce(s.speaker, s.source_text) AS who, s.act, s.kind,
       s.content_text AS text, s.confidence, s.judged, d.title, d.outlet
FROM (SELECT unnest(range(len($ids))) AS n, unnest($ids::VARCHAR[]) AS id) c
JOIN statements s ON s.id = c.id JOIN documents d ON d.doc = s.doc
ORDER BY c.n
""",
    "events": """
SELECT e.id, e.doc, e.on_value AS "on", e.source AS side, e.target, e.event AS act, e.status, e.trigger_text AS text,
       e.confidence, e.judged, d.title, d.outlet, e.trigger_spans[1]."start" AS start,
       e.trigger_spans[-1]."end" AS "end", greatest(0, e.trigger_spans[1]."start" - 400) AS "from",
       substr(d.text, greatest(0, e.trigger_spans[1]."start" - 400) + 1, 1200) AS around
FROM (SELECT unnest(range(len($ids))) AS n, unnest($ids::VARCHAR[]) AS id) c
JOIN events e ON e.id = c.id JOIN documents d ON d.doc = e.doc
ORDER BY c.n
""",
}
_DATED = {"statements": "s.said_on_value", "events": "e.on_value"}
_SERIES: dict[What, dict[str, str]] = {
    "statements": {
        "side": "s.party",
        "issue": "s.issue",
        "speaker": "coalesce(s.speaker, '')",
        "act": "s.act",
        "kind": "s.kind",
        "outlet": "coalesce(s.outlet, '')",
    },
    "events": {
        "side": "e.party",
        "type": "e.event",
        "status": "e.status",
        "outlet": "coalesce(e.outlet, '')",
    },
}
_SUMMED = """
SELECT '{field}' AS field, coalesce({field}, '') AS value, sum(statements)::BIGINT AS rows
FROM {rows} WHERE {where} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ?
"""
_COUNTED = """
(SELECT '{field}' AS field, "{field}" AS value, count(*) AS rows FROM chosen GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT {most})
"""
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
    rows, where, values = source(choice, what)
    chosen = record.sql(_CHOSEN[what].format(rows=rows, where=where), [*values, limit, offset])
    found = record.sql(_PAGE[what], {"ids": chosen["id"].to_pylist()})
    return found if what == "statements" else _in_sentences(found)


def total(record: Record, choice: Choice, *, what: What = "statements") -> int:
    """How many rows there are."""
    rows, where, values = numbers(choice, what) or source(choice, what)
    found = record.sql(f"SELECT {COUNT[rows in TALLIED]} AS n FROM {rows} WHERE {where}", values)
    number: int = found["n"][0].as_py() or 0
    return number


def counted(
    record: Record, choice: Choice, *, what: What = "statements", by: Sequence[str] = (), most: int = 40
) -> pa.Table:
    """How many rows are of each value of the fields `by`: field, value, rows; a field's most frequent first.

    "" stands for none known. Where the choice names values of a field, that field is counted without them, so that
    the others can still be chosen. A row of two sides counts for both.
    """
    parts: dict[str, pa.Table] = {}
    alike: dict[tuple[str, str, str], tuple[list[str], list[object]]] = {}
    wanted = by or fields(what)
    for field in wanted:
        free = _without(choice, field)
        if tallied := numbers(free, what, field):
            rows, where, values = tallied
            parts[field] = record.sql(_SUMMED.format(field=field, rows=rows, where=where), [*values, most])
        else:
            rows, where, values = source(free, what, field)
            alike.setdefault((rows, where, repr(values)), ([], values))[0].append(field)
    for (rows, where, _), (names, values) in alike.items():
        parts |= _spread(record, {name: _SERIES[what][name] for name in names}, (rows, where, values), most)
    return pa.concat_tables([parts[field] for field in wanted])


def _spread(record: Record, columns: dict[str, str], query: Query, most: int) -> dict[str, pa.Table]:
    """How many rows are of each value of several fields, in one walk through the rows."""
    rows, where, values = query
    chosen = ", ".join(f'{column} AS "{name}"' for name, column in columns.items())
    counts = " UNION ALL ".join(_COUNTED.format(field=name, most=most) for name in columns)
    found = record.sql(f"WITH chosen AS MATERIALIZED (SELECT {chosen} FROM {rows} WHERE {where}) {counts}", values)
    return {name: found.filter(pc.field("field") == name) for name in columns}


def over_time(
    record: Record, choice: Choice, *, what: What = "statements", by: str = "side", unit: str = "month"
) -> pa.Table:
    """How many rows are of each period (`day`, `month` or `year`) and value of a field: period, value, rows.

    Rows whose date is less precise than the period are left out.
    """
    digits = _DIGITS[unit]
    tallied = numbers(choice, what, by) if unit != "day" and by in IN_MONTHS else None
    rows, where, values = tallied or source(choice, what, by)
    dated, value = ("month", by) if tallied else (_DATED[what], _SERIES[what][by])
    sql = (
        f"SELECT substr({dated}, 1, {digits}) AS period, {value} AS value{', statements' if tallied else ''} "
        f"FROM {rows} WHERE {where} AND length({dated}) >= {digits}"
    )
    count = COUNT[bool(tallied)]
    return record.sql(f"SELECT period, value, {count} AS rows FROM ({sql}) GROUP BY ALL ORDER BY ALL", values)


def extent(record: Record, choice: Choice, *, what: What = "statements") -> tuple[str, str] | None:
    """The first and the last date of the rows, None where none has one; months where these are counted."""
    tallied = numbers(choice, what)
    rows, where, values = tallied or source(choice, what)
    dated = "nullif(month, '')" if tallied else _DATED[what]
    found = record.sql(
        f"SELECT min({dated}) AS first, max({dated}) AS last FROM {rows} WHERE {where}", values
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


def _without(choice: Choice, field: str) -> Choice:
    """The choice without the values that it names of a field."""
    return msgspec.structs.replace(choice, **{field: type(getattr(choice, field))()})
