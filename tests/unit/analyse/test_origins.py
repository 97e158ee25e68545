import msgspec
import pytest

from onrecord.analyse.origins import edges, origins
from onrecord.errors import AnalyseError
from onrecord.link import link
from onrecord.record import Record, Row, Store
from onrecord.settings import LinkSettings
from tests.unit.link.texts import OTHER, REPORT, document, done, pair, said
from tests.unit.record import factory

OWN = (
    "Ninety people were rescued from the Aurelia, a ferry which struck rocks near Port Verity on Monday. "
    "Edda Lindqvist, the harbour master, told reporters that nobody was hurt. Castellan Shipping spoke of a buoy."
)
MEETING = "Ministers of both states met in Port Verity."
WORDS = "The Aurelia will be refloated as soon as the divers have closed the gash"


@pytest.fixture
def record(tmp_path):
    docs = [
        document("a", f"PORT VERITY (Reuters) - {REPORT}{WORDS}. {MEETING}", outlet="one.example"),
        document("b", f"{REPORT}{WORDS}. {MEETING}", "2022-03-02", outlet="two.example"),
        document("c", f"{OWN} {WORDS}, Ana Bell told Tass.", "2022-03-02", outlet="three.example"),
        document("d", OTHER, outlet="four.example"),
    ]  # fmt: skip
    rows = [pair(one, *([said(one, WORDS)] if WORDS in one.text else [])) for one in docs]
    rows[:2] = [pair(one, said(one, WORDS), done(one, "met in")) for one in docs[:2]]
    path = tmp_path / "x.record"
    factory.build(path, rows)
    with Store.create_or_open(path) as store:
        store.write("link", [Row(one.document, "1", msgspec.json.encode(one)) for one in link(rows, LinkSettings())])
        assert store.manifest is not None
        store.finish(msgspec.structs.replace(store.manifest, counts={}))
    with Record.open(path) as found:
        yield found


def test_copies_of_one_agency_are_one_origin(record):
    (story,) = origins(record).to_pylist()
    assert (story["documents"], story["outlets"], story["origins"]) == (3, 3, 2)
    assert (story["first_seen"], story["likely_origin"]) == ("a", "outlet:Reuters")


def test_a_statement_credited_in_its_own_sentence_has_that_origin(record):
    (utterance,) = origins(record, "utterances").to_pylist()
    assert (utterance["documents"], utterance["origins"], utterance["text"]) == (3, 2, WORDS)


def test_an_event_told_by_a_copy_has_one_origin(record):
    (event,) = origins(record, "events").to_pylist()
    assert (event["documents"], event["origins"], event["type"]) == (2, 1, "CONSULT")


def test_edges_of_a_document_say_why(record):
    rows = edges(record, "b").to_pylist()
    reasons = {(row["source"], row["target"], row["kind"]): row["reason"] for row in rows}
    assert "published 1 day later" in reasons["b", "a", "origin"]
    assert reasons["a", "outlet:Reuters", "origin"] == "dateline names Reuters"


def test_unknown_ids_are_refused(record):
    with pytest.raises(AnalyseError, match="no story"):
        edges(record, "nothing")
