import pytest

from training.markup import MarkupError, read_markup


def test_pieces_are_placed_in_the_plain_text() -> None:
    text, found = read_markup("{S1 She} {C1 said} {T1 it was late}.")

    assert text == "She said it was late."
    assert [(text[a:b]) for one in found for a, b in (*one.source, *one.cue, *one.content)] == [
        "She",
        "said",
        "it was late",
    ]


def test_a_statement_within_a_content_has_a_parent_and_a_depth() -> None:
    _, found = read_markup("{S1 She} {C1 said} {T1 that {S2 they} {C2 want} {T2 peace}}.")

    assert [(one.number, one.parent, one.depth) for one in found] == [(1, None, 0), (2, 1, 1)]


def test_a_shared_source_serves_each_statement() -> None:
    text, found = read_markup("{S1,2 Chad} {C1 backs} {T1 the plan} and {C2 rejects} {T2 the date}.")

    assert [text[slice(*one.source[0])] for one in found] == ["Chad", "Chad"]
    assert [one.depth for one in found] == [0, 0]


def test_split_content_keeps_its_pieces_in_order() -> None:
    text, found = read_markup("{T1 “No,”} {S1 he} {C1 said}, {T1 “never.”}")

    assert [text[a:b] for a, b in found[0].content] == ["“No,”", "“never.”"]


@pytest.mark.parametrize("marked", ["{S1 open", "closed}", "{X1 what} is this"])
def test_braces_that_do_not_pair_are_refused(marked: str) -> None:
    with pytest.raises(MarkupError):
        read_markup(marked)
