"""What sites ask of robots: which pages not to fetch, and how long to wait in between."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from onrecord.read.feed.fetch import Refused, fetch
from onrecord.settings import FeedSettings

_LONGEST_WAIT = 60.0
_NOTHING = ["User-agent: *", "Disallow: /"]


class Robots:
    """The rules of each site, fetched once a round.

    A site without rules (404 and the like) allows everything; one that can't say (an error of its own, no answer)
    allows nothing until the next round, as RFC 9309 asks.
    """

    def __init__(self, settings: FeedSettings) -> None:
        self._settings = settings
        self._rules: dict[str, RobotFileParser] = {}

    def allows(self, url: str) -> bool:
        """Whether the page may be fetched."""
        return self._of(url).can_fetch(self._settings.agent, url)

    def wait(self, url: str) -> float:
        """Seconds to wait between two pages of the site; never less than our own."""
        asked = self._of(url).crawl_delay(self._settings.agent)
        return min(max(float(asked or 0), self._settings.delay), _LONGEST_WAIT)

    def _of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._fetched(site)
        return self._rules[site]

    def _fetched(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        rules.parse(self._lines(site))
        return rules

    def _lines(self, site: str) -> list[str]:
        try:
            answer = fetch(f"{site}/robots.txt", self._settings)
        except Refused:
            return _NOTHING
        if answer.status == 200:
            return answer.data.decode("utf-8", "replace").splitlines()
        return _NOTHING if answer.status >= 500 or answer.status == 429 else []
