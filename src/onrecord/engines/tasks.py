"""What goes to a worker and comes back: a handful of items, and a reply; and what a worker does with them."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord import errors
from onrecord.engines.base import Failed, Result, Setup
from onrecord.errors import EngineError, OnrecordError

_ITEMS, _BYTES = 8, 128_000
"""A task is a second of work or so: long enough to send, short enough to lose."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A worker is a core: libraries that read these when they're loaded start no threads of their own."""


class Task(msgspec.Struct, frozen=True):
    """Numbers of items, and the items. `alone`: a second try, after which there is no third."""

    numbers: list[int]
    items: list[bytes]
    alone: bool = False

    def singly(self) -> "Iterator[Task]":
        """A task for each item."""
        return (Task([number], [item], True) for number, item in zip(self.numbers, self.items, strict=True))


class Reply(msgspec.Struct, frozen=True):
    """Results in the order of a task's items; or, for the whole run, an error: its class and its text.

    A worker's first reply, when it's set up, has neither.
    """

    done: list[bytes] = []
    failed: dict[int, str] = {}
    error: tuple[str, str] | None = None

    def results(self, task: Task) -> Iterator[tuple[int, Result]]:
        """(number, result) of each item of the task."""
        if self.error:
            name, text = self.error
            raise getattr(errors, name, EngineError)(text)
        for at, (number, result) in enumerate(zip(task.numbers, self.done, strict=True)):
            yield number, Failed(self.failed[at]) if at in self.failed else result


def tasks(items: Iterable[bytes]) -> Iterator[Task]:
    """The items in tasks, taken as they're needed."""
    numbers: list[int] = []
    waiting: list[bytes] = []
    size = 0
    for number, item in enumerate(items):
        numbers.append(number)
        waiting.append(item)
        size += len(item)
        if len(waiting) == _ITEMS or size >= _BYTES:
            yield Task(numbers, waiting)
            numbers, waiting, size = [], [], 0
    if waiting:
        yield Task(numbers, waiting)


class Doer:
    """Does tasks in a worker; its set-up is done when it's made, and what fails there is told at the first reply."""

    def __init__(self, setup: Setup, arguments: tuple[Any, ...]) -> None:
        self.error: tuple[str, str] | None = None
        try:
            self._work = setup(*arguments)
        except Exception as error:  # noqa: BLE001 - told in the parent, as an error of the run
            self.error = _told(error)

    def ready(self) -> Reply:
        """The first reply."""
        return Reply(error=self.error)

    def do(self, items: list[bytes]) -> Reply:
        """The reply to a task."""
        if self.error:
            return Reply(error=self.error)
        reply = Reply([], {})
        for at, item in enumerate(items):
            try:
                reply.done.append(self._work(item))
            except OnrecordError as error:
                return Reply(error=_told(error))
            except Exception as error:  # noqa: BLE001 - one item's failure is counted, the others go on
                reply.done.append(b"")
                reply.failed[at] = _reason(error)
        return reply


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, OnrecordError):
        return type(error).__name__, str(error)
    return "EngineError", f"a worker can't be set up: {_reason(error)}"


def _reason(error: BaseException) -> str:
    """One line that says what went wrong, and where in the code."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_qualname}, line {place.tb_lineno})" if place else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{where}"
