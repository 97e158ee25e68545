"""What every reader promises of whatever it is given; checked by tests and by the fuzzer."""

from itertools import pairwise

from onrecord.read.base import Raw, RejectedPart
from onrecord.read.describe import describe
from onrecord.read.reading import read_raw
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected

# what a reader's own mistakes raise: bad input must never lead there
OURS = ("AttributeError", "TypeError", "IndexError", "KeyError", "AssertionError", "NameError", "UnboundLocalError")


def check(raw: Raw, limits: ReadSettings | None = None) -> list[Document | Rejected]:
    """What is read of any bytes and of what they contain, each held to the promises."""
    kept: dict[str, bytes] = {}

    def keep(source: Raw) -> None:
        with source.open() as stream:
            kept[source.sha256] = stream.read()

    out = list(read_raw(raw, limits or ReadSettings(), keep))
    for part in out:
        if isinstance(part, Rejected):
            assert part.stage == "read"
            assert part.reason and "\n" not in part.reason
            assert not any(f"({name}" in part.reason for name in OURS), part.reason
            assert not isinstance(part, RejectedPart) or part.id
        else:
            _check_document(part, kept[part.source])
    return out


def _check_document(found: Document, original: bytes) -> None:
    document = describe(found)
    assert document.text == found.text
    document.text.encode("utf-8")
    for said in (document.id, document.title, document.outlet, document.byline, document.url):
        assert said is None or said.encode("utf-8")
    assert document.text.strip() and "\0" not in document.text
    assert document.id
    assert all(span.end <= len(document.text) for span in document.boilerplate)
    assert all(one.end < two.start for one, two in pairwise(document.boilerplate))
    assert document.headline is None or document.headline.of(document.text).strip()
    for origin in document.origin:
        assert origin.span.end <= len(document.text)
        assert origin.bytes is not None or (origin.page is not None and origin.box is not None)
        if origin.bytes is not None:
            assert 0 <= origin.bytes[0] <= origin.bytes[1] <= len(original)
        if origin.box is not None:
            left, bottom, right, top = origin.box
            assert left <= right and bottom <= top
    assert all(one.span <= two.span for one, two in pairwise(document.origin))
