"""The views and tables in memory by which people's rows stand over those of record.duckdb.

Schema `judged` is searched first and has a view for each table of the record. `people` holds what they are made of: the
places (rowids) of the machine's rows that don't show, and the rows that show instead or beside. `changed` has the
statements that people changed alone, for the full text search.
"""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import msgspec
import pyarrow as pa

from onrecord.record import tally_views
from onrecord.record.schema import MACROS, TABLES

JUDGED = ("statements", "events", "positions")
"""Tables whose view has a last column `judged`: right, edit, add, or null where no person spoke for the row."""
TIES = ("actors", "utterances", "links")
USE = "USE memory.judged"
_BATCH = pa.schema(
    [
        ("place", pa.int64()), ("added", pa.bool_()), ("mark", pa.string()), ("doc", pa.string()),
        ("ordinal", pa.int32()), ("row", pa.string()), ("text", pa.string()),
    ]
)  # fmt: skip
LOG = pa.schema(
    [("number", pa.int32())]
    + [
        (name, pa.string())
        for name in (
            "id", "verdict", "kind", "document", "row", "seen", "edit", "undoes", "author", "made_at", "note", "state",
            "today", "doc", "why",
        )
    ]
)  # fmt: skip
"""Columns of the table `judgements`."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A row as people left it: `at` is the place of the machine's row that it replaces, or that it comes after."""

    at: int
    added: bool
    ordinal: int
    row: msgspec.Struct
    doc: str | None = None
    mark: str | None = None


class JudgedTables:
    """The tables and views over the file that `connection` has attached as `record`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._cursor = connection.cursor()
        self.busy: frozenset[str] = frozenset()
        self.version = 0
        run = self._cursor.execute
        run("CREATE SCHEMA memory.judged")
        run("CREATE SCHEMA memory.people")
        for name in TABLES:
            if name in (*JUDGED, *TIES):
                run(f"CREATE TABLE memory.people.gone_{name} (place BIGINT, doc VARCHAR)")
                run(
                    f"CREATE TABLE memory.people.new_{name} AS SELECT 0::BIGINT AS place, false AS added, "
                    f"''::VARCHAR AS mark, * FROM record.main.{name} LIMIT 0"
                )
            self._view(name, over=False)
        columns = ", ".join(f'"{name}" {"INTEGER" if name == "number" else "VARCHAR"}' for name in LOG.names)
        run(f"CREATE TABLE memory.judged.judgements ({columns})")
        run("CREATE SCHEMA memory.changed")
        run("CREATE VIEW memory.changed.statements AS SELECT * FROM memory.people.new_statements")
        run("CREATE VIEW memory.changed.documents AS SELECT * FROM record.main.documents")
        for macro in MACROS:
            run(macro)
        tally_views.settle(run, ())
        run(USE)

    def ask(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """The rows that answer a question."""
        rows: list[tuple[object, ...]] = self._cursor.execute(query, values).fetchall()
        return rows

    def close(self) -> None:
        """Give the connection back."""
        self._cursor.close()

    def begin(self) -> None:
        """Start a change that readers see all of or nothing."""
        self._cursor.execute("BEGIN")

    def end(self, *, keep: bool) -> None:
        """Let readers see the change, or throw it away."""
        self._cursor.execute("COMMIT" if keep else "ROLLBACK")

    def forget(self, documents: Sequence[str]) -> None:
        """Take people's rows of some documents away, and all ties."""
        for table in ("gone", "new"):
            for name in JUDGED:
                query = f"DELETE FROM memory.people.{table}_{name} WHERE doc IN (SELECT unnest(?::VARCHAR[]))"
                self._cursor.execute(query, [documents])
            for name in TIES:
                self._cursor.execute(f"DELETE FROM memory.people.{table}_{name}")

    def hide(self, name: str, gone: Sequence[int], document: str | None = None) -> None:
        """Let the machine's rows at some places no longer show."""
        if gone:
            query = f"INSERT INTO memory.people.gone_{name} SELECT unnest(?::BIGINT[]), ?"
            self._cursor.execute(query, [gone, document])

    def show(self, name: str, rows: Sequence[Placed]) -> None:
        """Let rows show in a table."""
        if rows:
            columns = [
                [row.at for row in rows],
                [row.added for row in rows],
                [row.mark for row in rows],
                [row.doc for row in rows],
                [row.ordinal for row in rows],
                [msgspec.json.encode(row.row).decode() for row in rows],
                [None for _ in rows],
            ]
            self._insert(f"people.new_{name}", pa.table(columns, _BATCH), TABLES[name].parsed("place", "added", "mark"))

    def log(self, rows: Iterable[Mapping[str, object]]) -> None:
        """The table of judgements anew."""
        self._cursor.execute("DELETE FROM memory.judged.judgements")
        table = pa.Table.from_pylist(list(rows), LOG)
        if table.num_rows:
            self._insert("judged.judgements", table, "SELECT * FROM batch")

    def settle(self) -> None:
        """Views with people's rows over those tables that have any."""
        busy = set()
        for name in (*JUDGED, *TIES):
            parts = (f"SELECT 1 FROM memory.people.{table}_{name}" for table in ("gone", "new"))
            if self.ask(" UNION ALL ".join(parts) + " LIMIT 1"):
                busy.add(name)
        for name in busy ^ self.busy:
            self._view(name, over=name in busy)
        if busy != self.busy:
            tally_views.settle(self._cursor.execute, busy)
        self.busy = frozenset(busy)
        self.version += 1

    def _insert(self, name: str, batch: pa.Table, query: str) -> None:
        self._cursor.register("batch", batch)
        self._cursor.execute(f"INSERT INTO memory.{name} {query}")
        self._cursor.unregister("batch")

    def _view(self, name: str, *, over: bool) -> None:
        """The view of a table; with `over` people's rows stand over the machine's."""
        judged = ", NULL::VARCHAR AS judged" if name in JUDGED else ""
        query = f"SELECT m.*{judged} FROM record.main.{name} m"
        if over:
            marks = ", mark" if name in JUDGED else ""
            query += f" WHERE NOT EXISTS (SELECT 1 FROM memory.people.gone_{name} g WHERE g.place = m.rowid)"
            query += f" UNION ALL SELECT * EXCLUDE (place, added, mark){marks} FROM memory.people.new_{name}"
        self._cursor.execute(f"CREATE OR REPLACE VIEW memory.judged.{name} AS {query}")
