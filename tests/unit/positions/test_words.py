import pytest

from onrecord.positions.words import Shares, stem, weight, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tariffs", "tariff"),
        ("militarisation", "militarise"),
        ("sovereignty", "sovereign"),
        ("sanctioned", "sanctions"),
        ("recognising", "recognise"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_different_words_keep_different_stems() -> None:
    assert stem("border") != stem("board")
    assert stem("nation") != stem("nature")


def test_names_of_sides_count_as_their_codes() -> None:
    found = words("Japanese and American tariffs on the steel of China")
    assert found.sides == {"JPN", "USA", "CHN"}
    assert set(found.stems) == {stem("tariffs"), stem("steel")}


def test_rare_words_weigh_more() -> None:
    assert weight("year") < weight("embargo") <= weight("denuclearisation") == 1.3


def test_share_counts_what_tells_issues_apart() -> None:
    wanted, found = words("Tariffs on steel from Japan"), words("Japan spoke of trade")
    (plain,) = Shares([wanted], {})(found)
    assert 0 < plain < 0.5
    # where every issue of a watchlist names Japan, the name tells little
    rare = Shares([wanted, words("of the")], {"JPN": 0.1})
    assert rare(found)[0] < plain
    assert rare(words("Japan: tariffs on steel")).tolist() == [1.0, 0.0]
