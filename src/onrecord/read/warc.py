"""Web archives: WARC, plain or packed by gzip or zstd, record by record."""

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from onrecord.read.base import HEAD, STAGE, Part, Raw, RejectedPart, choose
from onrecord.read.limits import Watched
from onrecord.read.unpacking import unpacked
from onrecord.settings import ReadSettings

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_UNSAID = ("", "application/octet-stream", "application/http", "unknown/unknown", "content/unknown")
_DICTIONARY = b"\x5d\x2a\x4d\x18"


class WarcReader:
    """The pages in a web archive: responses that succeeded, and resources; each called by its address.

    Pictures, scripts, redirects, errors and requests are passed over. Of several captures of one address the first is
    read; a later one with other content is a `Rejected`, one with the same is passed over.
    """

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether a record of a web archive stands first, unpacked where need be."""
        return unpacked(head).startswith(b"WARC/") or head.startswith(_DICTIONARY)

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
        """An input a page, in the order of the archive."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only the child pays

        def page(record: "WarcRecord") -> bool:
            return _is_page(record.headers.get("WARC-Target-URI") or "")

        kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        seen: dict[str, bytes] = {}
        with raw.open() as file:
            stream = io.BufferedReader(Watched(file), 1 << 16)
            records = ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all", func_filter=page)
            for record in records:
                found = _member(record, raw, settings)
                if found is None:
                    continue
                if isinstance(found, Raw):
                    digest = hashlib.sha256(found.data).digest()[:8]
                    first = seen.setdefault(found.id, digest)
                    if first is not digest:
                        if first != digest:
                            reason = f"captured again on {found.captured} with other content: the first is read"
                            yield RejectedPart(STAGE, reason, found.where)
                        continue
                yield found


def _is_page(uri: str) -> bool:
    """Whether an address may be a page's: not a name server's answer or a robot's rules."""
    return bool(uri) and not uri.startswith(("dns:", "whois:", "metadata:")) and not uri.endswith("/robots.txt")


def _member(record: "WarcRecord", raw: Raw, settings: ReadSettings) -> Raw | RejectedPart | None:
    """The page of a record; None where it holds none."""
    http = record.http_headers
    if record.is_http and http is not None and http.status_code != 200:
        return None
    said = (record.http_content_type if record.is_http else record.headers.get("Content-Type", "")) or ""
    kind = said.split(";")[0].strip().lower()
    if kind not in _PAGES and kind not in _UNSAID:
        return None
    uri = _printable(record.headers["WARC-Target-URI"])
    where = f"{raw.where}/{uri}"
    data = record.reader.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        return RejectedPart(STAGE, f"above the limit of {settings.max_bytes:,} bytes: raise read.max_bytes", where)
    if not data.strip() or (kind in _UNSAID and choose(data[:HEAD], "") not in {"html", "pdf"}):
        return None
    charset = record.http_charset if record.is_http else None
    date = record.record_date
    return Raw(
        id=uri, name=urlsplit(uri).path.rsplit("/", 1)[-1], place=where, data=data, level=raw.level + 1, url=uri,
        media_type=f"{kind}; charset={charset}" if charset else kind,
        captured=date.date().isoformat() if date is not None else raw.captured,
    )  # fmt: skip


def _printable(uri: str) -> str:
    """An address without the marks around it that some archives write, and whatever bytes it was written in."""
    return uri.strip().removeprefix("<").removesuffix(">").encode("utf-8", "backslashreplace").decode("utf-8")
