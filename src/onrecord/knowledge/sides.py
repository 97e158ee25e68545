"""Sides: who a speaker may stand for, the words that name them, and who is a member of what.

The tables are `sides.csv` (one side a row), `side_forms.csv` (one surface form of one side a row) and
`memberships.csv`; what a code means and doesn't is written in `docs/neutrality.md`. Each is read once, when needed.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from onrecord.errors import KnowledgeError
from onrecord.knowledge.context import by_context
from onrecord.knowledge.matching import Matcher
from onrecord.knowledge.tables import INSTITUTION_COLUMNS, forms_of, read_rows
from onrecord.types.date import Date
from onrecord.types.span import Span

SideKind = Literal["state", "observer", "other", "territory", "organisation", "nonstate", "historical", "group"]
FormKind = Literal[
    "name", "official", "abbreviation", "adjective", "people", "capital", "seat", "part", "combining", "other"
]
Note = Literal["", "codes", "group", "name", "org", "part", "person", "place", "sense", "status", "venue", "word"]

_SIDE_COLUMNS = ("code", "kind", "name", "official", "article", "since", "until", "source")
_FORM_COLUMNS = ("form", "code", "kind", "note", "rank", "since", "until", "source")
_MEMBER_COLUMNS = ("org", "member", "since", "until", "source")


class SideInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One side: code, kind, names; `until` is the first day on which it is no more."""

    code: str
    kind: SideKind
    name: str
    official: str
    article: str
    since: Date | None
    until: Date | None
    source: str

    @property
    def in_sentence(self) -> str:
        """The name as it stands after "of": `Russia`, `the United States`."""
        return f"{self.article} {self.name}" if self.article else self.name


class SideForm(msgspec.Struct, frozen=True, kw_only=True):
    """One surface form of one side; `note` says why the form alone doesn't settle it, empty where it does.

    `code` is empty for what only looks like a side (`South China Sea`). Of several forms with one spelling the one of
    rank 1 is the usual reading. A form counts from `since` up to, not including, `until`.
    """

    form: str
    code: str
    kind: FormKind
    note: Note
    rank: int
    since: Date | None
    until: Date | None
    source: str

    @property
    def ambiguous(self) -> bool:
        """Whether the form has a second reading at all; a `Mention` says whether it has one where it stands."""
        return bool(self.note)

    def holds_on(self, day: dt.date | None) -> bool:
        """Whether the form means this side on `day`; without a day, at any time."""
        return day is None or _within(self.since, self.until, day)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A side named in a text: the usual reading, the `others`, and whether the place leaves more than one."""

    span: Span
    code: str
    kind: FormKind
    ambiguous: bool
    others: tuple[str, ...] = ()


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """`member` belongs to `org` from `since` up to, not including, `until`."""

    org: str
    member: str
    since: Date
    until: Date | None
    source: str

    def holds_on(self, day: dt.date) -> bool:
        """Whether the membership holds on `day`; a year or month counts from its first day."""
        return _within(self.since, self.until, day)


@cache
def all_sides() -> Mapping[str, SideInfo]:
    """Every side and group by code."""
    sides: dict[str, SideInfo] = {}
    for row in read_rows("sides.csv", _SIDE_COLUMNS):
        if row["code"] in sides:
            raise KnowledgeError(f"sides.csv: {row['code']} stands twice")
        sides[row["code"]] = SideInfo(
            code=row["code"],
            kind=cast(SideKind, row["kind"]),
            name=row["name"],
            official=row["official"],
            article=row["article"],
            since=_date(row["since"]),
            until=_date(row["until"]),
            source=row["source"],
        )
    return MappingProxyType(sides)


def by_code(code: str) -> SideInfo:
    """The side or group of a code; `KnowledgeError` when there's none."""
    try:
        return all_sides()[code]
    except KeyError:
        raise KnowledgeError(
            f"{code!r} is no side: use an ISO 3166-1 alpha-3 code or one of docs/neutrality.md"
        ) from None


def is_side(code: str) -> bool:
    """Whether `code` may stand in a `side` field: known, and no mere group such as "the West"."""
    info = all_sides().get(code)
    return info is not None and info.kind != "group"


@cache
def lexicon() -> Mapping[str, tuple[SideForm, ...]]:
    """Surface form to its readings, the usual one first."""
    forms: dict[str, list[SideForm]] = {}
    for row in read_rows("side_forms.csv", _FORM_COLUMNS):
        forms.setdefault(row["form"], []).append(
            SideForm(
                form=row["form"],
                code=row["code"],
                kind=cast(FormKind, row["kind"]),
                note=cast(Note, row["note"]),
                rank=int(row["rank"]),
                since=_date(row["since"]),
                until=_date(row["until"]),
                source=row["source"],
            )
        )
    return MappingProxyType({form: tuple(sorted(found, key=lambda one: one.rank)) for form, found in forms.items()})


def find_sides(text: str, start: int = 0, end: int | None = None, *, on: dt.date | None = None) -> list[Mention]:
    """The sides that `text[start:end]` names, in its order; a possessive `'s` isn't part of the span.

    The longest form wins, case counts except in capitals throughout. Forms that meant another side on the day `on`
    are read as of that day. Groups without a side are left to `find_groups`.
    """
    return [mention for mention in _find(text, start, end, on) if is_side(mention.code)]


def find_groups(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The groups that speak for no single side ("the West", "the E3") named in `text[start:end]`."""
    return [mention for mention in _find(text, start, end, None) if not is_side(mention.code)]


def members(org: str, on: dt.date) -> frozenset[str]:
    """Codes of the members of an organisation or group on a day, suspended ones included.

    A membership known to the month or year counts from its first day. `KnowledgeError` when the code is unknown or
    we keep no table of its members.
    """
    by_code(org)
    rows = memberships().get(org)
    if rows is None:
        raise KnowledgeError(f"{org}: memberships.csv has no members of it")
    return frozenset(row.member for row in rows if row.holds_on(on))


def organisations(member: str, on: dt.date) -> frozenset[str]:
    """Codes of the organisations and groups, of those whose members we keep, that `member` belongs to on a day."""
    by_code(member)
    return frozenset(
        org for org, rows in memberships().items() if any(row.member == member and row.holds_on(on) for row in rows)
    )


@cache
def memberships() -> Mapping[str, tuple[Membership, ...]]:
    """Code of an organisation or group to its memberships."""
    found: dict[str, list[Membership]] = {}
    for row in read_rows("memberships.csv", _MEMBER_COLUMNS):
        found.setdefault(row["org"], []).append(
            Membership(
                org=row["org"],
                member=row["member"],
                since=Date.parse(row["since"]),
                until=_date(row["until"]),
                source=row["source"],
            )
        )
    return MappingProxyType({org: tuple(rows) for org, rows in found.items()})


@cache
def _matcher() -> Matcher:
    return Matcher([*lexicon(), *_media()])


def _media() -> set[str]:
    """Names of media and other bodies that speak for no side, for they hold the names of sides (`Washington Post`)."""
    rows = read_rows("institutions.csv", INSTITUTION_COLUMNS)
    names = {form for row in rows if row["role"] != "office" for form, _ in forms_of(row["forms"])}
    return names - lexicon().keys()


def _find(text: str, start: int, end: int | None, on: dt.date | None) -> list[Mention]:
    """Mentions of sides and groups; what only looks like a side takes its words and is dropped."""
    found = []
    for first, last, phrase in _matcher().find(text, start, end):
        readings = [form for form in lexicon().get(phrase, ()) if form.code and form.holds_on(on)]
        if readings:
            best = readings[0]
            over = last - 1 if best.kind == "combining" else last
            others = tuple(form.code for form in readings[1:])
            ambiguous = _ambiguous(best.note, bool(others), text, Span(first, over))
            found.append(
                Mention(span=Span(first, over), code=best.code, kind=best.kind, ambiguous=ambiguous, others=others)
            )
    return found


def _ambiguous(note: Note, shared: bool, text: str, span: Span) -> bool:
    if note == "codes":
        return shared
    return by_context(note, text, span)


def _within(since: Date | None, until: Date | None, day: dt.date) -> bool:
    return (since is None or since.first <= day) and (until is None or day < until.first)


def _date(value: str) -> Date | None:
    return Date.parse(value) if value else None
