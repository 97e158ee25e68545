"""Choose what is added to the stance scores: `python -m training.stance.calibrate --corpora DIR --own DIR`.

Rows that were held out of training, never those that figures are told of: the pairs left of directed sentiment's train
part for a holder's stance. To the author's nothing is added: what NewsMTSC dev_mt asks for doesn't hold on other texts.
"""

import argparse
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord import models
from onrecord.positions.stance import Stances
from training.stance.corpus import Example, directed_parts

STEPS = np.arange(-0.5, 3.6, 0.25)


def macro(guess: np.ndarray, labels: np.ndarray) -> float:
    """Macro-F1 over the three labels."""
    f1 = [2 * ((guess == k) & (labels == k)).sum() / max((guess == k).sum() + (labels == k).sum(), 1) for k in range(3)]
    return float(np.mean(f1))


def choose(stances: Stances, examples: Sequence[Example]) -> list[float]:
    """Additions for against and neutral of the best macro-F1; the smallest of those within half a point of it."""
    scores = np.array([stances.scores(one.question) for one in examples])
    labels = np.array([one.label for one in examples])
    tried = {}
    for against, neutral in itertools.product((-0.2, 0.0, 0.2), STEPS):
        added = np.array([0.0, against, neutral])
        tried[0.0, float(against), round(float(neutral), 2)] = macro((scores + added).argmax(1), labels)
    best = max(tried.values())
    chosen = min((one for one, f1 in tried.items() if f1 >= best - 0.005), key=lambda one: abs(one[1]) + abs(one[2]))
    print(len(examples), "plain", round(macro(scores.argmax(1), labels), 3), "with", chosen, round(tried[chosen], 3))
    return list(chosen)


def main() -> None:
    """Choose and write `stance.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args()
    stances = Stances()
    table = {
        "author": [0.0, 0.0, 0.0],
        "holder": choose(stances, directed_parts(args.corpora / "directed_sentiment" / "train.jsonl")[1]),
        "proposition": [0.0, 0.0, 0.0],
    }
    (models.STANCE / "stance.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
