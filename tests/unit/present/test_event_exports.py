"""PLOVER and GDELT: shapes that their own documents ask for."""

import json
import re
from pathlib import Path

import pytest

from onrecord.knowledge.plover import scales
from onrecord.present.export import export, gdelt, plover
from onrecord.record import Record
from tests.unit.record import factory

EVENT = {
    "id": "0123456789abcdef", "source": ["EGY", "SDN"], "target": ["EGY", "SDN"], "event": "CONSULT", "mode": "visit",
    "trigger": {"text": "met", "spans": [[10, 13]]}, "mentions": [[10, 13], [40, 43]],
    "on": {"value": "2021-10", "precision": "month"}, "status": "occurred", "reported_by": None,
    "place": {"text": "Cairo", "spans": [[20, 25]], "country": "EGY"}, "confidence": 0.7,
}  # fmt: skip
ROW = {
    "doc": "a.txt", "published": "2021-10-12", "title": "T", "outlet": None, "url": None, "language": "en",
    "text": "Ministers met in Cairo.\nThey met again.",
}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Record:
    factory.whole(tmp_path / "made.record", "a.txt", "b.txt")
    return Record.open(tmp_path / "made.record")


def check(value: object, schema: dict) -> list[str]:
    """Faults of a value against the few keywords that the schema uses."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
    faults = []
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return [f"{value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{value!r} is none of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], str(value)):
        faults.append(f"{value!r} doesn't match {schema['pattern']}")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        faults += [f"{key} is missing" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            if key not in known:
                faults.append(f"{key} is unknown")
            else:
                faults += check(inner, known[key])
    if isinstance(value, list):
        faults += [fault for one in value for fault in check(one, schema.get("items", {}))]
    return faults


def test_every_line_of_the_plover_export_is_valid(record: Record, tmp_path: Path) -> None:
    (path,) = export(record, "plover", tmp_path / "out")
    lines = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    assert len(lines) == 2
    assert [fault for line in lines for fault in check(line, plover.SCHEMA)] == []
    assert lines[0]["event"] == ["CONSULT"] and lines[0]["date"] == "2021-01-01"
    assert lines[0]["comment"].startswith("date: year")


def test_the_check_finds_faults() -> None:
    assert check({"id": "a", "date": "12 May", "event": ["MEET"], "x": 1}, plover.SCHEMA)


def test_parties_of_a_joint_act_are_all_actors_and_there_is_no_recipient() -> None:
    made = plover.plover(ROW, EVENT, "0")
    assert made is not None
    assert [one["code"] for one in made["actor"]] == ["EGY", "SDN"] and made["recipient"] == []
    assert made["text"] == "Ministers met in Cairo."
    assert made["event_loc"] == {"extracted_place": "Cairo", "country_code": "EGY"}
    assert made["quad_code"] == 1 and made["event_scale"] == 2.5


@pytest.mark.parametrize(
    ("status", "mode"), [("planned", "future"), ("hypothetical", "hypothetical"), ("denied", "negation")]
)
def test_what_was_not_done_carries_the_auxiliary_mode(status: str, mode: str) -> None:
    made = plover.plover(ROW, {**EVENT, "status": status}, "0")
    assert made is not None and made["mode"] == ["visit", mode]


def test_an_event_without_any_date_is_left_out_and_one_of_publication_says_so() -> None:
    undated = {**EVENT, "on": None}
    assert plover.plover({**ROW, "published": None}, undated, "0") is None
    made = plover.plover(ROW, undated, "0")
    assert made is not None and made["date"] == "2021-10-12" and "of publication" in made["comment"]


def test_organisations_have_codes_of_the_manual() -> None:
    assert plover.entity("UNO")["code"] == "UNO"
    assert plover.entity("NATO") == {"code": "IGO", "entity_text": "NATO"}
    assert plover.entity("XKX")["code"] == "KOS"


def test_gdelt_columns_are_those_of_the_codebook(shared: Path) -> None:
    listed = (shared / "corpora" / "codes" / "gdelt2_event_columns.txt").read_text().split()
    assert list(gdelt.COLUMNS) == listed
    assert len(listed) == 61


def test_gdelt_lines_have_61_cells_without_a_header(record: Record, tmp_path: Path) -> None:
    (path,) = export(record, "gdelt", tmp_path / "out")
    rows = [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]
    assert len(rows) == 2 and {len(row) for row in rows} == {61}
    cells = dict(zip(gdelt.COLUMNS, rows[0], strict=True))
    assert cells["Day"] == "20210101" and cells["EventRootCode"] == "04" and cells["EventCode"] == "040"
    assert cells["QuadClass"] == "1" and cells["GoldsteinScale"] == "1.0"


def test_a_pair_makes_a_line_and_a_joint_act_one_for_each_unordered_pair() -> None:
    assert gdelt.pairs(["A", "B", "C"], ["A", "B", "C"]) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert gdelt.pairs(["A"], ["B", "C"]) == [("A", "B"), ("A", "C")]
    assert gdelt.pairs([], ["B"]) == [("", "B")]


def test_gdelt_ids_differ_by_line_and_tabs_in_a_place_do_no_harm() -> None:
    place = {"text": "Port\tSaid", "spans": [[0, 1]], "country": None}
    made = list(gdelt.lines(ROW, {**EVENT, "target": ["LBY", "TUN"], "place": place}))
    assert len({line["GlobalEventID"] for line in made}) == 4
    assert gdelt._cell(made[0]["ActionGeo_Fullname"]) == "Port Said"


def test_goldstein_scores_are_those_of_the_cameo_roots(shared: Path) -> None:
    rows = (shared / "corpora" / "codes" / "cameo_goldstein.tsv").read_text().splitlines()[1:]
    listed = dict(row.split("\t")[:2] for row in rows)
    assert {one.event: one.goldstein for one in scales().values()} == {
        one.event: float(listed[one.cameo_root]) for one in scales().values()
    }
