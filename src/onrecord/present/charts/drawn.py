"""The parts of a heat map that a page holds by the thousand, as markup: a macro would escape each of their numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from onrecord.present.charts.heat import Piece


def strip(pieces: "Sequence[Piece]") -> Markup:
    """The periods of a cell as bars; one that is mixed has two, for above against."""
    return Markup("".join(map(_piece, pieces)))


def line(values: Sequence[str]) -> Markup:
    """A line of the numbers: issue and side are its heads, then a cell a period."""
    heads = "".join(f'<th scope="row">{escape(value)}</th>' for value in values[:2])
    # escaped all at once; signs and counts hold no line's end
    cells = str(escape("\n".join(values[2:]))).replace("\n", "</td><td>")
    return Markup(heads + (f"<td>{cells}</td>" if len(values) > 2 else ""))


def _piece(piece: "Piece") -> str:
    place = f'<rect x="{piece.x}%" width="{piece.width}%"'
    if piece.stance == "mixed":
        bars = (
            f'{place} y="0" height="4" class="st-for l{piece.level}"/>'
            f'{place} y="4" height="4" class="st-against l{piece.level}"/>'
        )
    else:
        bars = f'{place} y="0" height="8" class="st-{piece.stance} l{piece.level}"/>'
    return f"<g><title>{escape(piece.words)}</title>{bars}</g>"
