"""A table as people left it, streamed in the order of the machine's: their rows put in where they belong."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.record.judged_tables import JUDGED
from onrecord.record.rows import ask

_AT, _ADDED, _DOC, _ORDINAL = "_at", "_added", "_doc", "_ordinal"
_ORDER = [(_AT, "ascending"), (_ADDED, "ascending"), (_DOC, "ascending"), (_ORDINAL, "ascending")]
_KEYS = (_AT, _ADDED, _DOC, _ORDINAL)


def spliced(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: int
) -> pa.RecordBatchReader:
    """Columns of a table in batches of about `rows`, in order of document and text; memory holds people's rows."""
    schema = ask(connection, f"SELECT {_names(columns)} FROM {name} LIMIT 0").schema
    keys = f'NULL::VARCHAR AS "{_DOC}", 0 AS "{_ORDINAL}"'
    judged = ", NULL::VARCHAR AS judged" if name in JUDGED else ""
    machine = f'SELECT rowid AS "{_AT}", false AS "{_ADDED}", {keys}, *{judged} FROM record.main.{name}'
    doc, ordinal = ("doc", "ordinal") if name not in ("actors", "utterances") else ("NULL::VARCHAR", "0")
    mark = ", mark AS judged" if name in JUDGED else ""
    people = (
        f'SELECT place AS "{_AT}", added AS "{_ADDED}", {doc} AS "{_DOC}", {ordinal} AS "{_ORDINAL}", '
        f"* EXCLUDE (place, added, mark){mark} FROM memory.people.new_{name}"
    )
    wanted = [*_KEYS, *schema.names]
    shown = ", ".join(f'"{column}"' for column in wanted)
    theirs = ask(connection, f"SELECT {shown} FROM ({people})").read_all().sort_by(_ORDER)
    gone = ask(connection, f"SELECT place FROM memory.people.gone_{name}").read_all().column(0).combine_chunks()
    batches = ask(connection.cursor(), f"SELECT {shown} FROM ({machine})", rows=rows)
    return pa.RecordBatchReader.from_batches(schema, _merged(batches, theirs, gone, schema))


def _merged(
    batches: pa.RecordBatchReader, theirs: pa.Table, gone: pa.Array, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    taken = 0
    places = theirs.column(_AT).to_pylist()
    for batch in batches:
        last = batch.column(0)[-1].as_py() if batch.num_rows else -1
        upto = taken
        while upto < len(places) and places[upto] <= last:
            upto += 1
        kept = pa.Table.from_batches([batch]).filter(pc.invert(pc.is_in(batch.column(0), gone)))
        if upto > taken:
            kept = pa.concat_tables([kept, theirs.slice(taken, upto - taken).cast(kept.schema)]).sort_by(_ORDER)
            taken = upto
        yield from kept.select(schema.names).cast(schema).to_batches()
    yield from theirs.slice(taken).select(schema.names).cast(schema).to_batches()


def _names(columns: Sequence[str]) -> str:
    return ", ".join(column if column == "*" else f'"{column}"' for column in columns)
