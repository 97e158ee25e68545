"""Documents a second of several workers over one, by the clock and by the processor: `python -m bench workers`.

`python -m bench.workers 400` takes another count. Start-up is left out: the middle eight tenths of `extract` are timed.
The clock tells only on a machine with as many free cores as workers. What a document costs of a processor tells on a
busy one as well: where that's no more with two workers than with one, two do twice as much.
"""

import sys
import tempfile
from pathlib import Path

from bench import building, texts

RUNS = (("local", 1), ("local", 2), ("ray", 2))


def figures(_shared: Path, count: int = 2_000) -> dict[str, float]:
    """Rates as ratios, and the processor's time of a whole build with two workers over that with one."""
    built = {}
    with tempfile.TemporaryDirectory() as folder:
        words = texts.write(Path(folder, "in"), count)
        for engine, workers in RUNS:
            one = building.build(Path(folder, "in"), Path(folder, f"{engine}{workers}.record"), engine, workers)
            built[engine, workers] = one
            print(
                f"  {engine} {workers}: {one.rate:.1f} documents a second of {words / count:.0f} words, "
                f"{one.processor:.0f} s of a processor, {one.together:.0f} MB",
                flush=True,
            )
    base = built["local", 1]
    return {
        "two workers over one": built["local", 2].rate / base.rate,
        "ray with two over one": built["ray", 2].rate / base.rate,
        "most processor time of two over one": built["local", 2].processor / base.processor,
    }


if __name__ == "__main__":
    print(figures(Path(), *map(int, sys.argv[1:])))
