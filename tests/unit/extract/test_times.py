"""Expressions of time as read, before any day is known."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.times import find_phrases
from onrecord.types import Annotation, Document, Span, Tokens


def annotation(text: str, tags: str = "") -> Annotation:
    """A document by hand; with `tags`, one for each word split at blanks."""
    starts, ends, at = [], [], 0
    for word in text.split() if tags else []:
        at = text.index(word, at)
        starts.append(at)
        ends.append(at + len(word))
        at += len(word)
    tokens = Tokens(np.array(starts, np.int32), np.array(ends, np.int32), tuple(tags.split()))
    return Annotation(document=Document(id="d", text=text), sentences=(Span(0, len(text)),), tokens=tokens)


def words(text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in find_phrases(annotation(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed on March 19 or 22, 2021, he said.", ["March 19", "22, 2021"]),
        ("He served 1998-2001 in Rome.", ["1998", "2001"]),
        ("Talks run from Monday to Wednesday.", ["Monday", "Wednesday"]),
        ("The remarks, published late on Sunday, were short.", ["late on Sunday"]),
        ("They marked the 20th anniversary of the 2001 treaty.", ["2001"]),
        ("A five-year plan and a 15-month-old child.", ["five-year", "15-month-old"]),
        ("It starts at 8:30 a.m. Tuesday in Oslo.", ["8:30 a.m. Tuesday"]),
        ("On Friday, May 3, 2019, at noon it rained.", ["Friday, May 3, 2019, at noon"]),
        ("Two and a half years passed.", ["Two and a half years"]),
        ("They meet every Monday and annually report.", ["every Monday", "annually"]),
        ("The end of the third quarter of 1998 came.", ["The end of the third quarter of 1998"]),
        ("It fell in the late 1970s, the '90s and nineteen ninety-four.", 
         ["the late 1970s", "the '90s", "nineteen ninety-four"]),
        ("Earlier this month a couple of weeks ago was the day before yesterday.",
         ["Earlier this month", "a couple of weeks ago", "the day before yesterday"]),
    ],
)  # fmt: skip
def test_spans(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march second in the fall of the house.",
        "It cost $1998 and 1,950 people of 2000 miles walked.",
        "May the best win. A quarter of them had third place.",
        "The ratio 2010:1 and 1995% are figures.",
    ],
)
def test_words_that_mean_no_time(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "tags", "tense"),
    [
        ("He said Monday so", "PRP VBD NNP RB", "past"),
        ("He will speak Monday there", "PRP MD VB NNP RB", "future"),
        ("He plans to speak Monday there", "PRP VBZ TO VB NNP RB", "future"),
        ("Talks extended until Monday there", "NNS VBN IN NNP RB", "future"),
        ("Monday he resigned from it", "NNP PRP VBD IN PRP", "past"),
        ("He leaves Monday for it", "PRP VBZ NNP IN PRP", "present"),
        ("He did not speak Monday there", "PRP VBD RB VB NNP RB", "past"),
    ],
)
def test_tense_by_tags(text: str, tags: str, tense: str) -> None:
    assert [phrase.tense for phrase in find_phrases(annotation(text, tags))] == [tense]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He spoke on Monday.", "past"),
        ("He will speak on Monday.", "future"),
        ("On Monday, he resigned.", "past"),
        ("Monday!", ""),
    ],
)
def test_tense_without_tags(text: str, tense: str) -> None:
    assert [phrase.tense for phrase in find_phrases(annotation(text))] == [tense]


def test_the_tense_of_another_sentence_does_not_count() -> None:
    text = "He will go. On Monday she left."
    assert [phrase.tense for phrase in find_phrases(annotation(text))] == ["past"]


def test_the_year_of_a_joined_date_holds_for_both() -> None:
    found = find_phrases(annotation("It ran from March to April 1998."))
    assert [phrase.fields["year"] for phrase in found] == ["1998", "1998"]


VOCABULARY = (
    "Monday March May 3 1998 last next this the second quarter year years two a few of in ago later early to - , . 's "
    "’s \n\n every week hundred and half 8:30 p.m. 20th century 1970s '98 2021-13-45 99/99/99 30 "
    "February fiscal noon \u2028 中"
).split(" ")


@settings(deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join))
def test_phrases_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for phrase in find_phrases(annotation(text)):
        assert at <= phrase.span.start < phrase.span.end <= len(text)
        assert phrase.span.of(text) == phrase.span.of(text).strip()
        at = phrase.span.end


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for phrase in find_phrases(annotation(text)):
        assert phrase.span.of(text)


@pytest.mark.parametrize("unit", ["the ", "2 1/2 ", "one hundred and ", "- ", "Monday, ", "\n \n", "a 1998-"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Four times the text may take far more than four times only where the search isn't linear."""
    spent = []
    for size in (5_000, 20_000):
        text = unit * size
        start = time.process_time()
        find_phrases(annotation(text))
        spent.append(time.process_time() - start)
    assert spent[1] < 12 * max(spent[0], 0.01)
