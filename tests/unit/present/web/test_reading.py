"""The text of the reader: every character once, in its place, with the rows that it belongs to."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.present.web.reading import PART, part_of, pieces, rows
from onrecord.present.web.view import environment
from onrecord.types import Document, Extraction, Passage, Span, Statement

EMPTY = Extraction(id="d")


def statement(text: str, start: int, end: int, parent: str | None = None) -> Statement:
    content = Passage.cut(text, [Span(start, end)])
    return Statement(
        id=Statement.identify("d", None, None, content),
        source=None,
        cue=None,
        content=content,
        kind="indirect",
        act="assert",
        parent=parent,
        confidence=0.5,
    )


@given(st.text(max_size=200), st.data())
def test_pieces_are_the_text(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    said = [statement(text, min(pair), max(pair)) for pair in spans if pair[0] != pair[1]]
    document = Document(id="d", text=text)
    part = part_of(text, None, 1)
    found = list(pieces(document, Extraction(id="d", statements=tuple(said)), part, "s1", None))
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        assert piece.start == at
        at += len(piece.text)
        for number, one in enumerate(said, 1):
            span = one.content.spans[0]
            inside = span.start <= piece.start < span.end
            assert (f"s{number}c" in piece.rows.split()) == inside
    assert sum(piece.first for piece in found) == (1 if said else 0)


@given(st.integers(0, 4 * PART), st.sampled_from(["x", "word ", "line of text\n"]))
def test_parts_cover_a_long_text(length: int, word: str) -> None:
    text = (word * (length // len(word) + 1))[:length]
    first = part_of(text, None, 1)
    at = 0
    for number in range(1, first.of + 1):
        part = part_of(text, None, number)
        assert part.start == at and part.end - part.start <= PART
        at = part.end
    assert at == len(text)
    if text:
        held = part_of(text, len(text) - 1, 1)
        assert held.start <= len(text) - 1 < held.end


def test_a_part_out_of_range_is_the_nearest() -> None:
    assert part_of("abc", None, 99).number == 1 and part_of("", 5, 0).of == 1


def test_rows_stand_in_order_with_their_depth() -> None:
    text = "He said that she said that it rained."
    outer = statement(text, 8, 36)
    inner = statement(text, 22, 36, outer.id)
    listed = rows(Extraction(id="d", statements=(outer, inner)), part_of(text, None, 1), {inner.id: "right"})
    assert [(row.key, row.depth, row.judged) for row in listed] == [("s1", 0, ""), ("s2", 1, "right")]


def test_a_circle_of_parents_ends() -> None:
    text = "a b"
    one, other = statement(text, 0, 1), statement(text, 2, 3)
    tied = Extraction(
        id="d",
        statements=(statement(text, 0, 1, other.id), statement(text, 2, 3, one.id)),
    )
    assert len(rows(tied, part_of(text, None, 1), {})) == 2


@given(st.text(alphabet="ab<&\r\n\0\x1b\u202e𝒜", max_size=30))
def test_a_browser_keeps_every_character(text: str) -> None:
    shown = environment().from_string("{{ text|evidence }}").render(text=text)
    assert "<" not in shown and "\r" not in shown and "\0" not in shown and "\x1b" not in shown
    back = shown.replace("&#13;", "\r").replace("&lt;", "<").replace("&amp;", "&")
    assert len(back) == len(text)
