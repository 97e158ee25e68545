"""What two documents give that can't both be, with the words of both."""

from collections.abc import Collection

import msgspec

from onrecord.analyse.origins import LINKS_OF
from onrecord.analyse.told import Words, told
from onrecord.record import Record
from onrecord.types import Span

_LINKS = """
SELECT l.id, l.detail AS kind, l.reason, l.score, l.source, l.target, l.spans, l.matches FROM {links}
WHERE l.kind = 'contradiction' ORDER BY l.score DESC, l.doc, l.ordinal LIMIT $limit
"""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """`later` doesn't go with `earlier`; `kind` is figures, status, date or denial.

    `later_span` and `earlier_span` are the words that conflict, each in its own document.
    """

    id: str
    kind: str
    reason: str
    score: float
    later: Words
    earlier: Words
    later_span: Span
    earlier_span: Span


def contradictions(record: Record, limit: int = 200, docs: Collection[str] | None = None) -> list[Contradiction]:
    """The surest contradictions first, all or those that begin in `docs`; it is never said who is right."""
    links, values = ("links l", {}) if docs is None else (LINKS_OF, {"docs": list(docs)})
    rows = record.sql(_LINKS.format(links=links), {**values, "limit": limit}).to_pylist()
    words = told(record, [id for row in rows for id in (row["source"], row["target"])])
    out = []
    for row in rows:
        later, earlier = words.get(row["source"]), words.get(row["target"])
        if later and earlier:
            out.append(
                Contradiction(
                    id=row["id"],
                    kind=row["kind"],
                    reason=row["reason"],
                    score=row["score"],
                    later=later,
                    earlier=earlier,
                    later_span=_whole(row["spans"], later),
                    earlier_span=_whole(row["matches"], earlier),
                )
            )
    return out


def _whole(spans: list[dict[str, int]] | None, words: Words) -> Span:
    """From the first to the last character, else the row's own words."""
    return Span(spans[0]["start"], spans[-1]["end"]) if spans else Span(words.start, words.end)
