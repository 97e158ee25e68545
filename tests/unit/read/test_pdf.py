# ruff: noqa: E501 - samples as they are
"""PDFs: the order of reading, paragraphs, words cut at line ends, furniture, title and date, places on the page."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from onrecord.read.base import Raw, load
from onrecord.read.describe import describe
from onrecord.read.pdf.furniture import furniture
from onrecord.read.pdf.layout import Line, Piece, ordered
from onrecord.read.pdf.paragraphs import joint
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected


def piece(text: str, left: float, top: float, size: float = 10.0, width: float | None = None) -> Piece:
    return Piece(text, left, top - size, left + (5 * len(text) if width is None else width), top, size)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def _drawn(*pages: list[tuple[float, float, float, str]], **info: str) -> bytes:
    """A PDF of pages of (left, baseline, size, words)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    for name, words in info.items():
        getattr(canvas, f"set{name}")(words)
    for page in pages:
        for left, base, size, words in page:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(left, base, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _read(data: bytes, **said: str) -> Document:
    (found,) = load("pdf")(Raw(id="a", name="a", data=data, sha256="0", **said), ReadSettings())  # type: ignore[arg-type]
    assert isinstance(found, Document), found
    return describe(found)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [piece(f"left words of line {n}", 50, 700 - 12 * n) for n in range(8)]
    right = [piece(f"right words of line {n}", 300, 700 - 12 * n) for n in range(8)]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    assert texts(ordered(rows, 0)) == [p.text for p in left + right]


def test_a_headline_across_columns_parts_what_stands_above_and_below() -> None:
    upper = [
        piece(f"{side} upper words {n}", x, 700 - 12 * n)
        for x, side in ((50, "left"), (300, "right"))
        for n in range(5)
    ]
    head = piece("a headline that goes across both of the columns of the page", 50, 600, 16, 480)
    lower = [
        piece(f"{side} lower words {n}", x, 560 - 12 * n)
        for x, side in ((50, "left"), (300, "right"))
        for n in range(5)
    ]
    assert texts(ordered([*lower, head, *upper], 0)) == [p.text for p in [*upper, head, *lower]]


def test_cells_of_a_table_are_read_by_rows() -> None:
    rows = [(piece(f"name{n}", 50, 700 - 12 * n), piece(f"{n}", 300, 700 - 12 * n)) for n in range(8)]
    assert texts(ordered([p for row in rows for p in row], 0)) == [f"name{n} {n}" for n in range(8)]


@pytest.mark.parametrize(
    ("before", "after", "known", "joined"),
    [
        ("the minis-", "ter said", set(), "the minister said"),
        ("the minis\u00ad", "ter said", set(), "the minister said"),
        ("a long-", "term plan", {"long-term"}, "a long-term plan"),
        ("the Anglo-", "French talks", set(), "the Anglo-French talks"),
        ("the min-", "Isterial", {"ministerial"}, "the minIsterial"),
        ("in 2020-", "2021 it", set(), "in 2020- 2021 it"),
        ("he said -", "and left", set(), "he said - and left"),
        ("no cut", "here", set(), "no cut here"),
    ],
)
def test_words_cut_at_the_end_of_a_line(before: str, after: str, known: set[str], joined: str) -> None:
    words, gap = joint(before, after, known)
    assert words + gap + after == joined


def _lines(*said: tuple[str, float], page: int = 0) -> list[Line]:
    return [Line([piece(text, 50, top)], 50, 500, page) for text, top in said]


def test_running_heads_and_numbers_are_furniture() -> None:
    pages = [
        _lines(("The Gazette, issue 4", 790), (f"body words {n}", 500), (f"{n + 7}", 30), page=n) for n in range(4)
    ]
    assert furniture(pages, [800.0] * 4) == [{0, 2}] * 4


def test_a_last_line_that_stands_once_is_no_furniture() -> None:
    pages = [
        _lines(("words of a body", 500), (f"the last words of page {'abcd'[n]} only", 40), page=n) for n in range(4)
    ]
    assert furniture(pages, [800.0] * 4) == [set()] * 4


def test_a_paragraph_goes_on_over_the_page_and_what_interrupts_it_comes_after() -> None:
    wide = "The minister said that the talks between the two governments would go on in the coming week and that"
    first = [(50.0, 780.0, 8.0, "THE GAZETTE"), (50.0, 100.0, 10.0, wide), (300.0, 20.0, 8.0, "1")]
    second = [
        (50.0, 780.0, 8.0, "THE GAZETTE"),
        (50.0, 700.0, 10.0, "nobody would leave early."),
        (300.0, 20.0, 8.0, "2"),
    ]
    document = _read(_drawn(first, second))
    assert document.text.startswith(f"{wide} nobody would leave early.\n\n")
    assert {span.of(document.text) for span in document.boilerplate} >= {"2"}
    prose = " ".join(span.of(document.text) for span in document.prose())
    assert "GAZETTE" not in prose


def test_title_and_date_come_from_the_page() -> None:
    page = [(50.0, 700.0, 20.0, "Ministers agree on a ferry"), (50.0, 660.0, 10.0, "14 March 2023"),
            (50.0, 630.0, 10.0, "The ministers met in the old town hall, and agreed after nine hours of talks."),
            (50.0, 618.0, 10.0, "Nobody left the hall before the last word of the treaty had been read aloud.")]  # fmt: skip
    document = _read(_drawn(page, Title="draft_final_2.docx"))
    assert document.title == "Ministers agree on a ferry"
    assert document.published is not None
    assert document.published.value == "2023-03-14"


def test_where_the_text_has_no_date_the_month_of_making_stands_in() -> None:
    document = _read(_drawn([(50.0, 700.0, 10.0, "The ministers met in the old town hall and agreed.")]))
    assert document.published is not None
    assert (document.published.value, document.published.precision) == ("2000-01", "month")
    assert document.published.basis == "when the PDF was made"


def test_every_line_has_its_page_and_box() -> None:
    document = _read(_drawn([(50.0, 700.0, 10.0, "One line of words.")], [(60.0, 600.0, 10.0, "Another one here.")]))
    assert [(o.span.of(document.text), o.page) for o in document.origin] == [
        ("One line of words.", 0),
        ("Another one here.", 1),
    ]
    box = document.origin[1].box
    assert box is not None
    assert 58 < box[0] < 62 and 595 < box[1] < 601 and 605 < box[3] < 615


def test_a_pdf_of_pictures_only_says_what_to_do() -> None:
    (found,) = load("pdf")(Raw(id="a", name="a", data=_drawn([]), sha256="0"), ReadSettings())
    assert found == Rejected("read", "no text in the PDF, only pictures: run text recognition (OCR) on it first")


def test_turned_text_comes_last() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(300, -30, "a stamp at the edge")
    canvas.restoreState()
    canvas.drawString(72, 700, "The words of the page.")
    canvas.showPage()
    canvas.save()
    assert _read(out.getvalue()).text.startswith("The words of the page.")
