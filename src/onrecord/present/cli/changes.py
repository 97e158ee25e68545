"""What changed between two records, as a person or a program reads it."""

import csv
import sys
from collections import Counter

import msgspec
import pyarrow as pa

from onrecord.present.cli.screen import console, table, words
from onrecord.present.export.csv import guard

_LONGEST = 60


def write(rows: pa.Table, format: str) -> None:
    """Write changes as table, jsonl or csv."""
    if format == "jsonl":
        for row in rows.to_pylist():
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
    elif format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.column_names)
        for row in rows.to_pylist():
            writer.writerow([guard(value or "") for value in row.values()])
    else:
        _show(rows)


def _show(rows: pa.Table) -> None:
    out = console()
    found = rows.to_pylist()
    if not found:
        out.print(words("nothing changed"))
        return
    cells = []
    for row in found:
        change = "" if row["field"] is None else f"{row['field']}: {_cut(row['old'])} → {_cut(row['new'])}"
        cells.append([row["table"], row["change"], row["doc"] or "", row["id"], change])
    table(out, ("table", "change", "document", "id", "field"), cells)
    rows_changed = {(row["table"], row["doc"], row["id"], row["change"]) for row in found}
    counts = Counter((name, change) for name, _, _, change in rows_changed)
    out.print(words(", ".join(f"{n} {name} {change}" for (name, change), n in sorted(counts.items()))))


def _cut(value: str | None) -> str:
    words_of = value or "nothing"
    return words_of if len(words_of) <= _LONGEST else words_of[: _LONGEST - 1] + "…"
