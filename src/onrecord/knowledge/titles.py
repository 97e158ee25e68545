"""Titles in running text: which office a phrase names, and whether its words bar a person from speaking for a side.

The table is `titles.toml`; the slugs of offices are those of `holders/*.csv`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from onrecord.knowledge.matching import plain

_OTHERWISE = re.compile(r"\b(?:deputy|vice|assistant|under|junior)[\s-]+$")


class Titles:
    """Finds titles in a phrase of some words, such as the apposition of a name; no nationality is read."""

    def __init__(
        self,
        offices: Mapping[str, Iterable[str]],
        spokespersons: Mapping[str, Iterable[str]],
        heads: Iterable[str],
        private: Mapping[str, Iterable[str]],
    ) -> None:
        self._offices = {title: office for office, titles in offices.items() for title in titles}
        self._bodies = {body: office for office, bodies in spokespersons.items() for body in bodies}
        self._titles = _any_of(self._offices)
        self._named_bodies = _any_of(self._bodies)
        self._heads = _any_of(heads)
        self._private = _any_of(private["words"])
        self._prefixes = re.compile(rf"\b(?:{'|'.join(map(re.escape, private['prefixes']))})(?=\w)")
        self._harmless = _any_of(private["harmless"])

    def find(self, words: str) -> str | None:
        """The slug of the office that a phrase names, empty for a title without one, `None` where there's no title.

        Of several titles the longest counts, of equally long ones the last. A title behind "deputy" or "assistant"
        that isn't in the table as a whole has no slug.
        """
        text = _levelled(words)
        if self._heads.search(text):
            body = _longest(self._named_bodies, text)
            if body is not None:
                return self._bodies[body.group()]
        found = _longest(self._titles, text)
        if found is None:
            return None
        return "" if _OTHERWISE.search(text, 0, found.start()) else self._offices[found.group()]

    def bars(self, words: str) -> bool:
        """Whether a phrase says that a person speaks for no side: a former holder, an expert, a private person.

        Words count in the singular only, for several ("told reporters") are seldom the person in question.
        """
        text = self._harmless.sub(" ", _levelled(words))
        return bool(self._private.search(text) or self._prefixes.search(text))

    @property
    def offices(self) -> frozenset[str]:
        """Every slug that `find` can return but the empty one."""
        return frozenset(office for office in (*self._offices.values(), *self._bodies.values()) if office)


@cache
def titles() -> Titles:
    """The titles of `titles.toml`."""
    table = tomllib.loads((files(__package__) / "titles.toml").read_text(encoding="utf-8"))
    spokespersons = table["spokespersons"]
    return Titles(table["offices"], spokespersons["of"], spokespersons["heads"], table["private"])


def _levelled(words: str) -> str:
    return " ".join(plain(words).lower().split())


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _longest(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda found: (len(found.group()), found.start()), default=None)
