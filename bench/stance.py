"""Figures of aboutness and stance on our own statements: `python -m bench.stance`.

320 statements on 32 issues, labelled twice (about, about_again; the second pass saw the texts alone, in another
order). Figures are told for the test issues, on which nothing was fitted; the watchlist asked holds those issues and
46 near ones that no statement is about. Floors: aboutness F1 0.8, stance accuracy 0.8 where both passes agree.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.positions.about import Aboutness
from onrecord.positions.issues import load_issues
from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances
from onrecord.positions.vectors import Sentences
from onrecord.positions.words import words
from onrecord.types import Span

OWN = Path(__file__).parents[1] / "training" / "data"
FLOORS = {"about_f1": 0.8, "stance_accuracy": 0.8}


def rows(part: str) -> list[dict[str, Any]]:
    """The statements of a part."""
    lines = (OWN / "issues_own.jsonl").read_text(encoding="utf8").splitlines()
    return [row for row in map(json.loads, lines) if row["part"] == part]


def passes(said: list[dict[str, Any]]) -> dict[str, float]:
    """How far the two passes agree: on the issue, and on the stance where they agree on it."""
    same = [row for row in said if set(row["about"]) == set(row["about_again"])]
    polar = [row for row in same if row["about"]]
    stance = sum(row["about"] == row["about_again"] for row in polar) / len(polar)
    return {"about_agreement": len(same) / len(said), "stance_agreement": stance}


def aboutness(said: list[dict[str, Any]], part: str) -> dict[str, float]:
    """Precision, recall and F1 of (statement, issue) where both passes agree."""
    names = {issue for row in said for issue in (*row["about"], row["near"])}
    issues = [one for one in load_issues(OWN / "issues_own.toml") if one.id in names]
    issues += [one for one in load_issues(OWN / "issues_own_near.toml") if one.id.startswith(part)]
    sentences = Sentences()
    finder = Aboutness(issues, sentences)
    hits = found = wanted = 0
    for row in said:
        if set(row["about"]) != set(row["about_again"]):
            continue
        content = row["text"][slice(*row["content"])]
        near = words(row["text"][slice(*row["source"])]).sides
        mine = {match.issue for match in finder(sentences([content])[0], content, near)}
        hits, found, wanted = hits + len(mine & set(row["about"])), found + len(mine), wanted + len(row["about"])
    p, r = hits / max(found, 1), hits / wanted
    return {"about_p": p, "about_r": r, "about_f1": 2 * p * r / max(p + r, 1e-9)}


def stance(said: list[dict[str, Any]]) -> dict[str, float]:
    """Accuracy and macro-F1 of the stance toward the issue, where both passes agree."""
    statements = {one.id: one.statement for one in load_issues(OWN / "issues_own.toml")}
    stances, table = Stances(), np.zeros((3, 3))
    labels = ("for", "against", "neutral")
    for row in said:
        if row["about"] != row["about_again"]:
            continue
        for issue, gold in row["about"].items():
            asked = Question(text=row["text"], holder=Span(*row["source"]), proposition=statements[issue])
            table[labels.index(gold), labels.index(stances(asked).stance)] += 1
    f1 = [2 * table[i, i] / max(table[i].sum() + table[:, i].sum(), 1) for i in range(3)]
    return {"stance_accuracy": table.trace() / table.sum(), "stance_macro_f1": float(np.mean(f1))}


def main() -> None:
    """Print the figures; exit code 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "dev"), default="test")
    args = parser.parse_args()
    said = rows(args.part)
    figures = {"statements": float(len(said)), **passes(said), **aboutness(said, args.part), **stance(said)}
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=1))
    below = [name for name, floor in FLOORS.items() if figures[name] < floor]
    if below and args.part == "test":
        print(f"below the floor: {', '.join(below)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
