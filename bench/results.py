"""Figures as last measured, kept part by part in `results.json`: a part that isn't measured today keeps its date.

Each part holds the day, what it was measured on, the hash of its data, and its figures with the floors of that day.
"""

import datetime as dt
import importlib.metadata
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path

import msgspec

FILE = "results.json"
_VERSIONS = ("onrecord", "spacy", "onnxruntime", "textacy")
_VENDORS = {"GenuineIntel": "Intel", "AuthenticAMD": "AMD"}


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure beside its floor and aim; for a figure whose name begins with "most" these are upper limits."""

    value: float
    floor: float | None = None
    aim: float | None = None

    def missed(self, name: str) -> bool:
        """Whether it lies on the wrong side of its floor."""
        if self.floor is None:
            return False
        return self.value > self.floor if name.startswith("most ") else self.value < self.floor


class Measured(msgspec.Struct, frozen=True):
    """A part as it was measured; `busy`: other programs wanted the processor, so that times on the clock are long."""

    date: str
    machine: str
    busy: bool
    versions: dict[str, str]
    data: str | None
    figures: dict[str, Figure]


Results = dict[str, Measured]


def measured(figures: Mapping[str, float], floors: Mapping[str, list[float]], data: str | None) -> Measured:
    """Figures of now, on this machine."""
    kept = {name: Figure(_short(value), *floors.get(name, ())[:2]) for name, value in figures.items()}
    versions = {"python": platform.python_version()}
    for name in _VERSIONS:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return Measured(today, machine(), _busy(), versions, data, kept)


def machine() -> str:
    """What measures, in general words: cores, family of processor, system."""
    vendor = ""
    about = Path("/proc/cpuinfo")
    if about.exists():
        lines = (line.split(":", 1) for line in about.read_text(encoding="utf8").splitlines() if ":" in line)
        found = next((value.strip() for name, value in lines if name.strip() == "vendor_id"), "")
        vendor = f" ({_VENDORS[found]})" if found in _VENDORS else ""
    return f"{os.cpu_count()} cores, {platform.machine()}{vendor}, {platform.system()}"


def load(folder: Path) -> Results:
    """What is kept in a folder; nothing where there's no file yet."""
    path = folder / FILE
    return msgspec.json.decode(path.read_bytes(), type=Results) if path.exists() else {}


def merge(folder: Path, new: Results) -> Results:
    """Keep what was measured now, in place of the same parts from before; all that is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = dict(sorted({**load(folder), **new}.items()))
    text = json.dumps(msgspec.to_builtins(kept), indent=1, ensure_ascii=False)
    new_file = folder / f"{FILE}.new"
    new_file.write_text(text + "\n", encoding="utf8")
    new_file.replace(folder / FILE)
    return kept


def _short(value: float) -> float:
    """Four decimals, none above a hundred."""
    value = float(value)  # some come from numpy
    return float(round(value)) if abs(value) >= 100 else round(value, 4)


def _busy() -> bool:
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1)
