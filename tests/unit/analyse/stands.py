"""Records whose positions are written down by hand: who stood where on what, when, by which act."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.types import (
    About,
    Date,
    Document,
    Event,
    Evidence,
    Extraction,
    Passage,
    Position,
    Span,
    Statement,
)
from tests.unit.record import factory

Said = tuple[str, str, str, str | None, str]
"""Side, issue, stance, date, act."""
Done = tuple[str, str, str, str, str]
"""Source, target, PLOVER type, date, status."""


def statement(document: str, number: int, said: Said) -> Statement:
    side, issue, stance, on, act = said
    content = Passage("word", (Span(number * 5, number * 5 + 4),))
    return Statement(
        id=Statement.identify(document, None, None, content),
        source=None,
        cue=None,
        content=content,
        kind="indirect",
        side=(side,),
        said_on=Date.parse(on) if on else None,
        act=act,
        about=(About(issue, stance, 0.8),) if issue else (),
        confidence=0.9,
    )


def position(document: str, one: Statement) -> Position:
    about = one.about[0]
    return Position(
        id=Position.identify(document, one.side[0], about.issue, about.stance, one.said_on) + one.id,
        side=one.side,
        issue=about.issue,
        stance="for" if about.stance == "for" else "against",
        on=one.said_on,
        evidence=(Evidence(statement=one.id),),
        confidence=about.confidence,
    )


def event(document: str, number: int, done: Done) -> Event:
    source, target, kind, on, status = done
    trigger = Passage("word", (Span(number * 5, number * 5 + 4),))
    return Event(
        id=Event.identify(document, kind, trigger),
        source=(source,),
        target=(target,),
        event=kind,
        trigger=trigger,
        mentions=trigger.spans,
        on=Date.parse(on),
        status=status,
        confidence=0.9,
    )


def record(path: Path, said: Sequence[Said], done: Sequence[Done] = (), document: str = "a.txt") -> Path:
    """A record of one document with one statement a row of `said`, in its order, and their positions."""
    statements = tuple(statement(document, number, one) for number, one in enumerate(said))
    events = tuple(event(document, number, one) for number, one in enumerate(done, len(statements)))
    text = "word " * (len(statements) + len(events) + 1)
    polar = (one for one in statements if one.about and one.about[0].stance != "neutral")
    extraction = Extraction(
        id=document, statements=statements, events=events, positions=tuple(position(document, one) for one in polar)
    )
    factory.build(path, [(Document(id=document, text=text), extraction)])
    return path


def ids(said: Sequence[Said], document: str = "a.txt") -> list[str]:
    """The ids of the statements of `record`."""
    return [statement(document, number, one).id for number, one in enumerate(said)]
