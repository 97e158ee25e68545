"""The commands that tell where sides stand."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.present.cli import app
from tests.unit.analyse import stands

SAID = [
    ("RUS", "grain-deal", "for", "2022-07-22", "support"),
    ("RUS", "grain-deal", "against", "2023-07-17", "reject"),
    ("TUR", "grain-deal", "for", "2023-07-18", "demand"),
    ("TUR", "tariffs", "neutral", "2023-05-01", "report"),
]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return stands.record(tmp_path / "stands.record", SAID)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_matrix_shows_symbols_counts_and_what_has_no_evidence(record: Path) -> None:
    lines = run("matrix", record).stdout.splitlines()
    assert lines[0].split() == ["issue", "side", "2022", "2023"]
    assert lines[1].split() == ["grain-deal", "RUS", "+1", "−1"]
    assert lines[2].split() == ["grain-deal", "TUR", "·", "+1"]
    assert lines[3].split() == ["tariffs", "TUR", "·", "○1"]
    assert "no evidence" in lines[4]


def test_the_matrix_lists_evidence_for_a_program(record: Path) -> None:
    rows = [
        json.loads(line) for line in run("matrix", record, "--every", "all", "--format", "jsonl").stdout.splitlines()
    ]
    mixed = next(row for row in rows if row["side"] == "RUS")
    assert mixed["stance"] == "mixed"
    assert sorted(mixed["evidence"]) == sorted(stands.ids(SAID)[:2])
    csv = run("matrix", record, "--format", "csv").stdout.splitlines()
    assert csv[0].startswith("side,issue,period,stance,for,against,neutral")


def test_the_matrix_leads_to_the_sentences(record: Path) -> None:
    out = run("matrix", record, "--evidence", "--side", "TUR", "--issue", "grain-deal").stdout
    assert stands.ids(SAID)[2] in out
    assert stands.ids(SAID)[0] not in out


def test_an_empty_matrix_says_what_to_do(record: Path) -> None:
    result = run("matrix", record, "--side", "FRA")
    assert result.exit_code == 0
    assert "--issues" in result.stderr


def test_alignment_withholds_figures_and_says_why(record: Path) -> None:
    out = run("alignment", record).stdout
    assert "1 of 5 shared issues needed" in out
    (row,) = [json.loads(line) for line in run("alignment", record, "--format", "jsonl").stdout.splitlines()]
    assert row["agreement"] is None


def test_shifts_name_the_statements(record: Path) -> None:
    out = run("shifts", record).stdout
    assert "turned" in out
    assert stands.ids(SAID)[0] in out and stands.ids(SAID)[1] in out


@pytest.mark.parametrize("command", ["matrix", "alignment", "shifts"])
def test_an_issue_that_nobody_watches_is_told_with_those_there_are(record: Path, command: str) -> None:
    manifest = record / "manifest.json"
    kept = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(kept | {"issues": [{"id": "grain-deal", "statement": "The grain deal"}]}))
    result = run(command, record, "--issue", "no-such-issue")
    assert result.exit_code == 2
    assert "'no-such-issue' is none of grain-deal" in result.output
    assert run(command, record, "--issue", "grain-deal").exit_code == 0


def test_a_watchlist_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "issues.toml"
    path.write_text('[[issue]]\nid = "grain-deal"\nstatement = "The grain deal"\n')
    assert "The grain deal" in run("issues", "check", path).stdout


def test_a_stance_line_that_cant_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "short", "target": [3, 99]}\nno json\n')
    result = run("stance", "--input", path, "--output", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "line 1: target [3, 99] holds no words of the text (a)" in result.stderr
    assert "line 2: no question" in result.stderr
    assert (tmp_path / "out.jsonl").read_text() == ""
