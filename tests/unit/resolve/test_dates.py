"""Values of times, and when something was said."""

import datetime as dt
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ResolveError
from onrecord.resolve.dates import anchor, bounded, date_of, said_on
from onrecord.resolve.timex_calendar import easter
from onrecord.types import Annotation, Date, Document, Phrase, Published, Span, Time, Tokens

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VALUE = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF"
    r"|P(?=.)([\dX.]+Y)?([\dX.]+[MQEC])?([\dX.]+W)?([\dX.]+D)?(T([\dX.]+H)?([\dX.]+M)?([\dX.]+S)?)?|PX[XL]"
    r"|(\d{1,4}|XXXX)(-(\d\d|XX)(-(\d\d|XX))?|-W(\d\d|XX)(-(WE|\d))?|-Q[1-4]|-H[12]|-(SP|SU|FA|WI))?"
    r"(T(\d\d:\d\d(:\d\d)?|MO|MI|AF|EV|NI))?"
)


def phrases(text: str) -> tuple[Phrase, ...]:
    from onrecord.extract.times import find_phrases  # noqa: PLC0415

    none = np.zeros(0, np.int32)
    return find_phrases(Annotation(document=Document(id="d", text=text), sentences=(), tokens=Tokens(none, none)))


def day(value: str) -> Published:
    return Published(value, "day" if len(value) == 10 else "month" if len(value) == 7 else "year", "by hand")


def times(text: str, published: str | None = "2021-10-12") -> tuple[Time, ...]:
    return anchor(phrases(text), day(published) if published else None, text)


def values(text: str, published: str | None = "2021-10-12") -> list[str]:
    return [time.value for time in times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on October 12, 2021.", ["2021-10-12"]),
        ("He spoke on 3 May 2019 and in June 2018.", ["2019-05-03", "2018-06"]),
        ("He spoke March 19 or 22, 2021.", ["2021-03-19", "2021-03-22"]),
        ("He spoke yesterday, and she will speak tomorrow.", ["2021-10-11", "2021-10-13"]),
        ("He spoke last night.", ["2021-10-11TNI"]),
        ("He came last week, last month and last year.", ["2021-W40", "2021-09", "2020"]),
        ("He came over the weekend.", ["2021-W40-WE"]),
        ("He will come this weekend.", ["2021-W41-WE"]),
        ("He came in August.", ["2021-08"]),
        ("He will come in February.", ["2022-02"]),
        ("He left last December and will be back next March.", ["2020-12", "2022-03"]),
        ("He spoke late on Sunday, 9:05 p.m. Saturday and noon Monday.",
         ["2021-10-10", "2021-10-09T21:05", "2021-10-11T12:00"]),
        ("He spoke on Friday evening.", ["2021-10-08TEV"]),
        ("It was two days ago, three weeks ago, ten years ago.", ["2021-10-10", "2021-W38", "2011"]),
        ("Several years ago it was new.", ["PAST_REF"]),
        ("It fell in the third quarter of 1998 and the second quarter.", ["1998-Q3", "2021-Q2"]),
        ("It fell last summer and in the winter of 1994.", ["2021-SU", "1994-WI"]),
        ("The late 1970s of the 20th century passed.", ["197", "19"]),
        ("On March 3, 2010, he came. Two days later he left. The following year he wrote.",
         ["2010-03-03", "2010-03-05", "2011"]),
        ("On March 3, 2010, he came. That day and the same month were cold.", ["2010-03-03", "2010-03-03", "2010-03"]),
        ("In 1995 he came. The previous year was cold.", ["1995", "1994"]),
        ("He is now here and was recently there.", ["PRESENT_REF", "PAST_REF"]),
        ("A five-year plan for two decades, half an hour, 15-month-old.", ["P5Y", "P20Y", "PT30M", "P15M"]),
        ("Two and a half years; a couple of weeks; several days.", ["P2Y6M", "P2W", "PXD"]),
        ("Every Monday, annually, twice a week and each July.", ["XXXX-WXX-1", "P1Y", "P1W", "XXXX-07"]),
        ("He spoke at Christmas and on New Year's Eve.", ["2020-12-25", "2020-12-31"]),
        ("Thanksgiving 2023 and Easter 2024 fell late.", ["2023-11-23", "2024-03-31"]),
        ("It is dated 2021-02-03T04:05, 20210304 and 3/4/99.", ["2021-02-03T04:05", "2021-03-04", "1999-03-04"]),
        ("He went in the first week of March 2021.", ["2021-W09"]),
        ("He came in fiscal 1999 and the first half of 2001.", ["1999", "2001-H1"]),
        ("It never happened on February 30, 2021.", []),
        ("He worked in 1998-99.", ["1998", "1999"]),
        ("It came at 1545 GMT on Monday, at 9.30am and at 7 o'clock in the evening.",
         ["2021-10-11T15:45", "2021-10-11T09:30", "2021-10-11T19:00"]),
        ("A decade-long war by year's end.", ["P10Y", "2021"]),
        ("From May 30 to June 2, 2019, in March and April 1998.", ["2019-05-30", "2019-06-02", "1998-03", "1998-04"]),
        ("Officials extended it until Thursday.", ["2021-10-14"]),
    ],
)  # fmt: skip
def test_values(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("name", WEEKDAYS)
@pytest.mark.parametrize("offset", range(7))
def test_weekdays_by_tense(name: str, offset: int) -> None:
    """Past: the last one, future: the next one; the day of publication itself counts."""
    base = dt.date(2021, 10, 11) + dt.timedelta(days=offset)
    number = WEEKDAYS.index(name)
    back = next(base - dt.timedelta(days=n) for n in range(7) if (base - dt.timedelta(days=n)).weekday() == number)
    ahead = next(base + dt.timedelta(days=n) for n in range(7) if (base + dt.timedelta(days=n)).weekday() == number)
    before = next(base - dt.timedelta(days=n) for n in range(1, 8) if (base - dt.timedelta(days=n)).weekday() == number)
    after = next(base + dt.timedelta(days=n) for n in range(1, 8) if (base + dt.timedelta(days=n)).weekday() == number)
    published = base.isoformat()
    assert values(f"He spoke on {name}.", published) == [back.isoformat()]
    assert values(f"He will speak on {name}.", published) == [ahead.isoformat()]
    assert values(f"He spoke last {name}.", published) == [before.isoformat()]
    assert values(f"He will speak next {name}.", published) == [after.isoformat()]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, ["XXXX-WXX-1", "XXXX-08", "PAST_REF", "2019"]),
        ("2021", ["XXXX-WXX-1", "2021-08", "2020", "2019"]),
        ("2021-10", ["XXXX-WXX-1", "2021-08", "2020", "2019"]),
    ],
)
def test_without_a_day_of_publication_nothing_is_made_up(published: str | None, expected: list[str]) -> None:
    assert values("He spoke Monday, in August, last year and in 2019.", published) == expected


def test_a_history_counts_from_its_own_dates() -> None:
    text = (
        "In 1861 war came. In 1862 it grew. By 1863 it raged. On May 1, 1864, they met. In June they parted. "
        "In 1865 it ended. In 1866 all was over, and in 1867 forgotten."
    )
    assert "1864-06" in values(text)


def test_phrases_of_a_longer_text_are_refused() -> None:
    text = "He spoke on Monday."
    with pytest.raises(ResolveError, match="extract it again"):
        anchor(phrases(text), None, text[:5])


def test_edges_that_generated_texts_found() -> None:
    assert values("He came last winter.", "2000-01-01") == ["1998-WI"]
    assert values("It starts at noon tomorrow.", None) == ["XXXX-XX-XXT12:00"]
    assert values("It was at Christmas.", "9999-01-01") == []


def test_easter() -> None:
    assert [easter(year).isoformat() for year in (1961, 2000, 2025)] == ["1961-04-02", "2000-04-23", "2025-04-20"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-10-12", "2021-10-12"), ("2021-10-12T08:30", "2021-10-12"), ("2021-10-12TNI", "2021-10-12"),
        ("2021-10", "2021-10"), ("2021", "2021"), ("2021-W40", "2021-10"), ("2021-W39", "2021"), ("2020-W53", None),
        ("2021-W40-WE", "2021-10"), ("2021-Q3", "2021"), ("2021-SU", "2021"), ("2021-WI", None), ("197", None),
        ("PAST_REF", None), ("XXXX-WXX-1", None),
    ],
)  # fmt: skip
def test_date_of(value: str, expected: str | None) -> None:
    found = date_of(Time(spans=(Span(0, 1),), type="DATE", value=value))
    assert (found.value if found else None) == expected


def test_a_duration_is_no_date() -> None:
    assert date_of(Time(spans=(Span(0, 1),), type="DURATION", value="P1Y")) is None


@pytest.mark.parametrize(
    ("date", "published", "kept"),
    [
        ("2021-10-12", "2021-10-12", True), ("2021-10-13", "2021-10-12", False), ("2021-10", "2021-10-12", True),
        ("2022", "2021-10-12", False), ("2021-11-01", "2021-10", False), ("2021-11-01", "2021", True),
    ],
)  # fmt: skip
def test_bounded(date: str, published: str, kept: bool) -> None:
    assert (bounded(Date.parse(date), day(published)) is not None) == kept


def spoken(text: str, region: str, content: str, published: str = "2021-10-12") -> str | None:
    """`said_on` with source and cue, and content, given as words of a text of one sentence."""
    at = text.index(region)
    parts = [Span(text.index(content), text.index(content) + len(content))] if content else []
    found = said_on(
        Span(at, at + len(region)), Span(0, len(text)), times(text, published), text, day(published), content=parts
    )
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "region", "content", "expected"),
    [
        ("The minister said on Monday that talks failed in May.",
         "The minister said", "that talks failed in May", "2021-10-11"),
        ("The minister said that talks failed on Monday.", "The minister said", "that talks failed on Monday", None),
        ("On Sunday the minister also lauded the deal.", "the minister also lauded", "the deal", "2021-10-10"),
        ("In remarks published late on Sunday, she said it was over.", "she said", "it was over", "2021-10-10"),
        ("In a statement made on Friday, the ministry declared war.", "the ministry declared", "war", "2021-10-08"),
        ("The minister, in office since 2004, said no.", "The minister, in office since 2004, said", "no", None),
        ("The minister, who was elected in May, said no.", "The minister, who was elected in May, said", "no", None),
        ("He told reporters ahead of Wednesday's summit that all is well.", "He told", "that all is well", None),
        ("He told a briefing on Monday after the talks of Friday that all is well.",
         "He told", "that all is well", "2021-10-11"),
        ("The remarks made by the premier in November drew fire.", "The remarks made by the premier", "", "2020-11"),
        ("He said no as they marked on Friday the pact.", "He said", "no", None),
        ("He will say on Friday that it is over.", "He will say", "that it is over", None),
        ("The 2014 pact, he said, was void.", "he said", "was void", None),
        ("Last week he said it was void.", "he said", "it was void", "2021-10"),
    ],
)  # fmt: skip
def test_said_on_follows_the_speech(text: str, region: str, content: str, expected: str | None) -> None:
    assert spoken(text, region, content) == expected


WORDS = (
    "Monday Friday March May 3 30 1998 2021 2035 last next this the second quarter year years two a few of in "
    "ago later early to , . every week hundred and half 8:30 p.m. 20th century 1970s '98 99/99/99 fiscal noon "
    "will was earlier day before after winter first month decades weekend tomorrow annually Christmas Eve said "
    "he previous same hours 31 February"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@settings(deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS.map(lambda d: d.isoformat())))
def test_values_are_well_formed_and_spans_in_the_text(text: str, published: str | None) -> None:
    for time in times(text, published):
        assert VALUE.fullmatch(time.value), time.value
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert text[time.spans[0].start : time.spans[0].end].strip()
        date_of(time)


@settings(deadline=None)
@given(TEXTS, TEXTS, DAYS.map(lambda d: d.isoformat()), st.sampled_from([10, 7, 4]))
def test_nothing_is_said_after_publication(before: str, after: str, published: str, precision: int) -> None:
    text = f"{before} he said {after}"
    known = day(published[:precision])
    at = len(before) + 1
    found = said_on(Span(at, at + 7), Span(0, len(text)), anchor(phrases(text), known, text), text, known, content=[])
    assert found is None or found.first <= known.date.last


def test_without_a_day_of_publication_a_weekday_counts_from_a_day_named_and_never_from_a_year() -> None:
    text = "The treaty of 1971 stands. On Friday they met. On March 22, 2021 they met again, and on Tuesday they left."
    assert values(text, None) == ["1971", "XXXX-WXX-5", "2021-03-22", "2021-03-16"]


def test_that_day_is_none_of_a_year_that_the_text_named() -> None:
    text = "The treaty of 1971 stands. On Friday they met. That same day the paper wrote of it. On Tuesday they left."
    assert values(text, None) == ["1971", "XXXX-WXX-5", "PRESENT_REF", "XXXX-WXX-2"]


def test_a_weekday_of_an_unknown_week_keeps_a_year_that_stands_farther_off_from_dating_the_speech() -> None:
    text = "Answering claims about the vote in 1971, she said during a briefing on Friday that it stands."
    at = text.index("she said")
    region = Span(at, at + len("she said"))
    content = [Span(text.index("that it"), len(text) - 1)]
    times = anchor(phrases(text), None, text)
    assert said_on(region, Span(0, len(text)), times, text, None, content=content) is None
