"""A failure that is counted, not hidden."""

import msgspec


class Rejected(msgspec.Struct, frozen=True):
    """Which stage refused what it was given, and why, in one line."""

    stage: str
    reason: str
