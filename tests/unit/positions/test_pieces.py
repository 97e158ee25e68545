from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import models
from onrecord.models.runtime import load_tokenizer
from onrecord.positions.pieces import HOLDER, PLAIN, PROPOSITION, TARGET, TEXT_PIECES, Question, cut
from onrecord.types import Span

TOKENIZER = load_tokenizer(models.STATEMENTS / "tokenizer.json")
WORDS = "the minister praised the treaty with the islands and blamed the fleet for the delay".split()


def marked(question: Question, mark: int) -> str:
    pieces = cut(TOKENIZER, question)
    return TOKENIZER.decode([id for id, kind in zip(pieces.ids, pieces.marks, strict=True) if kind == mark])


def test_holder_and_target_are_marked() -> None:
    text = "The minister praised the treaty."
    question = Question(text=text, holder=Span(0, 12), target=Span(21, 31))
    assert marked(question, HOLDER) == "the minister"
    assert marked(question, TARGET) == "the treaty"
    assert marked(question, PROPOSITION) == ""


def test_a_proposition_stands_after_the_text() -> None:
    question = Question(text="The minister praised it.", holder=Span(0, 12), proposition="A treaty with the islands")
    pieces = cut(TOKENIZER, question)
    assert marked(question, PROPOSITION) == "a treaty with the islands"
    assert pieces.marks.index(PROPOSITION) > pieces.marks.index(HOLDER)
    assert pieces.marks[0] == pieces.marks[-1] == PLAIN


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.integers(0, 399), st.integers(1, 12))
def test_a_long_text_keeps_its_target(length: int, at: int, size: int) -> None:
    words = [WORDS[i % len(WORDS)] for i in range(length)]
    first = at % length
    start = sum(len(word) + 1 for word in words[:first])
    target = Span(start, start + len(" ".join(words[first : first + size])))
    pieces = cut(TOKENIZER, Question(text=" ".join(words), target=target))
    assert len(pieces.ids) == len(pieces.marks) <= TEXT_PIECES + 2
    assert TARGET in pieces.marks
