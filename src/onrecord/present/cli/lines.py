"""Rows of a timeline as a person or a program reads them."""

import csv
import sys

import msgspec
import pyarrow as pa

from onrecord.present.cli.screen import console, percent, table
from onrecord.present.export.csv import cell, guard


def show(rows: pa.Table) -> None:
    """Print one row a line: date, side, who or what, words, certainty, id."""
    events = "status" in rows.column_names
    heads = ("on", "side", "target", "type", "status", "words", "certainty", "id")
    if not events:
        heads = ("on", "side", "who", "act", "words", "certainty", "id", "document")
    cells = []
    for row in rows.to_pylist():
        start = [row["on"] or "no date", " ".join(row["side"]) or "?"]
        if events:
            cells.append([*start, " ".join(row["target"]), row["type"], row["status"], row["text"]])
        else:
            cells.append([*start, row["speaker"] or row["source"] or "?", row["act"], row["text"]])
        cells[-1] += [percent(row["confidence"]), row["id"], *([] if events else [row["doc"]])]
    table(console(), heads, cells, ("cyan", "bold", "bold"))


def months(rows: pa.Table) -> None:
    """Print counts by month as they are, one month a line."""
    heads = tuple(name.replace("_", " ") for name in rows.column_names)
    table(console(), heads, [[str(value) for value in row.values()] for row in rows.to_pylist()], ("cyan",))


def _shown(rows: pa.Table) -> pa.Table:
    """The columns that a person asked for; `day` only sorts."""
    return rows.drop_columns(["day"]) if "day" in rows.column_names else rows


def as_json(rows: pa.Table) -> None:
    """Write one JSON object a row."""
    for row in _shown(rows).to_pylist():
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def as_csv(rows: pa.Table) -> None:
    """Write a CSV with a head; lists joined by `;`, as the export writes them."""
    flat = _shown(rows)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(flat.column_names)
    for row in flat.to_pylist():
        writer.writerow([guard(cell(value)) for value in row.values()])
