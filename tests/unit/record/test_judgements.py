"""judgements.jsonl: what was acknowledged is there, whatever happens; torn lines are told, never guessed."""

import errno
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record import judgements
from onrecord.types import Judgement, Quote


def made(id: str, **fields: object) -> Judgement:
    return Judgement(id=id, verdict="right", kind="statement", document="a.txt", row="r", at=judgements.now(), **fields)


def ids(path: Path) -> list[str]:
    return [one.id for one in judgements.load(path).judgements]


def test_what_was_appended_is_loaded_in_order(tmp_path: Path) -> None:
    quote = Quote(exact="won’t\nwait 𝔘", prefix="“", suffix="", start=3, end=15)
    first = made("1", quotes={"content": (quote,)}, edit={"side": ["UTO"]}, note="line\nbreak\u2028 and more")
    judgements.append(tmp_path, [first, made("2")])
    judgements.append(tmp_path, [made("3")])
    log = judgements.load(tmp_path)
    assert [one.id for one in log.judgements] == ["1", "2", "3"]
    assert log.judgements[0] == first
    assert (log.damaged, log.size) == ((), (tmp_path / "judgements.jsonl").stat().st_size)
    judgements.append(tmp_path, [made("4")])
    assert [one.id for one in judgements.load(tmp_path, log.size).judgements] == ["4"]


def test_no_file_is_no_judgement_and_nothing_to_append_makes_none(tmp_path: Path) -> None:
    judgements.append(tmp_path, [])
    assert judgements.load(tmp_path) == judgements.Log()
    assert list(tmp_path.iterdir()) == []


def test_a_form_sent_twice_counts_once(tmp_path: Path) -> None:
    judgements.append(tmp_path, [made("1", note="first")])
    judgements.append(tmp_path, [made("1", note="second")])
    assert [one.note for one in judgements.load(tmp_path).judgements] == ["first"]


def test_an_undone_judgement_no_longer_stands(tmp_path: Path) -> None:
    undo = Judgement(id="3", verdict="undo", kind="statement", document="a.txt", undoes="1", at=judgements.now())
    judgements.append(tmp_path, [made("1"), made("2"), undo])
    assert [one.id for one in judgements.load(tmp_path).standing()] == ["2"]


@given(cut=st.integers(min_value=1, max_value=400))
def test_cut_anywhere_only_the_last_line_is_lost_and_it_is_told(tmp_path_factory, cut: int) -> None:
    path = tmp_path_factory.mktemp("torn")
    judgements.append(path, [made(str(n)) for n in range(3)])
    file = path / "judgements.jsonl"
    whole = file.read_bytes()
    lines = whole.splitlines(keepends=True)
    kept = whole[: max(len(whole) - cut, len(lines[0]))]
    file.write_bytes(kept)
    complete = kept.count(b"\n")
    torn = kept.rpartition(b"\n")[2]
    unended = torn + b"\n" in lines  # only the line's end is missing: nothing is lost
    log = judgements.load(path)
    assert [one.id for one in log.judgements] == [str(n) for n in range(complete + unended)]
    assert len(log.damaged) == (bool(torn) and not unended)
    judgements.append(path, [made("new")])
    after = judgements.load(path)
    assert [one.id for one in after.judgements] == [*[one.id for one in log.judgements], "new"]
    assert len(after.damaged) == len(log.damaged)
    assert [one.id for one in judgements.load(path, log.size).judgements][-1] == "new"


def test_a_damaged_line_is_passed_over_and_told(tmp_path: Path) -> None:
    judgements.append(tmp_path, [made("1")])
    with (tmp_path / "judgements.jsonl").open("ab") as file:
        file.write(b'{"id": "x"}\n\xff\xfe\n\n')
    judgements.append(tmp_path, [made("2")])
    log = judgements.load(tmp_path)
    assert [one.id for one in log.judgements] == ["1", "2"]
    assert [message.split(":")[0] for message in log.damaged] == [
        "judgements.jsonl, line 2",
        "judgements.jsonl, line 3",
    ]


@pytest.mark.parametrize("broken", ["fsync", "write"])
def test_a_full_disk_keeps_nothing_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    judgements.append(tmp_path, [made("1")])
    before = (tmp_path / "judgements.jsonl").read_bytes()
    write = os.write

    def full(handle: int, data: bytes = b"") -> int:
        if broken == "write" and len(data) > 20:
            return write(handle, data[:20])  # part of it found room
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(RecordError, match="the disk is full") as caught:
        judgements.append(tmp_path, [made("2")])
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert (tmp_path / "judgements.jsonl").read_bytes() == before
    judgements.append(tmp_path, [made("3")])
    assert ids(tmp_path) == ["1", "3"]


def _many(path: str, name: str) -> None:
    for n in range(20):
        judgements.append(Path(path), [made(f"{name}-{n}", note="x" * 5_000)])


def test_threads_and_processes_append_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_many, args=(str(tmp_path), f"p{n}")) for n in range(3)]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_many, [str(tmp_path)] * 4, [f"t{n}" for n in range(4)]))
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    log = judgements.load(tmp_path)
    assert log.damaged == ()
    assert len(log.judgements) == 7 * 20
    for name in ("p0", "t3"):
        assert [one.id for one in log.judgements if one.id.startswith(name)] == [f"{name}-{n}" for n in range(20)]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="gone"):
        judgements.append(tmp_path / "gone", [made("1")])
