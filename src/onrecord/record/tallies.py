"""Further tables of record.duckdb, made from the others: rows in another order, and counts, so that a page of a large
record reads a little of a small table instead of all of a large one.

A tally is a SELECT over the rows of one or several tables, each row for itself. So the same SELECT makes the table at
the end of a build, and puts people's judgements in when a record is read (`tally_views`).
"""

import duckdb
import msgspec

from onrecord.knowledge.media import medium_of
from onrecord.record.schema import Column

_MONTH = "coalesce(substr({}, 1, 7), '')"
_SIDES = "CASE WHEN len(side) = 0 THEN [''] ELSE list_distinct(side) END"
_PARTIES = "CASE WHEN len(source) + len(target) = 0 THEN [''] ELSE list_distinct(list_concat(source, target)) END"


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A table: `parts` are SELECTs over {rows} (as `r`), by the table that these come from; {documents} are beside.

    A part of rows ends in `place`, the row's number in its table (not shown by the view). With `counted` the last
    column is a number, and rows that are alike before it are summed. `order`: in which the rows stand.
    """

    name: str
    columns: tuple[Column, ...]
    parts: dict[str, str]
    order: str
    counted: bool = False

    def part(self, table: str, rows: str, documents: str) -> str:
        """What the tally holds of some rows of a table, where `documents` is the table of these."""
        return self.parts[table].format(rows=f"{rows} r", documents=documents)

    @property
    def shown(self) -> str:
        """The columns, for a SELECT."""
        return ", ".join(f'"{column.name}"' for column in self.columns)


def _tally(name: str, columns: str, parts: dict[str, str], *, order: str, counted: bool = False) -> Tally:
    split = [part.strip().split(" ", 1) for part in columns.split(",")]
    return Tally(
        name=name,
        columns=tuple(Column(column, type, "") for column, type in split),
        parts=parts,
        order=order,
        counted=counted,
    )


_TIMED = (
    "day DATE, precision VARCHAR, doc VARCHAR, ordinal INTEGER, id VARCHAR, sides VARCHAR[], speaker_id VARCHAR, "
    "speaker VARCHAR, kind VARCHAR, act VARCHAR, parent VARCHAR, confidence DOUBLE, outlet VARCHAR"
)
_PUBLISHED = "{rows} JOIN {documents} d ON d.doc = r.doc"
_TIMED_SELECT = (
    "said_on AS day, said_on_precision AS precision, r.doc AS doc, ordinal, id, side AS sides, speaker_id, speaker, "
    f"kind, act, parent, confidence, d.outlet AS outlet, r.rowid AS place FROM {_PUBLISHED}"
)
_IN_TIME = "day NULLS LAST, precision NULLS LAST, doc, ordinal, id"
TALLIES: dict[str, Tally] = {
    tally.name: tally
    for tally in (
        _tally(
            "ids",
            "id VARCHAR, kind VARCHAR, doc VARCHAR",
            {
                table: f"SELECT id, '{table[:-1]}' AS kind, doc, rowid AS place FROM {{rows}}"
                for table in ("statements", "events", "positions")
            },
            order="id, kind",
        ),
        _tally(
            "evidence",
            "side VARCHAR, issue VARCHAR, stance VARCHAR, day DATE, value VARCHAR, precision VARCHAR, "
            "confidence DOUBLE, doc VARCHAR, id VARCHAR, deed BOOLEAN",
            {
                "positions": "SELECT side, issue, stance, day, value, precision, confidence, doc, "
                "coalesce(e.statement, e.event) AS id, e.event IS NOT NULL AS deed, place FROM ("
                "SELECT side[1] AS side, issue, stance, on_date AS day, on_value AS value, on_precision AS precision, "
                "confidence, doc, unnest(evidence) AS e, rowid AS place FROM {rows} WHERE len(side) > 0)",
                "statements": "SELECT side, issue, 'neutral' AS stance, day, value, precision, confidence, doc, id, "
                "false AS deed, place FROM (SELECT unnest(side) AS side, a.issue AS issue, day, value, precision, "
                "a.confidence AS confidence, doc, id, a.stance AS stance, place FROM ("
                "SELECT unnest(about) AS a, side, said_on AS day, said_on_value AS value, "
                "said_on_precision AS precision, doc, id, rowid AS place FROM {rows} "
                "WHERE len(about) > 0 AND len(side) > 0 AND parent IS NULL)) WHERE stance = 'neutral'",
            },
            order="issue, side, day, doc, id, stance",
        ),
        _tally(
            "stands",
            "issue VARCHAR, side VARCHAR, month VARCHAR, stance VARCHAR, pieces BIGINT",
            {
                "positions": f"SELECT issue, side[1] AS side, {_MONTH.format('on_value')} AS month, stance, "
                "sum(len(evidence))::BIGINT AS pieces FROM {rows} WHERE len(side) > 0 GROUP BY ALL",
                "statements": f"SELECT a.issue AS issue, side, {_MONTH.format('value')} AS month, 'neutral' AS stance, "
                "count(*) AS pieces FROM (SELECT unnest(side) AS side, a, value FROM ("
                "SELECT unnest(about) AS a, side, said_on_value AS value FROM {rows} "
                "WHERE len(about) > 0 AND len(side) > 0 AND parent IS NULL)) WHERE a.stance = 'neutral' GROUP BY ALL",
            },
            order="issue, side, month, stance",
            counted=True,
        ),
        _tally(
            "statements_by_day",
            _TIMED,
            {"statements": f"SELECT {_TIMED_SELECT}"},
            order=_IN_TIME,
        ),
        _tally(
            "statements_by_side",
            f"side VARCHAR, {_TIMED}",
            {"statements": f"SELECT unnest({_SIDES}) AS side, {_TIMED_SELECT}"},
            order=f"side, {_IN_TIME}",
        ),
        _tally(
            "statements_by_issue",
            f"issue VARCHAR, stance VARCHAR, {_TIMED}",
            {
                "statements": "SELECT a.issue AS issue, a.stance AS stance, * EXCLUDE (a) FROM ("
                f"SELECT unnest(about) AS a, {_TIMED_SELECT} WHERE len(about) > 0)"
            },
            order=f"issue, {_IN_TIME}",
        ),
        _tally(
            "statements_by_voice",
            "voice VARCHAR, day DATE, value VARCHAR, doc VARCHAR, ordinal INTEGER, id VARCHAR, source_text VARCHAR, "
            "addressee VARCHAR[], toward VARCHAR[], toward_stance VARCHAR[], about VARCHAR[], about_stance VARCHAR[]",
            {
                "statements": "SELECT unnest(CASE WHEN speaker_id IS NULL THEN list_distinct(side) ELSE [speaker_id] "
                "END) AS voice, said_on AS day, said_on_value AS value, doc, ordinal, id, source_text, addressee, "
                "[t.side for t in toward] AS toward, [t.stance for t in toward] AS toward_stance, "
                "[a.issue for a in about] AS about, [a.stance for a in about] AS about_stance, rowid AS place "
                "FROM {rows}"
            },
            order="voice, day NULLS LAST, doc, ordinal, id",
        ),
        _tally(
            "events_by_side",
            "side VARCHAR, day DATE, precision VARCHAR, doc VARCHAR, ordinal INTEGER, id VARCHAR, event VARCHAR, "
            "status VARCHAR, confidence DOUBLE, sides VARCHAR[], outlet VARCHAR",
            {
                "events": f"SELECT unnest({_PARTIES}) AS side, on_date AS day, on_precision AS precision, r.doc AS "
                f"doc, ordinal, id, event, status, confidence, {_PARTIES} AS sides, d.outlet AS outlet, "
                f"r.rowid AS place FROM {_PUBLISHED}"
            },
            order=f"side, {_IN_TIME}",
        ),
        _tally(
            "said",
            "month VARCHAR, act VARCHAR, kind VARCHAR, nested BOOLEAN, tenth INTEGER, statements BIGINT",
            {
                "statements": f"SELECT {_MONTH.format('said_on_value')} AS month, act, kind, "
                "parent IS NOT NULL AS nested, least(9, floor(confidence * 10))::INTEGER AS tenth, "
                "count(*) AS statements FROM {rows} GROUP BY ALL"
            },
            order="month, act, kind, nested, tenth",
            counted=True,
        ),
        _tally(
            "said_by_side",
            "month VARCHAR, side VARCHAR, act VARCHAR, kind VARCHAR, statements BIGINT",
            {
                "statements": "SELECT month, side, act, kind, count(*) AS statements FROM ("
                f"SELECT {_MONTH.format('said_on_value')} AS month, unnest({_SIDES}) AS side, act, kind FROM {{rows}}) "
                "GROUP BY ALL"
            },
            order="month, side, act, kind",
            counted=True,
        ),
        _tally(
            "spoke",
            "side VARCHAR, day DATE, statements BIGINT",
            {
                "statements": "SELECT side, day, count(*) AS statements FROM ("
                f"SELECT unnest({_SIDES}) AS side, said_on AS day FROM {{rows}} WHERE said_on IS NOT NULL) GROUP BY ALL"
            },
            order="side, day",
            counted=True,
        ),
        _tally(
            "said_by_speaker",
            "speaker_id VARCHAR, speaker VARCHAR, sides VARCHAR, year VARCHAR, statements BIGINT",
            {
                "statements": "SELECT speaker_id, speaker, array_to_string(side, ' ') AS sides, "
                "coalesce(substr(said_on_value, 1, 4), '') AS year, count(*) AS statements FROM {rows} GROUP BY ALL"
            },
            order="speaker_id, speaker, sides, year",
            counted=True,
        ),
        _tally(
            "done",
            "month VARCHAR, event VARCHAR, status VARCHAR, events BIGINT",
            {
                "events": f"SELECT {_MONTH.format('on_value')} AS month, event, status, count(*) AS events "
                "FROM {rows} GROUP BY ALL"
            },
            order="month, event, status",
            counted=True,
        ),
        _tally(
            "done_between",
            "one VARCHAR, other VARCHAR, month VARCHAR, event VARCHAR, events BIGINT",
            {
                "events": "SELECT one, other, month, event, count(*) AS events FROM ("
                "SELECT DISTINCT least(a, b) AS one, greatest(a, b) AS other, month, event, doc, id FROM ("
                "SELECT a, unnest(target) AS b, month, event, doc, id FROM ("
                f"SELECT unnest(source) AS a, target, {_MONTH.format('on_value')} AS month, event, doc, id "
                "FROM {rows} WHERE status IN ('occurred', 'ongoing'))) WHERE a <> b) GROUP BY ALL"
            },
            order="one, other, month, event",
            counted=True,
        ),
        _tally(
            "told",
            "utterance VARCHAR, doc VARCHAR, statement VARCHAR, fullest BOOLEAN, earliest BOOLEAN",
            {
                "utterances": "SELECT utterance, told.doc AS doc, told.statement AS statement, "
                "told.statement = fullest AS fullest, told.statement = earliest AS earliest, place FROM ("
                "SELECT id AS utterance, unnest(statements) AS told, fullest, earliest, rowid AS place FROM {rows} "
                "WHERE len(statements) > 1)"
            },
            order="doc, statement, utterance",
        ),
        _tally(
            "ties",
            "id VARCHAR, other VARCHAR, kind VARCHAR, reason VARCHAR, detail VARCHAR",
            {
                "links": "SELECT unnest([source, target]) AS id, unnest([target, source]) AS other, kind, reason, "
                "detail, rowid AS place FROM {rows} WHERE kind IN ('contradiction', 'event')"
            },
            order="id, kind, other",
        ),
    )
}
_MEDIA = "CREATE TEMP TABLE media (outlet VARCHAR, medium VARCHAR)"
_EXTENTS = """
CREATE TABLE extents AS
SELECT d.doc, coalesce(s.first, 0) AS statements_first, coalesce(s.n, 0) AS statements,
       coalesce(e.first, 0) AS events_first, coalesce(e.n, 0) AS events
FROM documents d
LEFT JOIN (SELECT doc, min(rowid) AS first, count(*) AS n FROM statements GROUP BY doc) s ON s.doc = d.doc
LEFT JOIN (SELECT doc, min(rowid) AS first, count(*) AS n FROM events GROUP BY doc) e ON e.doc = d.doc
ORDER BY d.doc
"""
# a credit of its own counts before those of other documents with the same words, and these before the outlet's name
_ROOTS = """
CREATE TABLE roots AS
WITH base AS (
    SELECT d.doc, d.story, coalesce(d.origin, d.doc) AS root, d.outlet FROM documents d
), credits AS (
    SELECT source, first(target ORDER BY place, target) AS target FROM (
        SELECT source, target, spans[1]."start" AS place FROM links
        WHERE kind = 'origin' AND (starts_with(target, 'outlet:') OR contains(reason, ' names '))
    ) GROUP BY source
), credited AS (
    SELECT c.source AS doc,
           CASE WHEN b.doc IS NULL THEN c.target ELSE 'outlet:' || coalesce(m.medium, c.target) END AS key
    FROM credits c LEFT JOIN base b ON b.doc = c.target LEFT JOIN media m ON m.outlet = b.outlet
), lines AS (
    SELECT b.root, first(c.key ORDER BY b.doc) AS key FROM base b JOIN credited c ON c.doc = b.doc GROUP BY b.root
), own AS (
    SELECT doc, coalesce('outlet:' || coalesce(m.medium, b.outlet), b.root) AS key
    FROM base b LEFT JOIN media m ON m.outlet = b.outlet
)
SELECT b.doc, b.story, coalesce(c.key, l.key, o.key, b.root) AS key
FROM base b
LEFT JOIN credited c ON c.doc = b.root LEFT JOIN lines l ON l.root = b.root LEFT JOIN own o ON o.doc = b.root
ORDER BY b.doc
"""
_STORIES = """
CREATE TABLE stories AS
WITH keys AS (
    SELECT story, first(key ORDER BY n DESC, key) AS likely_origin, count(*) AS origins
    FROM (SELECT story, key, count(*) AS n FROM roots WHERE story IS NOT NULL GROUP BY ALL) GROUP BY story
)
SELECT d.story, first(d.published_value ORDER BY d.published_value NULLS LAST, d.doc) AS "on",
       first(d.title ORDER BY d.published_value NULLS LAST, d.doc) AS title,
       first(d.doc ORDER BY d.published_value NULLS LAST, d.doc) AS first_seen,
       max(d.published_value) AS "last", count(*) AS documents, count(DISTINCT d.outlet) AS outlets,
       any_value(k.origins) AS origins, any_value(k.likely_origin) AS likely_origin
FROM documents d JOIN keys k ON k.story = d.story
GROUP BY d.story ORDER BY documents DESC, origins DESC, "on", d.story
"""
FIXED = ("extents", "roots", "stories")
"""Tables made at the end of a build that no judgement changes."""
INDEXES = (
    ("documents", "doc"), ("extents", "doc"), ("statements", "id"), ("events", "id"), ("links", "doc"), ("told", "doc"),
    ("told", "utterance"),
)  # fmt: skip
"""(table, column) by whose values a few rows are looked up: without an index each look-up walks the column.

Of a hundred documents and of as many statements that stand anywhere in two million, the words were read in 5 ms
instead of 25.
"""


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every further table, and every index, in a file whose tables are filled."""
    for tally in TALLIES.values():
        parts = " UNION ALL ".join(tally.part(table, f"main.{table}", "main.documents") for table in tally.parts)
        if tally.counted:
            connection.execute(f"CREATE TABLE {tally.name} AS SELECT * FROM ({parts}) ORDER BY {tally.order}")
        else:
            connection.execute(f"CREATE TABLE {tally.name} AS SELECT * FROM ({parts}) ORDER BY {tally.order}, place")
    connection.execute(_MEDIA)
    for (outlet,) in connection.execute("SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL").fetchall():
        connection.execute("INSERT INTO media VALUES (?, ?)", [outlet, medium_of(outlet) or None])
    for query in (_EXTENTS, _ROOTS, _STORIES):
        connection.execute(query)
    connection.execute("DROP TABLE media")
    for table, column in INDEXES:
        connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
