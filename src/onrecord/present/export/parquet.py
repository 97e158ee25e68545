"""Parquet: every table with its types, for pandas, polars, R, DuckDB."""

from pathlib import Path

import pyarrow.parquet as pq

from onrecord.present.export.columns import columns
from onrecord.record import Record

_GROUP = 20_000


def write(record: Record, folder: Path) -> list[Path]:
    """A file for each table, in order of document and text."""
    return [_write(record, table, names, folder / f"{table}.parquet") for table, names in columns().items()]


def _write(record: Record, table: str, names: tuple[str, ...], path: Path) -> Path:
    batches = record.stream(table, names, rows=_GROUP)
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    return path
