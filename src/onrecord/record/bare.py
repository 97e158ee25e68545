"""A record without its words, for publication: whoever reads it sees hashes where the articles' words were.

The words are gone before any export runs, so that none can let them slip. What stays: spans, ids, dates, addresses,
sides, the names of speakers, and what the program itself worked out.
"""

import hashlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import msgspec

from onrecord.record.derive import Tables
from onrecord.record.files import one_line
from onrecord.record.layout import MANIFEST, SEARCH, TABLES
from onrecord.record.reader import Record
from onrecord.record.schema import TABLES as KNOWN

PREFIX = "sha256:"
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_WITHOUT_DOC = ("actors", "utterances")
# of these links the detail quotes wordings or figures; of others it names a kind
_QUOTING = ("utterance", "event")


def hashed(text: str) -> str:
    """`sha256:` and the SHA-256 of the text in UTF-8, in hex."""
    return PREFIX + hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def is_hash(text: str | None) -> bool:
    """Whether a text is what `hashed` leaves of one."""
    return text is not None and _HASH.fullmatch(text) is not None


@contextmanager
def bare(record: Record) -> Iterator[Record]:
    """The record with every text of an article replaced by `sha256:` and its hash; gone when the block ends.

    A passage's hash is of its `text` (several spans joined by one space), a document's of its whole text. Titles are
    hashed as well; the names that articles use for an actor and the words in details of links are left out.
    """
    folder = Path(tempfile.mkdtemp(prefix="onrecord-bare-"))
    try:
        with one_line(folder):
            _write(record, folder)
        with Record.open(folder) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(record: Record, folder: Path) -> None:
    with Tables(folder / TABLES) as tables:
        for table in KNOWN:
            for doc, row, text in _rows(record, table):
                tables.add(table, doc, cast(msgspec.Struct, _without(table, row)), hashed(text) if text else text)
    sqlite3.connect(folder / SEARCH).close()  # nothing to search in
    (folder / SEARCH).touch()
    (folder / MANIFEST).write_bytes(msgspec.json.encode(record.manifest))


def _rows(record: Record, table: str) -> Iterator[tuple[str | None, dict[str, Any], str | None]]:
    """(document, row, text) of a table, in its order."""
    columns: tuple[str, ...] = ("row",) if table in _WITHOUT_DOC else ("doc", "row")
    if table == "documents":
        columns = ("doc", "row", "text")
    if table == "rejected":
        columns = ("doc", "path", "stage", "reason")
    for batch in record.stream(table, columns):
        for row in batch.to_pylist():
            given = row if table == "rejected" else msgspec.json.decode(row["row"])
            yield row.get("doc"), given, row.get("text")


def _without(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row without words of the article."""
    changed = {key: _passage(value) for key, value in row.items()}
    if table == "documents":
        changed |= {"title": hashed(row["title"]) if row["title"] else row["title"], "notes": []}
    elif table == "actors":
        changed |= {"names": []}
    elif table == "reasons":
        changed |= {"reason": ""}  # it names words that text and issue share
    elif table == "links" and row["kind"] in _QUOTING:
        changed |= {"detail": ""}
    return changed


def _passage(value: Any) -> Any:
    """A passage or a place with its text hashed; anything else as it is."""
    if isinstance(value, dict) and "spans" in value and "text" in value:
        return value | {"text": hashed(value["text"])}
    return value
