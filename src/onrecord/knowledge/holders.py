"""Offices and their holders since 2000: who spoke as what, for which side, on a day.

The tables are `holders/*.csv`, one holding a row: a person held an office of a side from a date to a date, each date
only as exact as its source (`holder_sources.toml`). An empty `to` means: still in office on `as_of`, the last day we
vouch for. `mark` is `acting`, or `joint` where several hold one office at once (spokespeople, deputies). A row of two
offices (`head-of-state|head-of-government`) gives two holdings. What the slugs mean is told by `titles.toml`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from onrecord.errors import KnowledgeError
from onrecord.knowledge.person_names import ARTICLES, folded, levelled_words, name_key
from onrecord.knowledge.tables import read_rows
from onrecord.types.date import Date

Mark = Literal["", "acting", "joint"]
Gender = Literal["m", "f", ""]
Certainty = Literal["sure", "possible", "assumed", "no"]

COLUMNS = (
    "person",
    "aliases",
    "family",
    "given",
    "gender",
    "side",
    "office",
    "title",
    "mark",
    "institution",
    "from",
    "to",
    "as_of",
    "source",
)
_ORDER: dict[Certainty, int] = {"sure": 0, "possible": 1, "assumed": 2, "no": 3}


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """One person in one office of one side, from `since` to `until`, both days included.

    `aliases` are other spellings of the whole name; `family` is the part that running text uses alone; `institution`
    bears the name that it has in the table of institutions, empty where the office has none of its own.
    """

    person: str
    aliases: tuple[str, ...]
    family: str
    given: str
    gender: Gender
    side: str
    office: str
    title: str
    mark: Mark
    institution: str
    since: Date
    until: Date | None
    as_of: Date | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name, then the other spellings."""
        return (self.person, *self.aliases)

    @property
    def family_forms(self) -> tuple[str, ...]:
        """The family name as running text writes it alone: with and without an Arabic article (`al-Assad`, `Assad`)."""
        head, sep, tail = self.family.replace("-", " ", 1).partition(" ")
        return (self.family, tail) if sep and head.lower() in ARTICLES else (self.family,)

    def certainty(self, day: dt.date) -> Certainty:
        """Whether the person was in office on `day`.

        `possible` when the day falls into a year or month of which we don't know the day of the change, and on the
        days of change themselves; `assumed` when no end is known and `day` lies after `as_of`.
        """
        if day < self.since.first or (self.until is not None and day > self.until.last):
            return "no"
        if day <= self.since.last or (self.until is not None and day >= self.until.first):
            return "possible"
        return "assumed" if self.as_of is not None and day > self.as_of.last else "sure"

    def holds_on(self, day: dt.date) -> bool:
        """Whether the person may have been in office on `day`."""
        return self.certainty(day) != "no"

    def overlaps(self, other: "Holding") -> bool:
        """Whether both were surely in office on one and the same day; the day of a change doesn't count."""
        first = max(self.since.last, other.since.last)
        ends = [one.until.first for one in (self, other) if one.until is not None]
        return first < min(ends, default=dt.date.max)


@cache
def holdings() -> tuple[Holding, ...]:
    """Every holding of the tables, by file and line.

    Raises `KnowledgeError` when a row is malformed: a date that is none, an end before its start, an open row without
    `as_of`.
    """
    tables = sorted(
        f"holders/{one.name}" for one in (files(__package__) / "holders").iterdir() if one.name[-4:] == ".csv"
    )
    return tuple(
        holding for table in tables for row in read_rows(table, COLUMNS) for holding in _holdings_of(row, table)
    )


@cache
def offices() -> Mapping[tuple[str, str], tuple[Holding, ...]]:
    """`(office, side)` to its holdings in the order of time."""
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for one in holdings():
        found[one.office, one.side].append(one)
    return MappingProxyType(
        {key: tuple(sorted(rows, key=lambda one: (one.since.first, one.person))) for key, rows in found.items()}
    )


@cache
def persons() -> Mapping[str, tuple[Holding, ...]]:
    """Canonical name of a person to the person's holdings in the order of time."""
    found: dict[str, list[Holding]] = defaultdict(list)
    for one in holdings():
        found[one.person].append(one)
    return MappingProxyType(
        {person: tuple(sorted(rows, key=lambda one: (one.since.first, one.office))) for person, rows in found.items()}
    )


def holders_of(office: str, side: str, day: dt.date | None = None) -> tuple[Holding, ...]:
    """Who held an office of a side on a day, the surest first; without a day, all who ever did, in order of time.

    Several on one day: a joint office, the day or unknown day of a change, or an acting holder beside the suspended.
    """
    rows = offices().get((office, side), ())
    if day is None:
        return rows
    return tuple(sorted((one for one in rows if one.holds_on(day)), key=lambda one: _ORDER[one.certainty(day)]))


def named(name: str | Sequence[str]) -> tuple[Holding, ...]:
    """The holdings of everyone whom a name, or its words, can mean, whenever they were in office.

    One word must be a family name or a whole alias (`Lavrov`, `Lula`); several must all belong to one spelling of the
    name, in any order, with a word of the family name among them (`Sergei Lavrov`, `Jinping Xi`, `Sergey V. Lavrov`:
    an initial is passed over).
    """
    text = name if isinstance(name, str) else " ".join(name)
    words = _without_initials(text)
    people = _index().get(name_key(words), ())
    if not people and len(words) > 1:
        people = _by_parts(words)
    return tuple(one for person in people for one in persons()[person])


def offices_of(name: str | Sequence[str], day: dt.date) -> tuple[Holding, ...]:
    """The offices held on a day by everyone whom a name can mean, the surest first."""
    return tuple(sorted((one for one in named(name) if one.holds_on(day)), key=lambda one: _ORDER[one.certainty(day)]))


@cache
def ambiguous_families() -> Mapping[str, tuple[str, ...]]:
    """Family names that several persons bear, folded, to the canonical names of these persons."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in holdings():
        for form in one.family_forms:
            found[" ".join(folded(form))][one.person] = None
    return MappingProxyType({family: tuple(people) for family, people in found.items() if len(people) > 1})


@cache
def ambiguous_names() -> Mapping[str, tuple[str, ...]]:
    """Whole names, folded, that are a spelling of several persons' names, to the canonical names of these persons."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in holdings():
        for name in one.names:
            found[" ".join(folded(name))][one.person] = None
    return MappingProxyType({name: tuple(people) for name, people in found.items() if len(people) > 1})


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """Key of a whole name or a family name to the persons who bear it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in holdings():
        for name in (*one.names, *one.family_forms):
            found[name_key(_without_initials(name))][one.person] = None
    return MappingProxyType({key: tuple(people) for key, people in found.items()})


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """Each word of a family name to the persons who bear it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in holdings():
        for word in levelled_words(one.family):
            found[word][one.person] = None
    return MappingProxyType({word: tuple(people) for word, people in found.items()})


def _without_initials(name: str) -> list[str]:
    """Levelled words of a name without single letters, but for a last one: the V of `Harald V` counts."""
    words = levelled_words(name)
    return [word for word in words[:-1] if len(word) > 1] + list(words[-1:])


def _by_parts(words: Sequence[str]) -> tuple[str, ...]:
    """Persons of whose name, in one spelling, `words` are a part that holds a word of the family name."""
    people = dict.fromkeys(person for word in words for person in _families().get(word, ()))
    wanted = set(words)
    return tuple(p for p in people if any(wanted <= set(levelled_words(name)) for name in persons()[p][0].names))


def _holdings_of(row: Mapping[str, str], table: str) -> list[Holding]:
    where = f"{table}: {row['person']}, {row['office']} of {row['side']}"
    try:
        since = Date.parse(row["from"])
        until = Date.parse(row["to"]) if row["to"] else None
        as_of = Date.parse(row["as_of"]) if row["as_of"] else None
    except ValueError as error:
        raise KnowledgeError(f"{where}: {error}") from None
    if until is not None and until.last < since.first:
        raise KnowledgeError(f"{where}: ends on {until.value}, before it begins on {since.value}")
    if (until is None) != (as_of is not None):
        raise KnowledgeError(f"{where}: a row has either `to` or `as_of`")
    return [
        Holding(
            person=row["person"],
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
            family=row["family"],
            given=row["given"],
            gender=cast(Gender, row["gender"]),
            side=row["side"],
            office=office,
            title=row["title"],
            mark=cast(Mark, row["mark"]),
            institution=row["institution"],
            since=since,
            until=until,
            as_of=as_of,
            source=row["source"],
        )
        for office in row["office"].split("|")
    ]
