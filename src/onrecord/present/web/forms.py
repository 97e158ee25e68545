"""What a person fills in about a row: its fields as the form shows them, and the edit that the form sends back.

Spans are written as code points, `10-52, 60-70`; the page's script writes them where words are selected. Sides may be
given by code or by name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from starlette.datastructures import FormData

from onrecord.errors import PresentError
from onrecord.knowledge.sides import all_sides
from onrecord.types import RowKind, Span

PASSAGES: dict[str, tuple[str, ...]] = {"statement": ("content", "source", "cue"), "event": ("trigger", "place")}
_SIDES = {"statement": ("side", "addressee"), "event": ("source", "target"), "position": ("side",)}
_WORDS = {
    "statement": ("kind", "act", "said_on", "parent"),
    "event": ("event", "mode", "status", "on", "reported_by"),
    "position": ("issue", "stance", "on"),
}
_STANCES = {"about": "issue", "toward": "side"}
_NONE = {"said_on", "parent", "mode", "on", "reported_by"}
_SPAN = re.compile(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*")


def spans_words(spans: Iterable[Span]) -> str:
    """`10-52, 60-70`."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def spans_of(words: str) -> list[list[int]]:
    """The spans that a field writes; PresentError when it doesn't write any."""
    out = []
    for part in words.split(",") if words.strip() else ():
        match = _SPAN.fullmatch(part)
        if not match:
            raise PresentError(f"{part.strip()!r} is no span; select the words, or write code points as 10-52")
        out.append([int(match[1]), int(match[2])])
    return out


def edit_of(form: FormData, kind: RowKind, before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the form gives another value than the row `before` (its JSON; empty for a new one)."""
    given: dict[str, Any] = {}
    for name in PASSAGES.get(kind, ()):
        if name in form:
            given[name] = spans_of(_text(form, name)) or None
    for name in _SIDES[kind]:
        if f"{name}-shown" in form:
            given[name] = _sides(form.getlist(name))
    for name in _WORDS[kind]:
        if name in form:
            given[name] = _text(form, name) or (None if name in _NONE else "")
    if kind == "statement":
        if "speaker" in form:
            given["speaker"] = _text(form, "speaker") or None
        given |= {name: _stances(form, name) for name in _STANCES if f"{name}-shown" in form}
    return {name: value for name, value in given.items() if value != _same(name, before)}


def _same(name: str, before: Mapping[str, Any]) -> Any:
    """The value of a row as a form would send it."""
    value = before.get(name)
    if name in {"content", "cue", "trigger", "place"} or (name == "source" and not isinstance(value, list | tuple)):
        return [list(span) for span in value["spans"]] if value else None
    if name in {"said_on", "on"}:
        return value["value"] if value else None
    if name == "speaker":
        return value["name"] if value else None
    if name in _STANCES:
        return [{_STANCES[name]: one[_STANCES[name]], "stance": one["stance"]} for one in value or ()]
    return list(value) if isinstance(value, list | tuple) else value


def _stances(form: FormData, name: str) -> list[dict[str, str]]:
    """`about.ISSUE=for` for each that stands, and one more from `about-new` and `about-new-stance`."""
    out = []
    for key in form:
        if key.startswith(name + ".") and _text(form, key):
            out.append({_STANCES[name]: key[len(name) + 1 :], "stance": _text(form, key)})
    new, stance = _text(form, f"{name}-new"), _text(form, f"{name}-new-stance")
    if new and stance:
        subject = code_of(new) if name == "toward" else new
        out = [one for one in out if one[_STANCES[name]] != subject] + [{_STANCES[name]: subject, "stance": stance}]
    return out


def _sides(values: Sequence[Any]) -> list[str]:
    codes = [code_of(part) for value in values if isinstance(value, str) for part in value.split(",") if part.strip()]
    return list(dict.fromkeys(codes))


def code_of(words: str) -> str:
    """The code of a side that a person wrote or chose: `RUS`, `rus`, `Russia` or `RUS Russia`."""
    wanted = " ".join(words.split())
    by_name = _names()
    return by_name.get(wanted.casefold()) or wanted.split(" ")[0].upper()


@cache
def _names() -> dict[str, str]:
    return {side.name.casefold(): code for code, side in all_sides().items()}


@cache
def side_choices() -> tuple[tuple[str, str], ...]:
    """(code, name) of every side, by name."""
    return tuple(sorted(((code, side.name) for code, side in all_sides().items()), key=lambda one: one[1]))


def as_json(row: msgspec.Struct) -> dict[str, Any]:
    """A row as its JSON has it."""
    built: dict[str, Any] = msgspec.to_builtins(row)
    return built


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
