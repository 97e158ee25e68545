"""Web archives, messages, saved pages and archives: ids, dates of capture, what is passed over."""

import base64
import gzip

import pytest
import zstandard

from onrecord.read.base import Raw, RejectedPart
from onrecord.read.describe import describe
from onrecord.read.reading import read_raw
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected
from tests.contract.samples import PAGE, TALKS, pdf, tarred, warc, zipped

HTML = "text/html; charset=utf-8"


def _read(data: bytes, **limits: int) -> list[Document | Rejected]:
    return list(read_raw(Raw(id="a", name="a", data=data), ReadSettings(**limits)))


def _documents(data: bytes) -> list[Document]:
    parts = _read(data)
    assert not [part for part in parts if isinstance(part, Rejected)], parts
    return [describe(part) for part in parts if isinstance(part, Document)]


def _page(head: str, words: str = "") -> bytes:
    return PAGE.replace(b"</head>", head.encode() + b"</head>").replace(b"</article>", words.encode() + b"</article>")


@pytest.mark.parametrize(
    "pack",
    [
        b"".join,
        lambda records: b"".join(map(gzip.compress, records)),
        lambda records: gzip.compress(b"".join(records)),
        lambda records: b"".join(map(zstandard.compress, records)),
        lambda records: zstandard.compress(b"".join(records)),
    ],
    ids=["plain", "gzip by record", "gzip", "zstd by record", "zstd"],
)
def test_a_web_archive_however_it_is_packed(pack: object) -> None:
    records = [warc((f"https://a.example/{n}", HTML, PAGE)) for n in range(3)]
    found = _documents(pack(records))  # type: ignore[operator]
    assert [document.id for document in found] == [f"https://a.example/{n}" for n in range(3)]
    assert {document.title for document in found} == {"Talks begin"}
    assert {document.url for document in found} == {document.id for document in found}


def test_what_is_no_page_is_passed_over() -> None:
    data = (
        warc(("https://a.example/style.css", "text/css", b"p { color: red }"))
        + warc(("https://a.example/x.png", "image/png", b"\x89PNG\r\n\x1a\n"))
        + warc(("https://a.example/robots.txt", "text/plain", b"User-agent: *"))
        + warc(("https://a.example/old", HTML, PAGE), status="301 Moved Permanently")
        + warc(("https://a.example/gone", HTML, PAGE), status="404 Not Found")
        + warc(("dns:a.example", "text/dns", b"20240502 a.example 1.2.3.4"))
        + warc(("https://a.example/unsaid", "application/octet-stream", PAGE))
        + warc(("https://a.example/report", "application/pdf", pdf("The envoy left the hall.")))
    )
    assert [document.id for document in _documents(data)] == ["https://a.example/unsaid", "https://a.example/report"]


def test_a_second_capture_with_other_content_is_said_and_one_with_the_same_is_not() -> None:
    page = ("https://a.example/1", HTML, PAGE)
    parts = _read(warc(page, page, ("https://a.example/1", HTML, PAGE.replace(b"three", b"four"))))
    assert [type(part).__name__ for part in parts] == ["Document", "RejectedPart"]
    assert isinstance(parts[1], RejectedPart)
    assert parts[1].id == "a/https://a.example/1"
    assert parts[1].reason == "captured again on 2024-05-02 with other content: the first is read"


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2024-05-01T23:00:00Z", "2024-05-01"),
        ("2024-05-03T09:00:00Z", None),  # after the capture on 2 May: not believed
        ("2024-05-03T04:00:00+10:00", "2024-05-02"),  # a day later there, the same day in the archive's time
        ("2031-01-01", None),
        ("1 May 2024", "2024-05-01"),
    ],
)
def test_no_date_lies_after_the_capture(said: str, published: str | None) -> None:
    page = _page(f'<meta property="article:published_time" content="{said}">')
    (document,) = _documents(warc(("https://a.example/1", HTML, page)))
    assert (document.published.value if document.published else None) == published


def test_a_member_of_an_archive_in_an_archive() -> None:
    inner = tarred({"x/talks.txt": TALKS.encode(), "page": PAGE})
    found = _documents(zipped({"deep/inner.tar.gz": gzip.compress(inner)}))
    assert [document.id for document in found] == ["a/deep/inner.tar.gz/x/talks.txt", "a/deep/inner.tar.gz/page"]
    assert found[1].media_type == "text/html"


def test_a_web_archive_in_a_zip_says_where_a_bad_page_stands() -> None:
    parts = _read(zipped({"c.warc": warc(("https://a.example/1", HTML, b"<html><body><p>x</p></body></html>"))}))
    assert isinstance(parts[0], RejectedPart)
    assert parts[0].id == "a/c.warc/https://a.example/1"


EML = b"""From: =?utf-8?q?The_Harbour_G=C3=A4zette?= <news@gazette.example>
To: reader@example.org
Subject: Talks
 begin
Date: Wed, 3 May 2023 00:30:00 +0900
Message-ID: <1@gazette.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="q"

--q
Content-Type: multipart/alternative; boundary="p"

--p
Content-Type: text/plain; charset=utf-8

Read this in your browser.
--p
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

%s
--p--
--q
Content-Type: application/pdf; name="report.pdf"
Content-Disposition: attachment; filename="../report.pdf"
Content-Transfer-Encoding: base64

%s
--q
Content-Type: text/plain
Content-Disposition: attachment; filename="note.txt"

The envoys met in the old town hall.
--q
Content-Type: image/png
Content-Disposition: attachment; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--q--
""" % (base64.encodebytes(PAGE), base64.encodebytes(pdf("The envoy left the hall.")))


def test_a_message_gives_its_body_and_attachments() -> None:
    parts = _read(EML)
    body, named, note = parts
    assert isinstance(body, Document) and isinstance(note, Document)
    assert (body.id, body.title, body.outlet) == ("a", "Talks begin", "The Harbour Gäzette")
    assert body.published is not None
    assert (body.published.value, body.published.basis) == ("2023-05-03", "the message's date")
    assert "witnesses said" in body.text
    assert isinstance(named, RejectedPart) and "leads out of the archive" in named.reason
    assert (note.id, note.title, note.published) == ("a/note.txt", None, None)


def test_a_text_that_is_more_than_a_pointer_is_read_rather_than_its_html() -> None:
    data = EML.replace(b"Read this in your browser.", TALKS.encode() * 9)
    body = _read(data)[0]
    assert isinstance(body, Document)
    assert body.media_type == "text/plain" and body.text.startswith(TALKS)


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/news/1
Subject: Talks begin
Date: Thu, 2 May 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="q"

--q
Content-Type: text/html
Content-Location: https://a.example/news/1
Content-Transfer-Encoding: base64

%s
--q
Content-Type: text/css
Content-Location: cid:css

p { color: red }
--q--
"""


def test_a_saved_page_is_bounded_by_the_day_it_was_saved() -> None:
    for said, published in (("2024-05-01", "2024-05-01"), ("2024-05-09", None)):
        page = _page(f'<meta property="article:published_time" content="{said}">')
        (document,) = _documents(MHTML % base64.encodebytes(page))
        assert (document.id, document.url, document.title) == ("a", "https://a.example/news/1", "Talks begin")
        assert (document.published.value if document.published else None) == published
        assert document.media_type == "text/html"


def test_a_text_that_begins_like_a_letter_is_a_text() -> None:
    (document,) = _documents(b"From: the minister\nTo: the house\nSubject: the treaty\n\nNothing more was said.\n")
    assert document.media_type == "text/plain"


def test_depth_is_a_setting() -> None:
    data = zipped({"b.zip": zipped({"c.txt": TALKS.encode()})})
    assert isinstance(_read(data, max_depth=2)[0], Document)
    assert "in more than 1 containers" in getattr(_read(data, max_depth=1)[0], "reason", "")
