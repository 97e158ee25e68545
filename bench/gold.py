"""The double-annotated articles 001, 002 and 004: statements and who made them, for which side, when.

The annotations are measured against, never trained on.
"""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.scorers import extract, score

ARTICLES = ("001", "002", "004")
DRAWS = 2_000


def figures(shared: Path) -> dict[str, float]:
    """Figures of `score_gold.py` on what `onrecord extract` gives."""
    command = [sys.executable, str(shared / "tools" / "gold_input.py"), *ARTICLES]
    rows = [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True).stdout.splitlines()]
    predicted = extract(rows, "--issues", str(shared / "gold" / "issues.toml"))
    got = score(shared, "score_gold.py", shared / "gold", predicted)
    first = next(row for row in predicted if row["id"].startswith("001"))
    return {
        "statements f1": got["statements"]["f1"],
        "triple f1": got["triple"]["f1"],
        "nested recall": got["nested_recall"],
        **dict(got["fields"].items()),
        "attributed recall": got["attributed_recall"],
        "positions f1": got["positions"]["f1"],
        **interval(got["positions"]),
        "events f1": got["events"]["f1"],
        "events full f1": got["events_full"]["f1"],
        "event status": got["event_fields"]["status"],
        "event date": got["event_fields"]["date"],
        "boilerplate recall": got["boilerplate"]["recall"],
        "boilerplate precision": got["boilerplate"]["precision"],
        "001 dated by its text": float((first["published"] or {}).get("value") == "2024-10-03"),
    }


def interval(got: dict[str, Any]) -> dict[str, float]:
    """The ends of a 95 % bootstrap interval of an F1: required rows, and predicted ones, drawn again with replacement.

    Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), percentile method.
    """
    required, predicted, rng = got["required"], got["predicted"], random.Random(1)
    drawn = []
    for _ in range(DRAWS):
        r = sum(rng.random() < got["r"] for _ in range(required)) / max(required, 1)
        p = sum(rng.random() < got["p"] for _ in range(predicted)) / max(predicted, 1)
        drawn.append(2 * p * r / max(p + r, 1e-9))
    drawn.sort()
    return {"positions f1, low": drawn[round(DRAWS * 0.025)], "positions f1, high": drawn[round(DRAWS * 0.975)]}
