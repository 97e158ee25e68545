"""Links that were found so far, kept in a file until their text's turn comes."""

from array import array
from collections.abc import Iterable
from typing import IO

import msgspec
import numpy as np

from onrecord.types import Link


class Ties:
    """Links by the index of the text that they start in: all are added, then asked for. Memory: 40 bytes a link."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._texts, self._starts = array("q"), array("q", [0])
        self._order: list[int] | None = None
        self._decode = msgspec.msgpack.Decoder(Link).decode

    def add(self, found: Iterable[tuple[int, Iterable[Link]]]) -> None:
        """Keep links of texts; ValueError when some were asked for already."""
        if self._order is not None:
            raise ValueError("links were asked for already")
        for text, links in found:
            for one in links:
                payload = msgspec.msgpack.encode(one)
                self._file.write(payload)
                self._texts.append(text)
                self._starts.append(self._starts[-1] + len(payload))

    def of(self, text: int) -> tuple[Link, ...]:
        """The links of a text, by kind and ends."""
        if self._order is None:
            order = np.argsort(np.asarray(self._texts), kind="stable")
            self._texts, self._order = array("q", np.asarray(self._texts)[order].tobytes()), order.tolist()
        first, last = np.searchsorted(np.asarray(self._texts), (text, text + 1))
        found = [self._read(number) for number in self._order[first:last]]
        return tuple(sorted(found, key=lambda one: (one.kind, one.source, one.target, one.id)))

    def _read(self, number: int) -> Link:
        start, end = self._starts[number], self._starts[number + 1]
        self._file.seek(start)
        return self._decode(self._file.read(end - start))
