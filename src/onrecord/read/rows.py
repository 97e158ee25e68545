"""JSONL: one document a line, `{"id", "text", "published"?, "title"?, "url"?, "outlet"?}`."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, ClassVar

import msgspec

from onrecord.read.base import STAGE, Raw
from onrecord.read.metadata import parse_date
from onrecord.settings import ReadSettings
from onrecord.types import Document, Published, Rejected

_MARK = b"\xef\xbb\xbf"
_GIVEN = "given with the input"


class _Row(msgspec.Struct):
    id: str
    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None


class RejectedRow(Rejected, frozen=True):
    """A line of JSONL that makes no document, with its id where that can be read."""

    id: str | None


class JsonlReader:
    """The documents of a table in JSONL; a line that can't be read is rejected by its number, and the rest goes on."""

    media_types: ClassVar[tuple[str, ...]] = ("application/jsonl",)

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether the first line is the beginning of an object that has a text."""
        first = head.removeprefix(_MARK).lstrip().split(b"\n", 1)[0]
        return first.startswith(b"{") and b'"id"' in first and (b'"text"' in first or len(first) > 2000)

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:  # noqa: ARG002
        """A document a line, in the order of the lines; blank lines are passed over."""
        for number, line in enumerate(raw.data.removeprefix(_MARK).split(b"\n"), 1):
            if not line.strip():
                continue
            read = row_document(line)
            if isinstance(read, Document):
                yield msgspec.structs.replace(read, source=raw.sha256)
            else:
                yield Rejected(STAGE, f"line {number}: {read.reason}")


def row_document(row: bytes) -> Document | RejectedRow:
    """The document that a line of JSONL gives, with what the line says and nothing inferred."""
    row = row.removeprefix(_MARK).strip()
    try:
        said = msgspec.json.decode(row, type=_Row)
        published = _published(said.published)
    except (ValueError, RecursionError) as error:
        return RejectedRow(STAGE, _why(row, error), _id(row))
    reason = _refuse(said)
    if reason:
        return RejectedRow(STAGE, reason, said.id or None)
    return Document(
        id=said.id, text=said.text, title=said.title or None, published=published, outlet=said.outlet or None,
        url=said.url or None, source=hashlib.sha256(row).hexdigest(), media_type="application/jsonl",
    )  # fmt: skip


def _id(row: bytes) -> str | None:
    """The id that a line gives though it makes no document; None where it can't be read."""
    said = _loose(row)
    name = said.get("id") if isinstance(said, dict) else None
    return name if isinstance(name, str) and _half(name) is None else None


def _published(value: str | None) -> Published | None:
    if value is None or not value.strip():
        return None
    date = parse_date(value)
    return Published(date.value, date.precision, _GIVEN)


def _refuse(said: _Row) -> str | None:
    """Why a well-formed line makes no document."""
    if not said.id:
        return "the id is empty: give each line its own"
    if not said.text.strip():
        return "the text is empty"
    nul = said.text.find("\0")
    return f"NUL character in the text at {nul}: remove it" if nul >= 0 else None


def _why(row: bytes, error: Exception) -> str:
    """One line for a person on what is wrong with a line of JSONL, and what to do."""
    said = _loose(row)
    if said is None:
        try:
            row.decode("utf-8")
        except UnicodeDecodeError as broken:
            return f"not UTF-8 at byte {broken.start}: save the file as UTF-8"
        return "not a line of JSON: write one object a line"
    for name in ("id", "text", "title", "url", "outlet", "published"):
        value = said.get(name) if isinstance(said, dict) else None
        at = _half(value) if isinstance(value, str) else None
        if at is not None:
            return f"lone surrogate in {name} at character {at}: write the whole character, or U+FFFD"
    if isinstance(error, msgspec.ValidationError):
        return f'{error}: write {{"id": "...", "text": "..."}}'
    return f"published: {error}" if isinstance(said, dict) else "not an object: write {...} on each line"


def _loose(row: bytes) -> Any:
    """What the standard library, which lets lone surrogates through, makes of a line; None for no JSON."""
    try:
        return json.loads(row)
    except (ValueError, RecursionError):
        return None


def _half(text: str) -> int | None:
    """Where a text holds half a character; None where it is whole."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None
