"""TIMEX3 values of durations and of sets (what recurs)."""

from onrecord.types import TimeType

Value = tuple[TimeType, str]
_SCALE = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "Q": (3, "M")}
_HALVES = {"Y": (6, "M"), "M": (15, "D"), "D": (12, "TH"), "TH": (30, "TM"), "TM": (30, "TS")}


def length(number: str, unit: str, *, half: bool = False) -> str:
    """`P3M`, `PT2H`, `PXY` where the text leaves the number open, `P2Y6M` for two and a half years."""
    if number == "X":
        return f"PT{number}{unit[1:]}" if unit[0] == "T" else f"PX{unit}"
    count = float(number) + (0.5 if half else 0)
    if unit in _SCALE:
        factor, unit = _SCALE[unit]
        count *= factor
    whole = int(count)
    smaller = count - whole == 0.5 and _HALVES.get(unit)
    if not smaller:
        figure = str(whole) if whole == count else f"{count:g}"
        return f"PT{figure}{unit[1:]}" if unit[0] == "T" else f"P{figure}{unit}"
    return _with_half(whole, unit, smaller)


def _with_half(whole: int, unit: str, smaller: tuple[int, str]) -> str:
    count, lesser = smaller
    date = f"{whole}{unit}" if whole and unit[0] != "T" else ""
    clock = f"{whole}{unit[1:]}" if whole and unit[0] == "T" else ""
    if lesser[0] == "T":
        clock += f"{count}{lesser[1:]}"
    else:
        date += f"{count}{lesser}"
    return f"P{date}" + (f"T{clock}" if clock else "")


def duration(fields: dict[str, str]) -> Value:
    """The value of "two and a half years", "weeks", "a long time"."""
    if "vague" in fields:
        unit = fields["vague"]
        return "DURATION", length("X", unit) if unit.isupper() else "PXX"
    return "DURATION", length(fields.get("n", "0" if "plus" in fields else "1"), fields["unit"], half="plus" in fields)


def recurring(fields: dict[str, str]) -> Value:
    """The value of "every Monday", "annually", "each July", "twice a week"."""
    part = "T" + fields["part"] if "part" in fields else ""
    if "often" in fields:
        return "SET", fields["often"]
    if "unit" in fields:
        return "SET", length(fields.get("n", "1"), fields["unit"])
    if "weekday" in fields:
        return "SET", f"XXXX-WXX-{fields['weekday']}{part}"
    if "month" in fields:
        return "SET", f"XXXX-{fields['month']}"
    if "season" in fields:
        return "SET", f"XXXX-{fields['season']}"
    return "SET", f"XXXX-XX-XX{part}" if part else "XXXX-WXX-WE"
