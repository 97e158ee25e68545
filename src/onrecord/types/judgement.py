"""A person's word on one row."""

from typing import Any, Literal

import msgspec


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Right, wrong, an edit or an addition; append-only, so that the last word on a row counts.

    `edit` maps field names of the row's JSON to their new values; `quote` is the row's text, by which the judgement
    is found again when the document changed slightly; `at` is ISO 8601 with zone.
    """

    id: str
    row: str
    kind: Literal["statement", "event", "position"]
    document: str
    verdict: Literal["right", "wrong", "edit", "add", "undo"]
    edit: dict[str, Any] = {}
    quote: str = ""
    author: str = ""
    at: str
    note: str = ""
