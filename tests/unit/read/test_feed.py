"""Feeds: what they carry, what is fetched for them, and what never is."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.errors import ReadError
from onrecord.read import collect, documents, find
from onrecord.read.base import Raw, choose
from onrecord.read.feed import opml
from onrecord.read.feed.fetch import Refused, fetch, public
from onrecord.read.feed.parse import parse
from onrecord.read.feed.reader import FeedReader
from onrecord.read.feed.state import State
from onrecord.settings import FeedSettings, ReadSettings
from onrecord.types import Rejected

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour Post</title><ttl>0</ttl>
<item><title>Chile &amp; Peru</title><link>{base}/one</link><pubDate>Tue, 20 Jun 2023 10:00:00 GMT</pubDate>
<author>Ana Soto</author><description>&lt;p&gt;Chile said it would sign.&lt;/p&gt;</description></item>
<item><title>Two</title><link>{base}/two</link><description></description></item>
<item><title>No address</title><description>words</description></item>
</channel></rss>"""
PAGE = (
    "<!doctype html><html><head><title>Chile and Peru</title></head><body><article><h1>Chile and Peru</h1>"
    "<p>" + "The harbour was calm on Tuesday and the boats lay at the quay in the sun. " * 6 + "</p>"
    "<p>Chile said it would sign the pact next week.</p></article></body></html>"
)


def test_a_saved_feed_gives_its_entries_with_what_it_says_of_them() -> None:
    data = RSS.format(base="https://news.example").encode()
    assert choose(data, "x.xml") == "feed"
    found = list(FeedReader()(Raw(id="f.xml", name="f.xml", data=data), ReadSettings()))
    one, two = found
    assert isinstance(one, Raw) and one.id == "https://news.example/one" and b"Chile said" in one.data
    assert one.known.title == "Chile & Peru" and one.known.outlet == "Harbour Post" and one.known.byline == "Ana Soto"
    assert one.known.published is not None and one.known.published.value == "2023-06-20"
    assert isinstance(two, Rejected) and "carries no text" in two.reason


def test_atom_and_dates_ahead_of_now() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>t</title><link href="/a"/>
    <updated>2999-01-01T00:00:00Z</updated><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
    (entry,) = parse(data, "https://news.example/feed").entries
    assert entry.link == "https://news.example/a" and entry.published is None


@pytest.mark.parametrize(
    "data", [b"<rss", b"<rss><channel/></rss>", b"<feed>", b"<rss><!ENTITY a 'b'></rss>", b"\xff\xfe<rss"]
)
def test_a_damaged_feed_is_a_reason(data: bytes) -> None:
    assert all(isinstance(part, Rejected) for part in FeedReader()(Raw(id="f", name="f", data=data), ReadSettings()))


def test_a_list_of_feeds() -> None:
    listed = (
        b'<opml><body><outline text="x"><outline xmlUrl="https://a.example/f"/></outline>'
        b'<outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="https://a.example/f"/></body></opml>'
    )
    assert opml.feeds(listed, "l.opml") == ("https://a.example/f",)
    for bad in (b"<opml", b"<opml><body/></opml>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>"):
        with pytest.raises(ReadError, match=r"l\.opml: "):
            opml.feeds(bad, "l.opml")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fd00::1", "224.0.0.1",
     "::ffff:10.0.0.1", "2002:0a00:0001::1", "100.64.0.1"],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert not public(address)


def test_public_addresses_are_known() -> None:
    assert public("93.184.216.34") and public("2606:2800:220:1:248:1893:25c8:1946")


class _Site(BaseHTTPRequestHandler):
    """A site on this machine; what it does stands in `pages`, what it was asked in `asked`."""

    pages: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """The address of a running site, its pages and what it was asked."""

    def __init__(self, base: str, handler: type[_Site]) -> None:
        self.base, self.pages, self.asked = base, handler.pages, handler.asked

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    handler = type("Handler", (_Site,), {"pages": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found = Site(f"http://127.0.0.1:{server.server_port}", handler)
    found.pages["/feed"] = (
        200,
        {"ETag": '"v1"', "Content-Type": "application/rss+xml"},
        RSS.format(base=found.base).encode(),
    )
    found.pages["/one"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode())
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def _list(folder: Path, site: Site) -> Path:
    path = folder / "news.opml"
    path.write_text(f'<opml version="2.0"><body><outline xmlUrl="{site.base}/feed"/></body></opml>')
    return path


HERE = FeedSettings(delay=0.0, allow_loopback=True, max_seconds=20)
QUIET = lambda *_: None  # noqa: E731


def test_a_round_fetches_pages_once_and_falls_back_to_the_feed(tmp_path: Path, site: Site) -> None:
    listed = _list(tmp_path, site)
    first = collect(listed, HERE, QUIET)
    assert first.pages == 1 and [one.path for one in first.rejected] == [f"{site.base}/two"]
    texts = {one.id: one.text for one in documents(first.folder, ReadSettings())}
    assert "Chile said it would sign the pact" in texts[f"{site.base}/one"]
    again = collect(listed, HERE, QUIET)
    assert again.pages == 0 and site.paths().count("/one") == 1
    assert dict(site.asked[-1][1]).get("if-none-match") == '"v1"'
    assert len(find([first.folder])[0]) == 1

    site.pages["/one"] = (500, {}, b"")
    other = collect(_list(tmp_path / "b", site) if (tmp_path / "b").mkdir() is None else listed, HERE, QUIET)
    assert other.pages == 1
    assert "Chile said it would sign." in next(iter(documents(other.folder, ReadSettings()))).text


def test_robots_are_obeyed(tmp_path: Path, site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /one\n")
    found = collect(_list(tmp_path, site), HERE, QUIET)
    assert "/one" not in site.paths() and found.pages == 1  # the feed's own text is there
    site.pages["/robots.txt"] = (503, {}, b"")
    (refused,) = collect(
        _list(tmp_path / "c", site) if (tmp_path / "c").mkdir() is None else tmp_path, HERE, QUIET
    ).rejected
    assert refused.reason == "the site can't say what robots may fetch (answers 503)"


def test_a_failing_feed_is_asked_less_and_less(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = (503, {"Retry-After": "7200"}, b"")
    listed = _list(tmp_path, site)
    folder = collect(listed, HERE, QUIET).folder
    state = State.load(folder).feeds[f"{site.base}/feed"]
    assert state.failures == 1 and state.after > time.time() + 7000
    asked = len(site.asked)
    assert collect(listed, HERE, QUIET).rejected == () and len(site.asked) == asked


def test_nothing_is_fetched_from_a_private_network(site: Site) -> None:
    closed = FeedSettings()
    for url in (
        f"{site.base}/feed",
        "http://localhost/x",
        "http://[::1]/x",
        "file:///etc/passwd",
        "http://u:p@a.example/",
    ):
        with pytest.raises(Refused):
            fetch(url, closed)
    assert site.asked == []


def test_redirects_are_judged_anew_and_end(site: Site) -> None:
    site.pages["/away"] = (302, {"Location": "http://10.0.0.1/x"}, b"")
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    site.pages["/near"] = (302, {"Location": "/one"}, b"")
    with pytest.raises(Refused, match="private network"):
        fetch(f"{site.base}/away", HERE)
    with pytest.raises(Refused, match="redirects"):
        fetch(f"{site.base}/round", HERE)
    assert fetch(f"{site.base}/near", HERE).url == f"{site.base}/one"


def test_answers_are_bounded(site: Site) -> None:
    bomb = gzip.compress(b"0" * 5_000_000)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, bomb)
    site.pages["/odd"] = (200, {"Content-Encoding": "br"}, b"x")
    small = msgspec.structs.replace(HERE, max_bytes=100_000)
    with pytest.raises(Refused, match="limit"):
        fetch(f"{site.base}/bomb", small)
    with pytest.raises(Refused, match="packed"):
        fetch(f"{site.base}/odd", small)
    assert fetch(f"{site.base}/bomb", HERE).data == b"0" * 5_000_000


def test_a_damaged_state_says_what_to_do(tmp_path: Path, site: Site) -> None:
    listed = _list(tmp_path, site)
    folder = collect(listed, HERE, QUIET).folder
    (folder / ".state.json").write_text("{")
    with pytest.raises(ReadError, match="take it away"):
        collect(listed, HERE, QUIET)


@pytest.mark.model
def test_watching_makes_a_record_of_what_was_fetched(tmp_path: Path, site: Site) -> None:
    options = onrecord.Options(settings=onrecord.Settings(feeds=HERE))
    (manifest,) = onrecord.watch(_list(tmp_path, site), tmp_path / "r", options, rounds=1)
    assert [one.document for one in manifest.inputs] == [f"{site.base}/one"]
    assert [one.path for one in manifest.rejected] == [f"{site.base}/two"]
    said = onrecord.timeline(tmp_path / "r").to_pylist()
    assert (["CHL"], f"{site.base}/one") in [(row["side"], row["doc"]) for row in said]
    # the collection alone, without the list and the network, is the same record
    offline = onrecord.build(tmp_path / "news.collected", tmp_path / "s")
    assert offline.inputs == manifest.inputs
