"""Running heads and page numbers: lines at the edges of pages that come again, or hold a number only."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.read.pdf.layout import Line

_EDGE = 0.11
_NEAR = 8.0
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_OUTSIDE = re.compile(r"(?:(\d{1,4})\s+)?\D.*?(?:\s+(\d{1,4}))?")
_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """Indexes of the lines of each page that are running heads or page numbers."""
    edges = [
        [index for index, line in enumerate(lines) if _at_edge(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    seen: Counter[tuple[str, int]] = Counter()
    for lines, chosen in zip(pages, edges, strict=True):
        for key in {key for index in chosen for key in _keys(lines[index])[:1]}:
            seen[key] += 1
    least = max(2, -(-len(pages) * 2 // 5))
    offset = _offset(pages, edges)
    out: list[set[int]] = []
    for number, (lines, chosen) in enumerate(zip(pages, edges, strict=True)):
        out.append(set())
        for index in chosen:
            line = lines[index]
            again = sum(seen[key] for key in _keys(line)) >= least
            if again or _NUMBER.fullmatch(line.text) or (offset is not None and number + offset in _numbers(line)):
                out[-1].add(index)
    return out


def _offset(pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]]) -> int | None:
    """What is to be added to a page's index (from 0) for the number that lines at its edges bear; None for none."""
    seen: Counter[int] = Counter()
    for number, (lines, chosen) in enumerate(zip(pages, edges, strict=True)):
        seen.update({found - number for index in chosen for found in _numbers(lines[index])})
    best = seen.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def _numbers(line: Line) -> set[int]:
    """The numbers with which a short line begins or ends."""
    match = _OUTSIDE.fullmatch(line.text) if len(line.text.split()) <= 10 else None
    return {int(found) for found in match.groups() if found} if match else set()


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _keys(line: Line) -> list[tuple[str, int]]:
    """What a running head has in common on its pages: its words without numbers, and its height; then near heights."""
    words = " ".join(_DIGITS.sub("#", line.text.casefold()).split())
    place = round(line.bottom / _NEAR)
    return [(words, place), (words, place - 1), (words, place + 1)]
