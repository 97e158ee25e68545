"""Further tables: what they hold is what their SELECT gives over the rows as people left them."""

from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from onrecord.record import Record
from onrecord.record.judged_tables import JudgedTables, Placed
from onrecord.record.layout import TABLES
from onrecord.record.tallies import FIXED, INDEXES, TALLIES, Tally
from onrecord.types import About, Date, Event, Position, Statement
from tests.unit.record import factory


@pytest.fixture
def connection(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    factory.whole(tmp_path / "r", *(f"{n}.txt" for n in range(6)))
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{tmp_path / 'r' / TABLES}' AS record (READ_ONLY)")
    return connection


def told(connection: duckdb.DuckDBPyConnection, tally: Tally) -> list[Any]:
    return sorted(connection.execute(f"SELECT {tally.shown} FROM memory.judged.{tally.name}").fetchall(), key=repr)


def expected(connection: duckdb.DuckDBPyConnection, tally: Tally) -> list[Any]:
    parts = [
        tally.part(table, f"(SELECT *, NULL::BIGINT AS rowid FROM memory.judged.{table})", "record.main.documents")
        for table in tally.parts
    ]
    query = f"SELECT {tally.shown} FROM ({' UNION ALL '.join(parts)})"
    if tally.counted:
        *keys, number = tally.shown.split(", ")
        query = f"SELECT {', '.join(keys)}, sum({number})::BIGINT FROM ({query}) GROUP BY ALL"
    return sorted(connection.execute(query).fetchall(), key=repr)


@pytest.mark.parametrize("name", TALLIES)
def test_tallies_hold_what_people_left(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    tables, tally = JudgedTables(connection), TALLIES[name]
    before = told(connection, tally)
    assert before == expected(connection, tally)
    change(tables)
    after = told(connection, tally)
    assert after == expected(connection, tally)
    assert after != before or name in {"told", "ties"}
    tables.forget(["0.txt", "1.txt", "2.txt"])
    tables.settle()
    assert told(connection, tally) == before


def change(tables: JudgedTables) -> None:
    """Take the first statement of a document out; change a statement, an event and a position of others."""
    _, said, _ = factory.made("1.txt")
    of = {row[0]: row[1] for row in tables.ask("SELECT id, rowid FROM record.main.statements")}
    gone = factory.made("0.txt")[1].statements[0]
    tables.hide("statements", [of[gone.id]], "0.txt")
    changed: Statement = msgspec.structs.replace(
        said.statements[0], side=("ERE", "UTO"), said_on=Date("2022", "year"), about=(About("treaty", "neutral", 1.0),),
        confidence=1.0, act="deny",
    )  # fmt: skip
    event: Event = msgspec.structs.replace(said.events[0], source=("UTO",), target=("ERE", "VAT"), status="planned")
    position: Position = msgspec.structs.replace(said.positions[0], stance="against")
    for name, row, rowid in (
        ("statements", changed, of[changed.id]),
        ("events", event, tables.ask("SELECT rowid FROM record.main.events WHERE doc = '1.txt'")[0][0]),
        ("positions", position, tables.ask("SELECT rowid FROM record.main.positions WHERE doc = '1.txt'")[0][0]),
    ):
        assert isinstance(rowid, int)
        tables.hide(name, [rowid], "1.txt")
        tables.show(name, [Placed(at=rowid, added=False, ordinal=0, row=row, doc="1.txt", mark="edit")])
    tables.settle()


def test_rows_of_some_documents(connection: duckdb.DuckDBPyConnection) -> None:
    tables = JudgedTables(connection)
    change(tables)
    for name in ("statements", "events"):
        for docs in ([], ["1.txt"], ["0.txt", "5.txt"], ["none"]):
            near = tables.ask(f"SELECT * FROM memory.judged.{name}_of(?) ORDER BY doc, ordinal", [docs])
            whole = f"SELECT * FROM memory.judged.{name} WHERE list_contains(?, doc) ORDER BY doc, ordinal"
            assert near == tables.ask(whole, [docs])


def test_stories_and_roots(connection: duckdb.DuckDBPyConnection) -> None:
    ((story, documents, outlets, origins),) = connection.execute(
        "SELECT story, documents, outlets, origins FROM record.main.stories"
    ).fetchall()
    assert (story, documents, outlets, origins) == ("s1", 6, 1, 1)
    keys = connection.execute("SELECT DISTINCT key FROM record.main.roots").fetchall()
    assert keys == [("outlet:Utopian Post",)]


def test_the_page_on_the_format_has_each_table(root: Path) -> None:
    page = (root / "docs" / "record-format.md").read_text(encoding="utf8").split("\n## Further tables")[1]
    for tally in TALLIES.values():
        columns = ", ".join(column.name for column in tally.columns)
        assert f"| `{tally.name}` | {columns} |" in page, f"| `{tally.name}` | {columns} |"
    for name in FIXED:
        assert f"| `{name}` |" in page


def test_rows_are_looked_up_by_index(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", *(f"{n}.txt" for n in range(6)))
    with Record.open(tmp_path / "r") as record:
        made = record.sql("SELECT table_name, index_name FROM duckdb_indexes()").to_pylist()
        assert {(row["table_name"], row["index_name"]) for row in made} == {(t, f"{t}_{c}") for t, c in INDEXES}
        # in whatever thread a page is made
        asked = record.sql("SELECT current_setting('dynamic_or_filter_threshold') AS n")["n"].to_pylist()
        assert [int(n) for n in asked] == [1_000]
