"""What an input looks like by its first bytes."""

import re

_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, a spreadsheet or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"WARC/", "a web archive"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "a rich-text document"),
    (b"%!PS", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"OggS", "audio or video"),
    (b"ID3", "audio"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<head", "an HTML page"),
    (b"<body", "an HTML page"),
    (b"<rss", "a feed"),
    (b"<feed", "a feed"),
    (b"<rdf:rdf", "a feed"),
    (b"<opml", "a list of feeds"),
    (b"<?xml", "an XML document"),
)
_JSON = re.compile(rb'[\[{]\s*[{"]')


def sniff(head: bytes) -> str | None:
    """What the first bytes look like, in words; None for what may be text."""
    for magic, kind in _HEADS:
        if head.startswith(magic):
            return kind
    if head[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A "):
        return "audio or video"
    start = plain(head)[:512].lower()
    if start.startswith((b"<!--", b"<?xml")):
        found = next((kind for tag, kind in _MARKUP[:-1] if tag in head.lower()), None)
        return found or ("an XML document" if start.startswith(b"<?xml") else None)
    if _JSON.match(start):
        return "JSON that is no table of texts"
    return next((kind for tag, kind in _MARKUP if start.startswith(tag)), None)


def plain(head: bytes) -> bytes:
    """The first bytes in ASCII: byte order mark and white space left out, UTF-16 narrowed."""
    for mark, skip in ((b"\xff\xfe", 0), (b"\xfe\xff", 1)):
        if head.startswith(mark):
            return head[2 + skip :: 2].lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
