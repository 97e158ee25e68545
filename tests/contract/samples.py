"""A valid input of each format, the texts that it holds, and how a span's origin is checked against the original."""

from collections.abc import Callable

import msgspec

from onrecord.types import Document, Origin

Back = Callable[[Document, Origin, bytes], None]


def same_bytes(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are the text itself."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert original[start:end].decode(document.encoding) == origin.span.of(document.text)


def json_line(document: Document, origin: Origin, original: bytes) -> None:
    """The bytes are a JSON object that holds the text."""
    assert origin.bytes is not None
    start, end = origin.bytes
    assert origin.span.of(document.text) in msgspec.json.decode(original[start:end]).values()


class Sample(msgspec.Struct, frozen=True):
    """`texts` by the ids that documents get when the input is called "a"."""

    data: bytes
    texts: dict[str, str]
    back: Back


SAMPLES: dict[str, Sample] = {
    "text": Sample(
        "\ufeffTalks begin\r\n\r\nThe minister said “no”.\n".encode(),
        {"a": "Talks begin\r\n\r\nThe minister said “no”.\n"},
        same_bytes,
    ),
    "jsonl": Sample(b'{"id": "x", "text": "One."}\n\n  {"text": "Two."}\n', {"x": "One.", "a#3": "Two."}, json_line),
}
