"""What the page shows, ready to be drawn: documents cut into stretches, statements in order of date and side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import msgspec

from onrecord.analyse.names import side_name
from onrecord.analyse.summary import LIKELY, SURE
from onrecord.present.marks import Mark, event_marks, marks, stretches, tame
from onrecord.present.words import QUOTES, date_words
from onrecord.record import Record
from onrecord.types import Date, Document, Event, Statement

_ROLES = {"source": "s", "cue": "q", "content": "c", "event": "t"}
_ROWS = "SELECT doc, row FROM {table} WHERE list_contains(?::VARCHAR[], doc) ORDER BY doc, ordinal"
T = TypeVar("T", Statement, Event)


class Side(msgspec.Struct, frozen=True):
    """A side's code and name."""

    code: str
    name: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in the list, with the statements made within it; `bare`: direct speech without quotation marks."""

    id: str
    number: int
    document: int
    statement: Statement
    sides: tuple[Side, ...]
    who: str
    named: bool
    when: str
    percent: int
    level: str
    bare: bool
    nested: tuple["Line", ...] = ()


class Anchor(msgspec.Struct, frozen=True):
    """Where a row begins: `s-ID` of a statement, `e-ID` of an event, and its number in the document's marks."""

    id: str
    number: int


class Piece(msgspec.Struct, frozen=True):
    """A stretch of an article: its words, marks as `3c 4s`, whether it's furniture, and rows that begin here."""

    text: str
    marks: str
    boilerplate: bool
    anchors: tuple[Anchor, ...]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A document, drawn; `number` counts from 1, `link` is its address where that's one of the web."""

    number: int
    document: Document
    title: str
    published: str
    link: str
    statements: int
    pieces: tuple[Piece, ...]


class Group(msgspec.Struct, frozen=True):
    """The lines of one date."""

    value: str
    words: str
    lines: tuple[Line, ...]


def articles(record: Record, documents: Iterable[Document] | None = None) -> tuple[list[Article], list[Line]]:
    """Documents of a record, else all, and every statement in them that stands in no other, with those within it."""
    texts = list(record.documents() if documents is None else documents)
    ids = [document.id for document in texts]
    said, done = _rows(record, "statements", ids, Statement), _rows(record, "events", ids, Event)
    pages: list[Article] = []
    lines: list[Line] = []
    for number, document in enumerate(texts, 1):
        statements = said.get(document.id, [])
        pages.append(_article(number, document, statements, done.get(document.id, [])))
        lines.extend(_lines(number, statements))
    return pages, lines


def groups(lines: Sequence[Line]) -> Iterator[Group]:
    """Lines by date, those of a date by side; undated ones last."""
    ordered = sorted(lines, key=lambda line: (_when(line), [s.code for s in line.sides] or ["~"], line.document))
    for value, same in groupby(ordered, key=_when):
        on = value[1]
        yield Group(on, date_words(Date.parse(on)) if on else "No date known", tuple(same))


def periods(found: Sequence[Group]) -> list[tuple[str, str]]:
    """Every year and month that lines are of, with its words."""
    values = {part for group in found if group.value for part in (group.value[:4], group.value[:7])}
    return [(value, date_words(Date.parse(value))) for value in sorted(values)]


class Choice(msgspec.Struct, frozen=True):
    """A value to filter by, what a person reads, and how many statements have it."""

    value: str
    name: str
    number: int


def choices(lines: Sequence[Line]) -> dict[str, list[Choice]]:
    """What the lines can be filtered by, most frequent first: sides ("-" for none), speakers, acts."""
    sides: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for line in _all(lines):
        sides.update([side.code for side in line.sides] or [""])
        speakers.update([line.who] if line.named else [])
        acts.update([line.statement.act])
    return {
        "sides": [Choice(code or "-", side_name(code), n) for code, n in _ordered(sides)],
        "speakers": [Choice(who, who, n) for who, n in _ordered(speakers)],
        "acts": [Choice(act, act, n) for act, n in _ordered(acts)],
    }


def _all(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _all(line.nested)


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, what isn't known last."""
    return sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0]))


def count(lines: Sequence[Line]) -> int:
    """Statements in all, nested ones too."""
    return sum(1 + count(line.nested) for line in lines)


def _when(line: Line) -> tuple[bool, str]:
    on = line.statement.said_on
    return (on is None, on.value if on else "")


def _rows(record: Record, table: str, ids: Sequence[str], kind: type[T]) -> dict[str, list[T]]:
    """The statements or events of documents, in order of the text, by document."""
    decoder = msgspec.json.Decoder(kind)
    out: dict[str, list[T]] = {}
    found = record.sql(_ROWS.format(table=table), [ids])
    for doc, row in zip(*(column.to_pylist() for column in found.columns), strict=True):
        out.setdefault(doc, []).append(decoder.decode(row))
    return out


def _article(number: int, document: Document, statements: Sequence[Statement], events: Sequence[Event]) -> Article:
    published = ""
    if document.published:
        published = f"{date_words(document.published.date)} ({document.published.basis})"
    url = document.url or ""
    return Article(
        number=number,
        document=document,
        title=tame(document.title or document.id, page=True),
        published=published,
        link=url if url.lower().startswith(("http://", "https://")) else "",
        statements=len(statements),
        pieces=tuple(_pieces(document, statements, events)),
    )


def _pieces(document: Document, statements: Sequence[Statement], events: Sequence[Event]) -> Iterator[Piece]:
    starts: dict[int, list[Anchor]] = {}
    for number, statement in enumerate(statements, 1):
        starts.setdefault(statement.content.start, []).append(Anchor(f"s-{statement.id}", number))
    for number, event in enumerate(events, len(statements) + 1):
        starts.setdefault(event.trigger.start, []).append(Anchor(f"e-{event.id}", number))
    all_marks = [*marks(document, statements), *event_marks(events, len(statements) + 1)]
    for stretch in stretches(len(document.text), all_marks):
        yield Piece(
            text=tame(document.text[stretch.start : stretch.end], page=True),
            marks=" ".join(_token(mark) for mark in stretch.marks if mark.number),
            boilerplate=any(not mark.number for mark in stretch.marks),
            anchors=tuple(starts.get(stretch.start, ())),
        )


def _token(mark: Mark) -> str:
    return f"{mark.number}{_ROLES[mark.role]}"


def _lines(document: int, statements: Sequence[Statement]) -> list[Line]:
    """The statements that stand in no other, in order of the text; one whose parent is unknown stands by itself."""
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    children: dict[str | None, list[Statement]] = {}
    for statement in statements:
        children.setdefault(statement.parent if statement.parent in numbers else None, []).append(statement)

    def line(statement: Statement) -> Line:
        return Line(
            id=statement.id,
            number=numbers[statement.id],
            document=document,
            statement=statement,
            sides=tuple(Side(code, side_name(code)) for code in statement.side),
            who=_who(statement),
            named=statement.speaker is not None,
            when=date_words(statement.said_on) if statement.said_on else "no date known",
            percent=round(statement.confidence * 100),
            level=level(statement.confidence),
            bare=statement.kind == "direct" and not statement.content.text.startswith(tuple(QUOTES)),
            nested=tuple(line(child) for child in children.get(statement.id, ())),
        )

    return [line(statement) for statement in children.get(None, ())]


def level(confidence: float) -> str:
    """A word for a confidence: sure, likely or unsure."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def _who(statement: Statement) -> str:
    """The speaker, else the words that name the source."""
    if statement.speaker:
        return tame(statement.speaker.name, page=True)
    return tame(statement.source.text, page=True) if statement.source else "no source named"
