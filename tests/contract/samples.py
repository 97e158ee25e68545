"""A valid input of each format, the texts that it holds, and how a span's origin is checked against the original."""

import html
import io
import re
from collections.abc import Callable

import msgspec
from reportlab.pdfgen.canvas import Canvas

from onrecord.types import Document, Origin

Back = Callable[[Document, Origin, bytes], None]


def same_bytes(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are the text itself."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert original[start:end].decode(document.encoding) == origin.span.of(document.text)


def json_line(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are a JSON object that holds the text."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert origin.span.of(document.text) in msgspec.json.decode(original[start:end]).values()


def markup(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are the words with tags and entities between."""
    assert origin.bytes is not None
    start, end = origin.bytes
    seen = html.unescape(re.sub(r"<[^>]*>", "", original[start:end].decode(document.encoding)))
    assert "".join(seen.split()) == "".join(origin.span.of(document.text).split())


def on_page(document: Document, origin: Origin, original: bytes) -> None:
    """The words stand in the box on the page."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    assert origin.page is not None and origin.box is not None
    page = PdfDocument(original)[origin.page].get_textpage()
    left, bottom, right, top = origin.box
    found = page.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
    assert "".join(origin.span.of(document.text).split()) in "".join(found.split())


def pdf(*pages: str) -> bytes:
    """A PDF with a line of these words on each page, and its number below."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, words in enumerate(pages, 1):
        canvas.drawString(72, 700, words)
        canvas.drawString(300, 30, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks begin</title></head><body><nav><a href="/">Home</a>
</nav><article><h1>Talks begin</h1><p>The minister said \u201cno\u201d to the <b>offer</b> that&nbsp;had been made to her in
the morning by the envoys of three states, and left the hall.</p><p>Nobody in the hall followed her for a while, witnesses
said, since the doors were locked.</p></article></body></html>""".encode()
PAGE_TEXT = (
    "Talks begin\n\nThe minister said \u201cno\u201d to the offer that had been made to her in the morning by the envoys of "
    "three states, and left the hall.\n\nNobody in the hall followed her for a while, witnesses said, since the doors were "
    "locked."
)


class Sample(msgspec.Struct, frozen=True):
    """`texts` by the ids that documents get when the input is called "a"."""

    data: bytes
    texts: dict[str, str]
    back: Back


SAMPLES: dict[str, Sample] = {
    "text": Sample(
        "\ufeffTalks begin\r\n\r\nThe minister said “no”.\n".encode(),
        {"a": "Talks begin\r\n\r\nThe minister said “no”.\n"},
        same_bytes,
    ),
    "jsonl": Sample(b'{"id": "x", "text": "One."}\n\n  {"text": "Two."}\n', {"x": "One.", "a#3": "Two."}, json_line),
    "html": Sample(PAGE, {"a": PAGE_TEXT}, markup),
    "pdf": Sample(
        pdf("The envoy left the hall.", "Nobody followed her."),
        {"a": "The envoy left the hall.\n\n1\n\nNobody followed her.\n\n2"},
        on_page,
    ),
}
