"""Phrases of time tied to days: TIMEX3 values, dates of the record, and when something was said."""

import datetime as dt
import re
from collections.abc import Sequence

from onrecord.errors import ResolveError
from onrecord.resolve.timex_reading import Reading, countable
from onrecord.resolve.timex_values import value_of
from onrecord.types import Date, Phrase, Published, Span, Time, TimeType

# "a year earlier" compares: what follows is still told of the date before it.
_ASIDE = frozenset({"ago", "earlier", "before"})
_NARRATIVE_SHARE = 0.6
_NARRATIVE_LEAST = 6
_WINDOW = 32
_REACH = 240
_VAGUER = {"day": 0, "month": 20, "year": 40}
_TIED = re.compile(
    r"\b(?:since|until|till|before|after|by|from|between|through|ahead of|prior to|following|than|scheduled for|"
    r"due (?:on|in)|planned for|set for|dated?|for|elected in|appointed in|founded in|established in|signed in|born in)"
    r"\s+(?:the\s+|late\s+|early\s+|on\s+)?$",
    re.IGNORECASE,
)
_UNTIED = "XXXX"
_PLACED = re.compile(r"\b(?:in|during|on|at|over)\s+(?:a\s+|the\s+|his\s+|her\s+|its\s+|their\s+)?$", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_YEAR = re.compile(r"\d{4}|['’]\d\d|\byear\b|\bnext\b")
_WILL = re.compile(r"\b(?:will|would|shall|to)\b|['’]ll\b")
_RELATIVE = re.compile(r"(?:last|this|earlier|later|late|early|mid|over)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r";|[.!?]\s|\b(?:who|whom|whose|which|where|when|after|before|since|as|while|because|although|though|ahead of|"
    r"elected|appointed|founded|established|signed|born|built|launched)\b",
    re.IGNORECASE,
)


def anchor(phrases: Sequence[Phrase], published: Published | None, text: str) -> tuple[Time, ...]:
    """Each phrase with its TIMEX3 type and value, in the order of the text.

    Deictic words count from the day of publication, anaphoric ones ("the previous year", "two days later") from the
    date that the text named before. A phrase that names no date of the calendar (30 February) is left out.
    ResolveError where the phrases can't be of this text.
    """
    if phrases and phrases[-1].span.end > len(text):
        raise ResolveError(
            f"a time at {phrases[-1].span.end} lies beyond the text's {len(text)} characters: extract it again"
        )
    reading = _reading(phrases, published)
    times: list[Time] = []
    for phrase in phrases:
        made = value_of(phrase, reading)
        if made is None:
            continue
        kind, value = made
        if kind in ("DATE", "TIME") and phrase.fields.get("dir") not in _ASIDE:
            reading.note(value[:10] if kind == "TIME" else value, phrase.span.start)
        times.append(Time(spans=(phrase.span,), type=_type(kind, value), value=value))
    return tuple(times)


def _type(kind: TimeType, value: str) -> TimeType:
    return "TIME" if kind == "DATE" and "T" in value[4:] and value[:4].isdigit() else kind


def _reading(phrases: Sequence[Phrase], published: Published | None) -> Reading:
    if published is None:
        return Reading(day=None)
    day = published.date.first if published.precision == "day" and countable(published.value) else None
    month = published.value[:7] if published.precision != "year" else ""
    return Reading(
        day=day, month=month, year=published.value[:4], narrative=day is not None and _tells_history(phrases, day)
    )


def _tells_history(phrases: Sequence[Phrase], day: dt.date) -> bool:
    """Whether the text tells of years gone by: most of its dates are of other years, and next to none deictic."""
    years = [int(phrase.fields["year"]) for phrase in phrases if phrase.fields.get("year", "").isdigit()]
    deictic = sum(phrase.kind in ("deictic", "shift") for phrase in phrases)
    old = sum(abs(year - day.year) > 1 for year in years)
    return old >= _NARRATIVE_LEAST and old >= _NARRATIVE_SHARE * len(years) and deictic * 5 < old


def date_of(time: Time) -> Date | None:
    """The day, month or year that a time names; None for what is none of these (a duration, a decade, "now").

    A week or weekend gives its month, or its year where it lies in two months; a quarter, half or season its year
    (no year for a winter, which lies in two).
    """
    if time.type not in ("DATE", "TIME") or not time.value[:4].isdigit():
        return None
    value = time.value.partition("T")[0]
    try:
        if value[5:6] == "W" and value[6:8].isdigit():
            return _date_of_week(value)
        if value[5:6] in ("Q", "H") or value[5:7] in ("SP", "SU", "FA"):
            return Date.parse(value[:4])
        return Date.parse(value)
    except ValueError:
        return None


def _date_of_week(value: str) -> Date | None:
    year, number = int(value[:4]), int(value[6:8])
    first = dt.date.fromisocalendar(year, number, 6 if value.endswith("-WE") else 1)
    last = dt.date.fromisocalendar(year, number, 7)
    if (first.year, first.month) == (last.year, last.month):
        return Date.parse(f"{first:%Y-%m}")
    return Date.parse(f"{first:%Y}") if first.year == last.year else None


def bounded(date: Date | None, published: Published | None) -> Date | None:
    """`date`, unless all of it lies after publication: nothing reported was said after its report."""
    if date is None or published is None:
        return date
    return date if date.first <= published.date.last else None


def said_on(
    region: Span,
    sentence: Span,
    times: Sequence[Time],
    text: str,
    published: Published | None,
    *,
    content: Sequence[Span],
) -> Date | None:
    """When it was said: the date that the sentence gives the speech itself, else None.

    `region` covers source and cue, `sentence` the sentence they stand in; a date within `content` is what was spoken
    of and never counts, nor does one that a preposition or a clause ties to something else ("since 2004", "after
    Monday's talks", "who was elected in May"). A nearer day of an unknown week ("on Friday") is the day, unknown: no
    year that stands farther off takes its place.
    """
    best: tuple[int, Date | None] | None = None
    for time in times:
        span = time.spans[0]
        if not sentence.holds(span) or any(part.overlaps(span) for part in content):
            continue
        if time.value.startswith(_UNTIED) and time.type in ("DATE", "TIME"):
            if best is None or _gap(span, region) < best[0]:
                best = (_gap(span, region), None)
            continue
        date = bounded(_not_ahead(date_of(time), span.of(text), region.of(text), published), published)
        if date is None or not _of_speech(span, region, text, date):
            continue
        rank = _gap(span, region) + _VAGUER[date.precision]
        if best is None or rank < best[0]:
            best = (rank, date)
    return best[1] if best else None


def _not_ahead(date: Date | None, words: str, region: str, published: Published | None) -> Date | None:
    """A month or its day written without a year and read as one to come, a year back: what was said is past."""
    if date is None or published is None or bounded(date, published):
        return date
    if (
        date.precision == "year"
        or date.first.year == 1
        or not _MONTH.search(words)
        or _YEAR.search(words)
        or _WILL.search(region)
    ):
        return date
    try:
        return Date.parse(f"{date.first.year - 1:04d}{date.value[4:]}")
    except ValueError:
        return None


def _gap(span: Span, region: Span) -> int:
    return max(0, span.start - region.end, region.start - span.end)


def _of_speech(span: Span, region: Span, text: str, date: Date) -> bool:
    """Whether the words between the expression and source or cue let it tell the time of the speech."""
    before = text[max(0, span.start - _WINDOW) : span.start]
    if _TIED.search(before):
        return False
    if date.precision != "day" and not (_PLACED.search(before) or _RELATIVE.match(span.of(text))):
        return False
    if span.start >= region.end:
        between = text[region.end : span.start]
    elif span.end <= region.start:
        between = text[span.end : region.start]
    else:
        between = text[region.start : span.start]
    return len(between) <= _REACH and not _ELSEWHERE.search(between)
