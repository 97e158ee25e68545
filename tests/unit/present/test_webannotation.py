"""Web annotations: each line keeps the model's rules, and both selectors of a span select its words."""

import base64
import hashlib
import re
from pathlib import Path

import msgspec
import pytest

from onrecord.present.export import export
from onrecord.record import Record
from tests.unit.record import factory

IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    path = tmp_path_factory.mktemp("r") / "a.record"
    factory.whole(path, "a b.txt", "b.txt")
    with Record.open(path) as found:
        yield found


def lines(record: Record, folder: Path, **more: bool) -> list[dict]:
    (path,) = export(record, "webannotation", folder, **more)
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def resources(annotation: dict) -> list[dict]:
    bodies = [body for body in annotation["body"] if body["type"] == "SpecificResource"]
    return [*annotation["target"], *bodies]


def test_each_line_is_an_annotation_of_the_model(record: Record, tmp_path: Path) -> None:
    found = lines(record, tmp_path)
    assert len({one["id"] for one in found}) == len(found) == 2 * (2 + 1)
    for one in found:
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld" and one["type"] == "Annotation"
        assert IRI.fullmatch(one["id"]) and one["target"] and one["generator"]["type"] == "Software"
        assert IRI.fullmatch(one["generator"]["id"])
        for body in one["body"]:
            assert body["type"] in ("TextualBody", "SpecificResource")
            assert body["purpose"] in ("tagging", "describing", "identifying")
            assert "value" in body if body["type"] == "TextualBody" else "selector" in body
        for resource in resources(one):
            assert IRI.fullmatch(resource["source"]["id"]) and resource["source"]["format"] == "text/plain"
            assert [part["type"] for part in resource["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]


def test_both_selectors_select_the_same_code_points(record: Record, tmp_path: Path) -> None:
    seen = set()
    for one in lines(record, tmp_path):
        for resource in resources(one):
            position, quote = resource["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == factory.TEXT[start:end]
            assert factory.TEXT[:start].endswith(quote["prefix"]) and factory.TEXT[end:].startswith(quote["suffix"])
            seen.add(quote["exact"])
    assert {"We won’t wait", "for ever", "Ana Erdoğan of Utopia", "said", "met"} <= seen


def test_the_text_is_named_by_its_hash_and_the_page_stands_beside(record: Record, tmp_path: Path) -> None:
    digest = hashlib.sha256(factory.TEXT.encode()).digest()
    source = lines(record, tmp_path)[0]["target"][0]["source"]
    assert source["id"] == "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert source["via"] == "https://example.org/a b.txt"
    assert lines(record, tmp_path, without_text=True)[0]["target"][0]["source"]["id"] == source["id"]


def test_tags_name_what_a_reader_filters_by(record: Record, tmp_path: Path) -> None:
    said = next(one for one in lines(record, tmp_path) if ":statement:" in one["id"])
    tags = {body["value"] for body in said["body"] if body["purpose"] == "tagging"}
    assert {"side:UTO", "act:warn", "kind:direct", "addressee:ERE", "issue:strait=for", "said-on:2021-10"} <= tags


def test_without_text_the_position_alone_is_left(record: Record, tmp_path: Path) -> None:
    for one in lines(record, tmp_path, without_text=True):
        for resource in resources(one):
            assert [part["type"] for part in resource["selector"]] == ["TextPositionSelector"]
