import pytest

from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances, kind
from onrecord.types import Span

TEXT = "We condemn the raids by Chad."
TARGET = Span(24, 28)


def test_who_says_we_is_asked_as_the_author() -> None:
    assert kind(Question(text=TEXT, target=TARGET)) == "author"
    assert kind(Question(text=TEXT, holder=Span(0, 2), target=TARGET)) == "author"
    assert kind(Question(text="Peru condemns the raids by Chad.", holder=Span(0, 4), target=Span(27, 31))) == "holder"
    assert kind(Question(text=TEXT, holder=Span(0, 2), proposition="Raids")) == "proposition"


@pytest.mark.model
def test_a_question_has_one_answer_whatever_was_asked_before() -> None:
    asked = Question(text=TEXT, holder=Span(0, 2), target=TARGET)
    alone = Stances().scores(asked)
    busy = Stances()
    for text in ("Norway thanked Samoa.", "x " * 300):
        busy(Question(text=text, target=Span(0, 1)))
    assert (busy.scores(asked) == alone).all()
    assert busy(asked) is busy(asked)
    assert busy(asked).stance == "against"
