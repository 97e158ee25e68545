"""Rows by their ids with the sentence around them, wordings word by word, contradictions with both spans."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.contradictions import contradictions
from onrecord.analyse.links import Links
from onrecord.analyse.matrix import MIXED, matrix, stance_of
from onrecord.analyse.told import around, told
from onrecord.analyse.wordings import parts
from onrecord.record import Record
from tests.unit.present import harbour

TEXT = st.text(st.sampled_from("ab AB.,’\n\t𝔘é"), max_size=60)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(harbour.build(tmp_path_factory.mktemp("r") / "a.record")) as record:
        yield record


def test_statements_and_events_are_told_by_id(record: Record) -> None:
    ids = record.table("statements")["id"].to_pylist() + record.table("events")["id"].to_pylist()
    found = told(record, [*ids, "nothing", None])
    assert set(found) == set(ids)
    for row in found.values():
        assert record.document(row.doc).text[row.start : row.end] == row.text
    assert {row.kind for row in found.values()} == {"statement", "event"} and told(record, []) == {}


def test_words_stand_in_their_sentence(record: Record) -> None:
    ids = record.table("statements")["id"].to_pylist() + record.table("events")["id"].to_pylist()
    words = told(record, ids)
    stretches = around(record, words)
    assert stretches.keys() == words.keys() == set(ids)
    for id, found in stretches.items():
        text = record.document(words[id].doc).text
        whole = found.before.strip("…") + found.words + found.after.strip("…")
        assert found.words == words[id].text and whole in text
        at = text.index(whole) + len(found.before.strip("…"))
        assert at == words[id].start and "\n" not in whole
    assert around(record, {}) == {}


@given(TEXT, TEXT)
def test_what_is_not_cut_is_the_later_wording(before: str, after: str) -> None:
    found = parts(before, after)
    assert "".join(part.text for part in found if part.change != "cut") == after
    kept = [part.text for part in found if part.change != "added"]
    assert [_plain(word) for part in kept for word in part.split()] == [_plain(word) for word in before.split()]


def _plain(word: str) -> str:
    """A word as it is compared: without case and punctuation, or as it is where nothing else is in it."""
    return re.sub(r"[^\w]+", "", word).lower() or word


def test_case_and_punctuation_make_no_difference() -> None:
    assert [part.change for part in parts("We will, not wait.", "we will not WAIT")] == ["same"]
    found = parts("removed from the channel before spring", "removed before next spring")
    assert [(part.change, part.text) for part in found] == [
        ("same", "removed "),
        ("cut", "from the channel "),
        ("same", "before "),
        ("added", "next "),
        ("same", "spring"),
    ]


def test_very_long_wordings_are_given_whole() -> None:
    one, other = "a " * 5_000, "b " * 5_000
    assert [(part.change, part.text) for part in parts(one, other)] == [("cut", one), ("added", other)]


def test_contradictions_have_the_words_of_both(record: Record) -> None:
    (found,) = contradictions(record)
    among = Links.among(record, ["1-wire.txt", "4-other.txt"])
    assert contradictions(record, links=Links.of(record, "contradiction")) == [found]
    assert contradictions(record, links=among) == [found] and contradictions(record, limit=0, links=among) == []
    assert contradictions(record, links=Links.among(record, ["none"])) == []
    assert found.kind == "figures" and {found.later.doc, found.earlier.doc} == {"1-wire.txt", "4-other.txt"}
    for words, span in ((found.later, found.later_span), (found.earlier, found.earlier_span)):
        assert "passengers of the stranded ferry" in span.of(record.document(words.doc).text)


def test_the_rule_for_sums_is_that_of_the_matrix(record: Record) -> None:
    for row in matrix(record, every="all").to_pylist():
        assert stance_of(row["for"], row["against"]) == row["stance"]
    assert stance_of(4, 1) == "mixed" and stance_of(5, 1) == "for" and MIXED == 0.2
    assert stance_of(0, 0) == "neutral" and stance_of(1, 6) == "against"
