"""The article's text out of what trafilatura kept of a page: lines, and which of them begin a block."""

import re
from collections.abc import Iterator

from lxml.etree import Element, _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

# parts of the names that sites give to what isn't the article, whole between hyphens, capitals and the like
_BOX = re.compile(
    r"(?<![a-zA-Z])(?:paywall|pay-wall|subscri(?:be|ption)|cookies?|consent|gdpr|newsletter|sign-?up|share|sharing|social|"
    r"related|read-?(?:more|also|next)|more-?(?:stories|news|on)|recommend(?:ed|ations?)|promo|advert\w*|sponsor(?:ed)?|"
    r"taboola|outbrain|disqus|breadcrumbs?|author-(?:box|bio)|inline-related)(?![a-z])",
    re.IGNORECASE,
)
_LARGEST_BOX = 700
_SPACE = re.compile(r"\s+")
_BREAK = "\0"  # stands in no page that was decoded
_INNER = {"p", "head", "ab", "quote", "list", "table", "div"}
_LINES = _INNER | {"item", "row", "cell", "code"}


def article(tree: HtmlElement) -> _Element:
    """What trafilatura keeps of a page: its article without menus, comments and links; empty for none."""
    _prune(tree)
    found = bare_extraction(tree, include_comments=False)
    return found.body if isinstance(found, Document) else Element("body")


def _prune(tree: HtmlElement) -> None:
    """Take out the boxes that interrupt an article: banners, offers, forms; a box that holds much is the article."""
    for box in tree.xpath("//body//*[@class or @id]"):
        name = f"{box.get('class') or ''} {box.get('id') or ''}"
        if _BOX.search(name) and box.getparent() is not None and len(box.text_content()) < _LARGEST_BOX:
            box.drop_tree()


def body_lines(body: _Element) -> Iterator[tuple[str, bool]]:
    """The lines of the text in order, white space made single; whether each begins a block."""
    for text in _lines(body.text or ""):
        yield text, True
    for block in body:
        for number, line in enumerate(_block(block)):
            yield line, number == 0
        for text in _lines(block.tail or ""):
            yield text, True


def _block(block: _Element) -> Iterator[str]:
    if not isinstance(block.tag, str):
        return
    if block.tag == "table":
        for row in block.iter("row"):
            yield "\t".join(cell for cell in (" ".join(_lines(_text(cell))) for cell in row.iter("cell")) if cell)
    elif block.tag in {"quote", "div"} and any(child.tag in _INNER for child in block):
        yield from _lines(block.text or "")
        for child in block:
            yield from _block(child)
            yield from _lines(child.tail or "")
    else:
        yield from _lines(_text(block))


def _text(element: _Element) -> str:
    """The words of an element, breaks where the page breaks lines."""
    inner = element.text or ""
    if element.tag == "code":
        inner = inner.replace("\n", _BREAK)
    out = [inner]
    for child in element:
        if child.tag == "lb":
            out.append(_BREAK)
        elif isinstance(child.tag, str):
            edge = _BREAK if child.tag in _LINES else ""
            out += [edge, _text(child), edge]
        out.append(child.tail or "")
    return "".join(out)


def _lines(text: str) -> list[str]:
    """The lines that hold words."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.split(_BREAK))
    return [line for line in lines if line]
