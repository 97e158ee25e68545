"""A build killed in each of its stages ends, run again, with the record of one that wasn't; so with a full disk."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from bench import building, kills, texts

pytestmark = pytest.mark.model
resource = pytest.importorskip("resource", reason="limits and kills as POSIX has them")
COUNT = 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """Forty texts, and the exports of a build that nothing disturbed."""
    folder = tmp_path_factory.mktemp("kills")
    texts.write(folder / "in", COUNT, 1)
    onrecord.build(folder / "in", folder / "whole.record", onrecord.Options(workers=1))
    return folder, exported(folder / "whole.record", folder / "whole")


def exported(record: Path, output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in onrecord.export(record, "jsonl", output)}


def test_killed_in_any_stage_it_ends_alike(whole: tuple[Path, dict[str, bytes]]) -> None:
    folder, expected = whole
    chance = random.Random(3)
    met = []
    for stage in ("read", "extract", "extract", "resolve", "link", "finish"):
        where, left = kills.killed(folder, stage, chance)
        assert not left, "a worker outlived its build"
        met.append(where)
    assert sum(bool(where) for where in met) >= 4, met
    onrecord.build(folder / "in", folder / "killed.record", onrecord.Options(workers=2))
    assert exported(folder / "killed.record", folder / "killed") == expected


@pytest.mark.parametrize("room", [4_000, 60_000])
def test_a_full_disk_is_one_line_and_with_room_it_ends_alike(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path, room: int
) -> None:
    """No file may grow beyond a limit, as on a disk without room."""
    folder, expected = whole
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, resource.RLIM_INFINITY))\n"
        "from onrecord.present.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "build", str(folder / "in"), "--record", str(tmp_path / "full.record")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 3, done.stderr
    assert "the disk is full; make room and run the same command again" in done.stderr.splitlines()[-1]
    onrecord.build(folder / "in", tmp_path / "full.record")
    assert exported(tmp_path / "full.record", tmp_path / "full") == expected


def test_ctrl_c_keeps_what_is_done(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    folder, expected = whole
    record = tmp_path / "stopped.record"
    seen = 0

    def stop(stage: str, done: int, _total: int) -> None:
        nonlocal seen
        if stage == "extract" and done >= COUNT // 2:
            seen = done
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        onrecord.build(folder / "in", record, onrecord.Options(workers=2, progress=stop))
    todo: list[int] = []
    options = onrecord.Options(progress=lambda stage, _done, total: todo.append(total) if stage == "extract" else None)
    onrecord.build(folder / "in", record, options)
    assert todo[0] == COUNT - seen
    assert exported(record, tmp_path / "stopped") == expected


def test_ray_gives_the_same_bytes(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="ray isn't installed")
    folder, expected = whole
    built = building.build(folder / "in", tmp_path / "ray.record", "ray", 2)
    assert built.rate > 0
    assert exported(tmp_path / "ray.record", tmp_path / "ray") == expected
