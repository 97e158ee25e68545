"""What two documents give that can't both be, with the words of both."""

import msgspec

from onrecord.analyse.links import Links
from onrecord.analyse.told import Words, told
from onrecord.record import Record
from onrecord.types import Span

_SUREST = """
SELECT id, detail, reason, score, source, target, spans, matches FROM links WHERE kind = 'contradiction'
ORDER BY score DESC, doc, ordinal LIMIT ?
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


def contradictions(record: Record, limit: int = 200, links: Links | None = None) -> list[Contradiction]:
    """The surest contradictions first, all or those among `links`; it is never said who is right."""
    if links is None:
        rows = record.sql(_SUREST, [limit]).to_pylist()
    else:
        rows = sorted(links["contradiction"], key=lambda row: -row["score"])[:limit]
    words = told(record, [id for row in rows for id in (row["source"], row["target"])])
    out = []
    for row in rows:
        later, earlier = words.get(row["source"]), words.get(row["target"])
        if later and earlier:
            out.append(
                Contradiction(
                    id=row["id"],
                    kind=row["detail"],
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
