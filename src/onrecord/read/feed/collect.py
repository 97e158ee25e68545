"""One round over the feeds of a list: what is new is fetched into an archive beside the list.

`news.opml` collects into the folder `news.collected`: one web archive a round, and what the next round must know. The
folder is the user's own: `build news.collected` makes the same record without any network.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import ReadError
from onrecord.read.base import HEAD, STAGE
from onrecord.read.feed.archive import Archive
from onrecord.read.feed.fetch import Answer, Refused, fetch
from onrecord.read.feed.opml import feeds, looks_like_opml
from onrecord.read.feed.parse import Entry, Feed, page, parse
from onrecord.read.feed.robots import Robots
from onrecord.read.feed.state import FeedState, State, write_whole
from onrecord.read.sniffing import plain
from onrecord.settings import FeedSettings
from onrecord.types import RejectedInput

_BACK_OFF, _LONGEST = 15 * 60.0, 24 * 3600.0
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
Progress = Callable[[str, int, int], None]


class Round(msgspec.Struct, frozen=True):
    """What a round gave: the folder of the collection, how many pages are new, and what couldn't be had."""

    folder: Path
    pages: int
    rejected: tuple[RejectedInput, ...]


def is_list(path: Path) -> bool:
    """Whether a file is a list of feeds, by its content."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return looks_like_opml(plain(file.read(HEAD)))
    except OSError:
        return False


def collect(path: Path, settings: FeedSettings, progress: Progress) -> Round:
    """One round over the feeds that the OPML file at `path` lists. ReadError where it can't be read or lists none.

    A page that was had is never asked for again. Stopped by Ctrl-C, what was fetched until then is kept.
    """
    try:
        addresses = feeds(path.read_bytes(), str(path))
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}; give a readable OPML file") from error
    folder = path.with_name(f"{path.stem}.collected")
    folder.mkdir(exist_ok=True)
    collection = _Collection(folder, settings)
    try:
        for done, address in enumerate(addresses):
            progress("fetch", done, len(addresses))
            collection.visit(address)
        progress("fetch", len(addresses), len(addresses))
    finally:
        collection.keep()
    return Round(folder, collection.archive.pages, tuple(collection.rejected))


class _Collection:
    """The round at work: one connection at a time, politely."""

    def __init__(self, folder: Path, settings: FeedSettings) -> None:
        self.folder, self.settings = folder, settings
        self.state = State.load(folder)
        self.archive = Archive()
        self.robots = Robots(settings)
        self.rejected: list[RejectedInput] = []
        self.began = datetime.now(UTC)
        self._last: dict[str, float] = {}

    def visit(self, address: str) -> None:
        """One feed, if it's due, and the pages of its new entries."""
        before = self.state.feeds.get(address, FeedState())
        if time.time() < before.after:
            return
        try:
            self._allowed(address)
            answer = fetch(address, self.settings, _conditions(before))
            feed = self._feed(answer)
        except Refused as error:
            self._reject(address, str(error))
            self.state.feeds[address] = _failed(before, error.wait)
            return
        self.state.feeds[address] = FeedState(
            etag=answer.headers.get("etag", before.etag),
            modified=answer.headers.get("last-modified", before.modified),
            after=time.time() + feed.every * 60,
        )
        for entry in feed.entries[: self.settings.entries]:
            if entry.link not in self.state.pages:
                self._take(entry, feed.title)

    def _feed(self, answer: Answer) -> Feed:
        if answer.status == 304:
            return Feed(None, ())
        if answer.status != 200:
            raise Refused(f"answers {answer.status}", _asked_wait(answer))
        try:
            return parse(answer.data, answer.url)
        except ValueError as error:
            raise Refused(str(error)) from error

    def _take(self, entry: Entry, outlet: str | None) -> None:
        """The entry's page, or, where it can't be had, the text that the feed carries."""
        now = datetime.now(UTC)
        reason = "its page isn't wanted (feeds.pages), and the feed carries no text of it"
        if self.settings.pages:
            try:
                self._allowed(entry.link)
                answer = fetch(entry.link, self.settings)
                kind = answer.headers.get("content-type", "text/html").split(";")[0].strip().lower()
                if answer.status != 200:
                    raise Refused(f"answers {answer.status}", _asked_wait(answer))
                if kind not in _PAGES:
                    raise Refused(f"is {kind}: no page")
                # called by the address that the feed gives, which is asked for only once
                self.archive.add(msgspec.structs.replace(answer, url=entry.link), now)
                self.state.pages[entry.link] = "page"
                return
            except Refused as error:
                reason = str(error)
        if entry.body.strip():
            headers = {"content-type": "text/html; charset=utf-8"}
            self.archive.add(Answer(entry.link, 200, headers, page(entry, outlet)), now)
            self.state.pages[entry.link] = "feed"
        else:
            self._reject(entry.link, reason)

    def _allowed(self, url: str) -> None:
        """Wait until the site may be asked again; Refused where its rules forbid the page."""
        refusal = self.robots.refusal(url)
        if refusal is not None:
            raise Refused(refusal)
        site = urlsplit(url).netloc
        left = self._last.get(site, 0.0) + self.robots.wait(url) - time.monotonic()
        if site in self._last and left > 0:
            time.sleep(left)
        self._last[site] = time.monotonic()

    def _reject(self, address: str, reason: str) -> None:
        self.rejected.append(RejectedInput(path=address, stage=STAGE, reason=reason))

    def keep(self) -> None:
        """Write the archive, then the state that says so."""
        if self.archive.pages:
            name = self.began.strftime("%Y-%m-%dT%H%M%S.%fZ.warc.gz")
            write_whole(self.folder / name, self.archive.bytes())
        self.state.save(self.folder)


def _conditions(state: FeedState) -> dict[str, str]:
    """Headers that ask for the feed only if it has changed."""
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in asked.items() if value}


def _asked_wait(answer: Answer) -> float:
    """Seconds that a server asks to wait; 0 where it doesn't say."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def _failed(before: FeedState, asked: float) -> FeedState:
    """Twice as long a pause after each failure, up to a day; at least what the server asks."""
    pause = max(min(_BACK_OFF * 2**before.failures, _LONGEST), min(asked, _LONGEST))
    return msgspec.structs.replace(before, failures=before.failures + 1, after=time.time() + pause)
