"""The list of actors, one actor's page, and sources that nobody could be found for."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.analyse.actors import actor, actors, unresolved
from onrecord.errors import AnalyseError
from onrecord.knowledge.person_names import actor_id
from onrecord.link.actors import Actors
from onrecord.present.cli import app
from onrecord.record import FORMAT, Record, Row, Store
from onrecord.types import Date, Document, Extraction, Linked, Manifest, Passage, Span, Speaker, Statement

TEXT = (
    "Lavrov said. Moscow said. A port  manager said. He said. Foreign Minister Sergey Lavrov said. A port manager said."
)
SOURCES = (
    ("Lavrov", "Sergey Lavrov", "RUS", "2021"),
    ("Moscow", "", "RUS", "2021"),
    ("A port  manager", "", "", ""),
    ("He", "", "", ""),
    ("Foreign Minister Sergey Lavrov", "Sergey Lavrov", "RUS", "2022-03"),
    ("A port manager", "", "", ""),
)
LAVROV = actor_id("person", "Sergey Lavrov")


def statements() -> tuple[Statement, ...]:
    """One statement for each source of the text."""
    rows, at = [], 0
    for number, (words, name, side, on) in enumerate(SOURCES):
        start = TEXT.index(words, at)
        at = start + len(words)
        passage = Passage.cut(TEXT, [Span(start, at)])
        rows.append(
            Statement(
                id=f"s{number}",
                source=passage,
                cue=None,
                content=passage,
                kind="indirect",
                speaker=Speaker(actor_id("person", name), name) if name else None,
                side=tuple(side.split()),
                said_on=Date.parse(on) if on else None,
                act="assert",
                confidence=1.0,
            )
        )
    return tuple(rows)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one document."""
    path = tmp_path_factory.mktemp("r") / "a.record"
    extraction = Extraction(id="d", statements=statements())
    found = Actors()
    found.add(extraction)
    with Store.create_or_open(path) as store:
        store.write("read", [Row("d", "k", msgspec.json.encode(Document(id="d", text=TEXT)))])
        store.write("resolve", [Row("d", "k", msgspec.json.encode(extraction))])
        store.write("link", [Row("d", "k", msgspec.json.encode(Linked(document="d", actors=found.of("d"))))])
        store.finish(Manifest(format=FORMAT, version="0", settings=""))
    return path


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """It, open."""
    with Record.open(path) as record:
        yield record


def test_actors_with_the_most_statements_first(record: Record) -> None:
    rows = actors(record).to_pylist()
    assert [(row["name"], row["kind"], row["side"], row["statements"]) for row in rows] == [
        ("Sergey Lavrov", "person", ["RUS"], 2),
        ("Russia", "side", ["RUS"], 1),
    ]
    assert rows[0]["names"] == ["Foreign Minister Sergey Lavrov", "Lavrov"]


@pytest.mark.parametrize("who", ["Sergey Lavrov", "lavrov", LAVROV, LAVROV[:8], "Foreign Minister Sergey Lavrov"])
def test_one_actor_by_name_or_id(record: Record, who: str) -> None:
    page = actor(record, who)
    assert page.actor.id == LAVROV
    assert [(row["year"], row["statements"]) for row in page.years.to_pylist()] == [("2021", 1), ("2022", 1)]
    assert {row["name"] for row in page.names.to_pylist()} == {"Lavrov", "Foreign Minister Sergey Lavrov"}
    assert any(office.office == "foreign-minister" and office.until is None for office in page.actor.offices)


def test_a_side_s_page_counts_what_no_named_person_said(record: Record) -> None:
    page = actor(record, "RUS")
    assert (page.actor.kind, page.years.to_pylist()[0]["statements"]) == ("side", 1)


def test_nobody_and_several_are_errors(record: Record) -> None:
    with pytest.raises(AnalyseError, match="no actor 'Nobody'"):
        actor(record, "Nobody")
    with pytest.raises(AnalyseError, match="may be"):
        actor(record, "r")


def test_unresolved_sources_by_number_with_an_example_and_without_pronouns(record: Record) -> None:
    (row,) = unresolved(record).to_pylist()
    assert (row["words"], row["statements"], row["documents"]) == ("A port manager", 2, 1)
    assert TEXT[row["start"] : row["end"]] == "A port  manager"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "Sergey Lavrov"),
        (["Lavrov"], "named as"),
        (["--unresolved"], "A port manager"),
    ],
)
def test_the_command_prints_them(path: Path, arguments: list[str], expected: str) -> None:
    found = CliRunner().invoke(app, ["actors", str(path), *arguments])
    assert found.exit_code == 0 and expected in found.stdout


@pytest.mark.parametrize("arguments", [[], ["Lavrov"], ["--unresolved"]])
def test_the_command_writes_json(path: Path, arguments: list[str]) -> None:
    found = CliRunner().invoke(app, ["actors", str(path), "--json", *arguments])
    assert found.exit_code == 0 and all(json.loads(line) for line in found.stdout.splitlines())


def test_a_name_and_unresolved_exclude_each_other(path: Path) -> None:
    assert CliRunner().invoke(app, ["actors", str(path), "Lavrov", "--unresolved"]).exit_code == 2
