"""Two wordings word by word: what one keeps of the other, leaves out and puts in."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal

import msgspec

Change = Literal["same", "cut", "added"]
_WORD = re.compile(r"\S+\s*")
_LETTERS = re.compile(r"[^\w]+")
_LONGEST = 4_000


class Part(msgspec.Struct, frozen=True):
    """Words that both have (`same`, as the later wording writes them), that are `cut`, or that are `added`."""

    change: Change
    text: str


def parts(before: str, after: str) -> tuple[Part, ...]:
    """From the wording `before` to `after`; the parts that aren't cut, one after the other, are `after`.

    Words are compared without case and punctuation, by the longest matching blocks (difflib: Ratcliff and Metzener,
    "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal 13 (1988) 46). Wordings longer than 4,000 words are
    given as cut and added whole, since the method is quadratic.
    """
    one, other = _WORD.findall(before), _WORD.findall(after)
    lead = after[: len(after) - len(after.lstrip())]
    steps: Iterable[tuple[str, int, int, int, int]]
    if max(len(one), len(other)) > _LONGEST:
        steps = [("replace", 0, len(one), 0, len(other))]
    else:
        steps = SequenceMatcher(
            None, [_plain(w) for w in one], [_plain(w) for w in other], autojunk=False
        ).get_opcodes()
    found = list(_parts(one, other, steps))
    return (Part("same", lead), *found) if lead else tuple(found)


def _parts(one: list[str], other: list[str], steps: Iterable[tuple[str, int, int, int, int]]) -> Iterator[Part]:
    for tag, first, last, start, end in steps:
        if tag == "equal":
            yield Part("same", "".join(other[start:end]))
            continue
        if last > first:
            yield Part("cut", "".join(one[first:last]))
        if end > start:
            yield Part("added", "".join(other[start:end]))


def _plain(word: str) -> str:
    return _LETTERS.sub("", word).lower() or word.strip()
