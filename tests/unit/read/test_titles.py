"""Where the title stands."""

import pytest

from onrecord.read.lines import split
from onrecord.read.titles import find_title

BODY = (
    "The foreign minister of Ruritania arrived in the capital on Monday for two days of talks.\n\nShe met her host.\n\n"
    "Nothing was signed, officials said."
)


def _title(text: str, title: str | None = None) -> str | None:
    found = find_title(split(text), title)
    return found.text if found else None


@pytest.mark.parametrize(
    "headline",
    [
        "Ruritania and its neighbour open talks on the border",
        "Ruritania Opens Talks With the U.S.",
        "Who owns the river?",
        "‘We will not sign’: minister flies home",
        "Ruritania Opens Border Talks After Years of Silence.",
    ],
)
def test_a_first_line_that_looks_like_a_headline(headline: str) -> None:
    assert _title(f"{headline}\n\n{BODY}") == headline
    assert _title(f"{headline}\n{BODY}") == headline


@pytest.mark.parametrize(
    "first",
    [
        "The minister came home on Sunday evening.",
        "The talks on the border, which were to begin on Monday after a year of preparation, will now\n\nbegin in May.",
        "BEIJING,",
        "Talks",
        "word " * 60,
    ],
)
def test_a_first_line_that_is_prose_is_no_title(first: str) -> None:
    assert _title(f"{first}\n\n{BODY}") is None


def test_a_text_of_one_line_has_no_title() -> None:
    assert _title("Ruritania opens talks") is None
    assert _title("") is None


def test_furniture_above_the_headline_is_passed_over() -> None:
    assert _title(f"Advertisement\n\n3 Oct 2024\n\nRuritania opens talks\n\n{BODY}") == "Ruritania opens talks"


def test_a_repeated_line_is_the_headline_and_the_copy_above_the_body_is_it() -> None:
    text = f"Ruritania opens talks\n\nA summary of them.\n\nRuritania Opens Talks\n\n{BODY}"
    found = find_title(split(text), None)
    assert found is not None
    assert found.span.start == text.index("Ruritania Opens Talks")


def test_a_first_sentence_that_a_caption_repeats_is_no_headline() -> None:
    lead = "Two envoys met in the capital on Sunday, and neither would say why."
    assert _title(f"{lead}\n\nNobody was told.\n\n{lead}\n\n{BODY}") is None


def test_a_given_title_is_found_in_the_text_whatever_its_case_and_quotes() -> None:
    assert _title(f"Intro\n\nRuritania opens “talks”\n\n{BODY}", 'RURITANIA OPENS "TALKS"') == "Ruritania opens “talks”"


def test_an_outlet_after_a_given_title_does_no_harm() -> None:
    line = "Ruritania opens talks on the border"
    assert _title(f"{line}\n\n{BODY}", f"{line} - The Ruritanian") == line


def test_a_given_title_that_the_text_hasnt_got() -> None:
    assert _title(BODY, "Ruritania opens talks") is None
