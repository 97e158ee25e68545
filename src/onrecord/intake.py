"""The `read` layer of a build: from files, folders and lists of feeds to documents."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from onrecord import read
from onrecord.errors import ReadError
from onrecord.keys import code
from onrecord.options import Options
from onrecord.record.layout import FORMAT
from onrecord.record.store import Row, Store
from onrecord.record.writer import Writer
from onrecord.settings import digest
from onrecord.types import Input, Manifest, Rejected, RejectedInput

# of two captures of an address in two web archives the first is read; any other two of one id are an error
AGAIN = "an address that was captured before, in"


def fetched(inputs: Sequence[Path], options: Options) -> tuple[list[Path], list[RejectedInput]]:
    """The inputs with the collection of each list of feeds in its place, after one round over its feeds."""
    paths: list[Path] = []
    rejected: list[RejectedInput] = []
    for path in inputs:
        if not read.is_list(path):
            paths.append(path)
            continue
        round_ = read.collect(path, options.settings.feeds, options.progress)
        paths.append(round_.folder)
        rejected += round_.rejected
    return paths, rejected


def entries(
    store: Store, found: Sequence[read.Found], table: Mapping[str, read.Metadata], options: Options
) -> tuple[list[Input], list[RejectedInput]]:
    """What the record shall hold, its `read` layer made: each document with its input, and what was rejected."""
    read_now, rejected = _documents(store, found, table, options)
    return [*(_remaining(store, found, read_now, options) if options.add else ()), *read_now], rejected


def _remaining(store: Store, found: Sequence[read.Found], read_now: Sequence[Input], options: Options) -> list[Input]:
    """The inputs of the last build that the new ones don't replace: other files, and other documents."""
    paths = {options.name(item.path) for item in found}
    ids = {item.id for item in found} | {item.document for item in read_now}
    last = store.manifest.inputs if store.manifest else ()
    return [item for item in last if item.path not in paths and item.document not in ids]


def _documents(
    store: Store, found: Sequence[read.Found], table: Mapping[str, read.Metadata], options: Options
) -> tuple[list[Input], list[RejectedInput]]:
    """The `read` layer: a file is read again only when its bytes, its documents' metadata or the reader changed."""
    known = store.keys("read")
    last = store.manifest or Manifest(format=FORMAT, version="", settings="")
    earlier: dict[tuple[str, str], list[Input]] = {}
    for one in last.inputs:
        earlier.setdefault((one.path, one.sha256), []).append(one)
    seen: dict[str, Input] = {}
    rejected: list[RejectedInput] = []
    with Writer(store, "read", options.settings.record.shard) as rows:
        for done, item in enumerate(found):
            options.progress("read", done, len(found))
            try:
                file = _File(item, options, table)
            except OSError as error:
                reason = f"can't be read: {error.strerror}"
                rejected.append(RejectedInput(path=item.id, stage="read", reason=reason))
                continue
            before = earlier.get((file.path, file.sha256), [])
            refused = [one for one in last.rejected if file.holds(one.path)]
            if (
                before
                and all(known.get(one.document) == file.key(one.document) for one in before)
                and not any(one.document in seen for one in before)
                and not any(AGAIN in one.reason for one in refused)
            ):
                _add(seen, before)
                rejected += refused
                continue
            for result in read.read(item, options.settings.read, table, _keeper(store, options)):
                if isinstance(result, Rejected):
                    place = result.id if isinstance(result, read.RejectedPart) and result.id else item.id
                    rejected.append(RejectedInput(path=place, stage=result.stage, reason=result.reason))
                    continue
                first = seen.get(result.id)
                if first and first.path != file.path and "://" in result.id:
                    reason = f"{AGAIN} {first.path}, which is read"
                    rejected.append(RejectedInput(path=f"{item.id}/{result.id}", stage="read", reason=reason))
                    continue
                _add(seen, [Input(document=result.id, path=file.path, sha256=file.sha256, size=file.size)])
                key = file.key(result.id)
                if known.get(result.id) != key:
                    rows.add(Row(result.id, key, msgspec.json.encode(result)))
    options.progress("read", len(found), len(found))
    return list(seen.values()), rejected


class _File:
    """A file to read, with its hash, and the keys of the documents that it gives."""

    def __init__(self, found: read.Found, options: Options, table: Mapping[str, read.Metadata]) -> None:
        self.id, self.path, self.size = found.id, options.name(found.path), found.path.stat().st_size
        self.sha256 = _sha256(found.path)
        self._part = digest(code("read", "types"), read.parsers(), self.sha256, options.settings.read)
        self._table = table

    def key(self, document: str) -> str:
        """What the row of one of its documents depends on."""
        return digest(self._part, self._table.get(document))

    def holds(self, place: str) -> bool:
        """Whether something rejected stands in this file, or is it."""
        return place == self.id or place.startswith(f"{self.id}/")


def _keeper(store: Store, options: Options) -> Callable[[read.Raw], None]:
    """What is done with the bytes of an input that makes documents."""
    if not options.settings.read.keep_sources:
        return lambda _raw: None

    def keep(raw: read.Raw) -> None:
        with raw.open() as stream:
            store.keep_source(raw.sha256, stream)

    return keep


def _add(seen: dict[str, Input], inputs: Sequence[Input]) -> None:
    """Take documents in; ReadError for two of one id."""
    for item in inputs:
        other = seen.setdefault(item.document, item)
        if other is not item:
            places = item.path if item.path == other.path else f"{other.path} and {item.path}"
            raise ReadError(f"{places}: two documents of the id {item.document!r}; rename one")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
