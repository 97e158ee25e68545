"""What a container may unfold to, and streams that stop where it is too much."""

import io
import time
from collections.abc import Callable, Iterator
from typing import IO

import msgspec

from onrecord.read.base import STAGE, Part, Raw
from onrecord.settings import ReadSettings
from onrecord.types import Rejected

# below this size nothing is called a bomb, whatever its ratio: a page of one repeated sign is small
FREE = 16 << 20
_PIECE = 1 << 16
_BULK = 64 << 20


OUT_OF_MEMORY = Rejected(STAGE, "needs more memory than read.max_memory allows: split the file, or raise it")


class TooMuch(Exception):  # noqa: N818 - a limit, not an error of ours
    """A container unfolds to more than its limits; the text is the reason."""


def guarded(parts: Iterator[Part]) -> Iterator[Part]:
    """What a reader gives; what its parser raises in the middle is a last `Rejected` that names it."""
    try:
        yield from parts
    except TooMuch as error:
        yield Rejected(STAGE, str(error))
    except MemoryError:
        yield OUT_OF_MEMORY
    except RecursionError:
        yield Rejected(STAGE, "nested too deeply: split the file")
    except Exception as error:  # noqa: BLE001 - parsers of others raise anything at all on damaged files
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Rejected(STAGE, f"can't be parsed ({words}): the file is damaged")


class Refused(msgspec.Struct, frozen=True):
    """Why an input in a container isn't read, and whether what follows it there isn't either."""

    reason: str
    ends: bool


class Budget:
    """What the containers in one input of `size` bytes may still unfold to."""

    def __init__(self, size: int, settings: ReadSettings) -> None:
        self.settings = settings
        self.members = 0
        self.unpacked = 0
        self.allowed = allowed(size, settings)

    def spend(self, raw: Raw) -> Refused | None:
        """Count an input found in a container; why it can't be read, if it is too much."""
        self.members += 1
        self.unpacked += raw.size
        settings = self.settings
        if raw.level > settings.max_depth:
            reason = f"stands in more than {settings.max_depth} containers: unpack some, or raise read.max_depth"
            return Refused(reason, ends=False)
        if self.members > settings.max_members:
            return Refused(
                f"more than {settings.max_members:,} members: split it, or raise read.max_members", ends=True
            )
        if self.unpacked > self.allowed:
            return Refused(_unfolds(self.allowed), ends=True)
        return None


def allowed(size: int, settings: ReadSettings) -> int:
    """How many bytes a container of `size` may unfold to."""
    return min(settings.max_unpacked, max(FREE, size * settings.max_ratio))


class Bounded(io.RawIOBase):
    """A stream that raises TooMuch once more than `most` bytes were read from it, or reading took too long.

    Counted is the time within the stream: `seconds`, and as much again for each `_BULK` bytes.
    """

    def __init__(self, stream: IO[bytes], most: int, seconds: float) -> None:
        self._stream = stream
        self._most = most
        self._seconds = seconds
        self._done = 0
        self._spent = 0.0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill `buffer`; TooMuch beyond the limits."""
        since = time.monotonic()
        data = self._stream.read(min(len(buffer), _PIECE))
        self._spent += time.monotonic() - since
        self._done += len(data)
        if self._done > self._most:
            raise TooMuch(_unfolds(self._most))
        if self._spent > self._seconds * (1 + self._done / _BULK):
            raise TooMuch("takes longer to unpack than read.max_seconds allows: split it, or raise that")
        buffer[: len(data)] = data
        return len(data)


class Watched(io.RawIOBase):
    """A file of which each piece that is read counts as progress, so that a long one isn't taken for a hang."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill `buffer`."""
        data = self._stream.read(len(buffer))
        on_progress[0]()
        buffer[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere; no progress."""
        return self._stream.seek(offset, whence)


# what is called when a reader gets on with a long input; the child's loop puts its sign of life here
on_progress: list[Callable[[], None]] = [lambda: None]


def _unfolds(most: int) -> str:
    return f"unfolds to more than {most:,} bytes: split it, or raise read.max_ratio or read.max_unpacked"
