"""A record opens as people left it: in tables, documents, search and streams; the machine's rows stay beside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.record import JUDGED, TABLES, Filters, Record, Row, Store, Word, judgements, remove
from tests.unit.record import factory
from tests.unit.record.factory import TEXT, made, span

STATEMENT, SECOND = made("a.txt")[1].statements
EVENT = made("a.txt")[1].events[0]
POSITION = made("a.txt")[1].positions[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    factory.whole(tmp_path / "r", "a.txt", "b.txt")
    return tmp_path / "r"


def rows(record: Record, table: str, where: str = "doc = 'a.txt'") -> list[dict[str, Any]]:
    return record.sql(f"SELECT * FROM {table} WHERE {where}").to_pylist()


def test_without_judgements_the_tables_are_the_machines(path: Path) -> None:
    with Record.open(path) as record:
        assert record.judgements() == []
        assert record.sql("SELECT * FROM judgements").num_rows == 0
        for name in TABLES:
            extra = ["judged"] if name in JUDGED else []
            assert record.table(name).column_names[len(TABLES[name].columns) :] == (
                extra if name != "documents" else []
            )
            assert (
                record.sql(f"SELECT * FROM {name}").num_rows == record.sql(f"SELECT * FROM record.main.{name}").num_rows
            )


def test_a_wrong_statement_leaves_everything_that_rests_on_it(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong", author="Ana"))
        assert [one.id for one in record.extraction("a.txt").statements] == [SECOND.id]
        assert [row["ordinal"] for row in rows(record, "statements")] == [0]
        # what the event alone leaves of the position is too little to claim it
        assert rows(record, "positions") == []
        assert STATEMENT.id in [row["id"] for row in rows(record, "record.main.statements")]
        assert record.search("wait", filters=Filters(statements=True))["doc"].to_pylist() == ["b.txt"]
        assert STATEMENT.id not in str(record.table("utterances").to_pylist())
    with Record.open(path, judged=False) as machine:
        assert machine.extraction("a.txt") == made("a.txt")[1]


def test_a_wrong_event_too(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=EVENT.id, verdict="wrong"))
        assert rows(record, "events") == []
        assert rows(record, "positions")[0]["evidence"] == [{"statement": STATEMENT.id, "event": None}]
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
        assert rows(record, "positions") == []


def test_right_marks_a_row_and_makes_it_certain(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=SECOND.id[:6], verdict="right"))
        row = next(row for row in rows(record, "statements") if row["id"] == SECOND.id)
        assert (row["judged"], row["confidence"], json.loads(row["row"])["confidence"]) == ("right", 1.0, 1.0)
        assert record.search("formula OR met", filters=Filters(min_confidence=0.9))["statement"].to_pylist() == [
            SECOND.id
        ]


def test_an_edit_changes_every_view_of_the_row(path: Path) -> None:
    with Record.open(path) as record:
        content = span(TEXT, "for ever")
        edit = {
            "side": "ERE",
            "speaker": "Nemo",
            "said_on": "2021-10-12",
            "act": "deny",
            "about": {"strait": "against"},
            "content": [[content.start, content.end]],
        }
        record.judge(Word(row=STATEMENT.id, verdict="edit", edit=edit, author="Ana"))
        (row,) = [row for row in rows(record, "statements") if row["id"] == STATEMENT.id]
        assert (row["side"], row["speaker"], row["said_on_value"], row["act"]) == (
            ["ERE"],
            "Nemo",
            "2021-10-12",
            "deny",
        )
        assert (row["content_text"], row["judged"], row["ordinal"]) == ("for ever", "edit", 0)
        assert row["about"] == [{"issue": "strait", "stance": "against", "confidence": 1.0}]
        stands = {(row["side"][0], row["stance"], row["on_value"]): row for row in rows(record, "positions")}
        assert stands[("ERE", "against", "2021-10-12")]["evidence"] == [{"statement": STATEMENT.id, "event": None}]
        assert len(stands) == 1
        found = record.search("ever", filters=Filters(side="ERE", act="deny"))
        assert found["statement"].to_pylist() == [STATEMENT.id]
        assert record.search("wait", filters=Filters(side="UTO"))["doc"].to_pylist() == ["b.txt"]
        nemo = rows(record, "actors", "name = 'Nemo'")
        assert [(one["statements"], one["side"], one["kind"]) for one in nemo] == [(1, ["ERE"], "person")]
        facets = {
            (one["field"], one["value"]): one["hits"]
            for one in record.facets("ever", Filters(statements=True)).to_pylist()
        }
        assert facets[("side", "ERE")] == 1 and facets[("side", "UTO")] == 1
        # a second edit adds to the first
        record.judge(Word(row=STATEMENT.id, verdict="edit", edit={"kind": "mixed"}))
        (row,) = [row for row in rows(record, "statements") if row["id"] == STATEMENT.id]
        assert (row["kind"], row["side"]) == ("mixed", ["ERE"])


def test_an_addition_stands_in_its_place(path: Path) -> None:
    with Record.open(path) as record:
        told = span(TEXT, "Envoy warns over strait")
        word = Word(
            verdict="add",
            kind="statement",
            document="a.txt",
            edit={"content": [[told.start, told.end]], "side": ["UTO"]},
        )
        id = record.judge(word).row
        found = record.extraction("a.txt").statements
        assert [one.id for one in found] == [id, STATEMENT.id, SECOND.id]
        assert found[0].content.text == "Envoy warns over strait"
        assert [row["ordinal"] for row in record.table("statements").to_pylist()] == [0, 1, 2, 0, 1]
        assert [row["id"] for row in record.table("statements").to_pylist()][:3] == [id, STATEMENT.id, SECOND.id]
        assert record.search("warns", filters=Filters(statements=True))["statement"].to_pylist() == [id]
        assert rows(record, "utterances", f"list_contains([s.statement for s in statements], '{id}')")
        with pytest.raises(RecordError, match="has these words already"):
            record.judge(word)
        deed = Word(
            verdict="add",
            kind="event",
            document="b.txt",
            edit={"event": "THREATEN", "trigger": [[6, 11]], "source": "UTO"},
        )
        event = record.judge(deed).row
        assert record.extraction("b.txt").events[0].id == event
        stand = Word(
            verdict="add",
            kind="position",
            document="b.txt",
            edit={"side": "ERE", "issue": "strait", "stance": "against"},
        )
        record.judge(stand)
        assert [one.side for one in record.extraction("b.txt").positions] == [("ERE",), ("UTO",)]


def test_words_may_be_taken_back_in_any_order(path: Path) -> None:
    with Record.open(path) as record:
        first = record.judge(Word(row=STATEMENT.id, verdict="edit", edit={"side": ["ERE"]}, author="Ana"))
        second = record.judge(Word(row=STATEMENT.id, verdict="wrong", author="Bo"))
        assert [one.state for one in record.judgements(row=STATEMENT.id)] == ["superseded", "attached"]
        record.undo(second.id[:8], "Bo")
        assert record.extraction("a.txt").statements[0].side == ("ERE",)
        record.undo(first.id)
        assert record.extraction("a.txt") == made("a.txt")[1]
        assert [one.state for one in record.judgements(document="a.txt")] == [
            "undone",
            "undone",
            "attached",
            "attached",
        ]
        with pytest.raises(RecordError, match="no judgement"):
            record.undo(first.id)
    with Record.open(path) as record:
        assert record.extraction("a.txt") == made("a.txt")[1]


def test_a_wrong_row_may_be_brought_back(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
        record.judge(Word(row=STATEMENT.id, verdict="edit", edit={"act": "threaten"}))
        assert record.extraction("a.txt").statements[0].act == "threaten"


def test_a_row_within_a_wrong_one_stands_in_the_next(tmp_path: Path) -> None:
    document, said, _ = made("a.txt")
    inner = msgspec.structs.replace(said.statements[1], parent=said.statements[0].id)
    said = msgspec.structs.replace(said, statements=(said.statements[0], inner))
    factory.build(tmp_path / "r", [(document, said)])
    with Record.open(tmp_path / "r") as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
        assert record.extraction("a.txt").statements[0].parent is None
        record.judge(Word(row=SECOND.id, verdict="wrong"))
        assert record.extraction("a.txt").events[0].reported_by is None


def test_positions_are_judged_too(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=POSITION.id, verdict="edit", edit={"stance": "against"}))
        assert [(row["id"], row["stance"], row["judged"]) for row in rows(record, "positions")] == [
            (POSITION.id, "against", "edit")
        ]
        record.judge(Word(row=POSITION.id, verdict="wrong"))
        assert rows(record, "positions") == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        (Word(row="", verdict="right"), "say which row"),
        (Word(row="ffffffffffff", verdict="right"), "holds no row"),
        (Word(row=STATEMENT.id, verdict="right", edit={"side": []}), "takes no values"),
        (Word(row=STATEMENT.id, verdict="edit", edit={}), "says that already"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"side": ["UTO"]}), "says that already"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"colour": "red"}), "no field of a statement"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"act": "sing"}), "'sing' is none of assert, "),
        (Word(row=STATEMENT.id, verdict="edit", edit={"said_on": "12.10.2021"}), "is no date"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"side": ["?"]}), "is no side"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"content": [[0, 9_999]]}), "covers no words"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"content": [[0, 5], [3, 9]]}), "overlap"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"content": [[5, 2]]}), "no spans"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"content": None}), "make no statement"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"parent": "nobody"}), "no statement 'nobody'"),
        (Word(row=STATEMENT.id, verdict="edit", edit={"about": [{"issue": "x", "stance": "yes"}]}), "no stance"),
        (Word(verdict="add", edit={}), "needs a document and a kind"),
        (Word(verdict="add", kind="event", document="a.txt", edit={"event": "AID"}), "needs event and trigger"),
        (Word(verdict="complete", kind="event", document="z.txt"), "holds no document"),
        (Word(row=STATEMENT.id, verdict="right", id="a b"), "can't be a judgement's id"),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_kept(path: Path, word: Word, says: str) -> None:
    with Record.open(path) as record, pytest.raises(RecordError, match=says) as caught:
        record.judge(word)
    assert "\n" not in str(caught.value)
    assert not (path / "judgements.jsonl").exists()


def test_two_readers_see_each_others_words(path: Path) -> None:
    with Record.open(path) as one, Record.open(path) as other:
        one.judge(Word(row=STATEMENT.id, verdict="wrong"))
        assert not one.refresh()
        assert other.refresh() and not other.refresh()
        assert [row["id"] for row in rows(other, "statements")] == [SECOND.id]
        other.judge(Word(row=SECOND.id, verdict="wrong"))
        one.refresh()
        assert rows(one, "statements") == []


def test_streams_keep_the_order_whatever_the_batches(tmp_path: Path) -> None:
    factory.build(tmp_path / "r", factory.generated(12, statements=5))
    with Record.open(tmp_path / "r") as record:
        ids = record.table("statements")["id"].to_pylist()
        for id in ids[::7]:
            record.judge(Word(row=id, verdict="wrong"))
        for id in ids[3::7]:
            record.judge(Word(row=id, verdict="edit", edit={"act": "deny"}))
        doc = record.table("documents")["doc"].to_pylist()[5]
        record.judge(Word(verdict="add", kind="statement", document=doc, edit={"content": [[0, 5]]}))
        record.judge(Word(verdict="add", kind="event", document=doc, edit={"event": "AID", "trigger": [[0, 5]]}))
        expected = record.sql("SELECT id, act FROM statements ORDER BY doc, ordinal").to_pylist()
        for size in (1, 3, 10_000):
            batches = record.stream("statements", ("id", "act"), rows=size)
            assert [row for batch in batches for row in batch.to_pylist()] == expected
        assert record.table("events").num_rows == 1
        assert {row["judged"] for row in record.table("statements").to_pylist()} == {None, "edit", "add"}


def test_no_query_changes_what_people_said(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
        for query in ("DELETE FROM people.gone_statements", "DROP VIEW statements", "USE record",
                      "INSERT INTO memory.people.gone_statements VALUES (1, 'b.txt')", "CREATE TABLE x (y INTEGER)",
                      "SELECT 1; DELETE FROM judgements"):  # fmt: skip
            with pytest.raises(RecordError):
                record.sql(query)
        assert rows(record, "statements", "doc = 'b.txt'")


def test_builds_and_removals_leave_judgements_and_judgements_follow(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="edit", edit={"side": ["ERE"]}))
        record.judge(Word(row=made("b.txt")[1].statements[0].id, verdict="wrong"))
    before = (path / "judgements.jsonl").read_bytes()
    remove(path, ["b.txt"])
    with Record.open(path) as record:
        assert record.extraction("a.txt").statements[0].side == ("ERE",)
        assert [(one.state, one.why) for one in record.judgements()] == [
            ("attached", ""),
            ("unattached", "its document has left the record"),
        ]
    factory.whole(path, "a.txt", "b.txt")
    with Record.open(path) as record:
        assert len(record.extraction("b.txt").statements) == 1
    assert (path / "judgements.jsonl").read_bytes() == before


def rebuilt(path: Path, change: Callable[[str], str], ids: tuple[str, ...] = ("a.txt",)) -> str:
    """The record of the document with its text changed, and the same rows at their new places."""
    text = change(TEXT)
    triples = [made(id, text) for id in ids]
    with Store.create_or_open(path) as store:
        key = factory.key(triples[0][0])
        for layer, at in (("read", 0), ("positions", 1), ("link", 2)):
            store.write(layer, [Row(triple[0].id, key, msgspec.json.encode(triple[at])) for triple in triples])
        store.retain(set(ids))
        store.finish(factory.manifest())
    return text


def test_a_changed_article_keeps_its_judgements(path: Path) -> None:
    told = span(TEXT, "Envoy warns over strait")
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="edit", edit={"side": ["ERE"]}))
        record.judge(Word(row=SECOND.id, verdict="wrong"))
        record.judge(Word(row=EVENT.id, verdict="right"))
        record.judge(
            Word(verdict="add", kind="statement", document="a.txt", edit={"content": [[told.start, told.end]]})
        )
        record.judge(Word(verdict="complete", kind="statement", document="a.txt"))
    text = rebuilt(path, lambda words: "Corrected today.\n\n" + words.replace("on Tuesday", "on Wednesday, Tuesday"))
    with Record.open(path) as record:
        said = record.extraction("a.txt")
        first = made("a.txt", text)[1].statements[0]
        assert first.id != STATEMENT.id
        edited = next(one for one in said.statements if one.id == first.id)
        assert edited.side == ("ERE",)
        assert [part.of(text) for part in edited.content.spans] == [
            "“We won’t wait",
            "for ever",
        ] or edited.content == first.content
        assert [one.content.text for one in said.statements] == ["Envoy warns over strait", first.content.text]
        assert record.sql("SELECT judged FROM events").to_pylist() == [{"judged": "right"}]
        assert [one.state for one in record.judgements()] == ["moved", "moved", "moved", "kept", "unattached"]
        # and judged again, on the row of today
        record.judge(Word(row=first.id, verdict="wrong"))
        assert [one.content.text for one in record.extraction("a.txt").statements] == ["Envoy warns over strait"]


def test_what_cannot_be_found_again_is_counted_and_kept(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
        record.judge(Word(row=SECOND.id, verdict="right"))
    with Store.create_or_open(path) as store:
        document = msgspec.structs.replace(
            made("a.txt")[0], text="Quite another article now.", boilerplate=(), headline=None
        )
        store.write("read", [Row("a.txt", "2", msgspec.json.encode(document))])
        store.write("positions", [Row("a.txt", "2", msgspec.json.encode(factory.Extraction(id="a.txt")))])
        store.retain({"a.txt"})
        store.finish(factory.manifest())
    with Record.open(path) as record:
        assert record.extraction("a.txt").statements == ()
        assert [one.state for one in record.judgements()] == ["unattached", "unattached"]
        assert "aren't in the text any more" in record.judgements()[0].why
        assert record.sql("SELECT count(*) AS n FROM judgements WHERE state = 'unattached'").to_pylist() == [{"n": 2}]


def test_a_row_that_the_machine_no_longer_gives_stays_if_a_person_vouched_for_it(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="right"))
        record.judge(Word(row=SECOND.id, verdict="wrong"))
    with Store.create_or_open(path) as store:
        store.write("positions", [Row("a.txt", "2", msgspec.json.encode(factory.Extraction(id="a.txt")))])
        store.finish(factory.manifest())
    with Record.open(path) as record:
        assert [one.id for one in record.extraction("a.txt").statements] == [STATEMENT.id]
        assert [(one.state, one.why) for one in record.judgements()] == [
            ("kept", ""),
            ("unattached", "the machine no longer gives this row"),
        ]


def test_a_renamed_document_keeps_its_judgements(tmp_path: Path) -> None:
    path = tmp_path / "r"
    factory.whole(path, "b.txt")
    with Record.open(path) as record:
        record.judge(Word(row=made("b.txt")[1].statements[0].id, verdict="wrong"))
    rebuilt(path, lambda words: words, ("c.txt",))
    with Record.open(path) as record:
        assert len(record.extraction("c.txt").statements) == 1
        (outcome,) = record.judgements()
        assert (outcome.state, outcome.doc) == ("moved", "c.txt")


def test_torn_lines_are_told_by_the_record(path: Path) -> None:
    with Record.open(path) as record:
        record.judge(Word(row=STATEMENT.id, verdict="wrong"))
    with (path / "judgements.jsonl").open("ab") as file:
        file.write(b'{"id":"torn')
    with Record.open(path) as record:
        assert len(record.judgements()) == 1
        assert len(record.damaged) == 1 and "the last line" in record.damaged[0]
        record.judge(Word(row=SECOND.id, verdict="right"))
        assert len(record.judgements()) == 2
    assert len(judgements.load(path).judgements) == 2
