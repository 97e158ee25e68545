"""Roles in the words around a name: `Chinese Foreign Ministry spokesperson`, `Russia's Foreign Minister since 2004`."""

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.knowledge.titles import titles
from onrecord.resolve.names import fold
from onrecord.resolve.persons import Role
from onrecord.resolve.who import Named
from onrecord.types import Span

_REACH = 110
_AFTER = 160
_SHORTEST = 3
_LEFT_END = re.compile(
    r".*(?:[;:!?()\[\]“”\"—–\n]|(?<!\b[A-Z])(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Lt)(?<!Col)(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)"
    r"(?<!Adm)(?<!Capt)(?<!Maj)(?<!Del)\.(?=\s)|,|"
    r"\b(?:and|that|said|by|with|as|while|when|told|between|whom|who|met|for|to|from|but|says|if|is|was|are|were|has|had)\b)\s*",
    re.S,
)
_RIGHT = re.compile(
    r"\s*(?:,|\(|—|–|-\s)\s*(?P<role>(?:[^,()“”\"—–;:.!?\n]|\.(?=[\w,])|(?<=\b[A-Z])\.){3,120})(?=[,()—–;.!?\n]|$)"
)
_CLAUSE = re.compile(
    r"^(?:who|which|said|says|told|and|but|or|with|in|on|at|speaking|adding)\b|\b(?:though|has|had|is|was|were|will|as|said)\b"
)
_IS = re.compile(r"\s+(?:is|was|became|remains)\s+(?P<role>(?:an?|the)\s[^,()“”\"—–;:.!?\n]{3,80})")
_LOCAL = re.compile(r"\b(?:mayor|governor|councill?or|police|sheriff|alderman)\b", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")


def role_of(named: Named, span: Span) -> Role | None:
    """The role that the words of a span tell, or none when they hold no title."""
    text = named.document.text
    words = span.of(text)
    mentions = named.sides_in(span)
    found = [title_of(words)]
    if mentions:
        found.append(title_of(_without(text, span, [m.span for m in mentions])))
    title = next(filter(None, found), "" if any(one is not None for one in found) else None)
    private = barred(words)
    if title is None and not private:
        return None
    institutions = [m for m in named.institutions_in(span) if span.holds(m.span)]
    local = _LOCAL.search(words) is not None
    sides = [m.code for m in mentions if not m.ambiguous and m.kind != "part" and not (local and m.kind == "capital")]
    if not sides:
        sides = [i.institution.side for i in institutions if i.institution.side and i.institution.role == "office"]
    return Role(
        words=words,
        office=title or "",
        sides=tuple(dict.fromkeys(sides)),
        institution=institutions[-1].institution.name if institutions else "",
        speaks=not private,
    )


@lru_cache(maxsize=16384)
def title_of(words: str) -> str | None:
    """The slug of the office that a phrase names, as `Titles.find`."""
    return titles().find(words)


@lru_cache(maxsize=16384)
def barred(words: str) -> bool:
    """Whether a phrase says that a person speaks for no side, as `Titles.bars`."""
    return titles().bars(words)


def _without(text: str, span: Span, holes: Sequence[Span]) -> str:
    """The words of a span without those of some stretches: `the top Russian diplomat` has the title `top diplomat`."""
    at, out = span.start, []
    for hole in holes:
        out.append(text[at : hole.start])
        at = hole.end
    return " ".join(" ".join([*out, text[at : span.end]]).split())


def words_before(text: str, name: Span, bounds: Span) -> Span | None:
    """The words that stand right before a name, in the same clause."""
    start = max(bounds.start, name.start - _REACH)
    left = text[start : name.start]
    comma = re.search(r",\s*$", left)
    if comma:  # "Russia's Foreign Minister, Sergey Lavrov, ..."
        left = left[: comma.start()]
    cut = _LEFT_END.match(left)
    begin = start + (cut.end() if cut else 0)
    span = Span(begin, start + len(left))
    return span if len(span) >= _SHORTEST else None


def words_after(text: str, name: Span, bounds: Span) -> Span | None:
    """The words of an apposition after a name: `, Russia's Foreign Minister since 2004,`."""
    end = min(bounds.end, name.end + _AFTER)
    match = _RIGHT.match(text, name.end, end)
    if match is not None and _CLAUSE.search(match["role"]):
        match = None
    match = match or _IS.match(text, name.end, end)
    return Span(match.start("role"), match.end("role")) if match else None


def role_before(named: Named, span: Span) -> Role | None:
    """The role in the words before a name, where they end in a title."""
    words = span.of(named.document.text)
    if title_of(words) is None and not barred(words):
        return None
    ends_private = barred(" ".join(words.split()[-2:]))
    return role_of(named, span) if ends_private or _closes_with_title(named, span) else None


def _closes_with_title(named: Named, span: Span) -> bool:
    """Whether a phrase ends in its title, with the side that it's of: `the President of the USA`."""
    words = _without(named.document.text, span, [m.span for m in named.sides_in(span)]).split()
    while words and words[-1].lower() in ("of", "for", "the"):
        words.pop()
    whole = title_of(" ".join(words))
    return bool(words) and whole is not None and title_of(" ".join(words[:-1])) != whole


def description(words: str) -> set[str]:
    """The folded words that describe a person in a phrase before or after the name."""
    return {fold(word) for word in _WORD.findall(words)}
