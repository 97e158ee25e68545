"""Where statements and furniture stand in a text, cut into stretches that every view draws in its own way."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.types import Document, Event, Passage, Statement, Time

Role = Literal["source", "cue", "content", "boilerplate", "event", "time"]
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_CONTROLS = dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


class Mark(msgspec.Struct, frozen=True, order=True):
    """A role that `[start, end)` plays in row number `number` (from 1; 0 for boilerplate and times)."""

    start: int
    end: int
    number: int
    role: Role


class Stretch(msgspec.Struct, frozen=True):
    """Code points `[start, end)` of a text, and all marks that lie over the whole of them, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(document: Document, statements: Sequence[Statement]) -> list[Mark]:
    """The marks of a document, statements numbered in the order given."""
    # paragraphs in another language are looked at as little as furniture, and drawn alike; a note counts them
    unread = (*document.boilerplate, *(one.span for one in document.unscored))
    out = [Mark(span.start, span.end, 0, "boilerplate") for span in unread]
    for number, statement in enumerate(statements, 1):
        out += _of(statement.source, number, "source")
        out += _of(statement.cue, number, "cue")
        out += _of(statement.content, number, "content")
    return out


def event_marks(events: Sequence[Event], first: int = 1) -> list[Mark]:
    """The mentions of events, numbered in the order given from `first` on."""
    return [Mark(span.start, span.end, n, "event") for n, event in enumerate(events, first) for span in event.mentions]


def time_marks(times: Iterable[Time]) -> list[Mark]:
    """The expressions of time."""
    return [Mark(span.start, span.end, 0, "time") for time in times for span in time.spans]


def stretches(length: int, all_marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The whole of a text of `length` characters in order, cut wherever a mark begins or ends."""
    waiting = sorted((mark for mark in all_marks if mark.start < mark.end), key=lambda m: (m.start, -m.end, m.number))
    edges = sorted({0, length} | {edge for mark in waiting for edge in (mark.start, mark.end) if edge <= length})
    active: list[Mark] = []
    at = 0
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while at < len(waiting) and waiting[at].start <= start:
            active.append(waiting[at])
            at += 1
        yield Stretch(start, end, tuple(active))


def tame(text: str, *, page: bool = False) -> str:
    """The text for a screen: what a terminal would obey becomes visible, one character for one.

    On a page only what HTML can't hold is replaced; overrides of direction end with their line there.
    """
    return text.translate(_PICTURES if page else _PICTURES | _CONTROLS)


def _of(passage: Passage | None, number: int, role: Role) -> list[Mark]:
    return [Mark(span.start, span.end, number, role) for span in passage.spans] if passage else []
