"""Cutting and comparing names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.names import name_span, same_person, words_of
from onrecord.types import Span


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mr. Ryabkov", ("Ryabkov",)),
        ("NYPD Commissioner James O’Neill’s", ("James", "O’Neill")),
        ("Vice President Joseph R. Biden Jr", ("Joseph", "R.", "Biden", "Jr")),
        ("King", ()),
        ("Martin Luther King", ("Martin", "Luther", "King")),
        ("Kim Jong-un", ("Kim", "Jong-un")),
    ],
)
def test_titles_and_possessives_are_cut_off(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Xi Jinping", "Jinping Xi", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Joseph R. Biden Jr", "Joseph Biden", True),
        ("John Kerry", "J. Kerry", True),
        ("Ann Vale", "Tom Vale", False),
        ("Xi Jinping", "Xie", False),
        ("Ann Vale", "Ann Reed", False),
    ],
)
def test_writings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_person(words_of(one), words_of(other)) is same


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_name_lies_within_its_span(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    found = name_span(text, Span(start, end))
    assert found is None or (Span(start, end).holds(found) and len(found) > 0)
