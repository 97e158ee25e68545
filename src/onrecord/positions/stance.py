"""The stance of a holder toward a target in a text, or toward a proposition that stands beside it."""

import json
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import models
from onrecord.models.runtime import load_session, load_tokenizer
from onrecord.positions.pieces import Question, cut
from onrecord.types import Stance

LABELS: tuple[Stance, ...] = ("for", "against", "neutral")
_FIRST_PERSON = re.compile(r"(?:we|us|our|ours|i|me|my|mine)\b", re.IGNORECASE)
KEPT = 20_000
"""Answers that are kept: outlets copy each other, and one question has one answer."""


class Verdict(msgspec.Struct, frozen=True):
    """A stance and how sure it is, 0 to 1."""

    stance: Stance
    confidence: float


class Stances:
    """Answers questions one at a time, so that none depends on another. Loads its weights when first asked."""

    def __init__(self, folder: Path = models.STANCE, threads: int = 1) -> None:
        self.folder, self.threads = folder, threads
        self._answer = lru_cache(KEPT)(self._judge)

    @cached_property
    def _session(self) -> Any:
        return load_session(self.folder / "stance.onnx", self.threads)

    @cached_property
    def _added(self) -> dict[str, list[float]]:
        """What is added to the scores of each kind of question, fitted by `python -m training.stance.calibrate`."""
        table: dict[str, list[float]] = json.loads((self.folder / "stance.json").read_text(encoding="utf8"))
        return table

    def scores(self, question: Question) -> NDArray[np.float64]:
        """Unnormalised scores of for, against, neutral."""
        pieces = cut(load_tokenizer(models.STATEMENTS / "tokenizer.json"), question)
        feed = {"input_ids": np.array(pieces.ids, np.int64), "marks": np.array(pieces.marks, np.int64)}
        return np.asarray(self._session.run(["hidden"], feed)[0], np.float64)

    def __call__(self, question: Question) -> Verdict:
        """The likeliest stance."""
        return self._answer(question)

    def _judge(self, question: Question) -> Verdict:
        scores = self.scores(question) + np.array(self._added[kind(question)])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        best = int(shares.argmax())
        return Verdict(LABELS[best], round(float(shares[best]), 4))


def kind(question: Question) -> str:
    """Of a proposition, of a holder toward a target, or of the author toward a target: so too for who says "we"."""
    if question.proposition:
        return "proposition"
    mine = question.holder is None or _FIRST_PERSON.match(question.holder.of(question.text))
    return "author" if mine else "holder"
