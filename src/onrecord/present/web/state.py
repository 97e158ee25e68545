"""The state of a page: all of it stands in the address, so that every state has a link."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from onrecord.errors import PresentError

T = TypeVar("T", bound=str)
LONGEST = 500
"""Characters of one value of an address."""


class State:
    """The path and the values of an address; frozen: what changes them gives the address of another state."""

    def __init__(self, path: str, pairs: Iterable[tuple[str, str]]) -> None:
        """PresentError when a value is longer than anything that a page asks for."""
        self.path = path
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            if len(value) > LONGEST:
                raise PresentError(f"{name}: {len(value)} characters are too many; give at most {LONGEST}")
            if value and value not in self._values.setdefault(name, []):
                self._values[name].append(value)

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        return (self._values.get(name) or [default])[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name, in the order given."""
        return tuple(self._values.get(name, ()))

    def one_of(self, name: str, choices: Sequence[T]) -> T:
        """The value of a name where it is one of `choices`, else the first of these."""
        value = self.get(name)
        return next((one for one in choices if one == value), choices[0])

    def known(self, name: str, choices: Sequence[str]) -> tuple[str, ...]:
        """The values of a name that are among `choices`; others are passed over."""
        return tuple(value for value in self.all(name) if value in choices)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number between `least` and `most`; `default` where none is given."""
        value = self.get(name)
        return min(most, max(least, int(value))) if value.isdecimal() and len(value) < 10 else default

    def has(self, name: str, value: str) -> bool:
        """Whether the value is chosen."""
        return value in self._values.get(name, ())

    def link(self, path: str = "", /, **changes: str | int | Sequence[str] | None) -> str:
        """The address with these values in place of those of the same names; None or "" takes a name away.

        With a `path` of another page the address is of that page, with `changes` only.
        """
        values = {} if path and path != self.path else dict(self._values)
        for name, value in changes.items():
            if isinstance(value, str | int):
                values[name] = [str(value)] if value != "" else []
            else:
                values[name] = list(value or ())
        pairs = [(name, value) for name, many in values.items() for value in many]
        return (path or self.path) + ("?" + "&".join(_encoded(*pair) for pair in pairs) if pairs else "")

    def toggled(self, name: str, value: str) -> str:
        """The address with one value of a name put in or taken out, at the first page."""
        held = self._values.get(name, [])
        new = [one for one in held if one != value] if value in held else [*held, value]
        return self.link(**{name: new, "page": None, "after": None})

    def chosen(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """(name, value) of everything that these names hold."""
        return [(name, value) for name in names for value in self._values.get(name, ())]

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """All (name, value) but those of some names: the hidden fields of a form."""
        return [(name, value) for name, many in self._values.items() if name not in without for value in many]


@lru_cache(maxsize=4_096)
def _encoded(name: str, value: str) -> str:
    """`name=value` as an address has it; the hundreds of links of a page are made of the same few."""
    return urlencode([(name, value)])
