"""What a text is about, as weights of its telling words: rare words and names count, known sides and persons little."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.knowledge import holders, sides
from onrecord.link.frequencies import background
from onrecord.link.words import Reading, Words, number

Weights = npt.NDArray[np.float32]
_OPENING, _TITLE, _TERMS = 300, 4, 80
_AT_ONCE = 1_000
_NAME, _KNOWN = np.float32(1.5), np.float32(0.15)
_KINDS = ("name", "abbreviation", "adjective", "people", "capital", "seat", "combining")


class Vectors:
    """One unit vector a text: at most 80 terms, sorted by number, with weights.

    Weight: (1 + log count) · log of inverse document frequency over the collection and a background, more for names,
    less for words that name a side or whoever held one of its offices: a collection may be about these throughout.
    """

    def __init__(self, terms: Words, weights: Weights, begins: npt.NDArray[np.int64]) -> None:
        """Terms and weights of all texts in a row, and where each text's begin and the last's end.

        Arrays of their own would take as much again for each text.
        """
        self.all_terms, self.all_weights, self.begins = terms, weights, begins

    @classmethod
    def of(cls, texts: Sequence[tuple[Reading, Reading]]) -> "Vectors":
        """Vectors of (title, body) pairs; of a body the first 300 words count."""
        known, held_by = _held_by(texts)
        common = background()
        before = np.array([common.held_by.get(int(term), 0) for term in known], np.int64)
        rarity = np.log((common.texts + len(texts) + 1) / (before + held_by)).astype(np.float32)
        rarity[np.isin(known, _known())] *= _KNOWN
        # only as much as is written takes memory
        terms, weights = np.empty(len(texts) * _TERMS, np.uint32), np.empty(len(texts) * _TERMS, np.float32)
        begins = np.zeros(len(texts) + 1, np.int64)
        for text, (title, body) in enumerate(texts):
            found, counts, names = _count(title, body)
            weight = (1 + np.log(counts)) * rarity[np.searchsorted(known, found)]
            weight[names] *= _NAME
            chosen = np.sort(np.lexsort((found, -weight))[:_TERMS])
            weight = weight[chosen].astype(np.float32)
            begins[text + 1] = begins[text] + len(chosen)
            terms[begins[text] : begins[text + 1]] = found[chosen]
            weights[begins[text] : begins[text + 1]] = weight / max(float(np.linalg.norm(weight)), 1e-9)
        return cls(terms[: begins[-1]], weights[: begins[-1]], begins)

    def __len__(self) -> int:
        return len(self.begins) - 1

    def terms(self, text: int) -> Words:
        """The terms of a text, sorted."""
        return self.all_terms[self.begins[text] : self.begins[text + 1]]

    def weights(self, text: int) -> Weights:
        """The weights of a text's terms."""
        return self.all_weights[self.begins[text] : self.begins[text + 1]]

    def cosine(self, a: int, b: int) -> float:
        """How alike two texts are, 0 to 1."""
        _, first, second = np.intersect1d(self.terms(a), self.terms(b), assume_unique=True, return_indices=True)
        return float(self.weights(a)[first] @ self.weights(b)[second])

    def heaviest(self, text: int, count: int) -> npt.NDArray[np.int64]:
        """Places of the heaviest terms of a text, in order of terms."""
        order = np.lexsort((self.terms(text), -self.weights(text)))
        return np.sort(order[:count])


def _held_by(texts: Sequence[tuple[Reading, Reading]]) -> tuple[Words, npt.NDArray[np.int64]]:
    """Every word that counts, sorted, and in how many texts it stands; a thousand texts at a time in memory."""
    known, held_by = np.empty(0, np.uint32), np.empty(0, np.int64)
    for start in range(0, len(texts), _AT_ONCE):
        part = [_count(title, body)[0] for title, body in texts[start : start + _AT_ONCE]]
        more, counts = np.unique(np.concatenate(part), return_counts=True)
        merged, places = np.unique(np.concatenate((known, more)), return_inverse=True)
        total = np.bincount(places, np.concatenate((held_by, counts)), len(merged))
        known, held_by = merged, total.astype(np.int64)
    return known, held_by


def _count(title: Reading, body: Reading) -> tuple[Words, Weights, npt.NDArray[np.bool_]]:
    """Distinct words, how often each stands, and whether it stands as a name."""
    words = np.concatenate((body.words[:_OPENING], np.repeat(title.words, _TITLE)))
    found, counts = np.unique(words, return_counts=True)
    return found, counts.astype(np.float32), np.isin(found, body.words[:_OPENING][body.names[:_OPENING]])


@cache
def _known() -> Words:
    """The words of names of states, their people, capitals and organisations, and of office-holders."""
    forms = [form.form for known in sides.lexicon().values() for form in known if form.kind in _KINDS]
    forms += [name for one in holders.holdings() for name in one.names]
    words = {word for form in forms for word in form.replace("-", " ").split()}
    return np.array(sorted({number(word) for word in words if len(word) > 2 and word[0].isupper()}), np.uint32)
