"""The commands as a person runs them: what they print, how they end, and one line for what goes wrong."""

import csv
import errno
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.present.cli import main
from onrecord.present.cli.screen import table
from tests.unit.present.factory import HOSTILE, build

Result = tuple[int, str, str]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("r") / "a.record")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def run(*words: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_show_tells_what_a_record_holds_and_what_to_do_next(run, record: Path) -> None:
    code, out, _ = run("show", record)
    assert code == 0
    for words in ("4 documents", "15 statements, 1 within another", "Russia RUS", "John Kirby (USA)", "97 %",
                  "empty.txt: empty", f"onrecord show {record} saudi-iran-1.txt", "onrecord report"):  # fmt: skip
        assert words in out


def test_show_a_document_marks_and_lists_its_statements(run, record: Path) -> None:
    code, out, _ = run("show", record, "high-seas-2.txt")
    assert code == 0
    assert "[3 source: Its representative, Sergey Leonidchenko], [3 cue: argued] [3: that the document" in out
    assert "[furniture: ---" in out and "within 4" in out
    assert "[4: that [5: it opposed the protection of the ocean]]" in out


def test_hostile_text_commands_no_terminal(run, record: Path) -> None:
    assert "\x1b" in HOSTILE and "\u202e" in HOSTILE
    for words in (
        ["show", record, "hostile<&>.txt"],
        ["show", record],
        ["timeline", record],
        ["search", record, "red"],
    ):
        _, out, _ = run(*words)
        assert "\x1b" not in out and "\u202e" not in out and "\x00" not in out


def test_show_a_row_with_sentence_and_places(run, record: Path) -> None:
    _, out, _ = run("show", record)
    id = out.split("saudi-iran-1.txt · ")[1][:16]
    code, out, _ = run("show", record, id[:5])
    assert code == 0 and id in out and "was quoted as saying." in out and "John Kirby [" in out


def test_search_as_words_and_as_json(run, record: Path) -> None:
    code, out, _ = run("search", record, "ocean", "--side", "rus", "--limit", 1)
    assert code == 0 and "**ocean**" in out and "RUS, deny" in out
    code, out, _ = run("search", record, "international waters", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and rows[0]["doc"] == "high-seas-2.txt" and rows[0]["start"] < rows[0]["end"]


def test_search_by_dates_of_publication_and_outlet(run, record: Path) -> None:
    assert run("search", record, "the", "--since", "2024")[1] == ""
    assert "nato-north" in run("search", record, "NATO", "--until", "2022-05", "--outlet", "onrecord examples")[1]
    assert run("search", record, "zebra")[2].startswith("no hit for zebra")


def test_timeline_in_three_forms(run, record: Path) -> None:
    code, out, _ = run("timeline", record, "--side", "usa,RUS", "--act", "deny")
    assert code == 0 and len(out.splitlines()) == 3 and out.split()[0] == "on"
    _, out, _ = run("timeline", record, "--speaker", "kirby", "--format", "jsonl")
    assert [json.loads(line)["act"] for line in out.splitlines()] == ["criticise", "deny"]
    _, out, _ = run("timeline", record, "--events", "--type", "agree", "--status", "occurred", "--format", "csv")
    assert [row["side"] for row in csv.DictReader(io.StringIO(out))] == ["IRN;SAU"]


def test_an_empty_timeline_tells_which_sides_there_are(run, record: Path) -> None:
    code, out, err = run("timeline", record, "--side", "FRA")
    assert code == 0 and out == "" and "CHN, IRN, RUS" in err


def test_export_report_remove_and_diff(run, record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.record"
    shutil.copytree(record, copy)
    code, out, _ = run("export", record, "--format", "csv", "--output", tmp_path / "tables")
    assert code == 0 and str(tmp_path / "tables" / "statements.csv") in out
    code, out, _ = run("report", record, "--output", tmp_path / "a.html")
    assert code == 0 and "15 statements of 4 documents" in out and (tmp_path / "a.html").is_file()
    assert run("diff", record, copy)[1] == "nothing changed\n"
    code, out, _ = run("remove", copy, "saudi-iran-1.txt")
    assert code == 0 and "3 documents" in out
    code, out, _ = run("diff", record, copy)
    assert code == 0 and "8 statements removed" in out
    _, out, _ = run("diff", record, copy, "--format", "jsonl")
    removed = {
        "table": "documents", "doc": "saudi-iran-1.txt", "id": "saudi-iran-1.txt", "change": "removed",
        "field": None, "old": None, "new": None,
    }  # fmt: skip
    assert removed in [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["show"], "Missing argument 'RECORD'"),
        (["timeline", "R", "--act", "shout"], "'shout' is none of assert, support"),
        (["timeline", "R", "--since", "2021-02-30"], "2021-02-30"),
        (["timeline", "R", "--format", "xml"], "'xml' is none of table, jsonl, csv"),
        (["timeline", "R", "--type", "AID"], "add --events"),
        (["timeline", "R", "--events", "--act", "deny"], "leave out --events"),
        (["search", "R", "x", "--limit", "0"], "--limit"),
        (["search", "R", "x", "--side", "A,B"], "--side takes one value"),
        (["export", "R", "--format", "xml", "--output", "o"], "'xml' is none of brat, csv, ftm, gdelt"),
        (["export", "R"], "--output"),
        (["build", "x"], "--record"),
        (["show", "R", "--colour"], "--colour"),
    ],
)
def test_usage_errors_are_one_line_and_end_with_2(run, words: list[str], message: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "") and message in err and "--help` shows how it goes" in err
    assert err.count("\n") == 1 and err.startswith("onrecord")


def test_failures_are_one_line_and_end_with_3(run, record: Path, tmp_path: Path) -> None:
    for words, message in (
        (["show", tmp_path / "none"], "no record here"),
        (["show", record, "saudi"], "did you mean 'saudi-iran-1.txt'?"),
        (["show", record, "abcdef"], "holds no row"),
        (["show", record, "zzz"], "lists what it holds"),
        (["remove", record, "zzz"], "holds no document 'zzz'"),
        (["search", record, "..."], "no word to search for"),
        (["report", record, "--output", tmp_path / "no" / "a.html"], "a.html"),
        (["diff", record, tmp_path / "none"], "no record here"),
    ):
        code, out, err = run(*words)
        assert (code, out) == (3, ""), words
        assert message in err and err.count("\n") == 1 and err.startswith("onrecord: ")


def test_no_command_shows_help_and_ends_with_2(run) -> None:
    code, out, _ = run()
    assert code == 2 and "Start with: onrecord build" in out


def test_version(run) -> None:
    code, out, _ = run("--version")
    assert code == 0 and out.startswith("onrecord ")


def test_tables_fit_a_narrow_terminal_row_by_row() -> None:
    rows = [["2021-10-12", "the harbour master of the old town by the river", "", "3f9a1c"]]
    shown = {}
    for width in (24, 100):
        out = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
        table(out, ["on", "who", "note", "id"], rows)
        shown[width] = [line.rstrip() for line in out.file.getvalue().splitlines()]
    assert shown[24][:2] == ["on 2021-10-12  id 3f9a1c", "    the harbour master"]
    assert all(len(line) <= 24 for line in shown[24])
    assert [line.split()[0] for line in shown[100]] == ["on", "2021-10-12"] and "3f9a1c" in shown[100][1]


def test_a_reader_that_stops_reading_is_no_failure(record: Path) -> None:
    for words in (["show", record], ["timeline", record], ["show", record, "high-seas-2.txt"]):
        command = [sys.executable, "-c", "from onrecord.present.cli import main; main()", *map(str, words)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.close()
            assert (process.stderr.read(), process.wait()) == (b"", 0), words


def test_a_row_judged_wrong_says_so_when_it_is_asked_for(run, tmp_path: Path) -> None:
    path = build(tmp_path / "a.record")
    id = run("timeline", path, "--format", "jsonl")[1].split('"id":"')[1][:16]
    assert run("judge", path, id, "wrong", "--author", "Ada")[0] == 0
    code, _, err = run("show", path, id[:8])
    assert code == 3 and f"row {id} was judged wrong by Ada" in err and "--machine" in err
    assert run("show", path, id[:8], "--machine")[0] == 0


def test_a_name_is_no_code_of_a_side(run, record: Path) -> None:
    id = run("timeline", record, "--format", "jsonl")[1].split('"id":"')[1][:16]
    code, _, err = run("judge", record, id, "edit", "side=Russia")
    assert code == 3 and "'RUSSIA' is no side" in err


def test_formats_that_are_of_no_use_without_words_say_so(run, record: Path, tmp_path: Path) -> None:
    for format in ("brat", "gold"):
        code, out, err = run("export", record, "--format", format, "--without-text", "--output", tmp_path / format)
        assert (code, out) == (3, "") and "of no use without the articles' words" in err and err.count("\n") == 1
        assert not (tmp_path / format).exists()
    code, out, err = run("export", record, "--format", "gold", "--output", tmp_path / "gold")
    assert (code, out) == (0, "") and "no row is judged" in err


def test_extract_knows_its_parts(run, tmp_path: Path) -> None:
    code, _, err = run("extract", "--input", tmp_path, "--output", "-", "--only", "quotes")
    assert code == 2 and "'quotes' is none of statements, events" in err


def test_a_full_folder_for_passing_files_is_one_line(run, monkeypatch: pytest.MonkeyPatch, record: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("onrecord.present.cli.overview.show", full)
    code, _, err = run("show", record)
    assert code == 3 and err.startswith("onrecord: the disk is full") and err.count("\n") == 1
    assert tempfile.gettempdir() in err and "run the same command again" in err


def test_an_interruption_is_told_in_one_line(run, monkeypatch: pytest.MonkeyPatch, record: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.present.cli.overview.show", interrupted)
    code, _, err = run("show", record)
    assert code == 130 and err.startswith("onrecord: interrupted; what is done is kept") and err.count("\n") == 1
