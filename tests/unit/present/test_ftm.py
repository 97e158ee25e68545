"""FollowTheMoney: every entity passes the library's own validator, and every proof leads to an article."""

from pathlib import Path

import msgspec
import pytest

from onrecord.present.export import export
from onrecord.present.export.ftm import LANGUAGES, side
from onrecord.record import Record
from onrecord.record.bare import hashed
from tests.unit.present.factory import build
from tests.unit.record import factory


def entities(path: Path, folder: Path, **more: bool) -> list[dict]:
    with Record.open(path) as record:
        (file,) = export(record, "ftm", folder, **more)
    return [msgspec.json.decode(line) for line in file.read_bytes().splitlines()]


@pytest.fixture(scope="module", params=["whole", "examples"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("r") / "a.record"
    if request.param == "examples":
        return build(path)
    factory.whole(path, "a.txt", "b.txt")
    return path


@pytest.fixture(scope="module")
def model() -> object:
    return pytest.importorskip("followthemoney", reason="followthemoney isn't installed: make peers").model


@pytest.mark.parametrize("more", [{}, {"without_text": True}])
def test_the_librarys_own_validator_takes_every_entity(path: Path, tmp_path: Path, model, more: dict) -> None:
    for entity in entities(path, tmp_path, **more):
        schema = model.get(entity["schema"])
        assert schema is not None and not schema.abstract
        assert set(entity["properties"]) <= set(schema.properties)
        schema.validate(entity)
        # the library keeps each value but for white space at its ends: nothing was cleaned away
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(value.strip() for value in values), (entity["schema"], name)


def test_references_lead_to_entities_of_the_right_kind(path: Path, tmp_path: Path, model) -> None:
    found = {entity["id"]: entity for entity in entities(path, tmp_path)}
    for entity in found.values():
        for name, values in entity["properties"].items():
            prop = model.get(entity["schema"]).properties[name]
            if prop.type.name == "entity":
                assert all(model.get(found[value]["schema"]).is_a(prop.range) for value in values), name


def test_statements_and_events_have_proofs_with_spans(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt")
    found = entities(tmp_path / "a.record", tmp_path / "out")
    by_schema: dict[str, list[dict]] = {}
    for entity in found:
        by_schema.setdefault(entity["schema"], []).append(entity)
    (article,) = by_schema["Article"]
    assert article["properties"]["bodyText"] == [factory.TEXT]
    (event,) = by_schema["Event"]
    start = factory.TEXT.index("met")
    assert event["properties"]["notes"] == [f"trigger: {start}-{start + 3} {hashed('met')}"]
    for entity in (*by_schema["Note"], event):
        assert entity["properties"]["proof"] == [article["id"]]
    warned = next(one for one in by_schema["Note"] if "act:warn" in one["properties"]["keywords"])
    (who,) = warned["properties"]["entity"]
    assert next(one for one in found if one["id"] == who)["properties"]["name"] == ["Ana Erdoğan"]
    assert warned["properties"]["description"] == ["We won’t wait for ever"]


def test_sides_have_the_two_letters_of_their_state_where_there_are_some() -> None:
    assert side("RUS")["properties"]["country"] == ["ru"] and side("RUS")["schema"] == "PublicBody"
    assert "country" not in side("NATO")["properties"] and side("NATO")["schema"] == "Organization"


def test_languages_are_those_of_the_standard(model) -> None:
    from followthemoney.types import registry  # noqa: PLC0415

    assert {code: registry.language.clean(code) for code in LANGUAGES} == LANGUAGES
