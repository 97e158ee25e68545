"""The reader of PDFs."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import msgspec

from onrecord.read.base import STAGE, Raw
from onrecord.read.describe import describe
from onrecord.read.metadata import parse_date
from onrecord.read.pdf.layout import Line, ordered
from onrecord.read.pdf.text import Text
from onrecord.settings import ReadSettings
from onrecord.types import Document, Published, Rejected

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|pdf|indd|qxd|rtf|html?)$|^document\d*$", re.IGNORECASE)


class PdfReader:
    """One document: the text of all pages in the order of reading, each line with its page and box.

    Running heads and page numbers stand after the paragraph that they interrupt, marked as boilerplate. The date is
    the text's own; where it has none, the month in which the PDF was made.
    """

    media_types: ClassVar[tuple[str, ...]] = ("application/pdf",)
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether the mark of a PDF stands in the first kilobyte, as viewers allow."""
        return b"%PDF-" in head[:1024] and not head.lstrip().startswith((b"<", b"{", b"WARC/"))

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        """The document, or why there is none."""
        from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - only the child pays for the parser

        try:
            file = PdfDocument(raw.data)
        except PdfiumError as error:
            locked = "password" in str(error).lower()
            yield Rejected(STAGE, "needs a password: save it without one" if locked else "a PDF that can't be parsed")
            return
        try:
            if len(file) > settings.max_pages:
                reason = (
                    f"{len(file):,} pages, above the limit of {settings.max_pages:,}: split it, or raise read.max_pages"
                )
                yield Rejected(STAGE, reason)
                return
            yield _document(file, raw)
        finally:
            file.close()


def _document(file: "PdfDocument", raw: Raw) -> Document | Rejected:
    from onrecord.read.pdf.pieces import pieces  # noqa: PLC0415

    pages: list[list[Line]] = []
    heights: list[float] = []
    for number in range(len(file)):
        page = file[number]
        pages.append(ordered(pieces(page), number))
        heights.append(page.get_height())
        page.close()
    if not any(pages):
        return Rejected(STAGE, "no text in the PDF, only pictures: run text recognition (OCR) on it first")
    text = Text(pages, heights)
    said = file.get_metadata_dict(skip_empty=True)
    document = Document(
        id=raw.id, text=text.text, title=text.title or _title(said.get("Title")), url=raw.url, source=raw.sha256,
        boilerplate=tuple(text.boilerplate), origin=tuple(text.origin), media_type="application/pdf",
    )  # fmt: skip
    if not document.text.strip():
        return Rejected(STAGE, "no text in the PDF, only page numbers")
    return _dated(document, said.get("CreationDate", ""), raw.captured)


def _title(said: str | None) -> str | None:
    words = " ".join((said or "").split())
    return words if len(words.split()) >= 2 and len(words) <= 300 and not _NO_TITLE.search(words) else None


def _dated(document: Document, made: str, captured: str | None) -> Document:
    """The document with a date: the text's, unless it lies after the PDF was made; else the month of that."""
    match = _MADE.match(made)
    days = [day for day in (_day("-".join(match.groups())) if match else None, captured) if day]
    own = describe(document).published
    if own is not None and (own.basis.startswith("date line") or all(own.value <= day for day in days)):
        return document  # a date line is surer than the clock of a machine
    if not days:
        return document
    return msgspec.structs.replace(document, published=Published(min(days)[:7], "month", "when the PDF was made"))


def _day(value: str) -> str | None:
    try:
        return parse_date(value).value
    except ValueError:
        return None
