"""Where words stand: full-text search, each hit with who said it and where it was published."""

import pyarrow as pa

from onrecord.record import Filters, Record

_HITS = """
WITH hits AS MATERIALIZED (
    SELECT unnest(range(len($docs))) AS n, unnest($docs::VARCHAR[]) AS doc, unnest($ids::VARCHAR[]) AS id
), said AS MATERIALIZED (
    SELECT id, side, speaker, act, said_on_value FROM statements WHERE id IN (SELECT unnest($ids::VARCHAR[]))
)
SELECT h.n, d.title, d.outlet, d.published_value, s.side, s.speaker, s.act, s.said_on_value
FROM hits h JOIN documents d ON d.doc = h.doc LEFT JOIN said s ON s.id = h.id ORDER BY h.n
"""
_ADDED = {"title": "title", "outlet": "outlet", "published": "published_value", "side": "side", "speaker": "speaker",
          "act": "act", "on": "said_on_value"}  # fmt: skip


def find(record: Record, words: str, *, limit: int = 20, filters: Filters | None = None) -> pa.Table:
    """Hits, best first: doc, start, end, snippet, rank, statement, title, outlet, published, side, speaker, act, on.

    A filter of statements (side, speaker, kind, act) searches contents of statements, else the whole text is searched;
    then `statement` and what follows `published` are null. `start`, `end`: half-open code points of the text.
    RecordError when the words can't be read as a query.
    """
    hits = record.search(words, limit=limit, filters=filters)
    more = record.sql(_HITS, {"docs": hits["doc"].to_pylist(), "ids": hits["statement"].to_pylist()})
    for name, column in _ADDED.items():
        hits = hits.append_column(name, more[column])
    return hits
