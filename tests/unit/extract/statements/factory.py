"""Heads and hidden states by hand: a state is a tag of the outer level, one of the inner, and a place in the text."""

import numpy as np

from onrecord.extract.statements.confidence import FEATURES, KNOTS
from onrecord.extract.statements.heads import TAGS, Heads, LinkHead
from onrecord.extract.statements.links import FAR

WIDTH = 2 * TAGS + 1


def link(prefer: int = 0) -> LinkHead:
    """Prefers near spans; `none` wins when `prefer` is large."""
    gap = -np.tile(np.arange(FAR, dtype=np.float32), 2)[:, None] + 100
    return LinkHead(
        query=np.zeros((1, 3 * WIDTH), np.float32),
        query_bias=np.zeros(1, np.float32),
        key=np.zeros((1, 3 * WIDTH), np.float32),
        gap=gap,
        between=np.zeros((8, 1), np.float32),
        out=np.ones(1, np.float32),
        none=np.zeros(3 * WIDTH, np.float32),
        none_bias=np.array([prefer], np.float32),
    )


def heads(none: int = 0) -> Heads:
    """Tags read off the states; the act is always the first; every draft is likely."""
    confidence = np.zeros(FEATURES + 2 + len(KNOTS), np.float32)
    confidence[[0, FEATURES + 1]] = 3.0, 1.0
    return Heads(
        tags=np.eye(2 * TAGS, WIDTH, dtype=np.float32) * 12,
        tags_bias=np.zeros(2 * TAGS, np.float32),
        cue_of_content=link(),
        source_of_cue=link(none),
        act_hidden=np.zeros((1, 2 * WIDTH), np.float32),
        act_hidden_bias=np.zeros(1, np.float32),
        act_out=np.zeros((12, 1), np.float32),
        act_out_bias=np.array([1.0] + [0.0] * 11, np.float32),
        confidence=confidence,
    )


def states(outer: str, inner: str = "") -> np.ndarray:
    """States of a line of tags: `S`, `C`, `T` begin a source, cue, content, small letters go on, `.` is outside."""
    out = np.zeros((len(outer), WIDTH), np.float32)
    for at, mark in enumerate(outer):
        out[at, ".SsCcTt".index(mark)] = 1
    for at, mark in enumerate(inner or "." * len(outer)):
        out[at, TAGS + ".SsCcTt".index(mark)] = 1
    return out
