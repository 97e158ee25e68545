"""A record of an older version opens, or says in one line how to make it anew.

`tests/golden/format-1` is a record of two of our examples as format 1 was when it began: shards, sources and manifest,
without what is derived. It's never written anew: that it still opens is what it's for.
"""

import shutil
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.record import FORMAT, Record, Store, migrations
from onrecord.record.derive import shape
from tests.unit.record import factory


@pytest.fixture
def old(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "tests" / "golden" / "format-1", tmp_path / "old.record"))


def change(path: Path, **fields: object) -> None:
    file = path / "manifest.json"
    file.write_bytes(msgspec.json.encode({**msgspec.json.decode(file.read_bytes()), **fields}))


def test_a_record_of_format_1_opens_without_inputs_and_models(old: Path) -> None:
    before = msgspec.json.decode((old / "manifest.json").read_bytes())
    with Record.open(old) as record:
        assert record.manifest.shape == shape()
        for table in ("documents", "statements", "events", "utterances"):
            assert record.table(table).num_rows == before["counts"][table] > 0
        for row in record.sql("SELECT doc, content_text, content_spans FROM statements").to_pylist():
            text = record.document(row["doc"]).text
            assert " ".join(text[one["start"] : one["end"]] for one in row["content_spans"]) == row["content_text"]
        assert record.search("NATO").num_rows > 0
    assert {path.name for path in (old / "sources").iterdir()} == {one["sha256"] for one in before["inputs"]}


def test_tables_of_another_shape_are_derived_anew_once(tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(3))
    change(tmp_path / "r", shape="before")
    Record.open(tmp_path / "r").close()
    made = (tmp_path / "r" / "record.duckdb").stat().st_mtime_ns
    Record.open(tmp_path / "r").close()
    assert (tmp_path / "r" / "record.duckdb").stat().st_mtime_ns == made


def test_without_shards_it_says_what_derives_the_tables(tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(3))
    change(tmp_path / "r", shape="before", version="0.0.9")
    shutil.rmtree(tmp_path / "r" / "shards")
    with pytest.raises(RecordError, match=r"made by onrecord 0\.0\.9, in another shape; run `onrecord build` again"):
        Record.open(tmp_path / "r")


def test_a_format_with_a_step_is_lifted_for_readers_and_for_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factory.build(tmp_path / "r", factory.generated(3))
    monkeypatch.setitem(migrations.STEPS, FORMAT - 1, lambda path: change(path, format=FORMAT))
    for use in (Record.open, Store.create_or_open):
        change(tmp_path / "r", format=FORMAT - 1)
        use(tmp_path / "r").close()
        assert msgspec.json.decode((tmp_path / "r" / "manifest.json").read_bytes())["format"] == FORMAT


@pytest.mark.parametrize("use", [Record.open, Store.create_or_open])
def test_a_format_without_a_step_says_how_to_build_it_again(use: object, tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(3))
    change(tmp_path / "r", format=FORMAT - 1, version="0.0.9")
    with pytest.raises(RecordError, match=r"made by onrecord 0\.0\.9 \(format \d+\).*build it again with") as caught:
        use(tmp_path / "r")  # type: ignore[operator]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("use", [Record.open, Store.create_or_open])
def test_a_newer_format_is_refused_and_left_alone(use: object, tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(3))
    change(tmp_path / "r", format=FORMAT + 1)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*") if path.is_file()}
    with pytest.raises(RecordError, match="written by a newer onrecord"):
        use(tmp_path / "r")  # type: ignore[operator]
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*") if path.is_file()}
    assert {path.name for path in after.keys() ^ before.keys()} <= {".lock"}
    assert all(after[path] == time for path, time in before.items())
