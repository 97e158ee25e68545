"""A build killed at any moment: run again, it ends with the same record; so with a disk that was full."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.present.export import export
from onrecord.record import Record, Store
from tests.unit.record import factory

resource = pytest.importorskip("resource", reason="limits and kills as POSIX has them")
COUNT = 60
ROOT = Path(__file__).resolve().parents[3]
BUILD = (
    "import sys; sys.path[:0] = [sys.argv[2], sys.argv[2] + '/src']\n"
    "from pathlib import Path\n"
    "from tests.unit.record import factory\n"
    "print('started', flush=True)\n"
    f"factory.build(Path(sys.argv[1]), factory.generated({COUNT}), shard=10)\n"
)


def exported(path: Path, output: Path) -> dict[str, bytes]:
    with Record.open(path) as record:
        return {file.name: file.read_bytes() for file in export(record, "jsonl", output)}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    tmp_path = tmp_path_factory.mktemp("expected")
    factory.build(tmp_path / "whole.record", factory.generated(COUNT), shard=10)
    return exported(tmp_path / "whole.record", tmp_path / "whole")


def test_killed_at_random_moments_a_rerun_ends_with_the_same_bytes(tmp_path: Path, expected: dict[str, bytes]) -> None:
    path = tmp_path / "r"
    chance = random.Random(7)
    killed = 0
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", BUILD, path, ROOT], stdout=subprocess.PIPE) as build:
            assert build.stdout is not None and build.stdout.readline() == b"started\n"
            time.sleep(chance.uniform(0.005, 0.3))
            build.send_signal(signal.SIGKILL)
            killed += build.wait() == -signal.SIGKILL
    assert killed > 2
    factory.build(path, factory.generated(COUNT), shard=10)
    assert exported(path, tmp_path / "out") == expected


class Dying:
    """Lets so many renames and deletions happen, then ends the process as far as the code can tell."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
        self.left = steps
        replace, unlink = Path.replace, Path.unlink
        monkeypatch.setattr(Path, "replace", lambda own, to: self.step() or replace(own, to))
        monkeypatch.setattr(Path, "unlink", lambda own, missing_ok=False: self.step() or unlink(own, missing_ok))
        monkeypatch.setattr(os, "fsync", lambda _: None)

    def step(self) -> None:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1


def test_every_step_may_be_the_last(tmp_path: Path) -> None:
    def second() -> list:
        return [entry for n, entry in enumerate(factory.generated(9, statements=1)) if n != 2]

    factory.build(tmp_path / "first", factory.generated(6, statements=1), shard=3)
    factory.build(tmp_path / "straight", second(), shard=3)
    expected = exported(tmp_path / "straight", tmp_path / "out")
    for steps in range(1_000):
        path = tmp_path / f"r{steps}"
        shutil.copytree(tmp_path / "first", path)
        with pytest.MonkeyPatch.context() as patch:
            Dying(patch, steps)
            try:
                factory.build(path, second(), shard=3)
            except KeyboardInterrupt:
                ended = False
            else:
                ended = True
        with Record.open(path) as record:  # the one before, or the one after
            assert record.manifest.counts["documents"] in (6, 8)
            assert record.table("documents").num_rows in (6, 8)
        factory.build(path, second(), shard=3)
        assert exported(path, tmp_path / "out") == expected
        if ended:
            break
    assert steps >= 8


def test_a_full_disk_is_one_line_and_the_record_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r"
    factory.build(path, factory.generated(4))
    before = exported(path, tmp_path / "before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        RecordError, match=r"^\S+r: the disk is full; make room and run the same command again"
    ) as caught:
        factory.build(path, factory.generated(9))
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert exported(path, tmp_path / "after") == before
    factory.build(path, factory.generated(9))
    factory.build(tmp_path / "s", factory.generated(9))
    assert exported(path, tmp_path / "after") == exported(tmp_path / "s", tmp_path / "straight")


@pytest.mark.parametrize("room", [2_000, 30_000, 300_000])
def test_no_more_room_at_any_size(tmp_path: Path, room: int, expected: dict[str, bytes]) -> None:
    """Files can't grow beyond a limit, in a child: shards, DuckDB's and SQLite's files each meet it."""
    path = tmp_path / "r"
    factory.build(path, factory.generated(1))
    before = exported(path, tmp_path / "before")
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {resource.RLIM_INFINITY}))\n"
    done = subprocess.run(
        [sys.executable, "-c", limit + BUILD, path, ROOT], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 1
    assert "RecordError" in done.stderr.splitlines()[-1] and "the disk is full" in done.stderr.splitlines()[-1]
    assert exported(path, tmp_path / "after") == before
    factory.build(path, factory.generated(COUNT), shard=10)
    assert exported(path, tmp_path / "out") == expected


def test_adding_later_gives_the_bytes_of_building_at_once(tmp_path: Path, expected: dict[str, bytes]) -> None:
    documents = list(factory.generated(COUNT))
    factory.build(tmp_path / "r", documents[:25], shard=7)
    factory.build(tmp_path / "r", documents, shard=33)
    assert exported(tmp_path / "r", tmp_path / "out") == expected


def test_a_store_that_fails_gives_its_lock_free(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Store.create_or_open(tmp_path / "r"):
        _ = 1 / 0
    Store.create_or_open(tmp_path / "r").close()
