"""How alike two wordings of what somebody said are, and word by word in what they differ."""

import csv
import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log
from typing import Literal
from zlib import crc32

import msgspec

Difference = Literal["identical", "cut", "changed", "re-translated"]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if value > 1
}
_DENIALS = frozenset("no not never nobody nothing none without nor neither cannot".split())
_ENDINGS = ("ing", "ed", "es", "s", "ly", "ion", "al")
# logistic regression on training/data/utterance_pairs.jsonl: `python -m bench.link --fit`
_SHORTER, _LONGER, _FIGURES, _DENIED, _BASE = 6.0, 2.1, -3.7, -2.2, -3.2
_LEAST_WEIGHT = 5.0
_COUNT = re.compile(
    r"(?<![\w.,$€£])(\d[\d,]*(?:\.\d+)?)(?:\s+(hundred|thousand|million|billion|trillion))?\s+([a-z]{3,})"
)
_UNITS = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_VAGUE = frozenset("years year days day months month weeks week hours minutes percent per and to".split())
_SHOWN = 600

# by number: a wording of its own holds numbers only, since a record may hold a million wordings
_weights: dict[int, float] = {}


class Wording(msgspec.Struct, frozen=True, gc=False):
    """Stems of a wording by number, their weight together, the figures it gives, and whether it denies."""

    stems: tuple[int, ...]
    weight: float
    figures: tuple[str, ...]
    denies: bool

    @classmethod
    def of(cls, text: str) -> "Wording":
        """The wording of a text."""
        words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
        figures = {figure.replace(",", "").rstrip(".") for figure in _FIGURE.findall(text)}
        stems = dict(weighted(word) for word in words)
        return cls(
            tuple(stems),
            sum(stems.values()),
            tuple(sorted(figures | {_NUMBERS[word] for word in words if word in _NUMBERS})),
            any(word in _DENIALS or word.endswith("n't") for word in words),
        )

    def rarest(self, count: int) -> tuple[int, ...]:
        """The stems of the rarest words."""
        return tuple(sorted(self.stems, key=lambda stem: (-_weights[stem], stem))[:count])

    def shared(self, other: "Wording") -> float:
        """The weight of the stems that two wordings share."""
        return sum(_weights[stem] for stem in set(self.stems).intersection(other.stems))


def likeness(a: Wording, b: Wording) -> float:
    """How likely two wordings by one speaker on one day are of one utterance, 0 to 1.

    Shared words, weighed by how rare they are in news, as a part of the shorter and of the longer wording; less when
    figures differ or only one denies. Too little in common, such as "yes", is nothing.
    """
    shared = a.shared(b)
    if shared < _LEAST_WEIGHT:
        return 0.0
    shorter, longer = shared / min(a.weight, b.weight), shared / max(a.weight, b.weight)
    differ = conflicting(a.figures, b.figures)
    score = _SHORTER * shorter + _LONGER * longer + _FIGURES * differ + _DENIED * (a.denies != b.denies) + _BASE
    return 1 / (1 + exp(-score))


def common(a: Wording, b: Wording) -> float:
    """The part of the longer wording's weight that both share, 0 to 1."""
    return a.shared(b) / max(1e-9, a.weight, b.weight)


def conflicting(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether both give figures and neither gives all of the other's."""
    return bool(a and b) and not (set(a) <= set(b) or set(b) <= set(a))


def difference(a: str, b: str) -> tuple[Difference, str]:
    """What kind of difference there is from `b` to `a`, and the words: `-cut-`, `+added+`, `…` for what is the same.

    Case and punctuation don't count. `re-translated`: aligned, with more words exchanged than kept.
    """
    one, other = _words(a), _words(b)
    if [word.lower() for word in one] == [word.lower() for word in other]:
        return "identical", ""
    matcher = SequenceMatcher(None, [word.lower() for word in other], [word.lower() for word in one], autojunk=False)
    parts: list[str] = []
    kept = gone = new = 0
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            kept += last - first
            parts.append("…")
            continue
        gone, new = gone + last - first, new + end - start
        if last > first:
            parts.append(f"-{' '.join(other[first:last])}-")
        if end > start:
            parts.append(f"+{' '.join(one[start:end])}+")
    kind: Difference = "changed"
    if not new or not gone:
        kind = "cut"
    elif new > kept:
        kind = "re-translated"
    shown = " ".join(parts)
    return kind, shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def counts(text: str) -> dict[int, float]:
    """How many of what a text gives, by the stem of the word that is counted.

    Times and parts are left out, and what is counted twice with two results.
    """
    out: dict[int, set[float]] = defaultdict(set)
    for figure, unit, noun in _COUNT.findall(text):
        if noun not in _VAGUE:
            out[weighted(noun)[0]].add(float(figure.replace(",", "")) * _UNITS.get(unit, 1.0))
    return {noun: min(found) for noun, found in out.items() if len(found) == 1}


@lru_cache(maxsize=1 << 16)
def weighted(word: str) -> tuple[int, float]:
    """The number of a word's stem, and the log of how rare it is in news."""
    texts, held_by = _background()
    stem = _stem(word)
    number = crc32(stem.encode("utf8", "surrogatepass"))
    # two stems of one number weigh what the first weighs; there is about one such pair in 90,000 words
    return number, _weights.setdefault(number, round(log((texts + 1) / (held_by.get(stem, 0) + 1)), 4))


def forget() -> None:
    """Let go of the words that were met."""
    weighted.cache_clear()
    _weights.clear()


def _words(text: str) -> list[str]:
    """The words of a text, an apostrophe of any kind written as one."""
    return _WORD.findall(text.replace("’", "'"))


def _stem(word: str) -> str:
    """A word without one common ending, of four letters at least: enough to know `exported` from `exports`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word.rstrip("e")


@cache
def _background() -> tuple[int, dict[str, int]]:
    """The table of `frequencies.py`, by stem; the commonest word speaks for its stem."""
    with (files("onrecord.link") / "frequencies.csv").open(encoding="utf8") as lines:
        rows = list(csv.reader(lines))
    out: dict[str, int] = {}
    for word, count in rows[1:]:
        out[_stem(word)] = max(int(count), out.get(_stem(word), 0))
    return int(rows[0][1]), out
