"""Files that are whole or absent: written beside, flushed, then renamed; and one line for what goes wrong."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from onrecord.errors import RecordError

TEMPORARY = ".tmp"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS = ("no space left", "disk is full", "quota exceeded", "file too large", "out of disk space")


@contextmanager
def one_line(path: Path) -> Iterator[None]:
    """Turn what the system, DuckDB or SQLite says of files of the record at `path` into a RecordError of one line."""
    try:
        yield
    except (OSError, duckdb.Error, sqlite3.Error, pa.ArrowInvalid) as error:
        words = " ".join(str(error).split())
        if _is_full(error, words):
            raise RecordError(
                f"{path}: the disk is full; make room and run the same command again, what was finished is kept"
            ) from error
        if isinstance(error, PermissionError):
            raise RecordError(
                f"{path}: {error.strerror} ({error.filename}); close programs that hold the record, or choose "
                "a folder that you may write to"
            ) from error
        raise RecordError(
            f"{path}: {words[:300]}; run `onrecord build` again, or with another --record if it says the same"
        ) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a kill or a power cut it is there whole or not at all."""
    beside = temporary(path)
    with beside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    put(beside, path)


def temporary(path: Path) -> Path:
    """The name under which `path` is written before it's whole."""
    return path.with_name(path.name + TEMPORARY)


def put(beside: Path, path: Path) -> None:
    """Rename a whole file to its name, and the folder's entry to the disk."""
    beside.replace(path)
    flush_folder(path.parent)


def flush(path: Path) -> None:
    """Wait until a file written by someone else's code is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Delete what a killed process left half-written in `folder`; DuckDB and SQLite hang endings on their own."""
    for path in folder.glob(f"*{TEMPORARY}*"):
        if path.is_dir():
            for inner in path.iterdir():
                inner.unlink()
            path.rmdir()
        else:
            path.unlink()


def _is_full(error: BaseException, words: str) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(full in words.lower() for full in _FULL_WORDS)
