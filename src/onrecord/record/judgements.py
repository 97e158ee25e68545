"""judgements.jsonl: people's decisions, a line each, only ever appended; nobody is told of one before it is on disk.

No build touches the file. A line that a crash left torn is passed over and told, and the next line starts on its own.
"""

import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.record.files import flush_folder, one_line
from onrecord.record.layout import JUDGEMENTS, JUDGING
from onrecord.record.lock import turn
from onrecord.types import Judgement

_DECODE = msgspec.json.Decoder(Judgement).decode


class Log(msgspec.Struct, frozen=True):
    """The judgements of a record in the order in which they were made; what couldn't be read; the bytes looked at."""

    judgements: tuple[Judgement, ...] = ()
    damaged: tuple[str, ...] = ()
    size: int = 0

    def standing(self) -> tuple[Judgement, ...]:
        """The judgements that nobody took back, undos left out."""
        gone = {one.undoes for one in self.judgements if one.verdict == "undo"}
        return tuple(one for one in self.judgements if one.verdict != "undo" and one.id not in gone)


def new_id() -> str:
    """An id for a judgement: sixteen hex digits, by chance."""
    return secrets.token_hex(8)


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def append(record: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to those of the record at `record`; when this returns they are on the disk.

    Any number of threads and processes may append: each waits for its turn. All lines are written or none. RecordError
    when the disk is full or the folder can't be written: nothing was kept then.
    """
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in judgements)
    if not lines:
        return
    path = record / JUDGEMENTS
    with one_line(record), turn(record / JUDGING):
        new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            size = os.fstat(handle).st_size
            torn = size > 0 and _last(handle, size) != b"\n"
            try:
                _write(handle, b"\n" * torn + lines)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
        if new:
            flush_folder(record)


def load(record: Path, start: int = 0) -> Log:
    """The judgements of the record at `record`, from byte `start` of the file on (0 or the `size` of a Log).

    Of two lines of one id the first counts. A torn last line is left for the next call, which begins before it.
    """
    path = record / JUDGEMENTS
    with one_line(record):
        if not path.exists():
            return Log()
        with path.open("rb") as file:
            file.seek(start)
            data = file.read()
    whole, newline, rest = data.rpartition(b"\n")
    found: dict[str, Judgement] = {}
    damaged: list[str] = []
    for number, line in enumerate(whole.split(b"\n") if newline else (), 1):
        _decode(line, f"line {number}", found, damaged)
    if rest:
        _decode(rest, "the last line", found, damaged)
    return Log(tuple(found.values()), tuple(damaged), start + len(whole + newline))


def _decode(line: bytes, where: str, found: dict[str, Judgement], damaged: list[str]) -> None:
    """Take the judgement of a line, or say what is wrong with it."""
    if not line.strip():
        return
    try:
        one = _DECODE(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        damaged.append(f"{JUDGEMENTS}, {where}: {error}; it is passed over")
    else:
        found.setdefault(one.id, one)


def _last(handle: int, size: int) -> bytes:
    """The file's last byte."""
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`; OSError when there is no room for it."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
