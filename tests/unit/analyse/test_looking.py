"""Summary, search with sources, and the sentence of a row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.finding import find
from onrecord.analyse.names import side_name
from onrecord.analyse.place import place, sentence
from onrecord.analyse.summary import summary
from onrecord.errors import AnalyseError
from onrecord.record import FORMAT, Filters, Record, Store
from onrecord.types import Manifest, Span, Statement
from tests.unit.present.factory import build


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(build(tmp_path_factory.mktemp("r") / "a.record")) as record:
        yield record


def test_summary_counts_what_the_record_holds(record: Record) -> None:
    holds = summary(record, surest=1)
    assert (holds.documents, holds.statements, holds.nested, holds.undated, holds.events) == (4, 15, 1, 2, 1)
    assert holds.said == ("2023-03", "2023-06-20") and holds.published == ("2022-05-18", "2023-06-20")
    assert sum(holds.certainty) == 15
    assert [(item.value, item.name, item.number) for item in holds.sides[:2]] == [
        ("USA", "United States", 4),
        ("RUS", "Russia", 3),
    ]
    assert holds.sides[-1].value == "" and holds.sides[-1].number == 2
    assert holds.speakers[0].name == "John Kirby (USA)" and holds.speakers[-1].value == ""
    assert [item.speaker for item in holds.surest] == ["John Kirby"]
    assert {item.what for item in holds.refused} == {"empty.txt", "photo<1>.jpg"}


def test_summary_of_an_empty_record(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "e.record") as store:
        store.finish(Manifest(format=FORMAT, version="0", settings=""))
    with Record.open(tmp_path / "e.record") as record:
        holds = summary(record)
    assert (holds.documents, holds.said, holds.published, holds.sides, holds.surest) == (0, None, None, (), ())


def test_hits_in_text_tell_where_they_were_published(record: Record) -> None:
    row = find(record, "lifeblood").to_pylist()[0]
    assert row["outlet"] == "onrecord examples" and row["published"] == "2023-06-20" and row["statement"] is None


def test_hits_in_statements_tell_who_said_it_in_order_of_rank(record: Record) -> None:
    rows = find(record, "ocean", filters=Filters(statements=True)).to_pylist()
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    for row in rows:
        assert record.document(row["doc"]).text[row["start"] : row["end"]].find("ocean") >= 0
    assert {tuple(row["side"]) for row in rows} == {("UNO",), ("RUS",), ()}


def test_no_hit_is_an_empty_table(record: Record) -> None:
    assert find(record, "zebra").num_rows == 0


def test_a_row_by_the_first_digits_of_its_id(record: Record) -> None:
    id = summary(record).surest[0].id
    found = place(record, id[:6])
    assert isinstance(found.row, Statement) and found.row.id == id and found.kind == "statement"
    assert found.sentence is not None and found.sentence.of(found.text).startswith('"This is not a regime')
    assert found.sentence.of(found.text).endswith("was quoted as saying.")


@pytest.mark.parametrize("id", ["ffffffffffffffff", "zz", "' OR 1=1"])
def test_an_unknown_row_is_told(record: Record, id: str) -> None:
    with pytest.raises(AnalyseError, match="holds no row"):
        place(record, id)


@given(st.text(alphabet='ab. \n"A”', max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_sentence_holds_its_span(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    span = Span(start, end)
    around = sentence(text, span)
    assert around.holds(span) and around.end <= len(text)


def test_names_of_sides() -> None:
    assert (side_name("RUS"), side_name("XQZ"), side_name("")) == ("Russia", "XQZ", "no side known")
