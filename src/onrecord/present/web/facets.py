"""Facets: the values of one field with their numbers, each a link that puts it in or takes it out."""

from collections.abc import Callable, Iterable

import msgspec

from onrecord.present.web.state import State

SHOWN = 8


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One value: what a person reads, how many rows have it (None: not counted), its link, whether it is chosen."""

    value: str
    words: str
    number: int | None
    link: str
    on: bool


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """The values of one field; `options` are shown, `further` stand behind "more"."""

    name: str
    title: str
    options: tuple[Option, ...]
    further: tuple[Option, ...] = ()


def facet(
    state: State,
    name: str,
    title: str,
    counts: Iterable[tuple[str, int | None]],
    words: Callable[[str], str] = str,
    link: Callable[[str], str] | None = None,
) -> Facet:
    """The facet of a field from (value, number of rows) in the order to be shown; chosen values come first.

    `link` gives the address that a value leads to; without it values are put in and taken out, any number of them.
    A chosen value that has no row any more is shown with 0, so that it can be taken out.
    """
    numbers = dict(counts)
    for value in state.all(name):
        numbers.setdefault(value, 0)
    lead = link or (lambda value: state.toggled(name, value))
    options = [
        Option(value=value, words=words(value), number=n, link=lead(value), on=state.has(name, value))
        for value, n in numbers.items()
    ]
    options.sort(key=lambda option: not option.on)
    at = max(SHOWN, sum(option.on for option in options))
    return Facet(name=name, title=title, options=tuple(options[:at]), further=tuple(options[at:]))
