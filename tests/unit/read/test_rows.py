"""One line of JSONL, one document."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read import RejectedPart, document_of_row
from onrecord.types import Document, Published


def _document(**said: object) -> Document:
    document = document_of_row(json.dumps(said).encode())
    assert isinstance(document, Document), document
    return document


def _rejected(row: bytes) -> RejectedPart:
    rejected = document_of_row(row)
    assert isinstance(rejected, RejectedPart), rejected
    assert "\n" not in rejected.reason
    return rejected


def test_what_the_line_says_is_kept() -> None:
    document = _document(
        id="a", text="Words.", title="T", url="https://example.org/x", published="2021-10-12", more=[1]
    )
    assert (document.id, document.text, document.title, document.url) == ("a", "Words.", "T", "https://example.org/x")
    assert document.published == Published("2021-10-12", "day", "given with the input")
    assert document.source


@pytest.mark.parametrize(
    ("published", "value", "precision"),
    [
        ("2021-10-12T23:30:00Z", "2021-10-12", "day"),
        ("2021-10-12 08:00:00+02:00", "2021-10-12", "day"),
        ("2021-10-12T08:00:00.123-0700", "2021-10-12", "day"),
        ("2021-10", "2021-10", "month"),
        ("2021", "2021", "year"),
        ("20211012", "2021-10-12", "day"),
    ],
)
def test_dates_and_date_times(published: str, value: str, precision: str) -> None:
    said = _document(id="a", text="Words.", published=published).published
    assert said is not None
    assert (said.value, said.precision) == (value, precision)


@pytest.mark.parametrize("published", [None, "", " "])
def test_no_date_is_no_date(published: str | None) -> None:
    assert _document(id="a", text="Words.", published=published).published is None


@pytest.mark.parametrize(
    ("row", "reason", "name"),
    [
        (b"not json", "not a line of JSON", None),
        (b'{"id": "a", "text": "cut', "not a line of JSON", None),
        (b'["a"]', "write", None),
        (b'{"id": "a"}', "text", "a"),
        (b'{"id": 7, "text": "Words."}', "id", None),
        (b'{"id": "", "text": "Words."}', "id is empty", None),
        (b'{"id": "a", "text": " "}', "text is empty", "a"),
        (b'{"id": "a", "text": null}', "text", "a"),
        (b'{"id": "a", "text": "x\\u0000y"}', "NUL character in the text at 1", "a"),
        (b'{"id": "a", "text": "x \\ud83d y"}', "lone surrogate in text at character 2", "a"),
        (b'{"id": "\\ud83d", "text": "x"}', "lone surrogate in id", None),
        (b'{"id": "a", "text": "x", "published": "yesterday"}', "'yesterday' is no date", "a"),
        (b'{"id": "a", "text": "x", "published": "2021-02-30"}', "published", "a"),
        (b'{"id": "a", "text": "x\xff"}', "not UTF-8 at byte", None),
        (b"[" * 100_000, "not a line of JSON", None),
    ],
)
def test_a_line_that_makes_no_document_says_why_and_keeps_its_id(row: bytes, reason: str, name: str | None) -> None:
    rejected = _rejected(row)
    assert reason in rejected.reason
    assert rejected.id == name


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert isinstance(document := document_of_row(b'{"id": "a", "text": "x \\ud83d\\ude00"}'), Document)
    assert document.text == "x \U0001f600"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_line_raises(row: bytes) -> None:
    assert isinstance(document_of_row(row), Document | RejectedPart)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_the_text_comes_back_unaltered(text: str) -> None:
    result = document_of_row(json.dumps({"id": "a", "text": text}).encode())
    assert result.text == text if isinstance(result, Document) else not text.strip()


def test_a_title_is_never_added_to_the_text() -> None:
    document = _document(id="a", text="The envoy left. Nobody followed.", title="Envoy leaves")
    assert document.text == "The envoy left. Nobody followed."
    assert document.headline is None
    assert document.title == "Envoy leaves"
