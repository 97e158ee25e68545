"""Paragraphs: where sentences may not go on."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.paragraphs import LONGEST, PIECE, paragraphs, pieces
from onrecord.types import Document, Span


def words(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text, Span(0, len(text)))]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert words("One.\n\nTwo\n \n Three") == ["One.", "Two", "Three"]


def test_a_line_that_closes_a_sentence_ends_a_paragraph_and_a_wrapped_line_does_not() -> None:
    assert words("He came.\nShe left and\nwas gone.") == ["He came.", "She left and\nwas gone."]


def test_boilerplate_is_left_out() -> None:
    text = "Prose one.\n\nShare this\n\nProse two."
    document = Document(id="x", text=text, boilerplate=(Span(12, 22),))
    assert [span.of(text) for group in pieces(document) for span in group] == ["Prose one.", "Prose two."]


@given(st.text(alphabet=st.sampled_from(list('ab .\n\u00a0"”é漢')), max_size=400))
def test_paragraphs_are_disjoint_ordered_and_lose_no_word(text: str) -> None:
    spans = list(paragraphs(text, Span(0, len(text))))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())


def test_a_line_without_end_is_cut_at_white_space_and_grouped() -> None:
    text = "word " * 60_000
    spans = list(paragraphs(text, Span(0, len(text))))
    assert max(len(span) for span in spans) <= LONGEST
    groups = pieces(Document(id="x", text=text))
    assert sum(len(span.of(text).split()) for group in groups for span in group) == 60_000
    assert all(len(group) == 1 or sum(map(len, group)) <= PIECE for group in groups)
