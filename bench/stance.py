"""Figures of aboutness and stance: our own statements, speeches, NewsMTSC and directed sentiment.

320 statements on 32 issues, labelled twice (about, about_again; the second pass saw the texts alone, in another
order). Figures are told for the test issues, on which nothing was fitted; the watchlist asked holds those issues and
46 near ones that no statement is about.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench.scorers import score, write
from onrecord.positions.about import Aboutness
from onrecord.positions.asking import answers
from onrecord.positions.issues import load_issues
from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances
from onrecord.positions.vectors import Sentences
from onrecord.positions.words import words
from onrecord.types import Span

OWN = Path(__file__).parents[1] / "training" / "data"
_MARKS = re.compile(r"[\[\]<>]")


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


def speeches() -> dict[str, float]:
    """Accuracy toward a side in 41 sentences of speeches of ours, with the speaker marked and with the text alone."""
    stances, right = Stances(), {"marked": [], "unmarked": []}  # type: ignore[var-annotated]
    for line in (OWN / "toward_speech.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        gold, marked = (part.strip() for part in line.split("|", 1))
        text = _MARKS.sub("", marked)
        holder, target = _marked(marked, "<>"), _marked(marked, "[]")
        right["unmarked"].append(stances(Question(text=text, target=target)).stance == gold)
        if holder:
            right["marked"].append(stances(Question(text=text, holder=holder, target=target)).stance == gold)
    return {f"speeches, speaker {name}": float(np.mean(hits)) for name, hits in right.items()}


def _marked(text: str, marks: str) -> Span | None:
    """Where the words between two marks stand once all marks are taken out."""
    if marks[0] not in text:
        return None
    start, end = (len(_MARKS.sub("", text[: text.index(mark)])) for mark in marks)
    return Span(start, end)


def outside(shared: Path) -> dict[str, float]:
    """Macro-F1 on the corpora, by their scorer."""
    figures = {}
    for name, kind, part in (("newsmtsc", "newsmtsc", "dev_rw"), ("directed", "directed_sentiment", "dev_noleak")):
        gold = shared / "corpora" / kind / f"{part}.jsonl"
        command = [sys.executable, str(shared / "tools" / "score_stance.py"), "--convert", name, str(gold)]
        rows = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
        asked = [json.loads(row) for row in rows]
        answered = [msgspec.to_builtins(one) for one in answers(asked)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "gold.jsonl")
            write(path, asked)
            figures[f"{name} macro f1"] = score(shared, "score_stance.py", path, answered)["macro_f1"]
    return figures


def figures(shared: Path) -> dict[str, float]:
    """All figures, on the test issues."""
    said = rows("test")
    own = {**passes(said), **aboutness(said, "test"), **stance(said)}
    return {**{name.replace("_", " "): value for name, value in own.items()}, **speeches(), **outside(shared)}
