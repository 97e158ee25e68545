"""What positions rest on: from stances of statements and deeds to one row a side, issue, stance and date."""

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.types.date import Date
from onrecord.types.position import Evidence, Position
from onrecord.types.statement import Statement

LEAST = 0.3
"""A position needs at least this confidence; below it the statement keeps its `about`, and no position is claimed."""


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for a position of one side."""

    side: str
    issue: str
    stance: str
    on: Date | None
    evidence: Evidence
    confidence: float

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes grounds those of one position: side, issue, stance, date."""
        return self.side, self.issue, self.stance, self.on.value if self.on else ""


def of_statements(statements: Iterable[Statement]) -> Iterator[Ground]:
    """What each source's side shows of itself.

    A statement within another counts where both speak for one side: what an adversary says of a side's words is the
    adversary's claim.
    """
    known = {one.id: one for one in statements}
    for one in known.values():
        outer = known.get(one.parent) if one.parent else None
        if outer is not None and set(outer.side) != set(one.side):
            continue
        for about in one.about:
            if about.stance == "neutral":
                continue
            for side in one.side:
                yield Ground(
                    side=side,
                    issue=about.issue,
                    stance=about.stance,
                    on=one.said_on,
                    evidence=Evidence(statement=one.id),
                    confidence=about.confidence * one.confidence,
                )


def merged(document: str, grounds: Iterable[Ground]) -> tuple[Position, ...]:
    """One position a side, issue, stance and date, in that order; grounds taken as independent of one another.

    What is less sure than LEAST is left out.
    """
    rows: dict[tuple[str, str, str, str], list[Ground]] = {}
    for ground in grounds:
        rows.setdefault(ground.key, []).append(ground)
    out = []
    for (side, issue, stance, _), mine in sorted(rows.items()):
        doubt = 1.0
        for ground in mine:
            doubt *= 1 - ground.confidence
        if 1 - doubt < LEAST:
            continue
        on = mine[0].on
        out.append(
            Position(
                id=Position.identify(document, side, issue, stance, on),
                side=(side,),
                issue=issue,
                stance="for" if stance == "for" else "against",
                on=on,
                evidence=tuple(dict.fromkeys(ground.evidence for ground in mine)),
                confidence=round(1 - doubt, 4),
            )
        )
    return tuple(out)
