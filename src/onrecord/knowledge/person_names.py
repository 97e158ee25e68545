"""Names of persons made comparable: case, diacritics, punctuation and rival transliterations levelled."""

import re
import unicodedata
from collections.abc import Iterable

from onrecord.types.ids import row_id

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"})
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´.]")
_OTHER = re.compile(r"[^\w]+")
_LEVELLED = (
    (re.compile(r"^m[ou]c?ha+m+[ae]d$"), "mohamed"),
    (re.compile(r"yy|iy|ij|yi|ii|ie|ey|ei|y"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SHORT = 3
ARTICLES = frozenset({"al", "el"})


def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, apostrophes and hyphens: `("abdel", "fattah", "el", "sisi")`."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name.lower().translate(_LETTERS)))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(word for word in _OTHER.split(bare) if word)


def levelled(word: str) -> str:
    """A folded word with the spellings levelled that transliterations differ in (`Sergei`, `Sergey`; `Zelenskiy`).

    Words of three letters or fewer stay as they are: `Xi` and `Xie`, `Li` and `Lie` are different names.
    """
    if len(word) <= _SHORT:
        return word
    for pattern, plain in _LEVELLED:
        word = pattern.sub(plain, word)
    return word


def levelled_words(name: str) -> tuple[str, ...]:
    """Folded and levelled words of a name, Arabic articles left out unless nothing else is there."""
    words = [levelled(word) for word in folded(name)]
    return tuple(word for word in words if word not in ARTICLES) or tuple(words)


def name_key(words: Iterable[str]) -> str:
    """Folded and levelled words written together in alphabetical order: `Xi Jinping` and `Jinping Xi` have one key."""
    return " ".join(sorted(words))


def actor_id(kind: str, name: str) -> str:
    """The id of a person, an institution or a side: from its canonical name or code, so one across documents."""
    return row_id("actor", kind, " ".join(folded(name)))
