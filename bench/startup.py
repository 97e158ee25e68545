"""Seconds until help stands there, and until the first document of a build: `python -m bench startup`.

Seconds of the processor as well as by the clock, the least of several runs: files are in memory then, and what else the
machine does is left out as far as may be.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
TEXT = "Kenya's president said on Monday that Nairobi would sign the treaty with Uganda.\n"
COMMAND = [sys.executable, "-c", "from onrecord.present.cli import main; main()"]


def figures(_shared: Path) -> dict[str, float]:
    """Help, and a record of one document."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in").mkdir()
        (folder / "in" / "a.txt").write_text(TEXT, encoding="utf8")
        help_ = [_run("--help") for _ in range(ROUNDS)]
        first = [_run("build", str(folder / "in"), "--record", str(folder / f"{n}.record")) for n in range(ROUNDS)]
    return {
        "most seconds of --help": min(clock for clock, _ in help_),
        "most processor seconds of --help": min(spent for _, spent in help_),
        "most seconds of a record of one document": min(clock for clock, _ in first),
        "most processor seconds of that record": min(spent for _, spent in first),
    }


def _run(*words: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of the program and whatever it started."""
    begin = time.monotonic()
    child = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, list(words))
    return time.monotonic() - begin, used.ru_utime + used.ru_stime
