"""Which columns of which tables the tabular exports have."""

from onrecord.record import TABLES


def columns() -> dict[str, tuple[str, ...]]:
    """Table -> its columns in order; `row`, the same as JSON, is left to the JSONL export."""
    return {
        name: tuple(column.name for column in table.columns if column.name != "row") for name, table in TABLES.items()
    }
