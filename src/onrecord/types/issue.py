"""A proposition or policy on the user's watchlist."""

import msgspec


class Implies(msgspec.Struct, frozen=True):
    """A stance on one issue that a stance on another carries with it, as the watchlist says."""

    stance: str
    issue: str
    implied: str


class Issue(msgspec.Struct, frozen=True, kw_only=True, rename={"for_": "for"}):
    """`statement` is what one is for or against; `aliases` other names; `for_` and `against` example wordings."""

    id: str
    statement: str
    aliases: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    implies: tuple[Implies, ...] = ()
