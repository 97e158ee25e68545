# ruff: noqa: E501 - samples as they are
"""Pages: what is said about the article, its date, its words, and where they stand in the page."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.base import HEAD, Raw, choose, load
from onrecord.read.html.charset import characters
from onrecord.read.html.places import Source, origins
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected, Span

PROSE = (
    "<p>The minister said that the talks would go on in the morning, whatever the weather and the mood of the house.</p>"
    "<p>Her colleague from the other shore denied it, and said that nobody had asked him about the morning at all.</p>"
)


def _page(head: str = "", body: str = PROSE) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><article>{body}</article></body></html>'
    )


def _read(page: str | bytes, **said: str) -> Document:
    data = page.encode() if isinstance(page, str) else page
    raw = Raw(id="a", name="a", data=data, sha256="0", **{"captured": "2025-12-31", **said})  # type: ignore[arg-type]
    (found,) = load("html")(raw, ReadSettings())
    assert isinstance(found, Document), found
    return found


def _data(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def test_what_the_page_says_of_its_article() -> None:
    document = _read(
        _page(
            _data(
                headline="Talks &amp; weather", author=[{"name": "Ann Lee"}, {"name": "Bo Ray"}], publisher={"name": "The Post"},
                datePublished="2024-05-01T23:30:00-08:00",
            )
            + '<link rel="canonical" href="/news/1"><title>Talks | The Post</title>'
        ),
        url="https://a.example/news/1?from=feed",
    )  # fmt: skip
    assert (document.title, document.byline, document.outlet) == ("Talks & weather", "Ann Lee; Bo Ray", "The Post")
    assert document.url == "https://a.example/news/1"
    assert document.published is not None
    assert (document.published.value, document.published.precision) == ("2024-05-01", "day")
    assert "JSON-LD" in document.published.basis


@pytest.mark.parametrize(
    "data",
    ["not json", "[]", "{}", "null", '{"@type": ["NewsArticle", 7], "headline": [1], "author": {"name": {}}, "datePublished": 3}',
     '{"@graph": [{"@graph": [{"@graph": []}]}]}', '{"@type": "NewsArticle", "author": [null, "", "https://x.example/a"]}'],
)  # fmt: skip
def test_data_of_any_shape_does_no_harm(data: str) -> None:
    document = _read(_page(f'<title>Talks go on</title><script type="application/ld+json">{data}</script>'))
    assert document.title == "Talks go on"
    assert document.byline is None


@pytest.mark.parametrize(
    ("head", "value", "precision"),
    [
        ('<meta property="article:published_time" content="2024-05-01T08:00:00+02:00">', "2024-05-01", "day"),
        ('<meta name="DC.date.issued" content="20240501">', "2024-05-01", "day"),
        ('<meta name="pubdate" content="1 May 2024">', "2024-05-01", "day"),
        ('<link rel="canonical" href="https://a.example/2024/05/17/talks.html">', "2024-05-17", "day"),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        ("", None, None),
    ],
)
def test_the_date_of_a_page(head: str, value: str | None, precision: str | None) -> None:
    said = _read(_page(head)).published
    assert (said and said.value, said and said.precision) == (value, precision)


def test_a_month_without_a_day_is_no_first_of_the_month() -> None:
    said = _read(_page("", f"<div class='date'>May 2024</div>{PROSE}")).published
    assert said is None or said.precision == "month"


def test_blocks_are_parted_by_a_blank_line_and_breaks_by_a_line() -> None:
    body = (
        PROSE
        + "<p>One line<br>and another</p><ul><li>first thing</li><li>second thing</li></ul><h2>A heading</h2>"
        + PROSE
    )
    text = _read(_page("", body)).text
    assert "\n\nOne line\nand another\n\nfirst thing\nsecond thing\n\nA heading\n\nThe minister" in text


@pytest.mark.parametrize(
    ("data", "said", "encoding", "word"),
    [
        ("café".encode(), "", "utf-8", "café"),
        ("café".encode(), "text/html; charset=iso-8859-1", "utf-8", "café"),
        ("café “x”".encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252", "café “x”"),
        (b'<meta charset="windows-1251">' + "Мир".encode("cp1251"), "", "cp1251", "Мир"),
        (b"\xef\xbb\xbf" + "café".encode(), "", "utf-8", "café"),
        ("café".encode("utf-16"), "", "utf-16-le", "café"),
        (b'<meta charset="hex">caf\xc3\xa9', "", "utf-8", "café"),
        (b'<meta charset="no-such">' + "café".encode("cp1252"), "", "cp1252", "café"),
        ("日本".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "iso2022_jp", "日本"),
        ("日本の首相".encode("shift_jis"), "text/html; charset=Shift_JIS", "shift_jis", "日本の首相"),
    ],
)
def test_the_characters_of_a_page(data: bytes, said: str, encoding: str, word: str) -> None:
    decoded = characters(data, said)
    assert not isinstance(decoded, Rejected)
    assert word in decoded.text
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_places_lead_back_whatever_the_encoding(encoding: str) -> None:
    page = _page(
        "",
        "<p>Die Ministerin sagte: „Nein&ldquo;, und ging – über die Brücke, die seit dem Morgen gesperrt war.</p>"
        + PROSE,
    )
    data = page.replace("utf-8", encoding.removesuffix("-sig")).encode(encoding)
    document = _read(data)
    first = document.origin[0]
    assert first.bytes is not None
    start, end = first.bytes
    assert data[start:end].decode(document.encoding).startswith("Die Ministerin sagte: „Nein&ldquo;")
    assert data[start:end].decode(document.encoding).endswith("gesperrt war.")
    assert len(document.origin) == 3


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=6))
def test_any_words_are_found_where_they_stand(words: list[str]) -> None:
    from html import escape  # noqa: PLC0415

    page = "".join(f"<p>{escape(word)}</p>" for word in words)
    lines = [(Span(0, 0), word) for word in words if word.strip()]
    for (_, word), origin in zip(lines, origins(page, lines, "utf-8", 0), strict=True):
        assert origin.bytes is not None
        from html import unescape  # noqa: PLC0415

        seen = unescape(page.encode()[slice(*origin.bytes)].decode())
        assert "".join(seen.split()) == "".join(word.split())


def test_a_line_that_is_not_there_has_no_place() -> None:
    assert Source("<p>One</p>").find("Two") is None
    assert Source("<script>Two</script><p>One</p>").find("Two") is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\n\n  <!-- made by hand -->\n<HTML lang=en>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        ("\ufeff<html><body>x".encode("utf-16-le"), "html"),
        (b"<div class=a>words</div>", "html"),
        (b"Warning: something in line 4\n<html><body>x</body></html>", "html"),
        (b"<p and q are letters, and nothing is closed", "text"),
        (b"A < B, said the teacher, and <html> is a tag.", "text"),
        (b"<3 is a heart.\n", "text"),
    ],
)
def test_a_page_is_told_by_its_content(data: bytes, name: str) -> None:
    assert choose(data[:HEAD], "a.txt") == name


def test_boxes_that_interrupt_an_article_are_left_out_but_not_the_article_in_one() -> None:
    offer = '<div class="subscribe-box"><p>Get our letter every morning.</p></div>'
    text = _read(_page("", f'<div class="paywall-content">{PROSE}{offer}{PROSE * 3}</div>')).text
    assert "every morning" not in text
    assert text.count("The minister said") == 4
