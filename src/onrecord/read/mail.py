"""Messages: EML, and pages saved as MHTML. Headers say title, date and outlet; the body and attachments are inputs."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import ClassVar

import msgspec

from onrecord.read.base import STAGE, Part, Raw
from onrecord.read.metadata import Metadata
from onrecord.read.unpacking import Names
from onrecord.settings import ReadSettings
from onrecord.types import Published, Rejected

_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?\S", re.MULTILINE)
_SURE = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"content-transfer-encoding"}
_COMMON = {b"from", b"to", b"subject", b"date", b"content-type", b"sender", b"reply-to", b"list-id", b"cc"}
_FEW_WORDS = 40
_PASSED = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "application/javascript",
    "text/javascript",
    "text/calendar",
)


class MailReader:
    """A message's body, its text rather than its HTML, then its attachments; of a saved page the page.

    A saved page's headers tell when it was captured, a message's when it was published.
    """

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether the first lines are headers of a message, one among them that only messages have."""
        top = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
        if not _FIELD.match(top):
            return False
        names = {match[1].lower() for match in _FIELD.finditer(top)}
        return bool(names & _SURE) and len(names & _COMMON) >= 2

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:  # noqa: ARG002
        """The body, and the attachments that may hold text."""
        message = message_from_bytes(raw.data.lstrip(), policy=compat32)
        saved = message.get("Snapshot-Content-Location") or (
            message.get_content_type() == "multipart/related" and not message.get("To")
        )
        leaves = [part for part in message.walk() if not part.is_multipart()]
        bodies = [part for part in leaves if not _is_attachment(part)]
        body = _body(bodies, html_first=bool(saved))
        said = _said(message, saved=bool(saved))
        if body is not None:
            yield msgspec.structs.replace(_part(body, raw, said, message), level=raw.level + 1)
        names = Names(raw)
        found = body is not None
        for part in () if saved else [part for part in leaves if _is_attachment(part)]:
            name = names.take(_words(part.get_filename()) or "attachment")
            if isinstance(name, str) and not part.get_content_type().startswith(_PASSED):
                found = True
                yield raw.member(name, _bytes(part))
            elif isinstance(name, Rejected):
                yield name
        if not found:
            yield Rejected(STAGE, "a message without a text")


def _is_attachment(part: Message) -> bool:
    kind = part.get_content_type()
    return part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}


def _body(parts: list[Message], *, html_first: bool) -> Message | None:
    """The part that is read: the first text, or the first HTML where the text is but a pointer to it."""
    text = next((part for part in parts if part.get_content_type() == "text/plain" and _bytes(part).strip()), None)
    html = next((part for part in parts if part.get_content_type() == "text/html" and _bytes(part).strip()), None)
    if html is None or text is None:
        return html or text
    return html if html_first or len(_bytes(text).split()) < _FEW_WORDS else text


def _part(part: Message, raw: Raw, said: Metadata, message: Message) -> Raw:
    """The body as an input of its own, called as the message is; text in UTF-8."""
    data, charset = _bytes(part), part.get_content_charset("") or ""
    url = _words(part.get("Content-Location")) or _words(message.get("Snapshot-Content-Location"))
    address = url if url and url.startswith(("http://", "https://")) else None
    day = _day(message)
    captured = min(filter(None, (raw.captured, day)), default=None)
    if part.get_content_type() == "text/plain":
        try:
            data = data.decode(charset or "utf-8").encode()
        except (LookupError, UnicodeDecodeError, ValueError):
            charset = ""
        return Raw(
            id=raw.id, name="body.txt", place=raw.where, data=data, url=address, captured=captured, known=said,
            media_type="text/plain",
        )  # fmt: skip
    kind = f"text/html; charset={charset}" if charset else "text/html"
    if not re.match(rb"\s*<", data):
        data = b"<html><body>" + data
    return Raw(
        id=raw.id, name="body.html", place=raw.where, data=data, url=address, captured=captured, known=said,
        media_type=kind,
    )  # fmt: skip


def _said(message: Message, *, saved: bool) -> Metadata:
    """What the headers say of the text; of a saved page's text they say nothing but the title."""
    title = _words(message.get("Subject"))
    if saved:
        return Metadata()
    name, address = parseaddr(_words(message.get("From")) or "")
    day = _day(message)
    published = Published(day, "day", "the message's date") if day else None
    return Metadata(title=title, published=published, outlet=name or address.rpartition("@")[2] or None)


def _day(message: Message) -> str | None:
    """The calendar day of a message, as it is written."""
    try:
        date = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date.date().isoformat() if date.year >= 1980 else None


def _words(value: object) -> str | None:
    """A header's words, decoded, on one line."""
    if value is None:
        return None
    try:
        words = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, TypeError, IndexError):
        words = str(value)
    clean = " ".join(words.replace("\0", " ").split()).encode("utf-8", "replace").decode("utf-8")
    return clean[:500] or None


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
