"""Values of weeks, quarters, seasons, decades, and of what is counted back or on from a date."""

from onrecord.resolve import timex_calendar as calendar
from onrecord.resolve.timex_days import month_date, year_of
from onrecord.resolve.timex_reading import STEP, Reading, day_of, moved, near_quarter, shifted, spoken_of
from onrecord.resolve.timex_spans import Value, length
from onrecord.types import Phrase

_BACK = frozenset({"ago", "earlier", "before"})
_FROM_NOW = frozenset({"ago", "hence", "from"})


def shift(phrase: Phrase, reading: Reading) -> Value | None:
    """Last week, this year, the following month."""
    fields = phrase.fields
    unit, rel = fields["unit"], fields.get("rel", "this")
    if unit[0] == "T":
        return "DURATION", length("1", unit)
    if rel == "last" and unit in ("E", "C", "L"):
        return "DURATION", length("1", unit)
    if rel == "that" and unit == "Q" and reading.quarter:
        return "DATE", reading.quarter
    if rel == "latest" and unit in ("W", "M", "Q"):
        rel = "last"
    return "DATE", shifted(unit, rel, reading)


def bare(phrase: Phrase, reading: Reading) -> Value | None:
    """A unit with "the" alone: a quarter is the one spoken of, a year or week the running one."""
    unit = phrase.fields["unit"]
    if unit == "period":
        return ("DATE", reading.quarter) if reading.quarter else None
    if unit == "Q" and reading.quarter:
        return "DATE", reading.quarter
    if unit == "D":
        return "DATE", shifted("D", "that", reading)
    return "DATE", shifted(unit, "this", reading)


def weekend(phrase: Phrase, reading: Reading) -> Value | None:
    """A weekend as `2021-W40-WE`; a bare one is the last unless the verb looks ahead."""
    rel, base = phrase.fields.get("rel", ""), reading.base()
    if "month" in phrase.fields:
        made = month_date(phrase, reading)
        day = day_of(made[1]) if made else None
        return ("DATE", calendar.week(day) + "-WE") if day else None
    if base is None:
        return "DATE", "XXXX-WXX-WE"
    step = STEP[rel] if rel else 0
    if not rel and base.isoweekday() < 6 and phrase.tense != "future":
        step = -1
    return "DATE", calendar.week(calendar.add_days(base, 7 * step)) + "-WE"


def week_of(phrase: Phrase, reading: Reading) -> Value | None:
    """The first, second ... last week of a month, as an ISO week."""
    made = month_date(phrase, reading)
    first = day_of(made[1]) if made else None
    if made is None or first is None:
        return made
    number = phrase.fields["week"]
    day = 27 if number == "last" else min(7 * int(number) - 3, 28)
    return "DATE", calendar.week(first.replace(day=day))


def quarter(phrase: Phrase, reading: Reading) -> Value | None:
    """A quarter in the year that is written or meant, else the nearest by the tense."""
    number = phrase.fields["q"].lstrip("qQ")
    year = year_of(phrase.fields, reading)
    if number not in ("1", "2", "3", "4"):
        return None
    if year.isdigit():
        return "DATE", f"{year}-Q{number}"
    base = reading.base()
    if base is None:
        return "DATE", f"{reading.year or 'XXXX'}-Q{number}"
    spans = calendar.months_near(base, 3 * int(number) - 2, 3)
    return "DATE", calendar.quarter(calendar.pick(spans, base, phrase.tense)[0])


def half(phrase: Phrase, reading: Reading) -> Value | None:
    """Half a year as `2021-H1`."""
    year = year_of(phrase.fields, reading) or reading.year
    return ("DATE", f"{year}-H{phrase.fields['half']}") if year.isdigit() and phrase.fields["half"] in "12" else None


def season(phrase: Phrase, reading: Reading) -> Value:
    """A season as `2021-SU`; a winter bears the year in which it begins."""
    season, rel = phrase.fields["season"], phrase.fields.get("rel", "")
    year = year_of(phrase.fields, reading)
    if year.isdigit():
        return "DATE", f"{year}-{season}"
    base = reading.base()
    if base is None:
        return "DATE", f"{reading.year or 'XXXX'}-{season}"
    spans = calendar.months_near(base, calendar.SEASONS[season], 3)
    if rel in ("last", "previous"):
        first = [span for span in spans if span[1] < base][-1][0]
    elif rel in ("next", "following"):
        first = next(span for span in spans if span[0] > base)[0]
    else:
        first = calendar.pick(spans, base, "" if rel else phrase.tense)[0]
    return "DATE", f"{first.year:04d}-{season}"


def decade(fields: dict[str, str]) -> Value:
    """A decade as the first three figures of its years."""
    if "decade" in fields:
        return "DATE", fields["decade"]
    return "DATE", f"{fields.get('era', '19')}{fields['tens']}"


def century(fields: dict[str, str]) -> Value | None:
    """A century as the first two figures of its years."""
    number = fields["century"]
    return ("DATE", f"{int(number) - 1:02d}") if number.isdigit() and 1 <= int(number) <= 30 else None


def offset(phrase: Phrase, reading: Reading) -> Value:
    """So long ago, later, from now; vague numbers only say past or future."""
    fields = phrase.fields
    back = fields["dir"] in _BACK
    number = fields.get("n", "1")
    unit = fields.get("unit", fields.get("vague", ""))
    base = reading.day if fields["dir"] in _FROM_NOW else spoken_of(unit, reading)
    if "vague" in fields or number == "X" or base is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    count = float(number)
    near = near_quarter(reading, phrase.span.start)
    if unit == "Y" and count == 1 and back and near:
        found = day_of(near)
        return "DATE", moved(found or base, "Q", -4)
    if unit == "W" and count == int(count):
        return "DATE", calendar.week(calendar.add_days(base, int(count) * (-7 if back else 7)))
    if unit == "Y" and count != int(count):
        day = calendar.add_months(base, int(count * 12) * (-1 if back else 1))
        return "DATE", f"{day.year:04d}"
    if unit in ("E", "C", "L"):
        count, unit = count * {"E": 10, "C": 100, "L": 1000}[unit], "Y"
    return "DATE", moved(base, unit, int(count) * (-1 if back else 1))


def ref(fields: dict[str, str]) -> Value:
    """The past, the present or the future, no nearer told."""
    if "ref" in fields:
        return "DATE", fields["ref"]
    return "DATE", "PAST_REF" if "past" in fields else "FUTURE_REF" if "future" in fields else "PRESENT_REF"
