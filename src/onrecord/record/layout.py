"""Names of the files of a record, the version of their layout, and the manifest that says which it is."""

from pathlib import Path
from typing import Literal, get_args

import msgspec

from onrecord.errors import RecordError
from onrecord.types import Manifest

FORMAT = 1
Layer = Literal["read", "extract", "sense", "resolve", "positions", "link"]
LAYERS: tuple[Layer, ...] = get_args(Layer)

MANIFEST = "manifest.json"
SOURCES = "sources"
SHARDS = "shards"
TABLES = "record.duckdb"
SEARCH = "search.sqlite"
JUDGEMENTS = "judgements.jsonl"
LOCK = ".lock"
JUDGING = ".judging"


class _Version(msgspec.Struct):
    format: int


def read_manifest(path: Path) -> Manifest:
    """The manifest of the record at `path`; RecordError when it's missing, unfinished, damaged or newer."""
    format_of(path)
    file = path / MANIFEST
    try:
        return msgspec.json.decode(file.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def format_of(path: Path) -> int:
    """The format of the record at `path`; RecordError when it's missing, unfinished, damaged or newer."""
    file = path / MANIFEST
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if (path / SHARDS).is_dir():
            raise RecordError(f"{path}: its build hasn't ended; run `onrecord build` again to complete it") from None
        raise RecordError(f"{path}: no record here; make one with `onrecord build INPUT --record {path}`") from None
    except OSError as error:
        raise RecordError(f"{file}: {error.strerror}; check that you may read it") from error
    try:
        version = msgspec.json.decode(data, type=_Version).format
        if version > FORMAT:
            raise RecordError(
                f"{path}: written by a newer onrecord (format {version}, this one reads up to {FORMAT}); "
                "install the newer version, or build a new record"
            )
        return version
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(file, error) from error


def _damaged(file: Path, error: Exception) -> RecordError:
    return RecordError(f"{file}: damaged ({error}); delete this file and run `onrecord build` again")
