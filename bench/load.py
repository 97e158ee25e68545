"""Pages of a large record under load: server time of each page with four clients on two cores, and peak memory.

`python -m bench.load --record FOLDER` asks of a record that is there (`python -m bench.collection` makes one);
without it one of 2,000 documents is made for the time being. Every request asks for another state, so that nothing is
answered from what a page remembers; times are from request to the last byte, on loopback. Beside them stands what a
request costs the server's processor, asked one at a time: that holds on a busy machine as well.
"""

import argparse
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx
import msgspec

import onrecord
from bench.collection import ISSUES, OUTLETS, SIDES, write

CLIENTS, CORES, SMALL = 4, 2, 2_000
_WORDS = "government minister treaty border sanctions ceasefire port fish energy talks troops grain court dam".split()
_ACTS = "assert support criticise demand propose warn threaten promise deny reject report decline".split()
_TYPES = "CONSULT AGREE REQUEST ACCUSE SANCTION AID MOBILIZE THREATEN".split()
States = dict[str, Callable[[random.Random], str]]


def figures(_shared: Path) -> dict[str, float]:
    """The slowest page's median and 95th percentile in milliseconds, and peak memory in GB, on a small record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.record"
        write(path, SMALL)
        asked = drive(path, 10)
    return {
        "most processor milliseconds of a page": max(statistics.median(values) for values in asked.processor.values()),
        "most memory in GB": asked.memory,
        "pages answered": 1 - len(asked.failed) / max(1, sum(map(len, asked.took.values()))),
    }


def states(record: Path) -> States:
    """For each page an address of a state, by chance."""
    with onrecord.open(record) as found:
        rows = found.sql("SELECT doc, id AS row FROM ids WHERE kind = 'statement' USING SAMPLE 2000").to_pylist()
        stories = found.sql("SELECT story FROM stories LIMIT 2000")["story"].to_pylist()
        actors = found.sql("SELECT id FROM actors ORDER BY statements DESC LIMIT 3000")["id"].to_pylist()

    def at(path: str, **values: object) -> str:
        return path + "?" + urlencode([(name, value) for name, value in values.items() if value not in {"", None}])

    def years(chance: random.Random) -> dict[str, int]:
        since = chance.randint(2015, 2023)
        return {"since": since, "until": chance.randint(since, 2024)}

    def month(chance: random.Random) -> str:
        return f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02d}"

    return {
        "overview": lambda _: "/",
        "timeline": lambda c: at("/timeline", side=c.choice(SIDES), act=c.choice(["", *_ACTS]), page=c.randint(1, 9)),
        "timeline, all sides": lambda c: at("/timeline", **years(c), act=c.choice(_ACTS), by=c.choice(["side", "act"])),
        "timeline, an issue": lambda c: at("/timeline", issue=c.choice(ISSUES), side=c.choice(["", *SIDES])),
        "timeline, events": lambda c: at(
            "/timeline", what="events", side=c.choice(SIDES), type=c.choice(["", *_TYPES])
        ),
        "matrix": lambda c: at("/matrix", every=c.choice(["year", "quarter", "all"]), **years(c), page=c.randint(1, 2)),
        "matrix, a cell": lambda c: at(
            "/matrix", since=month(c), cell=f"{c.choice(ISSUES)}.{c.choice(SIDES[:12])}", stance=c.choice(["", "for"])
        ),
        "alignment": lambda c: (
            at("/alignment", side=c.choice(SIDES[:6]), issues=c.randint(2, 9)) + "&side=" + c.choice(SIDES[6:])
        ),
        "issues": lambda c: at("/issues", q=c.choice(["", "issue-0", "1", "2"])),
        "issue": lambda c: at("/issue", id=c.choice(ISSUES), every=c.choice(["year", "quarter", "month", "all"])),
        "actors": lambda c: at("/actors", q=c.choice(["ana", "chen", "", "7", "bello"]), page=c.randint(1, 9)),
        "actor": lambda c: at("/actor", id=c.choice(actors)),
        "stories": lambda c: at("/stories", q=c.choice(["", *_WORDS]), page=c.randint(1, 3)),
        "story": lambda c: at("/story", id=c.choice(stories)),
        "search": lambda c: at("/search", q=" ".join(c.sample(_WORDS, c.randint(1, 2)))),
        "search, statements": lambda c: at("/search", q=c.choice(_WORDS), side=c.choice(SIDES), act=c.choice(_ACTS)),
        "search, common word": lambda c: at("/search", q=c.choice(["the", "said", "of the"]), outlet=_outlet(c)),
        "documents": lambda c: at("/documents", outlet=_outlet(c), page=c.randint(1, 9)),
        "reader": lambda c: at("/read", **c.choice(rows)),
    }  # fmt: skip


def _outlet(chance: random.Random) -> str:
    return f"Outlet {chance.randrange(OUTLETS):03d}"


class Asked(msgspec.Struct, frozen=True):
    """What was measured: milliseconds of each page's requests, of the clock and of the processor; GB; what failed."""

    took: dict[str, list[float]]
    processor: dict[str, list[float]]
    memory: float
    failed: list[str]


def drive(record: Path, each: int) -> Asked:
    """Ask for `each` states of each page by turns from CLIENTS clients, and for a few one after the other."""
    pages = states(record)
    took: dict[str, list[float]] = {page: [] for page in pages}
    processor: dict[str, list[float]] = {page: [] for page in pages}
    failed: list[str] = []
    turns = iter([page for _ in range(each) for page in pages])
    lock = threading.Lock()
    with served(record) as (url, pid):

        def client(number: int) -> None:
            chance = random.Random(number)
            with httpx.Client(base_url=url, timeout=120) as session:
                while True:
                    with lock:
                        page = next(turns, None)
                    if page is None:
                        return
                    address = pages[page](chance)
                    begin = time.perf_counter()
                    answer = session.get(address)
                    spent = (time.perf_counter() - begin) * 1000
                    with lock:
                        took[page].append(spent)
                        if answer.status_code != 200:
                            failed.append(f"{address}: {answer.status_code}")

        warm = httpx.get(url + "/", timeout=300)
        warm.raise_for_status()
        threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        chance = random.Random(-1)
        for page in [page for _ in range(min(each, 10)) for page in pages]:
            before = _processor(pid)
            httpx.get(url + pages[page](chance), timeout=120)
            processor[page].append(_processor(pid) - before)
        memory = _peak(pid)
    return Asked(took, processor, memory, failed)


@contextmanager
def served(record: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a server of the record, on at most CORES cores."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", "--until-idle", "300"]
    if sys.platform == "linux":
        command = ["taskset", "-c", f"0-{CORES - 1}", *command]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stderr is not None
        url = process.stdout.readline().strip().rstrip("/")
        assert url, process.stderr.read()
        yield url, process.pid
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _processor(pid: int) -> float:
    """Milliseconds of the processor that a process has used, all threads together; 0 where the system doesn't tell."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        return 0.0
    # nanoseconds of each thread; hardly one ends between two questions
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e6


def _peak(pid: int) -> float:
    """The most memory that a process has held, in GB; 0 where the system doesn't tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1e6


def _p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def main() -> None:
    """Ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--each", type=int, default=60, help="requests of each page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "small.record"
        if given.record is None:
            write(path, SMALL)
        asked = drive(path, given.each)
    print(f"{'page':<24}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}{'processor p50':>16}{'p95':>9}")
    for page, values in asked.took.items():
        spent = asked.processor[page]
        clock = f"{statistics.median(values):>9.0f}{_p95(values):>9.0f}{max(values):>9.0f}"
        print(f"{page:<24}{clock}{statistics.median(spent):>16.0f}{_p95(spent):>9.0f}")
    everything = list(itertools.chain.from_iterable(asked.took.values()))
    print(f"{'all':<24}{statistics.median(everything):>9.0f}{_p95(everything):>9.0f}{max(everything):>9.0f}")
    told = f"{len(everything)} requests of {CLIENTS} clients, {len(asked.failed)} failed"
    print(f"peak memory {asked.memory:.2f} GB; {told}")
    for line in asked.failed[:10]:
        print(f"  {line}")


if __name__ == "__main__":
    main()
