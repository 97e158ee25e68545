"""Words for a person: colour and wrapped tables on a terminal, plain aligned lines elsewhere."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.present.marks import tame


def console() -> Console:
    """Standard output; what articles say is never taken for markup."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)


def words(text: str, style: str = "") -> Text:
    """A piece of text, what a terminal would obey made visible."""
    return Text(tame(text), style=style)


def line(text: str) -> str:
    """A text in one line."""
    return tame(" ".join(text.split()))


def table(out: Console, heads: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Rows under their heads: wrapped within the width of a terminal; elsewhere one row a line, nothing cut."""
    cells = [[line(cell) for cell in row] for row in rows]
    if out.is_terminal:
        drawn = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for at, head in enumerate(heads):
            style = styles[at] if at < len(styles) else ""
            drawn.add_column(head, style=style, overflow="fold", no_wrap=at == 0, vertical="top")
        for row in cells:
            drawn.add_row(*(Text(cell) for cell in row))
        out.print(drawn, soft_wrap=False)
        return
    widths = [max(len(head), *(len(row[at]) for row in cells), 0) for at, head in enumerate(heads)]
    for row in [list(heads), *cells]:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(padded).rstrip())  # noqa: T201


def percent(confidence: float) -> str:
    """`93 %`."""
    return f"{confidence:.0%}".replace("%", " %")
