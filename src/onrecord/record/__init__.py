"""The record on disk: shards in layers, DuckDB, search, manifest."""

from onrecord.record.diff import diff
from onrecord.record.files import one_line
from onrecord.record.judged_tables import JUDGED
from onrecord.record.judging import Word
from onrecord.record.layout import FORMAT, LAYERS, Layer
from onrecord.record.overlay import Outcome
from onrecord.record.reader import Record
from onrecord.record.rows import DocumentRow
from onrecord.record.schema import TABLES
from onrecord.record.search import MARK, Filters
from onrecord.record.shards import Row
from onrecord.record.store import Store, remove

__all__ = [
    "FORMAT", "JUDGED", "LAYERS", "MARK", "TABLES", "DocumentRow", "Filters", "Layer", "Outcome", "Record", "Row",
    "Store", "Word", "diff", "one_line", "remove",
]  # fmt: skip
