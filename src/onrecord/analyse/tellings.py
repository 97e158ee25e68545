"""The same utterance elsewhere: every other document that tells what a statement tells, word against word."""

import msgspec

from onrecord.analyse.wordings import Part, parts
from onrecord.record import Record

_TOLD = """
SELECT t.doc, t.statement AS id, coalesce(t.fullest, false) AS fullest, coalesce(t.earliest, false) AS earliest
FROM (SELECT utterance FROM told WHERE doc = $doc AND statement = $id) mine JOIN told t ON t.utterance = mine.utterance
"""
_OTHERS = """
SELECT s.id, s.doc, s.content_text AS text, s.kind, s.side, coalesce(s.speaker, s.source_text, '') AS who, d.outlet,
       d.title, d.published_value AS published
FROM (SELECT unnest($ids::VARCHAR[]) AS id) w JOIN statements s ON s.id = w.id JOIN documents d ON d.doc = s.doc
ORDER BY d.published NULLS LAST, s.doc LIMIT $limit
"""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """Another telling; `wording` goes from the statement asked about to this one.

    `fullest` and `earliest`: of all tellings this is the one.
    """

    id: str
    doc: str
    text: str
    kind: str
    side: list[str]
    who: str
    outlet: str | None
    title: str | None
    published: str | None
    fullest: bool
    earliest: bool
    wording: tuple[Part, ...] = ()


def tellings(record: Record, doc: str, id: str, text: str, limit: int = 20) -> list[Telling]:
    """The other tellings of the utterance of statement `id`, whose content is `text`; the earliest published first."""
    told = {row["id"]: row for row in record.sql(_TOLD, {"doc": doc, "id": id}).to_pylist() if row["id"] != id}
    rows = record.sql(_OTHERS, {"ids": list(told), "limit": limit}).to_pylist()
    return [msgspec.convert(told[row["id"]] | row | {"wording": parts(text, row["text"])}, Telling) for row in rows]
