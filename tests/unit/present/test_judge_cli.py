"""`judge`, `evaluate`, exports gold and brat: what is written is what people said, and comes back as changed."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from onrecord.errors import OnrecordError
from onrecord.present.brat import parse, words
from onrecord.present.cli import app
from onrecord.present.export import export
from onrecord.present.export.brat import annotations
from onrecord.present.files import stem
from onrecord.record import Record
from tests.unit.record import factory
from tests.unit.record.factory import TEXT, made, span

STATEMENT, SECOND = made("a.txt")[1].statements
EVENT = made("a.txt")[1].events[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    factory.whole(tmp_path / "r", "a.txt", "b.txt")
    return tmp_path / "r"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"ONRECORD_AUTHOR": "Ana"})


def test_judge_from_the_first_word_to_undo(path: Path) -> None:
    values = ("side=ERE,UTO", "speaker=Nemo", "said_on=", "about=strait:against", "content=We won’t wait")
    done = run("judge", path, STATEMENT.id[:8], "edit", *values, "--note", "heard it")
    assert done.exit_code == 0, done.output
    assert f"{STATEMENT.id}: edit, by Ana; `onrecord judge" in done.stdout
    with Record.open(path) as record:
        row = record.extraction("a.txt").statements[0]
        (outcome,) = record.judgements()
    assert (row.side, row.speaker and row.speaker.name, row.said_on) == (("ERE", "UTO"), "Nemo", None)
    assert row.content.text == "We won’t wait"
    assert (outcome.judgement.author, outcome.judgement.note) == ("Ana", "heard it")
    listed = run("judge", path, "--list").stdout
    assert "side: ERE UTO" in listed and "1 judgement: 1 attached" in listed
    lines = run("judge", path, "a.txt", "--list", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["judgement"]["id"] for line in lines] == [outcome.judgement.id]
    assert run("judge", path, "b.txt", "--list").stdout.strip() == "0 judgements"
    assert "taken back" in run("judge", path, "--undo", outcome.judgement.id[:6]).stdout
    with Record.open(path) as record:
        assert record.extraction("a.txt") == made("a.txt")[1]


def test_an_addition_and_a_complete_document(path: Path) -> None:
    assert run("judge", path, "b.txt", "add", "content=Envoy warns over strait", "side=UTO", "act=warn").exit_code == 0
    told = span(TEXT, "met")
    assert (
        run("judge", path, "b.txt", "add", "event=AID", f"trigger={told.start}-{told.end}", "--kind", "event").exit_code
        == 0
    )
    done = run("judge", path, "b.txt", "complete", "--author", "Bo")
    assert "every statement of b.txt: complete, by Bo" in done.stdout
    figures = run("evaluate", path).stdout
    assert "recall" in figures and "1 document judged complete" in figures


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((STATEMENT.id,), "say right, wrong"),
        ((STATEMENT.id, "maybe"), "say right, wrong"),
        ((STATEMENT.id, "edit", "side"), "is no FIELD=VALUE"),
        ((STATEMENT.id, "edit", "content=not there"), "stand 0 times in the text"),
        ((STATEMENT.id, "edit", "content=Utopia"), "stand 2 times in the text"),
        ((STATEMENT.id, "edit", "act=sing"), "'sing' is none of"),
        (("--undo", "ffff"), "no judgement 'ffff' that stands"),
        (("nowhere", "right"), "holds no row 'nowhere'"),
    ],
)
def test_what_cannot_be_read_is_one_line(path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run("judge", path, *arguments)
    assert done.exit_code != 0
    assert says in (" ".join(done.output.split()) + str(done.exception))
    assert not (path / "judgements.jsonl").exists()


def test_a_drawn_sample_comes_back_for_its_figures(path: Path, tmp_path: Path) -> None:
    drawn = run("evaluate", path, "--sample", 4, "--seed", 2, "--format", "jsonl").stdout
    rows = [json.loads(line) for line in drawn.splitlines()]
    assert {row["doc"] for row in rows} == {"a.txt", "b.txt"} and len(rows) == 4
    (tmp_path / "drawn.jsonl").write_text(drawn, encoding="utf8")
    for row in rows[:2]:
        run("judge", path, row["id"], "right")
    figures = run("evaluate", path, "--within", tmp_path / "drawn.jsonl", "--format", "jsonl").stdout
    precision = next(json.loads(line) for line in figures.splitlines() if '"precision"' in line)
    assert (precision["right"], precision["of"], precision["value"]) == (2, 2, 1.0)
    (tmp_path / "drawn.jsonl").write_text("no row\n", encoding="utf8")
    assert "no row of `onrecord evaluate" in str(run("evaluate", path, "--within", tmp_path / "drawn.jsonl").exception)
    assert "draws some" in run("evaluate", path.parent / "r").output or "precision" in run("evaluate", path).output


def test_gold_holds_what_every_judge_said(path: Path, tmp_path: Path) -> None:
    run("judge", path, STATEMENT.id, "right", "--author", "Ana")
    run("judge", path, STATEMENT.id, "edit", "act=threaten", "side=ERE", "--author", "Bo")
    run("judge", path, EVENT.id, "right", "--author", "Ana")
    run("judge", path, "a.txt", "complete")
    with Record.open(path) as record:
        (file,) = export(record, "gold", tmp_path / "gold")
    assert file.name == "a.jsonl"
    document, *rows = [json.loads(line) for line in file.read_text(encoding="utf8").splitlines()]
    assert (document["file"], document["published"], document["complete"]) == ("a.txt", ["2021-10-12"], ["statement"])
    first, second, deed = rows
    assert (first["id"], first["required"], first["nested"]) == (STATEMENT.id, True, False)
    assert (first["act"], first["side"]) == (["threaten", "warn"], [["ERE"], ["UTO"]])
    assert [TEXT[a:b] for a, b in first["content"]] == ["We won’t wait", "for ever"]
    assert TEXT[slice(*first["source"])] == "Ana Erdoğan of Utopia"
    assert (second["id"], second["required"], second["source"]) == (SECOND.id, False, None)
    assert (deed["event"], deed["source"], deed["on"]) == ("CONSULT", [["ERE", "UTO"]], ["2021"])


def test_brat_comes_back_as_it_was_changed(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        export(record, "brat", tmp_path / "brat")
        assert (tmp_path / "brat" / "a.txt.txt").read_text(encoding="utf8") == TEXT
    untouched = run("judge", path, "--import-brat", tmp_path / "brat")
    assert "nothing was changed in 0 documents" in untouched.stdout
    file = tmp_path / "brat" / "a.txt.ann"
    ann = file.read_text(encoding="utf8")
    lines = [line for line in ann.splitlines() if "E2" not in line]  # the second statement is deleted
    ann = "\n".join(lines).replace("Act E1 warn", "Act E1 deny").replace("side=UTO", "side=ERE")
    told = span(TEXT, "Envoy warns over strait")
    ann += f"\nT90\tStatement {told.start} {told.end}\tEnvoy warns over strait\nE90\tStatement:T90\nA90\tAct E90 warn\n"
    file.write_text(ann, encoding="utf8")
    done = run("judge", path, "--import-brat", tmp_path / "brat", "--author", "Bo")
    assert "1 add, 1 edit, 1 wrong in 1 documents" in done.stdout, done.output
    with Record.open(path) as record:
        said = record.extraction("a.txt").statements
        assert [(one.content.text, one.act) for one in said] == [
            ("Envoy warns over strait", "warn"),
            ("We won’t wait for ever", "deny"),
        ]
        assert said[1].side == ("ERE",)
        assert {one.judgement.author for one in record.judgements()} == {"Bo"}
        assert {one.judgement.note for one in record.judgements()} == {"from a.txt.ann"}


def test_brat_that_cannot_be_read_is_told_and_the_rest_is_kept(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        export(record, "brat", tmp_path / "brat")
    (tmp_path / "brat" / "a.txt.ann").write_text("E1\tStatement:T1\nT1\tStatement x y\t\n", encoding="utf8")
    other = tmp_path / "brat" / "b.txt.ann"
    other.write_text(
        other.read_text(encoding="utf8").replace("Status E3 occurred", "Status E3 denied"), encoding="utf8"
    )
    done = run("judge", path, "--import-brat", tmp_path / "brat")
    assert done.exit_code == 1
    assert "1 edit in 1 documents" in done.output and "line 2" in done.output
    with Record.open(path) as record:
        assert record.extraction("b.txt").events[0].status == "denied"
    (tmp_path / "brat" / "b.txt.txt").write_text("another text", encoding="utf8")
    other.write_text("", encoding="utf8")
    assert "text isn't the record's any more" in run("judge", path, "--import-brat", tmp_path / "brat").output
    assert isinstance(run("judge", path, "--import-brat", tmp_path).exception, OnrecordError)


def test_standoff_read_back_says_what_was_written() -> None:
    document, said, _ = made("a.txt")
    rows = parse(annotations(document.text, said))
    assert [(row.kind, row.id) for row in rows] == [
        ("statement", STATEMENT.id),
        ("statement", SECOND.id),
        ("event", EVENT.id),
    ]
    assert list(words(rows, rows, "a.txt", document.text)) == []
    assert rows[0].fields["content"] == [[part.start, part.end] for part in STATEMENT.content.spans]
    assert (rows[2].fields["source"], rows[2].fields["on"]) == ("ERE,UTO", "2021")


def test_spans_over_line_ends_are_cut_and_put_together() -> None:
    text = "He said: one\n  two\r\n\r\nthree. End"
    _, said, _ = made("a.txt")
    content = factory.passage(text, "one\n  two\r\n\r\nthree")
    one = msgspec.structs.replace(said.statements[1], content=content)
    said = msgspec.structs.replace(said, statements=(one,), events=())
    ann = annotations(text, said)
    assert "T1\tStatement 9 12;15 18;22 27\tone two three" in ann
    (row,) = parse(ann)
    (word,) = words([], [row], "a.txt", text)
    assert word.edit["content"] == [[9, 27]]


@given(st.lists(st.text(min_size=1, max_size=150), min_size=2, max_size=6, unique=True))
def test_no_two_documents_have_one_file_name(ids: list[str]) -> None:
    names = [stem(id) for id in ids]
    assert len({name.lower() for name in names}) == len(ids)
    assert all(0 < len(name.encode()) <= 120 and not set(name) & set('/\\:*?"<>|\n\0') for name in names)


def test_plain_ids_keep_their_name() -> None:
    assert stem("report-1.txt") == "report-1.txt"
    assert stem("2021/a.txt").startswith("2021%2Fa.txt-")
