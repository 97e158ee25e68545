"""Finding many fixed phrases in a text, in one pass over its words.

Each word of the text is looked up among the first words of the phrases; only then are phrases compared, the longest
first, so the time hardly grows with the number of phrases.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

WORD = re.compile(r"\w+")
_GAP = re.compile(r"[^\S\n]*\n[^\S\n]*|[^\S\n]+")  # a phrase may run over a line break, not over an empty line
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_Candidates = list[tuple[str, list[str]]]  # folded phrases with their parts, the longest first
_KEPT = 4  # texts
_CAPITALS_FROM = 4  # letters: shorter words in capitals are mostly abbreviations of something else


def plain(text: str) -> str:
    """`text` with straight apostrophes and hyphens, character for character, so that spans stay valid."""
    return text.translate(_TYPOGRAPHY)


class Matcher:
    """Finds phrases as whole words, longest first, left to right, without overlap.

    Case counts, but a phrase is also found in capitals throughout (`RUSSIA`) and with decomposed accents; with
    `ignore_case`, ASCII case doesn't count at all. Every phrase must begin with a letter or digit.
    """

    def __init__(self, phrases: Iterable[str], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        known = list(phrases)
        spelt = {self._fold(phrase): phrase for phrase in known}
        for phrase in known:
            for variant in _variants(phrase):
                spelt.setdefault(self._fold(variant), phrase)
        self._phrases = spelt
        self._by_first: dict[str, _Candidates] = {}
        for folded in sorted(spelt, key=len, reverse=True):
            first = WORD.match(folded)
            if first is None:
                raise ValueError(f"phrase {folded!r} doesn't begin with a letter or digit")
            self._by_first.setdefault(first.group(), []).append((folded, folded.split(" ")))
        # a document is asked for stretch by stretch: its words are looked up once
        self._begun = lru_cache(_KEPT)(self._look)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """`(start, end, phrase)` of each match that lies within `[start, end)` of `text`; `phrase` as it was given."""
        folded, places, candidates = self._begun(text)
        stop = len(text) if end is None else min(end, len(text))
        done = start
        for number in range(bisect_left(places, start), bisect_left(places, stop)):
            at = places[number]
            if at < done:
                continue
            for phrase, parts in candidates[number]:
                over = _match(parts, folded, at)
                if over is not None and over <= stop:
                    yield at, over, self._phrases[phrase]
                    done = over
                    break

    def _look(self, text: str) -> tuple[str, list[int], list[_Candidates]]:
        """The folded text, where in it phrases may begin, and which ones."""
        folded = self._fold(text)
        places: list[int] = []
        candidates: list[_Candidates] = []
        for word in WORD.finditer(folded):
            found = self._by_first.get(word.group())
            if found is not None and _begins_word(folded, word.start()):
                places.append(word.start())
                candidates.append(found)
        return folded, places, candidates

    def _fold(self, text: str) -> str:
        folded = plain(text)
        return folded.translate(_LOWER) if self._ignore_case else folded


def _match(parts: list[str], text: str, at: int) -> int | None:
    """Where a phrase of these parts, begun at `at`, ends; None when something else stands there."""
    for number, part in enumerate(parts):
        if number:
            # of the two ways to get over a gap the first is nearly always enough
            if text[at : at + 1] == " " and text.startswith(part, at + 1):
                at += 1
            else:
                gap = _GAP.match(text, at)
                if gap is None:
                    return None
                at = gap.end()
        if not text.startswith(part, at):
            return None
        at += len(part)
    return at if _ends_word(text, at) else None


def _variants(phrase: str) -> Iterator[str]:
    """The other spellings under which a phrase is known: capitals, decomposed accents."""
    if not phrase.isupper() and sum(map(str.isalpha, phrase)) >= _CAPITALS_FROM:
        yield phrase.upper()
    if not phrase.isascii():
        yield unicodedata.normalize("NFD", phrase)


def _begins_word(text: str, at: int) -> bool:
    """Whether a word begins at `at` and isn't an account's or an address's name (`@Russia`)."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "_@" or unicodedata.combining(text[at - 1]))


def _ends_word(text: str, at: int) -> bool:
    """Whether what ends at `at` isn't cut out of a longer word; a phrase that ends in a mark ends anywhere."""
    if at >= len(text) or not (text[at - 1].isalnum() or unicodedata.combining(text[at - 1])):
        return True
    following = text[at]
    return not (following.isalnum() or following == "_" or unicodedata.combining(following))
