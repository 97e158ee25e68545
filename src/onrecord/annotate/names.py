"""Named entities by spaCy's own recogniser, read for all tokens at once instead of token by token."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Found = tuple[int, int, str]
"""First token, token after the last, label."""
_OUT, _FEATURES = "O", 3


class Names:
    """The greedy parse of spaCy's transition-based `ner`, with the same weights and the same entities.

    spaCy's loop asks of every token whether each of 74 moves is allowed, which takes a third of the whole language
    pipeline. But while no entity is open a token's scores depend on that token alone, so that they are two matrix
    products for a document; only within an entity does one token wait for another, and there two moves are left.
    Sums run in another order than in spaCy's code: of two scores that are equal to the last digit the other may win.
    """

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        self.tok2vec = model.get_ref("tok2vec")
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        width, pieces = lower.get_dim("nO"), lower.get_dim("nP")
        self.shape = _FEATURES, width, pieces
        # [features * width * pieces, tok2vec's width]
        self.first = lower.get_param("W").reshape(_FEATURES * width * pieces, -1)
        self.bias = lower.get_param("b").reshape(width, pieces)
        # what stands for the first and the last word of an entity where none is open
        self.none = lower.get_param("pad").reshape(_FEATURES, width, pieces)[1:].sum(axis=0)
        self.second, self.second_bias = upper.get_param("W"), upper.get_param("b")
        unseen = model.attrs["unseen_classes"]
        names = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        moves = [(kind, label) for kind, _, label in (name.partition("-") for name in names)]
        numbers = {move: number for number, move in enumerate(moves) if number not in unseen}
        self.closed = np.array([n for (kind, label), n in numbers.items() if kind == _OUT or (kind in "BU" and label)])
        self.moves = [moves[number] for number in self.closed]
        self.begins = np.array([kind == "B" for kind, _ in self.moves])
        self.units = np.array([kind == "U" for kind, _ in self.moves])
        self.within = {
            label: [numbers["I", label], numbers["L", label]] for kind, label in self.moves if kind == "B"
        }  # of an open entity: go on, or end here

    @staticmethod
    def suits(recogniser: Any) -> bool:
        """Whether a component is one that this class knows: greedy, of three features, with an upper layer."""
        model = getattr(recogniser, "model", None)
        if model is None or model.name != "parser_model" or not model.attrs.get("has_upper"):
            return False
        lower = model.get_ref("lower")
        return bool(
            recogniser.cfg.get("beam_width") == 1
            and lower.get_dim("nF") == _FEATURES
            and lower.get_dim("nP") >= 2
            and all(isinstance(lower.get_param(name), np.ndarray) for name in ("W", "b", "pad"))
        )

    def __call__(self, docs: "list[Doc]") -> list[list[Found]]:
        """The entities of each doc in order; sentences must have been marked before, as in the pipeline."""
        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return [[] for _ in docs]
        vectors = self.tok2vec.predict(docs)
        features = (vectors @ self.first.T).reshape(-1, *self.shape)
        out, at = [], 0
        for doc, size in zip(docs, sizes, strict=True):
            out.append(list(self._read(doc, features[at : at + size])))
            at += size
        return out

    def _read(self, doc: "Doc", features: Floats) -> Iterator[Found]:
        """The entities of one doc; `features` [tokens, 3, width, pieces]."""
        if not len(doc):
            return
        last = np.ones(len(doc), bool)  # an entity can't go on beyond this token
        last[:-1] = doc.to_array("SENT_START")[1:] == 1
        space = doc.to_array("IS_SPACE") == 1
        hidden = (features[:, 0] + self.none + self.bias).max(axis=2)
        scores = (hidden @ self.second.T + self.second_bias)[:, self.closed]
        scores[np.ix_(space | last, self.begins)] = -np.inf
        scores[np.ix_(space, self.units)] = -np.inf
        best = scores.argmax(axis=1)
        token = 0
        while token < len(doc):
            kind, label = self.moves[best[token]]
            end = token + 1
            if kind == "B":
                end = self._end(token, self.within[label], features, last)
            if kind != _OUT:
                yield token, end, label
            token = end

    def _end(self, start: int, moves: list[int], features: Floats, last: NDArray[np.bool_]) -> int:
        """The token after the entity that begins at `start`."""
        token = start + 1
        while not last[token]:
            hidden = (features[token, 0] + features[start, 1] + features[token - 1, 2] + self.bias).max(axis=1)
            go, stop = self.second[moves] @ hidden + self.second_bias[moves]
            # of equal scores the move with the lower number wins
            if stop > go or (stop == go and moves[1] < moves[0]):
                break
            token += 1
        return token + 1
