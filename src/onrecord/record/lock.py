"""One writer at a time: locks that the system gives free when their process ends, however it ends."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        # lockf, not flock: a lock of flock lives on in forked workers when the writer itself was killed
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# lockf knows processes only: a second writer in this one has to be refused, or made to wait, here
_held: set[Path] = set()
_turns = threading.Lock()
_PATIENCE = 30.0


class Lock:
    """The lock on the file `path`, taken when made; RecordError when another writer has it."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        if self._path in _held:
            raise self._taken()
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            if isinstance(error, (BlockingIOError, PermissionError)):
                raise self._taken() from error
            raise
        _held.add(self._path)

    def _taken(self) -> RecordError:
        return RecordError(f"{self._path.parent}: another build is writing this record; wait until it has ended")

    def release(self) -> None:
        """Let the next writer in; once is enough, twice does no harm."""
        if self._path in _held:
            _held.remove(self._path)
            os.close(self._handle)


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the lock on the file `path` for a moment's work, after waiting for those who came before.

    RecordError when another process holds it for half a minute.
    """
    with _turns:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _wait(handle, path)
            yield
        finally:
            os.close(handle)


def _wait(handle: int, path: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _take(handle)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() > until:
                raise RecordError(
                    f"{path}: held by another process for {_PATIENCE:.0f} s; end it, then try again"
                ) from error
            time.sleep(0.002)
        else:
            return
