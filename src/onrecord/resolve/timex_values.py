"""From a phrase to its TIMEX3 type and value, given the day of publication and what the text has named before."""

from collections.abc import Callable

from onrecord.resolve import timex_days as days
from onrecord.resolve import timex_periods as periods
from onrecord.resolve.timex_reading import Reading
from onrecord.resolve.timex_spans import Value, duration, recurring
from onrecord.types import Phrase

# Kinds whose words alone tell the value.
_ALONE: dict[str, Callable[[dict[str, str]], Value | None]] = {
    "iso": days.iso,
    "slash": days.slashed,
    "fiscal": lambda fields: ("DATE", fields["year"]),
    "decade": periods.decade,
    "century": periods.century,
    "duration": duration,
    "set": recurring,
    "ref": periods.ref,
}
# Kinds that need to know where the reader stands.
_ANCHORED: dict[str, Callable[[Phrase, Reading], Value | None]] = {
    "calendar": days.calendar_date,
    "sameyear": days.same_year,
    "holiday": days.holiday,
    "deictic": days.deictic,
    "ofday": days.of_day,
    "shift": periods.shift,
    "bare": periods.bare,
    "weekend": periods.weekend,
    "weekof": periods.week_of,
    "quarter": periods.quarter,
    "half": periods.half,
    "season": periods.season,
    "offset": periods.offset,
}


def value_of(phrase: Phrase, reading: Reading) -> Value | None:
    """The TIMEX3 type and value of a phrase; None where its words name no date of the calendar (30 February)."""
    made: Value | None
    if phrase.kind in _ALONE:
        made = _ALONE[phrase.kind](phrase.fields)
    elif phrase.kind == "clock":
        made = days.spoken_day(reading)
    else:
        made = _ANCHORED[phrase.kind](phrase, reading)
    if made is None:
        return None
    kind, value = made
    if "clock" in phrase.fields or "noon" in phrase.fields:
        return _at_clock(value, phrase.fields)
    if "part" in phrase.fields and kind == "DATE" and len(value) == 10 and value[4] == "-":
        return "TIME", value + "T" + phrase.fields["part"]
    return kind, value


def _at_clock(value: str, fields: dict[str, str]) -> Value:
    clock = fields.get("clock") or fields["noon"]
    hours, minutes = int(clock[:2]), clock[3:]
    if (fields.get("ampm") == "p" or fields.get("part") in ("AF", "EV", "NI")) and hours < 12:
        hours += 12
    elif fields.get("ampm") == "a" and hours == 12:
        hours = 0
    day = value[:10] if len(value) >= 10 and value[4] == "-" else "XXXX-XX-XX"
    return "TIME", f"{day}T{hours:02d}:{minutes}"
