"""Whether one line of a page, by its own words, is prose of the article or furniture around it.

Layout (neighbours, place in the text) is `boilerplate`'s business; the wordings are in `cues`.
"""

import re

from onrecord.read import cues
from onrecord.read.calendar import COUNTER, date_line

LONGEST = 1000
_SHORT = 300
# A caption is a sentence: a headline in title case that begins with an agency's name has fewer small words.
_CAPTION_SMALL = 3
_QUOTES = ('"', "“", "‘", "'", "«")
_TAG_LISTS = re.compile(r"[,;|•]")


def is_furniture(line: str) -> bool:
    """Whether a line is no prose of the article."""
    if len(line) > LONGEST:
        return False
    return _may_be_long(line) or is_caption(line) or is_credit(line) or (len(line) <= _SHORT and _is_short(line))


def _may_be_long(line: str) -> bool:
    """Furniture that may run to several sentences."""
    if cues.LABELLED.fullmatch(line) or cues.POINTER.fullmatch(line) or cues.MADE_BY.fullmatch(line):
        return True
    return bool(cues.NOTICE.search(line)) and not line.startswith(_QUOTES)


def _is_short(line: str) -> bool:
    """Furniture that is always short."""
    if cues.LABEL.fullmatch(line) or cues.ADDRESS.fullmatch(line):
        return True
    if cues.SEPARATOR.fullmatch(line) or cues.BRACKETED.fullmatch(line):
        return True
    if is_byline(line) or is_source(line) or date_line(line) or not COUNTER.sub("", line).strip(" \xa0|•·-–—,/"):
        return True
    return bool(cues.ASKING.fullmatch(line) and cues.ASKED.search(line)) and " said" not in line


def is_caption(line: str) -> bool:
    """Whether a line reads as a picture's caption: a credit at its end or its beginning, or a counter at its front."""
    if len(line) > LONGEST:
        return False
    if cues.CREDIT_AT_END.search(line[-140:]):
        return True
    open_end = not line.endswith((".", "!", "?", "”", '"'))
    if not open_end or sum(1 for word in line.split() if word[0].islower()) < _CAPTION_SMALL:
        return False
    return bool(cues.CREDIT_FIRST.fullmatch(line) or cues.COUNTED.fullmatch(line))


def is_credit(line: str) -> bool:
    """Whether a line is nothing but the name of who made a picture."""
    return len(line) <= 120 and bool(cues.CREDIT_ALONE.fullmatch(line))


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the article and nothing else."""
    return len(line) <= 140 and bool(cues.BYLINE.fullmatch(line))


def is_bio(line: str) -> bool:
    """Whether a line tells who the author is; only the end of an article is asked."""
    return len(line) <= 500 and bool(cues.BIO.match(line))


def is_source(line: str) -> bool:
    """Whether a line names the place that a text was taken from."""
    match = cues.SOURCE.fullmatch(line)
    if not match:
        return False
    rest = match[1].strip()
    return bool(cues.ADDRESS.search(rest)) or (len(rest.split()) <= 8 and not rest.endswith((".", "?", "!")))


def opens_comments(line: str) -> bool:
    """Whether a line is the head of a comment form: what follows is the page's, not the article's."""
    return bool(cues.FORM_HEAD.fullmatch(line[:200]))


def opens_links(line: str) -> bool:
    """Whether a line heads a list of other articles."""
    return bool(cues.LIST_HEAD.fullmatch(line[:200]))


def is_tag_list(line: str) -> bool:
    """Whether a line is a list of keywords: three or more short items, no sentence among them."""
    if len(line) > 400 or line.endswith((".", "?", "!", ":", '"', "”")):
        return False
    if line.startswith("#"):
        return all(word.startswith("#") for word in line.replace(",", " ").split())
    items = [item.strip() for item in _TAG_LISTS.split(line)]
    if len(items) < 3 or not all(cues.TAG.fullmatch(item) and len(item.split()) <= 4 for item in items):
        return False
    words = line.lower().replace(",", " ").split()
    return not cues.NOT_IN_TAGS & set(words) and not any(char.isdigit() for char in items[0] + items[-1])
