"""Whom a statement is said to: `told Blinken`, `urged Tokyo`, `warned the European Union`."""

import re

from onrecord.resolve import phrases
from onrecord.resolve.sources import SourceReader
from onrecord.resolve.who import Named, Who
from onrecord.types import Span, Statement

_TOLD = re.compile(
    r"\b(?:told|tells|telling|asked|urged|urges|urging|warned|warns|warning|informed|reminded|assured|called on|"
    r"calls on|promised|briefed|advised|instructed|ordered|accused|thanked|pressed|appealed to|demanded of)\b",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s+(?:\w+\s+)?\w+ed\b|\b(?:was|were|been)\s+told\b", re.I)
_BETWEEN = 80
_OPENING = 16  # characters before the name of who is urged: "on the ", "President "
_WITHIN = 40
_TO = re.compile(r"^\s*(?:to|that|:|,|“|\")")


class Addressees:
    """Reads the sides spoken to in one document."""

    def __init__(self, named: Named, reader: SourceReader) -> None:
        self.named = named
        self.reader = reader

    def __call__(self, statement: Statement, who: Who) -> tuple[str, ...]:
        """The sides spoken to, where it's said: between the cue and the content, or first in what is demanded."""
        cue = statement.cue
        if cue is None or _TOLD.search(cue.text) is None or _PASSIVE.search(cue.text):
            return ()
        text = self.named.document.text
        first = statement.content.start
        region = Span(cue.end, min(first, cue.end + _BETWEEN)) if cue.end <= first else None
        if region is None or not region.of(text).strip(" ,:"):
            region = Span(first, min(statement.content.spans[0].end, first + _WITHIN))
            if _TO.match(statement.content.text) or self._starts(region) > first + _OPENING:
                return ()
        codes = self._first(region)
        return tuple(sorted(set(codes) - (set(who.sides) if len(who.sides) == 1 else set())))

    def _starts(self, region: Span) -> int:
        """Where the first person or side in a stretch is named; its end for none."""
        spans = [m.span for m in self.named.sides_in(region)] + [m for m, _ in self.named.persons_in(region)]
        return min((span.start for span in spans), default=region.end)

    def _first(self, region: Span) -> tuple[str, ...]:
        """The sides of the first person or side named in a stretch."""
        text = self.named.document.text
        found: list[tuple[int, tuple[str, ...]]] = []
        for mention, person in self.named.persons_in(region)[:1]:
            found.append((mention.start, self.reader.identities.known[self.named.cast.index(person)].sides))
        media = [m.span for m in self.named.institutions_in(region) if m.institution.role != "office"]
        for side in self.named.sides_in(region):
            after = text[side.span.end : region.end].split(",")[0]
            private = side.kind in ("adjective", "part") and (phrases.PRIVATE.search(after) or not after.strip())
            if side.ambiguous or private or any(span.overlaps(side.span) for span in media):
                continue
            found.append((side.span.start, (side.code,)))
        return min(found)[1] if found else ()
