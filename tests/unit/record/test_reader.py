"""The read side: what was written comes back, typed; what is wrong with a record is one line."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.record import TABLES, Record
from onrecord.record.rows import memory
from onrecord.types import Document, Extraction, Origin, Span
from tests.unit.record import factory


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reader") / "r"
    factory.whole(path, "b.txt", "a.txt")
    return path


def test_documents_and_extractions_come_back_as_they_were(path: Path) -> None:
    with Record.open(path) as record:
        for id in ("a.txt", "b.txt"):
            document, extraction, _ = factory.made(id)
            assert record.document(id) == document
            assert record.extraction(id) == extraction
        assert [document.id for document in record.documents()] == ["a.txt", "b.txt"]


def test_columns_are_typed(path: Path) -> None:
    with Record.open(path) as record:
        row = record.sql("SELECT * FROM statements WHERE doc = ? AND ordinal = 0", ["a.txt"]).to_pylist()[0]
        event = record.table("events").to_pylist()[0]
        document = record.table("documents").to_pylist()[0]
    text = factory.TEXT
    assert [text[span["start"] : span["end"]] for span in row["content_spans"]] == ["We won’t wait", "for ever"]
    assert row["content_text"] == "We won’t wait for ever"
    assert (row["said_on"], row["said_on_value"], row["said_on_precision"]) == (
        dt.date(2021, 10, 1),
        "2021-10",
        "month",
    )
    assert row["about"] == [{"issue": "strait", "stance": "for", "confidence": 0.75}]
    assert row["toward"] == [{"side": "ERE", "stance": "against", "confidence": 0.5}]
    assert (row["speaker_id"], row["speaker"], row["side"]) == ("utopia-erdogan", "Ana Erdoğan", ["UTO"])
    assert (event["on_date"], event["on_value"], event["place_country"]) == (dt.date(2021, 1, 1), "2021", "AUT")
    assert document["published"] == dt.date(2021, 10, 12)
    assert document["headline"] == {"start": 0, "end": 23}
    assert (document["characters"], document["story"]) == (len(text), "s1")


def test_rows_hold_the_contracts_objects(path: Path) -> None:
    _, extraction, linked = factory.made("a.txt")
    with Record.open(path) as record:
        for table, objects in (
            ("statements", extraction.statements),
            ("events", extraction.events),
            ("positions", extraction.positions),
            ("links", linked.links),
        ):
            rows = record.sql(f"SELECT row FROM {table} WHERE doc = 'a.txt' ORDER BY ordinal").column("row").to_pylist()
            assert rows == [msgspec.json.encode(value).decode() for value in objects]


def test_tables_without_rows_and_rejected_inputs_are_there(path: Path) -> None:
    with Record.open(path) as record:
        assert {record.table(name).num_columns for name in TABLES} > {4}
        assert record.table("rejected").to_pylist() == [
            {"doc": None, "path": "empty.txt", "stage": "read", "reason": "empty file"}
        ]
        with pytest.raises(RecordError, match="no table 'statement'; there are documents, statements, "):
            record.table("statement")


def test_a_document_or_table_that_is_not_there_is_said(path: Path) -> None:
    with Record.open(path) as record:
        for ask in (record.document, record.extraction):
            with pytest.raises(RecordError, match="holds no document 'none'"):
                ask("none")


@pytest.mark.parametrize(
    "query",
    ["SELEC 1", "SELECT nothing FROM statements", "SELECT * FROM read_text('/etc/passwd')", "DROP TABLE statements",
     "COPY statements TO 'x.csv'", "ATTACH 'x.duckdb'", "SET enable_external_access = true", "SELECT $1",
     "SELECT CAST(doc AS INTEGER) FROM documents"],
)  # fmt: skip
def test_queries_that_are_wrong_or_leave_the_record_are_one_line(path: Path, query: str) -> None:
    with Record.open(path) as record, pytest.raises(RecordError) as caught:
        record.sql(query)
    assert "\n" not in str(caught.value)


def test_named_parameters(path: Path) -> None:
    with Record.open(path) as record:
        assert record.sql("SELECT doc FROM documents WHERE doc = $id", {"id": "b.txt"}).to_pylist() == [
            {"doc": "b.txt"}
        ]


def test_threads_read_side_by_side(path: Path) -> None:
    with Record.open(path) as record, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: record.extraction("ab"[n % 2] + ".txt").id, range(40)))
        assert found == [("a.txt", "b.txt")[n % 2] for n in range(40)]
        assert set(pool.map(lambda _: record.search("envoy").num_rows, range(8))) == {2}


def test_readers_keep_their_record_while_a_build_replaces_it(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt")
    with Record.open(tmp_path / "r") as before:
        factory.build(tmp_path / "r", factory.generated(3))
        assert [document.id for document in before.documents()] == ["a.txt"]
        with Record.open(tmp_path / "r") as after:
            assert after.table("documents").num_rows == 3


def test_order_holds_over_many_row_groups(tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(125, statements=1_000))
    with Record.open(tmp_path / "r") as record:
        table = record.sql("SELECT doc, ordinal FROM statements")
        assert table.num_rows > 122_880
        pairs = list(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))
    assert pairs == sorted(pairs)


@pytest.mark.parametrize(
    "text", ["a\x00b", "\u202eright to left\u202c <script>", "\r\n\r", "𝔘" * 10, "", "\x1f\x7f\ufeff"]
)
def test_any_text_comes_back_exactly(tmp_path: Path, text: str) -> None:
    document = Document(id=f"odd/{text}", text=text, title=text, notes=(text,), origin=(Origin(Span(0, 0), (0, 3)),))
    factory.build(tmp_path / "r", [(document, Extraction(id=document.id))])
    with Record.open(tmp_path / "r") as record:
        assert record.document(document.id) == document
        assert record.table("documents").column("text").to_pylist() == [text]
        assert record.table("documents").column("title").to_pylist() == [text]


def test_what_is_wrong_with_a_record_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none: no record here; make one with `onrecord build"):
        Record.open(tmp_path / "none")
    path = tmp_path / "r"
    factory.whole(path, "a.txt")
    whole = {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}

    def broken(name: str, data: bytes | None) -> str:
        for file, content in whole.items():
            (path / file).write_bytes(content)
        if data is None:
            (path / name).unlink()
        else:
            (path / name).write_bytes(data)
        with pytest.raises(RecordError) as caught, Record.open(path) as record:
            record.search("envoy")
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "its build hasn't ended" in broken("manifest.json", None)
    assert "manifest.json: damaged" in broken("manifest.json", b"{half")
    assert "manifest.json: damaged" in broken("manifest.json", json.dumps({"format": 1}).encode())
    assert "record.duckdb is missing" in broken("record.duckdb", None)
    assert "run `onrecord build` again" in broken("record.duckdb", b"not DuckDB" * 1000)
    assert "run `onrecord build` again" in broken("record.duckdb", whole["record.duckdb"][:5000])
    assert "search.sqlite is missing" in broken("search.sqlite", None)
    assert "run `onrecord build` again" in broken("search.sqlite", b"not SQLite" * 1000)


def test_a_date_that_is_none_leaves_its_words(tmp_path: Path) -> None:
    document, extraction, _ = factory.made("a.txt")
    odd = msgspec.structs.replace(extraction.statements[0], said_on=factory.Date("2021-02-30", "day"))
    factory.build(tmp_path / "r", [(document, msgspec.structs.replace(extraction, statements=(odd,)))])
    with Record.open(tmp_path / "r") as record:
        (row,) = record.sql("SELECT said_on, said_on_value FROM statements").to_pylist()
    assert row == {"said_on": None, "said_on_value": "2021-02-30"}


def test_the_databases_memory_grows_with_the_largest_text_and_the_rows() -> None:
    size = {args: int(memory(*args).removesuffix("B")) for args in ((0,), (1_000,), (10 << 20,), (0, 1), (0, 1_000))}
    assert size[0,] == size[1_000,] < size[10 << 20,] and size[10 << 20,] >= 8 * (10 << 20)
    assert size[0, 1_000] - size[0,] == 1_000 * (size[0, 1] - size[0,]) > 0


def test_a_text_larger_than_the_databases_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.rows._MEMORY", 8 << 20)
    texts = {f"{n}.txt": f"Line {n} of a text.\n" * 700_000 for n in range(2)}
    factory.build(tmp_path / "r", [(Document(id=id, text=text), Extraction(id=id)) for id, text in texts.items()])
    with Record.open(tmp_path / "r") as record:
        assert {document.id: document.text for document in record.documents()} == texts
        assert all(batch.num_rows == 1 for batch in record.stream("documents", ("doc", "text")))
