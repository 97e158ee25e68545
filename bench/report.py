"""Size and time of reports on generated records: `python -m bench.report [--documents 200 2000]`.

One page has to stay within 5 MB for 200 documents; more become pages, none of them above 5 MB.
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench import collection
from onrecord.present.report import MOST_BYTES, report
from onrecord.record import Record


def measure(documents: int, folder: Path) -> tuple[int, int, int, float]:
    """(pages, bytes in all, bytes of the largest page, seconds of the processor) of a report."""
    path = folder / f"{documents}.record"
    collection.write(path, documents)
    with Record.open(path) as record:
        start = time.process_time()
        written = report(record, folder / f"{documents}.html")
        seconds = time.process_time() - start
    pages = list(written.path.parent.glob("*.html")) if written.pages > 1 else [written.path]
    return written.pages, written.size, max(page.stat().st_size for page in pages), seconds


def main() -> None:
    """Write, measure, print; ends with 1 where a page is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[200, 2_000])
    args = parser.parse_args()
    worst = 0
    for documents in args.documents:
        with tempfile.TemporaryDirectory() as folder:
            pages, size, largest, seconds = measure(documents, Path(folder))
        worst = max(worst, largest)
        print(
            f"{documents} documents: {pages} page{'s' if pages > 1 else ''}, {size / 1e6:.1f} MB, "
            f"the largest {largest / 1e6:.1f} MB, {seconds:.1f} s of the processor"
        )
    if worst > MOST_BYTES:
        raise SystemExit(f"a page has {worst / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.0f}")


if __name__ == "__main__":
    main()
