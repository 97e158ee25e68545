"""Bytes to characters: nothing altered but a byte order mark left out, and what was guessed is said."""

import codecs
import re

import msgspec
from charset_normalizer import from_bytes

from onrecord.read.base import STAGE
from onrecord.types import Rejected

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
_CONTROL_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BAD_LINES = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_SAMPLE = 65_536
_FEW = 0.01
_STRAY = 3
_LATIN_HIGH = 0.08


class Decoded(msgspec.Struct, frozen=True):
    """The characters, the encoding's Python name, notes where something was guessed.

    `skipped`: bytes of a mark before them; `lossy`: some bytes stand as U+FFFD, so that no place can be counted back.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    skipped: int = 0
    lossy: bool = False


def decode(data: bytes) -> Decoded | Rejected:
    """The text that `data` encodes. UTF-8 unless a mark, NUL bytes or invalid bytes say otherwise.

    No newline is translated. Rejected: no bytes, binary data, NUL characters, an encoding that can't be told.
    """
    if not data:
        return Rejected(STAGE, "empty file: nothing to read")
    decoded = _marked(data) or _utf8(data) or _utf16(data) or _guessed(data)
    if isinstance(decoded, Rejected):
        return decoded
    return _refused(decoded.text) or decoded


def _marked(data: bytes) -> Decoded | None:
    """By its byte order mark; characters that can't be decoded after it become U+FFFD, and that is said."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return msgspec.structs.replace(_strict(rest, encoding) or _replaced(rest, encoding), skipped=len(mark))
    return None


def _strict(data: bytes, encoding: str, *notes: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, notes)
    except UnicodeDecodeError:
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    note = f"{text.count(chr(0xFFFD))} places are not valid {encoding}: read as U+FFFD"
    return Decoded(text, encoding, (note,), lossy=True)


def _utf8(data: bytes) -> Decoded | None:
    """As UTF-8: valid, or with few broken places among many good ones (a cut or patched file)."""
    strict = _strict(data, "utf-8")
    if strict:
        return strict if b"\0" not in data or not _utf16(data) else None
    loose = _replaced(data, "utf-8")
    broken = loose.text.count("\ufffd")
    good = sum(1 for char in loose.text if char > "\x7f") - broken
    return loose if good > 10 * broken and b"\0" not in data else None


def _utf16(data: bytes) -> Decoded | None:
    """As UTF-16 without a mark: nearly all NULs stand on one side of the pairs."""
    if len(data) % 2 or b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    few, many, encoding = (even, odd, "utf-16-le") if odd >= even else (odd, even, "utf-16-be")
    if few * 20 > many or many * 20 < len(data):
        return None
    decoded = _strict(data, encoding, f"no byte order mark: read as {encoding}")
    return None if decoded is None or _CONTROL_TEXT.search(decoded.text) else decoded


def _guessed(data: bytes) -> Decoded | Rejected:
    """By the bytes above ASCII: a few are Windows-1252's quotes and accents, many are told by their frequencies."""
    if _binary(data):
        return Rejected(STAGE, "binary file: give plain text")
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if high < _LATIN_HIGH * len(data):
        decoded = _strict(data, "cp1252", "not UTF-8: read as cp1252 (Windows Western)")
        if decoded:
            return decoded
    best = from_bytes(_high_lines(data)).best()
    decoded = _strict(data, best.encoding, f"not UTF-8: read as {best.encoding} (detected)") if best else None
    return decoded or Rejected(STAGE, "the encoding can't be told: save the file as UTF-8")


def _high_lines(data: bytes) -> bytes:
    """The lines that tell something about the encoding, up to a size that is quick to judge."""
    out = bytearray()
    for line in _BAD_LINES.finditer(data):
        out += line.group()[:_SAMPLE] + b"\n"
        if len(out) > _SAMPLE:
            break
    return bytes(out[:_SAMPLE])


def _binary(data: bytes) -> bool:
    """Whether control characters are more than a stray few."""
    return len(data) - len(data.translate(None, _CONTROL)) > max(_STRAY, _FEW * len(data))


def _refused(text: str) -> Rejected | None:
    """Why decoded text is no text to read, if so."""
    stray = len(_CONTROL_TEXT.findall(text))
    if stray > max(_STRAY, _FEW * len(text)):
        return Rejected(STAGE, "binary file: give plain text")
    nul = text.find("\0")
    if nul >= 0:
        return Rejected(STAGE, f"NUL character at {nul}: remove it, or save the file as text")
    return None if text.strip() else Rejected(STAGE, "no words: only white space")
