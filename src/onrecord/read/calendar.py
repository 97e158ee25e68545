"""Explicit dates as English news writes them, and lines of a page that hold nothing but one."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from onrecord.types import Date, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?P<{0}>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b\.?,?[ \xa0]+)?"
_GAP = r"[ \xa0]{1,3}"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_DAY_FIRST = (
    _WEEKDAY.format("w1") + r"(?<!\d)(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:[ \xa0]of)?" + _GAP + _MONTH.format("m1")
    + r"(?:,?" + _GAP + _YEAR.format("y1") + ")?"
)  # fmt: skip
_MONTH_FIRST = (
    _WEEKDAY.format("w2") + _MONTH.format("m2") + _GAP + r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])"
    + r"(?:(?:[ \xa0]?(?:[-–]|or|and|to)[ \xa0]?(?P<e2>[0-3]?\d))?,?" + _GAP + _YEAR.format("y2") + ")?"
)  # fmt: skip
_MONTH_YEAR = _MONTH.format("m3") + r"(?:,?[ \xa0]|[ \xa0]of[ \xa0])" + _YEAR.format("y3")
_NUMBERS = (
    r"(?<![\d/.-])(?P<y4>(?:19|20)\d\d)[-/.](?P<m4>[01]?\d)[-/.](?P<d4>[0-3]?\d)(?![\d/-]|\.\d)"
    r"|(?<![\d/.-])(?P<a5>[0-3]?\d)(?P<s5>[/.-])(?P<b5>[0-3]?\d)(?P=s5)(?P<y5>(?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_DATE = re.compile(rf"\b(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_MONTH_YEAR})|{_NUMBERS}", re.IGNORECASE)

Label = Literal["published", "plain", "updated"]
_LABEL = re.compile(
    r"\b(?:(?P<updated>last[ ]?updated?|updated|last modified|modified|edited|revised)|"
    r"(?P<published>first published|originally published|published|posted|publication date|pub(?:lished)?[ ]?date|"
    r"created|issued|released|date))\b(?:[ ](?:on|at))?[ \xa0]*:?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:T)?[0-2]?\d[:.h][0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:[ \xa0]?[ap]\.?m\b\.?)?(?:[ \xa0]?(?:Z\b|[+-]\d\d:?\d\d))?"
    r"|\b[01]?\d[ \xa0]?[ap]\.?m\b\.?|\b(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T|IST|JST|KST|AE[DS]T|MSK|HKT|SGT|local time)\b"
    r"(?:[ \xa0]?[+-][ \xa0]?\d{1,2}(?::?\d\d)?)?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"\b\d[\d.,]*[ \xa0]?[kKmM]?\+?[ \xa0]*(?:views?|reads?|comments?|shares?|likes?|min(?:ute)?s?(?:[ -]read)?|"
    r"hours? ago|days? ago|minutes? ago|replies|retweets|followers|words)\b(?:[ ]ago)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d+")
_SMALL = frozenset(
    {"by", "and", "of", "the", "at", "on", "for", "in", "from", "staff", "read", "min", "admin", "editor", "desk"}
)


class Dated(msgspec.Struct, frozen=True):
    """A date as written, at `span`: what it doesn't say is None. `weekday` counts from Monday = 0."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def date(self) -> Date | None:
        """The day, or the month of the year, that it names in full; None without a year."""
        if self.year is None or self.month is None:
            return None
        if self.day is None:
            return Date(f"{self.year:04}-{self.month:02}", "month")
        return Date(f"{self.year:04}-{self.month:02}-{self.day:02}", "day")

    def on(self, year: int) -> dt.date | None:
        """The day it means in `year`; None where it names no day, or that year has none such or another weekday."""
        if self.month is None or self.day is None or not _valid(year, self.month, self.day):
            return None
        day = dt.date(year, self.month, self.day)
        return day if self.weekday in (None, day.weekday()) else None


class DateLine(msgspec.Struct, frozen=True):
    """A line of a page that tells a date: what it is called there, and the date."""

    label: Label
    dated: Dated


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """The explicit dates in `text[start:end]`, in order; numbers that are no day of the calendar are passed over."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        dated = _dated(match)
        if dated is not None:
            yield dated


def date_line(line: str) -> DateLine | None:
    """What a line says of its page's date, when it holds a date and next to nothing else.

    The rest of such a line is a label, clock time, counters, a byline, or up to five capitalised words.
    """
    if len(line) > 200 or not _DIGIT.search(line):
        return None
    timed = _TIME.search(line) is not None
    found = [dated for dated in dates(line) if dated.day and (dated.year or timed or dated.weekday is not None)]
    if not found:
        return None
    rest = line
    for dated in reversed(found):
        rest = rest[: dated.span.start] + " | " + rest[dated.span.end :]
    labels = list(_LABEL.finditer(rest))
    rest = COUNTER.sub(" ", _CLOCK.sub(" ", _LABEL.sub(" ", rest)))
    words = _WORD.findall(rest)
    plain = all(word[0].isupper() or word.lower() in _SMALL or word.isdigit() for word in words)
    if not plain or len(words) > 6 or (len(words) > 2 and line.rstrip().endswith((".", "?", "!"))):
        return None
    return DateLine(*_first_published(line, found, labels))


def _first_published(line: str, found: list[Dated], labels: list[re.Match[str]]) -> tuple[Label, Dated]:
    """The date that is called published, else one called nothing, else the updated one: (label, date)."""
    spoken: list[Label] = ["updated" if match["updated"] else "published" for match in labels]
    if not spoken:
        return "plain", found[0]
    if "published" in spoken and len(spoken) <= len(found):
        return "published", found[spoken.index("published")]
    if len(found) > len(spoken) and line.find(labels[0].group().strip()) > found[0].span.start:
        return "plain", found[0]
    return spoken[0], found[0]


def _dated(match: re.Match[str]) -> Dated | None:
    span = Span(*match.span())
    parts = match.groupdict()
    if parts["m1"] or parts["m2"]:
        which = "1" if parts["m1"] else "2"
        name, year = parts["m" + which], parts["y" + which]
        day = int(parts["e2"] or parts["d2"]) if which == "2" else int(parts["d1"])
        month = _month(name)
        if month is None or not _valid(int(year) if year else 2000, month, day):
            return None
        weekday = parts["w" + which]
        return Dated(
            span, int(year) if year else None, month, day, _DAYS.index(weekday[:3].lower()) if weekday else None
        )
    if parts["m3"]:
        month = _month(parts["m3"])
        return Dated(span, int(parts["y3"]), month) if month else None
    if parts["y4"]:
        return _numbers(span, int(parts["y4"]), int(parts["m4"]), int(parts["d4"]))
    return _ordered(span, parts)


def _ordered(span: Span, parts: dict[str, str]) -> Dated | None:
    """A date of three numbers, year last: told only when the order of day and month doesn't matter or shows itself."""
    first, second, year = int(parts["a5"]), int(parts["b5"]), int(parts["y5"])
    if first > 12 or first == second or parts["s5"] == ".":
        return _numbers(span, year, second, first)
    return _numbers(span, year, first, second) if second > 12 else None


def _numbers(span: Span, year: int, month: int, day: int) -> Dated | None:
    return Dated(span, year, month, day) if _valid(year, month, day) else None


def _month(name: str) -> int | None:
    """The number of a month's name; a lower-case word ("may", "march") is no month."""
    return _MONTHS.index(name[:3].lower()) + 1 if name[0].isupper() else None


def _valid(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
