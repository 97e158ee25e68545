"""Processes on this machine, each of which sets up once; a single task is done in this process.

A worker is `python -m onrecord.engines.worker`: it shares nothing with the program that calls us (no fork, no import of
its main file), and ends when that program does, however that ends.
"""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import IO, Any

import msgspec

from onrecord.engines.base import Results, Setup
from onrecord.engines.frames import read_frame, write_frame
from onrecord.engines.pool import Gone, Pool
from onrecord.engines.tasks import ONE_THREAD, Doer, Reply, Task, tasks
from onrecord.settings import EngineSettings, cores

_EACH_BYTES = 800_000_000
"""Memory that a worker is reckoned with, when nobody says how many there shall be."""


class Local:
    """Runs items in `workers` processes."""

    def __init__(self, workers: int, settings: EngineSettings) -> None:
        self.workers = workers or _fitting()
        self.replace = settings.replace

    def run(self, setup: Setup, arguments: tuple[Any, ...], items: Iterable[bytes]) -> Results:
        """(number, result) of each item, as they come."""
        coming = tasks(items)
        first, second = next(coming, None), next(coming, None)
        if first is None:
            return
        if second is None:
            # not worth the start of a process
            yield from Doer(setup, arguments).do(first.items).results(first)
            return
        pool = Pool(Processes(setup, arguments), self.workers, self.replace)
        yield from pool.run(chain([first, second], coming))


def _fitting() -> int:
    """Workers for this machine: one a core, as far as memory goes."""
    if not hasattr(os, "sysconf"):
        return cores()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(cores(), int(memory // _EACH_BYTES)))


class Process:
    """One worker, and the thread that waits for its answers."""

    def __init__(self, begin: bytes, answers: "queue.SimpleQueue[tuple[Process, Reply | Gone]]") -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "onrecord.engines.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            # an interruption is for us: what a worker has in hand is given up, what it gave is kept
            start_new_session=True,
        )
        self.send(begin)
        assert self.child.stdout is not None
        threading.Thread(target=self._listen, args=(self.child.stdout, answers), daemon=True).start()

    def send(self, frame: bytes) -> None:
        """Hand over a frame; a dead worker is told by its answers."""
        assert self.child.stdin is not None
        try:
            write_frame(self.child.stdin, frame)
        except OSError:
            self.child.kill()

    def _listen(self, pipe: IO[bytes], answers: "queue.SimpleQueue[tuple[Process, Reply | Gone]]") -> None:
        decode = msgspec.msgpack.Decoder(Reply).decode
        with pipe:
            while (frame := read_frame(pipe)) is not None:
                answers.put((self, decode(frame)))
        code = self.child.wait()
        answers.put((self, Gone(f"killed by signal {-code}" if code < 0 else f"ended with code {code}")))

    def end(self) -> None:
        """Kill it, if it lives, and wait until it's gone."""
        self.child.kill()
        self.child.wait()
        assert self.child.stdin is not None
        with suppress(OSError):  # what was never read
            self.child.stdin.close()


class Processes:
    """A crew of processes."""

    def __init__(self, setup: Setup, arguments: tuple[Any, ...]) -> None:
        self.begin = msgspec.msgpack.encode((setup.__module__, setup.__qualname__, arguments))
        self.answers: queue.SimpleQueue[tuple[Process, Reply | Gone]] = queue.SimpleQueue()
        self.ended: set[Process] = set()

    def hire(self) -> Process:
        """Start a process."""
        return Process(self.begin, self.answers)

    def give(self, worker: Process, task: Task) -> None:
        """Send a task's items."""
        worker.send(msgspec.msgpack.encode(task.items))

    def wait(self, workers: Sequence[Process]) -> list[tuple[Process, Reply | Gone]]:
        """The next answer of these."""
        while True:
            worker, answer = self.answers.get()
            if worker in workers:
                return [(worker, answer)]

    def dismiss(self, worker: Process) -> None:
        """End a process."""
        worker.end()
