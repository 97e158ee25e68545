"""Rows by date, and what falls out of a choice."""

from collections.abc import Iterator

import pytest

from onrecord.analyse.timeline import Choice, months, timeline
from onrecord.errors import AnalyseError
from onrecord.record import Record
from tests.unit.present.factory import build


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(build(tmp_path_factory.mktemp("r") / "a.record")) as record:
        yield record


def test_rows_stand_in_order_of_date_and_undated_ones_last(record: Record) -> None:
    dates = timeline(record)["on"].to_pylist()
    known = [date for date in dates if date]
    assert known == sorted(known) and dates == [*known, None, None]


def test_each_row_leads_to_its_words(record: Record) -> None:
    for row in timeline(record).to_pylist():
        assert record.document(row["doc"]).text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(), 15),
        (Choice(side=["RUS"]), 3),
        (Choice(side=["RUS", "CHN"]), 5),
        (Choice(side=["FRA"]), 0),
        (Choice(speaker="kirby"), 2),
        (Choice(speaker="wang-yi"), 2),
        (Choice(act=["deny", "reject"]), 3),
        (Choice(kind=["direct"]), 1),
        (Choice(nested=False), 14),
        (Choice(min_confidence=0.95), 2),
        (Choice(outlet="onrecord examples"), 14),
        (Choice(since="2023-06"), 6),
        (Choice(until="2023-05"), 7),
        (Choice(since="2023-06-20", until="2023-06-20"), 2),
        (Choice(since="2022", until="2023"), 13),
    ],
)
def test_choices(record: Record, choice: Choice, count: int) -> None:
    assert timeline(record, choice).num_rows == count


def test_a_month_counts_when_the_day_may_lie_in_it(record: Record) -> None:
    vague = Choice(since="2023-03-20", until="2023-03-25")
    assert timeline(record, vague)["speaker"].to_pylist() == ["John Kirby"]
    assert timeline(record, Choice(since="2023-04-01", until="2023-04-30")).num_rows == 0


def test_events_by_either_party_type_and_status(record: Record) -> None:
    assert timeline(record, Choice(side=["IRN"], type=["AGREE"], status=["occurred"]), what="events").num_rows == 1
    assert timeline(record, Choice(status=["denied"]), what="events").num_rows == 0


def test_a_wrong_date_is_told(record: Record) -> None:
    with pytest.raises(AnalyseError, match="2021-13"):
        timeline(record, Choice(since="2021-13"))


def test_months_count_each_side_of_a_statement(record: Record) -> None:
    counts = {(row["month"], row["side"]): row["statements"] for row in months(record).to_pylist()}
    assert counts["2023-03", "SAU"] == 2 and counts["2023-03", "IRN"] == 1 and counts["2023-06", "RUS"] == 3
    assert ("2023-06", "") not in counts
