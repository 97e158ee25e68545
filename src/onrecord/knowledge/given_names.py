"""Gender by given name, where a name is borne by one gender: from the office holders, and a list of common names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.knowledge.holders import Gender, holdings
from onrecord.knowledge.person_names import folded

_BOTH: tuple[Gender, ...] = ("f", "m")


@cache
def genders() -> Mapping[str, Gender]:
    """Folded given name to its gender; names borne by both are left out."""
    table = tomllib.loads((files(__package__) / "given_names.toml").read_text(encoding="utf-8"))
    found: dict[str, set[Gender]] = {}
    for gender in _BOTH:
        for name in table[gender].split():
            found.setdefault(folded(name)[0], set()).add(gender)
    listed = frozenset(found)
    for one in holdings():
        given = folded(one.given)
        if given and one.gender and given[0] not in listed:
            found.setdefault(given[0], set()).add(one.gender)
    return MappingProxyType({name: next(iter(kinds)) for name, kinds in found.items() if len(kinds) == 1})


def gender_of(given: str) -> Gender:
    """The gender of a given name, empty where it's unknown or borne by both."""
    words = folded(given)
    return genders().get(words[0], "") if words else ""
