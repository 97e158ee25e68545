"""Passages as word pieces with labels, and windows of them as tensors."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.marks import piece_marks
from onrecord.annotate.windows import Layout, Window, cut_windows, sentence_pieces
from onrecord.types.statement import Act
from training.statements.corpus import Passage, Range, split_sentences

ACTS: tuple[str, ...] = Act.__args__
OUT, IGNORED = 0, -100
ROLES = ("source", "cue", "content")
Ints = NDArray[np.int64]
POOL = 160


class Unit(msgspec.Struct, frozen=True):
    """A statement as piece ranges; `act` is an index into ACTS or -100; `silver` marks a level guessed by a model."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    level: int
    act: int


class Encoded(msgspec.Struct, frozen=True):
    """A passage over its n word pieces: ids, marks, tag labels of both levels [2, n], sentences, statements."""

    id: str
    ids: Ints
    marks: Ints
    tags: Ints
    sentences: list[Range]
    units: list[Unit]


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer, with truncation and padding off."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(passage: Passage, tokenizer: Tokenizer) -> Encoded:
    """Pieces and labels: 0 outside, 1 + 2 * role at the first piece of a span, 2 + 2 * role within."""
    got = tokenizer.encode(passage.text, add_special_tokens=False)
    starts = [start for start, _ in got.offsets]
    ends = [end for _, end in got.offsets]
    tags = np.zeros((2, len(starts)), np.int64)
    if not passage.nested:
        tags[1] = IGNORED
    units = []
    for one in sorted(passage.statements, key=lambda one: one.level):
        parts = [[_pieces(starts, ends, span) for span in getattr(one, role)] for role in ROLES]
        parts = [[span for span in spans if span[1] > span[0]] for spans in parts]
        for role, spans in enumerate(parts):
            for first, last in spans:
                tags[one.level, first] = 1 + 2 * role
                tags[one.level, first + 1 : last] = 2 + 2 * role
                if passage.silver and one.level == 0 and role == 2:
                    tags[1, first:last] = OUT
        if parts[1] and parts[2]:
            act = ACTS.index(one.act) if one.act else IGNORED
            units.append(Unit(*(tuple(spans) for spans in parts), one.level, act))
    sentences = sentence_pieces(starts, split_sentences(passage.text))
    marks = np.array(piece_marks(passage.text, got.offsets), np.int64)
    return Encoded(passage.id, np.array(got.ids, np.int64), marks, tags, sentences, units)


def _pieces(starts: Sequence[int], ends: Sequence[int], span: Range) -> Range:
    """The range of pieces that share a character with `span`."""
    return int(np.searchsorted(ends, span[0], side="right")), int(np.searchsorted(starts, span[1], side="left"))


class Group(msgspec.Struct, frozen=True):
    """Consecutive windows of one passage: links are learned among the pieces that they keep."""

    passage: Encoded
    windows: list[Window]

    @property
    def range(self) -> Range:
        """The pieces that the group keeps."""
        return self.windows[0].take, self.windows[-1].stop


class Batch(msgspec.Struct, frozen=True):
    """Groups as tensors: `ids`, `marks`, `mask` [windows, length]; `keep` indexes the kept pieces of the flat batch."""

    ids: torch.Tensor
    marks: torch.Tensor
    mask: torch.Tensor
    keep: torch.Tensor
    tags: torch.Tensor
    groups: list[Group]


def collate(groups: list[Group], frame: Range) -> Batch:
    """Tensors of all windows, padded to the longest; `frame` holds the ids of the first and last piece."""
    rows = [(group.passage, window) for group in groups for window in group.windows]
    length = max(window.end - window.start for _, window in rows) + 2
    ids = np.zeros((len(rows), length), np.int64)
    marks, mask = np.zeros_like(ids), np.zeros_like(ids)
    keep, tags = [], []
    for row, (passage, window) in enumerate(rows):
        n = window.end - window.start
        ids[row, 0], ids[row, n + 1] = frame
        ids[row, 1 : n + 1] = passage.ids[window.start : window.end]
        marks[row, 1 : n + 1] = passage.marks[window.start : window.end]
        mask[row, : n + 2] = 1
        keep.append(np.arange(window.take, window.stop) - window.start + 1 + row * length)
        tags.append(passage.tags[:, window.take : window.stop])
    tensors = (torch.from_numpy(array) for array in (ids, marks, mask, np.concatenate(keep), np.concatenate(tags, 1)))
    return Batch(*tensors, groups)


def batches(passages: list[Encoded], layout: Layout, size: int, rng: random.Random | None) -> Iterator[list[Group]]:
    """Lists of groups of about `size` windows of like length; with `rng` shuffled, and cut elsewhere each time."""
    groups = []
    for passage in passages:
        if not len(passage.ids):
            continue
        first = rng.randint(layout.core // 3, layout.core) if rng else None
        windows = cut_windows(passage.sentences, layout, first)
        groups += [Group(passage, windows[at : at + 4]) for at in range(0, len(windows), 4)]
    if rng:
        rng.shuffle(groups)
    groups = [group for at in range(0, len(groups), POOL) for group in sorted(groups[at : at + POOL], key=_longest)]
    out: list[list[Group]] = [[]]
    for group in groups:
        if sum(len(one.windows) for one in out[-1]) >= size:
            out.append([])
        out[-1].append(group)
    if rng:
        rng.shuffle(out)
    yield from out


def _longest(group: Group) -> int:
    return max(window.end - window.start for window in group.windows)
