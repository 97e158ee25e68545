"""The write side: layers, replacement, order, the lock, what is refused, what is swept away."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.record import FORMAT, Record, Row, Store, remove
from tests.unit.record import factory

SHA = "a" * 64


def row(document: str, key: str = "k", payload: bytes = b"{}") -> Row:
    return Row(document, key, payload)


def shards(path: Path) -> list[str]:
    return sorted(file.name for file in (path / "shards").iterdir())


def test_makes_the_layout_of_the_design(tmp_path: Path) -> None:
    factory.whole(tmp_path / "a.record", "a.txt")
    names = {entry.name for entry in (tmp_path / "a.record").iterdir()}
    assert names == {".lock", "manifest.json", "record.duckdb", "search.sqlite", "shards", "sources"}
    assert {name.split("-")[0] for name in shards(tmp_path / "a.record")} == {"read", "resolve", "positions", "link"}


def test_keys_and_rows_come_back_after_reopening(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        store.write("extract", [row("b", "2", b"B"), row("a", "1", b"A")])
    with Store.create_or_open(tmp_path / "r") as store:
        assert store.keys("extract") == {"a": "1", "b": "2"}
        assert store.keys("read") == {}
        assert list(store.load("extract")) == [("a", b"A"), ("b", b"B")]


def test_loads_in_order_of_ids_over_many_shards(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        for start in range(7):
            store.write("read", [row(f"{n:03d}", payload=str(n).encode()) for n in range(start, 200, 7)])
        assert [document for document, _ in store.load("read")] == [f"{n:03d}" for n in range(200)]
        assert list(store.load("read", ["150", "003", "none"])) == [("003", b"3"), ("150", b"150")]


def test_later_rows_replace_earlier_ones_and_leave_the_disk(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        store.write("read", [row("a", "1", b"old"), row("b", "1", b"B")])
        store.write("read", [row("a", "2", b"new")])
        assert dict(store.load("read")) == {"a": b"new", "b": b"B"}
        assert len(shards(tmp_path / "r")) == 2
        store.write("read", [row("b", "2", b"newer")])
        assert len(shards(tmp_path / "r")) == 2
    with Store.create_or_open(tmp_path / "r") as store:
        assert dict(store.load("read")) == {"a": b"new", "b": b"newer"}


def test_writing_the_same_again_piles_nothing_up(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        for _ in range(3):
            store.write("read", [row("a"), row("b")])
    assert len(shards(tmp_path / "r")) == 1


def test_many_small_shards_are_joined_at_the_end(tmp_path: Path) -> None:
    documents = list(factory.generated(40, statements=1))
    with Store.create_or_open(tmp_path / "r") as store:
        for document, _ in documents:
            store.write("read", [row(document.id, "k", msgspec.json.encode(document))])
        assert len(shards(tmp_path / "r")) == 40
        store.finish(factory.manifest())
        assert len(shards(tmp_path / "r")) == 1
        assert store.keys("read") == {document.id: "k" for document, _ in documents}
    with Record.open(tmp_path / "r") as record:
        assert [document.id for document in record.documents()] == sorted(document.id for document, _ in documents)


def test_one_document_twice_in_a_shard_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store, pytest.raises(ValueError, match="two rows of one document"):
        store.write("read", [row("a"), row("a")])


def test_vanished_documents_leave_shards_tables_search_and_sources(tmp_path: Path) -> None:
    one, two = list(factory.generated(2))
    factory.build(tmp_path / "r", [one, two])
    factory.build(tmp_path / "r", [two])
    with Record.open(tmp_path / "r") as record:
        assert [document.id for document in record.documents()] == [two[0].id]
        assert set(record.search("envoy").column("doc").to_pylist()) == {two[0].id}
    assert [path.name for path in (tmp_path / "r" / "sources").iterdir()] == [two[0].source]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "r" / "shards").iterdir())
    assert two[0].id.encode() in kept and one[0].id.encode() not in kept


def test_a_changed_document_takes_its_old_rows_with_it(tmp_path: Path) -> None:
    ((old, _),) = factory.generated(1)
    new = msgspec.structs.replace(old, text="Changed.", source="b" * 64)
    factory.build(tmp_path / "r", factory.generated(1))
    factory.build(tmp_path / "r", [(new, factory.Extraction(id=new.id))])
    with Record.open(tmp_path / "r") as record:
        assert record.document(new.id).text == "Changed."
        assert record.table("statements").num_rows == 0


def test_the_last_layer_that_has_a_document_counts(tmp_path: Path) -> None:
    document, extraction, linked = factory.made("a.txt")
    plain = msgspec.structs.replace(extraction, positions=(), events=())
    changed = msgspec.structs.replace(extraction, statements=extraction.statements[:1])
    for layers, counts in (
        ({"resolve": plain}, (2, 0)),
        ({"resolve": plain, "positions": extraction}, (2, 1)),
        ({"resolve": plain, "positions": extraction, "link": linked}, (2, 1)),
        ({"link": msgspec.structs.replace(linked, extraction=changed)}, (1, 1)),
        ({}, (0, 0)),
    ):
        path = tmp_path / "-".join(["r", *layers])
        with Store.create_or_open(path) as store:
            store.write("read", [row("a.txt", "k", msgspec.json.encode(document))])
            for layer, payload in layers.items():
                store.write(layer, [row("a.txt", "k", msgspec.json.encode(payload))])
            found = store.finish(factory.manifest()).counts
        assert (found["statements"], found["positions"]) == counts


def test_sources_are_kept_by_hash(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        store.keep_source(SHA, b"bytes")
        assert store.sources() == {SHA}
        (tmp_path / "r" / "sources" / SHA).write_bytes(b"")  # what a power cut leaves
        store.keep_source(SHA, b"bytes")
        assert (tmp_path / "r" / "sources" / SHA).read_bytes() == b"bytes"
        with pytest.raises(ValueError, match="no SHA-256"):
            store.keep_source("../../../etc/passwd", b"")


def test_the_manifest_is_written_with_counts_and_found_again(tmp_path: Path) -> None:
    written = factory.whole(tmp_path / "r", "a.txt", "b.txt")
    assert written.counts["statements"] == 4
    assert written.counts["rejected"] == 1
    with Store.create_or_open(tmp_path / "r") as store:
        assert store.manifest == written


def test_one_writer_at_a_time_in_one_process_and_in_two(tmp_path: Path, root: Path) -> None:
    other = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from onrecord.record import Store\n"
        "from onrecord.errors import RecordError\n"
        "try: Store.create_or_open(Path(sys.argv[1]))\n"
        "except RecordError as error: print(error)"
    )
    with Store.create_or_open(tmp_path / "r"):
        with pytest.raises(RecordError, match="another build is writing"):
            Store.create_or_open(tmp_path / "r")
        command = [sys.executable, "-c", other, tmp_path / "r", root / "src"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "another build is writing" in done.stdout
    Store.create_or_open(tmp_path / "r").close()


def test_leftovers_of_a_killed_build_are_swept_away(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt")
    left = [
        "shards/read-1.parquet.tmp",
        "sources/x.tmp",
        "record.duckdb.tmp",
        "record.duckdb.tmp.wal",
        "search.sqlite.tmp",
    ]
    for name in left:
        (tmp_path / "r" / name).write_bytes(b"half")
    (tmp_path / "r" / "record.duckdb.tmp.spill").mkdir()
    (tmp_path / "r" / "record.duckdb.tmp.spill" / "block").write_bytes(b"half")
    Store.create_or_open(tmp_path / "r").close()
    assert not list((tmp_path / "r").rglob("*.tmp*"))


def test_judgements_survive_every_build(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt")
    (tmp_path / "r" / "judgements.jsonl").write_bytes(b'{"id":"1"}\n')
    factory.whole(tmp_path / "r", "b.txt")
    remove(tmp_path / "r", ["a.txt"])
    assert (tmp_path / "r" / "judgements.jsonl").read_bytes() == b'{"id":"1"}\n'


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("words")
    with pytest.raises(RecordError, match="something else than a record"):
        Store.create_or_open(tmp_path)
    with pytest.raises(RecordError, match="something else than a record"):
        Store.create_or_open(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_newer_record_is_refused_and_left_alone(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt")
    file = tmp_path / "r" / "manifest.json"
    newer = {"format": FORMAT + 1, "unheard": "of"}
    file.write_text(json.dumps(newer))
    for attempt in (Store.create_or_open, Record.open):
        with pytest.raises(RecordError, match=r"written by a newer onrecord .*install the newer version"):
            attempt(tmp_path / "r")
    assert json.loads(file.read_text()) == newer


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt")
    name = next(name for name in shards(tmp_path / "r") if name.startswith("read"))
    (tmp_path / "r" / "shards" / name).write_bytes(b"PAR1 not")
    with pytest.raises(RecordError, match=f"{name}: damaged; delete this file"):
        Store.create_or_open(tmp_path / "r")


def test_remove_takes_documents_out_and_nothing_else(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt", "b.txt", "c.txt")
    manifest = remove(tmp_path / "r", ["b.txt"])
    assert [entry.document for entry in manifest.inputs] == ["a.txt", "c.txt"]
    with Record.open(tmp_path / "r") as record:
        assert [document.id for document in record.documents()] == ["a.txt", "c.txt"]
    with pytest.raises(RecordError, match=r"holds no document 'b\.txt'"):
        remove(tmp_path / "r", ["a.txt", "b.txt"])
    with pytest.raises(RecordError, match="no record here"):
        remove(tmp_path / "none", ["a.txt"])
    assert not (tmp_path / "none").exists()


def test_remove_links_anew_when_told_how(tmp_path: Path) -> None:
    factory.whole(tmp_path / "r", "a.txt", "b.txt")
    ties = factory.Linked(document="a.txt", story="alone")
    remove(tmp_path / "r", ["b.txt"], lambda store: store.write("link", [row("a.txt", "2", msgspec.json.encode(ties))]))
    with Record.open(tmp_path / "r") as record:
        assert record.table("documents").column("story").to_pylist() == ["alone"]
