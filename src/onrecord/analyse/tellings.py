"""The same utterance elsewhere: every other document that tells what a statement tells, word against word."""

import msgspec

from onrecord.analyse.wordings import Part, parts
from onrecord.record import Record

_OTHERS = """
SELECT s.id, s.doc, s.content_text AS text, s.kind, s.side, coalesce(s.speaker, s.source_text, '') AS who, d.outlet,
       d.title, d.published_value AS published, u.fullest = s.id AS fullest, u.earliest = s.id AS earliest
FROM (
    SELECT unnest(statements) AS told, fullest, earliest FROM utterances
    WHERE list_contains(statements, {'doc': $doc, 'statement': $id})
) u
JOIN statements s ON s.doc = u.told.doc AND s.id = u.told.statement
JOIN documents d ON d.doc = s.doc
WHERE s.id <> $id ORDER BY d.published NULLS LAST, s.doc LIMIT $limit
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
    rows = record.sql(_OTHERS, {"doc": doc, "id": id, "limit": limit}).to_pylist()
    return [msgspec.convert(row | {"wording": parts(text, row["text"])}, Telling) for row in rows]
