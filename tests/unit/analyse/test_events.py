"""Deeds by month."""

from pathlib import Path

import msgspec
import pytest

from onrecord.analyse.events import quads
from onrecord.analyse.timeline import Choice
from onrecord.record import Record, Row, Store
from onrecord.types import Date, Document, Event, Extraction, Passage, Span
from tests.unit.record import factory


def event(at: int, kind: str, on: str, status: str = "occurred", source: tuple[str, ...] = ("EGY",)) -> Event:
    trigger = Passage("x", (Span(at, at + 1),))
    return Event(
        id=Event.identify("a", kind, trigger), source=source, target=("SDN",), event=kind, trigger=trigger,
        mentions=trigger.spans, on=Date.parse(on), status=status, confidence=0.5,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Record:
    rows = (
        event(0, "CONSULT", "2021-10-12"), event(1, "ASSAULT", "2021-10-20"), event(2, "ASSAULT", "2021-11"),
        event(3, "AID", "2021-10-01", "planned"), event(4, "AID", "2021"),
        event(5, "SUPPORT", "2021-11-02", source=("EGY", "LBY")),
    )  # fmt: skip
    document = Document(id="a", text="x" * 20, source="0" * 64)
    with Store.create_or_open(tmp_path / "r.record") as store:
        store.write("read", [Row("a", "k", msgspec.json.encode(document))])
        store.write("resolve", [Row("a", "k", msgspec.json.encode(Extraction(id="a", language="en", events=rows)))])
        store.finish(factory.manifest())
    return Record.open(tmp_path / "r.record")


def test_deeds_are_counted_by_month_and_plans_are_not(record: Record) -> None:
    rows = quads(record).to_pylist()
    assert [(r["month"], r["events"], r["verbal_cooperation"], r["material_conflict"]) for r in rows] == [
        ("2021-10", 2, 1, 1),
        ("2021-11", 2, 1, 1),
    ]
    assert rows[0]["net_goldstein"] == -8.0


def test_a_status_that_is_asked_for_counts(record: Record) -> None:
    rows = quads(record, Choice(status=["planned"])).to_pylist()
    assert [(r["month"], r["material_cooperation"]) for r in rows] == [("2021-10", 1)]


def test_by_side_an_event_counts_for_each_source(record: Record) -> None:
    rows = quads(record, by_side=True).to_pylist()
    assert {(r["month"], r["side"], r["events"]) for r in rows} == {
        ("2021-10", "EGY", 2), ("2021-11", "EGY", 2), ("2021-11", "LBY", 1),
    }  # fmt: skip
