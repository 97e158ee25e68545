"""Bytes to Document: text, boilerplate, dates of publication.

`find` lists files, `read` gives the documents of one, `document_of_row` the document of a line of JSONL. Whatever goes
wrong with an input is a `Rejected` of one line; only what a person must set right before anything can start
(`find`, `load_metadata`) raises ReadError.
"""

import hashlib
from collections.abc import Iterator, Mapping

from onrecord.read.base import READERS, STAGE, Raw, choose
from onrecord.read.describe import describe
from onrecord.read.inputs import Found, find
from onrecord.read.metadata import Metadata, load_metadata
from onrecord.read.rows import RejectedRow, row_document
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

__all__ = [
    "READERS", "Found", "Metadata", "RejectedRow", "describe", "document_of_row", "find", "load_metadata", "read",
]  # fmt: skip


def read(found: Found, settings: ReadSettings, metadata: Mapping[str, Metadata]) -> Iterator[Document | Rejected]:
    """The documents in a file, described, with what `metadata` says of their ids; `Rejected` where there is none."""
    raw = _raw(found, settings)
    if isinstance(raw, Rejected):
        yield raw
        return
    reader = choose(raw.data, raw.name)
    if isinstance(reader, Rejected):
        yield reader
        return
    for document in reader(raw, settings):
        if isinstance(document, Document):
            said = metadata.get(document.id)
            yield describe(said.apply(document) if said else document)
        else:
            yield document


def document_of_row(row: bytes) -> Document | RejectedRow:
    """The described document of one input line of `extract`, or why there is none, with the line's id where known."""
    document = row_document(row)
    return describe(document) if isinstance(document, Document) else document


def _raw(found: Found, settings: ReadSettings) -> Raw | Rejected:
    """The bytes of a file, unless they are more than the limit: then none is read."""
    try:
        size = found.path.stat().st_size
        if size > settings.max_bytes:
            return _too_large(size, settings)
        with found.path.open("rb") as file:
            data = file.read(settings.max_bytes + 1)
    except OSError as error:
        return Rejected(STAGE, f"can't be read: {error.strerror}")
    if len(data) > settings.max_bytes:
        return _too_large(len(data), settings)
    return Raw(id=found.id, name=found.path.name, data=data, sha256=hashlib.sha256(data).hexdigest())


def _too_large(size: int, settings: ReadSettings) -> Rejected:
    reason = f"{size:,} bytes, above the limit of {settings.max_bytes:,}: split the file, or raise read.max_bytes"
    return Rejected(STAGE, reason)
