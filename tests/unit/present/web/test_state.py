"""The state of a page stands in its address."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import PresentError
from onrecord.present.web.facets import SHOWN, facet
from onrecord.present.web.state import LONGEST, State

NAMES = st.sampled_from(["side", "q", "page", "issue"])
VALUES = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable())
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=8)


def again(address: str) -> State:
    parts = urlsplit(address)
    return State(parts.path, parse_qsl(parts.query))


@given(PAIRS, NAMES, VALUES)
def test_toggling_twice_leads_back(pairs: list[tuple[str, str]], name: str, value: str) -> None:
    state = State("/timeline", [pair for pair in pairs if pair[0] != "page"])
    once = again(state.toggled(name, value))
    if name != "page":
        assert once.has(name, value) != state.has(name, value)
        assert sorted(again(once.toggled(name, value)).pairs()) == sorted(state.pairs())


@given(PAIRS)
def test_a_link_says_all_of_a_state(pairs: list[tuple[str, str]]) -> None:
    state = State("/search", pairs)
    assert again(state.link()).pairs() == state.pairs()
    assert again(state.link(q=None)).all("q") == ()
    assert again(state.link(page=7)).number("page", 1, 1, 10) == 7


def test_links_to_other_pages_take_nothing_along() -> None:
    assert State("/search", [("q", "a b")]).link("/read", doc="ä&b.txt") == "/read?doc=%C3%A4%26b.txt"


@pytest.mark.parametrize(
    ("given_", "number"), [("", 1), ("3", 3), ("-1", 1), ("0", 1), ("1e9", 1), ("99", 9), ("٣", 3)]
)
def test_numbers_are_bounded(given_: str, number: int) -> None:
    assert State("/", [("page", given_)]).number("page", 1, 1, 9) == number


def test_long_values_are_refused() -> None:
    with pytest.raises(PresentError, match="at most"):
        State("/", [("q", "x" * (LONGEST + 1))])


def test_unknown_choices_are_the_first() -> None:
    state = State("/", [("what", "x"), ("act", "deny"), ("act", "x")])
    assert state.one_of("what", ("statements", "events")) == "statements"
    assert state.known("act", ("deny", "assert")) == ("deny",)


def test_chosen_values_stand_first_and_stay_when_nothing_has_them() -> None:
    counts = [(f"v{at}", 20 - at) for at in range(12)]
    made = facet(State("/t", [("side", "v11"), ("side", "gone")]), "side", "Side", counts)
    assert [option.value for option in made.options[:2]] == ["v11", "gone"]
    assert made.options[1].number == 0 and len(made.options) == SHOWN and len(made.further) == 5
    assert made.options[1].link == "/t?side=v11"
