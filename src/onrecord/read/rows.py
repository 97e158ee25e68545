"""JSONL: one document a line, `{"id", "text", "published"?, "title"?, "url"?, "outlet"?}`."""

import hashlib
import json
from collections.abc import Iterator
from typing import IO, Any, ClassVar

import msgspec

from onrecord.read.base import STAGE, Raw, RejectedPart
from onrecord.read.columns import Columns, Row, lone_surrogate
from onrecord.settings import ReadSettings
from onrecord.types import Document, Origin, Rejected, Span

_MARK = b"\xef\xbb\xbf"
_MEDIA_TYPE = "application/jsonl"
_FIRST_KEY = (b'{"', b'{ "')


class JsonlReader:
    """The documents of a table in JSONL; a line that can't be read is rejected by its number, and the rest goes on."""

    media_types: ClassVar[tuple[str, ...]] = (_MEDIA_TYPE,)
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether the first line is an object, or looks like the beginning of a long one."""
        first, *more = head.removeprefix(_MARK).lstrip().split(b"\n", 1)
        if not first.startswith(_FIRST_KEY):
            return False
        whole = bool(more) or len(first) < 2000
        return isinstance(_loose(first), dict) if whole else b'": "' in first or b'":"' in first

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        """A document a line, in the order of the lines; blank lines are passed over. Memory: one line."""
        columns = Columns(settings.columns)
        with raw.open() as file:
            for number, start, line in _lines(file, settings.max_bytes):
                if len(line) > settings.max_bytes:
                    reason = f"longer than {settings.max_bytes:,} bytes: raise read.max_bytes"
                    yield Rejected(STAGE, f"line {number}: {reason}")
                    continue
                words = line.removeprefix(_MARK).strip()
                if not words:
                    continue
                read = _document(words, columns, f"{raw.id}#{number}")
                if isinstance(read, Document):
                    at = start + line.index(words)
                    origin = (Origin(Span(0, len(read.text)), bytes=(at, at + len(words))),)
                    yield msgspec.structs.replace(read, source=raw.sha256, origin=origin)
                else:
                    yield Rejected(STAGE, f"line {number}: {read.reason}")


def row_document(row: bytes) -> Document | RejectedPart:
    """The document that a line of JSONL gives, with what the line says and nothing inferred."""
    row = row.removeprefix(_MARK).strip()
    try:
        said = msgspec.json.decode(row, type=Row)
    except (ValueError, RecursionError) as error:
        return RejectedPart(STAGE, _why(row, error), _id(row))
    return said.document(hashlib.sha256(row).hexdigest(), _MEDIA_TYPE)


def _lines(file: IO[bytes], longest: int) -> Iterator[tuple[int, int, bytes]]:
    """Number, first byte and content of each line; of one that is too long only the beginning."""
    number = at = 0
    while line := file.readline(longest + 1):
        number += 1
        yield number, at, line
        at += len(line)
        while len(line) > longest and not line.endswith(b"\n"):
            line = file.readline(longest + 1)
            at += len(line)
            if not line:
                return


def _document(line: bytes, columns: Columns, name: str) -> Document | RejectedPart:
    """The document of a line: by the fields' own names, or by the columns that a mapping names."""
    said = None if not columns.named and b'"id"' in line else _loose(line)
    if not isinstance(said, dict):
        return row_document(line)
    row = columns.row(said, name)
    if row is None:
        return RejectedPart(STAGE, columns.missing(said) or "the text is empty", None)
    return row.document("", _MEDIA_TYPE)


def _id(row: bytes) -> str | None:
    """The id that a line gives though it makes no document; None where it can't be read."""
    said = _loose(row)
    name = said.get("id") if isinstance(said, dict) else None
    return name if isinstance(name, str) and lone_surrogate(name) is None else None


def _why(row: bytes, error: Exception) -> str:
    """One line for a person on what is wrong with a line of JSONL, and what to do."""
    said = _loose(row)
    if said is None:
        try:
            row.decode("utf-8")
        except UnicodeDecodeError as broken:
            return f"not UTF-8 at byte {broken.start}: save the file as UTF-8"
        return "not a line of JSON: write one object a line"
    for name in Row.__struct_fields__:
        value = said.get(name) if isinstance(said, dict) else None
        at = lone_surrogate(value) if isinstance(value, str) else None
        if at is not None:
            return f"lone surrogate in {name} at character {at}: write the whole character, or U+FFFD"
    if isinstance(error, msgspec.ValidationError):
        return f'{error}: write {{"id": "...", "text": "..."}}'
    return "not an object: write {...} on each line"


def _loose(row: bytes) -> Any:
    """What the standard library, which lets lone surrogates through, makes of a line; None for no JSON."""
    try:
        return json.loads(row)
    except (ValueError, RecursionError):
        return None
