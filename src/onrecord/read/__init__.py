"""Bytes to Document: text, boilerplate, dates of publication.

`find` lists files, `read` gives the documents of one, `document_of_row` the document of a line of JSONL. Whatever goes
wrong with an input is a `Rejected` of one line; only what a person must set right before anything can start
(`find`, `load_metadata`) raises ReadError.
"""

from collections.abc import Iterator
from pathlib import Path

from onrecord.read.base import HEAD, READERS, Raw, RejectedPart, choose
from onrecord.read.describe import describe
from onrecord.read.feed.collect import collect, is_list
from onrecord.read.inputs import Found, find
from onrecord.read.metadata import Metadata, load_metadata
from onrecord.read.reading import parsers, read
from onrecord.read.rows import row_document
from onrecord.settings import ReadSettings
from onrecord.types import Document

__all__ = [
    "READERS", "Found", "Metadata", "Raw", "RejectedPart", "collect", "describe", "document_of_row", "documents",
    "find", "is_lines", "is_list", "load_metadata", "parsers", "read",
]  # fmt: skip


def documents(path: Path, settings: ReadSettings) -> Iterator[Document | RejectedPart]:
    """The documents of a file or folder, described, and in place of each that can't be had why, with where it stands.

    A file of JSON lines is read as `extract` promises: each line gives a document or a `RejectedPart`.
    """
    found, problems = find([path])
    for problem in problems:
        yield RejectedPart(problem.stage, problem.reason, problem.path)
    for file in found:
        for part in read(file, settings, {}):
            if isinstance(part, Document | RejectedPart):
                yield part
            else:
                yield RejectedPart(part.stage, part.reason, file.id)


def is_lines(path: Path, settings: ReadSettings) -> bool:
    """Whether a file holds JSON lines in the fields' own names, and nothing that another reader knows."""
    if path.is_dir() or settings.columns:
        return False
    try:
        with path.open("rb") as file:
            chosen = choose(file.read(HEAD), path.name)
    except OSError:
        return True  # who opens it says what is wrong
    return chosen == "jsonl" or (chosen == "text" and path.suffix.lower() not in {".txt", ".text", ".md"})


def document_of_row(row: bytes) -> Document | RejectedPart:
    """The described document of one input line of `extract`, or why there is none, with the line's id where known."""
    document = row_document(row)
    return describe(document) if isinstance(document, Document) else document
