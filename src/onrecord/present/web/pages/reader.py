"""A document with all that was found in it, and one of its rows beside it."""

import re
from typing import Any

from starlette.responses import Response

from onrecord.errors import RecordError
from onrecord.present.web.draws import named
from onrecord.present.web.forms import side_choices
from onrecord.present.web.judged import choices, complete, days, gone, sayings, speakers, taken_out, verdicts
from onrecord.present.web.panel import Panel, panel, place
from onrecord.present.web.reading import part_of, pieces, rows
from onrecord.present.web.view import MissingError, View
from onrecord.types import Document, Extraction, Span

_TIES = "SELECT story, copy_of, origin FROM documents WHERE doc = ?"
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_LAYERS = (
    ("s", "source"), ("q", "cue"), ("c", "content"), ("t", "event"), ("d", "date"), ("b", "caption, tag, front matter"),
)  # fmt: skip


def show(view: View) -> Response:
    """The reader; `row` chooses a row, `at` words by their place (`10-52`), `part` a part of a long text."""
    state = view.state
    document, said = _document(view)
    id = state.get("row")
    found = panel(view.record, document, said, id) if id else None
    told = sayings(view.record, document.id)
    taken = gone(told, id) if id and found is None else None
    if id and found is None and taken is None:
        raise MissingError(f"the document holds no row {id}; it may have changed since the link was made")
    span = _span(state.get("at"), len(document.text))
    adding = state.one_of("add", ("", "statement", "event")) if found is None and not view.options.read_only else ""
    values: dict[str, Any] = {
        "document": document,
        "ties": view.desk.ask(_TIES, [document.id])[0],
        "extraction": said,
        "panel": found,
        "span": span,
        "row_id": id,
        "gone": taken,
        "adding": adding,
        "sayings": told,
        "verdict": verdicts(told).get(id, "") if found else "",
        "taken_out": taken_out(told),
        "complete": complete(told),
        "choices": choices(view.record, said, found, span),
        "default_author": view.options.author,
        "draw": named(view.desk, state.get("draw")) if state.get("draw") else None,
    }
    if view.partial and view.request.headers.get("hx-target") == "panel":
        return view.render("panel.html", **values)
    at = place(found) if found else span.start if span else None
    part = part_of(document.text, at, state.number("part", 1, 1, 10_000))
    return view.render(
        "read.html",
        **values,
        part=part,
        pieces=pieces(document, said, part, _key(said, found), span),
        rows=rows(said, part, verdicts(told)),
        days=days(document, said),
        speakers=view.desk.remember("speakers", speakers),
        all_sides=side_choices(),
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
