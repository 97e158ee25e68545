from onrecord.link.corpus import Corpus, Text
from onrecord.link.stories import nearness, stories
from onrecord.settings import LinkSettings
from tests.unit.link.texts import OTHER, REPORT, document

AGAIN = (
    "Ninety people were rescued from the Aurelia, a ferry which struck rocks near Port Verity on Monday. "
    "Edda Lindqvist, the harbour master, told reporters that nobody was hurt. Castellan Shipping spoke of a buoy "
    "adrift, and the ferry is to be repaired in Marrowgate."
)


def grouped(*documents):
    texts = sorted(documents, key=lambda one: one.id)
    found = stories(Corpus.of((Text.of(one) for one in texts), 0.1), LinkSettings().story)
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
    day, next_day, week, years = (100, 100), (101, 101), (107, 107), (1600, 1600)
    assert nearness(day, next_day) > 0.99
    assert nearness(day, next_day) > nearness(day, week) > nearness(None, day) > nearness(day, years)


def test_a_day_that_is_not_known_is_never_taken_for_near():
    month, year, day = (100, 130), (1, 365), (110, 110)
    assert nearness(month, day) == nearness(None, day) < nearness(day, day)
    # a year that ended long before the day keeps the two apart, though the day in it isn't known
    assert nearness(year, (1500, 1500)) < nearness(year, day)


def test_persons_in_office_do_not_make_a_story():
    # two reports of one day that share nothing but a minister whom the tables know
    line = "Sergey Lavrov spoke first. Lavrov was thanked by those present. Sergey Lavrov left at noon.\n"
    found = grouped(document("a", line + REPORT), document("b", line + OTHER))
    assert found == {frozenset("a"), frozenset("b")}
    stranger = line.replace("Sergey Lavrov", "Ulvar Quennel").replace("Lavrov", "Quennel")
    assert grouped(document("a", stranger + REPORT), document("b", stranger + OTHER)) == {frozenset("ab")}
