"""What a page says about its article: title, byline, outlet, address."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|Coverage|ScholarlyWork)$")
_LARGEST = 500_000
_DEEPEST = 6


class Facts(msgspec.Struct, frozen=True):
    """What is known of a page's article; None where the page doesn't say."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None


def articles(tree: HtmlElement) -> list[dict[str, Any]]:
    """The page's data (JSON-LD) about articles, in its order."""
    out: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        words = (script.text_content() or "").strip().strip(";")
        if not words or len(words) > _LARGEST:
            continue
        try:
            data = json.loads(re.sub(r"^\s*<!--|-->\s*$", "", words), strict=False)
        except (ValueError, RecursionError):
            continue
        out += (node for node in _nodes(data, 0) if _is_article(node))
    return out


def facts(tree: HtmlElement, found: list[dict[str, Any]], fetched: str | None) -> Facts:
    """Title, byline, outlet and canonical address: the page's data first, then trafilatura's reading of the page."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    read = extract_metadata(tree, default_url=fetched, date_config={"extensive_search": False, "original_date": True})
    first = found[0] if found else {}
    byline = "; ".join(dict.fromkeys(_names(first.get("author")))) or read.author
    outlet = next(iter(_names(first.get("publisher"))), None) or _meta(tree, "og:site_name") or read.sitename
    title = _words(first.get("headline")) or read.title
    return Facts(title=_short(title), byline=_short(byline), outlet=_short(outlet), url=_address(tree, fetched))


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _nodes(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(name), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _names(value: Any) -> list[str]:
    """The names of persons or bodies, as one string, one node or several."""
    many = value if isinstance(value, list) else [value]
    names = [each.get("name") if isinstance(each, dict) else each for each in many[:20]]
    flat = [inner for name in names for inner in (name if isinstance(name, list) else [name])]
    return [" ".join(name.split()) for name in flat if isinstance(name, str) and name.strip() and "://" not in name]


def _meta(tree: HtmlElement, name: str) -> str | None:
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name") or "").lower() == name:
            return _words(element.get("content"))
    return None


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _short(value: str | None) -> str | None:
    """Words on one line, entities read; None for none, and for what is no name or title by its length."""
    import html  # noqa: PLC0415

    words = " ".join(html.unescape(value or "").replace("\0", " ").split())
    return words.encode("utf-8", "ignore").decode("utf-8") if 0 < len(words) <= 500 else None


def _address(tree: HtmlElement, fetched: str | None) -> str | None:
    """The canonical address, whole, if it is one of the web; else where the page was fetched."""
    said = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for value in [*said, _meta(tree, "og:url")]:
        try:
            whole = urljoin(fetched or "", (value or "").strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and len(whole) <= 2000 and whole.isprintable():
            return str(whole)
    return fetched
