"""Texts with marked statements, from PolNeAR and from our own passages, in one form."""

import itertools
import json
import random
import re
from pathlib import Path

import msgspec

from training.markup import read_markup

Range = tuple[int, int]
_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


class Marked(msgspec.Struct, frozen=True):
    """A statement of a text: character ranges of its parts, its level (0 outer, 1 within a content), act or empty."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    level: int = 0
    act: str = ""


class Passage(msgspec.Struct, frozen=True):
    """A text with its statements; `nested`: level 1 is marked too; `silver`: a model marked it, in contents only."""

    id: str
    text: str
    statements: tuple[Marked, ...]
    nested: bool = False
    silver: bool = False


def split_sentences(text: str) -> list[Range]:
    """Sentence ranges by punctuation and line breaks: training needs no better, windows only pack by them."""
    edges = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    return [(start, end) for start, end in itertools.pairwise(edges) if end > start]


def read_polnear(path: Path) -> list[Passage]:
    """The articles of a PolNeAR file (JSONL); roles as lists of character ranges."""
    return [_polnear_row(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _polnear_row(row: dict) -> Passage:
    parts = [[tuple(tuple(span) for span in found[role]) for role in ("source", "cue", "content")]
             for found in row["attributions"]]  # fmt: skip
    return Passage(row["id"], row["text"], tuple(Marked(*part) for part in parts if part[1] and part[2]))


def read_own(folder: Path) -> list[Passage]:
    """All passages of `statements_*.jsonl` in a folder, in order of file and line."""
    out = []
    for path in sorted(folder.glob("statements_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, marked = read_markup(row["text"])
            found = tuple(
                Marked(one.source, one.cue, one.content, one.depth, row["acts"].get(str(one.number), ""))
                for one in marked
                if one.depth < 2 and one.cue and one.content
            )
            out.append(Passage(row["id"], text, tuple(widen(text, one) for one in found), True))
    return out


_LEFT = re.compile(
    r"(?:\b(?:has|have|had|is|are|was|were|be|been|being|will|would|could|should|may|might|can|does|did|do|also|not|"
    r"never|again|\w+ly)\s+)+$"
)
_THAT = re.compile(r"\bthat\s+$")


def widen(text: str, marked: Marked) -> Marked:
    """Spans as PolNeAR draws them: a cue with its auxiliaries and adverbs, a content with its "that"."""
    taken = marked.source + marked.cue + marked.content

    def left(span: Range, pattern: re.Pattern[str]) -> Range:
        floor = max((end for _, end in taken if end <= span[0]), default=0)
        found = pattern.search(text, floor, span[0])
        return (found.start(), span[1]) if found else span

    cue = tuple(left(span, _LEFT) for span in marked.cue)
    content = (left(marked.content[0], _THAT), *marked.content[1:])
    return msgspec.structs.replace(marked, cue=cue, content=content)


def hold_out(passages: list[Passage], every: int, seed: int) -> tuple[list[Passage], list[Passage]]:
    """Passages to train on and one in `every` held out for choices, by article."""
    order = list(range(len(passages)))
    random.Random(seed).shuffle(order)
    held = set(order[::every])
    return [p for i, p in enumerate(passages) if i not in held], [p for i, p in enumerate(passages) if i in held]
