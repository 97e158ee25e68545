"""`python -m bench.frequencies`: count again in how many news texts a word stands (`link/frequencies.csv`)."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

from bench.parts import ROOT, SHARED

TEXTS = ("polnear/train.jsonl", "timex/timebank_train.jsonl", "timex/aquaint_train.jsonl")
LEAST = 6


def count(shared: Path) -> tuple[int, Counter[str]]:
    """Number of texts, and in how many each word stands."""
    texts, words = 0, Counter[str]()
    for name in TEXTS:
        for line in (shared / "corpora" / name).read_text(encoding="utf8").splitlines():
            texts += 1
            words.update({word.lower() for word in re.findall(r"[^\W_]+", json.loads(line)["text"])})
    return texts, words


if __name__ == "__main__":
    total, counted = count(SHARED)
    with (ROOT / "src/onrecord/link/frequencies.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("", total))
        table.writerows(sorted((word, n) for word, n in counted.items() if n >= LEAST))
