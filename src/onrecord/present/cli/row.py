"""One row of a record, with the sentence that it stands in and the places of its words."""

import re

from onrecord.analyse.place import Place, place
from onrecord.present.cli.screen import console, line, percent, words
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date, Event, Passage, Position, Statement

_ID = re.compile(r"[0-9a-f]{4,16}")


def looks_like_id(what: str) -> bool:
    """Whether `what` may be the id of a row, or its first digits."""
    return _ID.fullmatch(what) is not None


def show(record: Record, id: str) -> None:
    """Print the row whose id is or begins with `id`; AnalyseError when there is none, or several."""
    found = place(record, id)
    out = console()
    head = words(f"{found.kind} ", "bold")
    head.append(f"{found.row.id} in {line(found.doc)}")
    out.print(head)
    if found.sentence:
        out.print()
        out.print(words(f"  {line(found.sentence.of(found.text))}"))
        out.print()
    for name, value in facts(found):
        cell = words(f"  {name:<10} ", "dim")
        cell.append(line(value), "default")
        out.print(cell)


def facts(found: Place) -> list[tuple[str, str]]:
    """Name and words of each field that is known; places are half-open code points of the document's text."""
    row = found.row
    if isinstance(row, Statement):
        pairs = _statement(row)
    elif isinstance(row, Event):
        pairs = _event(row)
    else:
        pairs = _position(row)
    return [(name, value) for name, value in [*pairs, ("certainty", percent(row.confidence))] if value]


def _statement(row: Statement) -> list[tuple[str, str]]:
    return [
        ("source", _passage(row.source)),
        ("cue", _passage(row.cue)),
        ("content", _passage(row.content)),
        ("speaker", row.speaker.name if row.speaker else "not named"),
        ("side", " ".join(row.side) or "not known"),
        ("addressee", " ".join(row.addressee)),
        ("said on", _date(row.said_on)),
        ("act", f"{row.act}, {row.kind}"),
        ("within", row.parent or ""),
    ]


def _event(row: Event) -> list[tuple[str, str]]:
    return [
        ("trigger", _passage(row.trigger)),
        ("type", f"{row.event}, {row.mode}" if row.mode else row.event),
        ("by", " ".join(row.source) or "not known"),
        ("to", " ".join(row.target) or "not known"),
        ("on", _date(row.on)),
        ("status", row.status),
        ("place", row.place.text if row.place else ""),
        ("told in", row.reported_by or ""),
    ]


def _position(row: Position) -> list[tuple[str, str]]:
    evidence = [item.statement or item.event or "" for item in row.evidence]
    return [
        ("side", " ".join(row.side)),
        ("issue", row.issue),
        ("stance", row.stance),
        ("on", _date(row.on)),
        ("evidence", " ".join(evidence)),
    ]


def _passage(passage: Passage | None) -> str:
    if passage is None:
        return ""
    return f"{passage.text}  [{', '.join(f'{span.start}–{span.end}' for span in passage.spans)}]"


def _date(date: Date | None) -> str:
    return date_words(date) if date else "not known"
