from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.words import body, number, read, sentence, title
from onrecord.types import Document, Span

TEXT = "The Hague court sat. Its judges heard Ana Bell!\nNobody spoke."


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text):
    found = read(text, (Span(0, len(text)),))
    for place in range(len(found)):
        assert found.words[place] == number(found.span(place, place + 1).of(text))


def test_case_and_plural_do_not_count():
    assert number("Sanctions") == number("sanction")
    assert number("pass") != number("pas")


def test_sentences_and_names():
    found = read(TEXT, (Span(0, len(TEXT)),))
    assert found.cuts.tolist() == [0, 4, 9]
    assert [found.span(i, i + 1).of(TEXT) for i in range(len(found)) if found.names[i]] == ["Hague", "Ana", "Bell"]


def test_words_that_are_left_out_leave_the_sentences():
    found = read(TEXT, (Span(0, len(TEXT)),))
    gone = found.words == found.words
    gone[4:] = False
    rest = found.without(gone)
    assert rest.cuts.tolist() == [0, 5] and rest.span(0, 1).of(TEXT) == "Its"


def test_the_headline_is_no_part_of_the_body():
    with_headline = Document(id="a", text=TEXT, headline=Span(0, 20))
    with_title = Document(id="a", text=TEXT, title="The Hague court sat.")
    assert body(with_headline).span(0, 1).of(TEXT) == "Its"
    assert body(with_title).span(0, 1).of(TEXT) == "Its"
    assert title(with_headline).words.tolist() == title(with_title).words.tolist()


def test_sentence_around_a_span():
    start = TEXT.index("judges")
    assert sentence(TEXT, Span(start, start + 6)).of(TEXT) == "Its judges heard Ana Bell!"
