"""What a watchlist implies, and what deeds show of a side's positions."""

from collections.abc import Iterable, Iterator, Mapping

from onrecord.types import About, Event, EventType, Evidence, Ground, Issue, Stance, Statement, Status

DISCOUNT = 0.9
"""What an implied stance keeps of the confidence of the one that implies it."""
DONE: tuple[Status, ...] = ("occurred", "ongoing")
DEEDS: dict[EventType, Stance | None] = {
    "AGREE": "for", "COOPERATE": "for", "AID": "for", "PROTEST": "against", "CONCEDE": None, "RETREAT": None,
    "SANCTION": None, "MOBILIZE": None, "COERCE": None, "ASSAULT": None,
}  # fmt: skip
"""Deeds that may show a position, and the stance that they have to agree with; of others the stance model decides.

Events of words (support, accusation, rejection, threat, request) are left to the statements that they were read from;
meeting someone shows no position.
"""


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
