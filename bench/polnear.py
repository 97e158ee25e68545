"""PolNeAR dev: source, cue and content of 2,192 attributions in 84 articles of US political news."""

from pathlib import Path
from typing import Any

import numpy as np

from bench.scorers import extract, load, read, score
from training.statements.calibrate import calibration_error, outcomes


def figures(shared: Path) -> dict[str, float]:
    """Figures of `score_attribution.py`, from statements without a parent."""
    gold = shared / "corpora" / "polnear" / "dev.jsonl"
    rows = [{"id": row["id"], "text": row["text"]} for row in read(gold)]
    predicted = [attributions(row) for row in extract(rows, "--only", "statements")]
    confidence = np.array([one["confidence"] for row in predicted for one in row["attributions"]])
    right = outcomes(read(gold), predicted, load(shared, "score_attribution.py"))
    got = score(shared, "score_attribution.py", gold, predicted)
    return {
        **{f"tokens {role}": got["tokens"][role]["f1"] for role in ("source", "cue", "content")},
        "triple": got["triples"]["content_source_cue"]["f1"],
        "unquoted recall": got["by_type"]["unquoted"]["recall_content_source"],
        "most calibration error": calibration_error(confidence, right)[0],
    }


def attributions(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the scorer's input from one line of `extract`'s output."""
    return {
        "id": row["id"],
        "attributions": [
            {part: (one[part] or {}).get("spans", []) for part in ("source", "cue", "content")}
            | {"confidence": one["confidence"]}
            for one in row["statements"]
            if one["parent"] is None
        ],
    }
