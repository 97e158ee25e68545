"""What a reader is, and the one registry of them.

A reader turns one input into documents, or, where the input is a container, into further inputs. Which reader takes an
input is decided by its content, never by its name alone. A new format is one class and one line in `READERS`;
`tests/contract/test_readers.py` holds all of them to the same promises.
"""

import importlib
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, ClassVar, Protocol, cast

import msgspec

from onrecord.errors import ReadError
from onrecord.read.metadata import Metadata
from onrecord.read.sniffing import sniff
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

STAGE = "read"
HEAD = 4096

# Asked in this order; `text` takes what is left, so it stands last.
READERS: dict[str, str] = {
    "jsonl": "onrecord.read.rows:JsonlReader",
    "zip": "onrecord.read.archives:ZipReader",
    "warc": "onrecord.read.warc:WarcReader",
    "tar": "onrecord.read.archives:TarReader",
    "packed": "onrecord.read.archives:PackedReader",
    "parquet": "onrecord.read.tables:ParquetReader",
    "pdf": "onrecord.read.pdf.reader:PdfReader",
    "feed": "onrecord.read.feed.reader:FeedReader",
    "html": "onrecord.read.html.reader:HtmlReader",
    "mail": "onrecord.read.mail:MailReader",
    "csv": "onrecord.read.tables:CsvReader",
    "text": "onrecord.read.text:TextReader",
}


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """One input, or a member of one: what its document is called, and its bytes.

    `id` is the id that its document gets, `place` where it stands, for a person (the id, but for an archive's members
    that are called by their address). The bytes are `data`, or stand in the file at `path`; `sha256` is theirs in hex,
    once they were read. `url` is where they were fetched, `media_type` what was said of them then (a hint: content
    decides), `captured` the day they were fetched (YYYY-MM-DD; no date of publication lies after it), `known` what the
    container says of the document, which wins over what is found in it. `level` counts the containers around it.
    """

    id: str
    name: str
    place: str = ""
    data: bytes = b""
    path: str | None = None
    sha256: str = ""
    url: str | None = None
    media_type: str = ""
    captured: str | None = None
    known: Metadata = Metadata()
    level: int = 0

    @property
    def where(self) -> str:
        """What a person is told of where it stands."""
        return self.place or self.id

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return Path(self.path).stat().st_size if self.path is not None else len(self.data)

    def open(self) -> IO[bytes]:
        """Its bytes as a stream; OSError where the file has gone."""
        return Path(self.path).open("rb") if self.path is not None else io.BytesIO(self.data)

    def member(self, name: str, data: bytes = b"", path: str | None = None) -> "Raw":
        """An input within this one, called by its path inside; its bytes, or the file in which they stand."""
        return Raw(
            id=f"{self.id}/{name}", name=name.rsplit("/", 1)[-1], place=f"{self.where}/{name}", data=data, path=path,
            captured=self.captured, level=self.level + 1,
        )  # fmt: skip


class RejectedPart(Rejected, frozen=True):
    """A part of an input (a line, a member) that makes no document, with its id or place where one is known."""

    id: str | None


class Reader(Protocol):
    """Reads one format: any bytes give documents, inputs or `Rejected`; what its parser raises `guarded` makes one.

    `media_types` are those it gives to `Document.media_type`; a container, which gives inputs, has none. `streams`:
    it reads from `raw.open()` piece by piece, whatever the size; one that doesn't gets `raw.data`, of at most
    `read.max_bytes`. `isolated`: its parser is native code, or may hang: it runs in a process of its own, with limits.
    `detect` sees the first `HEAD` bytes and the file's name.
    """

    media_types: ClassVar[tuple[str, ...]]
    streams: ClassVar[bool]
    isolated: ClassVar[bool]

    def detect(self, head: bytes, name: str) -> bool:
        """Whether these are the first bytes of this format."""
        ...

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator["Part"]:
        """The documents in `raw`, or the inputs in it, in order; a `Rejected` for each that can't be had."""
        ...


Part = Document | Raw | Rejected


@lru_cache(maxsize=64)
def load(name: str) -> Reader:
    """The reader of that name, imported now; ReadError listing the known names when there is none."""
    if name not in READERS:
        raise ReadError(f"no reader {name!r}; known readers: {', '.join(sorted(READERS))}")
    module, _, attribute = READERS[name].partition(":")
    return cast(Reader, getattr(importlib.import_module(module), attribute)())


def choose(head: bytes, name: str) -> str | Rejected:
    """The name of the first reader that knows the first bytes of an input, or the reason why none does."""
    foreign = sniff(head[:HEAD])
    for known in READERS:
        if (foreign is None or known != "text") and load(known).detect(head[:HEAD], name):
            return known
    return Rejected(STAGE, f"looks like {foreign or 'nothing known'}: not supported; convert it to plain text")
