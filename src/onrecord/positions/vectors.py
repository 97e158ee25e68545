"""Sentence vectors by MiniLM, mean-pooled: the same for a text on each run and beside any other."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord import models
from onrecord.models.runtime import load_session, load_tokenizer
from onrecord.positions.pieces import Question, cut
from onrecord.types.sense import WIDTH

Vectors = NDArray[np.float16]


class Sentences:
    """Texts to vectors; one text a pass, since padding would touch the sums. Loads its weights when first asked."""

    def __init__(self, folder: Path = models.STANCE, threads: int = 0) -> None:
        self.folder, self.threads = folder, threads

    @cached_property
    def _session(self) -> Any:
        return load_session(self.folder / "sentences.onnx", self.threads)

    def __call__(self, texts: Iterable[str]) -> Vectors:
        """float16[n, WIDTH], rows of length one; of a long text the first 112 word pieces are read."""
        rows = [self._vector(text) for text in texts]
        return np.stack(rows).astype(np.float16) if rows else np.zeros((0, WIDTH), np.float16)

    def _vector(self, text: str) -> NDArray[np.float32]:
        tokenizer = load_tokenizer(models.STATEMENTS / "tokenizer.json")
        ids = np.array([cut(tokenizer, Question(text=text)).ids], np.int64)
        feed = {"input_ids": ids, "marks": np.zeros_like(ids), "attention_mask": np.ones_like(ids)}
        vector: NDArray[np.float32] = self._session.run(["hidden"], feed)[0][0]
        return vector
