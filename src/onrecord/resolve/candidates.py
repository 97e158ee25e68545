"""Stretches of a text that may name persons."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.resolve.known import Known
from onrecord.resolve.names import HONORIFICS, Words, fold, name_span, words_of
from onrecord.types import Extracted, Span

_CAPITALS = re.compile(
    r"[A-Z][\w’'-]+(?:[ \u00a0](?:(?:al|el|bin|ibn|van|von|de|da|dos|del|la|le|der|den|ben|ul)[ \u00a0])?"
    r"(?:[A-Z]\.|[A-Z][\w’'-]*))*"
)
_CAPITAL = re.compile(r"[A-Z][\w’'-]*")
_NO_NAME = frozenset(
    """
    the a an he she it they we i this that these those both some many most one two his her its but and or as if when
    while although though after before since because for in on at with by from so then meanwhile however like unlike
    even neither say says said did not no yes also in according president mr mrs ms miss republicans democrats
    """.split()
)
_NO_PERSON = re.compile(
    r"\b(?:committee|council|cent(?:er|re)|institute|university|college|school|party|republicans|democrats|times|post|news|"
    r"foundation|agency|association|department|police|bank|group|court|commission|congress|union|corp|inc|fund|press|"
    r"house|senate|ministry|board|bureau|society|federation|alliance|network|campaign|convention|act|church|museum|"
    r"brigade|battalion|street|avenue|river|island|islands|sea|county|city|state|states|forces|force|guard|army|navy|tower|hall|"
    r"organi[sz]ation|company|media|radio|television|tv|magazine|journal|tribune|herald|gazette|forum|summit|treaty|"
    r"agreement|project|program|service|services|office|administration|league|coalition|movement|front|caucus|pac)\b",
    re.I,
)
_ABBREVIATED = frozenset("gov sen rep reps gen lt col capt adm maj sgt rev dr mr mrs ms prof del".split())
_TWICE = 2


class Candidates:
    """Finds names of persons in one document: the pipeline's, capitals in sources, and names known elsewhere.

    `blocked`: sorted stretches that name sides or institutions, and so no persons.
    """

    def __init__(self, text: str, extracted: Extracted, known: Known, blocked: Sequence[Span]) -> None:
        self.text = text
        self.extracted = extracted
        self.known = known
        self.blocked = blocked

    def __call__(self) -> list[tuple[Span, Words]]:
        """Spans that may name persons, with their words, in order."""
        spans = {m.span for m in self.extracted.mentions if m.label == "PERSON"}
        own = self.known.found_in(self.text)
        sources = [span for s in self.extracted.statements if s.source for span in s.source.spans]
        organisations = {m.span for m in self.extracted.mentions if m.label in ("ORG", "FAC", "GPE", "LOC", "NORP")}
        for run in _CAPITALS.finditer(self.text):
            if " " not in run.group() and "\u00a0" not in run.group():
                continue
            for free in _outside(Span(run.start(), run.end()), self.blocked):
                words = words_of(free.of(self.text))
                if len(words) < _TWICE or fold(words[0]) in _NO_NAME:
                    continue
                inside = any(source.holds(free) for source in sources) and free not in organisations
                if inside or self.known.named(words):
                    spans.add(free)
        found = [one for span in sorted(spans) if (one := self._name(span)) is not None]
        # what the user names counts as written, whatever it looks like
        others = [one for one in found if not any(span.overlaps(one[0]) for span in own)]
        verbatim: list[tuple[Span, Words]] = [(span, tuple(span.of(self.text).split())) for span in own]
        return sorted([*others, *verbatim])

    def _name(self, span: Span) -> tuple[Span, Words] | None:
        """The name in a candidate span, with its words."""
        first = _CAPITAL.match(self.text, span.start, span.end)
        while first and fold(first.group()) in _NO_NAME and fold(first.group()) not in HONORIFICS:
            span = Span(min(first.end() + 1, span.end), span.end)
            first = _CAPITAL.match(self.text, span.start, span.end)
        kept = name_span(self.text, span)
        if kept is None or _outside(kept, self.blocked) != [kept] or _NO_PERSON.search(kept.of(self.text)):
            return None
        words = words_of(kept.of(self.text))
        if not words or fold(words[0]) in _NO_NAME or (len(words) == 1 and len(words[0]) < _TWICE):
            return None
        if fold(words[-1]) in _ABBREVIATED:  # "New Jersey Gov": the name comes after the full stop
            return None
        return kept, words


def _outside(span: Span, blocked: Sequence[Span]) -> list[Span]:
    """The parts of a span that no blocked one touches."""
    out, at = [], span.start
    place = max(0, bisect_right(blocked, span.start, key=lambda b: b.start) - 1)
    while place < len(blocked) and blocked[place].start < span.end:
        if blocked[place].end > at:
            if blocked[place].start > at:
                out.append(Span(at, blocked[place].start))
            at = blocked[place].end
        place += 1
    return [*out, Span(at, span.end)] if at < span.end else out
