"""Dates with their precision."""

import datetime as dt
import re
from typing import Literal

import msgspec

Precision = Literal["day", "month", "year"]
_SHAPES: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Date(msgspec.Struct, frozen=True):
    """A day (`2021-10-12`), a month (`2021-10`) or a year (`2021`)."""

    value: str
    precision: Precision

    @classmethod
    def parse(cls, value: str) -> "Date":
        """The date that `value` writes; ValueError when it is no day, month or year of the calendar."""
        if not _DATE.fullmatch(value):
            raise ValueError(f"{value!r} is not YYYY-MM-DD, YYYY-MM or YYYY")
        precision = _SHAPES[len(value)]
        if precision == "day":
            dt.date.fromisoformat(value)
        return cls(value, precision)

    @classmethod
    def day(cls, day: dt.date) -> "Date":
        """The date of a calendar day."""
        return cls(day.isoformat(), "day")

    @property
    def first(self) -> dt.date:
        """The first day that the date may mean."""
        return dt.date.fromisoformat((self.value + "-01-01")[:10])

    @property
    def last(self) -> dt.date:
        """The last day that the date may mean."""
        if self.precision == "day":
            return self.first
        if self.precision == "year":
            return dt.date(self.first.year, 12, 31)
        following = self.first.replace(day=28) + dt.timedelta(days=4)
        return following - dt.timedelta(days=following.day)

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies within the date."""
        return self.first <= day <= self.last


class Published(msgspec.Struct, frozen=True):
    """When a document was published, as `Date`, and on what ground we say so."""

    value: str
    precision: Precision
    basis: str

    @property
    def date(self) -> Date:
        """The date without its basis."""
        return Date(self.value, self.precision)
