import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.person_names import folded, levelled, levelled_words, name_key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan")),
        ("Lars Løkke Rasmussen", ("lars", "lokke", "rasmussen")),
        ("Gideon Sa'ar", ("gideon", "saar")),
        ("Abdel-Fattah el-Sisi", ("abdel", "fattah", "el", "sisi")),
        ("H.R. McMaster", ("hr", "mcmaster")),
        ("", ()),
    ],
)
def test_folding_keeps_letters_only(name: str, words: tuple[str, ...]) -> None:
    assert folded(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei", "Sergey"),
        ("Zelenskiy", "Zelenskyy"),
        ("Gaddafi", "Ghaddafi"),
        ("Mohammed", "Muhammad"),
        ("Yevgeny", "Evgeni"),
        ("Yushchenko", "Yuschenko"),
    ],
)
def test_rival_transliterations_are_levelled_where_they_are_alike(one: str, other: str) -> None:
    same = levelled(folded(one)[0]) == levelled(folded(other)[0])
    assert same == (one not in {"Yevgeny", "Yushchenko"})  # these need an alias


@pytest.mark.parametrize(
    ("one", "other"), [("Xi", "Xie"), ("Li", "Lie"), ("Wang", "Yang"), ("Kim", "Kin"), ("Lee", "Le")]
)
def test_short_names_stay_apart(one: str, other: str) -> None:
    assert levelled(folded(one)[0]) != levelled(folded(other)[0])


def test_articles_are_left_out_unless_nothing_else_is_there() -> None:
    assert levelled_words("al-Assad") == levelled_words("Assad")
    assert levelled_words("Al") == ("al",)


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=8), min_size=1, max_size=4))
def test_the_key_does_not_depend_on_the_order_of_the_words(words: list[str]) -> None:
    assert name_key(levelled_words(" ".join(words))) == name_key(levelled_words(" ".join(reversed(words))))


@given(st.text(max_size=40))
def test_folding_is_idempotent(name: str) -> None:
    once = " ".join(folded(name))
    assert " ".join(folded(once)) == once
