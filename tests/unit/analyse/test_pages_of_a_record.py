"""What pages ask: parts of a timeline with counts, coverage, documents, the ground of dates, other tellings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.analyse.basis import basis
from onrecord.analyse.coverage import coverage
from onrecord.analyse.documents import Which, documents
from onrecord.analyse.listing import counted, extent, fields, over_time, page, total
from onrecord.analyse.timeline import Choice, timeline
from onrecord.errors import AnalyseError
from onrecord.record import Record
from onrecord.types import Date, Document, Published, Span, Time
from tests.unit.present.factory import build

TEXT = "Ana spoke on Tuesday. She said it rained. It was 3 May 2021 then."
DOCUMENT = Document(id="d", text=TEXT, published=Published("2021-05-06", "day", "front matter"))
TUESDAY = Time(spans=(Span(13, 20),), type="DATE", value="2021-05-04")
MAY = Time(spans=(Span(49, 59),), type="DATE", value="2021-05-03")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(build(tmp_path_factory.mktemp("l") / "a.record")) as found:
        yield found


@pytest.mark.parametrize("what", ["statements", "events"])
@pytest.mark.parametrize("choice", [Choice(), Choice(side=["SAU"]), Choice(since="2023-03", until="2023-03")])
def test_pages_are_the_timeline(record: Record, what: str, choice: Choice) -> None:
    whole = timeline(record, choice, what=what)["id"].to_pylist()  # type: ignore[arg-type]
    parts = []
    while part := page(record, choice, what=what, limit=4, offset=len(parts))["id"].to_pylist():  # type: ignore[arg-type]
        parts += part
    assert parts == whole and total(record, choice, what=what) == len(whole)  # type: ignore[arg-type]


def test_counts_are_what_a_choice_gives(record: Record) -> None:
    rows = counted(record, Choice(since="2023-06")).to_pylist()
    assert {row["field"] for row in rows} <= set(fields("statements"))
    for row in rows:
        if row["field"] in {"side", "act", "kind"} and row["value"]:
            narrowed = Choice(since="2023-06", **{row["field"]: [row["value"]]})
            assert total(record, narrowed) == row["rows"], row


def test_a_field_is_counted_without_its_own_choice(record: Record) -> None:
    rows = counted(record, Choice(side=["RUS"]), by=["side", "act"]).to_pylist()
    assert len({row["value"] for row in rows if row["field"] == "side"}) > 3
    assert sum(row["rows"] for row in rows if row["field"] == "act") == total(record, Choice(side=["RUS"]))


def test_over_time_counts_what_is_precise_enough(record: Record) -> None:
    monthly = over_time(record, Choice(), by="act").to_pylist()
    daily = over_time(record, Choice(), by="act", unit="day").to_pylist()
    assert sum(row["rows"] for row in daily) < sum(row["rows"] for row in monthly)
    assert {len(row["period"]) for row in daily} == {10}
    assert extent(record, Choice()) == ("2023-03", "2023-06") and extent(record, Choice(side=["FRA"])) is None


def test_unsure_and_undated_rows_can_be_asked_for(record: Record) -> None:
    assert [row["confidence"] < 0.5 for row in page(record, Choice(max_confidence=0.5)).to_pylist()] == [True]
    assert [row["on"] for row in page(record, Choice(undated=True)).to_pylist()] == [None, None]


def test_events_stand_in_their_sentence(record: Record) -> None:
    (event,) = page(record, Choice(), what="events").to_pylist()
    sentence = event["before"] + event["text"] + event["after"]
    assert sentence in record.document(event["doc"]).text and sentence.endswith(".") and event["text"] == "agreed"


def test_coverage_counts_every_document_once(record: Record) -> None:
    rows = coverage(record).to_pylist()
    assert sum(row["documents"] for row in rows) == 4
    assert {row["month"] for row in rows if not row["outlet"]} == {""}


@pytest.mark.parametrize(
    ("which", "number"),
    [
        (Which(), 4),
        (Which(outlet=""), 1),
        (Which(undated=True), 1),
        (Which(since="2023", until="2023"), 2),
        (Which(unsupported=True), 0),
        (Which(story="none"), 0),
    ],
)
def test_documents_are_listed_and_counted(record: Record, which: Which, number: int) -> None:
    rows, count = documents(record, which, limit=2)
    assert count == number and rows.num_rows == min(2, number)


def test_a_date_that_cant_be_is_told(record: Record) -> None:
    with pytest.raises(AnalyseError, match="no date"):
        documents(record, Which(since="soon"))


@pytest.mark.parametrize(
    ("on", "place", "words"),
    [
        (None, Span(0, 3), "no date is named"),
        ("2021-05-04", Span(0, 9), "its sentence says “Tuesday”"),
        ("2021-05-04", Span(22, 40), "the text says “Tuesday”"),
        ("2021-05-06", Span(22, 40), "the day of publication"),
        ("2021-05", Span(22, 40), "the month of publication"),
        ("2021", Span(22, 40), "the year of publication"),
        ("2020-01", Span(22, 40), "taken from what the text tells beside it"),
    ],
)
def test_the_ground_of_a_date(on: str | None, place: Span, words: str) -> None:
    found = basis(DOCUMENT, (TUESDAY, MAY), Date.parse(on) if on else None, place)
    assert found.words == words
    if found.span:
        assert found.span.of(TEXT) in words


def test_the_same_factory_twice_gives_the_same_pages(tmp_path: Path, record: Record) -> None:
    with Record.open(build(tmp_path / "again.record")) as again:
        assert page(again, Choice()).equals(page(record, Choice()))
