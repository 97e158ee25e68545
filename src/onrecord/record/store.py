"""The write side of a record: sources, shards by layer, and what is derived from them at the end."""

import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from onrecord.errors import RecordError
from onrecord.record import derive, index
from onrecord.record.files import flush, one_line, put, sweep, temporary, write_whole
from onrecord.record.layout import LAYERS, LOCK, MANIFEST, SEARCH, SHARDS, SOURCES, TABLES, Layer, read_manifest
from onrecord.record.lock import Lock
from onrecord.record.migrations import lift
from onrecord.record.shards import Row, Shards
from onrecord.types import Manifest

__all__ = ["Row", "Store", "current", "remove"]


class Store:
    """One record open for writing, by one process at a time; a context manager."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path = path
        self._lock = lock
        for folder in (path, path / SHARDS, path / SOURCES):
            sweep(folder)
        self._manifest = None
        if (path / MANIFEST).exists():
            lift(path)
            self._manifest = read_manifest(path)
        self._layers = {layer: Shards(path / SHARDS, layer) for layer in LAYERS}

    @classmethod
    def create_or_open(cls, path: Path) -> "Store":
        """The record at `path`, made where there is none; what a killed build left half-written is cleaned away.

        RecordError: the record is newer than this version, is being written by another process, or `path` is
        something else than a record.
        """
        with one_line(path):
            if path.exists() and not _is_record(path):
                raise RecordError(f"{path}: holds something else than a record; give --record a new or an empty folder")
            path.mkdir(parents=True, exist_ok=True)
            lock = Lock(path / LOCK)
            try:
                (path / SHARDS).mkdir(exist_ok=True)
                (path / SOURCES).mkdir(exist_ok=True)
                return cls(path, lock)
            except BaseException:
                lock.release()
                raise

    @property
    def manifest(self) -> Manifest | None:
        """The manifest of the last build that ended, None before the first."""
        return self._manifest

    def keys(self, layer: Layer) -> dict[str, str]:
        """Document id -> key, of every row that the layer holds."""
        with one_line(self.path):
            return self._layers[layer].keys()

    def write(self, layer: Layer, rows: Sequence[Row]) -> None:
        """Keep `rows` as one shard, safe on the disk when this returns; rows of the same documents are replaced.

        Memory: the shard. RecordError when the disk is full; what was written before is kept.
        """
        with one_line(self.path):
            self._layers[layer].write(rows)

    def load(self, layer: Layer, ids: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """(document id, payload) of the layer's rows, all or those of `ids`, in order of ids; memory is bounded.

        Don't write to the same layer before the end is reached.
        """
        with one_line(self.path):
            yield from self._layers[layer].load(None if ids is None else set(ids))

    def keep_source(self, sha256: str, data: bytes | IO[bytes]) -> None:
        """Keep an input's original bytes under their SHA-256 (64 hex digits); a stream is copied piece by piece."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"{sha256!r} is no SHA-256 in hex digits")
        path = self.path / SOURCES / sha256
        with one_line(self.path):
            # size: a power cut may leave a file without its bytes, since waiting for the disk costs 100,000 waits
            stream = io.BytesIO(data) if isinstance(data, bytes) else data
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            if not path.exists() or path.stat().st_size != size:
                beside = temporary(path)
                with beside.open("wb") as out:
                    shutil.copyfileobj(stream, out, 1 << 20)
                beside.replace(path)

    def sources(self) -> set[str]:
        """SHA-256 of every source that is kept."""
        with one_line(self.path):
            return {path.name for path in (self.path / SOURCES).iterdir()}

    def retain(self, ids: Iterable[str]) -> None:
        """Forget, in every layer, the documents that aren't among `ids`; `finish` takes them off the disk."""
        kept = set(ids)
        for shards in self._layers.values():
            shards.forget(shards.documents() - kept)

    def finish(self, manifest: Manifest) -> Manifest:
        """Derive tables and search from the shards, then write the manifest last; give it as written.

        A document's extraction is the one of its `positions` row, else its `link` row, else its `resolve` row.
        `counts` of the manifest gains the number of rows of each table. Sources that no document names are deleted.
        RecordError when the disk is full: the previous record stays readable, and the same command completes it later.
        """
        tables, words, note = self.path / TABLES, self.path / SEARCH, self.path / MANIFEST
        with one_line(self.path):
            for shards in self._layers.values():
                shards.tidy()
            found = derive.build(temporary(tables), derive.merged(self._layers), manifest.rejected)
            index.build(temporary(words), temporary(tables))
            flush(temporary(tables))
            flush(temporary(words))
            counts = {**manifest.counts, **found.counts}
            written = msgspec.structs.replace(manifest, counts=counts, shape=derive.shape())
            write_whole(temporary(note), msgspec.json.format(msgspec.json.encode(written), indent=1) + b"\n")
            # all that can fail for lack of room has been done: three renames, the manifest last
            put(temporary(tables), tables)
            put(temporary(words), words)
            put(temporary(note), note)
            self._manifest = written
            for sha256 in self.sources() - found.sources:
                (self.path / SOURCES / sha256).unlink()
        return written

    def close(self) -> None:
        """Give the record free for other writers."""
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def current(path: Path) -> Manifest:
    """The manifest of the record at `path`, made one of this version first: its format, then its tables.

    Tables of another shape are derived anew, which needs neither the inputs nor a model. RecordError: no record, a
    newer one, one so old that it has to be built again, or one that can't be written.
    """
    lift(path)
    manifest = read_manifest(path)
    if manifest.shape == derive.shape():
        return manifest
    if not (path / SHARDS).is_dir():
        raise RecordError(
            f"{path}: its tables were made by onrecord {manifest.version}, in another shape; "
            "run `onrecord build` again to derive them"
        )
    if sys.stderr.isatty():  # minutes for a large record, in which nothing else would be seen
        sys.stderr.write(f"{path}: made by another version; its tables are derived anew, once\n")
    with Store.create_or_open(path) as store:
        return store.finish(manifest)


def remove(path: Path, ids: Iterable[str], relink: Callable[[Store], None] | None = None) -> Manifest:
    """Take documents out of the record at `path` by hand; `relink` makes the link layer anew from those that stay.

    RecordError when there is no record, or it doesn't hold one of `ids`; nothing is changed then.
    """
    gone = set(ids)
    read_manifest(path)
    with Store.create_or_open(path) as store:
        held = set(store.keys("read"))
        if unknown := sorted(gone - held):
            raise RecordError(f"{path}: holds no document {unknown[0]!r}; `onrecord show` lists what it holds")
        manifest = store.manifest
        assert manifest is not None
        store.retain(held - gone)
        if relink is not None:
            relink(store)
        kept = tuple(entry for entry in manifest.inputs if entry.document not in gone)
        return store.finish(msgspec.structs.replace(manifest, inputs=kept))


def _is_record(path: Path) -> bool:
    """Whether a build may write here: an empty folder, or one with a record's own files."""
    if not path.is_dir():
        return False
    names = {entry.name for entry in path.iterdir()}
    return not names - {LOCK} or MANIFEST in names or SHARDS in names
