"""Engines run one function over many items; what the items are, they don't know.

Each gives the same results whatever the number of workers, and passes `tests/contract/test_engines.py`. A worker that
dies costs no other item: what it was doing is tried once more, each item alone, and only one that kills again fails.
"""

import importlib
from collections.abc import Callable, Generator, Iterable
from typing import Any, Protocol

import msgspec

from onrecord.errors import EngineError
from onrecord.settings import EngineSettings

Work = Callable[[bytes], bytes]
Setup = Callable[..., Work]
ENGINES = {"local": "onrecord.engines.local:Local", "ray": "onrecord.engines.ray:Ray"}


class Failed(msgspec.Struct, frozen=True):
    """What stands in the place of a result that can't be had, and why."""

    reason: str


Result = bytes | Failed
Results = Generator[tuple[int, Result], None, None]
"""(number of the item, its result), as they come."""


class Engine(Protocol):
    """Bytes in, bytes out. `workers` 0: one a core, as far as memory goes."""

    def __init__(self, workers: int, settings: EngineSettings) -> None: ...

    def run(self, setup: Setup, arguments: tuple[Any, ...], items: Iterable[bytes]) -> Results:
        """(number of the item, its result), as they come; few items are held at a time.

        Each worker calls `setup(*arguments)` once, then what that gives on each item; `setup` is a module's function.
        An error of ours is raised here, any other one that an item causes is its `Failed`. EngineError when workers
        can't be started. Closing the iterator ends the workers.
        """
        ...


def engine(name: str, workers: int = 0, settings: EngineSettings | None = None) -> Engine:
    """The engine of that name; EngineError lists the known ones."""
    if name not in ENGINES:
        raise EngineError(f"no engine {name!r}; known are {', '.join(sorted(ENGINES))}")
    module, _, attribute = ENGINES[name].partition(":")
    made: Engine = getattr(importlib.import_module(module), attribute)(workers, settings or EngineSettings())
    return made
