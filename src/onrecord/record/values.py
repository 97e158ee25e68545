"""Values that a person gives to fields of a row: checked, and put as the row's JSON has them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from onrecord.errors import RecordError
from onrecord.knowledge.person_names import actor_id
from onrecord.knowledge.sides import is_side
from onrecord.types import Date, EventType, Passage, RowKind, Span, Stance, Status
from onrecord.types.statement import Act, Kind

_STATE = re.compile(r"[A-Z]{3}")  # a code that our table doesn't have; a name ("Russia") is none
_ISSUE = re.compile(r"\S+")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a word is about: the document, and the row as it is shown (None of an addition, or of the whole document).

    `source`: SHA-256 of the original bytes where no other document has the same, else empty. `statements` and `events`:
    ids of the document's rows, that others may point to.
    """

    kind: RowKind
    document: str
    text: str
    source: str
    row: dict[str, Any] | None = None
    statements: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()


Value = Callable[[str, Any, Subject], Any]


def spans_in(value: Any) -> tuple[Span, ...]:
    """The spans of a field of words in a row's JSON, none where it's empty."""
    given = value["spans"] if isinstance(value, Mapping) else value or ()
    return tuple(Span(*span) for span in msgspec.to_builtins(given))


def _spans(name: str, value: Any, about: Subject) -> list[list[int]]:
    """Spans that lie within the text, in order, none over another."""
    try:
        spans = sorted(msgspec.convert(value["spans"] if isinstance(value, Mapping) else value, list[Span]))
    except (msgspec.ValidationError, ValueError, KeyError) as error:
        raise RecordError(f"{name}: {value!r} are no spans; give [[start, end], ...]") from error
    for before, span in zip([None, *spans], spans, strict=False):
        if not span or span.end > len(about.text):
            raise RecordError(f"{name}: [{span.start}, {span.end}) covers no words of the document's {len(about.text)}")
        if before is not None and before.end > span.start:
            raise RecordError(f"{name}: [{before.start}, {before.end}) and [{span.start}, {span.end}) overlap")
    return [[span.start, span.end] for span in spans]


def _passage(name: str, value: Any, about: Subject) -> dict[str, Any] | None:
    if not value:
        return None
    spans = [Span(*span) for span in _spans(name, value, about)]
    passage: dict[str, Any] = msgspec.to_builtins(Passage.cut(about.text, spans))
    return passage if spans else None


def _place(name: str, value: Any, about: Subject) -> dict[str, Any] | None:
    passage = _passage(name, value, about)
    country = value.get("country") if isinstance(value, Mapping) else None
    return {**passage, "country": country} if passage else None


def _date(name: str, value: Any, _about: Subject) -> dict[str, str] | None:
    if not value:
        return None
    words = value.get("value", "") if isinstance(value, Mapping) else str(value)
    try:
        date: dict[str, str] = msgspec.to_builtins(Date.parse(words))
    except ValueError as error:
        raise RecordError(f"{name}: {words!r} is no date; give one such as 2021-10-12, 2021-10 or 2021") from error
    return date


def _codes(name: str, value: Any, _about: Subject) -> list[str]:
    words = re.split(r"[\s,;]+", value.strip()) if isinstance(value, str) else list(value or ())
    codes = [str(word).upper() for word in words if word]
    for code in codes:
        if not is_side(code) and not _STATE.fullmatch(code):
            raise RecordError(
                f"{name}: {code!r} is no side; give codes of docs/neutrality.md, such as CHN, RUS or NATO"
            )
    return list(dict.fromkeys(codes))


def _speaker(_name: str, value: Any, _about: Subject) -> dict[str, str] | None:
    given = value if isinstance(value, Mapping) else {"name": str(value or "")}
    words = " ".join(str(given.get("name", "")).split())
    if not words:
        return None
    return {"id": str(given.get("id") or actor_id("person", words)), "name": words}


def _one_of(values: Sequence[str]) -> Value:
    def check(name: str, value: Any, _about: Subject) -> str:
        if value not in values:
            raise RecordError(f"{name}: {value!r} is none of {', '.join(values)}")
        return str(value)

    return check


def _word(name: str, value: Any, _about: Subject) -> str:
    if not isinstance(value, str) or not _ISSUE.fullmatch(value):
        raise RecordError(f"{name}: {value!r} is no id of an issue")
    return value


def _mode(_name: str, value: Any, _about: Subject) -> str | None:
    return str(value) if value else None


def _statement(name: str, value: Any, about: Subject) -> str | None:
    if value and value not in about.statements:
        raise RecordError(f"{name}: the document has no statement {value!r}")
    return str(value) if value else None


def _stances(of: str) -> Value:
    def check(name: str, value: Any, _about: Subject) -> list[dict[str, Any]]:
        given = [{of: key, "stance": stance} for key, stance in value.items()] if isinstance(value, Mapping) else value
        out = []
        for item in given or ():
            if not isinstance(item, Mapping) or not item.get(of) or item.get("stance") not in get_args(Stance):
                shape = f'{{"{of}": ..., "stance": {" | ".join(get_args(Stance))}}}'
                raise RecordError(f"{name}: {item!r} is no stance; give {shape}")
            out.append({of: str(item[of]), "stance": item["stance"], "confidence": float(item.get("confidence", 1.0))})
        return out

    return check


def _evidence(name: str, value: Any, about: Subject) -> list[dict[str, str]]:
    out = []
    for item in value or ():
        id = next(iter(item.values())) if isinstance(item, Mapping) else item
        if id not in about.statements | about.events:
            raise RecordError(f"{name}: the document has no statement or event {id!r}")
        out.append({"statement" if id in about.statements else "event": str(id)})
    return out


VALUES: dict[RowKind, dict[str, Value]] = {
    "statement": {
        "source": _passage, "cue": _passage, "content": _passage, "kind": _one_of(get_args(Kind)), "speaker": _speaker,
        "side": _codes, "addressee": _codes, "said_on": _date, "act": _one_of(get_args(Act)), "parent": _statement,
        "about": _stances("issue"), "toward": _stances("side"),
    },
    "event": {
        "source": _codes, "target": _codes, "event": _one_of(get_args(EventType)), "mode": _mode, "trigger": _passage,
        "mentions": _spans, "on": _date, "status": _one_of(get_args(Status)), "reported_by": _statement,
        "place": _place,
    },
    "position": {
        "side": _codes, "issue": _word, "stance": _one_of(("for", "against")), "on": _date, "evidence": _evidence,
    },
}  # fmt: skip
"""For each field that a person may change: from what was given to the row's JSON."""
