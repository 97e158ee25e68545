"""What was done, month by month: counts of the quad classes, and the net of the Goldstein scores as a bar."""

import msgspec

from onrecord.analyse.events import quads
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date

MOST_MONTHS = 60
"""The months that a page shows, the latest; earlier ones are told, and `timeline --events --by-month` lists all."""


class Month(msgspec.Struct, frozen=True):
    """One month: its name, deeds of the four quad classes, net score, and its bar in percent of the lane."""

    words: str
    classes: tuple[int, int, int, int]
    net: float
    x: float
    width: float


class Deeds(msgspec.Struct, frozen=True):
    """The months in order, and how many earlier ones are left out."""

    months: tuple[Month, ...]
    earlier: int


def deeds(record: Record) -> Deeds | None:
    """Deeds by month, None where no deed has a month."""
    rows = quads(record).to_pylist()
    shown = rows[-MOST_MONTHS:]
    if not shown:
        return None
    most = max(abs(row["net_goldstein"]) for row in shown) or 1.0
    return Deeds(tuple(_month(row, most) for row in shown), len(rows) - len(shown))


def _month(row: dict[str, object], most: float) -> Month:
    net = float(str(row["net_goldstein"]))
    width = round(abs(net) / most * 50, 2)
    names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    first, second, third, fourth = (int(str(row[name])) for name in names)
    return Month(
        words=date_words(Date.parse(str(row["month"]))),
        classes=(first, second, third, fourth),
        net=net,
        x=50.0 if net >= 0 else round(50 - width, 2),
        width=width,
    )
