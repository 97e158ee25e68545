"""What a new watchlist costs on a built record, as a share of the build: processor seconds, one worker.

The documents are our own training passages, some to a document, with the names of states exchanged at random, so that
hardly a question is asked twice; they hold more statements than news does. Three builds of one record: the first with
a watchlist, the second with another one, the third with the same again, which is what a build costs that does nothing.
"""

import itertools
import json
import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from onrecord.builder import build
from onrecord.options import Options
from onrecord.record import Record
from onrecord.settings import AnnotateSettings, PositionsSettings, Settings
from training.markup import read_markup

OWN = Path(__file__).parents[1] / "training" / "data"
PASSAGES = 7
STATES = (
    "Kenya", "Peru", "Norway", "Chile", "Egypt", "Turkey", "Japan", "Brazil", "Ghana", "Spain", "Iran", "Israel",
    "India", "China", "Russia", "Canada", "Mexico", "Poland", "Serbia", "Nigeria", "Ethiopia", "Pakistan", "Argentina",
)  # fmt: skip
_STATE = re.compile(rf"\b(?:{'|'.join(STATES)})\b")


def figures(_shared: Path) -> dict[str, float]:
    """The share, how dense the text is, and how many statements are about an issue of the second watchlist.

    What starting takes, a second of each build, is taken away: of 10,000 documents it's nothing. So the share is that
    of the documents by which the larger of two records is larger.
    """
    count = int(os.environ.get("ONRECORD_BENCH_DOCUMENTS", "300"))
    small, _ = _measure(count // 4)
    large, row = _measure(count)
    build, new, nothing = (more - less for more, less in zip(large, small, strict=True))
    print(json.dumps({"documents": count, "seconds": [round(one, 1) for one in large]}))
    return {
        "most new watchlist over build": new / build,
        "nothing new over build": nothing / build,
        "statements a document": row["said"] / count,
        "statements about an issue": row["placed"] / row["said"],
    }


def _measure(count: int) -> tuple[list[float], dict[str, int]]:
    """Seconds of the three builds; how many statements there are, and how many are about an issue."""
    with tempfile.TemporaryDirectory() as folder:
        source, record = Path(folder, "in"), Path(folder, "x.record")
        source.mkdir()
        for name, text in documents(count):
            (source / name).write_text(text, encoding="utf8")
        lists = [Path(folder, f"{part}.toml") for part in ("first", "second")]
        # every other issue of ours: 16 and 16
        blocks = (OWN / "issues_own.toml").read_text(encoding="utf8").split("[[issue]]")[1:]
        for path, mine in zip(lists, (blocks[::2], blocks[1::2]), strict=True):
            path.write_text("".join(f"[[issue]]{block}" for block in mine), encoding="utf8")
        seconds = [_seconds(source, record, path) for path in (lists[0], lists[1], lists[1])]
        with Record.open(record) as opened:
            (row,) = opened.sql(
                "SELECT count(*) AS said, count(*) FILTER (len(about) > 0) AS placed FROM statements"
            ).to_pylist()
    return seconds, row


def documents(count: int, seed: int = 5) -> Iterator[tuple[str, str]]:
    """(name, text) of made-up articles."""
    rng = random.Random(seed)
    lines = itertools.chain.from_iterable((OWN / f"statements_{part}.jsonl").open(encoding="utf8") for part in "ab")
    passages = [read_markup(json.loads(line)["text"])[0] for line in lines]
    own = [json.loads(line)["text"] for line in (OWN / "issues_own.jsonl").open(encoding="utf8")]
    for number in range(count):
        exchanged = dict(zip(STATES, rng.sample(STATES, len(STATES)), strict=True))
        chosen = [*rng.sample(passages, PASSAGES), *rng.sample(own, 2)]
        text = "\n\n".join(chosen)
        day = f"{1 + number % 28} May {2015 + number % 8}"
        yield f"{number:05d}.txt", f"GENEVA, {day} - {_STATE.sub(lambda m, other=exchanged: other[m.group()], text)}\n"


def _seconds(source: Path, record: Path, watchlist: Path) -> float:
    settings = Settings(positions=PositionsSettings(issues=str(watchlist)), annotate=AnnotateSettings(threads=1))
    begin = os.times()
    build([source], record, Options(settings=settings, workers=1))
    # of this process and of its workers, which have ended
    return sum(after - before for before, after in zip(begin[:4], os.times()[:4], strict=True))
