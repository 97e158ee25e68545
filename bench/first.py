"""From `pip install` to the first record: a new environment, the wheel with all it needs, one short text.

`python -m bench first` takes the packages from wherever pip takes them, its cache left out; `make first` is the same.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from bench.parts import ROOT, SkippedError

TEXT = "Canberra said on Monday that it would back the accord on fisheries. Wellington denied that talks had stalled."


def figures(_shared: Path) -> dict[str, float]:
    """Seconds of each step on the clock, and megabytes of the wheel and of all that is installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        venv.create(folder / "env", with_pip=True)
        bin = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        spent = _processor()
        installing = _run(bin / "python", "-m", "pip", "install", "--quiet", "--no-cache-dir", wheel)
        _run(bin / "python", "-m", "pip", "check")
        row = json.dumps({"id": "first", "published": "2024-03-05", "text": TEXT})
        (folder / "in.jsonl").write_text(row + "\n", encoding="utf8")
        extracting = _run(bin / "onrecord", "extract", "--input", folder / "in.jsonl", "--output", folder / "out.jsonl")
        said = json.loads((folder / "out.jsonl").read_text(encoding="utf8"))
        if not said["statements"]:
            raise AssertionError("the installed program extracts nothing of a text with two statements")
        building = _run(bin / "onrecord", "build", folder / "in.jsonl", "--record", folder / "my.record")
        return {
            "seconds of pip install": installing,
            "seconds of the first extract": extracting,
            "seconds of the first build": building,
            "seconds from pip install to the first record": installing + building,
            "processor seconds of all of it": _processor() - spent,
            "MB of the wheel": wheel.stat().st_size / 1e6,
            "MB installed": sum(one.stat().st_size for one in (folder / "env").rglob("*") if one.is_file()) / 1e6,
        }


def build(folder: Path) -> Path:
    """The wheel of this checkout, made without network.

    SkippedError: what makes wheels isn't installed (it is part of `dev`).
    """
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "No module named" in done.stderr:
        raise SkippedError("hatchling isn't installed: pip install hatchling")
    done.check_returncode()
    return next(folder.glob("*.whl"))


def _processor() -> float:
    """Seconds that ended children took of a processor; 0 on Windows, which doesn't tell."""
    told = os.times()
    return told.children_user + told.children_system


def _run(*words: object) -> float:
    """Seconds of a command on the clock.

    SkippedError: it's pip, and pip finds no package index.
    """
    begin = time.monotonic()
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1]
        if "install" in words:
            raise SkippedError(f"pip can't install: {last}")
        raise RuntimeError(f"{words[0]}: {last}")
    return time.monotonic() - begin
