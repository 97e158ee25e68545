"""Stretches cover a text once, and their marks are just those that lie over them."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.present.cli.document import bracketed, coloured
from onrecord.present.marks import Mark, stretches, tame

_MARKS = st.lists(
    st.builds(
        lambda start, length, number, role: Mark(start, min(30, start + length), number, role),
        st.integers(0, 29),
        st.integers(1, 12),
        st.integers(1, 4),
        st.sampled_from(["source", "cue", "content"]),
    ),
    max_size=8,
)


@given(_MARKS)
def test_stretches_cover_the_text_once_with_the_right_marks(marks: list[Mark]) -> None:
    found = list(stretches(30, marks))
    assert [at for piece in found for at in range(piece.start, piece.end)] == list(range(30))
    for piece in found:
        for at in range(piece.start, piece.end):
            assert sorted(piece.marks) == sorted(mark for mark in marks if mark.start <= at < mark.end)


@given(_MARKS)
def test_drawn_texts_keep_every_letter(marks: list[Mark]) -> None:
    text = "abcdefghijklmnopqrstuvwxyzABCD"
    marks = list(dict.fromkeys(marks))
    drawn = bracketed(text, marks)
    assert drawn.count("[") == drawn.count("]")
    assert text in "".join(ch for ch in coloured(text, marks).plain if ch not in "0123456789 ")


def test_brackets_nest() -> None:
    marks = [Mark(0, 6, 1, "content"), Mark(2, 4, 2, "source"), Mark(6, 8, 0, "boilerplate")]
    assert bracketed("abcdefgh", marks) == "[1: ab[2 source: cd]ef][furniture: gh]"


@given(st.text())
def test_taming_keeps_length_and_takes_what_a_terminal_obeys(text: str) -> None:
    tamed = tame(text)
    assert len(tamed) == len(text)
    assert not any((ord(ch) < 32 and ch not in "\t\n") or 0x7F <= ord(ch) < 0xA0 for ch in tamed)
    assert "\x00" not in tame(text, page=True)
