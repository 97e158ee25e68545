"""Arithmetic of the calendar: months, weeks, seasons, holidays, and which of several like days is meant."""

import datetime as dt
from collections.abc import Iterable

DAY = dt.timedelta(days=1)
_WRONG_SIDE = 4
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the month's last day where it has no such day. Clipped to the calendar."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 12:
        return 31
    return (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days


def add_days(day: dt.date, days: int) -> dt.date:
    """So many days on, clipped to the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def week(day: dt.date) -> str:
    """The ISO week of a day, as `2021-W40`."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(day: dt.date) -> str:
    """The month of a day, as `2021-10`."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter(day: dt.date) -> str:
    """The calendar quarter of a day, as `2021-Q4`."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def weekday(base: dt.date, number: int, tense: str) -> dt.date:
    """The weekday (1 is Monday) meant by a bare name: the next one after a future verb, else the last one.

    The day of publication itself counts, in both tenses.
    """
    back = (base.isoweekday() - number) % 7
    if tense == "future":
        return add_days(base, (7 - back) % 7)
    return add_days(base, -back)


def weekday_by(base: dt.date, number: int, rel: str) -> dt.date:
    """The weekday of "last Friday", "next Friday", "that Friday": strictly before or after `base`."""
    if rel in ("last", "previous", "latest"):
        return add_days(base, -((base.isoweekday() - number - 1) % 7 + 1))
    if rel in ("next", "following"):
        return add_days(base, (number - base.isoweekday() - 1) % 7 + 1)
    return add_days(base, (number - base.isoweekday()) % 7)


def pick(spans: Iterable[tuple[dt.date, dt.date]], base: dt.date, tense: str) -> tuple[dt.date, dt.date]:
    """The span of days (first, last) nearest to `base`; those on the wrong side of it by the tense count as farther.

    Writers name a month or day without its year when it is near, so that a far one on the right side of the verb's
    tense loses to one close at hand. ValueError when there are none.
    """
    return min(spans, key=lambda span: (_distance(span, base) * _against(span, base, tense), span))


def _against(span: tuple[dt.date, dt.date], base: dt.date, tense: str) -> int:
    wrong = (tense == "past" and span[0] > base) or (tense == "future" and span[1] < base)
    return _WRONG_SIDE if wrong else 1


def _distance(span: tuple[dt.date, dt.date], base: dt.date) -> int:
    if span[0] <= base <= span[1]:
        return 0
    return min(abs((span[0] - base).days), abs((span[1] - base).days))


def months_near(base: dt.date, number: int, length: int = 1) -> list[tuple[dt.date, dt.date]]:
    """First and last day of the stretch of `length` months from month `number`, in the years around `base`."""
    out = []
    for year in range(max(base.year - 2, 1), min(base.year + 2, 9998) + 1):
        first = dt.date(year, number, 1)
        out.append((first, add_days(add_months(first, length), -1)))
    return out


def days_near(base: dt.date, number: int, day: int) -> list[tuple[dt.date, dt.date]]:
    """The day of a month in the years around `base`, where these have it."""
    out = []
    for year in range(max(base.year - 4, 1), min(base.year + 4, 9999) + 1):
        if abs(year - base.year) <= 1 or (number == 2 and day == 29):
            try:
                found = dt.date(year, number, day)
            except ValueError:
                continue
            out.append((found, found))
    return out


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, number, day + 1)


def holiday(name: str, year: int) -> dt.date | None:
    """The day of a holiday that has a rule of its own in the civil calendar; None for the others."""
    fixed = {"christmas": (12, 25), "halloween": (10, 31), "new-year": (1, 1)}
    if name in fixed:
        return dt.date(year, *fixed[name])
    if name == "thanksgiving":
        return dt.date(year, 11, 22) + DAY * ((4 - dt.date(year, 11, 22).isoweekday()) % 7)
    return easter(year) if name == "easter" else None
