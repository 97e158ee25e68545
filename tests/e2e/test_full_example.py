"""The tutorial: from the briefs in `examples/` to a record, and what it answers. Read it from top to bottom."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord.types import Manifest

COMMAND = [sys.executable, "-c", "from onrecord.present.cli import main; main()"]
pytestmark = pytest.mark.model


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """A record of the examples, as `make demo` builds it."""
    record = tmp_path_factory.mktemp("e2e") / "examples.record"
    return record, onrecord.build([root / "examples"], record)


def exported(record: Path, output: Path) -> dict[str, bytes]:
    done = run("export", record, "--format", "jsonl", "--output", output)
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


def test_the_record_holds_every_brief(built: tuple[Path, Manifest]) -> None:
    _, manifest = built
    assert manifest.counts["documents"] == 9
    assert manifest.counts["statements"] >= 60
    assert manifest.rejected == ()


def test_every_span_of_every_export_is_the_documents_text(built: tuple[Path, Manifest], tmp_path: Path) -> None:
    files = exported(built[0], tmp_path / "out")
    texts = {row["doc"]: row["text"] for row in map(json.loads, files["documents.jsonl"].splitlines())}
    seen = 0
    for name in ("statements.jsonl", "events.jsonl"):
        for row in map(json.loads, files[name].splitlines()):
            for part in ("source", "cue", "content", "trigger", "place"):
                if isinstance(row.get(part), dict):
                    words = " ".join(texts[row["doc"]][s:e] for s, e in row[part]["spans"])
                    assert words == row[part]["text"]
                    seen += 1
    assert seen > 150


def test_who_said_what_for_whom_and_when(built: tuple[Path, Manifest]) -> None:
    with onrecord.open(built[0]) as record:
        rows = record.sql(
            "SELECT speaker, side, said_on_value, kind FROM statements WHERE doc = 'nato-north-1.txt' "
            "AND contains(content_text, 'posed no direct threat')"
        ).to_pylist()
    assert rows == [{"speaker": "Vladimir Putin", "side": ["RUS"], "said_on_value": "2022-05-16", "kind": "indirect"}]


def test_a_denial_is_a_denial(built: tuple[Path, Manifest]) -> None:
    with onrecord.open(built[0]) as record:
        denied = record.sql("SELECT side, content_text FROM statements WHERE act = 'deny'").to_pylist()
    assert any(row["side"] == ["RUS"] and "protection of the ocean" in row["content_text"] for row in denied)


def test_search_finds_words_and_says_where(built: tuple[Path, Manifest]) -> None:
    done = run("search", built[0], "sovereignty")
    assert done.returncode == 0 and "saudi-iran-1.txt" in done.stdout


def test_the_report_is_one_page_without_anything_from_elsewhere(built: tuple[Path, Manifest], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run("report", built[0], "--output", page)
    assert done.returncode == 0, done.stderr
    html = page.read_text(encoding="utf8")
    assert "Wang Yi" in html and "Content-Security-Policy" in html
    assert 'src="http' not in html and "<link" not in html


def test_two_builds_and_any_number_of_workers_give_the_same_bytes(
    built: tuple[Path, Manifest], root: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.record"
    onrecord.build([root / "examples"], again, onrecord.Options(workers=2))
    assert exported(built[0], tmp_path / "one") == exported(again, tmp_path / "two")


def test_adding_later_gives_what_building_at_once_gives(root: Path, tmp_path: Path) -> None:
    briefs = sorted((root / "examples").glob("*.txt"))
    first, second = briefs[:2], briefs[2:4]
    grown, whole = tmp_path / "grown.record", tmp_path / "whole.record"
    onrecord.build(first, grown)
    onrecord.build([*first, *second], grown)
    onrecord.build([*first, *second], whole)
    assert exported(grown, tmp_path / "one") == exported(whole, tmp_path / "two")
    onrecord.build(second, grown, onrecord.Options(add=True))
    assert exported(grown, tmp_path / "three") == exported(whole, tmp_path / "two")


def test_vanished_and_changed_inputs_leave(tmp_path: Path) -> None:
    folder, record = tmp_path / "in", tmp_path / "x.record"
    folder.mkdir()
    (folder / "a.txt").write_text('Kenya\'s president said: "We agree." Uganda denied it.', encoding="utf8")
    (folder / "b.txt").write_text("Ghana said it would sign the treaty on Monday.", encoding="utf8")
    assert onrecord.build([folder], record).counts["documents"] == 2
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("Togo said it would not sign the treaty.", encoding="utf8")
    assert onrecord.build([folder], record).counts["documents"] == 1
    with onrecord.open(record) as opened:
        assert opened.document("b.txt").text.startswith("Togo")
        assert all("Ghana" not in row for row in opened.table("statements")["row"].to_pylist())


def test_bad_inputs_are_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder, record = tmp_path / "in", tmp_path / "x.record"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(b"text\x00with a hole, " + b"and more words to come. " * 20)
    (folder / "chinese.txt").write_text("外交部发言人表示，中方对此表示坚决反对。" * 20, encoding="utf8")
    (folder / "quote.txt").write_text('Peru said: "we never close this quotation. Chile agreed.', encoding="utf8")
    done = run("build", folder, "--record", record)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("rejected")] == [
        "rejected empty.txt", "rejected nul.txt", "rejected picture.txt",
    ]  # fmt: skip
    with onrecord.open(record) as opened:
        assert opened.document("chinese.txt").supported is False
        assert opened.document("quote.txt").supported
        assert opened.sql("SELECT count(*) AS n FROM statements WHERE doc = 'chinese.txt'").to_pylist() == [{"n": 0}]


def test_a_missing_path_is_one_line(tmp_path: Path) -> None:
    done = run("build", tmp_path / "nowhere", "--record", tmp_path / "x.record")
    assert done.returncode == 3
    assert "nowhere" in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_killed_build_goes_on_and_ends_alike(built: tuple[Path, Manifest], root: Path, tmp_path: Path) -> None:
    record = tmp_path / "killed.record"
    for wait in (1.5, 3.0, 4.5):
        child = subprocess.Popen(
            [*COMMAND, "build", str(root / "examples"), "--record", str(record)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(wait)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    assert run("build", root / "examples", "--record", record).returncode == 0
    assert exported(record, tmp_path / "one") == exported(built[0], tmp_path / "two")


def test_extract_answers_every_line(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "Malta said on Tuesday that it backs the plan.", "published": "2024-05-15"}',
        b'{"id": "b", "text": "\\ud800"}',
        b"not json at all",
        b'{"id": "c", "text": ""}',
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\n".join(lines) + b"\n")
    done = run("extract", "--input", source, "--output", target)
    rows = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert done.returncode == 1
    assert [row["id"] for row in rows] == ["a", "b", None, "c"]
    assert [bool(row["rejected"]) for row in rows[1:3]] == [True, True]
    (statement,) = [s for s in rows[0]["statements"] if s["parent"] is None]
    assert statement["side"] == ["MLT"] and statement["said_on"] == {"value": "2024-05-14", "precision": "day"}
    assert list(rows[0]) == [
        "id", "published", "language", "boilerplate", "statements", "events", "positions", "times", "rejected",
    ]  # fmt: skip
