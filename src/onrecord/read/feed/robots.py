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
        self._silent: dict[str, str] = {}

    def refusal(self, url: str) -> str | None:
        """Why the page may not be fetched; None where it may."""
        if self._of(url).can_fetch(self._settings.agent, url):
            return None
        silent = self._silent.get(_site(url))
        return f"the site can't say what robots may fetch ({silent})" if silent else "the site's robots.txt forbids it"

    def wait(self, url: str) -> float:
        """Seconds to wait between two pages of the site; never less than our own."""
        asked = self._of(url).crawl_delay(self._settings.agent)
        return min(max(float(asked or 0), self._settings.delay), _LONGEST_WAIT)

    def _of(self, url: str) -> RobotFileParser:
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = RobotFileParser()
            self._rules[site].parse(self._lines(site))
        return self._rules[site]

    def _lines(self, site: str) -> list[str]:
        try:
            answer = fetch(f"{site}/robots.txt", self._settings)
        except Refused as error:
            self._silent[site] = str(error)
            return _NOTHING
        if answer.status == 200:
            return answer.data.decode("utf-8", "replace").splitlines()
        if answer.status >= 500 or answer.status == 429:
            self._silent[site] = f"answers {answer.status}"
            return _NOTHING
        return []


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
