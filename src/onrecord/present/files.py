"""Files that commands read and write: whole or not at all; and names for them."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from onrecord.errors import PresentError, ReadError

Progress = Callable[[str, int, int], None]
"""Takes a stage, how much of it is done, and how much there is."""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


_LONGEST = 100


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


def stem(document: str) -> str:
    """A name for a document's files, without ending, from its id alone: in signs that every file system takes.

    An id of other signs, of capitals (some systems don't tell them from small letters), or too long ends in its hash.
    """
    name = quote(document, safe=" ()+,;=@").lstrip(".")
    if name != document or name != name.lower() or not name or len(name) > _LONGEST:
        digest = hashlib.blake2b(document.encode("utf8", "surrogatepass"), digest_size=4).hexdigest()
        name = f"{name[:_LONGEST]}-{digest}"
    return name
