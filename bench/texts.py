"""Articles made up by putting our own passages together: real sentences, as many documents as a figure needs."""

import datetime as dt
import json
import random
import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "training" / "data"
FILES = ("statements_a.jsonl", "statements_b.jsonl", "events_a.jsonl")
_MARKS = re.compile(r"\{[A-Z]+\d+(?:,\d+)* |\}")
_OUTLETS = ("The Harbour Post", "Radio Meridian", "Daily Ledger", "Coast Wire", "Evening Bulletin")


@cache
def passages() -> tuple[str, ...]:
    """The texts of our training passages, their marks taken out: some 1,400 of about 60 words."""
    rows = [json.loads(line) for name in FILES for line in (DATA / name).read_text(encoding="utf8").splitlines()]
    return tuple(_MARKS.sub("", row["text"]) for row in rows)


def article(chance: random.Random, size: int) -> str:
    """A headline, a line with outlet and day, and `size` passages; one sentence in three has another figure in it."""
    body = "\n\n".join(
        re.sub(r"\b\d{2,3}\b", lambda _: str(chance.randrange(10, 999)) if chance.random() < 1 / 3 else _.group(), one)
        for one in chance.sample(passages(), size)
    )
    day = dt.date(2021, 1, 1) + dt.timedelta(days=chance.randrange(1_400))
    headline = " ".join(re.findall(r"\w+", body)[:8])
    return f"{headline}\n\n{chance.choice(_OUTLETS)}, {day.day} {day:%B %Y}\n\n{body}\n"


def write(folder: Path, count: int, size: int = 4, seed: int = 11) -> int:
    """`count` text files in folders of 500; gives the number of words."""
    chance = random.Random(seed)
    words = 0
    for number in range(count):
        text = article(chance, size)
        words += len(text.split())
        path = folder / f"{number // 500:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    return words
