"""Lists of feeds in OPML."""

from xml.etree import ElementTree

from onrecord.errors import ReadError


def looks_like_opml(head: bytes) -> bool:
    """Whether the first bytes (unmarked) are those of a list of feeds."""
    return b"<opml" in head.lower() and head.lstrip()[:1] == b"<"


def feeds(data: bytes, name: str) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML file, in order, each once; ReadError where it lists none."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError(f"{name}: declares a document type: not read; take the DOCTYPE out")
    try:
        root = ElementTree.fromstring(data)  # no document type, so no entities
    except ElementTree.ParseError as error:
        raise ReadError(f"{name}: no OPML ({error}); export the list of feeds again") from error
    found = (one.get("xmlUrl") or one.get("xmlurl") or "" for one in root.iter("outline"))
    addresses = tuple(dict.fromkeys(url.strip() for url in found if url.strip().startswith(("http://", "https://"))))
    if not addresses:
        raise ReadError(f"{name}: lists no feed; each outline needs an xmlUrl that begins with http:// or https://")
    return addresses
