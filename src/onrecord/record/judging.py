"""From what a person says of a row to a judgement: values checked, words quoted with what stands around them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from onrecord.errors import RecordError
from onrecord.record.anchors import quotes
from onrecord.record.attaching import EDIT, MAIN, PASSAGES, identify, text_digest
from onrecord.record.judged import FIELDS, TYPES
from onrecord.record.judgements import new_id, now
from onrecord.record.values import VALUES, Subject, spans_in
from onrecord.types import Date, Judgement, Position, Quote, RowKind, Span

_BLANK: dict[RowKind, dict[str, Any]] = {
    "statement": {
        "source": None, "cue": None, "content": None, "kind": "indirect", "speaker": None, "side": [], "addressee": [],
        "said_on": None, "act": "assert", "parent": None, "about": [], "toward": [], "confidence": 1.0,
    },
    "event": {
        "source": [], "target": [], "event": "", "mode": None, "trigger": None, "mentions": [], "on": None,
        "status": "occurred", "reported_by": None, "place": None, "confidence": 1.0,
    },
    "position": {"side": [], "issue": "", "stance": "", "on": None, "evidence": [], "confidence": 1.0},
}  # fmt: skip
_NEEDED: dict[RowKind, tuple[str, ...]] = {
    "statement": ("content",), "event": ("event", "trigger"), "position": ("side", "issue", "stance"),
}  # fmt: skip
_ID = re.compile(r"[\w-]{1,64}")


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a row, or of a document.

    `row` is the id of the row that is right, wrong or edited, or the first digits of it; `kind` and `document` are
    asked for *add* and *complete*. `edit`: fields of the row's JSON with their new values; passages as
    `[[start, end], ...]`, dates as `2021-10`, a speaker by name. `id`: the judgement's own, so that a form sent twice
    counts once.
    """

    verdict: Literal["right", "wrong", "edit", "add", "complete"]
    row: str = ""
    kind: RowKind | Literal[""] = ""
    document: str = ""
    edit: dict[str, Any] = {}
    author: str = ""
    note: str = ""
    id: str = ""


def judgement(word: Word, about: Subject) -> Judgement:
    """The judgement that says `word` of `about`; RecordError when a value can't be, or nothing is said."""
    edit = _edit(word, about)
    seen = about.row or {}
    row = seen.get("id", "")
    if word.verdict == "add":
        seen, edit = _added(edit, about), {}
        row = _identify(seen, about)
        seen = {"id": row, **seen}
    if word.verdict in ("edit", "add"):
        _whole({**seen, **edit}, about.kind)
    if word.id and not _ID.fullmatch(word.id):
        raise RecordError(f"{word.id!r} can't be a judgement's id; give letters and digits, 64 at most")
    return Judgement(
        id=word.id or new_id(),
        verdict=word.verdict,
        kind=about.kind,
        document=about.document,
        row=row,
        seen=seen,
        edit=edit,
        quotes=_quotes(seen, edit, about) if word.verdict != "complete" else {},
        text=text_digest(about.text),
        source=about.source,
        author=" ".join(word.author.split()),
        at=now(),
        note=word.note.strip(),
    )


def undoing(one: Judgement, author: str, note: str = "") -> Judgement:
    """The judgement that takes another back."""
    return Judgement(
        id=new_id(),
        verdict="undo",
        kind=one.kind,
        document=one.document,
        row=one.row,
        undoes=one.id,
        author=" ".join(author.split()),
        at=now(),
        note=note.strip(),
    )


def _edit(word: Word, about: Subject) -> dict[str, Any]:
    """The values that the word gives, as the row's JSON has them; those that the row has already are left out."""
    if word.verdict not in ("edit", "add"):
        if word.edit:
            raise RecordError(f"{word.verdict!r} takes no values; use 'edit' to change fields")
        return {}
    for name in word.edit:
        if name not in FIELDS[about.kind]:
            known = ", ".join(FIELDS[about.kind])
            raise RecordError(f"{name!r} is no field of a {about.kind} that can be changed; there are {known}")
    given = {name: VALUES[about.kind][name](name, value, about) for name, value in word.edit.items()}
    if word.verdict == "edit":
        before = about.row or {}
        given = {name: value for name, value in given.items() if before.get(name) != value}
        if not given:
            raise RecordError(f"row {before.get('id')} says that already; judge it right, or give another value")
    return given


def _added(values: Mapping[str, Any], about: Subject) -> dict[str, Any]:
    """The whole row of an addition."""
    row: dict[str, Any] = {**_BLANK[about.kind], **values}
    for name in _NEEDED[about.kind]:
        if not row[name]:
            raise RecordError(f"a {about.kind} that is added needs {' and '.join(_NEEDED[about.kind])}; give {name!r}")
    if about.kind == "event":
        row["mentions"] = sorted({*map(tuple, row["mentions"]), *map(tuple, row["trigger"]["spans"])})
    return row


def _identify(row: Mapping[str, Any], about: Subject) -> str:
    if about.kind == "position":
        on = msgspec.convert(row["on"], Date | None)
        return Position.identify(about.document, row["side"][0], row["issue"], row["stance"], on)
    id = identify(about.kind, about.document, row, lambda name: spans_in(row[name]))
    if id in about.statements | about.events:
        raise RecordError(f"row {id} of {about.document} has these words already; edit it instead")
    return id


def _whole(values: dict[str, Any], kind: RowKind) -> None:
    """Check that the values make a row."""
    try:
        row = msgspec.convert(values, TYPES[kind])
    except msgspec.ValidationError as error:
        raise RecordError(f"these values make no {kind}: {error}") from error
    main = MAIN[kind]
    if main and not getattr(row, main).spans:
        raise RecordError(f"a {kind} has a {main}; give its spans, or judge the row wrong")


def _quotes(seen: Mapping[str, Any], edit: Mapping[str, Any], about: Subject) -> dict[str, tuple[Quote, ...]]:
    out: dict[str, tuple[Quote, ...]] = {}
    for name in PASSAGES[about.kind]:
        for before, values in (("", seen), (EDIT, edit)):
            spans: Sequence[Span] = spans_in(values.get(name))
            if spans:
                out[before + name] = quotes(about.text, spans)
    return out
