"""The parts of the bench: which file measures each, and the data that its figures depend on."""

import ast
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))


class SkippedError(Exception):
    """A part that can't be measured here; its words say why."""


class Part(NamedTuple):
    """Patterns of files below the folder of outside data, and below this repository."""

    outside: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def missing(self, shared: Path = SHARED) -> str | None:
        """Why it can't be measured here, None where its data is at hand."""
        for pattern in self.outside:
            if not any(shared.glob(pattern)):
                return f"{pattern} isn't in {shared} (outside data is not part of the repository)"
        return None

    def data(self, shared: Path = SHARED) -> str | None:
        """The first 16 hex digits of the SHA-256 over names and bytes of its data, None where it has none."""
        files = [(path.relative_to(base), path) for base, patterns in ((shared, self.outside), (ROOT, self.own))
                 for pattern in patterns for path in sorted(base.glob(pattern)) if path.is_file()]  # fmt: skip
        if not files:
            return None
        whole = hashlib.sha256()
        for name, path in files:
            whole.update(f"{name.as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()[:16]


_POLNEAR = "corpora/polnear/dev.jsonl"
_CLUSTERS = "corpora/news_cluster/dev.jsonl"
_PASSAGES = ("training/data/statements_a.jsonl", "training/data/statements_b.jsonl", "training/data/events_a.jsonl")
PARTS: dict[str, Part] = {
    "gold": Part(outside=("gold/*.jsonl", "gold/*.toml", "seeds/*.txt")),
    "polnear": Part(outside=(_POLNEAR,)),
    "peers": Part(outside=(_POLNEAR,)),
    "speakers": Part(outside=(_POLNEAR,), own=("bench/data/speakers_polnear.csv",)),
    "times": Part(outside=("corpora/timex/*.jsonl",)),
    "events": Part(
        outside=("corpora/plover/gsr_dev.jsonl", _POLNEAR),
        own=("training/data/events_*.jsonl", "training/data/status_test.jsonl", "bench/data/polnear_no_event.json"),
    ),
    "stories": Part(outside=(_CLUSTERS,)),
    "copies": Part(outside=(_CLUSTERS,), own=("bench/data/twins.txt",)),
    "link": Part(own=("training/data/utterance_pairs.jsonl",)),
    "stance": Part(
        outside=("corpora/newsmtsc/dev_rw.jsonl", "corpora/directed_sentiment/dev_noleak.jsonl"),
        own=("training/data/issues_own*", "training/data/toward_speech.txt"),
    ),
    "watchlist": Part(own=("training/data/issues_own.toml", "training/data/statements_*.jsonl")),
    "readers": Part(own=("bench/pages/*.py", "bench/data/stories.toml")),
    "speed": Part(outside=(_POLNEAR,)),
    "startup": Part(),
    "workers": Part(own=_PASSAGES),
    "growth": Part(own=_PASSAGES),
    "kills": Part(own=_PASSAGES),
    "load": Part(own=_PASSAGES),
    "first": Part(own=("examples/*.txt",)),
}


def about(name: str) -> str:
    """The first line of a part's own words, read without running it."""
    words = ast.get_docstring(ast.parse((ROOT / "bench" / f"{name}.py").read_text(encoding="utf8"))) or ""
    return words.split("\n", maxsplit=1)[0]
