"""Marking what is no prose of the article: captions, credits, tag lists, pointers, forms, notices, a repeated headline.

Lines are judged by their own words (`furniture`) and by layout: which block they stand in, what stands beside them,
how the article's own lines end. Nothing is cut. Measured with `score_gold.py` on characters of words.
"""

from collections.abc import Iterable, Sequence

from onrecord.read import cues
from onrecord.read.furniture import (
    is_bio,
    is_caption,
    is_credit,
    is_furniture,
    is_tag_list,
    opens_comments,
    opens_links,
)
from onrecord.read.lines import Line, same, spaced
from onrecord.types import Span, merge

_LATE = 0.6
_TAIL = 3
_CAPTION_WORDS = 7
_LONG = 40


def mark(lines: Sequence[Line], headline: Span | None = None) -> tuple[Span, ...]:
    """The spans of the lines that are boilerplate: sorted, disjoint. `headline` is never marked."""
    marked = {index for index, line in enumerate(lines) if is_furniture(line.text) and line.span != headline}
    marked |= _tag_lists(lines, headline)
    marked |= _caption_blocks(lines, marked)
    marked |= _open_captions(lines, marked, headline)
    marked |= _tails(lines)
    marked |= _repeated(lines, headline)
    return merge(lines[index].span for index in sorted(marked) if lines[index].span != headline)


def _tag_lists(lines: Sequence[Line], headline: Span | None) -> set[int]:
    """Lists of keywords; the first line may be a headline of three names."""
    return {index for index, line in enumerate(lines) if index and line.span != headline and is_tag_list(line.text)}


def _caption_blocks(lines: Sequence[Line], marked: set[int]) -> set[int]:
    """Where blank lines part the paragraphs: a picture's block of two to four lines, all of it.

    Such a block begins with a list of keywords, or its last line is a credit, and nothing in it is a quotation.
    """
    if not spaced(lines):
        return set()
    out: set[int] = set()
    for block in _blocks(lines):
        inner = [lines[index] for index in block]
        if not 2 <= len(block) <= 4 or inner[0].text.startswith(('"', "“", "‘", "'")):
            continue
        if is_tag_list(inner[0].text):
            out |= set(block)
        elif block[0] > 0 and (_names_maker(inner[-1]) or is_caption(inner[0].text)) and len(inner) <= 3:
            out |= {index for index in block if not _long_prose(lines[index])}
        elif any(index in marked for index in block) and _names_maker(inner[-1]):
            out.add(block[-1])
    return out


def _blocks(lines: Sequence[Line]) -> Iterable[list[int]]:
    block: list[int] = []
    for index, line in enumerate(lines):
        if block and line.block != lines[block[0]].block:
            yield block
            block = []
        block.append(index)
    if block:
        yield block


def _names_maker(line: Line) -> bool:
    """Whether a line may be the credit below a picture: an agency, or a few capitalised words that name an office."""
    words = line.text.split()
    capital = sum(1 for word in words if word[0].isupper())
    office = not line.ends and 2 <= len(words) <= 8 and capital * 5 >= len(words) * 3 and cues.OFFICE.search(line.text)
    return bool(office) or is_credit(line.text)


def _long_prose(line: Line) -> bool:
    return line.words > 2 * _LONG


def _open_captions(lines: Sequence[Line], marked: set[int], headline: Span | None) -> set[int]:
    """Sentences without a stop, within an article that stops its sentences: captions and links.

    Kept are headings (short, or in capitals), what stands before the first paragraph, quotations, lists, posts of
    social media, and lines that a page break cut in two (the next begins small).
    """
    prose = [index for index, line in enumerate(lines) if index not in marked and line.words >= 12 and line.ends]
    if len(prose) < 5:
        return set()
    out: set[int] = set()
    for index in range(prose[0] + 1, len(lines)):
        line = lines[index]
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if line.span == headline or line.ends or index in marked or after[:1].islower() or not line.text[0].isupper():
            continue
        if _CAPTION_WORDS <= line.words <= _LONG and _plain_sentence(line.text):
            out.add(index)
    return out if len(out) <= 2 * len(prose) else set()


def _plain_sentence(text: str) -> bool:
    """Sentence case, no quotation, no colon, no address: as a caption is written."""
    if (
        any(sign in text for sign in ('"', "“", "”", ":", ";", "@", "http", " — ", "pic.twitter"))
        or text[-1] in ",-–—'’"
    ):
        return False
    words = [word for word in text.split()[1:] if word[0].isalpha()]
    return sum(1 for word in words if word[0].islower()) * 2 > len(words)


def _tails(lines: Sequence[Line]) -> set[int]:
    """What follows the head of a comment form, or of a list of links, late in the text; an author's note at the end."""
    out = {index for index in range(max(1, len(lines) - _TAIL), len(lines)) if is_bio(lines[index].text)}
    late = int(_LATE * len(lines))
    for index in range(late, len(lines)):
        if opens_comments(lines[index].text) and _form_follows(lines, index):
            return out | set(range(index, len(lines)))
        if opens_links(lines[index].text):
            out |= _links(lines, index)
    return out


def _form_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines after a comment form's head are short: readers' words, not the article's."""
    rest = lines[index + 1 :]
    return sum(1 for line in rest if line.words > _LONG and line.ends) * 4 <= len(rest)


def _links(lines: Sequence[Line], index: int) -> set[int]:
    """The headlines below the head of a list of links, up to the first line that is prose."""
    out = {index}
    for below in range(index + 1, len(lines)):
        if lines[below].ends and lines[below].words > 12:
            break
        out.add(below)
    return out


def _repeated(lines: Sequence[Line], headline: Span | None) -> set[int]:
    """Every other line that reads as the headline does."""
    if headline is None:
        return set()
    wanted = next((same(line.text) for line in lines if line.span == headline), "")
    return {index for index, line in enumerate(lines) if wanted and line.span != headline and same(line.text) == wanted}
