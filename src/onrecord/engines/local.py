"""A pool of processes on this machine; with one worker, this process."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from onrecord.engines.base import Work

AHEAD = 4
_work: Work | None = None


def _begin(setup: Callable[..., Work], arguments: tuple[Any, ...]) -> None:
    global _work  # noqa: PLW0603 - a worker's models live as long as its process
    _work = setup(*arguments)


def _do(item: bytes) -> bytes:
    if _work is None:
        raise RuntimeError("a worker was given work before its set-up")
    return _work(item)


class Local:
    """Runs items in `workers` processes, each of which sets up once; at most `AHEAD` items a worker wait."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def run(self, setup: Callable[..., Work], arguments: tuple[Any, ...], items: Iterable[bytes]) -> Iterator[bytes]:
        """The results in order; an error in a worker is raised here."""
        if self.workers <= 1:
            work = setup(*arguments)
            yield from map(work, items)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, context, _begin, (setup, arguments)) as pool:
            waiting: deque[Future[bytes]] = deque()
            try:
                for item in items:
                    waiting.append(pool.submit(_do, item))
                    if len(waiting) >= AHEAD * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
