"""The JSON is the design's: field names, their order, their values; and docs/schemas is made from the types."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.present.export import export
from onrecord.present.export.schemas import SCHEMAS, schema, write
from onrecord.record import Record
from tests.unit.record import factory

# the design's page, field order as there
SHAPE = {
    "extraction": "id published language boilerplate statements events positions times rejected",
    "statement": "id source cue content kind speaker side addressee said_on act parent about toward confidence doc",
    "event": "id source target event mode trigger mentions on status reported_by place confidence doc",
    "position": "id side issue stance on evidence confidence doc",
}
PARTS = {
    ("extraction", "Published"): "value precision basis",
    ("extraction", "Passage"): "text spans",
    ("extraction", "Speaker"): "id name",
    ("extraction", "Date"): "value precision",
    ("extraction", "About"): "issue stance confidence",
    ("extraction", "Toward"): "side stance confidence",
    ("extraction", "Place"): "text spans country",
    ("extraction", "Time"): "spans type value",
    ("extraction", "Rejected"): "stage reason",
    ("extraction", "Evidence"): "statement event",
}
WORDS = {
    ("statement", "kind"): "direct indirect mixed",
    ("statement", "act"): "assert support criticise demand propose warn threaten promise deny reject report decline",
    ("event", "status"): "occurred ongoing planned hypothetical denied",
    ("position", "stance"): "for against",
    ("About", "stance"): "for against neutral",
    ("Date", "precision"): "day month year",
    ("Time", "type"): "DATE TIME DURATION SET",
}
NULLABLE = {
    "extraction": "id published language",
    "statement": "source cue speaker said_on parent",
    "event": "mode on reported_by place",
    "position": "on",
}


@pytest.mark.parametrize("name", SHAPE)
def test_fields_and_their_order(name: str) -> None:
    made = schema(name)
    assert list(made["properties"]) == SHAPE[name].split()
    assert made["required"] == list(made["properties"])


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_fields_of_parts(name: str, part: str) -> None:
    assert list(schema(name)["$defs"][part]["properties"]) == PARTS[name, part].split()


@pytest.mark.parametrize(("name", "field"), WORDS)
def test_words_that_a_field_may_hold(name: str, field: str) -> None:
    definition = schema(name) if name in SCHEMAS else schema("extraction")["$defs"][name]
    assert set(definition["properties"][field]["enum"]) == set(WORDS[name, field].split())


@pytest.mark.parametrize("name", NULLABLE)
def test_what_may_be_null(name: str) -> None:
    properties = schema(name)["properties"]
    found = {key for key, value in properties.items() if {"type": "null"} in value.get("anyOf", [])}
    assert found == set(NULLABLE[name].split())


def test_spans_are_pairs() -> None:
    span = schema("extraction")["$defs"]["Span"]
    assert span["type"] == "array"
    assert [part["type"] for part in span["prefixItems"]] == ["integer", "integer"]


def test_the_folder_of_schemas_is_made_from_the_types(root: Path, tmp_path: Path) -> None:
    """Refresh with `python -m onrecord.present.export.schemas docs/schemas`."""
    for path in write(tmp_path):
        assert (root / "docs" / "schemas" / path.name).read_bytes() == path.read_bytes(), path.name
    assert {path.stem for path in (root / "docs" / "schemas").glob("*.json")} == set(SCHEMAS)


def holds(value: Any, of: dict[str, Any], definitions: dict[str, Any]) -> bool:
    """Whether `value` is as a schema of the kind that msgspec makes says."""
    if "$ref" in of:
        return holds(value, definitions[of["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in of:
        return any(holds(value, one, definitions) for one in of["anyOf"])
    if "enum" in of:
        return value in of["enum"]
    kind = of["type"]
    if kind == "object":
        within = of.get("properties", {})
        return (
            isinstance(value, dict)
            and set(of.get("required", ())) <= value.keys()
            and value.keys() <= within.keys()
            and all(holds(part, within[key], definitions) for key, part in value.items())
        )
    if kind == "array":
        parts = of.get("prefixItems") or [of["items"]] * len(value)
        return isinstance(value, list) and all(
            holds(part, one, definitions) for part, one in zip(value, parts, strict=True)
        )
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    return isinstance(value, types[kind])


def test_each_line_of_an_export_is_as_its_schema_says(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt", "b.txt")
    with Record.open(tmp_path / "r") as record:
        paths = export(record, "jsonl", tmp_path)
    for path in paths:
        made = schema(path.stem.removesuffix("s"))
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
        assert lines
        for line in lines:
            assert holds(line, made, made["$defs"]), (path.name, line)
            assert not holds({**line, "other": 1}, made, made["$defs"])


def test_extractions_and_manifests_are_as_their_schemas_say(tmp_path: Path) -> None:
    manifest = factory.whole(tmp_path / "r", "a.txt")
    for name, value in (("extraction", factory.made("a.txt")[1]), ("manifest", manifest)):
        made = schema(name)
        plain = json.loads(msgspec.json.encode(value))
        if name == "manifest":
            made["properties"]["models"] = made["properties"]["counts"] = {"enum": [plain["models"], plain["counts"]]}
        assert holds(plain, made, made["$defs"])
