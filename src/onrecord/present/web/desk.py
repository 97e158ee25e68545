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
_LASTING = 20


class Desk:
    """One record for all requests; any number of threads may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._remembered: OrderedDict[Hashable, Any] = OrderedDict()
        self._lasting: dict[Hashable, Any] = {}
        self._built = self._stamp(MANIFEST)
        self._judged = self._stamp(JUDGEMENTS)
        self._record = Record.open(path)

    @property
    def record(self) -> Record:
        """The record as it stands now: after the last build that ended, and the last judgement, whoever made it.

        A record that a build replaced stays open for those who still read from it, and closes when the last of them
        lets go.
        """
        built, judged = self._stamp(MANIFEST), self._stamp(JUDGEMENTS)
        with self._lock:
            if built != self._built:
                self._record = Record.open(self.path)
                self._lasting.clear()
            elif judged != self._judged:
                self._record.refresh()
            if (built, judged) != (self._built, self._judged):
                self._built, self._judged = built, judged
                self._remembered.clear()
            return self._record

    def ask(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows that DuckDB answers, at most MOST_ROWS; PresentError when there are more. Remembered."""
        values = tuple(parameters.items()) if isinstance(parameters, Mapping) else tuple(parameters)
        return self.remember((query, repr(values)), lambda record: _rows(record, query, parameters))

    def remember(self, key: Hashable, make: Callable[[Record], T]) -> T:
        """What `make` gives for the record as it stands; kept until the record changes or others push it out.

        Keep small things: some hundreds are held.
        """
        record = self.record
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return cast(T, self._remembered[key])
            state = (self._built, self._judged)
        made = make(record)
        with self._lock:
            if state == (self._stamp(MANIFEST), self._stamp(JUDGEMENTS)) == (self._built, self._judged):
                self._remembered[key] = made
                while len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return made

    def lasting(self, key: Hashable, make: Callable[[Record], T]) -> T:
        """As `remember`, of what no judgement changes: kept until another build."""
        record = self.record
        with self._lock:
            if key in self._lasting:
                return cast(T, self._lasting[key])
        made = make(record)
        with self._lock:
            if record is self._record:
                if len(self._lasting) >= _LASTING:
                    self._lasting.clear()
                self._lasting[key] = made
        return made

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            self._record.close()

    def _stamp(self, name: str) -> tuple[int, int, int]:
        """What changes of a file when a build ends, or somebody judges."""
        try:
            stat = (self.path / name).stat()
        except FileNotFoundError:
            return (0, 0, 0)
        return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _rows(record: Record, query: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = record.sql(query, parameters).to_pylist()
    if len(rows) > MOST_ROWS:
        raise PresentError(f"{len(rows)} rows asked for at once; a page asks for at most {MOST_ROWS}")
    return rows
