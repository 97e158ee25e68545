"""What every reader promises, whatever its format."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.read.base import HEAD, READERS, Raw, choose, load
from onrecord.read.limits import guarded
from onrecord.read.reading import read_raw
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected
from tests.contract.promises import check
from tests.contract.samples import SAMPLES

NAMES = sorted(READERS)
SEEDS = Path(__file__).parents[1] / "fuzz"
reader = pytest.mark.parametrize("name", NAMES)


def _raw(data: bytes) -> Raw:
    return Raw(id="a", name="whatever.bin", data=data)


def _documents(parts: list[Document | Rejected]) -> list[Document]:
    return [part for part in parts if isinstance(part, Document)]


def test_every_reader_has_a_sample() -> None:
    assert sorted(SAMPLES) == NAMES


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ReadError, match=r"no reader 'pfd'; known readers: .*jsonl.*text"):
        load("pfd")


@reader
def test_its_own_format_is_recognised_and_read(name: str) -> None:
    sample = SAMPLES[name]
    assert choose(sample.data[:HEAD], "whatever.bin") == name
    found = _documents(check(_raw(sample.data)))
    assert {document.id: document.text for document in found} == sample.texts
    assert len(found) == len(sample.texts)
    types = load(name).media_types
    assert all(document.media_type in types for document in found) or not types


@reader
def test_origins_lead_back_to_the_original(name: str) -> None:
    sample = SAMPLES[name]
    kept: dict[str, bytes] = {}
    found = list(read_raw(_raw(sample.data), ReadSettings(), lambda raw: kept.update({raw.sha256: raw.open().read()})))
    for document in _documents(found) if sample.back else ():
        assert document.origin, "no span leads back"
        for origin in document.origin:
            sample.back(document, origin, kept[document.source])


@reader
def test_the_same_bytes_give_the_same_documents(name: str) -> None:
    raw = _raw(SAMPLES[name].data)
    assert check(raw) == check(raw)


@reader
def test_limits_are_honoured(name: str) -> None:
    sample = SAMPLES[name]
    few = ReadSettings(max_bytes=8)
    out = check(_raw(sample.data), few)
    assert out and not _documents(out)
    assert any("read.max_bytes" in part.reason for part in out if isinstance(part, Rejected))


@reader
def test_a_cut_off_input_gives_what_stands_before_the_cut(name: str) -> None:
    sample = SAMPLES[name]
    for part in range(1, 8):
        found = _documents(check(_raw(sample.data[: len(sample.data) * part // 8])))
        assert {document.id for document in found} <= {*sample.texts, "a"}


@reader
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(data=st.binary(max_size=600))
def test_no_bytes_make_it_raise(name: str, data: bytes) -> None:
    load(name).detect(data[:HEAD], "a")
    if not load(name).isolated:
        list(guarded(load(name)(_raw(data), ReadSettings())))
    check(_raw(data))


@reader
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(data=st.data())
def test_no_damage_makes_it_raise(name: str, data: st.DataObject) -> None:
    sample = SAMPLES[name].data
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, len(sample)))
    check(_raw(sample[:start] + data.draw(st.binary(max_size=8)) + sample[end:]))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_every_input_finds_a_reader_or_a_reason(data: bytes) -> None:
    chosen = choose(data, "a")
    assert chosen in READERS or "not supported" in chosen.reason  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", sorted(SEEDS.rglob("*.bin")), ids=lambda path: path.name)
def test_what_the_fuzzer_found_stays_mended(seed: Path) -> None:
    check(_raw(seed.read_bytes()))
