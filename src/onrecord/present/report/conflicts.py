"""Contradictions, each with the words of both documents."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from onrecord.analyse.contradictions import Contradiction, contradictions
from onrecord.analyse.links import Links
from onrecord.analyse.told import Words
from onrecord.present.report.places import Places
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date, Span

_AROUND = 90
_HALVES = """
SELECT d.outlet, d.title, d.published_value AS published, w.start > $around AS earlier,
       w."end" + $around < length(d.text) AS further,
       substr(d.text, greatest(w.start - $around, 0) + 1, least(w.start, $around)) AS before,
       substr(d.text, w.start + 1, w."end" - w.start) AS words, substr(d.text, w."end" + 1, $around) AS after
FROM (
    SELECT unnest(range(len($docs))) AS n, unnest($docs::VARCHAR[]) AS doc, unnest($starts::BIGINT[]) AS start,
           unnest($ends::BIGINT[]) AS "end"
) w JOIN documents d ON d.doc = w.doc ORDER BY w.n
"""


class Half(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says: the words that conflict, and a little of what stands around them."""

    where: str
    when: str
    before: str
    words: str
    after: str
    href: str


class Conflict(msgspec.Struct, frozen=True):
    """Two documents that can't both be right, and why."""

    kind: str
    reason: str
    percent: int
    halves: tuple[Half, Half]


def conflicts(record: Record, places: Places, links: Links | None = None) -> Iterator[Conflict]:
    """The contradictions of a record, or those among `links`, the surest first."""
    found = contradictions(record, links=links)
    halves = iter(_halves(record, places, [half for one in found for half in _both(one)]))
    # two by two, as `_both` gives them
    for one, pair in zip(found, zip(halves, halves, strict=True), strict=True):
        yield Conflict(one.kind, one.reason, round(one.score * 100), pair)


def _both(one: Contradiction) -> tuple[tuple[Words, Span], tuple[Words, Span]]:
    return (one.earlier, one.earlier_span), (one.later, one.later_span)


def _halves(record: Record, places: Places, rows: Sequence[tuple[Words, Span]]) -> list[Half]:
    """What stands at each span, all documents read at once."""
    if not rows:
        return []
    values = {
        "docs": [row.doc for row, _ in rows],
        "starts": [span.start for _, span in rows],
        "ends": [span.end for _, span in rows],
        "around": _AROUND,
    }
    found = record.sql(_HALVES, values).to_pylist()
    return [_half(one, row, places) for one, (row, _) in zip(found, rows, strict=True)]


def _half(found: Mapping[str, Any], row: Words, places: Places) -> Half:
    return Half(
        where=found["outlet"] or found["title"] or row.doc,
        when=date_words(Date.parse(found["published"])) if found["published"] else "date of publication not known",
        before=("…" if found["earlier"] else "") + found["before"].rpartition("\n")[2],
        words=found["words"],
        after=found["after"].partition("\n")[0] + ("…" if found["further"] else ""),
        href=places.row(row.doc, row.id, row.kind),
    )
