"""Words for a person: colour and wrapped tables on a terminal, plain aligned lines elsewhere."""

import sys
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.present.marks import tame

_SHORT, _GAP = 24, 2


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Leave a closed output (`| head`) to `main`: nothing has failed."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output; what articles say is never taken for markup."""
    return _Screen(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)


def words(text: str, style: str = "") -> Text:
    """A piece of text, what a terminal would obey made visible."""
    return Text(tame(text), style=style)


def line(text: str) -> str:
    """A text in one line."""
    return tame(" ".join(text.split()))


def table(out: Console, heads: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Rows under their heads, long cells wrapped, on a terminal; where it is too narrow for that, row by row.

    Elsewhere one row a line, nothing cut.
    """
    cells = [[line(cell) for cell in row] for row in rows]
    widths = [max(len(head), *(cell_len(row[at]) for row in cells), 0) for at, head in enumerate(heads)]
    if not out.is_terminal:
        for row in [list(heads), *cells]:
            padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
            print("  ".join(padded).rstrip())  # noqa: T201
        return
    if sum(min(width, _SHORT) + _GAP for width in widths) > out.width:
        _blocks(out, heads, cells)
        return
    drawn = Table(box=None, padding=(0, _GAP, 0, 0), header_style="bold")
    for at, head in enumerate(heads):
        style = styles[at] if at < len(styles) else ""
        least = min(widths[at], _SHORT)
        whole = widths[at] <= _SHORT
        drawn.add_column(head, style=style, overflow="fold", min_width=least, no_wrap=whole, vertical="top")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    out.print(drawn, soft_wrap=False)


def _blocks(out: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Each row as head and cell in turn, empty cells left out, a long one on lines of its own."""
    for row in rows:
        at, long = 0, []
        for head, cell in zip(heads, row, strict=True):
            if cell_len(cell) > _SHORT:
                long.append(cell)
            elif cell:
                width = cell_len(head) + 1 + cell_len(cell)
                gap = "" if not at else "\n" if at + _GAP + width > out.width else " " * _GAP
                at = width if gap in ("", "\n") else at + _GAP + width
                out.print(Text(gap).append(f"{head} ", "dim").append(cell), end="")
        out.print()
        for cell in long:
            out.print(Padding(Text(cell), (0, 0, 0, 4)), soft_wrap=False)


def percent(confidence: float) -> str:
    """`93 %`."""
    return f"{confidence:.0%}".replace("%", " %")
