"""What a statement is about, for or against: issues, stance, positions."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.knowledge.sides import find_sides
from onrecord.positions.about import Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.merging import DONE, of_events, with_implied
from onrecord.positions.pieces import Question
from onrecord.positions.sense import Sensor, question
from onrecord.positions.stance import Stances
from onrecord.positions.vectors import Sentences
from onrecord.settings import PositionsSettings
from onrecord.types import About, Document, Event, Extraction, Issue, Sense, Span, Stance, Statement
from onrecord.types.ground import merged, of_statements

__all__ = ["Positions", "Sensor", "load_issues"]

_DEEDS: dict[str, Stance | None] = {
    **dict.fromkeys(("AGREE", "COOPERATE", "AID"), "for"),
    **dict.fromkeys(("PROTEST",), "against"),
    **dict.fromkeys(("CONCEDE", "RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), None),
}
"""Deeds that may show a position, and the stance that they have to agree with; of others the stance model decides.

Events of words (support, accusation, rejection, threat, request) are left to the statements that they were read from;
meeting someone shows no position.
"""


class Positions:
    """A watchlist's reading of one document at a time.

    Needs an Extraction with sides and dates and the document's Sense. Gives it back with `about` and `toward` of each
    statement and with positions; without a watchlist with `toward` only.
    """

    def __init__(self, settings: PositionsSettings) -> None:
        self.issues: dict[str, Issue] = (
            {one.id: one for one in load_issues(Path(settings.issues))} if settings.issues else {}
        )
        self.stances = Stances()

    @cached_property
    def aboutness(self) -> Aboutness:
        """The watchlist with its vectors."""
        return Aboutness(tuple(self.issues.values()), Sentences())

    def __call__(self, document: Document, extraction: Extraction, sense: Sense) -> Extraction:
        """The extraction with what its statements are about, what they are for and against, and positions."""
        if not extraction.statements and not extraction.events:
            return extraction
        rows = dict(zip(sense.statements, range(len(sense.statements)), strict=True))
        vectors = sense.matrix()
        statements = tuple(
            msgspec.structs.replace(
                one,
                toward=tuple(to for to in sense.toward[rows[one.id]] if to.side not in one.side),
                about=self._about(document, one, sense.spans[rows[one.id]].of(document.text), vectors[rows[one.id]]),
            )
            if one.id in rows
            else one
            for one in extraction.statements
        )
        if not self.issues:
            return msgspec.structs.replace(extraction, statements=statements)
        deeds = list(self._deeds(document, extraction.events, sense))
        grounds = [*of_statements(statements), *of_events(deeds, {one.id: one for one in statements})]
        return msgspec.structs.replace(extraction, statements=statements, positions=merged(document.id, grounds))

    def _about(
        self, document: Document, statement: Statement, read: str, vector: NDArray[np.float16]
    ) -> tuple[About, ...]:
        """The issues that a statement is about, with its source's stance toward each."""
        if not self.issues:
            return ()
        out = []
        for match in self.aboutness(vector, read, (*statement.side, *statement.addressee)):
            asked = question(document.text, statement, proposition=self.issues[match.issue].statement)
            verdict = self.stances(asked)
            sure = round(match.score * verdict.confidence, 4)
            out.append(About(match.issue, verdict.stance, sure))
        return with_implied(out, self.issues)

    def _deeds(self, document: Document, events: tuple[Event, ...], sense: Sense) -> Iterator[tuple[Event, About]]:
        """Deeds done that are about an issue, with what they show."""
        vectors, first = sense.matrix(), len(sense.statements)
        for event in events:
            if event.status not in DONE or event.event not in _DEEDS:
                continue
            for row, sentence in enumerate(sense.spans[first:], first):
                if not sentence.start <= event.trigger.start < sentence.end:
                    continue
                text = sentence.of(document.text)
                for match in self.aboutness(vectors[row], text, (*event.source, *event.target)):
                    proposition = self.issues[match.issue].statement
                    asked = Question(text=text, holder=_named(text, event.source), proposition=proposition)
                    verdict = self.stances(asked)
                    prior = _DEEDS[event.event]
                    if verdict.stance != "neutral" and prior in (None, verdict.stance):
                        sure = round(match.score * verdict.confidence, 4)
                        yield event, About(match.issue, verdict.stance, sure)


def _named(text: str, sides: tuple[str, ...]) -> Span | None:
    """Where a text names one of the sides first."""
    return next((mention.span for mention in find_sides(text) if mention.code in sides), None)
