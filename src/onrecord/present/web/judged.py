"""What people said of a document's rows, ready to be shown, and what they may choose from when they judge."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from onrecord.present.web.panel import Panel
from onrecord.record import Record
from onrecord.record.judgements import new_id
from onrecord.types import Document, EventType, Extraction, Issue, RowKind, Span, Stance, Statement, Status
from onrecord.types.statement import Act, Kind

_SPEAKERS = "SELECT name FROM actors WHERE kind <> 'side' ORDER BY statements DESC, name LIMIT 200"
_WORDS = {"statement": "content", "event": "trigger"}
_NAMED = 12


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement: `state` says what it does today, `undo` whether it can be taken back."""

    id: str
    verdict: str
    kind: str
    row: str
    document: str
    author: str
    at: str
    note: str
    state: str
    why: str
    words: str
    fields: tuple[str, ...]
    undo: bool


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the fields of a form offer; `holders` are statements that the row's words stand in."""

    acts: tuple[str, ...] = get_args(Act)
    kinds: tuple[str, ...] = get_args(Kind)
    stances: tuple[str, ...] = get_args(Stance)
    types: tuple[str, ...] = get_args(EventType)
    statuses: tuple[str, ...] = get_args(Status)
    sides: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    holders: tuple[Statement, ...] = ()
    judgement: str = msgspec.field(default_factory=new_id)


def sayings(record: Record, document: str = "") -> list[Saying]:
    """Every judgement on the record, or on a document of it, the latest first."""
    return [
        Saying(
            id=one.judgement.id,
            verdict=one.judgement.verdict,
            kind=one.judgement.kind,
            row=one.today or one.judgement.row,
            document=one.doc or one.judgement.document,
            author=one.judgement.author,
            at=one.judgement.at[:16].replace("T", " "),
            note=one.judgement.note,
            state=one.state,
            why=one.why,
            words=_words(one.judgement.seen),
            fields=tuple(one.judgement.edit),
            undo=one.state != "undone" and one.judgement.verdict != "undo",
        )
        for one in reversed(record.judgements(document=document))
    ]


def verdicts(said: Sequence[Saying]) -> dict[str, str]:
    """Row -> the last verdict on it that stands."""
    out: dict[str, str] = {}
    for one in reversed(said):
        if one.undo and one.row and one.state != "unattached":
            out[one.row] = one.verdict
    return out


def choices(record: Record, said: Extraction, panel: Panel | None, span: Span | None) -> Choices:
    """What a form about a row, or about new words at `span`, offers."""
    start = panel.spans[0].start if panel and panel.spans else span.start if span else None
    mine = panel.statement or panel.event or panel.position if panel else None
    own: list[str] = []
    for name in ("side", "addressee", "source", "target"):
        value = getattr(mine, name, ())
        own += [side for side in value if isinstance(side, str)] if isinstance(value, tuple) else []
    others = [side for one in said.statements for side in one.side]
    others += [side for event in said.events for side in (*event.source, *event.target)]
    return Choices(
        sides=tuple(dict.fromkeys([*own, *dict.fromkeys(others)]))[: max(_NAMED, len(set(own)))],
        issues=record.manifest.issues,
        holders=tuple(
            one
            for one in said.statements
            if start is not None and one.content.start <= start < one.content.end and (not panel or one.id != panel.id)
        )[:_NAMED],
    )


def speakers(record: Record) -> list[str]:
    """Names that a speaker may be chosen from."""
    return [row["name"] for row in record.sql(_SPEAKERS).to_pylist()]


def days(document: Document, said: Extraction) -> list[tuple[str, str]]:
    """(date, words) of dates that the document names, that of its publication first."""
    out: dict[str, str] = {}
    if document.published:
        out[document.published.value] = "published"
    for time in said.times:
        value = time.value.split("T")[0]
        if time.type in {"DATE", "TIME"} and value[:4].isdecimal() and len(value) in {4, 7, 10} and "W" not in value:
            out.setdefault(value, time.spans[0].of(document.text)[:60])
    return list(out.items())[:40]


def gone(said: Sequence[Saying], id: str) -> Saying | None:
    """The judgement that took the row `id` out, None where nobody did."""
    for one in said:
        if one.row == id and one.undo:
            return one if one.verdict == "wrong" else None
    return None


def taken_out(said: Sequence[Saying]) -> list[Saying]:
    """The judgements by which rows were taken out."""
    last = verdicts(said)
    return [one for one in said if one.undo and one.verdict == "wrong" and last.get(one.row) == "wrong"]


def complete(said: Sequence[Saying]) -> dict[RowKind, Saying]:
    """Kind of row -> the judgement that none of it is missing."""
    return {one.kind: one for one in said if one.verdict == "complete" and one.undo}  # type: ignore[misc]


def _words(seen: dict[str, Any]) -> str:
    """The words of a row as they were seen."""
    for name in _WORDS.values():
        if isinstance(seen.get(name), dict):
            return str(seen[name].get("text", ""))
    return " ".join(str(seen.get(name, "")) for name in ("issue", "stance")).strip()
