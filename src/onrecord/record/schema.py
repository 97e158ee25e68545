"""The tables of record.duckdb: each column's type, and how it's taken from the JSON of a row.

A table is filled from batches of (doc, ordinal, row, text): `shape` is DuckDB's description of the JSON, `t` the row
parsed by it. The same list makes the tables, fills them, and is held against docs/record-format.md by a test.
"""

import msgspec

SPAN = 'STRUCT("start" INTEGER, "end" INTEGER)'
SPANS = SPAN + "[]"
STANCES = "STRUCT({} VARCHAR, stance VARCHAR, confidence DOUBLE)[]"

MACROS = (
    "CREATE OR REPLACE TEMP MACRO spans(x) AS list_transform(x, lambda s: {'start': s[1], 'end': s[2]})",
    # null where a date is none of the calendar: the value as given stands in the column beside
    "CREATE OR REPLACE TEMP MACRO first_day(x) AS TRY_CAST(substr(x || '-01-01', 1, 10) AS DATE)",
)

_PASSAGE = '{"text":"VARCHAR","spans":[["INTEGER"]]}'
_DATE = '{"value":"VARCHAR","precision":"VARCHAR"}'


class Column(msgspec.Struct, frozen=True):
    """A column: its name, DuckDB type, and the expression over `doc`, `ordinal`, `row`, `text` and `t`."""

    name: str
    type: str
    source: str


class Table(msgspec.Struct, frozen=True):
    """A table, in order of document and text; `shape` describes the JSON for DuckDB's json_transform."""

    name: str
    shape: str
    columns: tuple[Column, ...]

    def create(self) -> str:
        """The statement that makes the table."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f"CREATE TABLE {self.name} ({columns})"

    def fill(self) -> str:
        """The statement that appends the rows of the view `batch`."""
        return f"INSERT INTO {self.name} {self.parsed()}"

    def parsed(self, *more: str) -> str:
        """A SELECT of the table's columns, and before them of `more`, from the rows of the view `batch`."""
        sources = ", ".join((*more, *(column.source for column in self.columns)))
        return f"SELECT {sources} FROM (SELECT *, json_transform(row, '{self.shape}') AS t FROM batch)"


def _columns(*columns: tuple[str, str] | tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns of (name, type) taken from the field of that name, or of (name, type, expression)."""
    return tuple(Column(*(column if len(column) == 3 else (*column, f't."{column[0]}"'))) for column in columns)


def _passage(name: str) -> tuple[tuple[str, str, str], ...]:
    return (
        (f"{name}_text", "VARCHAR", f't."{name}".text'),
        (f"{name}_spans", SPANS, f'spans(t."{name}".spans)'),
    )


def _date(name: str, field: str) -> tuple[tuple[str, str, str], ...]:
    return (
        (name, "DATE", f'first_day(t."{field}".value)'),
        (f"{field}_value", "VARCHAR", f't."{field}".value'),
        (f"{field}_precision", "VARCHAR", f't."{field}".precision'),
    )


_DOC = ("doc", "VARCHAR", "doc")
_ORDINAL = ("ordinal", "INTEGER", "ordinal")
_ROW = ("row", "VARCHAR", "row")
_ID = ("id", "VARCHAR")
_CONFIDENCE = ("confidence", "DOUBLE")
_SIDE = ("side", "VARCHAR[]")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "documents",
            '{"title":"VARCHAR","published":{"value":"VARCHAR","precision":"VARCHAR","basis":"VARCHAR"},'
            '"outlet":"VARCHAR","byline":"VARCHAR","url":"VARCHAR","language":"VARCHAR","supported":"BOOLEAN",'
            '"sha256":"VARCHAR",'
            '"media_type":"VARCHAR","encoding":"VARCHAR","characters":"INTEGER","boilerplate":[["INTEGER"]],'
            '"unscored":[{"span":["INTEGER"],"language":"VARCHAR"}],'
            '"headline":["INTEGER"],"notes":["VARCHAR"],"story":"VARCHAR","copy_of":"VARCHAR","origin":"VARCHAR"}',
            _columns(
                _DOC,
                ("title", "VARCHAR"),
                *_date("published", "published"),
                ("published_basis", "VARCHAR", "t.published.basis"),
                ("outlet", "VARCHAR"),
                ("byline", "VARCHAR"),
                ("url", "VARCHAR"),
                ("language", "VARCHAR"),
                ("supported", "BOOLEAN"),
                ("sha256", "VARCHAR"),
                ("media_type", "VARCHAR"),
                ("encoding", "VARCHAR"),
                ("characters", "INTEGER"),
                ("text", "VARCHAR", "text"),
                ("boilerplate", SPANS, "spans(t.boilerplate)"),
                (
                    "unscored",
                    'STRUCT("start" INTEGER, "end" INTEGER, language VARCHAR)[]',
                    "list_transform(t.unscored, "
                    "lambda u: {'start': u.span[1], 'end': u.span[2], 'language': u.language})",
                ),
                ("headline", SPAN, "CASE WHEN t.headline IS NOT NULL THEN spans([t.headline])[1] END"),
                ("notes", "VARCHAR[]"),
                ("story", "VARCHAR"),
                ("copy_of", "VARCHAR"),
                ("origin", "VARCHAR"),
                _ROW,
            ),
        ),
        Table(
            "statements",
            f'{{"id":"VARCHAR","source":{_PASSAGE},"cue":{_PASSAGE},"content":{_PASSAGE},"kind":"VARCHAR",'
            f'"speaker":{{"id":"VARCHAR","name":"VARCHAR"}},"side":["VARCHAR"],"addressee":["VARCHAR"],'
            f'"said_on":{_DATE},"act":"VARCHAR","parent":"VARCHAR",'
            '"about":[{"issue":"VARCHAR","stance":"VARCHAR","confidence":"DOUBLE"}],'
            '"toward":[{"side":"VARCHAR","stance":"VARCHAR","confidence":"DOUBLE"}],"confidence":"DOUBLE"}',
            _columns(
                _ID,
                _DOC,
                _ORDINAL,
                *_passage("source"),
                *_passage("cue"),
                *_passage("content"),
                ("kind", "VARCHAR"),
                ("speaker_id", "VARCHAR", "t.speaker.id"),
                ("speaker", "VARCHAR", "t.speaker.name"),
                _SIDE,
                ("addressee", "VARCHAR[]"),
                *_date("said_on", "said_on"),
                ("act", "VARCHAR"),
                ("parent", "VARCHAR"),
                ("about", STANCES.format("issue")),
                ("toward", STANCES.format("side")),
                _CONFIDENCE,
                _ROW,
            ),
        ),
        Table(
            "events",
            f'{{"id":"VARCHAR","source":["VARCHAR"],"target":["VARCHAR"],"event":"VARCHAR","mode":"VARCHAR",'
            f'"trigger":{_PASSAGE},"mentions":[["INTEGER"]],"on":{_DATE},"status":"VARCHAR","reported_by":"VARCHAR",'
            '"place":{"text":"VARCHAR","spans":[["INTEGER"]],"country":"VARCHAR"},"confidence":"DOUBLE"}',
            _columns(
                _ID,
                _DOC,
                _ORDINAL,
                ("source", "VARCHAR[]"),
                ("target", "VARCHAR[]"),
                ("event", "VARCHAR"),
                ("mode", "VARCHAR"),
                *_passage("trigger"),
                ("mentions", SPANS, "spans(t.mentions)"),
                *_date("on_date", "on"),
                ("status", "VARCHAR"),
                ("reported_by", "VARCHAR"),
                *_passage("place"),
                ("place_country", "VARCHAR", "t.place.country"),
                _CONFIDENCE,
                _ROW,
            ),
        ),
        Table(
            "positions",
            f'{{"id":"VARCHAR","side":["VARCHAR"],"issue":"VARCHAR","stance":"VARCHAR","on":{_DATE},'
            '"evidence":[{"statement":"VARCHAR","event":"VARCHAR"}],"confidence":"DOUBLE"}',
            _columns(
                _ID,
                _DOC,
                _ORDINAL,
                _SIDE,
                ("issue", "VARCHAR"),
                ("stance", "VARCHAR"),
                *_date("on_date", "on"),
                ("evidence", "STRUCT(statement VARCHAR, event VARCHAR)[]"),
                _CONFIDENCE,
                _ROW,
            ),
        ),
        Table(
            "reasons",
            '{"statement":"VARCHAR","issue":"VARCHAR","score":"DOUBLE","reason":"VARCHAR","read":["INTEGER"]}',
            _columns(
                ("statement", "VARCHAR"),
                _DOC,
                _ORDINAL,
                ("issue", "VARCHAR"),
                ("score", "DOUBLE"),
                ("reason", "VARCHAR"),
                ("read", SPAN, "spans([t.read])[1]"),
                _ROW,
            ),
        ),
        Table(
            "times",
            '{"spans":[["INTEGER"]],"type":"VARCHAR","value":"VARCHAR"}',
            _columns(
                _DOC, _ORDINAL, ("spans", SPANS, "spans(t.spans)"), ("type", "VARCHAR"), ("value", "VARCHAR"), _ROW
            ),
        ),
        Table(
            "actors",
            '{"id":"VARCHAR","name":"VARCHAR","kind":"VARCHAR","side":["VARCHAR"],"names":["VARCHAR"],'
            '"offices":[{"office":"VARCHAR","title":"VARCHAR","side":"VARCHAR","since":{"value":"VARCHAR"},'
            '"until":{"value":"VARCHAR"},"source":"VARCHAR"}],"statements":"INTEGER"}',
            _columns(
                _ID,
                ("name", "VARCHAR"),
                ("kind", "VARCHAR"),
                _SIDE,
                (
                    "offices",
                    "STRUCT(office VARCHAR, title VARCHAR, side VARCHAR, since VARCHAR, until VARCHAR, "
                    "source VARCHAR)[]",
                    "list_transform(t.offices, lambda o: {'office': o.office, 'title': o.title, 'side': o.side, "
                    "'since': o.since.value, 'until': o.until.value, 'source': o.source})",
                ),
                ("names", "VARCHAR[]"),
                ("statements", "INTEGER"),
                _ROW,
            ),
        ),
        Table(
            "utterances",
            f'{{"id":"VARCHAR","speaker":{{"id":"VARCHAR","name":"VARCHAR"}},"side":["VARCHAR"],"said_on":{_DATE},'
            '"statements":[{"doc":"VARCHAR","statement":"VARCHAR"}],"fullest":"VARCHAR","earliest":"VARCHAR"}',
            _columns(
                _ID,
                ("speaker_id", "VARCHAR", "t.speaker.id"),
                ("speaker", "VARCHAR", "t.speaker.name"),
                _SIDE,
                *_date("said_on", "said_on"),
                ("statements", "STRUCT(doc VARCHAR, statement VARCHAR)[]"),
                ("fullest", "VARCHAR"),
                ("earliest", "VARCHAR"),
                _ROW,
            ),
        ),
        Table(
            "links",
            '{"id":"VARCHAR","kind":"VARCHAR","source":"VARCHAR","target":"VARCHAR","score":"DOUBLE",'
            '"reason":"VARCHAR","detail":"VARCHAR","spans":[["INTEGER"]],"matches":[["INTEGER"]]}',
            _columns(
                _ID,
                _DOC,
                _ORDINAL,
                ("kind", "VARCHAR"),
                ("source", "VARCHAR"),
                ("target", "VARCHAR"),
                ("score", "DOUBLE"),
                ("reason", "VARCHAR"),
                ("detail", "VARCHAR"),
                ("spans", SPANS, "spans(t.spans)"),
                ("matches", SPANS, "spans(t.matches)"),
                _ROW,
            ),
        ),
        Table(
            "rejected",
            '{"path":"VARCHAR","stage":"VARCHAR","reason":"VARCHAR"}',
            _columns(_DOC, ("path", "VARCHAR"), ("stage", "VARCHAR"), ("reason", "VARCHAR")),
        ),
    )
}
