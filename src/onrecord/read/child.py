"""Readers in a process of their own: what crashes, hangs or eats memory there costs one document, not the build.

A child serves many inputs, one at a time, and is replaced when it dies or has served enough. Limits: processor seconds
and address space where the system has them (`resource`), the clock everywhere. Messages are msgpack, each after its
length in four bytes.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from onrecord.errors import ReadError
from onrecord.read.base import STAGE, Part, Raw, RejectedPart, load
from onrecord.read.limits import OUT_OF_MEMORY, guarded, on_progress
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

SERVED = 1000
CLOCK, GRACE, START = 3.0, 5.0, 60.0  # by the clock: times the processor's seconds, and seconds more; to start with
LOADING = 10.0
CODE = "from onrecord.read.child import serve; serve()"
_TICK = 0.1
_BATCH_BYTES, _BATCH_SECONDS = 1 << 20, 0.5
_Some = tuple[list[tuple[str, msgspec.Raw]], bool]  # parts, and whether they are the last
_KINDS: dict[str, Any] = {"document": Document, "raw": Raw, "part": RejectedPart, "rejected": Rejected}  # in this order


def run(name: str, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
    """What the reader `name` gives for `raw`, made in a child; a `Rejected` where the child dies or takes too long."""
    child = _borrow(settings)
    try:
        yield from child.run(name, raw, settings)
    finally:
        _give_back(child)


class Child:
    """A process that runs readers; made with the limits of `settings`."""

    def __init__(self, settings: ReadSettings) -> None:
        self.settings = settings
        self.served = 0
        self.idle = True
        self._deadline: float | None = None
        self._late = False
        self._known: set[str] = set()
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-c", CODE]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "ARROW_DEFAULT_MEMORY_POOL": "system"},
            )  # fmt: skip
        except OSError as error:
            raise ReadError(f"no process for reading can be started: {error.strerror}; free some memory") from error
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def usable(self) -> bool:
        """Whether it may be given another input."""
        return self.idle and self._process.poll() is None and self.served < SERVED

    def run(self, name: str, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
        """What the reader gives, in its order."""
        self.idle, self._late = False, False
        self.served += 1
        try:
            _send(self._to, msgspec.msgpack.encode((name, raw, settings)))
            while True:
                more = GRACE if name in self._known else START
                self._deadline = time.monotonic() + CLOCK * settings.max_seconds + more
                message = _receive(self._from)
                self._deadline = None
                self._known.add(name)
                if message is None:
                    yield Rejected(STAGE, self._death(settings))
                    return
                some, self.idle = msgspec.msgpack.decode(message, type=_Some)
                for kind, encoded in some:
                    part = msgspec.msgpack.decode(encoded, type=_KINDS[kind])
                    if part == OUT_OF_MEMORY:
                        self.served = SERVED  # what was in use may not be free again
                    yield part
                if self.idle:
                    return
        except OSError:
            yield Rejected(STAGE, self._death(settings))
        finally:
            self._deadline = None

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()

    def _death(self, settings: ReadSettings) -> str:
        """Why the process isn't there any more."""
        code = self._process.wait()
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            return f"takes longer than {settings.max_seconds:g} seconds to read: raise read.max_seconds if it's sound"
        return f"its parser broke down ({code}): the file is damaged, or made to do harm"

    def _watch(self) -> None:
        """Kill the process when an answer is overdue."""
        while self._process.poll() is None:
            deadline = self._deadline
            if deadline is not None and time.monotonic() > deadline:
                self._late = True
                self._process.kill()
                return
            time.sleep(_TICK)


_idle: list[Child] = []
_lock = threading.Lock()


def _borrow(settings: ReadSettings) -> Child:
    """A child that nobody uses, with the limits of `settings`, or a new one."""
    with _lock:
        for child in [child for child in _idle if not child.usable or child.settings != settings]:
            _idle.remove(child)
            child.close()
        if _idle:
            return _idle.pop()
    return Child(settings)


def _give_back(child: Child) -> None:
    if child.usable:
        with _lock:
            _idle.append(child)
    else:
        child.close()


@atexit.register
def close_all() -> None:
    """End the children that wait for work."""
    with _lock:
        while _idle:
            _idle.pop().close()


def _forget() -> None:
    """After a fork the children belong to the other process."""
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def serve() -> None:
    """The child's side: read what comes on standard input until it ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints must not reach the parent
    extend: Callable[[float], None] | None = None
    known: set[str] = set()
    while (message := _receive(source)) is not None:
        name, raw, settings = msgspec.msgpack.decode(message, type=tuple[str, Raw, ReadSettings])
        reader = load(name)
        extend = extend or _confine(settings)
        # a reader's first input pays for loading its libraries
        batch = _Batch(target, settings.max_seconds + (0 if name in known else LOADING), extend)
        known.add(name)
        on_progress[0] = batch.alive
        for part in guarded(reader(raw, settings)):
            batch.add(part)
        batch.send(last=True)


class _Batch:
    """Parts on their way to the parent: sent together, but not much later than they were made."""

    def __init__(self, target: IO[bytes], seconds: float, extend: Callable[[float], None]) -> None:
        self._target = target
        self._seconds = seconds
        self._extend = extend
        self._parts: list[tuple[str, msgspec.Raw]] = []
        self._size = 0
        self._since = time.monotonic()
        extend(seconds)

    def add(self, part: Part) -> None:
        """Put a part in; send what is there when it is much or waits long."""
        encoded = msgspec.msgpack.encode(part)
        self._parts.append((_kind(part), msgspec.Raw(encoded)))
        self._size += len(encoded)
        if self._size > _BATCH_BYTES:
            self.send()
        else:
            self.alive()

    def alive(self) -> None:
        """Tell the parent now and then that reading gets on, and grant this process further seconds."""
        if time.monotonic() - self._since > _BATCH_SECONDS:
            self.send()

    def send(self, *, last: bool = False) -> None:
        """Send what is there."""
        _send(self._target, msgspec.msgpack.encode((self._parts, last)))
        self._parts, self._size, self._since = [], 0, time.monotonic()
        self._extend(self._seconds)


def _kind(part: Part) -> str:
    """How the parent will know what it gets."""
    return next(name for name, kind in _KINDS.items() if isinstance(part, kind))


def _confine(settings: ReadSettings) -> Callable[[float], None]:
    """Limit this process where the system lets one; gives the function that grants further seconds."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return lambda _seconds: None
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        limit = _address_space() + settings.max_memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]

    def extend(seconds: float) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + seconds) + 1
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))

    return extend


def _address_space() -> int:
    """Bytes of address space that this process has taken, where the system says; else what it usually is."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(4, "big") + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the pipe ended."""
    size = pipe.read(4)
    if len(size) < 4:
        return None
    message = pipe.read(int.from_bytes(size, "big"))
    return message if len(message) == int.from_bytes(size, "big") else None
