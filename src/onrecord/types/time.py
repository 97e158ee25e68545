"""Expressions of time, as TIMEX3 has them."""

from typing import Literal

import msgspec

from onrecord.types.span import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression and its TIMEX3 value (`2021-10-12`, `P2D`, `2021-W40`, `PRESENT_REF`, `XXXX-WXX-2`)."""

    spans: tuple[Span, ...]
    type: TimeType
    value: str
