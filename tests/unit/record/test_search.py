"""Full text: what a person types finds what it should, and a query that can't be read is said to be so."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record import Filters, Record
from onrecord.record.index import passages
from onrecord.record.search import plain
from onrecord.types import Document, Extraction, Published, Span, merge
from tests.unit.record import factory

TEXTS = {
    "a.txt": "President Erdoğan of Türkiye spoke.\n\nThe anti-ship missile can't fly; Beijing's envoy left.",
    "b.txt": "The envoy of Beijing spoke first.\nTaiwanese voters and Taiwan went.",
    "c.txt": "Nothing of note. Envoy envoy envoy.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("search") / "r"
    made, said, _ = factory.made("z.txt")
    documents = [(Document(id=id, text=text, outlet=id[0].upper()), Extraction(id=id)) for id, text in TEXTS.items()]
    dated = Document(id="d.txt", text="Summit of envoys.", language="de", published=Published("2021-10", "month", "x"))
    factory.build(path, [*documents, (made, said), (dated, Extraction(id="d.txt"))])
    with Record.open(path) as record:
        yield record


def found(record: Record, query: str, **filters: str) -> set[str]:
    return set(record.search(query, filters=Filters(**filters)).column("doc").to_pylist())


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("erdogan", {"a.txt", "z.txt"}),
        ("ERDOĞAN turkiye", {"a.txt"}),
        ("anti-ship", {"a.txt"}),
        ("can't", {"a.txt"}),
        ("Beijing's", {"a.txt"}),
        ("envoy beijing", {"a.txt", "b.txt"}),
        ('"envoy of Beijing"', {"b.txt"}),
        ("taiwan", {"b.txt"}),
        ("taiw*", {"b.txt"}),
        ("missile OR voters", {"a.txt", "b.txt"}),
        ("envoy NOT beijing", {"c.txt", "z.txt"}),
        ("(missile OR voters) AND taiwan", {"b.txt"}),
        ("spoke — first,", {"b.txt"}),
        ("NEAR(envoy left)", {"a.txt"}),
        ("column:missile", set()),
        ("more nicode", set()),  # boilerplate isn't searched
    ],
)
def test_words_find_documents(record: Record, query: str, documents: set[str]) -> None:
    assert found(record, query) == documents


@pytest.mark.parametrize("query", ["", "  ", "—", '"envoy', "AND envoy", "envoy OR", "(envoy", "NOT", '""', "NEAR("])
def test_what_cannot_be_read_is_one_clear_line(record: Record, query: str) -> None:
    with pytest.raises(RecordError, match=r"^search: ") as caught:
        record.search(query)
    assert "\n" not in str(caught.value)


@given(st.text(st.characters(codec=None), max_size=30))
@settings(max_examples=100, deadline=None)
def test_nothing_that_is_typed_breaks_it(record: Record, query: str) -> None:
    try:
        record.search(query)
    except RecordError as error:
        assert str(error).startswith("search: ")


def test_hits_say_where_and_show_the_words(record: Record) -> None:
    hit = record.search("missile").to_pylist()[0]
    assert hit["doc"] == "a.txt"
    assert TEXTS["a.txt"][hit["start"] : hit["end"]] == "The anti-ship missile can't fly; Beijing's envoy left."
    assert "**missile**" in hit["snippet"]
    assert hit["statement"] is None


def test_the_best_come_first_and_no_more_than_asked(record: Record) -> None:
    hits = record.search("envoy", limit=2)
    assert hits.num_rows == 2
    assert hits.column("doc")[0].as_py() == "c.txt"
    assert hits.column("rank").to_pylist() == sorted(hits.column("rank").to_pylist())


def test_filters_of_documents(record: Record) -> None:
    assert found(record, "envoy", outlet="B") == {"b.txt"}
    assert found(record, "envoys", language="de") == {"d.txt"}
    assert found(record, "envoy", since="2021-10-12") == {"z.txt"}
    assert found(record, "envoys", since="2021-10-01", until="2021-10-01") == {"d.txt"}


def test_filters_of_statements_find_contents(record: Record) -> None:
    said = factory.made("z.txt")[1].statements
    (hit,) = record.search("wait", filters=Filters(side="UTO")).to_pylist()
    assert (hit["doc"], hit["statement"]) == ("z.txt", said[0].id)
    assert hit["start"] == said[0].content.spans[0].start and hit["end"] == said[0].content.spans[-1].end
    for wanted in (
        {"speaker": "erdoğan"}, {"speaker": "utopia-erdogan"}, {"kind": "direct"}, {"act": "warn"},
        {"issue": "strait"}, {"side": "UTO", "act": "warn", "outlet": "Utopian Post"}, {"statements": True},
    ):  # fmt: skip
        assert found(record, "wait", **wanted) == {"z.txt"}, wanted
    for other in ({"speaker": "%"}, {"kind": "mixed"}, {"issue": "treaty"}, {"side": "UTO", "outlet": "A"}):
        assert found(record, "wait", **other) == set(), other


def test_common_words_are_ranked_among_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.search.RANKED", 3)
    texts = [
        Document(
            id=f"{n}.txt", text="Envoys met." + " More." * (9 - n), published=Published(f"2021-0{n}", "month", "x")
        )
        for n in (3, 1, 5, 2, 4)
    ]
    undated = Document(id="0.txt", text="Envoys met.")
    factory.build(tmp_path / "r", [(one, Extraction(id=one.id)) for one in (undated, *texts)])
    with Record.open(tmp_path / "r") as record:
        hits = record.search("envoys", limit=3)
        assert hits["doc"].to_pylist() == ["5.txt", "4.txt", "3.txt"]
        assert hits.schema.metadata == {b"matches": b"6", b"ranked": b"3"}
        assert found(record, "envoys", since="2021-02-01", until="2021-03-31") == {"2.txt", "3.txt"}
        assert found(record, "envoys", until="2021-01-31") == {"1.txt"}
        years = record.facets("envoys", Filters(until="2021-02-28")).filter(pa.compute.field("field") == "year")
        assert years.to_pylist() == [{"field": "year", "value": "2021", "hits": 2}]


def test_facets_count_statements(record: Record) -> None:
    rows = record.facets("wait", Filters(statements=True)).to_pylist()
    counts = {(row["field"], row["value"]): row["hits"] for row in rows}
    assert counts == {
        ("outlet", "Utopian Post"): 1, ("year", "2021"): 1, ("speaker", "Ana Erdoğan"): 1, ("act", "warn"): 1,
        ("kind", "direct"): 1, ("side", "UTO"): 1, ("issue", "strait"): 1,
    }  # fmt: skip


@pytest.mark.parametrize(("least", "documents"), [(0.9, {"z.txt"}), (0.89, {"z.txt"}), (0.91, set()), (1.0, set())])
def test_least_confidence(record: Record, least: float, documents: set[str]) -> None:
    hits = record.search("wait", filters=Filters(min_confidence=least))
    assert set(hits["doc"].to_pylist()) == documents


def test_words_are_quoted_and_operators_left() -> None:
    assert plain("Taiwan's (drill OR visit) NOT anti-*") == '"Taiwan\'s" ( "drill" OR "visit" ) NOT "anti-" *'


@given(st.text(alphabet="ab.!? \n\r”", max_size=60), st.integers(1, 400), st.data())
@settings(max_examples=100, deadline=None)
def test_passages_cover_the_words_of_the_prose_once(text: str, times: int, data: st.DataObject) -> None:
    text = text * times
    cut = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted))
    document = Document(id="x", text=text, boilerplate=merge([Span(*cut)]) if cut[0] < cut[1] else ())
    found = list(passages(document))
    assert found == sorted(found) and all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 < len(span) <= 2_000 and not set(span.of(text)) & set("\r\n") for span in found)
    seen = "".join(span.of(text) for span in found)
    assert "".join(seen.split()) == "".join("".join(span.of(text) for span in document.prose()).split())


def test_a_line_of_a_million_characters_is_cut_at_sentences(tmp_path: Path) -> None:
    document = Document(id="x", text="One sentence here. " * 50_000 + "y" * 5_000)
    found = [span.of(document.text) for span in passages(document)]
    assert all(part.endswith(". ") for part in found[:-3])
    assert max(map(len, found)) <= 2_000
    factory.build(tmp_path / "r", [(document, Extraction(id="x"))])
    with Record.open(tmp_path / "r") as record:
        assert record.search("sentence", limit=1).num_rows == 1


def test_statements_without_contents_words_do_no_harm(tmp_path: Path) -> None:
    document, said, _ = factory.made("a.txt")
    twice = msgspec.structs.replace(said.statements[0], side=("UTO", "UTO"), about=said.statements[0].about * 2)
    factory.build(tmp_path / "r", [(document, msgspec.structs.replace(said, statements=(twice,)))])
    with Record.open(tmp_path / "r") as record:
        assert found(record, "wait", side="UTO", issue="strait") == {"a.txt"}
