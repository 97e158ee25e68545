"""Sentence vectors by MiniLM, mean-pooled: the same for a text on each run and beside any other."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord import models
from onrecord.models.runtime import load_session, load_tokenizer
from onrecord.positions.pieces import Question, cut
from onrecord.types.sense import WIDTH

Vectors = NDArray[np.float16]

KEPT = 8_000
"""Vectors that are kept: outlets copy each other, and a sentence read twice has one vector."""


class Sentences:
    """Texts to vectors; one text a pass, since padding would touch the sums. Loads its weights when first asked."""

    def __init__(self, folder: Path = models.STANCE, threads: int = 1) -> None:
        self.folder, self.threads = folder, threads
        self._vector = lru_cache(KEPT)(self._read)

    @cached_property
    def _session(self) -> Any:
        return load_session(self.folder / "sentences.onnx", self.threads)

    def __call__(self, texts: Iterable[str]) -> Vectors:
        """float16[n, WIDTH], rows of length one; of a long text the first 112 word pieces are read."""
        rows = [self._vector(text) for text in texts]
        return np.stack(rows).astype(np.float16) if rows else np.zeros((0, WIDTH), np.float16)

    def _read(self, text: str) -> NDArray[np.float32]:
        tokenizer = load_tokenizer(models.STATEMENTS / "tokenizer.json")
        ids = np.array(cut(tokenizer, Question(text=text)).ids, np.int64)
        vector: NDArray[np.float32] = self._session.run(["hidden"], {"input_ids": ids, "marks": np.zeros_like(ids)})[0]
        return vector
