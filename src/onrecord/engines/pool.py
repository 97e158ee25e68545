"""The loop that all engines share: give tasks, take replies, replace workers that died or have done enough."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from onrecord.engines.base import Failed, Results
from onrecord.engines.tasks import Reply, Task
from onrecord.errors import EngineError

_AHEAD = 2
"""Tasks that a worker has: one in hand, one waiting, so that it needn't wait for us."""
_STILLBORN = 3


class Gone(msgspec.Struct, frozen=True):
    """A worker died: how, in words."""

    how: str


W = TypeVar("W")


class Crew(Protocol[W]):
    """Where workers come from, and how to speak with them. Workers can be keys of a dict."""

    def hire(self) -> W:
        """A new worker; it answers once when it's set up, then once a task, in the order given."""
        ...

    def give(self, worker: W, task: Task) -> None:
        """Hand over a task; where the worker is dead, `wait` tells."""
        ...

    def wait(self, workers: Sequence[W]) -> list[tuple[W, Reply | Gone]]:
        """At least one answer of these workers, at most one of each."""
        ...

    def dismiss(self, worker: W) -> None:
        """End a worker, dead or alive."""
        ...


class _Held(msgspec.Struct):
    """What a worker has in hand, first the task that it works on; None stands for its set-up."""

    tasks: deque[Task | None]
    done: int = 0


class Pool(Generic[W]):
    """Runs tasks through at most `size` workers of a crew, each replaced after so many items (0: never)."""

    def __init__(self, crew: Crew[W], size: int, replace: int) -> None:
        self.crew, self.size, self.replace = crew, size, replace
        self.held: dict[W, _Held] = {}
        self.again: deque[Task] = deque()
        self.stillborn = 0

    def run(self, tasks: Iterable[Task]) -> Results:
        """(number, result) of each item as they come."""
        coming = iter(tasks)
        try:
            while self._fill(coming):
                for worker, answer in self.crew.wait(list(self.held)):
                    if isinstance(answer, Gone):
                        yield from self._bury(worker, answer)
                    else:
                        yield from self._take(worker, answer)
        finally:
            for worker in list(self.held):
                self._end(worker)

    def _fill(self, coming: Iterator[Task]) -> bool:
        """Give out tasks as far as hands are free, end who is left without; whether anything is being done."""
        while len(self.held) < self.size or self._able():
            task = self.again.popleft() if self.again else next(coming, None)
            if task is None:
                break
            worker = self._freest()
            self.crew.give(worker, task)
            self.held[worker].tasks.append(task)
        for idle in [worker for worker, held in self.held.items() if not held.tasks]:
            self._end(idle)
        return bool(self.held)

    def _able(self) -> list[W]:
        """The workers that may have another task, who has fewest first."""
        able = [one for one, held in self.held.items() if self._may_have_more(held)]
        return sorted(able, key=lambda worker: len(self.held[worker].tasks))

    def _may_have_more(self, held: _Held) -> bool:
        """Whether a worker may have another task.

        Nothing stands behind an item that is tried alone: it may be done, and its answer lost with the worker that the
        next one kills.
        """
        alone = any(task is not None and task.alone for task in held.tasks)
        return len(held.tasks) < _AHEAD and not alone and not self._spent(held)

    def _freest(self) -> W:
        """A worker without a task, else a new one, else the one with the fewest."""
        able = self._able()
        if len(self.held) == self.size or (able and not self.held[able[0]].tasks):
            return able[0]
        worker = self.crew.hire()
        self.held[worker] = _Held(deque([None]))
        return worker

    def _spent(self, held: _Held) -> bool:
        """Whether a worker has had all the items that it may have."""
        given = held.done + sum(len(task.items) for task in held.tasks if task)
        return bool(self.replace) and given >= self.replace

    def _take(self, worker: W, reply: Reply) -> Results:
        held = self.held[worker]
        task = held.tasks.popleft()
        if task is None:
            self.stillborn = 0
            yield from reply.results(Task([], []))
        else:
            held.done += len(task.items)
            yield from reply.results(task)
        if not held.tasks and self._spent(held):
            self._end(worker)

    def _bury(self, worker: W, gone: Gone) -> Results:
        """Try again what a dead worker was doing, each item alone; one that was alone already has failed."""
        doing, *waiting = self.held[worker].tasks
        self._end(worker)
        self.again.extend(task for task in waiting if task)
        if doing is None:
            self.stillborn += 1
            if self.stillborn == _STILLBORN:
                raise EngineError(
                    f"workers die while they load their models ({gone.how}); give them more memory, or fewer --workers"
                )
        elif doing.alone:
            yield doing.numbers[0], Failed(f"its worker died twice ({gone.how}); split the text, or give more memory")
        else:
            self.again.extend(doing.singly())

    def _end(self, worker: W) -> None:
        self.held.pop(worker)
        self.crew.dismiss(worker)
