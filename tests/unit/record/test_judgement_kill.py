"""A judge's program killed fifty times: none that was acknowledged is lost, and the next one goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.record import judgements
from onrecord.types import Judgement

ROOT = Path(__file__).resolve().parents[3]
KILLS = 50
# the libraries are loaded once; each writer is a fork of its own, appends till it's killed, and says what is on disk
NURSERY = f"""
import os, random, signal, sys, time
sys.path.insert(0, sys.argv[2] + "/src")
from pathlib import Path
from onrecord.record import judgements
from onrecord.types import Judgement

def append_for_ever(run, started):
    number = 0
    while True:
        one = Judgement(
            id=f"{{run}}-{{number}}", verdict="right", kind="statement", document="a.txt", at="", note="x" * 3000
        )
        judgements.append(Path(sys.argv[1]), [one])
        os.write(1, (one.id + "\\n").encode())
        if number == 0:
            os.write(started, b".")
        number += 1

chance = random.Random(5)
for run in range({KILLS}):
    heard, started = os.pipe()
    child = os.fork()
    if child == 0:
        append_for_ever(run, started)
    os.close(started)
    os.read(heard, 1)
    time.sleep(chance.uniform(0.001, 0.03))
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    os.close(heard)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills as POSIX has them")
def test_kill_9_during_a_judgement_loses_none_that_was_acknowledged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NURSERY, tmp_path, ROOT], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    acknowledged = done.stdout.split()
    log = judgements.load(tmp_path)
    kept = [one.id for one in log.judgements]
    assert len({id.split("-")[0] for id in acknowledged}) == KILLS
    assert set(acknowledged) <= set(kept)
    # what stands there beside was being written when the kill came: one a run at most, and no line torn within
    assert len(kept) - len(acknowledged) <= KILLS
    assert len(log.damaged) <= KILLS
    judgements.append(tmp_path, [Judgement(id="last", verdict="right", kind="event", document="", at="")])
    assert judgements.load(tmp_path).judgements[-1].id == "last"
