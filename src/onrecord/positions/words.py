"""The words of a text that count for what it's about: stems with their rarity, and the sides that it names."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import models
from onrecord.knowledge.sides import find_sides
from onrecord.models.runtime import load_tokenizer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    "a about above after again against all also although am an and any anyone are as at be became because become been "
    "before being below between both but by can cannot could did do does doing down during each every few for from "
    "further get had has have having he her here hers him his how i if in into is it its itself just let like made "
    "make many may me might more most much must my new no nobody nor not now of off on once one only or other others "
    "our out over own part per said same say says shall she should so some such take than that the their them then "
    "there these they this those through to too toward towards under until up upon us use used using very was we were "
    "what when where which while who whom whose why will with within without would yet you your".split()
)
_ENDS = sorted(
    "isation ization isations izations ational fulness iveness ations ation ments ities ment ness ists ings ance ence "
    "able ible ions ist ism ity ing ion ies ers ial ive ous ise ize ised ized ises izes ising izing ty "
    "ed er es al ly or s e y".split(),
    key=lambda end: -len(end),
)
_COMMON, _RARE = 1996, 30522
"""Ids of the most and the least frequent whole words in the word pieces, which stand in order of frequency."""


class Words(msgspec.Struct, frozen=True):
    """Stems of the words that name no side, each with its weight; codes of the sides named."""

    stems: dict[str, float]
    sides: frozenset[str]


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    """The words that count in a text; a name of a side stands for its code."""
    mentions = find_sides(text)
    taken = [mention.span for mention in mentions]
    stems: dict[str, float] = {}
    for found in _WORD.finditer(text):
        if any(span.start <= found.start() < span.end for span in taken):
            continue
        word = found.group().lower().replace("’", "'").removesuffix("'s")
        if word in _STOP or (len(word) < 3 and not word.isdigit()):
            continue
        stems[stem(word)] = weight(word)
    return Words(stems, frozenset(mention.code for mention in mentions))


@cache
def stem(word: str) -> str:
    """A word without its endings: rough, for matching only."""
    for _ in range(2):
        for end in _ENDS:
            if word.endswith(end) and len(word) - len(end) >= 4:
                word = word[: -len(end)]
                break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


@cache
def weight(word: str) -> float:
    """From 0.3 for the most frequent words to 1.3 for rare ones, by the place among the word pieces."""
    ids = load_tokenizer(models.STATEMENTS / "tokenizer.json").encode(word, add_special_tokens=False).ids
    if len(ids) != 1:
        return 1.3
    return 0.3 + max(0.0, math.log(max(ids[0], 1) / _COMMON) / math.log(_RARE / _COMMON))


class Shares:
    """How much of each of several wordings a text holds: the weight of what is found, of all; a side weighs 1.

    `rarity` multiplies the weight of each stem and side: what many issues of a watchlist name tells them little apart.
    """

    def __init__(self, wanted: Sequence[Words], rarity: Mapping[str, float]) -> None:
        tokens = sorted({token for one in wanted for token in (*one.stems, *one.sides)})
        self._column = {token: column for column, token in enumerate(tokens)}
        table = np.zeros((len(wanted), len(tokens)))
        for row, one in zip(table, wanted, strict=True):
            for token, weight in (*one.stems.items(), *((side, 1.0) for side in one.sides)):
                row[self._column[token]] = weight * rarity.get(token, 1.0)
        total = table.sum(1, keepdims=True)
        self._table = np.divide(table, total, out=table, where=total > 0)

    def __call__(self, found: Words) -> NDArray[np.float64]:
        """[wordings], 0 to 1."""
        # stems are in small letters and codes of sides in capitals: none is taken for another
        columns = sorted(self._column[token] for token in {*found.stems, *found.sides} & self._column.keys())
        shares: NDArray[np.float64] = self._table[:, columns].sum(1)
        return shares
