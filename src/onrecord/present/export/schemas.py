"""JSON Schemas of what onrecord writes, from the types: `python -m onrecord.present.export.schemas docs/schemas`."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from onrecord.record import DocumentRow
from onrecord.types import Actor, Event, Extraction, Judgement, Link, Manifest, Position, Statement, Utterance

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# name -> type, and what the JSONL export adds to it
SCHEMAS: dict[str, tuple[type[msgspec.Struct], tuple[str, ...]]] = {
    "extraction": (Extraction, ()),
    "document": (DocumentRow, ("doc", "text")),
    "statement": (Statement, ("doc",)),
    "event": (Event, ("doc",)),
    "position": (Position, ("doc",)),
    "link": (Link, ("doc",)),
    "actor": (Actor, ()),
    "utterance": (Utterance, ()),
    "judgement": (Judgement, ()),
    "manifest": (Manifest, ()),
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a name of `SCHEMAS`; every key that is always written is required."""
    kind, added = SCHEMAS[name]
    (top,), components = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    definitions = {key: _complete(value) for key, value in components.items()}
    body = definitions.pop(kind.__name__)
    assert top == {"$ref": f"#/$defs/{kind.__name__}"}
    body["properties"] |= {key: {"type": "string"} for key in added}
    body["required"] += added
    return {"$schema": _DIALECT, **body, "$defs": definitions}


def _complete(definition: dict[str, Any]) -> dict[str, Any]:
    """All keys required, since defaults are written too; Evidence alone leaves out what isn't given."""
    definition["description"] = " ".join(definition.get("description", "").split())
    if definition.get("type") != "object" or definition.get("title") == "Evidence":
        return definition
    properties = {
        key: {word: value for word, value in property.items() if word != "default"}
        for key, property in definition["properties"].items()
    }
    return {**definition, "properties": properties, "required": list(properties)}


def write(folder: Path) -> list[Path]:
    """A file for each schema."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in SCHEMAS:
        path = folder / f"{name}.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(schema(name)), indent=2) + b"\n")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]))
