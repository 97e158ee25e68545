"""How a build is asked for."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from onrecord.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage, how much of it is done, how much there is."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to build: settings, a metadata table, whether inputs are added, which engine with how many workers.

    `workers` 0: one a core, as far as memory goes. `name`: what the manifest calls a file that was read.
    """

    settings: Settings = Settings()
    metadata: Path | None = None
    add: bool = False
    engine: str = "local"
    workers: int = 0
    progress: Progress = lambda _stage, _done, _total: None
    name: Callable[[Path], str] = str
