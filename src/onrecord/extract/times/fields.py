"""What a match of the grammar says, as the fields of a phrase."""

import re
from collections.abc import Callable

from onrecord.extract.times.lexer import SYMBOLS, Lexed

_NAME_OF = {symbol: name for name, symbol in SYMBOLS.items()}
_NUMBERS = frozenset(SYMBOLS[name] for name in ("DIGITS", "DAYNUM", "YEARNUM"))
_CENTURIES = frozenset({"18", "19", "20"})
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_PIVOT = 40


def number(lexed: Lexed, first: int, last: int) -> str:
    """The tokens `first` to `last` (half-open) as a number; `X` where the text leaves it open."""
    total = 0.0
    part = 0.0
    for symbol, value in zip(lexed.symbols[first:last], lexed.values[first:last], strict=True):
        name = _NAME_OF[symbol]
        if name in ("FEW", "DOZENS", "OTHER"):
            return "2" if name == "OTHER" else "X"
        if symbol in _NUMBERS:
            part += float(value)
        elif name == "FRACTION":
            whole = re.match(r"\d*", value)
            part += float((whole and whole[0]) or 0) + 0.5
        elif name == "COUPLE":
            part = max(part, 1) * int(value) if value == "12" else 2
        elif name in ("CARD", "TENS", "ORD", "SECOND"):
            part += int(value)
        elif name == "ORDINAL":
            part += int(re.sub(r"\D", "", value))
        elif name == "HUND":
            part = max(part, 1) * int(value)
            if value == "1000":
                total, part = total + part, 0
        elif name == "A":
            part = max(part, 1)
        elif name == "HALF":
            part += 0.5
    total += part
    return str(int(total)) if total == int(total) else str(total)


def year(lexed: Lexed, first: int, last: int) -> str:
    """A year in figures or in words ("nineteen ninety-four") as four digits; empty when the words are no year."""
    name = _NAME_OF[lexed.symbols[first]]
    if name == "YEARNUM":
        return lexed.values[first]
    if name == "SHORTYEAR":
        short = int(lexed.values[first][1:])
        return str((2000 if short < _PIVOT else 1900) + short)
    if "HUND" in (_NAME_OF[symbol] for symbol in lexed.symbols[first:last]):
        value = number(lexed, first, last)
    elif lexed.values[first] in _CENTURIES:
        value = lexed.values[first] + number(lexed, first + 1, last).zfill(2)
    else:
        return ""
    return value if value.isdigit() and _FIRST_YEAR <= int(value) <= _LAST_YEAR else ""


def _clock(lexed: Lexed, first: int, last: int) -> str:
    value = lexed.values[first]
    if not value[:1].isdigit():
        value = number(lexed, first, last)
    if len(value) == 4 and value.isdigit():
        value = value[:2] + ":" + value[2:]
    hours, _, minutes = value.replace(".", ":").partition(":")
    return f"{int(hours):02d}:{minutes[:2] or '00'}"


def _decade(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    if len(digits) == 2:
        digits = ("20" if int(digits) < _PIVOT - 10 else "19") + digits
    return digits[:3]


def _holiday(lexed: Lexed, first: int, _: int) -> str:
    return "new-year" if _NAME_OF[lexed.symbols[first]] == "NEWNESS" else lexed.values[first]


def _part(lexed: Lexed, _: int, last: int) -> str:
    return "period" if _NAME_OF[lexed.symbols[last - 1]] == "PERIOD" else lexed.values[last - 1]


def _ordinal(lexed: Lexed, first: int, last: int) -> str:
    return "last" if lexed.values[first] == "last" else number(lexed, first, last)


def _half(lexed: Lexed, first: int, last: int) -> str:
    return "2" if lexed.values[first] == "last" else number(lexed, first, last)


_READ: dict[str, Callable[[Lexed, int, int], str]] = {
    "n": number,
    "day": number,
    "q": number,
    "century": number,
    "week": _ordinal,
    "half": _half,
    "year": year,
    "clock": _clock,
    "ampm": lambda lexed, first, _: lexed.values[first][0].lower(),
    "decade": lambda lexed, first, _: _decade(lexed.values[first]),
    "holiday": _holiday,
    "eve": lambda lexed, first, _: "eve" if lexed.values[first] == "eve" else "day",
    "part": _part,
}


def fields_of(match: re.Match[str], lexed: Lexed) -> dict[str, str]:
    """The named groups of `match` as fields; a digit after a name is dropped unless it names the second of a pair."""
    fields: dict[str, str] = {}
    for group in match.re.groupindex:
        first, last = match.span(group)
        if first < 0:
            continue
        name = group if group in ("day2", "year2") else group.rstrip("0123456789")
        read = _READ.get(name.rstrip("2"))
        fields[name] = read(lexed, first, last) if read else lexed.values[first]
    return fields
