"""Progress of long work: bars on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 15.0
_WORDS = {
    "fetch": "Fetching",
    "read": "Reading",
    "extract": "Extracting",
    "sense": "Weighing meaning",
    "resolve": "Resolving",
    "link": "Linking",
    "positions": "Positions",
    "finish": "Writing the record",
    "report": "Pages",
}


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function (stage, done, total) to report with; all goes to standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_WORDS.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


class _Lines:
    """A line when a stage begins, every `EVERY` seconds, and when it ends."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        due = stage not in self.last or done == total or now - self.last[stage] > EVERY
        if due and total:
            self.last[stage] = now
            print(f"{_WORDS.get(stage, stage)}: {done} of {total}", file=sys.stderr)  # noqa: T201
