"""Exports: evidence is the document's text, the same record gives the same bytes, nothing else is touched."""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from onrecord.errors import PresentError
from onrecord.present.export import FORMATS, export
from onrecord.present.export.csv import cell, guard
from onrecord.record import TABLES, Record
from tests.unit.record import factory

IDS = ("b.txt", "2021/ä;,\"'.txt", "a.txt")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("export") / "r"
    factory.whole(path, *IDS)
    with Record.open(path) as record:
        yield record


def lines(path: Path) -> list[dict]:
    # not splitlines: a text may hold separators that only Python takes for ends of lines
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def passages(row: dict) -> Iterator[tuple[str, list]]:
    for field in ("source", "cue", "content", "trigger", "place"):
        if isinstance(row.get(field), dict):
            yield row[field]["text"], row[field]["spans"]


def test_jsonl_is_the_contract(record: Record, tmp_path: Path) -> None:
    written = export(record, "jsonl", tmp_path / "out")
    assert [path.name for path in written] == [
        "documents.jsonl", "statements.jsonl", "events.jsonl", "positions.jsonl",
        "actors.jsonl", "utterances.jsonl", "links.jsonl",
    ]  # fmt: skip
    documents = lines(tmp_path / "out" / "documents.jsonl")
    assert [row["id"] for row in documents] == sorted(IDS) == [row["doc"] for row in documents]
    assert [row["text"] for row in documents] == [factory.TEXT] * 3
    assert [row["story"] for row in documents] == ["s1"] * 3
    assert {"copy_of", "origin"} <= documents[0].keys()
    for kind in ("statements", "events", "positions"):
        rows = lines(tmp_path / "out" / f"{kind}.jsonl")
        expected = [
            {"doc": id, **json.loads(factory.msgspec.json.encode(row))}
            for id in sorted(IDS)
            for row in getattr(factory.made(id)[1], kind)
        ]
        assert rows == expected
        assert list(rows[0]) == list(expected[0])


def test_jsonl_evidence_is_the_documents_text(record: Record, tmp_path: Path) -> None:
    export(record, "jsonl", tmp_path)
    texts = {row["id"]: row["text"] for row in lines(tmp_path / "documents.jsonl")}
    seen = 0
    for kind in ("statements", "events"):
        for row in lines(tmp_path / f"{kind}.jsonl"):
            for text, spans in passages(row):
                assert " ".join(texts[row["doc"]][start:end] for start, end in spans) == text
                seen += 1
    assert seen == 3 * (3 + 1 + 2)


def test_csv_evidence_is_the_documents_text(record: Record, tmp_path: Path) -> None:
    export(record, "csv", tmp_path)

    def rows(table: str) -> list[dict[str, str]]:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    texts = {row["doc"]: row["text"] for row in rows("documents")}
    assert texts == dict.fromkeys(IDS, factory.TEXT)
    seen = guarded = 0
    for table, fields in (("statements", ("source", "cue", "content")), ("events", ("trigger", "place"))):
        for row in rows(table):
            for field in fields:
                if spans := row[f"{field}_spans"]:
                    pairs = [tuple(map(int, span.split("-"))) for span in spans.split(";")]
                    words = " ".join(texts[row["doc"]][start:end] for start, end in pairs)
                    guarded += words.startswith("=")
                    assert row[f"{field}_text"] == guard(words)
                    seen += 1
    assert (seen, guarded) == (18, 3)
    assert rows("statements")[0]["about"] == "strait:for:0.75"
    first = factory.made(sorted(IDS)[0])[1]
    assert rows("positions")[0]["evidence"] == f"statement:{first.statements[0].id};event:{first.events[0].id}"


def test_parquet_evidence_is_the_documents_text(record: Record, tmp_path: Path) -> None:
    export(record, "parquet", tmp_path)
    texts = {row["doc"]: row["text"] for row in pq.read_table(tmp_path / "documents.parquet").to_pylist()}
    assert texts == dict.fromkeys(IDS, factory.TEXT)
    seen = 0
    for table, fields in (("statements", ("source", "cue", "content")), ("events", ("trigger", "place"))):
        for row in pq.read_table(tmp_path / f"{table}.parquet").to_pylist():
            for field in fields:
                if spans := row[f"{field}_spans"]:
                    words = " ".join(texts[row["doc"]][span["start"] : span["end"]] for span in spans)
                    assert row[f"{field}_text"] == words
                    seen += 1
    assert seen == 18


def test_duckdb_evidence_is_the_documents_text(record: Record) -> None:
    """As docs/record-format.md says it in SQL."""
    cut = 'list_transform(content_spans, lambda p: substr(text, p."start" + 1, p."end" - p."start"))'
    wrong = record.sql(
        f"SELECT id FROM statements JOIN documents USING (doc) WHERE content_text <> array_to_string({cut}, ' ')"
    )
    assert wrong.num_rows == 0
    assert record.sql("SELECT count(content_spans) AS n FROM statements").to_pylist() == [{"n": 6}]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(tmp_path: Path, format: str) -> None:
    outputs = []
    for name, ids in (("one", IDS), ("two", tuple(reversed(IDS)))):
        factory.whole(tmp_path / f"{name}.record", *ids)
        with Record.open(tmp_path / f"{name}.record") as record:
            outputs.append([path.read_bytes() for path in export(record, format, tmp_path / name)])
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tabular_exports_have_every_table(record: Record, tmp_path: Path, format: str) -> None:
    written = export(record, format, tmp_path)
    assert [path.name for path in written] == [f"{name}.{format}" for name in TABLES]
    assert all(path.is_file() for path in written)


def test_csv_is_read_alike_by_others(record: Record, tmp_path: Path) -> None:
    export(record, "csv", tmp_path)
    query = f"SELECT doc, text FROM read_csv('{tmp_path}/documents.csv', header = true, all_varchar = true)"
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()
    assert found == [(id, factory.TEXT) for id in sorted(IDS)]


def test_only_own_files_are_replaced(record: Record, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "events.jsonl").write_text("old")
    export(record, "jsonl", tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(lines(tmp_path / "events.jsonl")) == 3
    assert len(list(tmp_path.iterdir())) == 8


def test_what_cannot_be_written_is_one_line_and_leaves_no_half(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PresentError, match=r"no export format 'xls'; there are brat, csv, .*jsonl, "):
        export(record, "xls", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(PresentError, match="is a file; give --output a folder"):
        export(record, "jsonl", tmp_path / "file")

    def full(*_: object) -> bytes:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("onrecord.present.export.jsonl._with_doc", full)
    with pytest.raises(PresentError, match="the disk is full") as caught:
        export(record, "jsonl", tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_formulas_are_guarded(words: str) -> None:
    assert guard(words) == "'" + words


def test_cells() -> None:
    assert cell(None) == cell([]) == ""
    assert cell([{"start": 1, "end": 2}, {"start": 5, "end": 9}]) == "1-2;5-9"
    assert cell({"start": 0, "end": 4}) == "0-4"
    assert cell(["RUS", "CHN"]) == "RUS;CHN"
    assert cell(True) == "true"
    assert cell(0.25) == "0.25"
