"""The text of a PDF: paragraphs in the order of reading, furniture and footnotes beside them."""

from collections import Counter
from collections.abc import Sequence

from onrecord.read.pdf.furniture import furniture
from onrecord.read.pdf.layout import Line
from onrecord.read.pdf.paragraphs import compounds, is_note, joint, opens_note, paragraphs
from onrecord.types import Origin, Span


class Text:
    """The text of pages of lines: paragraphs parted by blank lines, with the place of each line."""

    def __init__(self, pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:

        self.text = ""
        self.title: str | None = None
        self.boilerplate: list[Span] = []
        self.origin: list[Origin] = []
        self._out: list[str] = []
        self._at = 0
        marked = furniture(pages, heights)
        sizes: Counter[float] = Counter()
        for lines in pages:
            for line in lines:
                sizes[round(line.size, 1)] += len(line.text)
        body = sizes.most_common(1)[0][0]
        flow: list[Line] = []
        beside: dict[int, list[tuple[Line, bool]]] = {}
        for number, (lines, heads) in enumerate(zip(pages, marked, strict=True)):
            kept = [line for index, line in enumerate(lines) if index not in heads]
            notes = _notes(kept, body)
            flow += kept[: len(kept) - len(notes)]
            beside[number] = [(line, False) for line in notes]
            beside[number] += [(line, True) for index, line in enumerate(lines) if index in heads]
        self._known = compounds(line for lines in pages for line in lines)
        done = 0
        for paragraph in paragraphs(flow, body):
            while done < paragraph[0].page:
                self._aside(beside.pop(done))
                done += 1
            self._add(paragraph)
            self._name(paragraph, body)
        for number in sorted(beside):
            self._aside(beside[number])
        self.text = "".join(self._out)

    def _aside(self, lines: Sequence[tuple[Line, bool]]) -> None:
        """Footnotes, and furniture, which is marked."""
        note: list[Line] = []
        for line, head in lines:
            if note and (head or opens_note(line)):
                self._add(note)
                note = []
            if head:
                start = self._add([line])
                self.boilerplate.append(Span(start, self._at))
            else:
                note.append(line)
        if note:
            self._add(note)

    def _add(self, lines: Sequence[Line]) -> int:
        """A paragraph; gives where it begins."""
        self._put("\n\n" if self._at else "")
        start = self._at
        pieces = [(piece, line.page) for line in lines for piece in line.pieces]
        for (piece, page), after in zip(pieces, [*pieces[1:], None], strict=True):
            words, gap = (
                joint(piece.text, after[0].text, self._known) if after else (piece.text.replace("\u00ad", "-"), "")
            )
            if words:
                self.origin.append(Origin(Span(self._at, self._at + len(words)), page=page, box=piece.box))
                self._put(words)
                self._put(gap if after else "")
        return start

    def _put(self, words: str) -> None:
        self._out.append(words)
        self._at += len(words)

    def _name(self, lines: Sequence[Line], body: float) -> None:
        """Take the first large lines of the first page for the title."""
        words = " ".join(line.text for line in lines)
        if self.title is None and lines[0].page == 0 and lines[0].size > 1.25 * body and 2 <= len(words.split()) <= 40:
            self.title = words


def _notes(lines: Sequence[Line], body: float) -> Sequence[Line]:
    """The footnotes of a page: the small lines at its end, from one that begins as a footnote does."""
    large = [line.bottom for line in lines if line.size >= 0.9 * body]
    floor = min(large, default=0.0) + 0.2 * body
    first = len(lines)
    while first and is_note(lines[first - 1], body, floor):
        first -= 1
    while first < len(lines) and not opens_note(lines[first]):
        first += 1
    return lines[first:]
