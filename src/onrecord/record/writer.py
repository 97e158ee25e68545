"""Rows of a layer on their way to its shards."""

import time

from onrecord.record.layout import Layer
from onrecord.record.store import Row, Store

_SECONDS = 30.0
"""What is done is on disk after so long, however little it is."""


class Writer:
    """Collects rows and writes them by the shard, after a while, and when the work is interrupted."""

    def __init__(self, store: Store, layer: Layer, size: int) -> None:
        self.store = store
        self.layer: Layer = layer
        self.size = size
        self.rows: list[Row] = []
        self.since = time.monotonic()

    def add(self, row: Row) -> None:
        """Keep a row; it is on disk at the latest when the block ends."""
        self.rows.append(row)
        if len(self.rows) >= self.size or time.monotonic() - self.since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self.rows:
            self.store.write(self.layer, self.rows)
        self.rows = []
        self.since = time.monotonic()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()
