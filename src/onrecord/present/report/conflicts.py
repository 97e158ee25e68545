"""Contradictions, each with the words of both documents."""

from collections.abc import Collection, Iterator
from functools import lru_cache

import msgspec

from onrecord.analyse.contradictions import contradictions
from onrecord.analyse.told import Words
from onrecord.present.report.places import Places
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date, Document, Span

_AROUND = 90


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


def conflicts(record: Record, places: Places, docs: Collection[str] | None = None) -> Iterator[Conflict]:
    """The contradictions of a record, or those that begin in some documents, the surest first."""
    document = lru_cache(maxsize=64)(record.document)
    for one in contradictions(record, docs=docs):
        yield Conflict(
            one.kind,
            one.reason,
            round(one.score * 100),
            (
                _half(document(one.earlier.doc), one.earlier, one.earlier_span, places),
                _half(document(one.later.doc), one.later, one.later_span, places),
            ),
        )


def _half(document: Document, row: Words, span: Span, places: Places) -> Half:
    text, published = document.text, document.published
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before, after = text[start : span.start], text[span.end : end]
    return Half(
        where=document.outlet or document.title or document.id,
        when=date_words(Date.parse(published.value)) if published else "date of publication not known",
        before=("…" if start else "") + before.rpartition("\n")[2],
        words=span.of(text),
        after=after.partition("\n")[0] + ("…" if end < len(text) else ""),
        href=places.row(document.id, row.id, row.kind),
    )
