"""Rows of tables: which column means what, and the document that a row makes."""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec

from onrecord.read.base import STAGE, RejectedPart
from onrecord.read.metadata import parse_date
from onrecord.types import Document, Published

_GIVEN = "given with the input"


class Row(msgspec.Struct):
    """What a row of a table says."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None

    def document(self, source: str, media_type: str) -> Document | RejectedPart:
        """The document with what the row says and nothing inferred; `source` is the hash of where it came from."""
        reason = self._refuse()
        if reason:
            return RejectedPart(STAGE, reason, self.id if self.id and lone_surrogate(self.id) is None else None)
        try:
            published = _published(self.published)
        except ValueError as error:
            return RejectedPart(STAGE, f"published: {error}", self.id)
        return Document(
            id=self.id, text=self.text, title=self.title or None, published=published, outlet=self.outlet or None,
            url=self.url or None, byline=self.byline or None, source=source, media_type=media_type,
        )  # fmt: skip

    def _refuse(self) -> str | None:
        """Why a well-formed row makes no document."""
        if not self.id:
            return "the id is empty: give each row its own"
        for name in self.__struct_fields__:
            at = lone_surrogate(getattr(self, name) or "")
            if at is not None:
                return f"lone surrogate in {name} at character {at}: write the whole character, or U+FFFD"
        if not self.text.strip():
            return "the text is empty"
        nul = self.text.find("\0")
        return f"NUL character in the text at {nul}: remove it" if nul >= 0 else None


class Columns:
    """The columns that hold a document's fields: those of the fields' names, or those that `mapping` says."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        names = {field: mapping.get(field, field) for field in Row.__struct_fields__}
        self._wanted = {field: _plain(name) for field, name in names.items()}
        self.named = bool(mapping)

    def missing(self, names: Iterable[str]) -> str | None:
        """Why a table of these columns can't be read, if it has none for the text."""
        there = list(names)
        if self._wanted["text"] in map(_plain, there):
            return None
        shown = ", ".join(" ".join(name.split()) for name in there[:12])[:300] or "none"
        return f"no column {self._wanted['text']!r} (there is {shown}): say which holds the text, --columns text=NAME"

    def chosen(self, names: Iterable[str]) -> list[str]:
        """Those of the columns that hold a field."""
        return [name for name in names if _plain(name) in self._wanted.values()]

    def row(self, values: Mapping[str, object], name: str) -> Row | None:
        """What a row says; called `name` where it has no id. None where it has no text."""
        said = {_plain(column): value for column, value in values.items()}
        fields = {field: _words(said.get(column)) for field, column in self._wanted.items()}
        if fields["text"] is None:
            return None
        return Row(**{**fields, "id": fields["id"] or name})  # type: ignore[arg-type]


def lone_surrogate(text: str) -> int | None:
    """Where a text holds half a character; None where it is whole."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None


def _plain(name: str) -> str:
    return name.strip().casefold()


def _words(value: object) -> str | None:
    """A cell as text: numbers and dates as they are written, nothing for lists and the like."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else None


def _published(value: str | None) -> Published | None:
    if value is None or not value.strip():
        return None
    date = parse_date(value)
    return Published(date.value, date.precision, _GIVEN)
