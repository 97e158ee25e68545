"""Plain text."""

from collections.abc import Iterator
from typing import ClassVar

from onrecord.read.base import Raw
from onrecord.read.decode import decode
from onrecord.settings import ReadSettings
from onrecord.types import Document, Origin, Rejected, Span


class TextReader:
    """One document, whose text is the file's decoded content, unaltered: spans are valid in the file itself."""

    media_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Anything may be text; `decode` tells what isn't."""
        return True

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:  # noqa: ARG002
        """The document, or why it can't be read."""
        decoded = decode(raw.data)
        if isinstance(decoded, Rejected):
            yield decoded
            return
        whole = Origin(Span(0, len(decoded.text)), bytes=(decoded.skipped, len(raw.data)))
        yield Document(
            id=raw.id, text=decoded.text, source=raw.sha256, encoding=decoded.encoding, notes=decoded.notes,
            media_type="text/plain", url=raw.url, origin=(whole,),
        )  # fmt: skip
