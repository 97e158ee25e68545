"""The order of reading on a page: columns found by their gutters, lines within a column from top to bottom.

A gutter is a stretch of white that parts the pieces beside it in several rows. Pieces that cross it (a headline, a
picture's caption) part the page into what stands above and what stands below them.
"""

from collections.abc import Sequence

import msgspec

_ROWS = 3
_WORDS = 2.0
_FEW = 5000
_DEEPEST = 12


class Piece(msgspec.Struct):
    """Words on a line: their box in the page's points (left, bottom, right, top), the size of the type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    rotated: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, to a hundredth of a point."""
        return round(self.left, 2), round(self.bottom, 2), round(self.right, 2), round(self.top, 2)


class Line(msgspec.Struct):
    """A line in the order of reading: its pieces from left to right, and the column in which it stands."""

    pieces: list[Piece]
    left: float
    right: float
    page: int = 0
    column: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def size(self) -> float:
        """Of most of its type."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def top(self) -> float:
        """Upper edge."""
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return min(piece.bottom for piece in self.pieces)

    @property
    def begin(self) -> float:
        """Left edge of its words."""
        return self.pieces[0].left

    @property
    def end(self) -> float:
        """Right edge of its words."""
        return max(piece.right for piece in self.pieces)


def ordered(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The lines of a page in the order of reading; turned text comes last."""
    upright = [piece for piece in pieces if not piece.rotated]
    columns = _columns(upright, 0) if len(upright) <= _FEW else [list(upright)]
    turned = [[piece] for piece in pieces if piece.rotated]
    out: list[Line] = []
    for number, column in enumerate(columns + turned):
        # by the size of type: a headline is wider than the lines below it
        edges: dict[int, tuple[float, float]] = {}
        for piece in column:
            left, right = edges.get(round(piece.size), (piece.left, piece.right))
            edges[round(piece.size)] = min(left, piece.left), max(right, piece.right)
        out += (Line(row, *edges[round(row[0].size)], page, number) for row in _rows(column))
    return out


def _columns(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """The pieces by stretches that are read from top to bottom, in the order of reading."""
    if not pieces:
        return []
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return [pieces]
    crossing = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: -p.top)
    if not crossing:
        left = [p for p in pieces if p.right <= gutter]
        right = [p for p in pieces if p.right > gutter]
        return _columns(left, depth + 1) + _columns(right, depth + 1)
    out: list[list[Piece]] = []
    rest = [p for p in pieces if not p.left < gutter < p.right]
    for band in _bands(crossing):
        floor = min(p.bottom for p in band)
        middle = (max(p.top for p in band) + floor) / 2
        above = [p for p in rest if (p.top + p.bottom) / 2 > middle]
        beside = [p for p in above if (p.top + p.bottom) / 2 < max(q.top for q in band)]
        out += _columns([p for p in above if p not in beside], depth + 1)
        out.append([*band, *beside])
        rest = [p for p in rest if (p.top + p.bottom) / 2 <= middle]
    return _joined(out + _columns(rest, depth + 1))


def _bands(crossing: list[Piece]) -> list[list[Piece]]:
    """Crossing pieces by rows, each row of its own."""
    return _rows(crossing)


def _joined(stretches: list[list[Piece]]) -> list[list[Piece]]:
    """Neighbouring stretches of crossing rows as one: lines of one paragraph across the page."""
    out: list[list[Piece]] = []
    for stretch in stretches:
        if out and stretch and _follows(out[-1], stretch):
            out[-1] = out[-1] + stretch
        elif stretch:
            out.append(stretch)
    return out


def _follows(above: list[Piece], below: list[Piece]) -> bool:
    """Whether a stretch goes on straight below another, as wide and in the same type."""
    size = below[0].size
    left, right = min(p.left for p in above), max(p.right for p in above)
    gap = min(p.bottom for p in above) - max(p.top for p in below)
    inside = all(left - size <= p.left and p.right <= right + size for p in below)
    wide = max(p.right for p in below) - min(p.left for p in below) >= 0.4 * (right - left)
    return inside and wide and -0.6 * size < gap < size and abs(above[-1].size - size) < 0.15 * size


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the stretch of white with most rows on both sides; None where the pieces are one column."""
    if len(pieces) < 2 * _ROWS:
        return None
    size = sorted(piece.size for piece in pieces)[len(pieces) // 2]
    best: tuple[int, float] | None = None
    for edge in sorted({round(piece.right, 0) for piece in pieces}):
        least = edge + max(4.0, 0.4 * size)
        here = [p for p in pieces if p.right <= edge + 1]
        there = [p for p in pieces if p.left >= least - 1]
        if len(here) < _ROWS or len(there) < _ROWS:
            continue
        middle = (edge + min(p.left for p in there)) / 2
        rows = _facing(here, there, [p for p in pieces if p.left < middle < p.right])
        if rows >= _ROWS and (best is None or rows > best[0]):
            best = (rows, middle)
    return best[1] if best else None


def _facing(here: list[Piece], there: list[Piece], crossing: list[Piece]) -> int:
    """How many lines of the shorter side stand beside the other, if both are prose and not cells of a table."""
    floor = max(min(p.bottom for p in here), min(p.bottom for p in there))
    roof = min(max(p.top for p in here), max(p.top for p in there))
    sides = [[p for p in side if p.bottom < roof and p.top > floor] for side in (here, there)]
    if any(len(side) < _ROWS for side in sides):
        return 0
    if any(sum(len(p.text.split()) for p in side) < _WORDS * len(side) for side in sides):
        return 0
    across = sum(1 for p in crossing if p.bottom < roof and p.top > floor)
    few = min(len(_rows(side)) for side in sides)
    return few if across <= few else 0


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces by lines, from top to bottom; those of one line from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom), p.left)):
        last = rows[-1][-1] if rows else None
        if last is not None and min(last.top, piece.top) - max(last.bottom, piece.bottom) > 0.5 * min(
            last.top - last.bottom, piece.top - piece.bottom
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]
