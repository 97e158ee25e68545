"""A document ready to be drawn: its part of the text cut into stretches, and the rows that stand in it."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from onrecord.present.marks import Mark, event_marks, marks, stretches, time_marks
from onrecord.types import Document, Event, Extraction, Passage, Span, Statement

PART = 60_000
"""Characters of a text that one page shows; more are paged, so that no text is too long to open."""
_LOOK_BACK = 2_000
_TOKENS = {"source": "s", "cue": "q", "content": "c", "event": "t", "time": "d", "boilerplate": "b"}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an event in the list beside the text; `key` (`s3`, `e1`) ties it to its stretches.

    `depth`: within how many other statements it stands. `judged`: what a person said of it, "" where nobody did.
    """

    key: str
    id: str
    kind: str
    depth: int
    side: tuple[str, ...]
    who: str
    act: str
    text: str
    confidence: float
    judged: str


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the text: its place, its words, the rows it belongs to (`s3c e1t`), classes, and what is chosen."""

    start: int
    text: str
    rows: str
    classes: str
    first: bool


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a long text, from `start` to `end`; `number` counts from 1."""

    number: int
    of: int
    start: int
    end: int


def part_of(text: str, at: int | None, number: int) -> Part:
    """The part that holds code point `at`, else the one of that number."""
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        end = cuts[-1] + PART
        cut = max(text.rfind("\n", end - _LOOK_BACK, end), text.rfind(" ", end - _LOOK_BACK, end))
        cuts.append(cut + 1 if cut > 0 else end)
    if at is not None:
        number = sum(cut <= at for cut in cuts)
    number = min(max(number, 1), len(cuts))
    end = cuts[number] if number < len(cuts) else len(text)
    return Part(number=number, of=len(cuts), start=cuts[number - 1], end=end)


def rows(said: Extraction, part: Part, judged: dict[str, str]) -> list[Row]:
    """The statements and events whose words stand in the part, in order of the text."""
    found: list[tuple[int, Row]] = []
    depths = _depths(said.statements)
    for number, one in enumerate(said.statements, 1):
        if _within(one.content, part):
            found.append((one.content.start, _said(one, number, depths[one.id], judged.get(one.id, ""))))
    for number, event in enumerate(said.events, 1):
        if _within(event.trigger, part):
            found.append((event.trigger.start, _done(event, number, judged.get(event.id, ""))))
    found.sort(key=lambda one: (one[0], one[1].depth))
    return [row for _, row in found]


def pieces(document: Document, said: Extraction, part: Part, chosen: str, span: Span | None) -> Iterator[Piece]:
    """The part's stretches in order; those of the row of key `chosen` and of `span` are marked as chosen.

    Stretches end where a mark begins or ends: each character stands in one.
    """
    found = [
        *marks(document, said.statements),
        *event_marks(said.events),
        *time_marks(said.times),
        *([Mark(span.start, span.end, -1, "content")] if span else []),
    ]
    hits = False
    for stretch in stretches(part.end - part.start, _clipped(found, part)):
        start, end = part.start + stretch.start, part.start + stretch.end
        tokens = [_token(mark) for mark in stretch.marks]
        hit = {role for key, role in tokens if key and key == chosen} | ({"c"} if ("", "c") in tokens else set())
        depth = sum(role == "c" and key != "" for key, role in tokens)
        classes = sorted({role for _, role in tokens}) + (["deep"] if depth > 1 else [])
        classes += [f"hit-{next(role for role in 'qstc' if role in hit)}"] if hit else []
        yield Piece(
            start=start,
            text=document.text[start:end],
            rows=" ".join(key + role for key, role in tokens if key),
            classes=" ".join(classes),
            first=bool(hit) and not hits,
        )
        hits = hits or bool(hit)


def _clipped(found: Iterable[Mark], part: Part) -> Iterator[Mark]:
    """The marks that stand in the part, counted from its beginning."""
    for mark in found:
        start, end = max(mark.start, part.start), min(mark.end, part.end)
        if start < end:
            yield Mark(start - part.start, end - part.start, mark.number, mark.role)


def _token(mark: Mark) -> tuple[str, str]:
    """(key of the row, role) of a mark; no key for what belongs to no row."""
    role = _TOKENS[mark.role]
    if mark.number < 1:
        return "", role
    return ("e" if mark.role == "event" else "s") + str(mark.number), role


def _within(passage: Passage, part: Part) -> bool:
    return passage.start < part.end and part.start < passage.end


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """How deep each statement stands within others; a circle of parents ends where it began."""
    parents = {one.id: one.parent for one in statements}
    out: dict[str, int] = {}
    for id, parent in parents.items():
        seen = {id}
        at = parent
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        out[id] = len(seen) - 1
    return out


def _said(one: Statement, number: int, depth: int, judged: str) -> Row:
    return Row(
        key=f"s{number}",
        id=one.id,
        kind="statement",
        depth=depth,
        side=one.side,
        who=one.speaker.name if one.speaker else one.source.text if one.source else "no source named",
        act=one.act,
        text=one.content.text,
        confidence=one.confidence,
        judged=judged,
    )


def _done(event: Event, number: int, judged: str) -> Row:
    others = [side for side in event.target if side not in event.source]
    return Row(
        key=f"e{number}",
        id=event.id,
        kind="event",
        depth=0,
        side=event.source,
        who="to " + " ".join(others) if others else "",
        act=f"{event.event.lower()}, {event.status}",
        text=event.trigger.text,
        confidence=event.confidence,
        judged=judged,
    )
