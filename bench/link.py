"""Linking: wordings of utterances against pairs labelled twice, and the cost of linking generated shards.

`python -m bench.link --fit` prints the weights that `link/wordings.py` holds; `--cost 1000 10000` times linking.
"""

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.generated import documents
from onrecord.link import link
from onrecord.link.wordings import Wording, conflicting, likeness
from onrecord.settings import LinkSettings
from onrecord.types import Document, Extraction

PASSES = 3
"""How often linking goes through its documents."""
PAIRS = Path(__file__).resolve().parents[1] / "training" / "data" / "utterance_pairs.jsonl"


def labelled() -> list[dict[str, Any]]:
    """All pairs, with the label of the first and of the second, blind pass."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf8").splitlines()]


def pairs() -> list[dict[str, Any]]:
    """The labelled pairs on which both passes agree."""
    return [row for row in labelled() if row["first"] == row["second"]]


def figures(_shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of pairs that are one utterance; beside it with pairs that were reworded throughout."""
    usual = [row for row in pairs() if not row["reworded"]]
    out = {f"utterances {name}": value for name, value in _score(usual).items()}
    out["utterances pairs"] = float(len(usual))
    out["utterances agreement of two passes"] = len(pairs()) / len(labelled())
    held_out = [_Fitted([row for row in usual if _fold(row) != fold]) for fold in range(5)]
    guesses = [(held_out[_fold(row)].likeness(row) >= LinkSettings().utterance, row["first"]) for row in usual]
    out["utterances f1, weights fitted without it"] = _f1(guesses)["f1"]
    (_, small, _), (_, large, gigabytes) = map(_measured, (2_000, 8_000))
    out["most growth of cost, 2,000 to 8,000"] = math.log(large / small) / math.log(4)
    out["most GB for 8,000 documents"] = gigabytes
    return out | {f"utterances {name}, reworded too": value for name, value in _score(pairs()).items()}


def _score(rows: list[dict[str, Any]]) -> dict[str, float]:
    least = LinkSettings().utterance
    return _f1([(likeness(*_wordings(row)) >= least, row["first"]) for row in rows])


def _f1(guesses: list[tuple[bool, bool]]) -> dict[str, float]:
    right = sum(guess and truth for guess, truth in guesses)
    precision = right / max(1, sum(guess for guess, _ in guesses))
    recall = right / max(1, sum(truth for _, truth in guesses))
    return {"f1": 2 * precision * recall / max(1e-9, precision + recall), "p": precision, "r": recall}


def _wordings(row: dict[str, Any]) -> tuple[Wording, Wording]:
    return Wording.of(row["a"]["text"]), Wording.of(row["b"]["text"])


def _fold(row: dict[str, Any]) -> int:
    """All pairs of one speaker stand in one fold."""
    return int(row["speaker"].split()[-1]) % 5


class _Fitted:
    """Logistic regression by gradient descent on the four features of `wordings.likeness`."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        features = np.array([self.features(row) for row in rows])
        truth = np.array([row["first"] for row in rows], float)
        self.weights = np.zeros(features.shape[1])
        for _ in range(20_000):
            guess = 1 / (1 + np.exp(-features @ self.weights))
            penalty = np.append(self.weights[:-1], 0) / 3
            self.weights -= 0.3 * (features.T @ (guess - truth) + penalty) / len(rows)

    @staticmethod
    def features(row: dict[str, Any]) -> list[float]:
        """Shared part of the shorter and of the longer, figures in conflict, denial in one only, and 1."""
        a, b = _wordings(row)
        shared = a.shared(b)
        return [
            shared / min(a.weight, b.weight), shared / max(a.weight, b.weight),
            float(conflicting(a.figures, b.figures)),
            float(a.denies != b.denies), 1.0,
        ]  # fmt: skip

    def likeness(self, row: dict[str, Any]) -> float:
        """Of a pair that wasn't seen."""
        return float(1 / (1 + np.exp(-np.dot(self.features(row), self.weights))))


def cost(counts: list[int]) -> None:
    """Print seconds of one core and memory of linking generated documents, each count in a process of its own."""
    before: tuple[int, float] | None = None
    for count, seconds, gigabytes in map(_measured, counts):
        line = f"{count:>8} documents  {seconds:>8.1f} s  {seconds / count * 1000:>6.2f} ms each  {gigabytes:.2f} GB"
        if before:
            # 1 is linear, 2 quadratic
            line += f"  growth {math.log(seconds / before[1]) / math.log(count / before[0]):.2f}"
        print(line, flush=True)
        before = count, seconds


def _measured(count: int) -> tuple[int, float, float]:
    """The count, seconds of one core and gigabytes of linking so many documents in a process of its own."""
    code = f"from bench.link import _timed; _timed({count})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, gigabytes = map(float, done.stdout.split())
    return count, seconds, gigabytes


class _Made:
    """Generated documents, made anew each time that they're gone through."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[tuple[Document, Extraction]]:
        return documents(self.count)


def _timed(count: int) -> None:
    rows = list(documents(count)) if count < 10_000 else _Made(count)
    start, made = time.process_time(), 0.0
    if isinstance(rows, _Made):
        # what making them costs is measured apart, since so many aren't held at once
        for _ in rows:
            pass
        made, start = PASSES * (time.process_time() - start), time.process_time()
    links = sum(len(row.links) for row in link(rows, LinkSettings()))
    assert links
    print(time.process_time() - start - made, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)


if __name__ == "__main__":
    if "--fit" in sys.argv:
        print(_Fitted([row for row in pairs() if not row["reworded"]]).weights.round(2))
    else:
        cost([int(word) for word in sys.argv[2:]] or [1_000, 10_000])
