"""A build killed twenty times at random moments ends with the record of one that wasn't: `python -m bench kills`.

`python -m bench.kills 200 6` takes other counts of documents and kills. Moments are drawn by stage and by what of it is
done, so that the short stages are met as well as the long ones, and come in the order of the build, so that each meets
work that isn't done yet; workers are left to end by themselves, and must.
"""

import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import onrecord
from bench import building, texts

STAGES = {"read": 2, "extract": 10, "sense": 3, "resolve": 2, "positions": 1, "link": 2, "finish": 2}
"""How often a stage is chosen, of all."""
PATIENCE = 60.0


def figures(_shared: Path, count: int = 2_000, kills: int = 20) -> dict[str, float]:
    """Kills that met a running build, and whether the exports are the same bytes afterwards; workers left behind."""
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts.write(folder / "in", count, 1)
        met: list[str] = []
        left = 0
        order = list(STAGES)
        drawn = chance.choices(order, list(STAGES.values()), k=kills)
        for moment in sorted(drawn, key=order.index):
            where = ""
            while not where:  # a build that ended first is asked for again
                where, workers = killed(folder, moment, chance)
                left += workers
            met.append(where)
        building.build(folder / "in", folder / "killed.record", workers=2)
        building.build(folder / "in", folder / "whole.record", workers=1)
        print("  killed at:", ", ".join(met))
        same = _exported(folder, "killed") == _exported(folder, "whole")
    return {"kills": float(len(met)), "the same record": float(same), "most workers left behind": float(left)}


def killed(folder: Path, stage: str, chance: random.Random) -> tuple[str, int]:
    """Build until a random point of a stage, or of a later one where there is nothing to do, and kill."""
    order = list(STAGES)
    share, delay = chance.random(), chance.uniform(0, 0.4)
    child = building.start(folder / "in", folder / "killed.record", workers=2)
    assert child.stdout is not None
    where = ""
    workers: list[int] = []
    for line in child.stdout:
        name, done, total = line.split()
        late = order.index(name) > order.index(stage)
        if late or (name == stage and (int(total) == 1 or int(done) >= share * int(total))):
            time.sleep(delay)
            workers = building.below(child.pid)
            child.send_signal(signal.SIGKILL)
            where = f"{name} {done}/{total}"
            break
    ended = child.wait()
    child.stdout.close()
    until = time.monotonic() + PATIENCE
    while (alive := [one for one in workers if Path(f"/proc/{one}").exists()]) and time.monotonic() < until:
        time.sleep(0.1)
    return (where if ended == -signal.SIGKILL else ""), len(alive)


def _exported(folder: Path, name: str) -> dict[str, bytes]:
    written = onrecord.export(folder / f"{name}.record", "jsonl", folder / name)
    return {path.name: path.read_bytes() for path in written}


if __name__ == "__main__":
    print(figures(Path(), *map(int, sys.argv[1:])))
