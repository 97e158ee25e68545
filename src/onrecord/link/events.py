"""Which tellings in several documents are of one event, by a named rule, and in what they differ."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from onrecord.link.groups import Groups
from onrecord.link.pairing import key, pairs
from onrecord.link.wordings import Wording, conflicting, counts
from onrecord.link.words import sentence
from onrecord.settings import LinkSettings
from onrecord.types import Date, Document, Event, Extraction, Link, Span, Status, row_id

Rule = Literal["day", "period", "story", "retrospect", ""]
_NEAR, _STRICT, _YEAR = 12, 3.0, 365
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_TREATIES = ("AGREE", "COOPERATE")
_DONE = ("occurred", "ongoing")


class Telling(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as one document tells it; `text` is the index of the document, `story` that of its story.

    `later`: days from the last day it may have taken place on to publication, or to the latest year that the text
    names where its publication isn't known; None where nothing tells.
    """

    text: int
    story: int
    event: Event
    sentence: Span
    wording: Wording
    counts: dict[int, float]
    later: int | None


class _Family(msgspec.Struct, frozen=True):
    """What a group of tellings gives: its documents, and each date, pair of parties and status that is told."""

    texts: frozenset[int]
    dates: frozenset[Date]
    parties: frozenset[tuple[tuple[str, ...], tuple[str, ...]]]
    statuses: frozenset[Status]

    @classmethod
    def of(cls, one: Telling) -> "_Family":
        """A telling alone."""
        event = one.event
        return cls(
            frozenset({one.text}),
            frozenset({event.on} if event.on else ()),
            frozenset({(event.source, event.target)}),
            frozenset({event.status}),
        )

    def fits(self, other: "_Family", days: int) -> bool:
        """Whether nothing in the one excludes what is in the other."""
        return (
            not self.texts & other.texts
            and all(_may_be_one(one, two, days) for one in self.dates for two in other.dates)
            and all(_parties(a, c) and _parties(b, d) for a, b in self.parties for c, d in other.parties)
            and all(_statuses(one, two) for one in self.statuses for two in other.statuses)
        )

    def with_(self, other: "_Family") -> "_Family":
        """Both together."""
        return _Family(
            self.texts | other.texts,
            self.dates | other.dates,
            self.parties | other.parties,
            self.statuses | other.statuses,
        )


def tellings(text: int, story: int, document: Document, extraction: Extraction) -> Iterator[Telling]:
    """The events of a document with parties, the `text`th, of a story."""
    written = _written(document) if extraction.events else None
    for event in extraction.events:
        if not event.source and not event.target:
            continue
        span = sentence(document.text, Span(event.trigger.start, event.trigger.end))
        yield Telling(
            text=text,
            story=story,
            event=event,
            sentence=span,
            wording=Wording.of(span.of(document.text)),
            counts=counts(span.of(document.text)),
            later=(written - event.on.last).days if written and event.on else None,
        )


def _written(document: Document) -> dt.date | None:
    """The day of publication; where that isn't known, the beginning of the latest year that the text names."""
    if document.published:
        return document.published.date.first
    years = [int(year) for year in _YEARS.findall(document.text)]
    return dt.date(max(years), 1, 1) if years else None


def group(told: Sequence[Telling], settings: LinkSettings) -> list[list[int]]:
    """Indices of the tellings of each event that several documents tell, sorted.

    The most alike are joined first, and two groups only where no two of their tellings exclude each other: two of one
    document, days, parties or statuses that don't go together. So a chain never ties what its ends tell apart.
    """
    groups = Groups(len(told))
    families: dict[int, _Family] = {}
    ties = [
        (-_alike(told[a].wording, told[b].wording), a, b)
        for a, b in candidates(told)
        if rule(told[a], told[b], settings)
    ]
    for _, a, b in sorted(ties):
        one, other = groups.root(a), groups.root(b)
        if one == other:
            continue
        first, second = (families.get(root) or _Family.of(told[root]) for root in (one, other))
        if first.fits(second, settings.event_days):
            groups.join(one, other)
            families[groups.root(one)] = first.with_(second)
    return groups.lists()


def rule(a: Telling, b: Telling, settings: LinkSettings) -> Rule:
    """The rule by which two tellings are of one event, empty where none is.

    One type, compatible parties (the shared ones are all that one of the two gives) and statuses, in two documents; and
    then `day`: days at most `event_days` apart, sentences alike by `event`; `period`: one date lies within the other,
    alike by three times as much; `story`: no date on one side, one story, alike by three times as much; `retrospect`:
    an agreement or alliance of the same parties, told by its year or month a year or more afterwards.
    """
    one, other = a.event, b.event
    if a.text == b.text or not _compatible(one, other):
        return ""
    alike = _alike(a.wording, b.wording)
    if one.on and other.on and one.on.precision == other.on.precision == "day":
        near = _may_be_one(one.on, other.on, settings.event_days)
        return "day" if near and alike >= settings.event else ""
    if _agreed_long_ago(a, b):
        return "retrospect"
    if alike < min(0.9, _STRICT * settings.event):
        return ""
    if one.on and other.on:
        return "period" if _within(one.on, other.on) else ""
    return "story" if a.story == b.story else ""


def _compatible(a: Event, b: Event) -> bool:
    """Whether type, status and parties allow that two are one."""
    parties = _parties(a.source, b.source) and _parties(a.target, b.target)
    return parties and a.event == b.event and _statuses(a.status, b.status)


def _agreed_long_ago(a: Telling, b: Telling) -> bool:
    """Whether both tell, a year or more afterwards, an agreement of the same parties in dates that fit."""
    one, other = a.event, b.event
    if not (one.on and other.on and one.event in _TREATIES and _within(one.on, other.on)):
        return False
    same = (one.source, one.target) == (other.source, other.target)
    return same and min(a.later or 0, b.later or 0) >= _YEAR


def links(tellers: Sequence[Telling], settings: LinkSettings) -> Iterator[tuple[int, Link]]:
    """The link of each telling to the best dated one, whose id stands for the merged event; `detail`: differences."""
    best = min(tellers, key=_order)
    for one in tellers:
        if one is best:
            continue
        by = rule(one, best, settings) or "through a third telling"
        yield (
            one.text,
            Link(
                id=row_id("event", one.event.id, best.event.id),
                kind="event",
                source=one.event.id,
                target=best.event.id,
                score=round(_alike(one.wording, best.wording), 4),
                reason=f"one type, parties that fit; rule: {by}",
                detail="; ".join(differences(one, best)),
                spans=one.event.trigger.spans,
                matches=best.event.trigger.spans,
            ),
        )


def differences(a: Telling, b: Telling) -> list[str]:
    """In what two tellings differ: date, parties, status, figures; the first one's word first."""
    out = []
    one, other = a.event, b.event
    if one.on != other.on:
        out.append(f"date {_shown(one.on)} against {_shown(other.on)}")
    for name, mine, theirs in (("source", one.source, other.source), ("target", one.target, other.target)):
        if mine != theirs:
            out.append(f"{name} {'+'.join(mine) or 'none'} against {'+'.join(theirs) or 'none'}")
    if one.status != other.status:
        out.append(f"status {one.status} against {other.status}")
    # a year is no figure of the event: dates are told apart above
    mine, theirs = (tuple(one for one in x.wording.figures if not _YEARS.fullmatch(one)) for x in (a, b))
    if conflicting(mine, theirs):
        out.append(f"figures {', '.join(mine)} against {', '.join(theirs)}")
    return out


def candidates(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of one type that share a party, each with the twelve before it in the year, in the day, or in its story."""
    return pairs(_postings(told), _NEAR)


def _postings(told: Sequence[Telling]) -> Iterator[tuple[int, int, int]]:
    for index, one in enumerate(told):
        on, kind = one.event.on, one.event.event
        day = on.first.toordinal() if on else 0
        for party in sorted({*one.event.source, *one.event.target}):
            yield key("year", kind, party, on.value[:4] if on else ""), day, index
            yield key("day", kind, party, day), one.story, index
            yield key("story", kind, party, one.story), day, index


def _alike(a: Wording, b: Wording) -> float:
    """The part of the shorter sentence's weight that the other shares."""
    return a.shared(b) / max(1e-9, min(a.weight, b.weight))


def _parties(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one names no other than the other does; where one names none, the other must name none."""
    return bool(a) == bool(b) and (set(a) <= set(b) or set(b) <= set(a))


def _statuses(a: Status, b: Status) -> bool:
    """Whether both are done; a plan and a supposition are events only with their like."""
    return a == b or (a in _DONE and b in _DONE)


def _may_be_one(a: Date, b: Date, days: int) -> bool:
    """Whether two dates may be of one event: as near as two days may be, or one within the other."""
    if a.precision == b.precision == "day":
        return abs((a.first - b.first).days) <= days
    return _within(a, b)


def _within(a: Date, b: Date) -> bool:
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


def _shown(date: Date | None) -> str:
    return date.value if date else "none"


def _order(one: Telling) -> tuple[int, int, str]:
    """The most exact date first, then the most mentions."""
    return (-len(one.event.on.value) if one.event.on else 0, -len(one.event.mentions), one.event.id)
