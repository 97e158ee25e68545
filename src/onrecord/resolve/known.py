"""Who is known before a document is read: the user's file first, then our tables, then the rest of the record."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from onrecord.knowledge import holders
from onrecord.knowledge.given_names import gender_of
from onrecord.knowledge.holders import Holding
from onrecord.knowledge.matching import Matcher
from onrecord.resolve.names import Words, family_of, level, same_person, words_of
from onrecord.types import Span


class Known:
    """Offices and their holders, from three sources in this order: `user`, our tables, `record`.

    `record` has persons introduced with a title in other documents of the record; a name that the first two know is
    never looked up there. A holding without side says that its person speaks for none.
    """

    def __init__(self, user: Sequence[Holding] = (), record: Sequence[Holding] = ()) -> None:
        self.user = tuple(user)
        self.record = tuple(record)
        self._user = _Index(self.user)
        self._record = _Index(self.record)

    def named(self, words: Words) -> tuple[Holding, ...]:
        """The holdings of everyone whom the words of a name can mean, from the first source that has any."""
        return self._user.named(words) or _table(words) or self._record.named(words)

    def from_user(self, words: Words) -> bool:
        """Whether the user's file names this person."""
        return bool(self._user.named(words))

    def holders_of(self, office: str, side: str, day: dt.date) -> tuple[Holding, ...]:
        """Who held an office of a side on a day."""
        found = tuple(h for h in self.user if h.office == office and h.side == side and h.holds_on(day))
        return found or holders.holders_of(office, side, day)

    def found_in(self, text: str) -> list[Span]:
        """Where the names of the user's file stand in a text, letter for letter."""
        return [Span(start, end) for start, end, _ in self._matcher.find(text)] if self.user else []

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher({name for holding in self.user for name in holding.names})


class _Index:
    """Holdings by the first and last word of their persons' names."""

    def __init__(self, rows: Iterable[Holding]) -> None:
        self._by_word: dict[str, dict[Holding, None]] = {}
        for row in rows:
            for name in row.names:
                words = words_of(name) or tuple(name.split())
                for word in (words[0], family_of(words)):
                    self._by_word.setdefault(level(word), {})[row] = None

    def named(self, words: Words) -> tuple[Holding, ...]:
        """Rows of a person whose name, or an alias, the words can be."""
        near = dict.fromkeys(row for word in (words[0], words[-1]) for row in self._by_word.get(level(word), {}))
        return tuple(row for row in near if any(_fits(name, words) for name in row.names))


def _fits(name: str, words: Words) -> bool:
    whole = words_of(name) or tuple(name.split())
    if len(words) > 1 or len(whole) == 1:
        return same_person(whole, words)
    # a lone word is a family name: the last word, or the first where that is no given name (`Lin Jian`)
    return level(words[0]) == level(family_of(whole)) or (
        level(words[0]) == level(whole[0]) and not gender_of(whole[0])
    )


@lru_cache(maxsize=32768)
def _table(words: Words) -> tuple[Holding, ...]:
    return holders.named(words)
