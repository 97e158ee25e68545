import re

from onrecord.annotate.marks import PARAGRAPH, QUOTED, piece_marks


def marks(text: str) -> dict[str, int]:
    pieces = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    return {text[a:b]: mark for (a, b), mark in zip(pieces, piece_marks(text, pieces), strict=True)}


def test_case_quotation_and_paragraph_each_count() -> None:
    found = marks("NATO and Oslo met.\n\nThen “he spoke” of it")

    assert found["NATO"] == 2 + PARAGRAPH
    assert found["and"] == 0
    assert found["Oslo"] == 1
    assert found["Then"] == 1 + PARAGRAPH
    assert found["spoke"] == QUOTED
    assert found["of"] == 0


def test_a_line_of_fixed_width_starts_no_paragraph() -> None:
    found = marks("The ministers agreed\non a text.\nNobody signed")

    assert found["on"] == 0
    assert found["Nobody"] == 1 + PARAGRAPH


def test_no_pieces_have_no_marks() -> None:
    assert piece_marks("", []) == []
