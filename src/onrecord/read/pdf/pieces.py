"""The pieces of lines on a page, as pdfium finds them: runs of characters with no wide gap between."""

import ctypes
import math
from collections.abc import Iterator

import msgspec
import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from onrecord.read.pdf.layout import Piece

_BREAKS = {0, 10, 13, 0xFFFE, 0xFFFF}
_HYPHENS = {2: "\u00ad", 0xAD: "\u00ad"}
_GAP = 0.9
_SAME = 0.4


class _Char(msgspec.Struct):
    text: str
    left: float
    bottom: float
    right: float
    top: float


def pieces(page: PdfPage) -> list[Piece]:
    """The pieces of a page in pdfium's order."""
    text = page.get_textpage()
    try:
        return list(_pieces(text.raw))
    finally:
        text.close()


def _pieces(text: object) -> Iterator[Piece]:
    now: list[_Char] = []
    turned = False
    for index, char in _chars(text):
        if char is None:
            yield from _piece(now, turned)
            now = []
            continue
        if now and not turned and _apart(now, char):
            yield from _piece(now, turned)
            now = []
        if not now:
            turned = _rotated(text, index)
        now.append(char)
    yield from _piece(now, turned)


def _chars(text: object) -> Iterator[tuple[int, _Char | None]]:
    """The characters with their boxes; None where pdfium breaks a line. Spaces that it puts between words have none."""
    box = pdfium.FS_RECTF()
    address = ctypes.byref(box)
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _BREAKS:
            yield index, None
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a pair
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        sign = _HYPHENS.get(code) or (chr(code) if code >= 32 else " ")
        if not pdfium.FPDFText_GetLooseCharBox(text, index, address):
            yield index, None
            continue
        yield index, _Char(sign, box.left, box.bottom, box.right, box.top)


def _apart(now: list[_Char], char: _Char) -> bool:
    """Whether a character begins another piece: on another line, back on this one, or beyond a wide gap."""
    if char.text.isspace():
        return False
    last = next((one for one in reversed(now) if not one.text.isspace()), None)
    if last is None:
        return False
    size = max(last.top - last.bottom, char.top - char.bottom, 1.0)
    overlap = min(last.top, char.top) - max(last.bottom, char.bottom)
    smaller = max(min(last.top - last.bottom, char.top - char.bottom), 0.5)
    return overlap < _SAME * smaller or char.left - last.right > _GAP * size or char.left < last.left - 0.5 * size


def _piece(chars: list[_Char], turned: bool) -> Iterator[Piece]:
    seen = [char for char in chars if not char.text.isspace()]
    words = " ".join("".join(char.text for char in chars).replace("\0", " ").split())
    if not seen or not words:
        return
    box = (
        min(char.left for char in seen), min(char.bottom for char in seen),
        max(char.right for char in seen), max(char.top for char in seen),
    )  # fmt: skip
    if not all(map(math.isfinite, box)):
        return
    heights = sorted(char.top - char.bottom for char in seen)
    yield Piece(words, *box, size=max(heights[len(heights) // 2], 1.0), rotated=turned)


def _rotated(text: object, index: int) -> bool:
    angle = float(pdfium.FPDFText_GetCharAngle(text, index)) % math.pi
    return 0.3 < angle < math.pi - 0.3
