"""Persons known across documents, and the table of actors."""

from pathlib import Path

import msgspec
import pytest

from onrecord import linker
from onrecord.knowledge.person_names import actor_id
from onrecord.link.actors import Actors, Affected, introductions
from onrecord.pipeline import Pipeline
from onrecord.record import Row, Store
from onrecord.record.layout import Layer
from onrecord.settings import Settings
from onrecord.types import Extraction, Linked, Passage, Published, Sense, Span, Speaker, Statement
from tests.unit.resolve.stage import Stage, stage

INTRODUCES = ("{s Chilean trade minister Ana Soto} {c said} {q so}.", "Ana Soto")
NAMES = ("{s Soto} {c said} {q more}. {s2 She} {c2 went} {q2 on}.", "Soto")


def said(document: str, source: str, speaker: str, side: str = "", day: str = "2021-10-12") -> Extraction:
    """A document with one statement."""
    passage = Passage(source, (Span(0, len(source)),))
    statement = Statement(
        id=f"{document}-1",
        source=passage,
        cue=None,
        content=passage,
        kind="indirect",
        speaker=Speaker(actor_id("person", speaker), speaker) if speaker else None,
        side=tuple(side.split()),
        act="assert",
        confidence=1.0,
    )
    return Extraction(id=document, published=Published(day, "day", "given"), statements=(statement,))


def test_who_is_introduced_with_a_title_is_known_for_a_year_around() -> None:
    (row,) = introductions([said("a", "Chilean trade minister Ana Soto", "Ana Soto", "CHL")])
    assert (row.person, row.side, row.source) == ("Ana Soto", "CHL", "record")
    assert (row.since.value, row.until and row.until.value) == ("2020-10-12", "2022-10-12")


@pytest.mark.parametrize(
    "extraction",
    [
        said("a", "Soto", "Soto", "CHL"),  # a family name alone introduces nobody
        said("a", "Ana Soto", "Ana Soto", ""),
        said("a", "Sergey Lavrov", "Sergey Lavrov", "RUS"),  # the tables know him
        said("a", "Ana Soto", "Ana Soto", "CHL PER"),
    ],
)
def test_who_is_not_introduced(extraction: Extraction) -> None:
    assert introductions([extraction]) == ()


def test_whoever_speaks_for_two_sides_is_nobody_s() -> None:
    assert introductions([said("a", "x", "Ana Soto", "CHL"), said("b", "x", "Ana Soto", "PER")]) == ()


def test_introductions_are_the_same_in_any_order() -> None:
    rows = [
        said("a", "Chilean trade minister Ana Soto", "Ana Soto", "CHL"),
        said("b", "minister Ana Soto", "Anna Soto", "CHL", "2022-01-01"),
        said("c", "Envoy Bo Li", "Bo Li", "CHN"),
    ]
    assert introductions(rows) == introductions(rows[::-1])


def test_only_documents_that_name_somebody_introduced_without_a_side_are_affected() -> None:
    affected = Affected(introductions([said("a", "Chilean trade minister Ana Soto", "Ana Soto", "CHL")]))
    assert affected(said("b", "Soto", "Soto"))
    assert affected(said("b", "Ana Soto, who left,", "Ana Soto"))
    assert not affected(said("b", "Soto", "Soto", "CHL"))
    assert not affected(said("b", "Reed", "Reed"))


def test_an_actor_stands_with_the_first_document_that_names_it() -> None:
    actors = Actors()
    for one in (
        said("a", "Lavrov", "Sergey Lavrov", "RUS"),
        said("b", "He", "Sergey Lavrov", "RUS"),
        said("c", "Moscow", "", "RUS"),
    ):
        actors.add(one)
    (lavrov,) = actors.of("a")
    assert (lavrov.name, lavrov.kind, lavrov.side, lavrov.names, lavrov.statements) == (
        "Sergey Lavrov",
        "person",
        ("RUS",),
        ("Lavrov",),
        2,
    )
    assert any(office.office == "foreign-minister" and office.side == "RUS" for office in lavrov.offices)
    assert actors.of("b") == ()
    (side,) = actors.of("c")
    assert (side.name, side.kind, side.side) == ("Russia", "side", ("RUS",))


def test_the_record_alone_gives_no_dates_of_office() -> None:
    introduced = introductions([said("a", "Chilean trade minister Ana Soto", "Ana Soto", "CHL")])
    actors = Actors(introduced=introduced)
    actors.add(said("a", "Ana Soto", "Ana Soto", "CHL"))
    (office,) = actors.of("a")[0].offices
    assert (office.side, office.since, office.until, office.source) == ("CHL", None, None, "record")


def put(store: Store, name: str, made: Stage) -> None:
    """A document into the layers that linking reads."""
    document = msgspec.structs.replace(made.document, id=name)
    extracted = msgspec.structs.replace(made.extracted, document=name)
    extraction = Pipeline(Settings()).resolve(document, extracted)
    rows: dict[Layer, msgspec.Struct] = {
        "read": document,
        "extract": extracted,
        "sense": Sense(document=name),
        "resolve": extraction,
    }
    for layer, value in rows.items():
        store.write(layer, [Row(name, "k", msgspec.json.encode(value))])


def links(store: Store) -> dict[str, Linked]:
    """The rows of the link layer."""
    return {name: msgspec.json.decode(payload, type=Linked) for name, payload in store.load("link")}


def test_the_link_layer_is_the_same_whatever_came_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "place", lambda _self, _document, extraction, _sense: extraction)
    first, second = stage(INTRODUCES[0], persons=INTRODUCES[1]), stage(NAMES[0], persons=NAMES[1])
    with Store.create_or_open(tmp_path / "together") as store:
        put(store, "a", first)
        put(store, "b", second)
        linker.link(store, {"a", "b"}, Settings(), lambda *_: None)
        together = links(store)
    with Store.create_or_open(tmp_path / "later") as store:
        put(store, "b", second)
        linker.link(store, {"b"}, Settings(), lambda *_: None)
        assert links(store)["b"].extraction is None
        put(store, "a", first)
        linker.link(store, {"a", "b"}, Settings(), lambda *_: None)
        assert links(store) == together
    found = together["b"].extraction
    assert found is not None
    assert [(one.speaker and one.speaker.name, one.side) for one in found.statements] == [("Ana Soto", ("CHL",))] * 2
    assert [one.name for one in together["a"].actors] == ["Ana Soto"]
    assert together["b"].actors == ()


def test_a_row_that_stays_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.create_or_open(tmp_path / "r") as store:
        put(store, "a", stage(INTRODUCES[0], persons=INTRODUCES[1]))
        linker.link(store, {"a"}, Settings(), lambda *_: None)
        before = store.keys("link")
        monkeypatch.setattr(Store, "write", lambda *_: pytest.fail("written again"))
        linker.link(store, {"a"}, Settings(), lambda *_: None)
        assert store.keys("link") == before
