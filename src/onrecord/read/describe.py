"""What is known about a text once it is there: language, title, boilerplate, date of publication."""

from collections.abc import Sequence

import msgspec

from onrecord.read.boilerplate import mark
from onrecord.read.front import Front, front_matter
from onrecord.read.language import foreign, language
from onrecord.read.lines import Line, spaced, split
from onrecord.read.metadata import parse_date
from onrecord.read.published import published
from onrecord.read.titles import find_title
from onrecord.types import Document, Published, Span, Unscored, merge


def describe(document: Document) -> Document:
    """`document` with language, title, headline, boilerplate and publication filled in from its text.

    What the document already says stays; the text is the same object. Describing twice changes nothing.
    """
    front = front_matter(document.text)
    document = _with_front(document, front)
    lines = split(document.text, front.span.end)
    headline = find_title(lines, document.title) or find_title(lines, None)
    spoken = language(document.text)
    in_front = (front.span,) if len(front.span) else ()
    marked = (*document.boilerplate, *in_front, *mark(lines, headline.span if headline else None))
    document = msgspec.structs.replace(
        document,
        title=document.title or (headline.text if headline else None),
        headline=headline.span if headline else None,
        language=spoken.code,
        supported=spoken.supported,
        boilerplate=merge(marked),
    )
    if spoken.supported:
        document = _marked(document, _unscored(document, lines))
    if not spoken.supported:
        document = _note(document, f"language {spoken.code} is not supported: kept, nothing extracted")
    return msgspec.structs.replace(document, published=published(document, lines))


def _with_front(document: Document, front: Front) -> Document:
    """What front matter says, where nothing else does."""
    said = document.published
    if said is None and front.published:
        try:
            date = parse_date(front.published)
        except ValueError as error:
            document = _note(document, f"front matter, date: {error}")
        else:
            said = Published(date.value, date.precision, "front matter")
    return msgspec.structs.replace(
        document,
        title=document.title or front.title,
        published=said,
        outlet=document.outlet or front.outlet,
        url=document.url or front.url,
    )


def _note(document: Document, note: str) -> Document:
    return msgspec.structs.replace(document, notes=tuple(dict.fromkeys((*document.notes, note))))


def _marked(document: Document, found: tuple[Unscored, ...]) -> Document:
    """The document with its paragraphs in other languages, and a note that counts them."""
    if not found:
        return document
    codes = ", ".join(sorted({one.language for one in found}))
    words = "1 paragraph" if len(found) == 1 else f"{len(found)} paragraphs"
    return _note(
        msgspec.structs.replace(document, unscored=found), f"{words} in another language ({codes}): not scored"
    )


def _unscored(document: Document, lines: Sequence[Line]) -> tuple[Unscored, ...]:
    """The paragraphs in another language: blocks of lines where blank lines part them, else single lines."""
    blocks: dict[int, list[Line]] = {}
    parted = spaced(lines)
    for number, line in enumerate(lines):
        if not any(furniture.holds(line.span) for furniture in document.boilerplate):
            blocks.setdefault(line.block if parted else number, []).append(line)
    out = []
    for block in blocks.values():
        span = Span(block[0].span.start, block[-1].span.end)
        code = foreign(span.of(document.text))
        if code is not None:
            out.append(Unscored(span, code))
    return tuple(out)
