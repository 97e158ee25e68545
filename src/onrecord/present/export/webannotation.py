"""Web Annotation (W3C Recommendation of 2017): a statement or an event a line of `annotations.jsonl`, as JSON-LD.

The target is the words themselves: one SpecificResource a span, each with a TextPositionSelector and a
TextQuoteSelector, which select the same. Positions count Unicode code points of the document's text as the record holds
it, half-open, as the Recommendation has it ("in terms of unicode code points, not in terms of code units"): a
JavaScript reader has to convert, since its strings count UTF-16 code units. The text is named by its SHA-256 (`ni:`,
RFC 6920); the address of the page that it came from stands in `via`.

Bodies: a tag for each thing that a reader may filter by (`side:RUS`, `act:warn`, `issue:one-china=for`), the row itself
as JSON, and, of a statement, the words of source (`identifying`) and cue (`describing`) as resources of their own.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from onrecord.record import Record
from onrecord.record.bare import PREFIX, is_hash

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
_QUERY = """
SELECT r.doc, r.row, d.text, d.url, d.language FROM {table} r JOIN documents d ON d.doc = r.doc
ORDER BY r.doc, r.ordinal
"""


def write(record: Record, folder: Path) -> list[Path]:
    """One file: statements, then events, each in order of document and text."""
    path = folder / "annotations.jsonl"
    with path.open("wb") as out:
        for annotation in annotations(record):
            out.write(msgspec.json.encode(annotation) + b"\n")
    return [path]


def annotations(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations of a record."""
    generator = {"id": f"urn:x-onrecord:{record.manifest.version}", "type": "Software", "name": "onrecord"}
    for table, make in (("statements", _statement), ("events", _event)):
        for batch in record.batches(_QUERY.format(table=table), rows=500):
            for row in batch.to_pylist():
                yield make(row, msgspec.json.decode(row["row"])) | {"generator": generator}


def _statement(row: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    tags = [f"kind:{said['kind']}", f"act:{said['act']}", *(f"side:{side}" for side in said["side"])]
    tags += [f"addressee:{side}" for side in said["addressee"]]
    tags += [f"speaker:{said['speaker']['id']}"] if said["speaker"] else []
    tags += [f"said-on:{said['said_on']['value']}"] if said["said_on"] else []
    tags += [f"issue:{one['issue']}={one['stance']}" for one in said["about"]]
    parts = [("identifying", said["source"]), ("describing", said["cue"])]
    words = [
        {**target, "purpose": purpose}
        for purpose, passage in parts
        if passage
        for target in _targets(row, passage["spans"])
    ]
    return _annotation("statement", said, [*tags], words, _targets(row, said["content"]["spans"]))


def _event(row: Mapping[str, Any], done: Mapping[str, Any]) -> dict[str, Any]:
    tags = [f"event:{done['event']}", f"status:{done['status']}"]
    tags += [f"source:{side}" for side in done["source"]] + [f"target:{side}" for side in done["target"]]
    tags += [f"on:{done['on']['value']}"] if done["on"] else []
    return _annotation("event", done, tags, [], _targets(row, done["trigger"]["spans"]))


def _annotation(
    kind: str, row: Mapping[str, Any], tags: list[str], words: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> dict[str, Any]:
    whole = msgspec.json.encode(row).decode()
    return {
        "@context": CONTEXT,
        "id": f"urn:x-onrecord:{kind}:{row['id']}",
        "type": "Annotation",
        "motivation": ["identifying", "tagging"],
        "body": [
            *({"type": "TextualBody", "purpose": "tagging", "value": tag, "format": "text/plain"} for tag in tags),
            {"type": "TextualBody", "purpose": "describing", "value": whole, "format": "application/json"},
            *words,
        ],
        "target": targets,
    }


def _targets(row: Mapping[str, Any], spans: list[list[int]]) -> list[dict[str, Any]]:
    """A resource for each span, with both selectors; the position alone where the text is left out."""
    text, bare = row["text"], is_hash(row["text"])
    source = {"id": _name(text), "type": "Text", "format": "text/plain", "language": row["language"]}
    source |= {"via": row["url"]} if row["url"] else {}
    out = []
    for start, end in spans:
        position: dict[str, Any] = {"type": "TextPositionSelector", "start": start, "end": end}
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        out.append(
            {"type": "SpecificResource", "source": source, "selector": [position] if bare else [position, quote]}
        )
    return out


def _name(text: str) -> str:
    """The text's name by its hash: `ni:///sha-256;...`."""
    digest = (
        bytes.fromhex(text.removeprefix(PREFIX))
        if is_hash(text)
        else hashlib.sha256(text.encode("utf8", "surrogatepass")).digest()
    )
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
