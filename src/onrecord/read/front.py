"""Front matter: `key: value` lines between two lines of dashes at the top of a text."""

import re

import msgspec

from onrecord.types import Span

_BLOCK = re.compile(r"\s{0,20}---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]{1,40})[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_NAMES = {
    "title": "title", "headline": "title",
    "date": "published", "published": "published", "pubdate": "published", "publication_date": "published",
    "outlet": "outlet", "publisher": "outlet", "site": "outlet", "source": "outlet", "publication": "outlet",
    "url": "url", "link": "url", "canonical": "url",
}  # fmt: skip


class Front(msgspec.Struct, frozen=True):
    """What front matter says, and the stretch it takes up, the dashes included; an empty span where there is none."""

    span: Span = Span(0, 0)
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def front_matter(text: str) -> Front:
    """The front matter at the top of `text`; the first of two fields of one meaning counts."""
    match = _BLOCK.match(text)
    fields = _FIELD.findall(match[1]) if match else []
    if match is None or not fields:
        return Front()
    said: dict[str, str] = {}
    for key, value in fields:
        name = _NAMES.get(key.lower())
        if name and value.strip("\"' "):
            said.setdefault(name, value.strip().strip("\"'").strip())
    return Front(
        Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip())), **said
    )
