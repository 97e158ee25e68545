"""When each statement was said: its own date, that of the occasion that it belongs to, or what the tense allows."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.resolve.dates import bounded, date_of, said_on
from onrecord.resolve.who import Named
from onrecord.types import Date, Passage, Span, Statement, Time

LEAD = 4
TOLD_BACK = 2
FRESH_DAYS = 61
WEEK = 7
_PAST = re.compile(
    r"\b(?:was|were|has|had|have|did|said|told|wrote|made|gave|took|saw|held|thought|felt|put|spoke|swore|drew|sought|"
    r"understood|called|went|brought|found|read|\w+ed)\b",
    re.I,
)
_SPEAKS = re.compile(r"(?:says|tells|adds|writes|argues|insists|notes|warns|announces|declares|explains|asks)\b", re.I)
_PARTICIPLE = re.compile(r"\w+ing\b")
_PERFECT = re.compile(r"\b(?:has|have|had|having|since|previously|earlier|once|ago|past|last)\b", re.I)
_HABIT = re.compile(
    r"\b(?:consistently|repeatedly|always|often|long|regularly|traditionally|frequently|constantly|never)\b", re.I
)
_ASIDE = re.compile(r"(?:before|after|ahead of|prior to|following|earlier|later|previously|separately)\b", re.I)
_RECENT = re.compile(r"\b(?:recent(?:ly)?|latest|earlier this month|this month)\b", re.I)


class Occasions:
    """Dates the statements of one document, in the order of the text.

    A statement without a date of its own takes that of the last dated one of the same speaker, or side where no
    speaker is known; in the lead, where the date often follows, that of the next. A nested statement takes its parent's
    when it speaks for the same side. What is left gets the month or year of publication when its cue tells of
    something done, and nothing when it tells of a standing attitude.
    """

    def __init__(self, named: Named, times: Sequence[Time]) -> None:
        self.named = named
        self.times = times
        self.published = named.document.published
        self._contents: list[Passage] = []

    def __call__(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements with `said_on`."""
        self._contents = [s.content for s in statements]
        own = {s.id: self._own(s) for s in statements if s.parent is None}
        dated = [(_at(s), s) for s in statements if s.parent is None and own[s.id]]
        out: dict[str, Date | None] = {}
        for statement in statements:
            if statement.parent is None:
                out[statement.id] = (
                    own[statement.id] or self._carried(statement, dated, own) or self._published(statement)
                )
        by_id = {s.id: s for s in statements}
        for statement in statements:
            parent = by_id.get(statement.parent or "")
            while parent is not None and parent.parent is not None and parent.parent in by_id:
                parent = by_id[parent.parent]
            if parent is not None:
                same = statement.side == parent.side and statement.side
                out[statement.id] = out.get(parent.id) if same else None
        return tuple(msgspec.structs.replace(s, said_on=out.get(s.id)) for s in statements)

    def _own(self, statement: Statement) -> Date | None:
        spans = [*(statement.source.spans if statement.source else ()), *(statement.cue.spans if statement.cue else ())]
        region = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else statement.content.spans[0]
        sentence = self.named.sentences[self.named.sentence(region.start)] if self.named.sentences else region
        return said_on(
            region, sentence, self.times, self.named.document.text, self.published, content=statement.content.spans
        )

    def _carried(
        self, statement: Statement, dated: Sequence[tuple[int, Statement]], own: dict[str, Date | None]
    ) -> Date | None:
        at = _at(statement)
        earlier = [(place, other) for place, other in dated if place < at and _same(other, statement)]
        told = self._told(statement, at)
        if told and (not earlier or told[0] > earlier[-1][0]):
            return told[1]
        if earlier:
            return own[earlier[-1][1].id]
        if self.named.sentence(at) < LEAD:
            later = [o for p, o in dated if p > at and _same(o, statement) and self.named.sentence(p) <= 2 * LEAD]
            if later:
                return own[later[0].id]
        return None

    def _told(self, statement: Statement, at: int) -> tuple[int, Date] | None:
        """The date of a meeting, visit or remark told just before, where the same side takes part, with its place."""
        index = self.named.sentence(at)
        if not statement.side or not self.named.sentences or _ASIDE.match(self._sentence(index)):
            return None
        for before in range(index, max(-1, index - 1 - TOLD_BACK), -1):
            bounds = self.named.sentences[before]
            if not set(statement.side) & {mention.code for mention in self.named.sides_in(bounds)}:
                continue
            for time in reversed(self.times):
                span = time.spans[0]
                date = date_of(time) if bounds.holds(span) and span.end <= at else None
                if date is None or date.precision == "year" or any(c.holds(span) for c in self._contents):
                    continue
                if before < index and date.precision != "day":
                    continue
                if bounded(date, self.published) and self._fresh(date):
                    return span.start, date
        return None

    def _fresh(self, date: Date) -> bool:
        """Whether a date lies within two months before publication."""
        return self.published is not None and (self.published.date.last - date.first).days <= FRESH_DAYS

    def _sentence(self, index: int) -> str:
        return self.named.sentences[index].of(self.named.document.text)

    def _published(self, statement: Statement) -> Date | None:
        """What a statement without any date allows: month or year of publication, or nothing for a standing attitude.

        The month for what headline and lead tell as news; for the plain past where the week before publication lies
        within the month; else the year.
        """
        if self.published is None:
            return None
        cue = statement.cue.text if statement.cue else ""
        at = _at(statement)
        index = self.named.sentence(at)
        clause = self.named.document.text[max(self._begin(index), at - 40) : at + len(cue)]
        if _HABIT.search(clause):
            return None
        if _PARTICIPLE.match(cue):
            cue = self.named.document.text[self._begin(index) : at]
        past = _PAST.search(cue) is not None or statement.kind == "direct"
        month, year = self.published.value[:7], self.published.value[:4]
        if self.published.precision == "year":
            return Date.parse(year) if past or _SPEAKS.match(cue) or index < LEAD else None
        if index < LEAD and (not past or _RECENT.search(clause)):
            return Date.parse(month)
        if past and self.published.precision == "day" and int(self.published.value[8:]) > WEEK and _plain_past(clause):
            return Date.parse(month)
        return Date.parse(year) if past or _SPEAKS.match(cue) else None

    def _begin(self, sentence: int) -> int:
        return self.named.sentences[sentence].start if self.named.sentences else 0


def _plain_past(clause: str) -> bool:
    """Whether a clause tells of one act gone by: no perfect, nothing that looks further back."""
    return _PERFECT.search(clause) is None and _RECENT.search(clause) is None


def _at(statement: Statement) -> int:
    return statement.cue.start if statement.cue else statement.content.start


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements can be of one occasion: one speaker, or one side where either speaker is unknown."""
    if one.speaker and other.speaker:
        return one.speaker.id == other.speaker.id
    return bool(one.side) and one.side == other.side
