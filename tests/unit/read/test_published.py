"""The day of publication and its ground."""

import pytest

from onrecord.read.describe import describe
from onrecord.types import Document, Published

LEAD = (
    "The foreign minister of Ruritania arrived in the capital on Monday for two days of talks.\n\nShe met her host.\n\n"
)


def _published(text: str, **said: str) -> Published | None:
    return describe(Document(id="a", text=text, url=said.get("url"))).published


def _value(text: str, **said: str) -> str | None:
    published = _published(text, **said)
    return published.value if published else None


def test_a_date_line_at_the_top() -> None:
    published = _published(f"Talks begin\n\nOctober 3 2024, 08:53 AM • 88 views\n\n{LEAD}")
    assert published == Published("2024-10-03", "day", "date line 'October 3 2024, 08:53 AM • 88 views'")


def test_published_wins_over_updated() -> None:
    assert _value(f"Talks begin\n\nUpdated: 5 Oct 2024\n\nPublished: 3 Oct 2024\n\n{LEAD}") == "2024-10-03"
    assert _value(f"Talks begin\n\nUpdated: 5 Oct 2024\n\n{LEAD}") == "2024-10-05"


def test_a_published_line_at_the_end() -> None:
    assert _value(f"{LEAD}First published on September 5, 2017 / 10:06 PM") == "2017-09-05"


def test_what_was_given_wins() -> None:
    document = Document(
        id="a", text=f"Published: 3 Oct 2024\n\n{LEAD}", published=Published("2020", "year", "metadata")
    )
    assert describe(document).published == Published("2020", "year", "metadata")


def test_front_matter_wins_over_the_page() -> None:
    assert _published(f"---\ndate: 2021-10-12\n---\nPublished: 3 Oct 2024\n\n{LEAD}") == Published(
        "2021-10-12", "day", "front matter"
    )


def test_a_wrong_date_in_front_matter_is_said() -> None:
    document = describe(Document(id="a", text=f"---\ndate: soon\n---\n{LEAD}"))
    assert document.published is None
    assert "'soon' is no date" in document.notes[0]


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.org/2021/10/12/talks", "2021-10-12"),
        ("https://example.org/2021/10/talks", "2021-10"),
        ("https://example.org/world-20211012/talks", "2021-10-12"),
        ("https://example.org/talks-2021-10-12.html", "2021-10-12"),
        ("https://example.org/talks-1638170?page=2", None),
        ("https://example.org/2021/99/12/talks", None),
    ],
)
def test_a_date_in_an_address(url: str, value: str | None) -> None:
    assert _value(LEAD, url=url) == value
    assert _value(f"{LEAD}Source: {url}") == value


def test_addresses_that_disagree_say_nothing() -> None:
    assert _value(f"{LEAD}https://a.example/2021/10/12/x\n\nhttps://a.example/2020/10/12/x") is None


def test_a_dateline_with_its_year() -> None:
    assert _value(f"VIENNA, Oct. 3, 2024 (RNA) - {LEAD}") == "2024-10-03"


def test_a_dateline_without_a_year_takes_it_from_a_day_told_just_before() -> None:
    assert _value(f"VIENNA, Oct. 3 (RNA) - The treaty of Oct. 1, 2024 holds. {LEAD}") == "2024-10-03"
    assert _value(f"VIENNA, Oct. 3 (RNA) - The treaty of 1955 holds. {LEAD}") is None


def test_the_latest_day_told_gives_the_month_where_its_weekday_is_named() -> None:
    published = _published(f"{LEAD}The protocol was signed on September 30, 2024.")
    assert published == Published("2024-09", "month", "latest day told: 'September 30, 2024'")


@pytest.mark.parametrize(
    "ending",
    [
        "The protocol was signed on September 26, 2024.",
        "The protocol was signed on September 30, 2024, and again in 2025.",
        "The elections are due on September 30, 2024.",
        "The protocol was signed in 2024.",
    ],
)
def test_weaker_ground_says_nothing(ending: str) -> None:
    assert _value(LEAD + ending) is None


def test_an_anniversary_gives_its_year() -> None:
    assert _value(f"{LEAD}This year they celebrated the 20th anniversary of the treaty of 2001.") == "2021"
    assert _value(f"{LEAD}She spoke of the 20th anniversary of the treaty of 2001.") is None
