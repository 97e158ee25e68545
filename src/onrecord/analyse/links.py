"""Links of documents, read once for all that is asked about them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.record import Record

# of some documents looked up in the index: DuckDB walks the table where anything else is asked of its rows
_LINKS = """
SELECT l.doc, l.ordinal, l.id, l.kind, l.source, l.target, l.score, l.reason, l.detail, l.spans, l.matches
FROM (SELECT unnest($docs::VARCHAR[]) AS doc) w JOIN links l ON l.doc = w.doc
"""
_LINKS_OF_KIND = """
SELECT doc, ordinal, id, kind, source, target, score, reason, detail, spans, matches FROM links
WHERE kind IN (SELECT unnest($kinds::VARCHAR[]))
"""


class Links(msgspec.Struct, frozen=True):
    """Rows of the table of links by their kind, each list in order of documents and of their rows there."""

    of_kind: dict[str, list[dict[str, Any]]]

    @classmethod
    def among(cls, record: Record, docs: Sequence[str]) -> "Links":
        """All links of some documents, read once."""
        return cls._of(record.sql(_LINKS, {"docs": docs}))

    @classmethod
    def of(cls, record: Record, *kinds: str) -> "Links":
        """All links of some kinds."""
        return cls._of(record.sql(_LINKS_OF_KIND, {"kinds": kinds}))

    @classmethod
    def _of(cls, rows: pa.Table) -> "Links":
        out: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(rows.to_pylist(), key=lambda row: (row["doc"], row["ordinal"])):
            out[row["kind"]].append(row)
        return cls(out)

    def __getitem__(self, kind: str) -> list[dict[str, Any]]:
        return self.of_kind.get(kind, [])
