"""Shards against a plain dictionary, through any sequence of writes, losses, tidying and reopening."""

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.shards import Row, Shards

IDS = st.sampled_from([f"d{n}" for n in range(8)])
STEPS = st.one_of(
    st.tuples(st.just("write"), st.dictionaries(IDS, st.binary(max_size=3), min_size=1)),
    st.tuples(st.just("forget"), st.sets(IDS)),
    st.tuples(st.just("tidy"), st.none()),
    st.tuples(st.just("reopen"), st.none()),
)


@given(st.lists(STEPS, max_size=25))
@settings(max_examples=40, deadline=None)
def test_shards_hold_what_a_dictionary_would(steps: list) -> None:
    expected: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder, patch("os.fsync"):
        shards = Shards(Path(folder), "read")
        for step, value in steps:
            if step == "write":
                shards.write([Row(id, payload.hex(), payload) for id, payload in value.items()])
                expected |= value
            elif step == "forget":
                shards.forget(value)
                expected = {id: payload for id, payload in expected.items() if id not in value}
                shards.tidy()  # what is forgotten comes back when nothing tidies before the end
            elif step == "tidy":
                shards.tidy()
            else:
                shards = Shards(Path(folder), "read")
            assert list(shards.load()) == sorted(expected.items())
            assert shards.keys() == {id: payload.hex() for id, payload in expected.items()}


def test_a_kill_between_rewriting_and_deleting_changes_nothing(tmp_path: Path) -> None:
    shards = Shards(tmp_path, "read")
    shards.write([Row("a", "1", b"A"), Row("b", "1", b"B"), Row("c", "1", b"C")])
    shards.write([Row("c", "2", b"CC")])
    old = {path: path.read_bytes() for path in tmp_path.iterdir()}
    shards.tidy()
    for path, data in old.items():
        path.write_bytes(data)  # the old shard is there still
    assert dict(Shards(tmp_path, "read").load()) == {"a": b"A", "b": b"B", "c": b"CC"}


def test_large_payloads_come_back_from_small_row_groups(tmp_path: Path) -> None:
    rows = [Row(f"{n:03d}", "k", bytes([n]) * 300_000) for n in range(10)]
    Shards(tmp_path, "read").write(rows)
    assert [payload[:1] for _, payload in Shards(tmp_path, "read").load()] == [bytes([n]) for n in range(10)]
