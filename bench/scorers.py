"""Run onrecord and the outside scorers as a user would: whole processes, files in, figures out."""

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any


def extract(rows: Iterable[dict[str, Any]], *options: str) -> list[dict[str, Any]]:
    """The output of `onrecord extract` for these input rows."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        write(source, rows)
        command = [sys.executable, "-c", "from onrecord.present.cli import main; main()", "extract"]
        subprocess.run(
            [*command, "--input", str(source), "--output", str(target), *options],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return read(target)


def score(shared: Path, scorer: str, gold: Path, predicted: Iterable[dict[str, Any]], *options: str) -> dict[str, Any]:
    """What a scorer of `shared/tools` prints for predictions against a gold file or folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "predicted.jsonl")
        write(path, predicted)
        command = [sys.executable, str(shared / "tools" / scorer), str(gold), str(path), *options]
        printed = subprocess.run(command, check=True, capture_output=True).stdout
        result: dict[str, Any] = json.loads(printed)
        return result


def load(shared: Path, scorer: str) -> ModuleType:
    """A scorer of `shared/tools` as a module, for figures that it doesn't print."""
    spec = importlib.util.spec_from_file_location(scorer.removesuffix(".py"), shared / "tools" / scorer)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """A JSONL file of these rows."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")
