"""Lines to paragraphs: lines joined, words cut at a line's end made whole, columns and pages crossed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onrecord.read.pdf.layout import Line

_STOP = re.compile(r"""[.!?:;…][)\]"'”’»]*$""")
_FULL_STOP = re.compile(r"""[.!?…][)\]"'”’»]*$""")
_CUT = re.compile(r"[^\W\d_]{2,}[\u00ad\u2010-]$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_BULLET = re.compile(r"(?:[•▪◦‣·*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]+)\W?\s?\S")
_SMALL = 0.9


def paragraphs(lines: Sequence[Line], body: float) -> Iterator[list[Line]]:
    """The lines by paragraphs, in their order. `body`: the size of most of the type."""
    now: list[Line] = []
    for line in lines:
        if now and _begins(line, now, body):
            yield now
            now = []
        now.append(line)
    if now:
        yield now


def _begins(line: Line, now: Sequence[Line], body: float) -> bool:
    """Whether a line begins a paragraph after the lines of `now`."""
    last = now[-1]
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size) or _BULLET.match(line.text):
        return True
    if line.page != last.page or line.column != last.column:
        return not _goes_on(last, line)
    return _apart(line, now) or _indented(line, last) or _ended(line, last, body)


def _apart(line: Line, now: Sequence[Line]) -> bool:
    """Whether there is more room above a line than between those before it, or it stands elsewhere."""
    gap = now[-1].bottom - line.top
    spaces = [one.bottom - two.top for one, two in pairwise(now) if one.column == two.column]
    usual = min(spaces) if spaces else 0.45 * line.size
    return gap > usual + 0.45 * line.size or gap < -2 * line.size


def _indented(line: Line, last: Line) -> bool:
    deep = line.begin - line.left > 0.6 * line.size
    return deep and last.begin - last.left <= 0.3 * line.size and not _centred(line)


def _ended(line: Line, last: Line, body: float) -> bool:
    """Whether the line before is short, as the last of a paragraph is; the lines of a headline are as they come."""
    width, left = max(line.right - line.left, 1.0), line.right - last.end
    if last.size > 1.15 * body or left <= max(0.2 * width, 2 * line.size) or _small(line):
        return False
    return bool(_STOP.search(last.text)) or left > 0.45 * width


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a paragraph goes on over the end of a column or page."""
    if _CUT.search(last.text) or _small(line):
        return True
    indented = line.begin - line.left > 0.6 * line.size
    full = last.right - last.end < 0.15 * (last.right - last.left)
    return not _FULL_STOP.search(last.text) and full and not indented


def _small(line: Line) -> bool:
    return line.text[:1].islower()


def _centred(line: Line) -> bool:
    before, after = line.begin - line.left, line.right - line.end
    return before > 2 * line.size and abs(before - after) < line.size


def is_note(line: Line, body: float, floor: float) -> bool:
    """Whether a line is set small at the foot of a page, below `floor`."""
    return line.size < _SMALL * body and line.top < floor


def opens_note(line: Line) -> bool:
    """Whether a line begins as a footnote does."""
    return bool(_NOTE.match(line.text))


def compounds(lines: Iterable[Line]) -> set[str]:
    """Words with a hyphen within a line, and words without: what tells how a word cut at a line's end is written."""
    out: set[str] = set()
    for line in lines:
        text = line.text.casefold()
        out |= set(_COMPOUND.findall(text)) | set(re.findall(r"[^\W\d_]{4,}", text))
    return out


def joint(before: str, after: str, known: set[str]) -> tuple[str, str]:
    """A line as it stands before the next one, and what comes between: "co-" + "operation" is one word."""
    if not _CUT.search(before) or not after[:1].isalpha():
        return before.replace("\u00ad", "-") if before.endswith("\u00ad") else before.replace("\u00ad", ""), " "
    head = re.split(r"[^\w-]", before[:-1])[-1].casefold()
    tail = re.split(r"[^\w]", after)[0].casefold()
    if f"{head}-{tail}" in known or (after[0].isupper() and f"{head}{tail}" not in known):
        return f"{before[:-1]}-", ""
    return before[:-1], ""
