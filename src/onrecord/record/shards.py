"""Shards of one layer: Parquet files of (document, key, payload), each written whole.

A shard's name is `<layer>-<sequence>-<digest of its rows>.parquet`. Where two shards hold a document, the one of the
higher sequence counts; a rewritten shard keeps its sequence, so that a kill between writing it and deleting the old
one changes nothing.
"""

import hashlib
import heapq
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import RecordError
from onrecord.record.files import write_whole
from onrecord.record.layout import FORMAT, Layer

_SCHEMA = pa.schema(
    [("document", pa.string()), ("key", pa.string()), ("payload", pa.binary())],
    metadata={"onrecord.format": str(FORMAT)},
)
_GROUP_ROWS, _GROUP_BYTES = 64, 1 << 20
_SMALL_ROWS, _SMALL_SHARDS = 100, 16
_MERGED_ROWS, _MERGED_BYTES = 500, 32 << 20


class Row(msgspec.Struct, frozen=True):
    """What a layer made of one document: its key, and msgspec JSON of the layer's type.

    Payloads: `read` Document; `extract` Extracted; `sense` Sense; `resolve` Extraction; `link` Linked; `positions`
    Placed. `key` is a digest of everything that the payload depends on (the bytes read, code version, models,
    settings).
    """

    document: str
    key: str
    payload: bytes


class _Shard(msgspec.Struct, frozen=True):
    path: Path
    sequence: int
    rows: int


class Shards:
    """The shards of `layer` in `folder`, and which of their rows count."""

    def __init__(self, folder: Path, layer: Layer) -> None:
        self._folder = folder
        self._layer = layer
        self._shards: dict[int, _Shard] = {}
        self._where: dict[str, int] = {}
        self._next = 0
        for path in sorted(folder.glob(f"{layer}-*.parquet")):
            self._add(path, _interned(_column(path, "document")))

    def _add(self, path: Path, documents: Sequence[str]) -> None:
        sequence = int(path.stem.split("-")[1])
        self._shards[self._next] = _Shard(path, sequence, len(documents))
        self._where.update(dict.fromkeys(documents, self._next))
        self._next += 1

    def documents(self) -> set[str]:
        """Ids of the documents that the layer holds."""
        return set(self._where)

    def keys(self) -> dict[str, str]:
        """Document id -> key."""
        out: dict[str, str] = {}
        for number, shard in self._shards.items():
            documents, keys = (_column(shard.path, name) for name in ("document", "key"))
            for document, key in zip(_interned(documents), keys, strict=True):
                if self._where.get(document) == number:
                    out[document] = key
        return out

    def write(self, rows: Sequence[Row]) -> None:
        """One shard of `rows`, sorted by document; rows of the same documents elsewhere stop counting."""
        ordered = sorted(rows, key=lambda row: row.document)
        documents = _interned(row.document for row in ordered)
        if len(set(documents)) != len(documents):
            raise ValueError(f"two rows of one document in a shard of {self._layer}")
        if not ordered:
            return
        sequence = max((shard.sequence for shard in self._shards.values()), default=0) + 1
        self._add(self._save(sequence, ordered), documents)
        self._drop_dead()

    def forget(self, documents: Iterable[str]) -> None:
        """Let rows of `documents` no longer count; `tidy` takes them off the disk."""
        for document in documents:
            self._where.pop(document, None)

    def load(self, wanted: set[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """(document, payload) in order of documents: a merge of sorted shards, each opened when its turn comes."""
        chosen: dict[int, set[str]] = {}
        for document, number in self._where.items():
            if wanted is None or document in wanted:
                chosen.setdefault(number, set()).add(document)
        del wanted  # it may name every document, and would live as long as the rows are asked for
        waiting = sorted((min(documents), number) for number, documents in chosen.items())
        waiting.reverse()
        heap: list[tuple[str, int, bytes, Iterator[Row]]] = []
        while heap or waiting:
            while waiting and (not heap or waiting[-1][0] <= heap[0][0]):
                number = waiting.pop()[1]
                _push(heap, number, _rows(self._shards[number].path, chosen[number]))
            document, number, payload, rest = heapq.heappop(heap)
            yield document, payload
            _push(heap, number, rest)

    def tidy(self) -> None:
        """Rewrite shards that hold rows that don't count, and join small ones where they have become many."""
        self._drop_dead()
        for number, shard in list(self._shards.items()):
            if len(self._live(number)) < shard.rows:
                self._replace([number], shard.sequence)
        small = [number for number, shard in self._shards.items() if shard.rows < _SMALL_ROWS]
        if len(small) >= _SMALL_SHARDS:
            for group in self._groups(small):
                self._replace(group, max(shard.sequence for shard in self._shards.values()) + 1)

    def _groups(self, numbers: list[int]) -> Iterator[list[int]]:
        group: list[int] = []
        rows = size = 0
        for number in numbers:
            shard = self._shards[number]
            size_here = shard.path.stat().st_size
            if group and (rows + shard.rows > _MERGED_ROWS or size + size_here > _MERGED_BYTES):
                yield group
                group, rows, size = [], 0, 0
            group.append(number)
            rows, size = rows + shard.rows, size + size_here
        if len(group) > 1:
            yield group

    def _live(self, number: int) -> set[str]:
        path = self._shards[number].path
        return {document for document in _column(path, "document") if self._where.get(document) == number}

    def _replace(self, numbers: list[int], sequence: int) -> None:
        rows = [row for number in numbers for row in _rows(self._shards[number].path, self._live(number))]
        rows.sort(key=lambda row: row.document)
        self._add(self._save(sequence, rows), _interned(row.document for row in rows))
        self._drop_dead()

    def _save(self, sequence: int, rows: Sequence[Row]) -> Path:
        digest = hashlib.blake2b(digest_size=8)
        for row in rows:
            digest.update(msgspec.json.encode((row.document, row.key)))
            digest.update(row.payload)
        path = self._folder / f"{self._layer}-{sequence:08d}-{digest.hexdigest()}.parquet"
        write_whole(path, _parquet(rows))
        _release()
        return path

    def _drop_dead(self) -> None:
        alive = set(self._where.values())
        kept = {self._shards[number].path for number in alive}
        for number in [number for number in self._shards if number not in alive]:
            path = self._shards.pop(number).path
            if path not in kept:
                path.unlink(missing_ok=True)


def _push(heap: list[tuple[str, int, bytes, Iterator[Row]]], number: int, rows: Iterator[Row]) -> None:
    row = next(rows, None)
    if row is not None:
        heapq.heappush(heap, (row.document, number, row.payload, rows))


def _parquet(rows: Sequence[Row]) -> bytes:
    """The rows as a Parquet file of small row groups, so that readers hold little of it."""
    out = io.BytesIO()
    with pq.ParquetWriter(out, _SCHEMA, compression="zstd", use_dictionary=False) as writer:
        group: list[Row] = []
        size = 0
        for row in rows:
            group.append(row)
            size += len(row.payload)
            if len(group) == _GROUP_ROWS or size >= _GROUP_BYTES:
                writer.write_table(_table(group))
                group, size = [], 0
        if group:
            writer.write_table(_table(group))
    return out.getvalue()


def _table(rows: Sequence[Row]) -> pa.Table:
    columns = [[row.document for row in rows], [row.key for row in rows], [row.payload for row in rows]]
    return pa.table(columns, schema=_SCHEMA)


def _rows(path: Path, documents: set[str]) -> Iterator[Row]:
    """The shard's rows of `documents`, a row group at a time."""
    with _open(path) as file:
        for number in range(file.num_row_groups):
            group = file.read_row_group(number, use_threads=False).to_pydict()
            for document, key, payload in zip(group["document"], group["key"], group["payload"], strict=True):
                if document in documents:
                    yield Row(document, key, payload)
    _release()


def _release() -> None:
    """Give back what Arrow's allocator keeps of the memory that a shard took: it may have been the largest of all."""
    pa.default_memory_pool().release_unused()


def _column(path: Path, name: str) -> list[str]:
    with _open(path) as file:
        values: list[str] = file.read([name], use_threads=False).column(0).to_pylist()
        return values


def _interned(values: Iterable[str]) -> list[str]:
    """The strings that were there first: six layers name the same documents.

    A string of one's own, kept for as long as the record is open, would keep the memory around it from being given
    back.
    """
    return [sys.intern(value) for value in values]


def _open(path: Path) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise RecordError(f"{path}: damaged; delete this file and run `onrecord build` again") from error
    found = int((file.schema_arrow.metadata or {}).get(b"onrecord.format", b"0"))
    if found > FORMAT:
        raise RecordError(f"{path}: written by a newer onrecord (format {found}); install it, or build a new record")
    return file
