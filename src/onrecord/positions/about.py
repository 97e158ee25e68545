"""Which issues a text is about: by meaning (sentence vectors), by words, by names; and why."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import models
from onrecord.positions.vectors import Sentences, Vectors
from onrecord.positions.words import Shares, Words, words
from onrecord.types import Issue

FEATURES = ("meaning", "meaning_of_all", "lead", "words", "sides_missing", "alias", "bias")
"""`lead`: nearness above that of the nearest other issue (below 0 where another is nearer), cut at ±0.2."""
WORDS, MISSING, ALIAS = (FEATURES.index(name) for name in ("words", "sides_missing", "alias"))
_PARTS = re.compile(r"[;:,]\s+|\s+(?:and|or)\s+")
Floats = NDArray[np.float64]


class Match(msgspec.Struct, frozen=True):
    """A text is about an issue, how sure, and why: the wording nearest by meaning, and the words shared."""

    issue: str
    score: float
    reason: str


class Weights(msgspec.Struct, frozen=True):
    """What each feature counts for, and the least score; fitted by `python -m training.stance.about`."""

    weights: tuple[float, ...]
    least: float


class Wording(msgspec.Struct, frozen=True):
    """One way to put an issue."""

    text: str
    words: Words
    alias: bool


@cache
def weights() -> Weights:
    """The weights that come with the models."""
    table = json.loads((models.STANCE / "about.json").read_text(encoding="utf8"))
    if table["features"] != list(FEATURES):
        raise ValueError(f"about.json is for the features {table['features']}")
    return Weights(tuple(table["weights"]), table["least"])


def wordings(issue: Issue) -> tuple[Wording, ...]:
    """The statement first, its parts of three and more words that count, then aliases and examples.

    A part that leaves out a side which the first part names ("or a military role") has lost its subject, and is none.
    """
    first, *rest = _PARTS.split(issue.statement)
    parts = [part for part in (first, *rest) if len(words(part).stems) + len(words(part).sides) > 2]
    parts = [part for part in parts if words(first).sides <= words(part).sides]
    texts = dict.fromkeys((issue.statement, *(parts if rest else ()), *issue.aliases))
    named = frozenset(issue.aliases)
    examples = dict.fromkeys(chain(issue.for_, issue.against))
    return tuple(Wording(text, words(text), text in named) for text in dict.fromkeys((*texts, *examples)))


class Aboutness:
    """A watchlist, ready to be asked which of its issues a text is about."""

    def __init__(self, issues: Sequence[Issue], sentences: Sentences) -> None:
        self.issues = tuple(issues)
        self.wordings = [wordings(issue) for issue in issues]
        self._vectors = sentences(one.text for each in self.wordings for one in each).astype(np.float32)
        sizes = [len(each) for each in self.wordings]
        self._starts = np.cumsum([0, *sizes])[:-1]
        self._shares = Shares([one.words for each in self.wordings for one in each], rarity(self.wordings))
        self._sides = [each[0].words.sides for each in self.wordings]
        self._aliases = [tuple(one.text.lower() for one in each if one.alias) for each in self.wordings]

    def features(self, vector: Vectors, text: str, near: Iterable[str] = ()) -> Floats:
        """[issues, FEATURES] of one text; `near`: sides that it may speak of without naming them."""
        rows = self._meant(vector)
        rows[:, ALIAS] = self._named(text)
        found = words(text)
        around = Words(found.stems, found.sides | frozenset(near))
        rows[:, WORDS] = np.maximum.reduceat(self._shares(around), self._starts)
        rows[:, MISSING] = [len(sides - around.sides) / len(sides) if sides else 0.0 for sides in self._sides]
        return rows

    def _meant(self, vector: Vectors) -> Floats:
        """The features that the vector alone tells; the others are 0."""
        nearness = self._vectors @ vector.astype(np.float32)
        rows = np.zeros((len(self.issues), len(FEATURES)))
        rows[:, 0] = np.maximum.reduceat(nearness, self._starts)
        rows[:, 1] = nearness[self._starts]
        rows[:, 2] = np.clip(_lead(rows[:, 0]), -0.2, 0.2)
        rows[:, -1] = 1.0
        return rows

    def _named(self, text: str) -> list[bool]:
        """Whether the text holds an alias of each issue."""
        low = text.lower()
        return [any(alias in low for alias in aliases) for aliases in self._aliases]

    def _far(self, vector: Vectors, text: str) -> bool:
        """Whether no issue can reach the least score, whatever words are shared: so it is with most texts."""
        fitted = weights()
        most = self._meant(vector)
        most[:, WORDS], most[:, ALIAS] = 1.0, self._named(text)
        # a side that is missing only lowers the score
        return bool((most @ np.array(fitted.weights)).max() < math.log(fitted.least / (1 - fitted.least)))

    def __call__(self, vector: Vectors, text: str, near: Iterable[str] = ()) -> list[Match]:
        """The issues that a text is about, in the watchlist's order."""
        if self._far(vector, text):
            return []
        fitted = weights()
        features = self.features(vector, text, near)
        scores = 1 / (1 + np.exp(-(features @ np.array(fitted.weights))))
        return [
            Match(self.issues[i].id, _round(scores[i]), self._reason(i, features[i], text))
            for i in range(len(self.issues))
            if scores[i] >= fitted.least
        ]

    def _reason(self, i: int, features: Floats, text: str) -> str:
        """Why the text is about issue `i`, in words."""
        found = words(text)
        shared = sorted({word for one in self.wordings[i] for word in one.words.stems if word in found.stems})
        sides = sorted({side for one in self.wordings[i] for side in one.words.sides} & found.sides)
        told = f"meaning {features[0]:.2f}"
        return f"{told}; words {' '.join([*sides, *shared])}" if shared or sides else told


def rarity(watchlist: Sequence[Sequence[Wording]]) -> dict[str, float]:
    """What each stem and side counts for in a watchlist: 1 in one issue, less in several, little in all."""
    seen = Counter(chain.from_iterable(_union(each) for each in watchlist))
    total = len(watchlist)
    return {word: math.log(1 + total / number) / math.log(1 + total) for word, number in seen.items()}


def _union(each: Sequence[Wording]) -> frozenset[str]:
    return frozenset(chain.from_iterable((*one.words.stems, *one.words.sides) for one in each))


def _lead(best: Floats) -> Floats:
    """Each value less the largest of the others."""
    if len(best) < 2:
        return np.full(len(best), 0.2)
    second, first = np.sort(best)[-2:]
    lead: Floats = np.where(best == first, best - second, best - first)
    return lead


def _round(value: float) -> float:
    return round(float(value), 4) if math.isfinite(value) else 0.0
