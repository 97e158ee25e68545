"""Forms: what a person says of a row, kept before the answer is given; the answer is the page with it."""

import hashlib
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from onrecord.errors import PresentError
from onrecord.present.web.forms import as_json, edit_of
from onrecord.present.web.guard import TOKEN
from onrecord.present.web.panel import panel
from onrecord.present.web.view import MissingError, View
from onrecord.record import Word

_VERDICTS = ("right", "wrong", "edit", "add", "complete", "undo")


def show(view: View) -> Response:
    """Keep the judgement that the form holds, then show its row."""
    if view.form is None:
        raise MissingError("judgements are sent by the forms of the reader")
    verdict, document, row = view.sent("verdict"), view.sent("document"), view.sent("row")
    author = view.sent("author") or view.options.author
    if verdict not in _VERDICTS:
        raise PresentError(f"{verdict!r} is none of {', '.join(_VERDICTS)}")
    if verdict == "undo":
        made = view.record.undo(view.sent("judgement"), author=author)
    else:
        given = {
            "verdict": verdict,
            "row": "" if verdict in {"add", "complete"} else row,
            "kind": view.sent("of") if verdict in {"add", "complete"} else "",
            "document": document,
            "edit": _edit(view, document, row) if verdict in {"edit", "add"} else {},
            "author": author,
            "note": view.sent("note"),
            "id": _once(view),
        }
        try:
            word = msgspec.convert(given, Word)
        except msgspec.ValidationError as error:
            raise PresentError(f"the form can't be read: {error}") from error
        made = view.record.judge(word)
    shown = row if verdict == "undo" else made.row
    draw = {"draw": view.sent("draw")} if view.sent("draw") else {}
    part = {"part": view.sent("part")} if view.sent("part") not in {"", "1"} and not shown else {}
    return view.go("/read?" + urlencode({"doc": document} | ({"row": shown} if shown else part) | draw))


def _once(view: View) -> str:
    """The judgement's id: of the form and of what it says, so that one sent twice counts once, one changed anew."""
    assert view.form is not None
    said = repr([pair for pair in view.form.multi_items() if pair[0] not in {TOKEN, "author"}])
    return f"{view.sent('judgement')[:16]}-{hashlib.blake2b(said.encode('utf8', 'replace'), digest_size=4).hexdigest()}"


def _edit(view: View, document: str, row: str) -> dict[str, Any]:
    """What the form changes of the row as it stands, or all that it says of a new one."""
    assert view.form is not None
    if not row:
        kind = view.sent("of")
        if kind not in {"statement", "event"}:
            raise PresentError(f"{kind!r} can't be added; a statement or an event can")
        return edit_of(view.form, kind, {})  # type: ignore[arg-type]
    found = panel(view.record, view.record.document(document), view.record.extraction(document), row)
    mine = found and (found.statement or found.event or found.position)
    if found is None or mine is None:
        raise PresentError(f"row {row} isn't there any more; undo what took it out, then edit it")
    edit = edit_of(view.form, found.kind, as_json(mine))  # type: ignore[arg-type]
    if not edit:
        raise PresentError("nothing was changed; choose another value, or say that the row is right")
    return edit
