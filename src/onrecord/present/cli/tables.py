"""Arrow tables for a person or a program."""

import csv
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.present.cli.screen import console, table
from onrecord.present.export.csv import cell, guard


def write(rows: pa.Table, format: str) -> None:
    """One JSON object a row, or a CSV with a head, on standard output."""
    if format == "jsonl":
        for row in rows.to_pylist():
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows.column_names)
    for row in rows.to_pylist():
        writer.writerow([guard(cell(value)) for value in row.values()])


def show(rows: pa.Table) -> None:
    """The table's columns as they are, for reading."""
    lines(rows.column_names, [[_words(value) for value in row.values()] for row in rows.to_pylist()])


def lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their heads."""
    table(console(), heads, rows, ("cyan", "bold"))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    return " ".join(value) if isinstance(value, list) else str(value)
