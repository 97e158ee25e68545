"""Who a source's words mean: the result type, and the index of all that a document names."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from onrecord.knowledge.institutions import InstitutionMention
from onrecord.knowledge.sides import Mention as SideMention
from onrecord.knowledge.sides import by_code
from onrecord.resolve.persons import Cast, Person
from onrecord.types import Document, Span

_TITLE_SHARE = 0.6
_STATES = ("state", "observer", "other", "territory", "historical")
_HOME_LEAST, _HOME_TIMES = 3, 2
_TITLE_LEAST = 4


class Who(msgspec.Struct, frozen=True):
    """A resolved source: a speaker's id and name (empty where only a side speaks), and the sides spoken for.

    `person` is the place of the person in the cast, -1 for none. `plural` marks joint and unnamed groups.
    """

    name: str = ""
    id: str = ""
    sides: tuple[str, ...] = ()
    person: int = -1
    plural: bool = False

    @property
    def known(self) -> bool:
        """Whether anything was found out."""
        return bool(self.name or self.sides)


NOBODY = Who()


class Body(msgspec.Struct, frozen=True):
    """An organisation that no table knows, by the name that the document gives it."""

    span: Span
    name: str


class Named(msgspec.Struct, frozen=True):
    """What a document names, by place: sides, institutions, persons, other bodies; and its quotations."""

    document: Document
    sentences: tuple[Span, ...]
    sides: tuple[SideMention, ...]
    institutions: tuple[InstitutionMention, ...]
    cast: Cast
    bodies: tuple[Body, ...] = ()
    quotes: tuple[Span, ...] = ()

    def sides_in(self, span: Span) -> list[SideMention]:
        """Mentions of sides that lie within a span."""
        return [m for m in _window(self.sides, span) if span.holds(m.span)]

    def institutions_in(self, span: Span) -> list[InstitutionMention]:
        """Mentions of institutions that begin within a span: a source may have lost the end of a name."""
        return list(_window(self.institutions, span))

    def bodies_in(self, span: Span) -> list[Body]:
        """Mentions of other bodies that lie within a span."""
        return [m for m in _window(self.bodies, span) if span.holds(m.span)]

    def persons_in(self, span: Span) -> list[tuple[Span, Person]]:
        """Mentions of persons that lie within a span."""
        return self.cast.within(span)

    def sentence(self, at: int) -> int:
        """Index of the sentence that a character stands in (the one before it, between two)."""
        return max(0, bisect_right(self.sentences, at, key=lambda s: s.start) - 1)

    def sentence_span(self, at: int) -> Span:
        """The sentence that a character stands in; the whole text where there are none."""
        return self.sentences[self.sentence(at)] if self.sentences else Span(0, len(self.document.text))

    def home(self) -> str:
        """The state that a document names most, twice as often as any other; empty where none stands out."""
        named = Counter(m.code for m in self.sides if not m.ambiguous and is_state(m.code))
        (code, most), (_, second) = (named.most_common(2) + [("", 0)] * 2)[:2]
        return code if most >= max(_HOME_LEAST, _HOME_TIMES * second) else ""

    def quotation(self, span: Span) -> Span | None:
        """The quotation that a span stands in."""
        place = bisect_right(self.quotes, span.start, key=lambda q: q.start) - 1
        return self.quotes[place] if place >= 0 and self.quotes[place].holds(span) else None


def is_state(code: str) -> bool:
    """Whether a side is a state or what is named like one, and no organisation or movement."""
    return by_code(code).kind in _STATES


def in_title_case(text: str, sentence: Span) -> bool:
    """Whether a sentence is a headline in title case, where capitals tell no names."""
    words = [word for word in sentence.of(text).split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= _TITLE_LEAST and sum(word[0].isupper() for word in words) > _TITLE_SHARE * len(words)


M = TypeVar("M", SideMention, InstitutionMention, Body)


def _window(mentions: "Sequence[M]", span: Span) -> "Sequence[M]":
    low = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    return mentions[low : bisect_left(mentions, span.end, lo=low, key=lambda m: m.span.start)]
