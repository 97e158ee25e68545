"""The words of a text as numbers: what every question across documents is asked of."""

import re
from functools import lru_cache
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord.types import Document, Span, merge

Words = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.bool_]

# a longer word is two, so that a length is a number of two bytes
_WORD = re.compile(r"[^\W_]{1,60000}")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\Wa-z_])|\n+")
_FARTHEST = 1_000
_BEFORE_NAME = frozenset(" -/(’'")


class Reading(msgspec.Struct, frozen=True):
    """Words of some stretches of a text, in order; case, punctuation and plural don't count.

    `words` are CRC-32 of the word in small letters without an `s` of the plural, the same in every process; `starts`
    and `lengths` are code points of the text; `names` marks capitals within a sentence; `cuts` are the indices at
    which sentences begin. All are kept as one stretch of bytes: five arrays would take as much again for a short text.
    """

    size: int
    packed: bytes

    @classmethod
    def of(cls, words: Words, starts: Words, lengths: npt.NDArray[np.uint16], names: Marks, cuts: Words) -> "Reading":
        """The reading of these arrays."""
        return cls(len(words), b"".join(part.tobytes() for part in (words, starts, cuts, lengths, names)))

    @property
    def words(self) -> Words:
        """Their numbers: uint32[size]."""
        return np.frombuffer(self.packed, np.uint32, self.size)

    @property
    def starts(self) -> Words:
        """Where each begins: uint32[size]."""
        return np.frombuffer(self.packed, np.uint32, self.size, 4 * self.size)

    @property
    def cuts(self) -> Words:
        """Where sentences begin: uint32, as many as there are."""
        return np.frombuffer(self.packed, np.uint32, (len(self.packed) - 11 * self.size) // 4, 8 * self.size)

    @property
    def lengths(self) -> npt.NDArray[np.uint16]:
        """How long each is: uint16[size]."""
        return np.frombuffer(self.packed, np.uint16, self.size, len(self.packed) - 3 * self.size)

    @property
    def names(self) -> Marks:
        """Whether each stands as a name: bool[size]."""
        return np.frombuffer(self.packed, bool, self.size, len(self.packed) - self.size)

    def __len__(self) -> int:
        return self.size

    def span(self, first: int, last: int) -> Span:
        """The code points from the word `first` up to the word before `last`."""
        starts = self.starts
        return Span(int(starts[first]), int(starts[last - 1]) + int(self.lengths[last - 1]))

    def without(self, gone: Marks) -> "Reading":
        """The same with the words that `gone` marks left out."""
        keep = ~gone
        at = np.concatenate(([0], np.cumsum(keep)))
        cuts = np.unique(at[self.cuts])
        cuts = cuts[cuts < at[-1]].astype(np.uint32)
        return Reading.of(self.words[keep], self.starts[keep], self.lengths[keep], self.names[keep], cuts)


def read(text: str, spans: tuple[Span, ...]) -> Reading:
    """The words of a text within `spans`, which are sorted and don't overlap."""
    words: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    names: list[bool] = []
    cuts: list[int] = []
    for span in spans:
        ending = [match.end() for match in _END.finditer(text, span.start, span.end)] + [span.end]
        start = span.start
        for end in ending:
            first = len(words)
            for match in _WORD.finditer(text, start, end):
                word = match.group()
                words.append(number(word))
                starts.append(match.start())
                lengths.append(len(word))
                names.append(len(words) > first + 1 and word[0].isupper() and text[match.start() - 1] in _BEFORE_NAME)
            if len(words) > first:
                cuts.append(first)
            start = end
    return Reading.of(
        np.array(words, np.uint32), np.array(starts, np.uint32), np.array(lengths, np.uint16), np.array(names, bool),
        np.array(cuts, np.uint32),
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def number(word: str) -> int:
    """The number of a word: CRC-32 of its small letters, an `s` of the plural left out."""
    plain = word.lower()
    if len(plain) > 3 and plain[-1] == "s" and plain[-2] != "s":
        plain = plain[:-1]
    return crc32(plain.encode("utf8", "surrogatepass"))


def forget() -> None:
    """Let go of the words that were met: each stands in memory between things that are long gone."""
    number.cache_clear()


def body(document: Document) -> Reading:
    """The words of the prose below the headline."""
    return read(document.text, _without_headline(document))


def title(document: Document) -> Reading:
    """The words of the title, from the text where it stands there, else from what was known of the document."""
    if document.headline:
        return read(document.text, (document.headline,))
    return read(document.title, (Span(0, len(document.title)),)) if document.title else _NOTHING


def _without_headline(document: Document) -> tuple[Span, ...]:
    """The prose without the headline, and without a first line that repeats the title."""
    gone = list(document.boilerplate)
    if document.headline:
        gone.append(document.headline)
    elif document.title:
        start = len(document.text) - len(document.text.lstrip())
        if document.text.startswith(document.title, start):
            gone.append(Span(start, start + len(document.title)))
    return msgspec.structs.replace(document, boilerplate=merge(gone)).prose()


def shingles(words: Words, size: int) -> npt.NDArray[np.uint64]:
    """A hash of each run of `size` words, by the index of its first word; empty where there are fewer words."""
    if len(words) < size:
        return np.empty(0, np.uint64)
    count = len(words) - size + 1
    out = np.zeros(count, np.uint64)
    for step in range(size):
        out = out * np.uint64(0x9E3779B97F4A7C15) + words[step : step + count]
    # finaliser of splitmix64 (Steele, Lea, Flood 2014), so that the low bits sample evenly
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))


def sentence(text: str, span: Span) -> Span:
    """The sentence, or sentences, that hold a span: by marks alone, a thousand characters at most on either side."""
    first, last = max(0, span.start - _FARTHEST), min(len(text), span.end + _FARTHEST)
    start, end = first, last
    for match in _END.finditer(text, first, last):
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            end = max(span.end, match.start() + len(match.group().rstrip()))
            break
    return Span(start, end)


_NOTHING = read("", ())
