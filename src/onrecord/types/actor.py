"""A person, an institution or a side that speaks or acts."""

from typing import Literal

import msgspec

from onrecord.types.date import Date

ActorKind = Literal["person", "institution", "side"]


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office held for a side from a date to a date; `None` where the end isn't known."""

    office: str
    title: str
    side: str
    since: Date | None = None
    until: Date | None = None
    source: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who spoke: canonical name, the sides spoken for, offices, and the names that the documents use."""

    id: str
    name: str
    kind: ActorKind
    side: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    names: tuple[str, ...] = ()
    statements: int = 0
