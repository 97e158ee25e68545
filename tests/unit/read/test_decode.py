"""Bytes to characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.decode import Decoded, decode
from onrecord.types import Rejected

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip() != "")
RUSSIAN = "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены на следующей неделе. " * 4


def _text(data: bytes) -> Decoded:
    decoded = decode(data)
    assert isinstance(decoded, Decoded), decoded
    return decoded


def _reason(data: bytes) -> str:
    rejected = decode(data)
    assert isinstance(rejected, Rejected), rejected
    assert "\n" not in rejected.reason
    return rejected.reason


@settings(deadline=None)
@given(WORDS)
def test_utf8_comes_back_unaltered(text: str) -> None:
    decoded = _text(("x" + text).encode())
    assert (decoded.text, decoded.encoding, decoded.notes) == ("x" + text, "utf-8", ())


@settings(deadline=None)
@given(WORDS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_left_out_and_nothing_else(text: str, encoding: str) -> None:
    assert _text(text.encode(encoding)).text == text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_written_or_a_reason(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        decoded.text.encode("utf-8")
        assert decoded.text.strip()
        assert "\0" not in decoded.text
    else:
        assert decoded.reason


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_newlines_are_not_translated(newline: str) -> None:
    text = f"One.{newline}{newline}Two.{newline}"
    assert _text(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_found_and_said(encoding: str) -> None:
    decoded = _text("The ministry said so.".encode(encoding))
    assert decoded.text == "The ministry said so."
    assert decoded.encoding == encoding
    assert encoding in decoded.notes[0]


def test_windows_quotes_are_read_and_said() -> None:
    text = "The minister said: “It’s over – for now.” The café stayed open and nobody was hurt in the street outside."
    decoded = _text(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert "cp1252" in decoded.notes[0]


def test_other_encodings_are_detected_and_said() -> None:
    decoded = _text(RUSSIAN.encode("cp1251"))
    assert decoded.text == RUSSIAN
    assert "detected" in decoded.notes[0]


def test_a_cut_character_in_utf8_stays_utf8_and_is_said() -> None:
    decoded = _text(RUSSIAN.encode()[:-3])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(RUSSIAN[:50])
    assert "1 places" in decoded.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\r\n ", "only white space"),
        (b"\xef\xbb\xbf", "only white space"),
        (b"One.\0Two, and some more words to make it text.", "NUL character at 4"),
        (bytes(range(256)) * 8, "binary file"),
        (b"\x7fELF" + bytes(range(32)) * 20, "binary file"),
    ],
)
def test_what_is_no_text_has_a_reason(data: bytes, reason: str) -> None:
    assert reason in _reason(data)
