import pytest

from onrecord.extract.statements.quotes import carry, exact, kind_of, trim_name
from onrecord.types import Span
from onrecord.types.quotes import open_quotes


def find(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "tagged", "cue", "content"),
    [
        ("“It is bad,” he said.", ["It is bad"], "said", ["“It is bad,”"]),
        ('"It is bad," he said.', ['It is bad,"'], "said", ['"It is bad,"']),
        ("''It is bad,'' he said.", ["It is bad"], "said", ["''It is bad,''"]),
        ("He said that it is “bad”.", ["that it is “bad"], "said", ["that it is “bad”"]),
        ("He said, “Go now. And fast.”", [", “Go now.", "And fast."], "said", ["“Go now. And fast.”"]),
        ("“So it is. We urge peace,” he said.", ["We urge peace,”"], "urge", ["We urge peace,”"[:-2]]),
        ("He said it was late “and dark", ["it was late “"], "said", ["it was late"]),
        ("The vote, he said, was late", [", was late"], "said", ["was late"]),
    ],
)
def test_content_ends_at_its_marks(text: str, tagged: list[str], cue: str, content: list[str]) -> None:
    found = exact(text, [find(text, words) for words in tagged], [find(text, cue)], open_quotes(text))

    assert [span.of(text) for span in found] == content


def test_a_quotation_with_the_cue_inside_is_not_filled() -> None:
    text = "“We believe that it is bad and that it will be worse soon,” he said."
    found = exact(
        text, [find(text, "that it is bad and that it will be worse soon")], [find(text, "believe")], open_quotes(text)
    )

    assert [span.of(text) for span in found] == ["that it is bad and that it will be worse soon"]


def test_a_quotation_over_two_paragraphs_is_carried_on() -> None:
    text = "“First,” she said. “It goes on.\n\n“And on.”\n\nNobody else spoke."
    quotes = open_quotes(text)
    (content,) = carry(text, [(quotes[0], quotes[1])], quotes)

    assert [span.of(text) for span in content] == ["“First,”", "“It goes on.", "“And on.”"]


def test_a_closed_quotation_is_not_carried_on() -> None:
    text = "She said: “It ends.”\n\n“Another one speaks,” he said."
    quotes = open_quotes(text)

    assert carry(text, [(quotes[0],)], quotes) == [(quotes[0],)]


def test_a_paragraph_that_another_statement_holds_is_not_carried_on() -> None:
    text = "She said: “It goes on.\n\n“And I doubt it.”"
    quotes = open_quotes(text)
    held = [(quotes[0],), (find(text, "doubt it"),)]

    assert carry(text, held, quotes) == held


@pytest.mark.parametrize(
    ("words", "kind"), [("“all of it”", "direct"), ("half “of it”", "mixed"), ("none of it", "indirect")]
)
def test_kinds(words: str, kind: str) -> None:
    text = f"He said {words}."

    assert kind_of(text, [find(text, words)], open_quotes(text)) == kind


def test_names_lose_commas_at_their_ends() -> None:
    text = ", Ann Lee, the minister, "

    assert trim_name(text, Span(0, len(text))).of(text) == "Ann Lee, the minister"
    assert trim_name(": ", Span(0, 2)) == Span(0, 2)
