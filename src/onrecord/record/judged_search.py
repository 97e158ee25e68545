"""Full text search over a record as people left it.

The search file is the machine's. Statements that people took out aren't hits; those that they added, or changed in what
a search looks at, stand in a small search file of their own in the temporary folder, and come first.
"""

import tempfile
import threading
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.record import search
from onrecord.record.index import build_statements
from onrecord.record.judged_tables import JudgedTables
from onrecord.record.search import Filters

_GONE = "SELECT m.id FROM memory.people.gone_statements g JOIN record.main.statements m ON m.rowid = g.place"
_ALIKE = """
SELECT n.id FROM memory.people.new_statements n JOIN record.main.statements m ON m.rowid = n.place
WHERE NOT n.added AND n.content_spans = m.content_spans AND n.speaker_id IS NOT DISTINCT FROM m.speaker_id
  AND n.speaker IS NOT DISTINCT FROM m.speaker AND n.side = m.side AND n.kind = m.kind AND n.act = m.act
  AND list_transform(n.about, lambda a: a.issue) = list_transform(m.about, lambda a: a.issue)
"""
_ANY = "SELECT 1 FROM memory.people.new_statements LIMIT 1"


class JudgedSearch:
    """Search in the file at `path`, and in what people changed."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, tables: JudgedTables) -> None:
        self._path = path
        self._connection = connection
        self._tables = tables
        self._turn = threading.Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._version = -1
        self._own: Path | None = None
        self._gone: frozenset[str] = frozenset()
        self._alike: frozenset[str] = frozenset()

    def find(self, query: str, limit: int, filters: Filters) -> pa.Table:
        """The best `limit` hits, as `search.find` gives them."""
        own, gone, alike = self._state(filters)
        machine = search.find(self._path, query, limit, filters, gone)
        if own is None or not filters.of_statements:
            return machine
        people = search.find(own, query, limit, filters, alike)
        told = {name: str(int(machine.schema.metadata[name]) + people.num_rows) for name in (b"matches", b"ranked")}
        hits = pa.concat_tables([people, machine.cast(people.schema)]).slice(0, limit)
        return hits.replace_schema_metadata(told)

    def facets(self, query: str, filters: Filters) -> pa.Table:
        """How the matches spread, as `search.facets` gives it."""
        own, gone, alike = self._state(filters)
        machine = search.facets(self._path, query, filters, gone)
        if own is None or not filters.of_statements:
            return machine
        both = pa.concat_tables([machine, search.facets(own, query, filters, alike)])
        fields = both.column("field").unique().to_pylist()
        counted = both.group_by(["field", "value"]).aggregate([("hits", "sum")])
        place = pc.index_in(counted.column("field"), pa.array(fields, pa.string()))
        counted = pa.table(
            {"place": place, "field": counted["field"], "value": counted["value"], "hits": counted["hits_sum"]}
        )
        order = [("place", "ascending"), ("hits", "descending"), ("value", "ascending")]
        return counted.sort_by(order).drop_columns(["place"]).cast(machine.schema)

    def close(self) -> None:
        """Take the small file away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _state(self, filters: Filters) -> tuple[Path | None, frozenset[str], frozenset[str]]:
        """The small file, ids that the machine's hits must not have, and ids that the small file's must not.

        A row that people only confirmed is found by the machine's file, unless its certainty is asked for.
        """
        with self._turn:
            if self._version != self._tables.version:
                self._version = self._tables.version
                self._again()
            if filters.min_confidence:
                return self._own, self._gone, frozenset()
            return self._own, self._gone - self._alike, self._alike

    def _again(self) -> None:
        cursor = self._connection.cursor()
        self._gone = frozenset(id for (id,) in cursor.execute(_GONE).fetchall())
        self._alike = frozenset(id for (id,) in cursor.execute(_ALIKE).fetchall())
        self._own = None
        if cursor.execute(_ANY).fetchall():
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="onrecord-")
            # a new name each time: another thread may be reading the one before
            self._own = Path(self._folder.name) / f"{self._version}.sqlite"
            cursor.execute("USE memory.changed")
            build_statements(self._own, cursor)
