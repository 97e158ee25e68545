"""In how many of a thousand news texts a word stands, so that a small collection knows what is common."""

import csv
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.link.words import number


class Background(msgspec.Struct, frozen=True):
    """Number of texts counted, and in how many of them each word stands, by the word's number."""

    texts: int
    held_by: dict[int, int]


@cache
def background() -> Background:
    """The table `frequencies.csv`: words in six or more of its texts, made by `python -m bench.frequencies`.

    Counts over the training texts of PolNeAR 1.0 (Newell, Margolin, Ruths 2018), TimeBank 1.2 and AQUAINT TimeML. The
    first row holds the number of texts. A word that isn't in the table counts as in none.
    """
    with (files("onrecord.link") / "frequencies.csv").open(encoding="utf8") as lines:
        rows = list(csv.reader(lines))
    held_by: dict[int, int] = {}
    for word, count in rows[1:]:
        # singular and plural have one number: the commoner one speaks for both
        held_by[number(word)] = max(int(count), held_by.get(number(word), 0))
    return Background(int(rows[0][1]), held_by)
