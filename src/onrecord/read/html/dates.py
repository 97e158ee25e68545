"""The day on which a page was published, as the page says it, and on what ground; never after its capture."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement, tostring

from onrecord.read.metadata import parse_date
from onrecord.types import Published

_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "citation_publication_date", "date",
)  # fmt: skip
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):?(\d{2})\S*?(Z|[+-]\d{2}:?\d{2})")


def published_on(
    tree: HtmlElement, articles: Sequence[dict[str, Any]], url: str | None, last: dt.date
) -> Published | None:
    """From the page's data about its article, its header, its markup, or by htmldate; None where nothing tells.

    `last`: the day of capture, or of reading; what lies after it isn't believed. A page whose own word is such a day
    has no other that would be surer.
    """
    late = False
    for value, basis in _said(tree, articles):
        date = _day(value, last)
        if date is not None:
            return Published(date, "day", basis)
        late = late or _day(value, dt.date.max) is not None
    if late:
        return None
    from htmldate import find_date  # noqa: PLC0415 - late, as most pages say it

    found = find_date(tree, original_date=True, url=url, max_date=last.isoformat(), min_date="1995-01-01")
    if not found:
        return None
    if found.endswith("-01") and not _written(found, f"{url} {tostring(tree, encoding='unicode')}"):
        return Published(found[:7], "month", "the page, by htmldate")
    return Published(found, "day", "the page, by htmldate")


def _written(day: str, page: str) -> bool:
    """Whether the first of a month is written somewhere: htmldate gives it for a month without a day, too."""
    year, month, _ = day.split("-")
    name = f"{calendar.month_abbr[int(month)]}[a-z]*[.,]?"
    short = str(int(month))
    numbers = (
        rf"{year}[-/.]?0?{short}[-/.]?0?1(?!\d)|(?<!\d)0?1[-/.]0?{short}[-/.]{year}|(?<!\d)0?{short}[-/.]0?1[-/.]{year}"
    )
    words = rf"(?<!\d)0?1(?:st)?[ \xa0](?:of )?{name}[ \xa0]{year}|{name}[ \xa0]0?1(?:st)?,?[ \xa0]{year}"
    return re.search(f"{numbers}|{words}", page, re.IGNORECASE) is not None


def _said(tree: HtmlElement, articles: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Dates of publication that the page states, the surest first, each with its ground."""
    for article in articles:
        for name in ("datePublished", "dateCreated"):
            if isinstance(article.get(name), str):
                yield article[name], f"{name} of the page's data (JSON-LD)"
    metas = {
        (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower(): element
        for element in reversed(list(tree.iter("meta")))
    }
    for name in _META:
        if name in metas:
            yield metas[name].get("content") or "", f"the page's header ({name})"
    for element in tree.xpath("//*[@itemprop='datePublished' or @itemprop='dateCreated']"):
        value = element.get("content") or element.get("datetime") or element.text_content()
        yield value, "datePublished of the page's markup"
    for element in tree.xpath("//time[@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')]"):
        yield element.get("datetime") or element.text_content(), "the page's time of publication"


def _day(value: str, last: dt.date) -> str | None:
    """The calendar day as written, if it isn't after `last`; where only its day in UTC isn't, that one."""
    value = " ".join(value.split())[:60]
    try:
        date = parse_date(value)
    except ValueError:
        return None
    if date.precision != "day" or date.value < "1995":
        return None
    if date.value <= last.isoformat():
        return date.value
    if match := _INSTANT.match(value):
        try:
            instant = dt.datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}:00{match[4]}")
            day = instant.astimezone(dt.UTC).date()
        except (ValueError, OverflowError):
            return None
        return day.isoformat() if day <= last else None
    return None
