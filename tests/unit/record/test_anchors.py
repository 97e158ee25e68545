"""Words are found again in a text that changed a little, at one place or at none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.anchors import likeness, locate, nearest, quote
from onrecord.types import Span

TEXT = (
    "The envoy of Utopia said on Monday that the treaty would hold for a hundred years. Erewhon doubted it.\n\n"
    "In the evening the envoy of Utopia said in Vienna that nobody had asked him. The treaty was not discussed.\n"
)


def at(text: str, words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.mark.parametrize("number", [0, 1])
def test_of_words_that_stand_twice_the_surroundings_tell(number: int) -> None:
    wanted = quote(TEXT, at(TEXT, "envoy of Utopia said", number))
    changed = "A new first paragraph.\n" + TEXT.replace("Monday", "Tuesday").replace("in Vienna", "in Vienna again")
    found = locate(changed, wanted)
    assert found is not None
    assert found.of(changed) == wanted.exact
    assert changed[found.end : found.end + 10].startswith(" in Vienna" if number else " on Tuesda")


def test_where_two_places_fit_as_well_there_is_none() -> None:
    once = "x" * 50 + " the treaty holds " + "y" * 50
    wanted = quote(once, at(once, "the treaty holds"))
    assert locate(once + "\n" + once, wanted) is None


def test_a_sentence_that_was_edited_is_found_whole() -> None:
    words = "that the treaty would hold for a hundred years"
    changed = TEXT.replace(words, "that the new treaty will hold for hundred years")
    found = locate(changed, quote(TEXT, at(TEXT, words)))
    assert found is not None
    assert found.of(changed) == "that the new treaty will hold for hundred years"


def test_a_word_that_was_corrected_is_found_by_its_surroundings() -> None:
    changed = TEXT.replace("doubted", "doubtted")
    found = locate(changed, quote(TEXT, at(TEXT, "doubted")))
    assert found is not None
    assert found.of(changed) == "doubtted"


def test_words_that_are_gone_are_not_found() -> None:
    gone = TEXT.replace("Erewhon doubted it.", "")
    assert locate(gone, quote(TEXT, at(TEXT, "Erewhon doubted it"))) is None
    assert locate("", quote(TEXT, at(TEXT, "treaty would hold for a hundred"))) is None
    assert nearest("", "words") == []


def test_a_very_long_stretch_is_found_by_its_ends() -> None:
    words = " ".join(f"word{n}" for n in range(900))
    text = "Before. " + words + " After."
    changed = "Now before. " + words.replace("word450", "another") + " After."
    found = locate(changed, quote(text, at(text, words)))
    assert found is not None
    assert found.of(changed).startswith("word0 ") and found.of(changed).endswith(" word899")


plain = st.text(st.sampled_from("abcdefgh 𝔘é\n"), max_size=60)


@given(before=plain, after=plain, words=st.text(st.sampled_from("ijklmno pq"), min_size=30, max_size=80))
def test_what_is_put_before_or_after_moves_the_span_along(before: str, after: str, words: str) -> None:
    text = "xyz " + words + " zyx"
    wanted = quote(text, Span(4, 4 + len(words)))
    found = locate(before + text + after, wanted)
    assert found is not None
    assert found.start == len(before) + 4 and found.of(before + text + after) == words


@given(text=st.text(max_size=80), words=st.text(min_size=1, max_size=30))
def test_nearest_gives_spans_within_the_text_apart_from_each_other(text: str, words: str) -> None:
    found = nearest(text, words)
    assert all(0 <= span.start <= span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_likeness_is_the_share_in_order() -> None:
    assert likeness("", "") == 1.0
    assert likeness("abc", "xyz") == 0.0
    assert 0.7 < likeness("abcdefgh", "abcdxfgh") < 1
