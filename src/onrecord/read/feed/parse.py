"""The entries of a feed, RSS or Atom of any version."""

import calendar
import html
import re
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from onrecord.read.metadata import Metadata
from onrecord.types import Published

_MARKS = (b"<rss", b"<feed", b"<rdf:rdf")
_LONGEST = 2_000
_TAG = re.compile(r"<[^>]*>")


class Entry(msgspec.Struct, frozen=True):
    """One item: its address, what the feed says of it, and the text that the feed itself carries, as HTML."""

    link: str
    title: str | None
    published: Published | None
    byline: str | None
    body: str


class Feed(msgspec.Struct, frozen=True):
    """A feed's name, its entries in order, and when it asks to be fetched again: minutes, 0 where it doesn't say."""

    title: str | None
    entries: tuple[Entry, ...]
    every: int = 0


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes (unmarked, see `sniffing.plain`) are those of a feed."""
    start = head.lstrip()[:1].lower()
    return start == b"<" and any(mark in head.lower() for mark in _MARKS) and b"<html" not in head.lower()


def parse(data: bytes, url: str = "") -> Feed:
    """The feed in these bytes, which stood at `url`; ValueError where they are none.

    Entries without an address are left out: nothing could be cited. Relative addresses are completed.
    """
    import feedparser  # noqa: PLC0415 - only who reads feeds pays

    if b"<!ENTITY" in data:
        raise ValueError("declares entities: not read")
    try:
        found: Any = feedparser.parse(data, response_headers={"content-location": url}, sanitize_html=False)
    except (AttributeError, KeyError, IndexError, TypeError) as error:  # its handlers trip over tags in wrong places
        raise ValueError("a feed that can't be parsed: damaged") from error
    if not found.get("version") and not found.entries:
        raise ValueError("no feed: neither RSS nor Atom")
    entries = tuple(entry for one in found.entries if (entry := _entry(one, url)) is not None)
    minutes = str(found.feed.get("ttl") or "")
    return Feed(_plain(found.feed.get("title")), entries, int(minutes) if minutes.isdecimal() else 0)


def _entry(one: Any, url: str) -> Entry | None:
    said = str(one.get("link") or "").strip()
    link = urljoin(url, said)
    if not said or urlsplit(link).scheme not in ("http", "https") or len(link) > _LONGEST:
        return None
    bodies = [str(part.get("value") or "") for part in one.get("content") or ()] + [str(one.get("summary") or "")]
    return Entry(link, _plain(one.get("title")), _day(one), _plain(one.get("author")), max(bodies, key=len))


def _day(one: Any) -> Published | None:
    """The day the feed says it was published, by its own clock's UTC; none where it lies ahead of now."""
    said: time.struct_time | None = one.get("published_parsed") or one.get("updated_parsed")
    if said is None:
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(said), UTC)
    except (OverflowError, ValueError):
        return None
    return Published(moment.date().isoformat(), "day", "feed") if moment <= datetime.now(UTC) else None


def _plain(words: object) -> str | None:
    """A title or name without markup and entities."""
    text = html.unescape(_TAG.sub("", str(words or "")))
    return " ".join(text.split()) or None


def page(entry: Entry, outlet: str | None) -> bytes:
    """The entry's own text as a page that says of itself what the feed says of it."""
    meta = {
        "og:site_name": outlet,
        "author": entry.byline,
        "article:published_time": entry.published.value if entry.published else None,
    }
    heads = "".join(f'<meta property="{name}" content="{html.escape(said)}">' for name, said in meta.items() if said)
    title = html.escape(entry.title or "")
    whole = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{heads}'
        f'<link rel="canonical" href="{html.escape(entry.link)}"></head>'
        f"<body><article><h1>{title}</h1>{entry.body}</article></body></html>"
    )
    return whole.encode("utf-8", "xmlcharrefreplace")


def known(entry: Entry, outlet: str | None) -> Metadata:
    """What the feed says of an entry."""
    return Metadata(title=entry.title, published=entry.published, outlet=outlet, byline=entry.byline, url=entry.link)
