"""The persons of a document: names, mentions and what the words around their names say of them."""

from bisect import bisect_right
from dataclasses import dataclass, field

import msgspec

from onrecord.resolve.names import Words
from onrecord.types import Span


class Role(msgspec.Struct, frozen=True):
    """What a phrase says that somebody is.

    `office` is a slug of the titles table or empty; `sides` those that the phrase names; `institution` a name or
    empty; `speaks` is false of former holders, experts and private persons.
    """

    words: str
    office: str
    sides: tuple[str, ...]
    institution: str = ""
    speaks: bool = True


@dataclass(eq=False)
class Person:
    """One person of a document: names as tuples of words, the fullest first; mentions ascending; roles as found.

    `described`: folded words that stand in apposition to the name (`senator`, `nominee`, `professor`).
    """

    names: list[Words]
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: str = ""
    described: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest name that the document uses."""
        return " ".join(self.names[0])

    def last_before(self, at: int) -> Span | None:
        """The last mention that ends at or before `at`."""
        place = bisect_right(self.mentions, at, key=lambda span: span.end)
        return self.mentions[place - 1] if place else None


class Cast:
    """All persons of a document, with an index of their mentions by place."""

    def __init__(self, persons: list[Person]) -> None:
        self.persons = persons
        self.places = sorted((span, i) for i, person in enumerate(persons) for span in person.mentions)
        self._starts = [span.start for span, _ in self.places]

    def within(self, span: Span) -> list[tuple[Span, Person]]:
        """Mentions that lie within a span, in order."""
        place = bisect_right(self._starts, span.start - 1)
        out: list[tuple[Span, Person]] = []
        while place < len(self.places) and self.places[place][0].start < span.end:
            mention, who = self.places[place]
            if mention.end <= span.end:
                out.append((mention, self.persons[who]))
            place += 1
        return out

    def index(self, person: Person) -> int:
        """The place of a person in the cast."""
        return self.persons.index(person)
