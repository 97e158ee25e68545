"""Charts as small SVG files of their own: rows of bars, and rows of a dot beside its floor and aim.

Text keeps its size; colours follow the reader's light or dark page; every mark says its figure when pointed at.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_LEFT, _WIDE, _RIGHT, _ROW, _TOP = 300, 320, 70, 22, 34
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.q{fill:#666}.h{font-weight:600}.us{fill:#1f6f8b}.them{fill:#9aa5ab}"
    ".line{stroke:#bbb}.floor{stroke:#b4530a;stroke-width:2}.aim{stroke:#3a7d44;stroke-width:2;stroke-dasharray:3 2}"
    ".low{fill:#b4530a}rect.page{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.q{fill:#aaa}.us{fill:#5fb3cf}.them{fill:#6d777d}"
    ".line{stroke:#555}.floor{stroke:#f0a25b}.aim{stroke:#7fc98a}.low{fill:#f0a25b}rect.page{fill:#16191b}}"
)


class Bar(NamedTuple):
    """A row with one bar; `ours` takes our colour."""

    name: str
    value: float
    words: str
    ours: bool = False


class Dot(NamedTuple):
    """A row with a figure from 0 to 1, its floor and aim; a row without a figure is a heading."""

    name: str
    value: float | None = None
    floor: float | None = None
    aim: float | None = None


def bars(title: str, rows: Sequence[Bar], full: float = 0.0) -> str:
    """Bars from zero to the largest value, or to `full` where that is more."""
    most = max(full, *(row.value for row in rows)) or 1.0
    drawn = []
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW
        drawn.append(
            f'{_name(row.name, y, row.ours)}<rect class="{"us" if row.ours else "them"}" x="{_LEFT}" y="{y + 3}" '
            f'width="{_WIDE * row.value / most:.1f}" height="{_ROW - 8}" rx="2"><title>{escape(row.name)}: '
            f'{escape(row.words)}</title></rect>'
            f'<text x="{_LEFT + _WIDE * row.value / most + 6:.1f}" y="{y + 15}">{escape(row.words)}</text>'
        )  # fmt: skip
    return _page(title, "", "".join(drawn), len(rows))


def dots(title: str, note: str, rows: Sequence[Dot]) -> str:
    """Dots on an axis from 0 to 1; floors as full, aims as dashed strokes."""
    end = _TOP + len(rows) * _ROW
    drawn = [
        f'<line class="line" x1="{_at(tick)}" y1="{_TOP}" x2="{_at(tick)}" y2="{end}"/>'
        f'<text class="q" x="{_at(tick)}" y="{end + 14}" text-anchor="middle">{tick:g}</text>'
        for tick in (0, 0.25, 0.5, 0.75, 1)
    ]
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW
        drawn.append(_name(row.name, y, row.value is None))
        if row.value is None:
            continue
        for kind, at in (("floor", row.floor), ("aim", row.aim)):
            if at is not None:
                drawn.append(f'<line class="{kind}" x1="{_at(at)}" y1="{y + 1}" x2="{_at(at)}" y2="{y + 21}"/>')
        low = row.floor is not None and row.value < row.floor
        drawn.append(
            f'<circle class="{"low" if low else "us"}" cx="{_at(row.value)}" cy="{y + 11}" r="5"><title>'
            f'{escape(row.name)}: {row.value:.3f}</title></circle>'
            f'<text x="{_LEFT + _WIDE + 12}" y="{y + 15}">{row.value:.3f}</text>'
        )  # fmt: skip
    return _page(title, note, "".join(drawn), len(rows) + 1)


def _at(value: float) -> str:
    return f"{_LEFT + _WIDE * min(1.0, max(0.0, value)):.1f}"


def _name(name: str, y: int, strong: bool) -> str:
    kind = ' class="h"' if strong else ""
    return f'<text{kind} x="{_LEFT - 10}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'


def _page(title: str, note: str, drawn: str, rows: int) -> str:
    high, wide = _TOP + rows * _ROW + 8, _LEFT + _WIDE + _RIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img">'
        f'<title>{escape(title)}</title><style>{_STYLE}</style><rect class="page" width="{wide}" height="{high}"/>'
        f'<text class="h" x="10" y="20">{escape(title)}</text>'
        f'<text class="q" x="{wide - 10}" y="20" text-anchor="end">{escape(note)}</text>{drawn}</svg>\n'
    )
