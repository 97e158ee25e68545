"""PLOVER: every dated event as a line of the JSON that the PLOVER manual (draft 0.8) describes, in `plover.jsonl`.

A plan, possibility or denial carries the manual's auxiliary mode (`future`, `hypothetical`, `negation`). Sides without
a code of the manual's stand as IGO or IMG, named by `entity_text`. An event without a date takes the day of publication
and says so in `comment`; where neither is known it's left out, for the manual demands a date.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.knowledge.plover import scales
from onrecord.knowledge.sides import all_sides
from onrecord.record import Record
from onrecord.record.bare import is_hash

_QUERY = """
SELECT e.id, e.doc, e.row, d.published_value AS published, d.title, d.outlet, d.url, d.language, d.text
FROM events e JOIN documents d ON d.doc = e.doc ORDER BY e.doc, e.ordinal
"""
AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}
_OWN = {"XKX": "KOS"}
_CLASSES = {"organisation": "IGO", "nonstate": "IMG"}
_AROUND = 400


def write(record: Record, folder: Path) -> list[Path]:
    """One file, an event a line, in order of document and text."""
    path = folder / "plover.jsonl"
    with path.open("wb") as out:
        for event in events(record):
            out.write(msgspec.json.encode(event) + b"\n")
    return [path]


def events(record: Record) -> Iterator[dict[str, Any]]:
    """The dated events of a record as PLOVER objects."""
    version = record.manifest.version
    for batch in record.batches(_QUERY, rows=500):
        for row in batch.to_pylist():
            made = plover(row, msgspec.json.decode(row["row"]), version)
            if made is not None:
                yield made


def plover(row: dict[str, Any], event: dict[str, Any], version: str) -> dict[str, Any] | None:
    """The PLOVER object of an event with its document's fields, None where no date is known at all."""
    on, published = event["on"], row["published"]
    value = on["value"] if on else published
    if value is None:
        return None
    scale = scales()[event["event"]]
    joint = event["source"] == event["target"] and len(event["source"]) > 1
    start, end = event["trigger"]["spans"][0][0], event["trigger"]["spans"][-1][1]
    first, last = around(row["text"], start, end)
    comment = [] if on and on["precision"] == "day" else [f"date: {on['precision'] if on else 'of publication'}"]
    comment += [f"status: {event['status']}"]
    bare = is_hash(row["text"])
    comment += [event["trigger"]["text"]] if bare else []
    fields: dict[str, Any] = {
        "id": f"{row['doc']}#{event['id']}",
        "date": (value + "-01-01")[:10],
        "actor": [entity(code) for code in event["source"]],
        "recipient": [] if joint else [entity(code) for code in event["target"]],
        "event": [event["event"]],
        "mode": [one for one in (event["mode"], AUXILIARY.get(event["status"])) if one],
        "quad_code": scale.quad,
        "event_scale": scale.plover_scale,
        "event_text": None if bare else [event["trigger"]["text"]],
        "event_loc": location(event["place"]),
        "text": None if bare else row["text"][first:last],
        "text_info": {"start": start, "end": end} if bare else {"start": first, "end": last},
        "cite_info": {
            key: row[column]
            for key, column in (("url", "url"), ("title", "title"), ("publication", "outlet"), ("language", "language"))
            if row[column] and not is_hash(row[column])
        },
        "coder": f"onrecord {version}",
        "comment": "; ".join(comment),
    }
    return {key: value for key, value in fields.items() if value not in ({}, None)}


def entity(code: str) -> dict[str, str]:
    """A side as an entity object: a code of three letters and the side's name."""
    info = all_sides().get(code)
    kind = _CLASSES.get(info.kind if info else "", "")
    own = code if code in ("UNO", "EUR") or not kind else kind
    return {"code": _OWN.get(own, own)[:3], "entity_text": info.name if info else code}


def location(place: dict[str, Any] | None) -> dict[str, str]:
    """The location object of a place, empty for none."""
    if place is None:
        return {}
    country = {"country_code": _OWN.get(place["country"], place["country"])} if place["country"] else {}
    return country if is_hash(place["text"]) else {"extracted_place": place["text"], **country}


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line that a trigger stands in, at most some hundred characters to each side."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    return first, min(len(text) if last < 0 else last, end + _AROUND)


_ENTITY = {
    "type": "object",
    "properties": {"code": {"type": "string", "pattern": "^[A-Z]{3}$"}, "entity_text": {"type": "string"}},
    "required": ["code"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "PLOVER event",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "actor": {"type": "array", "items": _ENTITY},
        "recipient": {"type": "array", "items": _ENTITY},
        "event": {"type": "array", "items": {"enum": sorted(scales())}, "minItems": 1},
        "mode": {"type": "array", "items": {"type": "string"}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number"},
        "event_text": {"type": "array", "items": {"type": "string"}},
        "event_loc": {
            "type": "object",
            "properties": {
                "extracted_place": {"type": "string"},
                "country_code": {"type": "string", "pattern": "^[A-Z]{3,}$"},
            },
            "additionalProperties": False,
        },
        "text": {"type": "string"},
        "text_info": {
            "type": "object",
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            "required": ["start", "end"],
            "additionalProperties": False,
        },
        "cite_info": {
            "type": "object",
            "properties": {key: {"type": "string"} for key in ("url", "title", "publication", "language")},
            "additionalProperties": False,
        },
        "coder": {"type": "string"},
        "comment": {"type": "string"},
    },
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
}
"""What each line of `plover.jsonl` holds; the names and the required ones are the manual's."""
