"""Pages that were fetched, as a web archive."""

import io
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from onrecord.read.feed.fetch import Answer

_KEPT = ("content-type", "content-length", "last-modified")


class Archive:
    """A WARC of responses, each packed by itself, written in memory: a round holds few pages.

    Ids of records are made from address and time, so that the same round gives the same bytes.
    """

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self.pages = 0

    def add(self, answer: Answer, fetched: datetime) -> None:
        """One page, with the headers that say what it is; its bytes are unpacked."""
        from fastwarc.stream_io import GzipWriter  # noqa: PLC0415 - only who fetches pays
        from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415

        when = fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        kept = {"content-type": "application/octet-stream"} | answer.headers | {"content-length": str(len(answer.data))}
        lines = [f"{name.title()}: {kept[name]}" for name in _KEPT if name in kept]
        head = "\r\n".join([f"HTTP/1.1 {answer.status} OK", *lines, "", ""])
        record = WarcRecord()
        record.init_headers(WarcRecordType.response, uuid5(NAMESPACE_URL, f"{answer.url} {when}").urn.encode())
        record.headers["WARC-Date"] = when
        record.headers["WARC-Target-URI"] = answer.url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(head.encode("latin-1", "replace") + answer.data)
        with GzipWriter(self._out) as packed:
            record.write(packed)
        self.pages += 1

    def bytes(self) -> bytes:
        """The whole archive."""
        return self._out.getvalue()
