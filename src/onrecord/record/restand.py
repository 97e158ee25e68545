"""Positions after the statements and deeds that they rest on were judged."""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from onrecord.types import Event, Evidence, Extraction, Ground, Position, Statement
from onrecord.types.ground import merged, of_statements

_DONE = ("occurred", "ongoing")
_Key = tuple[str, str, str, str]


def restand(
    document: str, machine: Extraction, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Position, ...]:
    """The positions of a document whose statements and events are now these, in order.

    Positions that rest on nothing that changed stay as the machine gave them. What a deed shows of an issue isn't kept
    with it; it is taken from the machine's positions that rest on it.
    """
    before, after = _by_evidence(of_statements(machine.statements)), _by_evidence(of_statements(statements))
    deeds = {one.id: one for one in events}
    changed = {
        *(Evidence(statement=id) for id in before.keys() | after.keys() if before.get(id) != after.get(id)),
        *(Evidence(event=one.id) for one in machine.events if _moved(one, deeds.get(one.id))),
    }
    if not changed:
        return machine.positions
    acts = {one.id: one for one in machine.events}
    given = [ground for one in machine.positions for ground in _deeds(one, before, acts, deeds)]
    shown = list({(ground.key, ground.evidence): ground for ground in given}.values())
    touched = {_key(one) for one in machine.positions if changed & set(one.evidence)}
    for id, grounds in after.items():
        if Evidence(statement=id) in changed:
            touched |= {ground.key for ground in grounds}
    touched |= {ground.key for ground in shown if ground.evidence in changed}
    said = (ground for grounds in after.values() for ground in grounds)
    fresh = merged(document, [ground for ground in (*said, *shown) if ground.key in touched])
    kept = [one for one in machine.positions if _key(one) not in touched]
    return tuple(sorted((*kept, *fresh), key=_key))


def _key(one: Position) -> _Key:
    return (*one.side[:1], one.issue, one.stance, one.on.value if one.on else "")  # type: ignore[return-value]


def _by_evidence(grounds: Iterable[Ground]) -> dict[str, list[Ground]]:
    out: dict[str, list[Ground]] = {}
    for ground in grounds:
        out.setdefault(ground.evidence.statement or "", []).append(ground)
    return out


def _moved(one: Event, now: Event | None) -> bool:
    return now is None or (one.source, one.on, one.status) != (now.source, now.on, now.status)


def _deeds(
    one: Position, said: Mapping[str, list[Ground]], machine: Mapping[str, Event], deeds: Mapping[str, Event]
) -> list[Ground]:
    """The grounds that deeds give for a position's issue and stance, for the sides and dates that they have now."""
    ids = [item.event for item in one.evidence if item.event is not None]
    share = _share(one, said, len(ids)) if ids else 0.0
    out = []
    for id in ids:
        was, deed = machine.get(id), deeds.get(id)
        if was is None or deed is None or deed.status not in _DONE:
            continue
        # a side that a person adds to a deed shows by it what the others show
        sides = [side for side in deed.source if side in one.side or side not in was.source]
        out += [
            Ground(
                side=side,
                issue=one.issue,
                stance=one.stance,
                on=one.on if deed.on == was.on else deed.on,
                evidence=Evidence(event=id),
                confidence=share,
            )
            for side in sides
        ]
    return out


def _share(one: Position, said: Mapping[str, list[Ground]], deeds: int) -> float:
    """How sure each deed makes a position: what its statements leave of its doubt, shared out evenly."""
    left = prod(
        1 - ground.confidence
        for item in one.evidence
        for ground in said.get(item.statement or "", ())
        if ground.key == _key(one)
    )
    if left <= 0:
        return one.confidence
    doubt = min(1.0, max(0.0, (1 - one.confidence) / left))
    return float(1 - doubt ** (1 / deeds))
