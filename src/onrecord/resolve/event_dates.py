"""When an event took place: the date its own clause gives it, that of its statement, or what the report allows."""

import re
from collections.abc import Sequence

from onrecord.resolve.dates import bounded, date_of
from onrecord.resolve.who import Named
from onrecord.types import Date, EventDraft, Statement, Time

_LEAD = 4
_TOLD = re.compile(
    r"\b(?:has|have|had|\w+ed|said|told|met|held|took|made|gave|sent|sold|shot|struck|hit|broke|cut|drew|withdrew|sought)\b",
    re.I,
)
_ANNIVERSARY = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\s+anniversary", re.I)
IN_WORDS = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE"})


class EventDates:
    """Dates the events of one document."""

    def __init__(self, named: Named, statements: Sequence[Statement], times: Sequence[Time]) -> None:
        self.named = named
        self.published = named.document.published
        self.statements = statements
        self.times = times

    def __call__(self, draft: EventDraft) -> Date | None:
        """The date of a draft, None where the text gives none: for what may be or goes on, only its own words count."""
        own = self._own(draft)
        if own is not None:
            return own
        if draft.status not in ("occurred", "denied"):
            return None
        spoken = self._spoken(draft)
        if spoken is not None and spoken.said_on is not None and draft.event in IN_WORDS:
            return spoken.said_on
        return self._reported(draft)

    def _reported(self, draft: EventDraft) -> Date | None:
        """The month of publication for what headline and lead tell as news, the year for what is told below as done.

        A noun ("the invasion of") tells nothing of when.
        """
        words = draft.trigger.text
        if (
            self.published is None
            or draft.reported_by is not None
            or not _TOLD.search(self._before(draft) + " " + words)
        ):
            return None
        lead = self.named.sentence(draft.trigger.start) < _LEAD
        if lead and self.published.precision != "year":
            return Date.parse(self.published.value[:7])
        return Date.parse(self.published.value[:4])

    def _before(self, draft: EventDraft) -> str:
        """The word or two before the trigger, where an auxiliary stands."""
        text = self.named.document.text
        return " ".join(text[max(0, draft.trigger.start - 30) : draft.trigger.start].split()[-2:])

    def _own(self, draft: EventDraft) -> Date | None:
        if draft.when is None:
            return None
        kept = _ANNIVERSARY.fullmatch(draft.when.of(self.named.document.text))
        if kept:
            # an anniversary that is told of falls into the year of the report
            told = Date.parse(self.published.value[:4]) if self.published else None
            return Date.parse(str(told.first.year - int(kept[1]))) if told else None
        for time in self.times:
            if time.spans[0].overlaps(draft.when):
                date = date_of(time)
                return bounded(date, self.published) if draft.status == "occurred" else date
        return None

    def _spoken(self, draft: EventDraft) -> Statement | None:
        """The statement whose cue the trigger is, else one in whose sentence, outside its content, it stands."""
        at = draft.trigger.spans[0]
        for one in self.statements:
            if one.cue and any(part.overlaps(span) for part in one.cue.spans for span in draft.trigger.spans):
                return one
        index = self.named.sentence(at.start)
        near = [
            one for one in self.statements if one.cue and self.named.sentence(one.cue.start) == index and one.said_on
        ]
        outside = [one for one in near if not one.content.holds(at)]
        return min(outside or near, key=lambda one: abs(_at(one) - at.start), default=None)


def _at(statement: Statement) -> int:
    return statement.cue.start if statement.cue else statement.content.start


def same_day(one: Date | None, other: Date | None) -> bool:
    """Whether two dates may be one day: unknown ones may."""
    if one is None or other is None:
        return True
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def sharper(one: Date | None, other: Date | None) -> Date | None:
    """The more precise of two dates of one day."""
    if one is None or other is None:
        return one or other
    return one if len(one.value) >= len(other.value) else other
