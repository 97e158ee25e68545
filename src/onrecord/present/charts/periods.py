"""Periods on an axis: months, quarters and years, in the writing of the analyses (`2021-10`, `2021-Q4`, `2021`)."""

from onrecord.analyse.evidence import Every
from onrecord.present.words import date_words
from onrecord.types import Date

_MONTHLY, _QUARTERLY = 14, 40


def fitting(first: str, last: str) -> Every:
    """The period in which to show what lies between two dates: months up to a year or so, quarters up to three."""
    span = _month(last) - _month(first) + 1
    return "month" if span <= _MONTHLY else "quarter" if span <= _QUARTERLY else "year"


def between(first: str, last: str) -> list[str]:
    """All periods from the first to the last, of one kind."""
    out = [first]
    while out[-1] < last:
        out.append(shift(out[-1], 1))
    return out


def shift(period: str, by: int) -> str:
    """The period so many later."""
    if len(period) == 4:
        return f"{int(period) + by:04d}"
    if "Q" in period:
        count = int(period[:4]) * 4 + int(period[-1]) - 1 + by
        return f"{count // 4:04d}-Q{count % 4 + 1}"
    count = int(period[:4]) * 12 + int(period[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def words(period: str) -> str:
    """`October 2021`, `4th quarter 2021`, `2021`; `no date known` for none."""
    if not period:
        return "no date known"
    if "Q" in period:
        return f"{('1st', '2nd', '3rd', '4th')[int(period[-1]) - 1]} quarter {period[:4]}"
    return date_words(Date.parse(period))


def kind(period: str) -> Every | None:
    """Which kind of period it is, None for no date."""
    if not period:
        return None
    return "year" if len(period) == 4 else "quarter" if "Q" in period else "month"


def _month(value: str) -> int:
    date = Date.parse(value).first
    return date.year * 12 + date.month
