"""Words that may carry an act of a PLOVER type, what they ask of their clause, and the scales that score the types.

The words are `plover.toml` (its head says how a row reads), the scales `cameo_roots.csv`. Forms of words are looked
up, not cut: each lemma is inflected once, so that no lemmatiser is needed.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import get_args

import msgspec

from onrecord.errors import KnowledgeError
from onrecord.knowledge.inflection import plurals, verb_forms
from onrecord.types.event import EventType

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
RECIPROCAL: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_SCALE_COLUMNS = ("event", "quad", "quad_name", "cameo_root", "gdelt_quad", "goldstein", "plover_scale")
_ROW = re.compile(
    r"(?P<lemma>[\w-]+)(?P<particle>(?: [\w-]+)*)(?: (?P<sign>[+-]) (?P<object>\w+))?"
    r"(?: > (?P<targets>[\w', ]*?))?(?: ?! ?(?P<mode>\w*))?"
)


class Carrier(msgspec.Struct, frozen=True, kw_only=True):
    """A word that may carry an act: `lemma` with its `particle` (of a noun: the words before it).

    `object`: the class (or the one word) that an object must (`wanted`) or must not belong to; `targets` say where the
    other party
    stands (`o`, `dat`, `x` or a preposition); `rank` is its place in the table.
    """

    lemma: str
    particle: tuple[str, ...]
    object: str
    wanted: bool
    targets: tuple[str, ...]
    event: EventType
    mode: str | None
    rank: int


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """How a PLOVER type is scored: quad class of PLOVER and of GDELT, CAMEO root, Goldstein, PLOVER's own scale."""

    event: EventType
    quad: int
    quad_name: str
    cameo_root: str
    gdelt_quad: int
    goldstein: float
    plover_scale: float


class Carriers(msgspec.Struct, frozen=True):
    """All carriers by inflected form in lower case, classes of words, and operators by lemma."""

    verbs: Mapping[str, tuple[Carrier, ...]]
    nouns: Mapping[str, tuple[Carrier, ...]]
    adjectives: Mapping[str, tuple[Carrier, ...]]
    classes: Mapping[str, frozenset[str]]
    operators: Mapping[str, frozenset[str]]
    hostile: frozenset[str]


@cache
def carriers() -> Carriers:
    """The table `plover.toml`; KnowledgeError names a row that can't be read."""
    table = tomllib.loads((files(__package__) / "plover.toml").read_text(encoding="utf-8"))
    verbs: dict[str, list[Carrier]] = {}
    nouns: dict[str, list[Carrier]] = {}
    classes = {name: frozenset(words.split()) for name, words in table["classes"].items()}
    for carrier in _rows(table["verbs"]):
        for form in verb_forms(carrier.lemma):
            verbs.setdefault(form, []).append(carrier)
    for carrier in _rows(table["nouns"], noun=True):
        for form in plurals(carrier.lemma):
            nouns.setdefault(form, []).append(carrier)
    operators = {
        name: frozenset(form for word in words.split() for form in verb_forms(word)) | frozenset(words.split())
        for name, words in table["operators"].items()
    }
    return Carriers(
        MappingProxyType({form: _ordered(found) for form, found in verbs.items()}),
        MappingProxyType({form: _ordered(found) for form, found in nouns.items()}),
        MappingProxyType({one.lemma: (one,) for one in _rows(table["adjectives"])}),
        MappingProxyType(classes),
        MappingProxyType(operators),
        frozenset(table["tests"]["hostile"].split()),
    )


def _ordered(found: list[Carrier]) -> tuple[Carrier, ...]:
    """Rows with a particle first, then with a class, then by place in the table."""
    return tuple(sorted(found, key=lambda one: (not one.particle, not one.object, one.rank)))


def _rows(table: dict[str, list[str]], noun: bool = False) -> Iterator[Carrier]:
    rank = 0
    for event, rows in table.items():
        if event not in EVENT_TYPES:
            raise KnowledgeError(f"plover.toml: {event!r} is no PLOVER type of 2021")
        for row in rows:
            found = _ROW.fullmatch(row)
            if found is None:
                raise KnowledgeError(f"plover.toml: {row!r} is no row; its head says how one reads")
            words = (found["lemma"] + found["particle"]).split()
            lemma, beside = (words[-1], words[:-1]) if noun else (words[0], words[1:])
            yield Carrier(
                lemma=lemma,
                particle=tuple(beside),
                object=found["object"] or "",
                wanted=found["sign"] != "-",
                targets=tuple(part.strip() for part in (found["targets"] or "").split(",") if part.strip()),
                event=event,
                mode=found["mode"] or None,
                rank=rank,
            )
            rank += 1


@cache
def status_words(name: str) -> frozenset[str]:
    """The words of one list of the table's section `status`; KnowledgeError when there's no such list."""
    table = tomllib.loads((files(__package__) / "plover.toml").read_text(encoding="utf-8"))["status"]
    if name not in table:
        raise KnowledgeError(f"plover.toml: no list {name!r} in [status]")
    return frozenset(table[name].split())


@cache
def scales() -> Mapping[str, Scale]:
    """Event type to its scores, from `cameo_roots.csv`."""
    reader = csv.DictReader(io.StringIO((files(__package__) / "cameo_roots.csv").read_text(encoding="utf-8")))
    if tuple(reader.fieldnames or ()) != _SCALE_COLUMNS:
        raise KnowledgeError(f"cameo_roots.csv: columns must be {', '.join(_SCALE_COLUMNS)}")
    found = {row["event"]: msgspec.convert(row, Scale, strict=False) for row in reader}
    if set(found) != set(EVENT_TYPES):
        raise KnowledgeError("cameo_roots.csv: a row for each of the 16 types, and no other")
    return MappingProxyType(found)
