"""What a statement does where its words only say: "said that it fully backs ..." backs."""

from collections.abc import Sequence

import msgspec

from onrecord.types import Statement

_PLAIN = frozenset({"assert", "report"})
_SHARE = 0.6
"""Least part of the outer content that the inner statement fills: what is said in passing isn't the point."""


def performed(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, plain ones with the act that their content performs in the speaker's own name.

    That is the act of a statement within it that is of the same side, and of the same speaker where both are known,
    and fills most of it. A claim about what others back or oppose stays a claim.
    """
    within: dict[str, list[Statement]] = {}
    for one in statements:
        if one.parent is not None:
            within.setdefault(one.parent, []).append(one)
    return tuple(_performed(one, within.get(one.id, [])) for one in statements)


def _performed(outer: Statement, inner: list[Statement]) -> Statement:
    if outer.act not in _PLAIN or not outer.side:
        return outer
    for one in inner:
        if one.act not in _PLAIN and _own(outer, one) and _size(one) >= _SHARE * sum(map(len, outer.content.spans)):
            return msgspec.structs.replace(outer, act=one.act)
    return outer


def _own(outer: Statement, inner: Statement) -> bool:
    if inner.side != outer.side:
        return False
    return outer.speaker is None or inner.speaker is None or outer.speaker.id == inner.speaker.id


def _size(one: Statement) -> int:
    """Characters of source, cue and content."""
    parts = (one.source, one.cue, one.content)
    return sum(len(span) for part in parts if part is not None for span in part.spans)
