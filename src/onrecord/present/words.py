"""Dates and numbers as a person reads them."""

from onrecord.types import Date

QUOTES = "\"“”„‟«»‘’'"
_MONTHS = "January February March April May June July August September October November December".split()


def date_words(date: Date) -> str:
    """`12 October 2021`, `October 2021` or `2021`."""
    parts = date.value.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def extent_words(first: str, last: str) -> str:
    """`12 October 2021 to 3 May 2022`, or the one day."""
    start, end = date_words(Date.parse(first)), date_words(Date.parse(last))
    return start if first == last else f"{start} to {end}"


def number(count: int, one: str, many: str = "") -> str:
    """`1 statement`, `1,204 statements`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def quoted(text: str) -> str:
    """The text in one pair of quotation marks, whichever it came with."""
    return f"“{text.strip().strip(QUOTES)}”"
