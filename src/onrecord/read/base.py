"""What a reader is, and the one registry of them.

A reader turns the bytes of one input into documents. Which reader takes an input is decided by its content, never by
its name alone. A new format is one class and one line in `READERS`; `tests/contract/test_readers.py` holds all of them
to the same promises.
"""

import importlib
import re
from collections.abc import Iterator
from typing import ClassVar, Protocol, cast

import msgspec

from onrecord.errors import ReadError
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

STAGE = "read"
HEAD = 4096

# Asked in this order; `text` takes what is left, so it stands last.
READERS: dict[str, str] = {
    "jsonl": "onrecord.read.rows:JsonlReader",
    "text": "onrecord.read.text:TextReader",
}

_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, a spreadsheet or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"WARC/", "a web archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "a rich-text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"OggS", "audio or video"),
    (b"ID3", "audio"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<head", "an HTML page"),
    (b"<body", "an HTML page"),
    (b"<rss", "a feed"),
    (b"<feed", "a feed"),
    (b"<opml", "a list of feeds"),
    (b"<?xml", "an XML document"),
)
_JSON = re.compile(rb'[\[{]\s*[{"]')


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one input: the id that its document gets, its name, and the SHA-256 of the bytes in hex."""

    id: str
    name: str
    data: bytes
    sha256: str


class Reader(Protocol):
    """Reads one format. Given any bytes it yields documents or `Rejected`, and raises nothing.

    `media_types` are those it gives to `Document.media_type`. `detect` sees the first `HEAD` bytes and the file's name.
    """

    media_types: ClassVar[tuple[str, ...]]

    def detect(self, head: bytes, name: str) -> bool:
        """Whether these are the first bytes of this format."""
        ...

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        """The documents in `raw`, in its order; a `Rejected` in the place of each that can't be had."""
        ...


def load(name: str) -> Reader:
    """The reader of that name, imported now; ReadError listing the known names when there is none."""
    if name not in READERS:
        raise ReadError(f"no reader {name!r}; known readers: {', '.join(sorted(READERS))}")
    module, _, attribute = READERS[name].partition(":")
    return cast(Reader, getattr(importlib.import_module(module), attribute)())


def choose(data: bytes, name: str) -> Reader | Rejected:
    """The first reader that knows the content, or the reason why none does."""
    head = data[:HEAD]
    foreign = sniff(head)
    for known in READERS:
        reader = load(known)
        if (foreign is None or known != "text") and reader.detect(head, name):
            return reader
    return Rejected(STAGE, f"looks like {foreign or 'nothing known'}: not supported yet; convert it to plain text")


def sniff(head: bytes) -> str | None:
    """What the first bytes look like, in words; None for what may be text."""
    for magic, kind in _HEADS:
        if head.startswith(magic):
            return kind
    if head[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A "):
        return "audio or video"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if start.startswith((b"<!--", b"<?xml")):
        found = next((kind for tag, kind in _MARKUP[:-1] if tag in head.lower()), None)
        return found or ("an XML document" if start.startswith(b"<?xml") else None)
    if _JSON.match(start):
        return "JSON that is no table of texts"
    return next((kind for tag, kind in _MARKUP if start.startswith(tag)), None)
