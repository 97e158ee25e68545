import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.matching import Matcher, plain

PHRASES = ["Guinea", "Guinea-Bissau", "Papua New Guinea", "U.S.", "US", "Côte d'Ivoire", "Sino-", "al-Shabaab", "Lao"]


def hits(text: str, **options: bool) -> list[str]:
    return [text[start:end] for start, end, _ in Matcher(PHRASES, **options).find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Guinea and Guinea-Bissau and Papua New Guinea", ["Guinea", "Guinea-Bissau", "Papua New Guinea"]),
        ("Guinea's coast, Guinea’s coast, Guineans", ["Guinea", "Guinea"]),
        ("the U.S.-led US-led US_x", ["U.S.", "US"]),
        ("tell us", []),
        ("GUINEA", ["GUINEA"]),
        ("LAO", []),
        ("Côte d’Ivoire, Côte d'Ivoire", ["Côte d’Ivoire", "Côte d'Ivoire"]),
        ("Guinea\u2011Bissau and Guinea–Bissau", ["Guinea\u2011Bissau", "Guinea–Bissau"]),
        ("Sino-Russian", ["Sino-"]),
        ("of al-Shabaab.", ["al-Shabaab"]),
        ("Papua New\nGuinea, Papua  New Guinea", ["Papua New\nGuinea", "Papua  New Guinea"]),
        ("Papua New\n\nGuinea", ["Guinea"]),
        ("@Guinea", []),
    ],
)
def test_finds_whole_phrases_longest_first(text: str, found: list[str]) -> None:
    assert hits(text) == found


def test_decomposed_accents_are_found_with_all_their_characters() -> None:
    text = unicodedata.normalize("NFD", "in Côte d'Ivoire now")
    assert hits(text) == [unicodedata.normalize("NFD", "Côte d'Ivoire")]


def test_case_can_be_ignored() -> None:
    assert hits("papua new guinea and the us", ignore_case=True) == ["papua new guinea", "us"]


def test_a_match_lies_within_the_range_asked_for() -> None:
    text = "Papua New Guinea"
    assert list(Matcher(PHRASES).find(text, 0, 9)) == []
    assert list(Matcher(PHRASES).find(text, 6)) == [(10, 16, "Guinea")]


def test_a_phrase_that_begins_with_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="letter or digit"):
        Matcher(["'s Gravenhage"])


@given(st.lists(st.sampled_from([*PHRASES, "x", " ", "\n", "’s", "-", ".", "é", "İ"]), max_size=12))
def test_matches_are_phrases_in_order_without_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for start, end, phrase in Matcher(PHRASES).find(text):
        assert last <= start < end <= len(text)
        assert " ".join(plain(text[start:end]).split()).upper() == phrase.upper()
        last = end


@given(
    st.lists(st.sampled_from([*PHRASES, "x", " ", "\n", "’s", "-", ".", "é", "İ"]), max_size=12),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_a_stretch_is_read_as_in_the_whole_text(pieces: list[str], start: int, size: int) -> None:
    text = "".join(pieces)
    matcher, stop = Matcher(PHRASES), start + size

    found = list(matcher.find(text, start, stop))

    # until something ends beyond the stretch, and may give way to a shorter phrase, it's as in the whole text
    same = list(itertools.takewhile(lambda hit: hit[1] <= stop, matcher.find(text, start)))
    assert found[: len(same)] == same
    assert all(start <= first < last <= stop for first, last, _ in found)
