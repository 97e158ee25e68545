"""Builds as processes of their own, watched from outside: seconds by stage, processor time, memory.

`python -m bench.building INPUT RECORD ENGINE WORKERS` builds, and prints a line for each step of its progress.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

TICK = 0.2
Step = tuple[str, int, int]
"""Stage, done, total."""


class Built(msgspec.Struct, frozen=True):
    """What a build took. Memory in MB: of the program, of its largest worker, of all together at the worst moment."""

    seconds: float
    processor: float
    rate: float
    program: float
    worker: float
    together: float


def start(source: Path, record: Path, engine: str = "local", workers: int = 1) -> subprocess.Popen[str]:
    """Begin a build; its progress comes on standard output."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.building", source, record, engine, workers]
    return subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)


def steps(child: subprocess.Popen[str], see: Callable[[Step], None]) -> None:
    """Read a build's progress until it ends."""
    assert child.stdout is not None
    for line in child.stdout:
        stage, done, total = line.split()
        see((stage, int(done), int(total)))


def build(source: Path, record: Path, engine: str = "local", workers: int = 1) -> Built:
    """Build and watch. `rate`: documents a second of `extract`, between the first tenth and the last."""
    begin, peaks, worst = time.monotonic(), dict[int, float](), 0.0
    times: dict[int, float] = {}
    total = 0

    def see(step: Step) -> None:
        nonlocal total
        if step[0] == "extract":
            total = step[2]
            times.setdefault(step[1], time.monotonic())

    child = start(source, record, engine, workers)
    reading = threading.Thread(target=steps, args=(child, see))
    reading.start()
    while child.returncode is None:
        words = _command(child.pid)
        # a process that has just been started shares the program's memory until it has a program of its own
        now = {one: _resident(one) for one in below(child.pid) if _command(one) != words}
        now[child.pid] = _resident(child.pid)
        for one, size in now.items():
            peaks[one] = max(peaks.get(one, 0.0), size)
        worst = max(worst, sum(now.values()))
        # wait4 tells of workers too, since the build waits for them
        ended, status, used = os.wait4(child.pid, os.WNOHANG)
        if ended:
            child.returncode = os.waitstatus_to_exitcode(status)
        else:
            time.sleep(TICK)
    reading.join()
    assert child.stdout is not None
    child.stdout.close()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, "build")
    first, last = _near(times, total * 0.1), _near(times, total * 0.9)
    program = peaks.pop(child.pid)
    return Built(
        time.monotonic() - begin,
        used.ru_utime + used.ru_stime,
        (last - first) / max(1e-9, times[last] - times[first]) if total else 0.0,
        program,
        max(peaks.values(), default=0.0),
        worst,
    )


def _near(times: dict[int, float], done: float) -> int:
    return min(times, key=lambda one: abs(one - done)) if times else 0


def _resident(pid: int) -> float:
    """MB of memory that a process has in hand; 0 when it's gone."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    # what is shared (code, mapped files) is left out
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _command(pid: int) -> bytes:
    """The command line of a process; empty when it's gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def below(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found + [inner for one in found for inner in below(one)]


def main(source: str, record: str, engine: str, workers: str) -> None:
    """Build here."""
    import onrecord  # noqa: PLC0415 - what starts builds needs none of it

    def tell(stage: str, done: int, total: int) -> None:
        print(stage, done, total, flush=True)

    onrecord.build(source, record, onrecord.Options(engine=engine, workers=int(workers), progress=tell))


if __name__ == "__main__":
    main(*sys.argv[1:])
