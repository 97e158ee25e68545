"""From stances of statements and deeds to positions: one row a side, issue, stance and date."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from onrecord.types import About, Date, Event, Evidence, Issue, Position, Statement

DISCOUNT = 0.9
"""What an implied stance keeps of the confidence of the one that implies it."""
LEAST = 0.3
"""A position needs at least this confidence; below it the statement keeps its `about`, and no position is claimed."""
DONE = ("occurred", "ongoing")


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for a position of one side."""

    side: str
    issue: str
    stance: str
    on: Date | None
    evidence: Evidence
    confidence: float


def with_implied(about: Iterable[About], issues: Mapping[str, Issue]) -> tuple[About, ...]:
    """The stances, and those that the watchlist says they imply, where the statement has none on that issue."""
    have = {one.issue: one for one in about}
    for one in list(have.values()):
        for rule in issues[one.issue].implies:
            known = have.get(rule.issue)
            if rule.stance == one.stance and (known is None or known.stance == "neutral"):
                have[rule.issue] = About(
                    rule.issue,
                    "for" if rule.implied == "for" else "against",
                    round(one.confidence * DISCOUNT, 4),
                )
    return tuple(have[id] for id in issues if id in have)


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


def of_events(judged: Iterable[tuple[Event, About]], statements: Mapping[str, Statement]) -> Iterator[Ground]:
    """What a side's own deeds show: done or being done, told by the reporter or by the side itself."""
    for event, about in judged:
        teller = statements.get(event.reported_by) if event.reported_by else None
        for side in event.source:
            if teller is not None and side not in teller.side:
                continue
            yield Ground(
                side=side,
                issue=about.issue,
                stance=about.stance,
                on=event.on,
                evidence=Evidence(event=event.id),
                confidence=about.confidence * event.confidence,
            )


def merged(document: str, grounds: Iterable[Ground]) -> tuple[Position, ...]:
    """One position a side, issue, stance and date, in that order; grounds taken as independent of one another.

    What is less sure than LEAST is left out.
    """
    rows: dict[tuple[str, str, str, str], list[Ground]] = {}
    for ground in grounds:
        key = (ground.side, ground.issue, ground.stance, ground.on.value if ground.on else "")
        rows.setdefault(key, []).append(ground)
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
