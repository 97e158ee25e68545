"""Explicit dates, and lines that hold nothing but one."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.calendar import date_line, dates

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
SHAPES = [
    "%B %-d, %Y",
    "%-d %B %Y",
    "%d %b %Y",
    "%b. %-d, %Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%A, %B %-d, %Y",
    "%a %-d %b %Y",
]


@settings(deadline=None)
@given(DAYS, st.sampled_from(SHAPES))
def test_a_day_is_read_in_every_usual_shape(day: dt.date, shape: str) -> None:
    written = day.strftime(shape).replace("May.", "May")
    found = list(dates(f"They met on {written} in the capital."))
    assert [each.date and each.date.value for each in found] == [day.isoformat()]
    assert written in f"They met on {written} in the capital."[found[0].span.start : found[0].span.end]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the 3rd of October, 2024", "2024-10-03"),
        ("OCTOBER 3, 2024", "2024-10-03"),
        ("Sept 5th, 2019", "2019-09-05"),
        ("in October 2024", "2024-10"),
        ("31.12.2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("31/12/2023", "2023-12-31"),
        ("March 19 or 22, 2021", "2021-03-22"),
    ],
)
def test_further_shapes(text: str, value: str) -> None:
    assert [each.date.value for each in dates(text) if each.date] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "they may 3 times march 4",
        "February 30, 2024",
        "3/4/2023",
        "version 2021.1.2.3",
        "$2,015",
        "June of that year",
        "99/99/2020",
    ],
)
def test_what_names_no_day_gives_none(text: str) -> None:
    assert [each for each in dates(text) if each.date] == []


def test_a_weekday_must_agree_with_its_day() -> None:
    dated = next(dates("Monday, March 22"))
    assert (dated.year, dated.weekday) == (None, 0)
    assert dated.on(2021) == dt.date(2021, 3, 22)
    assert dated.on(2022) is None


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("October 3 2024, 08:53 AM\xa0\xa0•\xa0\xa088\xa0views", "2024-10-03", "plain"),
        ("Published: 3 Oct 2024", "2024-10-03", "published"),
        ("Published 3 Oct 2024 | Updated 5 Oct 2024", "2024-10-03", "published"),
        ("Updated 5 Oct 2024 14:05 GMT, Published 3 Oct 2024", "2024-10-03", "published"),
        ("Last updated: Thursday, 3 October 2024 at 9.15pm BST", "2024-10-03", "updated"),
        ("By Jane Doe | Oct. 3, 2024 | 5 min read", "2024-10-03", "plain"),
        ("Xinhua | Updated: 2017-09-15 17:52", "2017-09-15", "updated"),
        ("2024-10-03T08:53:00Z", "2024-10-03", "plain"),
        ("Posted on October 3, 2024 by admin", "2024-10-03", "published"),
    ],
)
def test_date_lines(line: str, value: str, label: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.dated.date is not None
    assert (found.dated.date.value, found.label) == (value, label)


@pytest.mark.parametrize(
    "line",
    [
        "The two sides signed the treaty on October 3, 2024.",
        "On October 3, 2024, the ministers met in Vienna and agreed to meet again",
        "Timeline: what happened since October 3, 2024",
        "October was cold",
        "",
    ],
)
def test_sentences_are_no_date_lines(line: str) -> None:
    assert date_line(line) is None
