"""A document's rows after people's judgements: wrong ones left out, edited ones changed, additions in their place.

What a person confirmed, edited or added is certain: its `confidence` is 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from onrecord.record.attaching import EDIT, PASSAGES, AnyRow, Attached, Held, attach, passage_spans
from onrecord.record.restand import restand
from onrecord.types import Event, Extraction, Judgement, Passage, Position, RowKind, Span, Statement

Mark = Literal["right", "edit", "add"]
TYPES: dict[RowKind, type[AnyRow]] = {"statement": Statement, "event": Event, "position": Position}
FIELDS: dict[RowKind, tuple[str, ...]] = {
    "statement": (
        "source", "cue", "content", "kind", "speaker", "side", "addressee", "said_on", "act", "parent", "about",
        "toward",
    ),
    "event": ("source", "target", "event", "mode", "trigger", "mentions", "on", "status", "reported_by", "place"),
    "position": ("side", "issue", "stance", "on", "evidence"),
}  # fmt: skip
"""What a person may say of a row, in order of its JSON."""
_TIES = ("parent", "reported_by", "evidence", "about", "toward")
"""Fields that name other rows or issues: a confirmation doesn't hold them fast, since those may change."""
_STANCES = {"about": "issue", "toward": "side"}


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A document's rows as people left them; `marks` of those that they confirmed, edited or added, by id."""

    said: Extraction
    marks: dict[str, Mark]
    attached: tuple[Attached, ...]


def judged(held: Held, judgements: Sequence[Judgement]) -> Judged:
    """The rows of a document after `judgements` that stand, in the order in which they were made."""
    attached = _together([attach(one, held) for one in judgements])
    marks: dict[str, Mark] = {}
    rows: dict[RowKind, list[Any]] = {}
    for kind in ("statement", "event"):
        rows[kind] = _rows(held, kind, held.rows[kind].values(), attached, marks)
    statements = _parents(rows["statement"], held.said.statements)
    known = {one.id for one in statements}
    events = tuple(_untold(one, known) for one in rows["event"])
    stands = restand(held.id, held.said, statements, events)
    positions = _rows(held, "position", stands, attached, marks)
    said = msgspec.structs.replace(held.said, statements=statements, events=events, positions=tuple(positions))
    return Judged(said=said, marks=marks, attached=tuple(_superseded(attached)))


def _together(attached: Sequence[Attached]) -> list[Attached]:
    """The judgements, those of one row on one row today: where the last of them is."""
    last = {(one.judgement.kind, one.judgement.row): one for one in attached if one.judgement.row}
    out = []
    for one in attached:
        where = last.get((one.judgement.kind, one.judgement.row), one)
        out.append(msgspec.structs.replace(one, state=where.state, row=where.row, why=where.why))
    return out


def fold(made: Iterable[Attached]) -> tuple[bool, dict[str, Any]]:
    """Whether a row stands after its judgements, and the values that they hold fast, passages as spans of today."""
    stands = True
    fast: dict[str, Any] = {}
    for one in made:
        judgement = one.judgement
        stands = judgement.verdict != "wrong"
        if judgement.verdict in ("right", "add"):
            fast |= _today(one, judgement.seen, "", ties=judgement.verdict == "add")
        if judgement.verdict in ("edit", "add"):
            fast |= _today(one, judgement.edit, EDIT, ties=True)
    return stands, fast


def _rows(
    held: Held, kind: RowKind, machine: Iterable[AnyRow], attached: Sequence[Attached], marks: dict[str, Mark]
) -> list[AnyRow]:
    """The rows of one kind; `marks` gains those of people."""
    mine: dict[str, list[Attached]] = {}
    for one in attached:
        if one.row and one.judgement.kind == kind:
            mine.setdefault(one.row, []).append(one)
    out: list[AnyRow] = []
    for row in machine:
        made = mine.pop(row.id, None)
        if made is None:
            out.append(row)
            continue
        stands, fast = fold(made)
        if stands:
            changed = _changed(msgspec.to_builtins(row), fast, kind, held.text)
            same = msgspec.structs.replace(changed, confidence=row.confidence) == row
            marks[row.id] = "right" if same else "edit"
            out.append(_certain(changed))
    for id, made in mine.items():
        stands, fast = fold(made)
        last = next((one for one in reversed(made) if one.judgement.verdict != "wrong"), None)
        if stands and last is not None:
            base = {**last.judgement.seen, "id": id}
            base |= dict.fromkeys((name for name in PASSAGES[kind] if base.get(name) and name not in fast), None)
            if kind == "event" and not base.get("mentions"):
                base["mentions"] = []
            added = _certain(_changed(base, fast, kind, held.text))
            marks[id] = "add"
            out.insert(_place(out, added), added)
    return out


def _today(one: Attached, values: Mapping[str, Any], before: str, *, ties: bool) -> dict[str, Any]:
    """The values that a person gave, passages as spans of today's text; those that weren't found are left out.

    Stances are said of the issues (the sides) that the person saw or named; of others the machine's are kept.
    """
    kind, spans, seen = one.judgement.kind, one.spans, one.judgement.seen
    out = {}
    for name in FIELDS[kind]:
        if name not in values or (name in _TIES and not ties):
            continue
        value = values[name]
        if name in PASSAGES[kind] and value:
            if before + name not in spans:
                continue
            country = {"country": value.get("country")} if name == "place" else {}
            value = {"spans": spans[before + name], **country}
        if name in _STANCES:
            key = _STANCES[name]
            value = {"of": {item[key] for item in (*(seen.get(name) or ()), *value)}, "are": value}
        out[name] = value
    return out


def _changed(row: dict[str, Any], fast: Mapping[str, Any], kind: RowKind, text: str) -> AnyRow:
    """The row with what people hold fast in place of its own."""
    values = dict(row)
    for name, value in fast.items():
        if name in PASSAGES[kind] and value:
            spans = value["spans"]
            values[name] = spans if name == "mentions" else {**value, **msgspec.to_builtins(Passage.cut(text, spans))}
        elif name in _STANCES:
            key = _STANCES[name]
            values[name] = [item for item in values[name] if item[key] not in value["of"]] + list(value["are"])
        else:
            values[name] = value
    if kind == "event":
        values["mentions"] = _mentions(row, values)
    return msgspec.convert(msgspec.to_builtins(values), TYPES[kind])


def _mentions(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Span]:
    """The mentions of an event, with its trigger of now and without that of before where they differ."""

    def spans(values: Any) -> set[Span]:
        return {Span(*span) for span in msgspec.to_builtins(values or ())}

    was, trigger = (spans(one["trigger"] and one["trigger"]["spans"]) for one in (before, now))
    return sorted((spans(now["mentions"]) - (was - trigger)) | trigger)


def _certain(row: AnyRow) -> AnyRow:
    return msgspec.structs.replace(row, confidence=1.0)


def _place(rows: Sequence[AnyRow], added: AnyRow) -> int:
    """Where an added row stands: before the first one that begins later in the text."""
    return next((at for at, row in enumerate(rows) if _order(row) > _order(added)), len(rows))


def _order(row: AnyRow) -> tuple[Any, ...]:
    if isinstance(row, Position):
        return (*row.side, row.issue, row.stance, row.on.value if row.on else "")
    names = PASSAGES["statement"] if isinstance(row, Statement) else ("trigger",)
    starts = [span.start for name in names for span in passage_spans(row, name)]
    return (min(starts, default=0),)


def _parents(statements: Sequence[Statement], machine: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements whose outer one has gone stand in the next outer one that hasn't."""
    known = {one.id for one in statements}
    outer = {one.id: one.parent for one in machine}

    def parent(one: Statement) -> str | None:
        at, seen = one.parent, {one.id}
        while at is not None and (at not in known or at in seen):
            seen.add(at)
            at = outer.get(at) if at in outer and outer[at] not in seen else None
        return at

    return tuple(one if one.parent in (None, parent(one)) else _replaced(one, parent(one)) for one in statements)


def _replaced(one: Statement, parent: str | None) -> Statement:
    return msgspec.structs.replace(one, parent=parent)


def _untold(event: Event, known: set[str]) -> Event:
    """The event without its teller where that has gone."""
    if event.reported_by is None or event.reported_by in known:
        return event
    return msgspec.structs.replace(event, reported_by=None)


def _superseded(attached: Sequence[Attached]) -> Iterable[Attached]:
    """The judgements, those told that a later one on the same row leaves without effect."""
    later: dict[tuple[str, str], list[Judgement]] = {}
    out = []
    for one in reversed(attached):
        judgement = one.judgement
        after = later.setdefault((judgement.kind, one.row), []) if one.row else []
        if after and _without_effect(judgement, after):
            one = msgspec.structs.replace(one, state="superseded")  # noqa: PLW2901
        after.insert(0, judgement)
        out.append(one)
    return reversed(out)


def _without_effect(one: Judgement, later: Sequence[Judgement]) -> bool:
    if (one.verdict == "wrong") != (later[-1].verdict == "wrong"):
        return True
    edited = {name for after in later for name in after.edit}
    return one.verdict == "edit" and one.edit.keys() <= edited
