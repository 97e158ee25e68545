"""Institutions: ministries, presidencies, parliaments, forces, services, media, and the side each speaks for.

Institutions with a name of their own stand in `institutions.csv`; those that every state has ("the Chilean Foreign
Ministry", "Ministry of Defence of Kenya") are put together from `institution_phrases.csv` and the side named beside.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from onrecord.errors import KnowledgeError
from onrecord.knowledge.context import by_context
from onrecord.knowledge.matching import Matcher
from onrecord.knowledge.sides import Mention, by_code, find_sides
from onrecord.knowledge.tables import INSTITUTION_COLUMNS, forms_of, read_rows
from onrecord.types.span import Span

InstitutionKind = Literal[
    "foreign_ministry", "defence_ministry", "presidency", "prime_minister_office", "government", "party", "parliament",
    "armed_forces", "security_council", "intelligence", "ministry", "embassy", "mission", "central_bank", "court",
    "body", "news_agency", "newspaper", "broadcaster", "state_media", "ngo", "think_tank",
]  # fmt: skip
Role = Literal["office", "organ", "relay", "independent"]

_PHRASE_COLUMNS = ("phrase", "kind", "office", "role", "source")
_POSSESSIVE = re.compile(r"(?:['’]s?)?\s+(?:own\s+)?$")
_OF_SIDE = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
_LONGEST_LINK = 12  # characters of "'s own " with a line break


class InstitutionInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One institution. `side` is whom it speaks for when it is itself the source; empty where it speaks for none.

    `role`: an `office` speaks for the side; an `organ` is an official paper or agency whose unsigned text does; a
    `relay` passes on what others say; `independent` speaks for itself.
    """

    name: str
    side: str
    kind: InstitutionKind
    role: Role
    source: str


class InstitutionMention(msgspec.Struct, frozen=True, kw_only=True):
    """An institution named in a text.

    `metonym`: the words are a seat of power (`the Kremlin`), which names the side and no institution as speaker.
    `others`: further institutions of that name, where `ambiguous`. A phrase without its side (`the foreign ministry`)
    has an `institution` with an empty side and the bare office as name.
    """

    span: Span
    institution: InstitutionInfo
    ambiguous: bool
    metonym: bool = False
    others: tuple[InstitutionInfo, ...] = ()


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """Common words for an institution that every state has, in lower case, and its canonical office."""

    phrase: str
    kind: InstitutionKind
    office: str
    role: Role
    source: str


class _Reading(msgspec.Struct, frozen=True):
    institution: InstitutionInfo
    note: str


@cache
def all_institutions() -> tuple[InstitutionInfo, ...]:
    """Every institution with a name of its own, in the order of the table."""
    return tuple(info for info, _ in _table())


@cache
def phrases() -> Mapping[str, Phrase]:
    """Lower-case phrase to the kind of institution that it means in any state."""
    rows = read_rows("institution_phrases.csv", _PHRASE_COLUMNS)
    return MappingProxyType({row["phrase"]: msgspec.convert(row, Phrase) for row in rows})


def of_side(office: str, kind: InstitutionKind, side: str, role: Role = "office") -> InstitutionInfo:
    """The institution of a side: the listed one of that kind and office, else `<office> of <side>`.

    The one foreign or defence ministry of a side has one name, whatever a text calls it.
    """
    listed = _principal().get((kind, side)) if kind in ("foreign_ministry", "defence_ministry") else None
    if listed is not None:
        return listed
    name = f"{office} of {by_code(side).in_sentence}"
    return _by_name().get(name) or InstitutionInfo(name=name, side=side, kind=kind, role=role, source="public")


def find_institutions(
    text: str, start: int = 0, end: int | None = None, *, bare: bool = False
) -> list[InstitutionMention]:
    """The institutions that `text[start:end]` names, in its order, without overlap; the longer of two wins.

    With `bare`, phrases without a side are given too ("the ministry of defence"): the caller must know whose.
    """
    stop = len(text) if end is None else end
    found = [*_named(text, start, stop), *_generic(text, start, stop, bare)]
    found.sort(key=lambda mention: mention.span.start)
    kept: list[InstitutionMention] = []
    for mention in found:
        if not kept or not mention.span.overlaps(kept[-1].span):
            kept.append(mention)
        elif len(mention.span) > len(kept[-1].span):
            kept[-1] = mention
    return kept


def _named(text: str, start: int, end: int) -> Iterator[InstitutionMention]:
    for first, last, form in _matcher().find(text, start, end):
        readings = _lexicon()[form]
        span = Span(first, last)
        note = readings[0].note
        yield InstitutionMention(
            span=span,
            institution=readings[0].institution,
            ambiguous=len(readings) > 1 or (note != "seat" and by_context(note, text, span)),
            metonym=note == "seat",
            others=tuple(reading.institution for reading in readings[1:]),
        )


def _generic(text: str, start: int, end: int, bare: bool) -> Iterator[InstitutionMention]:
    """Common phrases with their side before (`Chile's foreign ministry`) or after (`Ministry of Defence of Chile`)."""
    sides = find_sides(text, start, end)
    by_end = {side.span.end: side for side in sides}
    by_start = {side.span.start: side for side in sides}
    for first, last, words in _phrase_matcher().find(text, start, end):
        phrase = phrases()[words]
        link = _POSSESSIVE.search(text, max(start, first - _LONGEST_LINK), first)
        side = by_end.get(link.start()) if link else None
        if side is None:
            following = _OF_SIDE.match(text, last, end)
            side = by_start.get(following.end()) if following else None
            span = Span(first, side.span.end) if side else Span(first, last)
        else:
            span = Span(side.span.start, last)
        if side is not None or bare:
            yield _generic_mention(phrase, side, span)


def _generic_mention(phrase: Phrase, side: Mention | None, span: Span) -> InstitutionMention:
    if side is None:
        bare = InstitutionInfo(name=phrase.office, side="", kind=phrase.kind, role=phrase.role, source="")
        return InstitutionMention(span=span, institution=bare, ambiguous=True)
    one, *others = (of_side(phrase.office, phrase.kind, code, phrase.role) for code in (side.code, *side.others))
    return InstitutionMention(span=span, institution=one, ambiguous=side.ambiguous, others=tuple(others))


@cache
def _table() -> tuple[tuple[InstitutionInfo, list[tuple[str, str]]], ...]:
    rows = []
    for row in read_rows("institutions.csv", INSTITUTION_COLUMNS):
        info = InstitutionInfo(
            name=row["name"],
            side=row["side"],
            kind=cast(InstitutionKind, row["kind"]),
            role=cast(Role, row["role"]),
            source=row["source"],
        )
        rows.append((info, forms_of(row["forms"])))
    return tuple(rows)


@cache
def _lexicon() -> Mapping[str, tuple[_Reading, ...]]:
    """Surface form to its readings, in the order of the table."""
    found: dict[str, list[_Reading]] = {}
    for info, forms in _table():
        for form, note in forms:
            found.setdefault(form, []).append(_Reading(info, note))
    return MappingProxyType({form: tuple(readings) for form, readings in found.items()})


@cache
def _by_name() -> Mapping[str, InstitutionInfo]:
    names = {info.name: info for info in all_institutions()}
    if len(names) != len(all_institutions()):
        raise KnowledgeError("institutions.csv: a name stands twice")
    return MappingProxyType(names)


@cache
def _principal() -> Mapping[tuple[str, str], InstitutionInfo]:
    """The first institution listed for a kind and side."""
    found: dict[tuple[str, str], InstitutionInfo] = {}
    for info in all_institutions():
        found.setdefault((info.kind, info.side), info)
    return MappingProxyType(found)


@cache
def _matcher() -> Matcher:
    return Matcher(_lexicon())


@cache
def _phrase_matcher() -> Matcher:
    return Matcher(phrases(), ignore_case=True)
