"""CSV: every table with its columns, for spreadsheets and statistics programs (RFC 4180, UTF-8).

Lists are joined by `;`: spans as `start-end`, stances as `issue:stance:confidence`, evidence as `statement:id`. A cell
of words that a spreadsheet would take for a formula begins with an apostrophe that isn't part of the words. Unknown
values are empty cells.
"""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from onrecord.present.export.columns import columns
from onrecord.record import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(record: Record, folder: Path) -> list[Path]:
    """A file for each table, in order of document and text."""
    return [_write(record, table, names, folder / f"{table}.csv") for table, names in columns().items()]


def _write(record: Record, table: str, names: tuple[str, ...], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        # a carriage return within a cell is quoted only where it's part of the line's end
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(names)
        for batch in record.stream(table, names):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                writer.writerow([guard(cell(value)) for value in row])
    return path


def cell(value: Any) -> str:
    """A value of a table as the words of one cell."""
    match value:
        case None:
            words = ""
        case list():
            words = ";".join(cell(part) for part in value)
        case {"start": start, "end": end}:
            words = f"{start}-{end}"
        case {"statement": statement, "event": event}:
            words = f"event:{event}" if statement is None else f"statement:{statement}"
        case dict():
            words = ":".join(cell(part) for part in value.values())
        case bool():
            words = "true" if value else "false"
        case dt.date():
            words = value.isoformat()
        case _:
            words = str(value)
    return words


def guard(words: str) -> str:
    """The words so that no spreadsheet runs them as a formula."""
    return "'" + words if words.startswith(_FORMULA) else words
