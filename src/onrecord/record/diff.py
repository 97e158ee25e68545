"""What changed between two records: rows that came, went, or read otherwise."""

import hashlib
from collections.abc import Iterator
from itertools import chain
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.record.reader import Record

TABLES = ("documents", "statements", "events", "positions", "actors", "utterances", "links")
_SCHEMA = pa.schema([(name, pa.string()) for name in ("table", "doc", "id", "change", "field", "old", "new")])


def diff(old: Record, new: Record) -> pa.Table:
    """What changed between two records: table, doc, id, change, field, old, new.

    `change` is added, removed or changed; a changed row has a line for each field that reads otherwise, its two
    values as JSON. Of a text that changed only its length and SHA-256 are told. In order of table, document and id.
    """
    lines = list(chain.from_iterable(_table(name, old, new) for name in TABLES))
    return pa.table([[line[n] for line in lines] for n in range(len(_SCHEMA))], schema=_SCHEMA)


_Line = tuple[str, str | None, str, str, str | None, str | None, str | None]
_Key = tuple[str, str]


def _table(name: str, old: Record, new: Record) -> Iterator[_Line]:
    """Lines of one table: both sides sorted by document and id, walked together."""
    before, after = _rows(name, old), _rows(name, new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield (name, left[0][0] or None, left[0][1], "removed", None, None, None)
            left = next(before, None)
        elif left is None or right[0] < left[0]:
            yield (name, right[0][0] or None, right[0][1], "added", None, None, None)
            right = next(after, None)
        else:
            yield from _fields(name, left[0], left[1], right[1])
            left, right = next(before, None), next(after, None)


def _rows(name: str, record: Record) -> Iterator[tuple[_Key, tuple[str, str | None]]]:
    columns = {
        "documents": "doc, doc AS id, row, text",
        "actors": "'' AS doc, id, row, NULL AS text",
        "utterances": "'' AS doc, id, row, NULL AS text",
    }.get(name, "doc, id, row, NULL AS text")
    for batch in record.batches(f"SELECT {columns} FROM {name} ORDER BY doc, id"):
        for doc, id, row, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield (doc, id), (row, text)


def _fields(name: str, key: _Key, old: tuple[str, str | None], new: tuple[str, str | None]) -> Iterator[_Line]:
    if old == new:
        return
    before, after = _values(old), _values(new)
    for field in before | after:
        was, now = before.get(field), after.get(field)
        if was != now:
            yield (name, key[0] or None, key[1], "changed", field, _json(was), _json(now))


def _values(side: tuple[str, str | None]) -> dict[str, Any]:
    row, text = side
    values: dict[str, Any] = msgspec.json.decode(row)
    if text is not None:
        values["text"] = {"characters": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return values


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
