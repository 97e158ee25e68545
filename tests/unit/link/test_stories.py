from onrecord.link.corpus import Corpus, Text
from onrecord.link.stories import nearness, stories
from tests.unit.link.texts import OTHER, REPORT, document

AGAIN = (
    "Ninety people were rescued from the Aurelia, a ferry which struck rocks near Port Verity on Monday. "
    "Edda Lindqvist, the harbour master, told reporters that nobody was hurt. Castellan Shipping spoke of a buoy "
    "adrift, and the ferry is to be repaired in Marrowgate."
)


def grouped(*documents):
    texts = sorted(documents, key=lambda one: one.id)
    found = stories(Corpus.of((Text.of(one) for one in texts), 0.1), 0.11)
    return {frozenset(texts[i].id for i, s in enumerate(found.of) if s == story) for story in set(found.of)}


def test_two_reports_of_one_happening_are_one_story():
    found = grouped(document("a", REPORT), document("b", AGAIN, "2022-03-02"), document("c", OTHER))
    assert found == {frozenset("ab"), frozenset("c")}


def test_years_apart_the_same_words_tell_another_happening():
    found = grouped(document("a", REPORT), document("b", AGAIN, "2024-03-02"))
    assert found == {frozenset("a"), frozenset("b")}


def test_names_of_documents_play_no_part():
    one = grouped(document("a", REPORT), document("b", AGAIN, "2022-03-02"), document("c", OTHER))
    other = grouped(document("z", REPORT), document("y", AGAIN, "2022-03-02"), document("x", OTHER))
    rename = dict(zip("abc", "zyx", strict=True))
    assert {frozenset(rename[id] for id in group) for group in one} == other


def test_time_takes_from_likeness():
    assert nearness(100, 101) == 1
    assert 0.5 < nearness(100, 105) < 1
    assert nearness(100, 600) == 0
    assert nearness(None, 100) < 0.5
