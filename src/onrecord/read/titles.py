"""Where a document's title stands in its text."""

from collections.abc import Sequence

from onrecord.read.furniture import is_furniture, is_tag_list
from onrecord.read.lines import Line, same

_TOP = 12
_SKIP = 4
_COPIES = 6
_LONGEST = 220
_WORDS = 32
_ABBREVIATION = (
    "U.S.",
    "U.K.",
    "U.N.",
    "E.U.",
    "Inc.",
    "Co.",
    "Jr.",
    "Ltd.",
    "D.C.",
    "Corp.",
    "a.m.",
    "p.m.",
    "…",
    "...",
)


def find_title(lines: Sequence[Line], title: str | None) -> Line | None:
    """The line that is the headline: the one that reads as `title`, or the first that looks like one; None for none.

    Of a headline that stands twice at the top, the copy above the body is the article's own, the upper one the page's.
    """
    if title is not None:
        wanted = same(title)
        alike = [line for line in lines[:_TOP] if same(line.text) and _agree(same(line.text), wanted)]
        return _last_above_body(lines, alike[0]) if alike else None
    for index, line in enumerate(lines[:_SKIP]):
        if is_furniture(line.text) or (index and is_tag_list(line.text)):
            continue
        return _last_above_body(lines, line) if _looks_like_one(line, lines, index) else None
    return None


def _agree(line: str, title: str) -> bool:
    """Whether a line is the title, or the title with the outlet's name after it is the line."""
    return line == title or (len(line) > 20 and title.startswith(line + " ") and len(title) - len(line) < 40)


def _last_above_body(lines: Sequence[Line], first: Line) -> Line:
    wanted = same(first.text)
    return [first, *(line for line in lines[:_COPIES] if same(line.text) == wanted)][-1]


def _looks_like_one(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Short, unstopped or in title case, and set apart from what follows."""
    following = lines[index + 1 :]
    if not following or len(line.text) > _LONGEST or not 2 <= line.words <= _WORDS:
        return False
    if not line.ends and any(same(other.text) == same(line.text) for other in following[:_TOP]):
        return True
    apart = following[0].block != line.block or following[0].words > line.words
    if not apart or line.text[-1] in ",;:-–—" or following[0].text[0].islower():
        return False
    return (
        not line.ends or line.text.endswith(("?", "!", *_ABBREVIATION)) or (line.words <= 20 and _title_case(line.text))
    )


def _title_case(text: str) -> bool:
    """Whether nearly all long words begin with a capital."""
    long = [word for word in text.split() if len(word.strip("\"'“”‘’.,")) > 3]
    return len(long) >= 3 and sum(1 for word in long if not word.lstrip("\"'“‘(")[:1].islower()) * 10 >= len(long) * 9
