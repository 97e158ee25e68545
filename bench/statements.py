"""Statements on PolNeAR dev: what goes wrong, counted by kind, and how far confidence can be trusted.

    python -m bench.statements [--curve FOLDER]

`--curve` writes `calibration.csv` and `calibration.svg` to a folder.
"""

import argparse
import collections
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from bench.parts import SHARED
from bench.polnear import attributions
from bench.scorers import extract, load, read
from training.statements.calibrate import calibration_error, outcomes

Sets = list[dict[str, set[int]]]


def figures(shared: Path) -> dict[str, float]:
    """Counts by kind of error."""
    gold, predicted = predictions(shared)
    return {kind: float(count) for kind, count in errors(gold, predicted, load(shared, "score_attribution.py")).items()}


def predictions(shared: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Gold rows and what `onrecord extract` makes of their texts."""
    gold = read(shared / "corpora" / "polnear" / "dev.jsonl")
    rows = [{"id": row["id"], "text": row["text"]} for row in gold]
    return gold, [attributions(row) for row in extract(rows, "--only", "statements")]


def errors(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: ModuleType) -> dict[str, int]:
    """How many attributions are right, and how many wrong in each way, most frequent first."""
    count: collections.Counter[str] = collections.Counter()
    by_id = {row["id"]: row["attributions"] for row in predicted}
    for row in gold:
        tokens = scorer.word_tokens(row["text"])
        golds: Sets = scorer.as_token_sets(tokens, row["attributions"])
        preds: Sets = scorer.as_token_sets(tokens, by_id.get(row["id"], []))
        pairs = {i: j for i, j, _ in scorer.match(golds, preds)}
        for i, one in enumerate(golds):
            count[_found(one, preds[pairs[i]], scorer) if i in pairs else _missed(one, preds)] += 1
        for j, one in enumerate(preds):
            if j not in pairs.values():
                touching = any(one["content"] & other["content"] for other in golds)
                count["spurious, over another content" if touching else "spurious, where gold has nothing"] += 1
    return dict(count.most_common())


def _found(gold: dict[str, set[int]], pred: dict[str, set[int]], scorer: ModuleType) -> str:
    """The kind of a pair whose contents match."""
    if scorer.source_ok(gold, pred):
        return "right" if scorer.cue_ok(gold, pred) else "wrong cue"
    if not gold["source"]:
        return "a source where gold has none"
    if not pred["source"]:
        return "no source where gold has one"
    return "source too long or short" if gold["source"] & pred["source"] else "another source"


def _missed(gold: dict[str, set[int]], preds: Sets) -> str:
    """The kind of a gold attribution that no prediction matches."""
    cue = any(gold["cue"] & one["cue"] for one in preds)
    if any(gold["content"] & one["content"] for one in preds):
        return "missed, content too long or short" if cue else "missed within another content"
    return "missed, cue found" if cue else "missed, nothing found"


def curve(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: ModuleType, folder: Path) -> float:
    """Write the calibration curve as data and as a picture; the expected calibration error."""
    confidence = np.array([one["confidence"] for row in predicted for one in row["attributions"]])
    error, bins = calibration_error(confidence, outcomes(gold, predicted, scorer))
    lines = ["confidence,right,statements", *(f"{mean:.4f},{share:.4f},{size}" for mean, share, size in bins)]
    (folder / "calibration.csv").write_text("\n".join(lines) + "\n", encoding="utf8")
    (folder / "calibration.svg").write_text(_picture(bins), encoding="utf8")
    return error


def _picture(bins: list[tuple[float, float, int]]) -> str:
    """Share right over confidence, a circle a bin as large as the bin is full, beside the diagonal."""
    most = max(size for _, _, size in bins)
    dots = "".join(
        f'<circle cx="{40 + 300 * mean:.1f}" cy="{320 - 300 * share:.1f}" r="{3 + 9 * (size / most) ** 0.5:.1f}">'
        f"<title>{size} statements: confidence {mean:.2f}, {share:.2f} right</title></circle>"
        for mean, share, size in bins
    )
    ticks = "".join(
        f'<text x="{40 + 300 * at / 4:.0f}" y="338" text-anchor="middle">{at / 4:g}</text>'
        f'<text x="34" y="{324 - 300 * at / 4:.0f}" text-anchor="end">{at / 4:g}</text>'
        for at in range(5)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 360" font-family="sans-serif" font-size="11">'
        '<title>Share of statements that are right, by confidence</title><rect width="360" height="360" fill="#fff"/>'
        '<path d="M40 20V320H340" fill="none" stroke="#333"/>'
        '<path d="M40 320L340 20" stroke="#999" stroke-dasharray="4"/>'
        f'<g fill="#2a6f97" fill-opacity=".75">{dots}</g><g fill="#333">{ticks}'
        '<text x="190" y="354" text-anchor="middle">confidence</text>'
        '<text x="12" y="170" text-anchor="middle" transform="rotate(-90 12 170)">share right</text></g></svg>\n'
    )


def main() -> None:
    """Print the counts; write the curve where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", type=Path)
    args = parser.parse_args()
    gold, predicted = predictions(SHARED)
    scorer = load(SHARED, "score_attribution.py")
    for kind, count in errors(gold, predicted, scorer).items():
        print(f"{count:>6}  {kind}")
    if args.curve:
        print(f"expected calibration error {curve(gold, predicted, scorer, args.curve):.4f}")


if __name__ == "__main__":
    main()
