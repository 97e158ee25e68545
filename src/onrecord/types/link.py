"""A tie between two rows of different documents."""

from typing import Literal

import msgspec

from onrecord.types.span import Span

LinkKind = Literal["story", "copy", "origin", "utterance", "event", "contradiction", "actor"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """`source` is tied to `target` by a rule, with a score and the reason in words.

    Either end is a row's id; for `copy`, `spans` are the stretches of `source` that stand in `target` at `matches`.
    """

    id: str
    kind: LinkKind
    source: str
    target: str
    score: float
    reason: str
    detail: str = ""
    spans: tuple[Span, ...] = ()
    matches: tuple[Span, ...] = ()
