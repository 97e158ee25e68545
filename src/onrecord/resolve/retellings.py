"""Retellings of one act in a document: headline, lead and body tell it again, and it stays one event."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.resolve.event_dates import same_day, sharper
from onrecord.types import Event, Span

_WORD = re.compile(r"[A-Za-z]{4,}")
_STATUS_RANK = {"occurred": 0, "ongoing": 1, "planned": 2, "denied": 3, "hypothetical": 4}


def merge_retellings(text: str, events: Sequence[Event], summary: int, sentences: Sequence[Span]) -> tuple[Event, ...]:
    """One event for each act, with all its mentions; `summary` is where headline and lead end.

    Two rows are one act when type and parties agree, statuses and dates don't exclude it, and either one stands in the
    headline or lead and the other is the first below to fit, or both use the same words.
    """
    kept: list[Event] = []
    for event in events:
        earlier = next((i for i, one in enumerate(kept) if _same(text, one, event, summary, sentences)), -1)
        if earlier < 0:
            kept.append(event)
        else:
            kept[earlier] = _joined(kept[earlier], event, summary)
    return tuple(sorted(kept, key=lambda one: (one.trigger.start, one.trigger.end, one.event)))


def _same(text: str, one: Event, other: Event, summary: int, sentences: Sequence[Span]) -> bool:
    if one.event != other.event or set(one.source) != set(other.source) or set(one.target) != set(other.target):
        return False
    if not same_day(one.on, other.on) or not _compatible(one.status, other.status):
        return False
    if _sentence(one.trigger.start, sentences) == _sentence(other.trigger.start, sentences):
        return one.trigger.start == other.trigger.start or _alike(text, one, other, sentences)
    in_summary = all(span.start < summary for span in one.mentions)
    return (in_summary and len(one.mentions) < 3) or _alike(text, one, other, sentences)


def _compatible(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"occurred", "ongoing"}


def _alike(text: str, one: Event, other: Event, sentences: Sequence[Span]) -> bool:
    """Whether the two use the same word for the act, or share most of their sentence."""
    words, others = (_stem(_around(text, each, sentences)) for each in (one, other))
    shared = len(words & others) / max(1, min(len(words), len(others)))
    return shared >= (0.4 if _stem(one.trigger.text) & _stem(other.trigger.text) else 0.6)


def _around(text: str, event: Event, sentences: Sequence[Span]) -> str:
    index = _sentence(event.trigger.start, sentences)
    return sentences[index].of(text) if 0 <= index < len(sentences) else event.trigger.text


def _sentence(at: int, sentences: Sequence[Span]) -> int:
    return next((i for i in range(len(sentences) - 1, -1, -1) if sentences[i].start <= at), -1)


def _stem(words: str) -> frozenset[str]:
    return frozenset(word.lower()[:5] for word in _WORD.findall(words))


def _joined(one: Event, other: Event, summary: int) -> Event:
    """The two as one: the later row's trigger where the first stands in the summary, all mentions, the sharper date."""
    body = (
        other
        if one.trigger.start < summary <= other.trigger.start
        or ((one.trigger.start < summary) == (other.trigger.start < summary) and other.confidence > one.confidence)
        else one
    )
    status = one.status if _STATUS_RANK[one.status] <= _STATUS_RANK[other.status] else other.status
    return msgspec.structs.replace(
        body,
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        on=sharper(one.on, other.on),
        status=status,
        place=body.place or one.place or other.place,
        confidence=max(one.confidence, other.confidence),
    )
