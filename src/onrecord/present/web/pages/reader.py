"""A document with all that was found in it, and one of its rows beside it."""

import re
from typing import Any

from starlette.responses import Response

from onrecord.errors import RecordError
from onrecord.present.web.panel import Panel, panel, place
from onrecord.present.web.reading import part_of, pieces, rows
from onrecord.present.web.view import MissingError, View
from onrecord.types import Document, Extraction, Span

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_LAYERS = (
    ("s", "source"), ("q", "cue"), ("c", "content"), ("t", "event"), ("d", "date"), ("b", "caption, tag, front matter"),
)  # fmt: skip


def show(view: View) -> Response:
    """The reader; `row` chooses a row, `at` words by their place (`10-52`), `part` a part of a long text."""
    document, said = _document(view)
    id = view.state.get("row")
    found = panel(view.record, document, said, id) if id else None
    if id and found is None:
        raise MissingError(f"the document holds no row {id}; it may have changed since the link was made")
    span = _span(view.state.get("at"), len(document.text))
    values: dict[str, Any] = {"document": document, "panel": found, "span": span, "extraction": said}
    if view.partial and view.request.headers.get("hx-target") == "panel":
        return view.render("panel.html", **values)
    at = place(found) if found else span.start if span else None
    part = part_of(document.text, at, view.state.number("part", 1, 1, 10_000))
    listed = rows(said, part, {})
    return view.render(
        "read.html",
        **values,
        part=part,
        pieces=pieces(document, said, part, _key(said, found), span),
        rows=listed,
        layers=_LAYERS,
    )


def _document(view: View) -> tuple[Document, Extraction]:
    doc = view.state.get("doc")
    if not doc:
        raise MissingError("the address names no document; choose one from the search or the timeline")
    try:
        return view.record.document(doc), view.record.extraction(doc)
    except RecordError as error:
        raise MissingError(f"the record holds no document {doc!r}") from error


def _key(said: Extraction, found: Panel | None) -> str:
    """The key by which the chosen row's stretches are known."""
    if found is None:
        return ""
    letter, ids = ("e", [e.id for e in said.events]) if found.event else ("s", [s.id for s in said.statements])
    return f"{letter}{ids.index(found.id) + 1}" if found.id in ids else ""


def _span(words: str, length: int) -> Span | None:
    match = _AT.fullmatch(words)
    if not match:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start, min(end, length)) if start < min(end, length) else None
