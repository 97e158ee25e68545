"""What was said and done, in order of date: one row a statement or event, each with the place that it stands at."""

from collections.abc import Sequence
from typing import Literal

import msgspec
import pyarrow as pa

from onrecord.errors import AnalyseError
from onrecord.record import Record
from onrecord.types import Date

What = Literal["statements", "events"]

_STATEMENTS = """
SELECT s.said_on AS day, s.said_on_value AS "on", s.said_on_precision AS precision, s.side, s.speaker, s.kind, s.act,
       s.content_text AS text, s.source_text AS source, s.cue_text AS cue, s.addressee, s.confidence, s.doc, s.id,
       s.parent, s.content_spans[1]."start" AS start, s.content_spans[-1]."end" AS "end",
       d.title, d.outlet, d.published_value AS published
FROM statements s JOIN documents d ON d.doc = s.doc
WHERE {where}
ORDER BY day NULLS LAST, s.said_on_precision NULLS LAST, s.doc, s.ordinal, s.id
"""
_EVENTS = """
SELECT e.on_date AS day, e.on_value AS "on", e.on_precision AS precision, e.source AS side, e.target, e.event AS type,
       e.mode, e.status, e.trigger_text AS text, e.place_country AS country, e.confidence, e.doc, e.id, e.reported_by,
       e.trigger_spans[1]."start" AS start, e.trigger_spans[-1]."end" AS "end",
       d.title, d.outlet, d.published_value AS published
FROM events e JOIN documents d ON d.doc = e.doc
WHERE {where}
ORDER BY day NULLS LAST, e.on_precision NULLS LAST, e.doc, e.ordinal, e.id
"""
_MONTHS = """
SELECT month, side, sum(statements)::BIGINT AS statements FROM said_by_side WHERE month <> ''
GROUP BY month, side ORDER BY month, side
"""
# the last day that a date may mean, from its first
_LAST = (
    "CAST({day} + CASE {precision} WHEN 'year' THEN INTERVAL 1 YEAR WHEN 'month' THEN INTERVAL 1 MONTH "
    "ELSE INTERVAL 1 DAY END - INTERVAL 1 DAY AS DATE)"
)


# names are looked up among the speakers, who are fewer than their statements
_SPEAKER = (
    "s.speaker_id IN (SELECT speaker_id FROM said_by_speaker WHERE speaker_id = ? "
    "OR contains(lower(speaker), lower(?)))"
)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows a timeline shows; what is empty asks for nothing.

    `side`: codes, any of which the speaker's side (of an event: either party) must be. `speaker`: an id or part of a
    name, `kind`, `act` and `issue` (any of the ids) of statements; `type` and `status` of events. `since`, `until`: a
    day, month or year, both included; a row whose date is less precise counts when it may lie within, one without a
    date falls out. `undated`: only rows without a date. `max_confidence`: rows below it.
    """

    side: Sequence[str] = ()
    speaker: str = ""
    kind: Sequence[str] = ()
    act: Sequence[str] = ()
    issue: Sequence[str] = ()
    type: Sequence[str] = ()
    status: Sequence[str] = ()
    outlet: str = ""
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0
    max_confidence: float = 1.01
    undated: bool = False
    nested: bool = True


def timeline(record: Record, choice: Choice | None = None, *, what: What = "statements") -> pa.Table:
    """The statements or the events of a record in order of date; undated ones stand last.

    `start` and `end` are half-open code points of the document's text: where the content (the trigger) begins and ends.
    AnalyseError when a date of the choice can't be read.
    """
    query = Conditions(choice or Choice(), what)
    return record.sql((_STATEMENTS if what == "statements" else _EVENTS).format(where=query.where), query.values)


def months(record: Record) -> pa.Table:
    """How many statements each side made in each month: month, side, statements.

    A statement of two sides counts for both, one of no known side for the side "". Where only the year is known,
    `month` is the year.
    """
    return record.sql(_MONTHS)


class Conditions:
    """The WHERE of a choice, with its values in order; `outlet` is the column that holds a row's outlet."""

    def __init__(self, choice: Choice, what: What, *, outlet: str = "d.outlet") -> None:
        statements = what == "statements"
        self._tests: list[str] = []
        self.values: list[object] = []
        row = "s" if statements else "e"
        self._add(f"{row}.confidence >= ? AND {row}.confidence < ?", choice.min_confidence, choice.max_confidence)
        if statements:
            self._each("list_contains(s.side, ?)", choice.side)
            self._any("list_contains(?::VARCHAR[], s.kind)", choice.kind)
            self._any("list_contains(?::VARCHAR[], s.act)", choice.act)
            self._any("list_has_any([a.issue for a in s.about], ?::VARCHAR[])", choice.issue)
            if choice.speaker:
                self._add(_SPEAKER, choice.speaker, choice.speaker)
            if not choice.nested:
                self._add("s.parent IS NULL")
        else:
            self._each("list_contains(e.source, ?)", choice.side, "list_contains(e.target, ?)")
            self._any("list_contains(?::VARCHAR[], e.event)", choice.type)
            self._any("list_contains(?::VARCHAR[], e.status)", choice.status)
        if choice.outlet:
            self._add(f"{outlet} = ?", choice.outlet)
        day, precision = ("s.said_on", "s.said_on_precision") if statements else ("e.on_date", "e.on_precision")
        if choice.undated:
            self._add(f"{day} IS NULL")
        if choice.since:
            self._add(_LAST.format(day=day, precision=precision) + " >= ?", date(choice.since).first)
        if choice.until:
            self._add(f"{day} <= ?", date(choice.until).last)

    @property
    def where(self) -> str:
        """SQL after WHERE."""
        return " AND ".join(self._tests)

    def _add(self, test: str, *values: object) -> None:
        self._tests.append(test)
        self.values.extend(values)

    def _each(self, test: str, wanted: Sequence[str], *more: str) -> None:
        """One test a value: over many rows far cheaper than a test of lists against a list."""
        if wanted:
            tests = [one for one in (test, *more) for _ in wanted]
            self._add(f"({' OR '.join(tests)})", *wanted, *(value for _ in more for value in wanted))

    def _any(self, test: str, wanted: Sequence[str]) -> None:
        if wanted:
            self._add(test, list(wanted))


def date(value: str) -> Date:
    """The day, month or year that a person wrote; AnalyseError when it is none."""
    try:
        return Date.parse(value)
    except ValueError as error:
        raise AnalyseError(f"{value!r} is no date; give one such as 2021-10-12, 2021-10 or 2021") from error
