"""One writer at a time: a lock that the system gives free when its process ends, however it ends."""

import os
import sys
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


# lockf knows processes only: a second writer in this one has to be refused here
_held: set[Path] = set()


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
