"""Antecedents of pronouns: by gender, number, recency and role, and never across a quotation that excludes them."""

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from onrecord.resolve.persons import Person
from onrecord.resolve.who import NOBODY, Named, Who
from onrecord.types import Span, Statement

REACH = 4
SPOKE_LAST = 1.5
SUBJECT = 0.7
SOURCE = 0.3
GENDERED = 1.0
OBLIQUE = 0.6
_RELATIVE = 120
_TURNS = 4
_OBLIQUE = re.compile(
    r"(?:\b(?:of|for|with|to|from|by|against|on|about|under|between|over|than|at)\s+(?:\w+\.?\s+){0,2}|[’']s\s+)$"
)
_OWNER = re.compile(r"[’']s?\b")


class Turn(msgspec.Struct, frozen=True):
    """A statement with who made it, as far as known."""

    statement: Statement
    who: Who


class Antecedents:
    """Finds whom a pronoun means, from the cast and the turns before it."""

    def __init__(self, named: Named, statements: Sequence[Statement]) -> None:
        self.named = named
        self.text = named.document.text
        self.sources = sorted(span for s in statements if s.source for span in s.source.spans)

    def person(
        self, at: Span, gender: str, turns: Sequence[Turn], genders: Sequence[str], banned: frozenset[int] = frozenset()
    ) -> int:
        """The place in the cast of the person that `he`, `she` or `who` at a span means, -1 for none.

        `gender` is m, f or empty for any; `genders` those of the cast; `banned` can't be meant.
        """
        last = next((t.who.person for t in reversed(turns) if t.who.person >= 0), -1)
        sentence = self.named.sentence(at.start)
        within = self.named.quotation(at)
        best, choice = -float(REACH), -1
        for index, person in enumerate(self.named.cast.persons):
            if index in banned or (genders[index] and gender and genders[index] != gender):
                continue
            mention = self._mention(person, at.start, within)
            if mention is None:
                continue
            distance = sentence - self.named.sentence(mention.start)
            if distance > REACH and index != last:
                continue
            score = -float(min(distance, REACH)) + SPOKE_LAST * (index == last) + SUBJECT * self._leads(mention)
            score += SOURCE * self._is_source(mention) + GENDERED * bool(genders[index])
            score -= OBLIQUE * self._oblique(mention)
            if score > best or (score == best and choice >= 0 and mention > self.last(choice, at.start)):
                best, choice = score, index
        return choice

    def last(self, index: int, at: int) -> Span:
        """The last mention of a person before a place."""
        return self.named.cast.persons[index].last_before(at) or Span(0, 0)

    def relative(self, at: Span) -> int:
        """The person named right before `who`, -1 for none."""
        best = (-1, -1)
        for index, person in enumerate(self.named.cast.persons):
            mention = person.last_before(at.start)
            if mention is None or at.start - mention.end > _RELATIVE:
                continue
            if self.named.sentence(mention.start) == self.named.sentence(at.start):
                best = max(best, (mention.end, index))
        return best[1]

    def group(self, turns: Sequence[Turn], plural: bool) -> Who:
        """Whom `it` or `they` means: the last turn of an institution or side, or of several."""
        for turn in reversed(turns[-_TURNS:]):
            if turn.who.known and (turn.who.person < 0) and (turn.who.plural or not plural or not turn.who.name):
                return turn.who
        return NOBODY

    def _mention(self, person: Person, at: int, within: Span | None) -> Span | None:
        """The last mention before a place that stands outside all quotations, or in the same one."""
        for mention in reversed(person.mentions):
            if mention.end <= at:
                around = self.named.quotation(mention)
                if around is None or around == within:
                    return mention
        return None

    def _is_source(self, mention: Span) -> bool:
        place = bisect_left(self.sources, mention.end, key=lambda s: s.start)
        return any(s.holds(mention) for s in self.sources[max(0, place - 2) : place])

    def _oblique(self, mention: Span) -> bool:
        """Whether a mention is no subject: behind a preposition, or an owner (`Trump's campaign`)."""
        before = self.text[max(0, mention.start - 30) : mention.start]
        return _OWNER.match(self.text, mention.end) is not None or _OBLIQUE.search(before) is not None

    def _leads(self, mention: Span) -> bool:
        """Whether the mention is the first person named in its sentence."""
        first = self.named.persons_in(self.named.sentence_span(mention.start))
        return bool(first) and first[0][0] == mention
