"""Values of days, months and years of the calendar, and of days counted from another."""

import datetime as dt

from onrecord.resolve import timex_calendar as calendar
from onrecord.resolve.timex_reading import OF_REFERENCE, REFS, STEP, Reading, day_of, near_quarter, shifted
from onrecord.resolve.timex_spans import Value
from onrecord.types import Phrase


def calendar_date(phrase: Phrase, reading: Reading) -> Value | None:
    """A day, month or year that the words name at least in part."""
    fields = phrase.fields
    if "month" in fields:
        return month_date(phrase, reading)
    if "weekday" in fields:
        return _weekday(phrase, reading)
    if "year" in fields:
        return "DATE", fields["year"]
    if "day" in fields and reading.day:
        first = calendar.add_months(reading.day.replace(day=1), STEP[fields["rel"]])
        return _checked(f"{calendar.month(first)}-{int(fields['day']):02d}")
    return None


def _checked(value: str) -> Value | None:
    return ("DATE", value) if day_of(value) else None


def year_of(fields: dict[str, str], reading: Reading) -> str:
    """The year written or meant ("last year") beside a month or a quarter; empty where none is."""
    if "year" in fields:
        return fields["year"]
    if "yearrel" in fields:
        return shifted("Y", fields["yearrel"], reading)
    return ""


def month_date(phrase: Phrase, reading: Reading) -> Value | None:
    """A month, or a day of a month, in the year that is written or meant."""
    fields = phrase.fields
    number, day = fields["month"], int(fields.get("day", "0"))
    year = year_of(fields, reading)
    tail = f"{number}-{day:02d}" if day else number
    if year.isdigit():
        return _checked(f"{year}-{tail}")
    base = reading.base()
    if base is None:
        return "DATE", f"{reading.year or 'XXXX'}-{tail}"
    if day and fields.get("rel") in ("last", "next"):
        before = fields["rel"] == "last"
        spans = [span for span in calendar.days_near(base, int(number), day) if (span[0] < base) == before]
        return ("DATE", (spans[-1] if before else spans[0])[0].isoformat()) if spans else None
    if day:
        spans = calendar.days_near(base, int(number), day)
        if not spans:
            return None
        if fields.get("weekday", "").isdigit():
            spans = [span for span in spans if span[0].isoweekday() == int(fields["weekday"])] or spans
        return "DATE", _in_order(spans, base, phrase.tense, reading).isoformat()
    return "DATE", calendar.month(_month_by(phrase, base, reading))


def _in_order(spans: list[tuple[dt.date, dt.date]], base: dt.date, tense: str, reading: Reading) -> dt.date:
    """In a narrative the dates follow one another; elsewhere a date without a year is a near one."""
    if reading.narrative:
        return next((span[0] for span in sorted(spans) if span[1] >= base), max(spans)[0])
    return calendar.pick(spans, base, tense)[0]


def _month_by(phrase: Phrase, base: dt.date, reading: Reading) -> dt.date:
    number, rel = int(phrase.fields["month"]), phrase.fields.get("rel", "")
    spans = calendar.months_near(base, number)
    if rel in ("last", "previous", "latest"):
        return [span for span in spans if span[1] < base][-1][0]
    if rel in ("next", "following"):
        return next(span for span in spans if span[0] > base)[0]
    if rel == "this":
        return dt.date(base.year, number, 1)
    return _in_order(spans, base, phrase.tense, reading)


def _weekday(phrase: Phrase, reading: Reading) -> Value:
    fields = phrase.fields
    number, rel = int(fields["weekday"]), fields.get("rel", "")
    base = (day_of(reading.named_day) or reading.day) if rel in OF_REFERENCE else reading.base()
    if base is None:
        return "DATE", f"XXXX-WXX-{number}"
    if "weekrel" in fields:
        monday = calendar.add_days(base, 1 - base.isoweekday() + 7 * STEP[fields["weekrel"]])
        return "DATE", calendar.add_days(monday, number - 1).isoformat()
    if "day" in fields:
        near = [calendar.add_days(base, step) for step in range(-200, 201)]
        days = [(d, d) for d in near if d.day == int(fields["day"]) and d.isoweekday() == number]
        return "DATE", (calendar.pick(days, base, "")[0] if days else base).isoformat()
    if rel:
        return "DATE", calendar.weekday_by(base, number, rel).isoformat()
    return "DATE", calendar.weekday(base, number, "future" if reading.narrative else phrase.tense).isoformat()


def same_year(phrase: Phrase, reading: Reading) -> Value:
    """That year's quarter where quarters are compared ("the 1988 period"), else the year."""
    return "DATE", phrase.fields["year"] + near_quarter(reading, phrase.span.start)[4:]


def iso(fields: dict[str, str]) -> Value | None:
    """A date, or date and time, in figures from the year down."""
    value = fields["iso"].replace(" ", "T")
    if value.isdigit():
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    if day_of(value) is None:
        return None
    return ("TIME", value) if "T" in value else ("DATE", value)


def slashed(fields: dict[str, str]) -> Value | None:
    """Month first, as American papers write, unless only the other order is a date."""
    first, second, year = (int(part) for part in fields["slash"].split("/"))
    if year < 100:
        year += 2000 if year < 40 else 1900
    if first > 12:
        first, second = second, first
    return _checked(f"{year:04d}-{first:02d}-{second:02d}")


def holiday(phrase: Phrase, reading: Reading) -> Value | None:
    """The day of a holiday, or its eve."""
    fields, base = phrase.fields, reading.base()
    rel = fields.get("rel", "")
    if "year" in fields:
        day = calendar.holiday(fields["holiday"], int(fields["year"]))
    elif base is None:
        return None
    else:
        days = [calendar.holiday(fields["holiday"], base.year + step) for step in (-1, 0, 1)]
        spans = [(day, day) for day in days if day]
        tense = {"PAST_REF": "past", "FUTURE_REF": "future"}.get(REFS.get(rel, ""), phrase.tense)
        day = calendar.pick(spans, base, tense)[0] if spans else None
    if day is None:
        return None
    return "DATE", (day - calendar.DAY if fields.get("eve") == "eve" else day).isoformat()


def deictic(phrase: Phrase, reading: Reading) -> Value:
    """Today, yesterday, tomorrow, tonight, last night."""
    fields = phrase.fields
    if reading.day is None:
        return "DATE", {"-1": "PAST_REF", "1": "FUTURE_REF"}.get(fields.get("today", "0"), "PRESENT_REF")
    step = int(fields.get("today", "0"))
    if "dir" in fields:
        step += 1 if fields["dir"] == "after" else -1
    if fields.get("rel") == "last":
        step = -1
    return "DATE", calendar.add_days(reading.day, step).isoformat()


def of_day(phrase: Phrase, reading: Reading) -> Value:
    """A part of the day spoken of, or of the next or the one before."""
    base = day_of(reading.named_day) or reading.day
    if base is None:
        return "TIME", f"XXXX-XX-XXT{phrase.fields['part']}"
    return "DATE", calendar.add_days(base, STEP[phrase.fields.get("rel", "that")]).isoformat()


def spoken_day(reading: Reading) -> Value:
    """The day that a bare time of day belongs to: the day spoken of last, else that of publication."""
    base = day_of(reading.named_day) or reading.day
    return "DATE", base.isoformat() if base else "XXXX-XX-XX"
