"""Who speaks in a record: persons introduced in one document and known in the others, and the table of all actors.

Everything is computed from what each document says by itself, streamed in any order, so that a record of A and B is the
same whether B came with A or later.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.knowledge import holders
from onrecord.knowledge.holders import Holding
from onrecord.knowledge.person_names import folded, levelled_words, name_key
from onrecord.knowledge.speaking import is_person, speakers
from onrecord.knowledge.titles import titles
from onrecord.types import Actor, ActorKind, Date, Extraction, Office, Statement

SOURCE = "record"
REACH = dt.timedelta(days=365)
_MOST_NAMES = 20
_FIRST, _LAST = dt.date(1, 1, 2), dt.date(9999, 12, 30)
_PRONOUNS = frozenset(
    "he she it they who which that i we him her his its their them whom both hers me my us our".split()
)


class _Introduced:
    """What the documents say of one person whom no table knows."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.sides: set[str] = set()
        self.offices: Counter[str] = Counter()
        self.days: list[tuple[dt.date, dt.date]] = []
        self.undated = False


def introductions(extractions: Iterable[Extraction]) -> tuple[Holding, ...]:
    """Persons of more than one word whom documents introduce as speaking for one side, in order of names.

    A person for whom documents give several sides is left out, and so is whoever our tables know. A holding reaches
    a year beyond the publications that introduce the person; `office` is empty where no title of the table was used.
    """
    found: dict[str, _Introduced] = {}
    for extraction in extractions:
        for statement in extraction.statements:
            key = _person(statement)
            if key and statement.side:
                _note(found.setdefault(key, _Introduced()), extraction, statement)
    clear = [one for one in found.values() if len(one.sides) == 1]
    return tuple(sorted((_holding(one) for one in clear), key=lambda h: (h.person, h.side)))


class Affected:
    """Tells which documents name, without a side, somebody who may be one of those introduced elsewhere."""

    def __init__(self, introduced: Iterable[Holding]) -> None:
        names = (levelled_words(name) for one in introduced for name in one.names)
        self._words = frozenset(word for words in names for word in (words[0], words[-1]))

    def __call__(self, extraction: Extraction) -> bool:
        """Whether a document has to be resolved again."""
        for statement in extraction.statements:
            if statement.side:
                continue
            speaker = statement.speaker.name if statement.speaker else ""
            source = statement.source.text if statement.source else ""
            if not self._words.isdisjoint((*levelled_words(speaker), *levelled_words(source))):
                return True
        return False


class Actors:
    """Collects the actors of a record, document by document in order of ids."""

    def __init__(self, user: Sequence[Holding] = (), introduced: Sequence[Holding] = ()) -> None:
        self._rows: dict[str, list[Holding]] = {}
        for holding in (*user, *introduced):
            self._rows.setdefault(holding.person, []).append(holding)
        self._found: dict[str, _Tally] = {}
        self._first: dict[str, list[str]] = {}

    def add(self, extraction: Extraction) -> None:
        """Count the speakers of one document."""
        for statement in extraction.statements:
            for kind, name, id, sides in speakers(statement):
                if id not in self._found:
                    self._found[id] = _Tally(kind, name)
                    self._first.setdefault(extraction.id or "", []).append(id)
                self._found[id].add(statement, sides)

    def of(self, document: str) -> tuple[Actor, ...]:
        """The actors that this document is the first to name, by id; asked when every document has been added."""
        return tuple(self._actor(id) for id in sorted(self._first.get(document, ())))

    def _actor(self, id: str) -> Actor:
        tally = self._found[id]
        return Actor(
            id=id,
            name=tally.name,
            kind=tally.kind,
            side=tuple(sorted(tally.sides)),
            offices=self._offices(tally.name) if tally.kind == "person" else (),
            names=tuple(sorted(name for name, _ in sorted(tally.names.items(), key=_often)[:_MOST_NAMES])),
            statements=tally.statements,
        )

    def _offices(self, name: str) -> tuple[Office, ...]:
        """The offices that the user's file, our tables or the record's documents give a person."""
        rows = self._rows.get(name) or holders.persons().get(name, ())
        return tuple(
            Office(
                office=row.office,
                title=row.title,
                side=row.side,
                # where the record alone introduces a person, nobody says since when
                since=row.since if row.source != SOURCE and row.since.first.year > 1 else None,
                until=row.until if row.source != SOURCE else None,
                source=row.source,
            )
            for row in rows
            if row.side
        )


class _Tally:
    """What the documents say of one actor."""

    def __init__(self, kind: ActorKind, name: str) -> None:
        self.kind: ActorKind = kind
        self.name = name
        self.sides: set[str] = set()
        self.names: Counter[str] = Counter()
        self.statements = 0

    def add(self, statement: Statement, sides: Sequence[str]) -> None:
        """Count one statement, spoken for these sides."""
        self.statements += 1
        self.sides.update(sides)
        words = " ".join(statement.source.text.split()) if statement.source else ""
        if words and words.lower() not in _PRONOUNS:
            self.names[words] += 1


def _person(statement: Statement) -> str:
    """The key of the person who speaks, if it's one by full name whom no table knows; else the empty string."""
    speaker = statement.speaker
    if speaker is None or len(folded(speaker.name)) < 2 or not is_person(statement) or holders.named(speaker.name):
        return ""
    return name_key(levelled_words(speaker.name))


def _note(one: _Introduced, extraction: Extraction, statement: Statement) -> None:
    assert statement.speaker is not None
    one.names[statement.speaker.name] += 1
    one.sides.update(statement.side)
    office = titles().find(statement.source.text) if statement.source else None
    if office:
        one.offices[office] += 1
    if extraction.published is not None:
        one.days.append((extraction.published.date.first, extraction.published.date.last))
    else:
        one.undated = True


def _holding(one: _Introduced) -> Holding:
    person = min(one.names.items(), key=_often)[0]
    since = min((first for first, _ in one.days), default=_FIRST)
    until = max((last for _, last in one.days), default=_LAST)
    return Holding(
        person=person,
        aliases=tuple(sorted(one.names.keys() - {person})),
        family=person.split()[-1],
        given="",
        gender="",
        side=next(iter(one.sides)),
        office=min(one.offices.items(), key=_often)[0] if one.offices else "",
        title="",
        mark="",
        institution="",
        since=Date.day(max(_FIRST + REACH, since) - REACH),
        until=Date.day(min(_LAST - REACH, until) + REACH),
        as_of=None,
        source=SOURCE,
    )


def _often(item: tuple[str, int]) -> tuple[int, str]:
    """The most frequent first; of equals the first in the alphabet."""
    return -item[1], item[0]
