import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.types.quotes import open_quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One,” she said, “and two.”", ["“One,”", "“and two.”"]),
        ('"One," she said, "and two."', ['"One,"', '"and two."']),
        ("''One,'' she said", ["''One,''"]),
        ("„Eins“ is “one”", ["„Eins“ is “one”"]),
        ("«Un» et «deux»", ["«Un»", "«deux»"]),
        ('“opened and closed otherwise" here', ['“opened and closed otherwise"']),
        ("no marks at all", []),
    ],
)
def test_stretches_within_marks(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in open_quotes(text)] == quoted


def test_a_quotation_over_two_paragraphs_is_two_stretches() -> None:
    text = "“First paragraph.\n\n“Second one,” he said."

    assert [span.of(text) for span in open_quotes(text)] == ["“First paragraph.", "“Second one,”"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = 'He called it "odd and left.\n\nNobody "followed".'

    assert [span.of(text) for span in open_quotes(text)] == ['"odd and left.', '"followed"']


@given(st.text(alphabet="ab .\"“”«»\n'`", max_size=60))
def test_stretches_are_in_order_disjoint_and_not_empty(text: str) -> None:
    spans = open_quotes(text)

    assert all(span.end > span.start for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
