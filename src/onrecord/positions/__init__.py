"""What a statement is about, for or against: issues, stance, positions."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from onrecord.knowledge.sides import find_sides
from onrecord.positions.about import Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.merging import DEEDS, DONE, of_events, with_implied
from onrecord.positions.pieces import Question
from onrecord.positions.sense import Sensor, question
from onrecord.positions.stance import Stances
from onrecord.positions.vectors import Sentences
from onrecord.types import About, Document, Event, Extraction, Issue, Placed, Reason, Sense, Span, Statement
from onrecord.types.ground import merged, of_statements

__all__ = ["Positions", "Sensor", "load_issues"]


class Positions:
    """A watchlist's reading of one document at a time.

    Needs an Extraction with sides and dates and the document's Sense. Gives it back with `about` and `toward` of each
    statement, with positions and reasons; without a watchlist with `toward` only.
    """

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = {one.id: one for one in issues}
        self.stances = Stances()

    @cached_property
    def aboutness(self) -> Aboutness:
        """The watchlist with its vectors."""
        return Aboutness(tuple(self.issues.values()), Sentences())

    def __call__(self, document: Document, extraction: Extraction, sense: Sense) -> Placed:
        """The extraction with what its statements are about, for and against, with positions; and the reasons."""
        if not extraction.statements and not extraction.events:
            return Placed.of(extraction)
        rows = dict(zip(sense.statements, range(len(sense.statements)), strict=True))
        statements: list[Statement] = []
        reasons: list[Reason] = []
        for one in extraction.statements:
            if one.id not in rows:
                statements.append(one)
                continue
            row = rows[one.id]
            about, why = self._about(document, one, sense, row) if self.issues else ((), [])
            toward = tuple(to for to in sense.toward[row] if to.side not in one.side)
            statements.append(msgspec.structs.replace(one, about=about, toward=toward))
            reasons += why
        done = msgspec.structs.replace(extraction, statements=tuple(statements))
        if self.issues:
            deeds = list(self._deeds(document, extraction.events, sense))
            grounds = [*of_statements(statements), *of_events(deeds, {one.id: one for one in statements})]
            done = msgspec.structs.replace(done, positions=merged(document.id, grounds))
        return Placed.of(done, tuple(reasons))

    def _about(
        self, document: Document, statement: Statement, sense: Sense, row: int
    ) -> tuple[tuple[About, ...], list[Reason]]:
        """The issues that a statement is about, with its source's stance toward each, and why."""
        read = sense.spans[row]
        near = (*statement.side, *statement.addressee)
        matches = self.aboutness(sense.matrix()[row], read.of(document.text), near)
        found: list[About] = []
        for match in matches:
            verdict = self.stances(question(document.text, statement, proposition=self.issues[match.issue].statement))
            found.append(About(match.issue, verdict.stance, round(match.score * verdict.confidence, 4)))
        about = with_implied(found, self.issues)
        known = {match.issue: (match.score, match.reason) for match in matches}
        for one in found:
            for rule in self.issues[one.issue].implies:
                if rule.stance == one.stance:
                    implied = known[one.issue][0], f"{rule.stance} {one.issue} implies it"
                    known.setdefault(rule.issue, implied)
        reasons = []
        for one in about:
            score, why = known[one.issue]
            reasons.append(Reason(statement=statement.id, issue=one.issue, score=score, reason=why, read=read))
        return about, reasons

    def _deeds(self, document: Document, events: tuple[Event, ...], sense: Sense) -> Iterator[tuple[Event, About]]:
        """Deeds done that are about an issue, with what they show."""
        vectors, first = sense.matrix(), len(sense.statements)
        for event in events:
            if event.status not in DONE or event.event not in DEEDS or not event.source:
                continue
            for row, sentence in enumerate(sense.spans[first:], first):
                if not sentence.start <= event.trigger.start < sentence.end:
                    continue
                text = sentence.of(document.text)
                for match in self.aboutness(vectors[row], text, (*event.source, *event.target)):
                    proposition = self.issues[match.issue].statement
                    asked = Question(text=text, holder=_named(text, event.source), proposition=proposition)
                    verdict = self.stances(asked)
                    prior = DEEDS[event.event]
                    if verdict.stance != "neutral" and prior in (None, verdict.stance):
                        sure = round(match.score * verdict.confidence, 4)
                        yield event, About(match.issue, verdict.stance, sure)


def _named(text: str, sides: tuple[str, ...]) -> Span | None:
    """Where a text names one of the sides first."""
    return next((mention.span for mention in find_sides(text) if mention.code in sides), None)
