"""Names of persons as news writes them: cutting titles off, folding, comparing."""

import re
from functools import lru_cache

from onrecord.knowledge.person_names import folded, levelled
from onrecord.types import Span

Words = tuple[str, ...]

_POSSESSIVE = re.compile(r"[’']s$|[’']$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:\.(?=\w)[\w’'-]*)*(?:(?<=\b[A-Z])\.)?")
HONORIFICS = frozenset(
    """
    mr mrs ms miss dr sir lord lady dame prof professor rev reverend sen rep reps sens gov gen lt col maj capt adm
    cmdr sgt del pvt cpl hon fr st president premier minister chancellor secretary senator senators representative
    congressman congresswoman governor mayor ambassador general colonel admiral major captain lieutenant sergeant
    judge justice king queen prince princess pope cardinal archbishop bishop imam ayatollah sheikh chairman
    chairwoman chairperson chair speaker spokesman spokeswoman spokesperson spokespeople envoy chief director
    commissioner deputy vice foreign prime defence defense former acting interim retired leader dictator candidate
    nominee attorney detective officer inspector pm fm press national security state team government administration
    adviser advisor aide strategist economist analyst professor author host anchor columnist reporter correspondent
    journalist editor manager coordinator councillor councilman member councilwoman
    commander marshal democrat democratic
    republican gop conservative tory labour liberal independent
    """.split()
)
_PARTICLES = frozenset("al el bin ibn van von de da di dos del della la le der den ter abu ben ul ur y e i".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())
_MOST_WORDS = 6


def words_of(name: str) -> Words:
    """The words of a name, without the titles before it and a closing possessive."""
    return _trimmed([match.group() for match in _WORD.finditer(_POSSESSIVE.sub("", name.strip()))])


def _trimmed(words: list[str]) -> Words:
    """Words behind the last title that has a name behind it: `NYPD Commissioner James O'Neill` has two."""
    begin = 0
    for place, word in enumerate(words[:-1]):
        if fold(word) in HONORIFICS:
            begin = place + 1
    if begin == 0 and len(words) == 1 and fold(words[0]) in HONORIFICS:
        return ()
    return tuple(_POSSESSIVE.sub("", word) for word in words[begin:])


def name_span(text: str, span: Span) -> Span | None:
    """The part of a span that is a name: titles and possessive cut off, all words capitalised; else none."""
    found = list(_WORD.finditer(text, span.start, span.end))
    kept = _trimmed([match.group() for match in found])
    if not kept:
        return None
    found = found[len(found) - len(kept) :]
    start, end = found[0].start(), found[-1].end()
    end -= len(found[-1].group()) - len(_POSSESSIVE.sub("", found[-1].group()))
    proper = all(word[:1].isupper() or word.lower() in _PARTICLES for word in kept)
    fits = proper and "\n" not in text[start:end] and len(kept) <= _MOST_WORDS
    return Span(start, end) if fits and end > start else None


def family_of(name: Words) -> str:
    """The last word that is no suffix such as Jr."""
    for word in reversed(name):
        if fold(word) not in _SUFFIXES:
            return word
    return name[-1]


def same_person(full: Words, short: Words) -> bool:
    """Whether two names, as from `words_of`, can be one person's: in any order, with initials, in other spellings.

    A single word must be the first or the last of the other. Of more words each of the shorter name must be a word, or
    the initial of one, of the longer, and the first or the last must agree.
    """
    have, want = levels(full), levels(short)
    if not have or not want:
        return False
    if len(want) == 1 or len(have) == 1:
        one, other = (want, have) if len(want) == 1 else (have, want)
        return one[0] in (other[0], other[-1])
    if "".join(have) == "".join(want) or "".join(have[1:] + have[:1]) == "".join(want):
        return True
    if want[-1] != have[-1] and want[0] != have[0]:
        return False
    smaller, larger = (want, have) if len(want) <= len(have) else (have, want)
    return all(any(w == h or (len(w) == 1 and h.startswith(w)) for h in larger) for w in smaller)


@lru_cache(maxsize=65536)
def levels(name: Words) -> Words:
    """Each word levelled, suffixes left out."""
    return tuple(level(word) for word in name if fold(word) not in _SUFFIXES) or tuple(level(word) for word in name)


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """A word or name without case, diacritics and punctuation."""
    return " ".join(folded(words))


@lru_cache(maxsize=65536)
def level(word: str) -> str:
    """A word folded, with the spellings levelled in which transliterations differ."""
    return levelled("".join(folded(word)))
