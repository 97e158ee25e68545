"""A text with holder and target, or with a proposition, as the word pieces and marks that the stance model reads."""

from typing import TYPE_CHECKING

import msgspec

from onrecord.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, LAST = 101, 102
PLAIN, HOLDER, TARGET, PROPOSITION = range(4)
KINDS = 4
"""Marks of a piece: of the text, of the holder's words, of the target's words, of a proposition after the text."""
TEXT_PIECES, PROPOSITION_PIECES = 112, 40


class Pieces(msgspec.Struct, frozen=True):
    """Word pieces with the frame pieces around them; `marks` has one entry a piece."""

    ids: list[int]
    marks: list[int]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Whose stance toward what: `target` stands in the text, or `proposition` is set and the text is read beside it."""

    text: str
    holder: Span | None = None
    target: Span | None = None
    proposition: str = ""


def cut(tokenizer: "Tokenizer", question: Question) -> Pieces:
    """The pieces of a question: a window of the text around target and holder, then the proposition, if any."""
    got = tokenizer.encode(question.text, add_special_tokens=False)
    marks = [_mark(Span(start, end), question) for start, end in got.offsets]
    first, last = _window(marks)
    ids, kinds = [FIRST, *got.ids[first:last], LAST], [PLAIN, *marks[first:last], PLAIN]
    if question.proposition:
        more = tokenizer.encode(question.proposition, add_special_tokens=False).ids[:PROPOSITION_PIECES]
        ids, kinds = [*ids, *more, LAST], [*kinds, *[PROPOSITION] * len(more), PLAIN]
    return Pieces(ids, kinds)


def _mark(piece: Span, question: Question) -> int:
    if question.target is not None and piece.overlaps(question.target):
        return TARGET
    if question.holder is not None and piece.overlaps(question.holder):
        return HOLDER
    return PLAIN


def _window(marks: list[int]) -> tuple[int, int]:
    """At most TEXT_PIECES around the first target, else from the holder on; the whole where it fits."""
    if len(marks) <= TEXT_PIECES:
        return 0, len(marks)
    if TARGET in marks:
        centre = marks.index(TARGET)
        first = max(0, min(centre - TEXT_PIECES // 2, len(marks) - TEXT_PIECES))
    else:
        first = min(marks.index(HOLDER) if HOLDER in marks else 0, len(marks) - TEXT_PIECES)
    return first, first + TEXT_PIECES
