"""Fit the weights of aboutness on our own development issues: `python -m training.stance.about --own DIR`."""

import argparse
import json
from pathlib import Path

import numpy as np

from onrecord import models
from onrecord.positions.about import FEATURES, Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.vectors import Sentences

POSITIVE = 4.0


def fit(features: np.ndarray, labels: np.ndarray, weight: float, steps: int = 4000) -> np.ndarray:
    """Logistic regression by Newton's method with a little ridge; `weight` of a positive row."""
    row_weight = np.where(labels > 0, weight, 1.0)
    w = np.zeros(features.shape[1])
    ridge = np.diag([0.5] * (features.shape[1] - 1) + [1e-3])
    for _ in range(min(steps, 50)):
        p = 1 / (1 + np.exp(-features @ w))
        gradient = features.T @ (row_weight * (p - labels)) + ridge @ w
        hessian = (features * (row_weight * p * (1 - p))[:, None]).T @ features + ridge
        w -= np.linalg.solve(hessian, gradient)
    return w


def rows(own: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Features and labels of each statement of a part beside each issue of that part."""
    said = [json.loads(line) for line in (own / "issues_own.jsonl").read_text(encoding="utf8").splitlines()]
    said = [row for row in said if row["part"] == part]
    names = {issue for row in said for issue in (*row["about"], row["near"])}
    issues = [issue for issue in load_issues(own / "issues_own.toml") if issue.id in names]
    issues += [issue for issue in load_issues(own / "issues_own_near.toml") if issue.id.startswith(part)]
    sentences = Sentences()
    finder = Aboutness(issues, sentences)
    features, labels = [], []
    for row in said:
        content = row["text"][slice(*row["content"])]
        features.append(finder.features(sentences([content])[0], content, near_of(row)))
        labels.append([float(issue.id in row["about"]) for issue in issues])
    return np.concatenate(features), np.concatenate([np.array(one) for one in labels])


def near_of(row: dict) -> frozenset[str]:  # type: ignore[type-arg]
    """The side that speaks, as its words name it."""
    from onrecord.positions.words import words  # noqa: PLC0415

    return words(row["text"][slice(*row["source"])]).sides


def f1(scores: np.ndarray, labels: np.ndarray, least: float) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    found = scores >= least
    hits = float((found & (labels > 0)).sum())
    p, r = hits / max(found.sum(), 1), hits / labels.sum()
    return p, r, 2 * p * r / max(p + r, 1e-9)


def main() -> None:
    """Fit, choose the least score on the same issues, write `about.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=Path, required=True)
    args = parser.parse_args()
    features, labels = rows(args.own, "dev")
    w = fit(features, labels, POSITIVE)
    scores = 1 / (1 + np.exp(-features @ w))
    least = max((round(t, 2) for t in np.arange(0.2, 0.9, 0.02)), key=lambda t: f1(scores, labels, t)[2])
    print(dict(zip(FEATURES, w.round(2).tolist(), strict=True)), "least", least, "dev", f1(scores, labels, least))
    table = {"features": FEATURES, "weights": [round(float(x), 4) for x in w], "least": float(least)}
    (models.STANCE / "about.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")
    test, gold = rows(args.own, "test")
    print("test", f1(1 / (1 + np.exp(-test @ w)), gold, least))


if __name__ == "__main__":
    main()
