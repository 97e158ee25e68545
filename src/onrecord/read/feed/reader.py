"""Feeds that were saved as files: each entry is an input of its own, called by its address."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from onrecord.read.base import STAGE, Part, Raw, RejectedPart
from onrecord.read.feed.parse import known, looks_like_feed, page, parse
from onrecord.read.sniffing import plain
from onrecord.settings import ReadSettings
from onrecord.types import Rejected


class FeedReader:
    """RSS and Atom: the text that the feed itself carries, with the title, date and author that it gives."""

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether a feed begins here."""
        return looks_like_feed(plain(head))

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:  # noqa: ARG002
        """An input an entry; an entry without text of its own is a `Rejected` that says where its page is."""
        try:
            feed = parse(raw.data, raw.url or "")
        except ValueError as error:
            yield Rejected(STAGE, str(error))
            return
        seen: set[str] = set()
        for entry in feed.entries:
            where = f"{raw.where}/{entry.link}"
            if entry.link in seen:
                continue
            seen.add(entry.link)
            if not entry.body.strip():
                yield RejectedPart(STAGE, "the feed carries no text of it: fetch its page", where)
                continue
            yield Raw(
                id=entry.link, place=where, name=urlsplit(entry.link).path.rsplit("/", 1)[-1],
                data=page(entry, feed.title), url=entry.link, captured=raw.captured, level=raw.level + 1,
                known=known(entry, feed.title), media_type="text/html; charset=utf-8",
            )  # fmt: skip
        if not feed.entries:
            yield Rejected(STAGE, "a feed without entries that have an address")
