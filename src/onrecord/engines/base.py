"""Engines run one function over many items; what the items are, they don't know."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from onrecord.errors import SettingsError

Work = Callable[[bytes], bytes]
ENGINES = {"local": "onrecord.engines.local:Local"}


class Engine(Protocol):
    """Bytes in, bytes out, in the order given, whatever the number of workers."""

    def __init__(self, workers: int) -> None: ...

    def run(self, setup: Callable[..., Work], arguments: tuple[Any, ...], items: Iterable[bytes]) -> Iterator[bytes]:
        """Call `setup(*arguments)` once a worker, then what it gives on each item; `setup` is a module's function."""
        ...


def engine(name: str, workers: int) -> Engine:
    """The engine of that name; SettingsError lists the known ones."""
    if name not in ENGINES:
        raise SettingsError(f"no engine {name!r}; known are {', '.join(sorted(ENGINES))}")
    module, _, attribute = ENGINES[name].partition(":")
    made: Engine = getattr(importlib.import_module(module), attribute)(workers)
    return made
