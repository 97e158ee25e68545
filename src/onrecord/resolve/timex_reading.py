"""Where the reader of a text stands in time, and the dates counted from there."""

import datetime as dt
from dataclasses import dataclass

from onrecord.resolve import timex_calendar as calendar

REFS = {
    "last": "PAST_REF",
    "previous": "PAST_REF",
    "latest": "PAST_REF",
    "next": "FUTURE_REF",
    "following": "FUTURE_REF",
}
STEP = {"last": -1, "previous": -1, "latest": 0, "this": 0, "that": 0, "next": 1, "following": 1}
OF_REFERENCE = frozenset({"previous", "following", "that"})
NEAR = 1500
_FIRST_YEAR, _LAST_YEAR = 100, 2999
_FINE = {"D": 10, "W": 8, "M": 7, "Q": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}


@dataclass
class Reading:
    """Where the reader stands: the day of publication, and the dates that the text has named so far.

    `day` is None where the day isn't known, `year` and `month` hold what is. `named` is the last date spoken of
    (any calendar value), `quarter` the last quarter, with the places where they stand.
    """

    day: dt.date | None
    month: str = ""
    year: str = ""
    clock: str = ""
    named: str = ""
    named_at: int = -1
    quarter: str = ""
    quarter_at: int = -1
    named_day: str = ""
    narrative: bool = False

    def note(self, value: str, at: int) -> None:
        """Remember a date that the text has named."""
        if countable(value):
            self.named, self.named_at = value, at
            if len(value) == 10 and "W" not in value:
                self.named_day = value
            if "-Q" in value:
                self.quarter, self.quarter_at = value, at

    @property
    def spoken(self) -> dt.date | None:
        """The day spoken of last, else that of publication; the first day of a longer stretch."""
        return day_of(self.named) or self.day

    def base(self) -> dt.date | None:
        """The day from which days and months without a year are counted.

        Without a day of publication only a full day that the text names will do: a weekday near "1971" is any.
        """
        if self.day is None:
            return day_of(self.named_day)
        return day_of(self.named) if self.narrative and self.named else self.day


def countable(value: str) -> bool:
    """Whether the value has a year from which others can be counted without leaving the calendar."""
    return value[:4].isdigit() and _FIRST_YEAR <= int(value[:4]) <= _LAST_YEAR


def day_of(value: str) -> dt.date | None:
    """A day within the date that a value writes: its first, or None for what is no date."""
    try:
        if len(value) >= 8 and value[5] == "W":
            return dt.date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
        if len(value) >= 7 and value[5] == "Q":
            return dt.date(int(value[:4]), int(value[6]) * 3 - 2, 1)
        if value[5:7] in calendar.SEASONS:
            return dt.date(int(value[:4]), calendar.SEASONS[value[5:7]], 1)
        return dt.date.fromisoformat((value[:10] + "-01-01")[:10] if len(value) != 7 else value + "-01")
    except ValueError:
        return None


def near_quarter(reading: Reading, at: int) -> str:
    """The quarter spoken of last, where its mention isn't far before `at`; else empty."""
    return reading.quarter if at - reading.quarter_at < NEAR else ""


def shifted(unit: str, rel: str, reading: Reading) -> str:
    """The value of a unit by its relation to now ("last week") or to the date spoken of ("the previous year")."""
    base = spoken_of(unit, reading) if rel in OF_REFERENCE or reading.narrative else reading.day
    if base is None:
        if unit == "Y" and reading.year:
            return f"{int(reading.year) + STEP[rel]:04d}"
        return REFS.get(rel, "PRESENT_REF")
    return moved(base, unit, STEP[rel])


def spoken_of(unit: str, reading: Reading) -> dt.date | None:
    """The date spoken of, if as fine as the unit counted from it (1971 is no "that day"); else that of publication."""
    return reading.spoken if len(reading.named) >= _FINE.get(unit, 4) else reading.day


def moved(base: dt.date, unit: str, steps: int) -> str:
    """The day, week, month, quarter, year, decade or century that lies so many steps from that of `base`."""
    if unit in ("D", "W", "F"):
        day = calendar.add_days(base, steps * {"D": 1, "W": 7, "F": 14}[unit])
        return day.isoformat() if unit == "D" else calendar.week(day)
    if unit[0] == "T":
        return base.isoformat()
    day = calendar.add_months(base.replace(day=1), steps * _MONTHS[unit])
    if unit == "M":
        return calendar.month(day)
    if unit == "Q":
        return calendar.quarter(day)
    return f"{day.year:04d}"[: {"Y": 4, "E": 3, "C": 2, "L": 1}[unit]]
