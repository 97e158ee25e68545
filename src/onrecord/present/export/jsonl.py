"""JSONL: one object a line, as `extract` writes them, with the document they stand in."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.record import Record

_WITHOUT_DOC = ("actors", "utterances")  # they belong to no one document
TABLES = ("documents", "statements", "events", "positions", "actors", "utterances", "links")


def write(record: Record, folder: Path) -> list[Path]:
    """documents, statements, events, positions, actors, utterances and links, each in order of document and text."""
    return [_write(folder / f"{table}.jsonl", _lines(record, table)) for table in TABLES]


def _write(path: Path, lines: Iterator[bytes]) -> Path:
    with path.open("wb") as out:
        for line in lines:
            out.write(line + b"\n")
    return path


def _lines(record: Record, table: str) -> Iterator[bytes]:
    """The objects of a table: its rows as they are, with `doc` put first and a document's text last."""
    if table in _WITHOUT_DOC:
        for batch in record.stream(table, ("row",)):
            yield from (row.encode() for row in batch.column(0).to_pylist())
    elif table == "documents":
        for batch in record.stream(table, ("doc", "row", "text")):
            for doc, row, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield _with_doc(doc, row)[:-1] + b',"text":' + msgspec.json.encode(text) + b"}"
    else:
        for batch in record.stream(table, ("doc", "row")):
            for doc, row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield _with_doc(doc, row)


def _with_doc(doc: str, row: str) -> bytes:
    return b'{"doc":' + msgspec.json.encode(doc) + b"," + row[1:].encode()
