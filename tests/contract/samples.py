# ruff: noqa: E501 - samples as they are
"""A valid input of each format, the texts that it holds, and how a span's origin is checked against the original."""

import csv
import gzip
import html
import io
import re
import tarfile
import zipfile
from collections.abc import Callable

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from reportlab.pdfgen.canvas import Canvas

from onrecord.types import Document, Origin

Back = Callable[[Document, Origin, bytes], None]


def same_bytes(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are the text itself."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert original[start:end].decode(document.encoding) == origin.span.of(document.text)


def json_line(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are a JSON object that holds the text."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert origin.span.of(document.text) in msgspec.json.decode(original[start:end]).values()


def csv_row(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are a row that holds the text."""
    assert origin.bytes is not None
    start, end = origin.bytes
    (row,) = csv.reader(io.StringIO(original[start:end].decode(), newline=""))
    assert origin.span.of(document.text) in row


def markup(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are the words with tags and entities between."""
    assert origin.bytes is not None
    start, end = origin.bytes
    seen = html.unescape(re.sub(r"<[^>]*>", "", original[start:end].decode(document.encoding)))
    assert "".join(seen.split()) == "".join(origin.span.of(document.text).split())


def on_page(document: Document, origin: Origin, original: bytes) -> None:
    """The words stand in the box on the page."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    assert origin.page is not None and origin.box is not None
    page = PdfDocument(original)[origin.page].get_textpage()
    left, bottom, right, top = origin.box
    found = page.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
    assert "".join(origin.span.of(document.text).split()) in "".join(found.split())


def pdf(*pages: str) -> bytes:
    """A PDF with a line of these words on each page, and its number below."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, words in enumerate(pages, 1):
        canvas.drawString(72, 700, words)
        canvas.drawString(300, 30, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks begin</title></head><body><nav><a href="/">Home</a>
</nav><article><h1>Talks begin</h1><p>The minister said \u201cno\u201d to the <b>offer</b> that&nbsp;had been made to her in
the morning by the envoys of three states, and left the hall.</p><p>Nobody in the hall followed her for a while, witnesses
said, since the doors were locked.</p></article></body></html>""".encode()
PAGE_TEXT = (
    "Talks begin\n\nThe minister said \u201cno\u201d to the offer that had been made to her in the morning by the envoys of "
    "three states, and left the hall.\n\nNobody in the hall followed her for a while, witnesses said, since the doors were "
    "locked."
)


TALKS, RETURN = "The envoys met in the old town hall.\n", "The envoys went home on Friday.\n"
TABLE = 'id,title,text\r\nx,First,"One,\r\nand more."\r\ny,Second,Two.\r\n'


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar archive of these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def warc(*pages: tuple[str, str, bytes], kind: str = "response", status: str = "200 OK") -> bytes:
    """A web archive: (address, media type, body) a record, captured on 2 May 2024."""
    out = b""
    for number, (address, media_type, body) in enumerate(pages):
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-02T08:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        out += head.encode() + block + b"\r\n\r\n"
    return out


def parquet(rows: dict[str, list[str]]) -> bytes:
    """A Parquet table of these columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(rows), out)
    return out.getvalue()


MAIL = (
    b"From: The Harbour Gazette <news@gazette.example>\r\nTo: reader@example.org\r\nSubject: =?utf-8?q?Talks_=E2=80=9Cbegin?=\r\n"
    b"Date: Tue, 14 Mar 2023 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 of the ministry stayed closed, the envoys said.\r\n"
)


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item><title>Talks begin</title>
<link>https://a.example/1</link><pubDate>Tue, 14 Mar 2023 23:30:00 GMT</pubDate>
<description>&lt;p&gt;The minister said no to the offer of the envoys.&lt;/p&gt;</description></item></channel></rss>"""


class Sample(msgspec.Struct, frozen=True):
    """`texts` by the ids that documents get when the input is called "a"."""

    data: bytes
    texts: dict[str, str]
    back: Back | None  # None: the format has no places that bytes could tell


SAMPLES: dict[str, Sample] = {
    "text": Sample(
        "\ufeffTalks begin\r\n\r\nThe minister said “no”.\n".encode(),
        {"a": "Talks begin\r\n\r\nThe minister said “no”.\n"},
        same_bytes,
    ),
    "jsonl": Sample(b'{"id": "x", "text": "One."}\n\n  {"text": "Two."}\n', {"x": "One.", "a#3": "Two."}, json_line),
    "html": Sample(PAGE, {"a": PAGE_TEXT}, markup),
    "pdf": Sample(
        pdf("The envoy left the hall.", "Nobody followed her."),
        {"a": "The envoy left the hall.\n\n1\n\nNobody followed her.\n\n2"},
        on_page,
    ),
    "zip": Sample(
        zipped({"b/return.txt": RETURN.encode(), "talks.txt": TALKS.encode(), ".DS_Store": b"\0\0"}),
        {"a/b/return.txt": RETURN, "a/talks.txt": TALKS},
        same_bytes,
    ),
    "tar": Sample(
        gzip.compress(tarred({"b/return.txt": RETURN.encode(), "talks.txt": TALKS.encode()}), mtime=0),
        {"a/b/return.txt": RETURN, "a/talks.txt": TALKS},
        same_bytes,
    ),
    "packed": Sample(zstandard.compress(TALKS.encode()), {"a": TALKS}, same_bytes),
    "warc": Sample(
        gzip.compress(warc(("https://a.example/1", "text/plain", TALKS.encode())), mtime=0)
        + gzip.compress(warc(("https://a.example/2", "text/plain", RETURN.encode())), mtime=0),
        {"https://a.example/1": TALKS, "https://a.example/2": RETURN},
        same_bytes,
    ),
    "feed": Sample(
        FEED, {"https://a.example/1": "Talks begin\n\nThe minister said no to the offer of the envoys."}, None
    ),
    "mail": Sample(MAIL, {"a": "The café of the ministry stayed closed, the envoys said.\r\n"}, same_bytes),
    "csv": Sample(TABLE.encode(), {"x": "One,\r\nand more.", "y": "Two."}, csv_row),
    "parquet": Sample(
        parquet({"id": ["x", "y"], "text": ["One is enough.", "Two is not."]}),
        {"x": "One is enough.", "y": "Two is not."},
        None,
    ),
}
