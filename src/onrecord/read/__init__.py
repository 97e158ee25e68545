"""Bytes to Document: text, boilerplate, dates of publication.

`find` lists files, `read` gives the documents of one, `document_of_row` the document of a line of JSONL. Whatever goes
wrong with an input is a `Rejected` of one line; only what a person must set right before anything can start
(`find`, `load_metadata`) raises ReadError.
"""

from onrecord.read.base import READERS, Raw, RejectedPart
from onrecord.read.describe import describe
from onrecord.read.inputs import Found, find
from onrecord.read.metadata import Metadata, load_metadata
from onrecord.read.reading import parsers, read
from onrecord.read.rows import row_document
from onrecord.types import Document

__all__ = [
    "READERS", "Found", "Metadata", "Raw", "RejectedPart", "describe", "document_of_row", "find", "load_metadata",
    "parsers", "read",
]  # fmt: skip


def document_of_row(row: bytes) -> Document | RejectedPart:
    """The described document of one input line of `extract`, or why there is none, with the line's id where known."""
    document = row_document(row)
    return describe(document) if isinstance(document, Document) else document
