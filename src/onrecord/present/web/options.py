"""How a record is served."""

import msgspec

HOSTS = ("127.0.0.1", "localhost", "[::1]")


class WebOptions(msgspec.Struct, frozen=True, kw_only=True):
    """`read_only`: nobody may judge; `author`: the name that judgements bear where the page gives none.

    `hosts`: names by which a browser may ask for the pages; any other is refused, so that no site that points its own
    name at this machine can read them.
    """

    read_only: bool = False
    author: str = ""
    hosts: tuple[str, ...] = HOSTS
