"""Files that commands read and write: whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import PresentError, ReadError


def lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that aren't blank, as bytes; `-` is standard input."""
    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as file:
            yield from (line for line in file if line.strip())
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}; give a readable file") from error


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it is whole; `-` is standard output."""
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise PresentError(f"{path}: {error.strerror or error}; make room, or give another place") from error
    finally:
        beside.unlink(missing_ok=True)
