"""record.duckdb from the shards, a few hundred documents at a time."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

import duckdb
import msgspec
import pyarrow as pa

from onrecord.record import index, tallies
from onrecord.record.layout import Layer
from onrecord.record.rows import Merged, memory
from onrecord.record.schema import MACROS, TABLES
from onrecord.record.shards import Shards
from onrecord.settings import digest
from onrecord.types import Document, Extraction, Linked, Placed, RejectedInput

T = TypeVar("T")
_BATCH_BYTES = 2 << 20
_BATCH = pa.schema([("doc", pa.string()), ("ordinal", pa.int32()), ("row", pa.string()), ("text", pa.string())])


class Found(msgspec.Struct, frozen=True):
    """Rows a table, and the SHA-256 of every source that a document names."""

    counts: dict[str, int]
    sources: set[str]


@cache
def shape() -> str:
    """A digest of the tables, and of the search file's, that this version derives."""
    return digest(msgspec.to_builtins(TABLES), msgspec.to_builtins(tallies.TALLIES), tallies.INDEXES, index.SHAPE)


def merged(layers: dict[Layer, Shards]) -> Iterator[Merged]:
    """Every document with its last extraction and its ties, in order of ids."""
    # a row whose key is none is of a document that couldn't be placed
    placed = {id for id, key in layers["positions"].keys().items() if key}
    plain = _Ahead(layers["resolve"].load(layers["resolve"].documents() - placed), Extraction)
    positions = _Ahead(layers["positions"].load(placed), Placed)
    links = _Ahead(layers["link"].load(), Linked)
    for id, payload in layers["read"].load():
        document = msgspec.json.decode(payload, type=Document)
        if id != document.id:
            raise ValueError(f"row {id!r} holds document {document.id!r}")
        linked = links.at(id) or Linked(document=id)
        known = positions.at(id)
        said = known or linked.extraction or plain.at(id) or Extraction(id=id, published=document.published)
        yield Merged(document=document, extraction=said, linked=linked, reasons=known.reasons if known else ())


class _Ahead(Generic[T]):
    """A sorted stream that gives its row of an id when asked for ids in ascending order."""

    def __init__(self, rows: Iterator[tuple[str, bytes]], kind: type[T]) -> None:
        self._rows = rows
        self._decoder = msgspec.json.Decoder(kind)
        self._next = next(rows, None)

    def at(self, id: str) -> T | None:
        """The row of `id`, None where the stream has none."""
        while self._next is not None and self._next[0] < id:
            self._next = next(self._rows, None)
        if self._next is None or self._next[0] != id:
            return None
        return self._decoder.decode(self._next[1])


def build(path: Path, documents: Iterable[Merged], rejected: Iterable[RejectedInput]) -> Found:
    """Write every table into a new DuckDB file at `path`.

    `documents` come in order of ids, so that each table stands in order of document and text. Memory: DuckDB's own
    32 MB, or eight times the largest text, 88 bytes for each row of the largest table, and one batch of rows.
    """
    sources: set[str] = set()
    with Tables(path) as tables:
        for merged in documents:
            sources.add(merged.document.source)
            for table, row in merged.rows():
                tables.add(table, merged.document.id, row, merged.document.text if table == "documents" else None)
        for entry in rejected:
            tables.add("rejected", None, entry)
    return Found(tables.counts, sources - {""})


class Tables:
    """A new DuckDB file that takes rows and appends them in batches; closed and whole at the end of `with`."""

    def __init__(self, path: Path) -> None:
        self.counts = dict.fromkeys(TABLES, 0)
        self._waiting: dict[str, list[tuple[str | None, int, str, str | None]]] = {name: [] for name in TABLES}
        self._bytes = 0
        self._largest = 0
        self._last: dict[str, tuple[str | None, int]] = {}
        self._encoder = msgspec.json.Encoder()
        # one thread and one order: the same input gives the same tables
        self._connection = duckdb.connect(
            path,
            config={
                "threads": 1,
                "memory_limit": memory(0),
                "temp_directory": str(path.with_name(path.name + ".spill")),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        for macro in MACROS:
            self._connection.execute(macro)
        for table in TABLES.values():
            self._connection.execute(table.create())

    def add(self, table: str, doc: str | None, row: msgspec.Struct, text: str | None = None) -> None:
        """Take one row; its ordinal counts the rows of the table in its document from 0."""
        last, ordinal = self._last.get(table, (None, -1))
        ordinal = ordinal + 1 if last == doc else 0
        self._last[table] = (doc, ordinal)
        encoded = self._encoder.encode(row)
        size = len(encoded) + len((text or "").encode())
        if size > self._largest:
            self._largest = size
            self._room()
        self._waiting[table].append((doc, ordinal, encoded.decode(), text))
        self._bytes += size
        if self._bytes >= _BATCH_BYTES:
            self._flush()

    def _room(self) -> None:
        self._connection.execute(f"SET memory_limit = '{memory(self._largest, max(self.counts.values()))}'")

    def _flush(self) -> None:
        for name, rows in self._waiting.items():
            if rows:
                self._connection.register(
                    "batch", pa.table([list(column) for column in zip(*rows, strict=True)], _BATCH)
                )
                self._connection.execute(TABLES[name].fill())
                self._connection.unregister("batch")
                self.counts[name] += len(rows)
                rows.clear()
        self._bytes = 0
        self._room()

    def __enter__(self) -> "Tables":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._flush()
                tallies.build(self._connection)
                self._connection.execute("CHECKPOINT")
        finally:
            self._connection.close()
