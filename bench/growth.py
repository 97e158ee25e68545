"""Memory of a build of ten times as many documents, and the seconds of each: `python -m bench growth`.

`python -m bench.growth 200 2000 --passages 1` takes other counts and shorter texts, which are our own passages put
together (`bench/texts.py`).
"""

import argparse
import tempfile
from pathlib import Path

from bench import building, texts

COUNTS = (2_000, 20_000)


def figures(_shared: Path, counts: tuple[int, ...] = COUNTS, passages: int = 2) -> dict[str, float]:
    """Memory at the larger count over that at the smaller one: of all processes together, of the program alone."""
    built = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            words = texts.write(Path(folder, "in"), count, passages)
            one = building.build(Path(folder, "in"), Path(folder, "out.record"))
        print(
            f"  {count:>7} documents, {words:>9} words: {one.seconds:.0f} s, {one.processor:.0f} s of a processor, "
            f"extract {one.rate:.1f} documents a second; program {one.program:.0f} MB, worker {one.worker:.0f} MB, "
            f"together {one.together:.0f} MB",
            flush=True,
        )
        built.append(one)
    return {
        "most memory at ten times the documents": built[-1].together / built[0].together,
        "most memory of the program alone": built[-1].program / built[0].program,
        "most memory of a worker": built[-1].worker / built[0].worker,
        "processor time a document": (built[-1].processor / counts[-1]) / (built[0].processor / counts[0]),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--passages", type=int, default=2)
    given = parser.parse_args()
    print(figures(Path(), tuple(given.counts), given.passages))
