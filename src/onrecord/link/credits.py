"""Which agency or outlet a text says it has its words from: datelines, bylines, credit lines, "told Tass"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from onrecord.knowledge.media import media, medium_of
from onrecord.types import Document, Span

CreditKind = Literal["dateline", "byline", "credit line", "copyright", "link", "told", "cited"]
_HEAD, _TAIL = 400, 500
_LINK = re.compile(r"(?im)^\W*(?:source|original|via|from)\W*:?\s*\W{0,3}\s*(https?://\S+)")
_CUE = re.compile(
    r"\b(?:(?P<told>told|telling|interview (?:with|to|for|by)|spoke (?:to|with))|(?P<verb>reported|reports|quoted|cited"
    r"|quotes|cites)|[Aa]ccording to|(?:[Qq]uoted|[Cc]ited|[Rr]eported|[Cc]arried) by|[Ss]hared with"
    r"|[Pp]ublished (?:by|in))\b"
)
_REACH = 60


class Credit(msgspec.Struct, frozen=True):
    """A text names `medium` as where its words come from.

    `whole`: the text itself is taken from there; else the words around `span` are.
    """

    medium: str
    kind: CreditKind
    span: Span
    whole: bool

    @property
    def reason(self) -> str:
        """In words."""
        return f"{self.kind} names {self.medium}"


def credits(document: Document) -> tuple[Credit, ...]:
    """Every credit of a document, in order of the text; a medium doesn't credit itself."""
    text = document.text
    own = medium_of(document.outlet or "") or document.outlet
    found = [*_whole(text), *_parts(text)]
    return tuple(sorted((one for one in found if one.medium != own), key=lambda one: (one.span, one.kind)))


def held_by(found: tuple[Credit, ...], sentence: Span) -> Credit | None:
    """The credit of part of a text that stands within a sentence, None where none does."""
    return next((one for one in found if not one.whole and sentence.overlaps(one.span)), None)


def _whole(text: str) -> Iterator[Credit]:
    """Credits of the text as such: in its opening, or in a line of its own near the beginning or the end."""
    seen = set()
    for pattern, kind in _edges():
        for start, end in ((0, min(_HEAD, len(text))), (max(0, len(text) - _TAIL), len(text))):
            if kind == "dateline" and start:
                continue
            for match in pattern.finditer(text, start, end):
                name = media()[match["name"]]
                if name not in seen:
                    seen.add(name)
                    yield Credit(name, kind, Span(*match.span("name")), True)
    for match in _LINK.finditer(text, max(0, len(text) - _TAIL)):
        host = (urlsplit(match[1].rstrip("$.,;)")).hostname or "").removeprefix("www.")
        if host:
            yield Credit(medium_of(host) or host, "link", Span(*match.span(1)), True)


def _parts(text: str) -> Iterator[Credit]:
    """Credits of single sentences."""
    before, after = _beside()
    for cue in _CUE.finditer(text):
        match = after.match(text, cue.end()) or before.search(text, max(0, cue.start() - _REACH), cue.start())
        if match:
            kind: CreditKind = "told" if cue["told"] and match.start() >= cue.end() else "cited"
            span = Span(min(cue.start(), match.start("name")), max(cue.end(), match.end("name")))
            if match.start() >= cue.end() or cue["verb"]:
                yield Credit(media()[match["name"]], kind, span, False)


@cache
def _names() -> str:
    forms = sorted(media(), key=lambda form: (-len(form), form))
    return "(?P<name>" + "|".join(re.escape(form) for form in forms) + ")"


@cache
def _edges() -> tuple[tuple[re.Pattern[str], CreditKind], ...]:
    name = _names()
    return (
        (re.compile(rf"(?m)^[^\n()]{{0,60}}\({name}\)\s*[-–—_]"), "dateline"),
        (re.compile(rf"(?m)^\W*(?:[Bb]y|BY)\s+(?:the\s+|The\s+)?{name}\s*$"), "byline"),
        (re.compile(rf"(?m)^\W*{name}\s*[|•·]\s"), "byline"),
        (
            re.compile(rf"(?im)^\W*(?:source|via|agency|with inputs? from|courtesy)\s*:?\W{{0,3}}(?-i:{name})\W*$"),
            "credit line",
        ),
        (re.compile(rf"(?m)^\W*[(\[]?{name}(?:/{name.replace('?P<name>', '?:')})*[)\]]?\W*\Z"), "credit line"),
        (re.compile(rf"(?i:copyright|©)\s*(?:\d{{4}}\s*)?(?:[Tt]he\s+)?{name}\b"), "copyright"),
    )


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A medium's name right before a cue, and one behind it with a few words between."""
    return (
        re.compile(rf"\b{_names()}(?:[^\S\n]+news agency)?[^\S\n]+\Z"),
        re.compile(rf"[^\S\n]+(?:[Tt]he[^\S\n]+)?(?:(?!and\b|but\b|that\b)[\w’'-]+[^\S\n]+){{0,3}}?{_names()}\b"),
    )
