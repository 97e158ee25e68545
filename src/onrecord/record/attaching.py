"""Which of today's rows a judgement is about: by id where its words are unmoved, else by its words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

import msgspec

from onrecord.record.anchors import locate
from onrecord.types import Event, Extraction, Judgement, Position, RowKind, Span, Statement, row_id

AnyRow = Statement | Event | Position
State = Literal["attached", "moved", "kept", "unattached", "superseded", "undone"]
PASSAGES: dict[RowKind, tuple[str, ...]] = {
    "statement": ("source", "cue", "content"),
    "event": ("trigger", "mentions", "place"),
    "position": (),
}
"""Fields that hold words of the text; `mentions` as bare spans."""
MAIN: dict[RowKind, str] = {"statement": "content", "event": "trigger", "position": ""}
EDIT = "edit."
"""Before the name of a field in `quotes`: the words that the edit gives it."""
SAME, LEAST = 0.8, 0.5
"""The part of their characters that two stretches share: as one row, and at least to be compared."""


class Held(msgspec.Struct, frozen=True, dict=True):
    """A document with the machine's rows."""

    id: str
    text: str
    said: Extraction

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return text_digest(self.text)

    @cached_property
    def rows(self) -> dict[RowKind, dict[str, AnyRow]]:
        """The rows of each kind by id, in order of the text."""
        return {
            "statement": {one.id: one for one in self.said.statements},
            "event": {one.id: one for one in self.said.events},
            "position": {one.id: one for one in self.said.positions},
        }


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement with the row that it is about today: the row's id, "" where there is none, and why not.

    `spans`: where its passages stand in today's text, by the names of `quotes`; what wasn't found is left out.
    """

    judgement: Judgement
    state: State
    row: str = ""
    why: str = ""
    spans: dict[str, tuple[Span, ...]] = {}


def text_digest(text: str) -> str:
    """SHA-256 of a text's UTF-8, in hex digits."""
    return sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def attach(one: Judgement, held: Held) -> Attached:
    """The row of `held` that a judgement is about."""
    unmoved = not one.text or one.text == held.digest
    if one.verdict == "complete":
        return _attached(one, "attached") if unmoved else _lost(one, "the text has changed since it was searched")
    if one.kind == "position":
        return _position(one, held)
    spans = _spans(one, held.text, unmoved)
    rows = held.rows[one.kind]
    if one.row in rows and (unmoved or _same_words(one, rows[one.row])):
        return _attached(one, "attached", one.row, spans)
    ranked = _ranked(one, spans, rows.values())
    if ranked and ranked[0][0] >= (SAME if one.verdict == "wrong" else LEAST):
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return _lost(one, f"its words fit rows {ranked[0][2]} and {ranked[1][2]} as well")
        return _attached(one, "moved", ranked[0][2], spans)
    return _without_row(one, held.id, spans, ranked)


def _without_row(
    one: Judgement, document: str, spans: dict[str, tuple[Span, ...]], ranked: Sequence[tuple[float, float, str]]
) -> Attached:
    """A judgement on a row that the machine doesn't give: what a person vouches for is kept, if its words are there."""
    if not _own(one, spans):
        return _lost(one, "its words aren't in the text any more, or stand there more than once")
    if one.verdict != "wrong":
        return _attached(one, "kept", _made(one, document, spans), spans)
    if ranked and ranked[0][0] >= LEAST:
        return _lost(one, f"the machine reads these words otherwise now; judge row {ranked[0][2]}")
    return _lost(one, "the machine no longer gives this row")


def _attached(
    one: Judgement, state: State, row: str = "", spans: Mapping[str, tuple[Span, ...]] | None = None
) -> Attached:
    return Attached(judgement=one, state=state, row=row, spans=dict(spans or {}))


def _lost(one: Judgement, why: str) -> Attached:
    return Attached(judgement=one, state="unattached", why=why)


def _position(one: Judgement, held: Held) -> Attached:
    """A position's id holds no spans: it is the same as long as side, issue, stance and date are."""
    if one.row in held.rows["position"]:
        return _attached(one, "attached", one.row)
    if one.verdict == "wrong":
        return _lost(one, "the record no longer claims this position")
    return _attached(one, "kept", one.row)


def _spans(one: Judgement, text: str, unmoved: bool) -> dict[str, tuple[Span, ...]]:
    """Where the quotes stand today."""
    out = {}
    for name, quotes in one.quotes.items():
        found = [Span(quote.start, quote.end) if unmoved else locate(text, quote) for quote in quotes]
        places = tuple(sorted({span for span in found if span is not None}))
        if len(places) == len(quotes) or (name.endswith("mentions") and places):
            out[name] = places
    return out


def _own(one: Judgement, spans: Mapping[str, tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Where the words stand by which the row is known: as seen, and as edited."""
    main = MAIN[one.kind]
    return [spans[name] for name in (main, EDIT + main) if spans.get(name)]


def _ranked(
    one: Judgement, spans: Mapping[str, tuple[Span, ...]], rows: Iterable[AnyRow]
) -> list[tuple[float, float, str]]:
    """Rows by the part of the main words that they share, then of the others; the nearest first."""
    main = MAIN[one.kind]
    types = {one.seen.get("event"), one.edit.get("event")}
    out = []
    for row in rows:
        if isinstance(row, Event) and row.event not in types:
            continue
        share = max((overlap(own, passage_spans(row, main)) for own in _own(one, spans)), default=0.0)
        if share > 0:
            others = [name for name in PASSAGES[one.kind] if name != main]
            rest = sum(overlap(spans.get(name, ()), passage_spans(row, name)) for name in others)
            out.append((share, rest, row.id))
    return sorted(out, key=lambda found: (-found[0], -found[1], found[2]))


def _same_words(one: Judgement, row: AnyRow) -> bool:
    """Whether the words of a row are those that were judged, letter by letter."""
    main = MAIN[one.kind]
    words: str = getattr(row, main).text
    return words == " ".join(quote.exact for quote in one.quotes.get(main, ()))


def _made(one: Judgement, document: str, spans: Mapping[str, tuple[Span, ...]]) -> str:
    """The id of a row that only people vouch for: of its words today."""

    def words(name: str) -> tuple[Span, ...]:
        return spans.get(EDIT + name) or spans.get(name, ())

    return identify(one.kind, document, one.seen, words) or one.row


def identify(kind: RowKind, document: str, values: Mapping[str, Any], words: Callable[[str], tuple[Span, ...]]) -> str:
    """The id of a row of these values, whose passages' spans `words(name)` gives; "" for a position."""
    if kind == "statement":
        return row_id("statement", document, words("source"), words("cue"), words("content"))
    if kind == "event":
        return row_id("event:" + str(values.get("event", "")), document, words("trigger"))
    return ""


def passage_spans(row: AnyRow, name: str) -> tuple[Span, ...]:
    """The spans of a field of words, none where it's empty."""
    value = getattr(row, name, None)
    return () if value is None else value if isinstance(value, tuple) else value.spans


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """0 to 1: the characters in both of those in either."""
    one, other = _points(a), _points(b)
    return len(one & other) / len(one | other) if one or other else 1.0


def _points(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}
