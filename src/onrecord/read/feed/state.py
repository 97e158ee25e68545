"""What a collection of feeds remembers from one round to the next."""

import os
from pathlib import Path

import msgspec

from onrecord.errors import ReadError

NAME = ".state.json"
"""Begins with a dot: it is no input."""


class FeedState(msgspec.Struct, frozen=True):
    """A feed's validators for conditional requests, and since when and how often it has failed.

    `after`: seconds since 1970 before which it isn't asked again; `failures`: rounds in a row.
    """

    etag: str = ""
    modified: str = ""
    after: float = 0.0
    failures: int = 0


class State(msgspec.Struct):
    """All feeds by address, and the pages that were had, by address."""

    feeds: dict[str, FeedState] = {}
    pages: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path) -> "State":
        """What stands in the folder; an empty state where nothing does. ReadError where it can't be read."""
        path = folder / NAME
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls)
        except FileNotFoundError:
            return cls()
        except (OSError, msgspec.DecodeError) as error:
            raise ReadError(f"{path}: can't be read ({error}); take it away, and all pages are fetched anew") from error

    def save(self, folder: Path) -> None:
        """Write it whole, then rename."""
        write_whole(folder / NAME, msgspec.json.encode(self, order="sorted"))


def write_whole(path: Path, data: bytes) -> None:
    """A file that is there with all its bytes, or not at all."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
