"""The record that is served: opened anew when a build or a judgement changed it, its answers remembered."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from onrecord.errors import PresentError
from onrecord.record import Record
from onrecord.record.layout import JUDGEMENTS, MANIFEST

T = TypeVar("T")
MOST_ROWS = 5_000
"""Rows that one question of a page may give; a page asks for a part of more."""
_REMEMBERED = 400


class Desk:
    """One record for all requests; any number of threads may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._remembered: OrderedDict[Hashable, Any] = OrderedDict()
        self._stamp = self._now()
        self._record = Record.open(path)

    @property
    def record(self) -> Record:
        """The record as it stands now.

        The one before stays open for those who still read from it, and closes when the last of them lets go.
        """
        stamp = self._now()
        with self._lock:
            if stamp != self._stamp:
                self._record = Record.open(self.path)
                self._stamp = stamp
                self._remembered.clear()
            return self._record

    def ask(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows that DuckDB answers, at most MOST_ROWS; PresentError when there are more. Remembered."""
        values = tuple(parameters.items()) if isinstance(parameters, Mapping) else tuple(parameters)
        return self.remember((query, repr(values)), lambda record: self._rows(record, query, parameters))

    def remember(self, key: Hashable, make: Callable[[Record], T]) -> T:
        """What `make` gives for the record as it stands; kept until the record changes or others push it out.

        Keep small things: some hundreds are held.
        """
        record = self.record
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return cast(T, self._remembered[key])
        made = make(record)
        with self._lock:
            if record is self._record:
                self._remembered[key] = made
                while len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return made

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            self._record.close()

    def _rows(self, record: Record, query: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = record.sql(query, parameters).to_pylist()
        if len(rows) > MOST_ROWS:
            raise PresentError(f"{len(rows)} rows asked for at once; a page asks for at most {MOST_ROWS}")
        return rows

    def _now(self) -> tuple[tuple[int, int, int], ...]:
        """What changes when a build ends or somebody judges."""
        out = []
        for name in (MANIFEST, JUDGEMENTS):
            try:
                stat = (self.path / name).stat()
                out.append((stat.st_mtime_ns, stat.st_size, stat.st_ino))
            except FileNotFoundError:
                out.append((0, 0, 0))
        return tuple(out)
