"""Shifts with their words before and after, for the pages of issues and of sides."""

from typing import Any
from urllib.parse import urlencode

import msgspec

from onrecord.analyse.evidence import Where
from onrecord.analyse.names import side_name
from onrecord.analyse.shifts import shifts
from onrecord.analyse.told import Words, told
from onrecord.present.web.pages.matrix import issues_of
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date

_KINDS = {"turned": "turned", "hardened": "hardened", "silent": "fell silent"}


def turns(record: Record, where: Where, most: int = 12) -> tuple[list[dict[str, Any]], int]:
    """The latest shifts, each with the row before and after, and how many there are in all."""
    found = shifts(record, where)
    shown = found.slice(max(0, found.num_rows - most)).to_pylist()[::-1]
    words = told(record, [id for row in shown for id in (row["before"], row["after"])])
    statements = issues_of(record)
    return [_turn(row, words, statements) for row in shown], found.num_rows


def _turn(row: dict[str, Any], words: dict[str, Words], statements: dict[str, str]) -> dict[str, Any]:
    return {
        "name": side_name(row["side"]),
        "statement": statements.get(row["issue"], row["issue"]),
        "kind": _KINDS[row["kind"]],
        "words": _change(row),
        "when": _day(row["on"]),
        "before": _piece(words.get(row["before"] or "")),
        "after": _piece(words.get(row["after"] or "")),
        "side_link": "/matrix?" + urlencode({"side": row["side"], "cell": f"{row['issue']}.{row['side']}"}) + "#cell",
        "issue_link": "/issue?" + urlencode({"id": row["issue"]}),
    }


def _piece(found: Words | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return msgspec.structs.asdict(found) | {"type": found.act if found.kind == "event" else None}


def _change(row: dict[str, Any]) -> str:
    since = _day(row["since"]) if row["since"] else "earlier"
    if row["kind"] == "turned":
        return f"“{row['stance_before']}” on {since}, “{row['stance_after']}” now"
    if row["kind"] == "hardened":
        return f"still “{row['stance_after']}”, in an act that goes further than any before"
    return f"“{row['stance_before']}” until then, nothing since, while it speaks on of other things"


def _day(value: Any) -> str:
    return date_words(Date.parse(value.isoformat()))
