"""A folder of all kinds of inputs, bad ones among them: what can be read is in the record, the rest is listed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from tests.contract.samples import MAIL, PAGE, parquet, pdf, tarred, warc, zipped

COMMAND = [sys.executable, "-c", "from onrecord.present.cli import main; main()"]
pytestmark = pytest.mark.model
WORDS = b"Kenya's president said on Monday that his country would sign the treaty of the sea.\n"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "in"
    out.mkdir()
    files = {
        "a.txt": WORDS,
        "b.html": PAGE.replace(b"</head>", b'<meta property="article:published_time" content="2023-05-04"></head>'),
        "c.pdf": pdf("The envoy said that she would leave the hall.", "Nobody followed her."),
        "d.warc": warc(("https://a.example/1", "text/html", PAGE), ("https://a.example/x.css", "text/css", b"p {}")),
        "d2.warc": warc(("https://a.example/1", "text/html", PAGE.replace(b"three", b"four"))),
        "e.eml": MAIL,
        "f.zip": zipped({"in/one.txt": WORDS, "../two.txt": WORDS, "three.bin": bytes(range(256)) * 9}),
        "g.tar": tarred({"four.txt": WORDS}),
        "h.csv": b"key,headline,body\nk1,Title,Ghana said it would sign.\nk2,Title,\n",
        "i.parquet": parquet({"key": ["p1"], "body": ["Togo said it would not sign."]}),
        "j.jsonl": b'{"key": "r1", "body": "Malta said it backs the plan."}\nbroken\n',
        "bad.pdf": b"%PDF-1.7\nnothing more",
        "bad.zip": b"PK\x03\x04 and no more",
        "empty.html": b"<html><body><nav><a href=x>Home</a></nav></body></html>",
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(40),
    }
    for name, data in files.items():
        (out / name).write_bytes(data)
    return out


READ = [
    "a.txt", "b.html", "c.pdf", "e.eml", "f.zip/in/one.txt", "g.tar/four.txt", "https://a.example/1", "k1", "p1", "r1",
]  # fmt: skip
BAD = [
    "bad.pdf",
    "bad.zip",
    "d2.warc/https",
    "empty.html",
    "f.zip/../two.txt",
    "f.zip/three.bin",
    "h.csv",
    "j.jsonl",
    "picture.html",
]


def test_build_reads_what_it_can_and_lists_the_rest(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "x.record"
    (tmp_path / "m.csv").write_text("file,title\nk1,From the table\nb.html,From the table\n", encoding="utf8")
    options = ("--columns", "id=key,text=body,title=headline", "--metadata", tmp_path / "m.csv")
    done = run("build", folder, "--record", record, *options)
    assert done.returncode == 1, done.stderr
    listed = sorted(line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("rejected"))
    assert listed == [f"rejected {name}" for name in BAD]
    with onrecord.open(record) as opened:
        rows = opened.sql("SELECT doc, title, published_value, sha256 FROM documents ORDER BY doc").to_pylist()
        assert [row["doc"] for row in rows] == READ
        said = {row["doc"]: row for row in rows}
        assert said["k1"]["title"] == said["b.html"]["title"] == "From the table"
        assert said["b.html"]["published_value"] == "2023-05-04"
        assert said["e.eml"]["published_value"] == "2023-03-14"
        kept = {path.name for path in (record / "sources").iterdir()}
        assert {row["sha256"] for row in rows} == kept
    manifest = json.loads((record / "manifest.json").read_bytes())
    # nothing is read again, and what was rejected is still said
    assert run("build", folder, "--record", record, *options).returncode == 1
    again = json.loads((record / "manifest.json").read_bytes())
    assert (again["inputs"], again["rejected"]) == (manifest["inputs"], manifest["rejected"])
    # a row of the metadata about a line of a table makes that line anew
    (tmp_path / "m.csv").write_text("file,title\nk1,Another\n", encoding="utf8")
    run("build", folder, "--record", record, *options)
    with onrecord.open(record) as opened:
        titles = {row["doc"]: row["title"] for row in opened.sql("SELECT doc, title FROM documents").to_pylist()}
    assert titles["k1"] == "Another"
    assert titles["b.html"] == "Talks begin"


def test_extract_reads_a_folder_too(folder: Path, tmp_path: Path) -> None:
    done = run("extract", "--input", folder, "--output", tmp_path / "out.jsonl", "--columns", "id=key,text=body")
    assert done.returncode == 1
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    # without a record there is nothing to tell one capture from the other by: both are given
    assert sorted(row["id"] for row in rows if not row["rejected"]) == sorted([*READ, "https://a.example/1"])
    assert sorted(row["id"] for row in rows if row["rejected"]) == [name for name in BAD if name != "d2.warc/https"]
    assert "rejected bad.pdf: a PDF that can't be parsed" in done.stderr
    assert any(statement["side"] == ["KEN"] for row in rows for statement in row["statements"])


def test_a_column_that_is_none_is_said_in_a_line(folder: Path, tmp_path: Path) -> None:
    done = run("build", folder, "--record", tmp_path / "x.record", "--columns", "body=text")
    assert done.returncode == 2
    assert "'body=text' is no FIELD=COLUMN; fields are id, text" in done.stderr


def test_an_archive_that_is_added_again_replaces_its_members(tmp_path: Path) -> None:
    archive, record = tmp_path / "a.zip", tmp_path / "x.record"
    archive.write_bytes(zipped({"one.txt": WORDS, "two.txt": WORDS + b"It said no more.\n"}))
    onrecord.build([archive], record)
    archive.write_bytes(zipped({"two.txt": WORDS + b"It said more.\n", "three.txt": WORDS + b"Nobody asked.\n"}))
    manifest = onrecord.build([archive], record, onrecord.Options(add=True))
    assert [item.document for item in manifest.inputs] == ["a.zip/three.txt", "a.zip/two.txt"]
