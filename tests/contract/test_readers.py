"""What every reader promises, whatever its format."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.read.base import HEAD, READERS, Raw, choose, load
from onrecord.read.describe import describe
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

# A valid input of each format, with the texts that it holds.
SAMPLES: dict[str, tuple[bytes, list[str]]] = {
    "text": ("Talks begin\r\n\r\nThe minister said “no”.\n".encode(), ["Talks begin\r\n\r\nThe minister said “no”.\n"]),
    "jsonl": (b'{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n', ["One.", "Two."]),
}
NAMES = sorted(READERS)
reader = pytest.mark.parametrize("name", NAMES)


def _raw(data: bytes) -> Raw:
    return Raw(id="a", name="a", data=data, sha256=hashlib.sha256(data).hexdigest())


def _check(name: str, data: bytes) -> list[Document]:
    """The documents that a reader makes of any bytes, each held to the promises."""
    out: list[Document] = []
    for result in load(name)(_raw(data), ReadSettings()):
        if isinstance(result, Rejected):
            assert result.stage == "read"
            assert result.reason
            assert "\n" not in result.reason
            continue
        document = describe(result)
        document.text.encode("utf-8")
        assert document.text.strip()
        assert document.id
        assert document.source
        assert document.media_type in load(name).media_types
        assert all(span.end <= len(document.text) for span in document.boilerplate)
        assert all(one.end < two.start for one, two in pairwise(document.boilerplate))
        assert document.headline is None or document.headline.of(document.text).strip()
        out.append(document)
    return out


def test_every_reader_has_a_sample_here() -> None:
    assert sorted(SAMPLES) == NAMES


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ReadError, match="no reader 'pfd'; known readers: jsonl, text"):
        load("pfd")


@reader
def test_its_own_format_is_recognised_and_read(name: str) -> None:
    data, texts = SAMPLES[name]
    chosen = choose(data, "whatever.bin")
    assert type(chosen) is type(load(name))
    assert load(name).detect(data[:HEAD], "whatever.bin")
    assert [document.text for document in _check(name, data)] == texts


@reader
def test_the_same_bytes_give_the_same_documents(name: str) -> None:
    data, _ = SAMPLES[name]
    assert _check(name, data) == _check(name, data)


@reader
@settings(deadline=None)
@given(data=st.binary(max_size=600))
def test_no_bytes_make_it_raise(name: str, data: bytes) -> None:
    load(name).detect(data[:HEAD], "a")
    _check(name, data)


@reader
@settings(deadline=None)
@given(data=st.data())
def test_no_damage_makes_it_raise(name: str, data: st.DataObject) -> None:
    sample, _ = SAMPLES[name]
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, len(sample)))
    _check(name, sample[:start] + data.draw(st.binary(max_size=8)) + sample[end:])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_every_input_finds_a_reader_or_a_reason(data: bytes) -> None:
    chosen = choose(data, "a")
    assert not isinstance(chosen, Rejected) or "not supported yet" in chosen.reason
