# ruff: noqa: E501 - markup and measures read better on long lines
"""A dozen layouts of printed reports, made with reportlab: columns, words cut at line ends, heads, footnotes."""

import io
from collections.abc import Callable
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, A5
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from bench.pages.parts import words
from bench.pages.stories import Story

Layout = Callable[[Story], bytes]


class Frame(NamedTuple):
    """Where lines go: left, top, width, bottom, in points."""

    left: float
    top: float
    width: float
    bottom: float


class Type(NamedTuple):
    """How they are set: font, size, leading, indent of a paragraph, space after one."""

    font: str = "Times-Roman"
    size: float = 10.0
    leading: float = 12.5
    indent: float = 0.0
    after: float = 6.0
    cut: bool = False
    justified: bool = False


class Sheet:
    """A PDF in the making: text flows from frame to frame, `edges` draws what stands on every page."""

    def __init__(
        self, size: tuple[float, float], frames: list[Frame], edges: Callable[["Sheet"], None] | None = None
    ) -> None:
        self.bytes = io.BytesIO()
        self.canvas = Canvas(self.bytes, pagesize=size, invariant=1)
        self.size, self.frames, self.edges = size, frames, edges
        self.page, self.index = 1, 0
        self.y = frames[0].top
        self.floor = 0.0
        if edges:
            edges(self)

    def next(self) -> None:
        """The next frame, on the next page after the last."""
        self.index += 1
        if self.index == len(self.frames):
            self.canvas.showPage()
            self.page, self.index, self.floor = self.page + 1, 0, 0.0
            if self.edges:
                self.edges(self)
        self.y = self.frames[self.index].top

    def line(self, text: str, kind: Type, left: float = 0.0, stretch: float = 0.0) -> None:
        """One line at the place where the text has come to."""
        if self.y - kind.leading < max(self.frames[self.index].bottom, self.floor):
            self.next()
        self.y -= kind.leading
        written = self.canvas.beginText(self.frames[self.index].left + left, self.y)
        written.setFont(kind.font, kind.size)
        written.setWordSpace(stretch)
        written.textOut(text)
        self.canvas.drawText(written)

    def paragraph(self, text: str, kind: Type) -> None:
        """A paragraph, broken into lines."""
        lines = list(broken(text, kind, self.frames[self.index].width))
        for number, line in enumerate(lines):
            left = kind.indent if number == 0 else 0.0
            room = self.frames[self.index].width - left - stringWidth(line, kind.font, kind.size)
            gaps = line.count(" ")
            full = kind.justified and number < len(lines) - 1 and gaps
            self.line(line, kind, left, room / gaps if full else 0.0)
        self.y -= kind.after

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.bytes.getvalue()


def broken(text: str, kind: Type, width: float) -> list[str]:
    """Lines of at most `width`; where `kind.cut`, long words are cut with a hyphen."""
    out: list[str] = []
    now = ""
    for word in text.split():
        room = width - (kind.indent if not out else 0)
        longer = f"{now} {word}".strip()
        if stringWidth(longer, kind.font, kind.size) <= room:
            now = longer
            continue
        head, tail = _cut(now, word, kind, room) if kind.cut else ("", word)
        out.append(f"{now} {head}".strip())
        now = tail
    return [*out, now]


def _cut(now: str, word: str, kind: Type, room: float) -> tuple[str, str]:
    for at in range(len(word) - 3, 2, -1):
        letters = word[: at + 1].isalpha() and word[at:].strip(".,;\"'").isalpha() and word.islower()
        if letters and stringWidth(f"{now} {word[:at]}-".strip(), kind.font, kind.size) <= room:
            return f"{word[:at]}-", word[at:]
    return "", word


def _flow(sheet: Sheet, story: Story, kind: Type) -> bytes:
    for block in story.paragraphs:
        if block.startswith("## "):
            sheet.paragraph(block[3:], kind._replace(font="Times-Bold", indent=0, size=kind.size + 1, justified=False))
        elif block.startswith(("- ", "| ")):
            for row in block.split("\n"):
                sheet.paragraph(
                    row.strip("| ").replace("- ", "• ").replace(" | ", "   "), kind._replace(indent=0, after=2)
                )
        else:
            sheet.paragraph(block, kind)
    return sheet.done()


def _head(sheet: Sheet, story: Story, size: float = 20.0, date: bool = True) -> None:
    sheet.paragraph(story.title, Type("Helvetica-Bold", size, size * 1.2, after=8))
    if date:
        sheet.paragraph(words(story.published), Type("Helvetica", 9, 11, after=10))


def plain(s: Story) -> bytes:
    """A report in one column, paragraphs parted by space."""
    sheet = Sheet(A4, [Frame(72, 780, 450, 72)])
    _head(sheet, s)
    return _flow(sheet, s, Type())


def indented(s: Story) -> bytes:
    """A page of a book: indents and no space, justified, words cut."""
    sheet = Sheet(A5, [Frame(50, 540, 320, 50)])
    _head(sheet, s, 15)
    return _flow(sheet, s, Type(indent=14, after=0, cut=True, justified=True))


def two_columns(s: Story) -> bytes:
    """Two columns below a headline that spans them."""
    sheet = Sheet(A4, [Frame(60, 700, 228, 60), Frame(306, 700, 228, 60)])
    sheet.canvas.setFont("Helvetica-Bold", 18)
    for number, line in enumerate(broken(s.title, Type("Helvetica-Bold", 18), 470)):
        sheet.canvas.drawString(60, 770 - 22 * number, line)
    sheet.canvas.setFont("Helvetica", 9)
    sheet.canvas.drawString(60, 716, f"{words(s.published, '{A}, {d} {B} {Y}')}")
    return _flow(sheet, s, Type(cut=True, justified=True, indent=10, after=0))


def three_columns(s: Story) -> bytes:
    """A tabloid: three narrow columns, words cut often."""
    frames = [Frame(40 + 178 * n, 690, 160, 500) for n in range(3)]
    sheet = Sheet(A4, frames)
    sheet.canvas.setFont("Times-Bold", 22)
    for number, line in enumerate(broken(s.title, Type("Times-Bold", 22), 510)):
        sheet.canvas.drawString(40, 790 - 26 * number, line)
    sheet.canvas.setFont("Times-Italic", 9)
    sheet.canvas.drawString(40, 704, f"{s.outlet}, {words(s.published)}")
    return _flow(sheet, s, Type(size=9, leading=11, cut=True, justified=True, indent=8, after=0))


def running_heads(s: Story) -> bytes:
    """Several small pages with a running head and a number."""

    def edges(sheet: Sheet) -> None:
        sheet.canvas.setFont("Helvetica", 8)
        sheet.canvas.drawString(50, 570, s.outlet.upper())
        sheet.canvas.drawRightString(370, 570, f"Issue 14, {words(s.published)}")
        sheet.canvas.drawCentredString(210, 25, str(sheet.page))

    sheet = Sheet(A5, [Frame(50, 540, 320, 330)], edges)
    _head(sheet, s, 15, date=False)
    return _flow(sheet, s, Type(cut=True))


def alternating_heads(s: Story) -> bytes:
    """Left pages bear the outlet, right pages the title; numbers stand outside."""

    def edges(sheet: Sheet) -> None:
        sheet.canvas.setFont("Times-Italic", 8)
        if sheet.page % 2:
            sheet.canvas.drawRightString(370, 570, f"Notes on the gulf   {sheet.page}")
        else:
            sheet.canvas.drawString(50, 570, f"{sheet.page}   {s.outlet}")

    sheet = Sheet(A5, [Frame(50, 540, 320, 400)], edges)
    _head(sheet, s, 14)
    return _flow(sheet, s, Type(indent=12, after=0, justified=True))


def footnotes(s: Story) -> bytes:
    """Notes in small type at the foot of the first page, in the middle of a paragraph that goes on."""

    def edges(sheet: Sheet) -> None:
        if sheet.page == 1:
            sheet.canvas.line(50, 318, 150, 318)
            sheet.canvas.setFont("Times-Roman", 7.5)
            sheet.canvas.drawString(
                50, 306, "1. The figures are those of the harbour office and were not checked by others."
            )
            sheet.canvas.drawString(50, 296, "2. See the report of the commission, chapter four.")
            sheet.floor = 325

    sheet = Sheet(A5, [Frame(50, 540, 320, 60)], edges)
    _head(sheet, s, 14)
    return _flow(sheet, s, Type(indent=12, after=0))


NOTES = (
    "1. The figures are those of the harbour office and were not checked by others.",
    "2. See the report of the commission, chapter four.",
)


def columns_with_heads(s: Story) -> bytes:
    """Two columns over several pages with heads and numbers."""

    def edges(sheet: Sheet) -> None:
        sheet.canvas.setFont("Helvetica", 7)
        sheet.canvas.drawString(40, 575, f"{s.outlet} | {words(s.published, '{B} {Y}')}")
        sheet.canvas.drawRightString(380, 20, f"Page {sheet.page} of 9")

    sheet = Sheet(A5, [Frame(40, 545, 160, 300), Frame(220, 545, 160, 300)], edges)
    sheet.paragraph(s.title, Type("Helvetica-Bold", 13, 15, after=6))
    sheet.paragraph(words(s.published), Type("Helvetica", 8, 10, after=6))
    return _flow(sheet, s, Type(size=9, leading=11, cut=True, after=4))


def wide_leading(s: Story) -> bytes:
    """A typescript: a monospaced face, two lines' room."""
    sheet = Sheet(A4, [Frame(72, 780, 450, 72)])
    sheet.paragraph("FOR IMMEDIATE RELEASE", Type("Courier-Bold", 11, 22, after=11))
    sheet.paragraph(words(s.published, "{B} {d}, {Y}"), Type("Courier", 11, 22, after=11))
    sheet.paragraph(s.title, Type("Courier-Bold", 15, 24, after=11))
    return _flow(sheet, s, Type("Courier", 11, 22, indent=30, after=0))


def drawn_by_rows(s: Story) -> bytes:
    """Two columns whose lines were drawn row by row across the page, as some converters write them."""
    kind = Type(size=10, leading=12.5, cut=True)
    lines: list[str] = []
    for block in s.paragraphs:
        lines += [*broken(block.removeprefix("## ").replace("\n", " "), kind, 225), ""]
    half = -(-len(lines) // 2)
    sheet = Sheet(A4, [Frame(60, 700, 228, 60)])
    canvas = sheet.canvas
    canvas.setFont("Helvetica-Bold", 16)
    for number, line in enumerate(broken(s.title, Type("Helvetica-Bold", 16), 470)):
        canvas.drawString(60, 780 - 20 * number, line)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 724, words(s.published))
    canvas.setFont(kind.font, kind.size)
    for row in range(half):
        canvas.drawString(60, 700 - 12.5 * row, lines[row])
        if half + row < len(lines):
            canvas.drawString(306, 700 - 12.5 * row, lines[half + row])
    return sheet.done()


def boxed(s: Story) -> bytes:
    """One column beside a narrow box of facts in small type."""
    sheet = Sheet(A4, [Frame(60, 700, 320, 60)])
    sheet.canvas.setFont("Helvetica-Bold", 17)
    for number, line in enumerate(broken(s.title, Type("Helvetica-Bold", 17), 470)):
        sheet.canvas.drawString(60, 780 - 21 * number, line)
    sheet.canvas.setFont("Helvetica", 9)
    sheet.canvas.drawString(60, 716, words(s.published))
    sheet.canvas.setFont("Helvetica", 8)
    for number, line in enumerate(BOX):
        sheet.canvas.drawString(410, 680 - 11 * number, line)
    return _flow(sheet, s, Type())


BOX = (
    "What to know about the", "region: it has nine ports,", "two of them closed in winter,", "and a court of its own for",
    "quarrels over nets and buoys.",
)  # fmt: skip


def no_date(s: Story) -> bytes:
    """No day in the text: only the month in which the file was made is known."""
    sheet = Sheet(A4, [Frame(72, 780, 450, 72)])
    _head(sheet, s, date=False)
    return _flow(sheet, s, Type(justified=True))


LAYOUTS: tuple[Layout, ...] = (
    plain, indented, two_columns, three_columns, running_heads, alternating_heads, footnotes, columns_with_heads,
    wide_leading, drawn_by_rows, boxed,
)  # fmt: skip
