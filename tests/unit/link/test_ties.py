"""Links in a file until their text's turn."""

import io

import pytest

from onrecord.link.ties import Ties
from onrecord.types import Link


def link(source: str, target: str) -> Link:
    return Link(id=source + target, kind="story", source=source, target=target, score=0.5, reason="alike")


def test_links_come_back_by_text_and_sorted():
    ties = Ties(io.BytesIO())
    ties.add([(2, [link("c", "b")]), (0, [])])
    ties.add(iter([(2, [link("c", "a"), link("b", "a")]), (1, [link("b", "x")])]))
    assert ties.of(0) == ()
    assert ties.of(1) == (link("b", "x"),)
    assert ties.of(2) == (link("b", "a"), link("c", "a"), link("c", "b"))
    with pytest.raises(ValueError, match="asked for"):
        ties.add([(1, [link("b", "y")])])


def test_of_no_links_each_text_has_none():
    assert Ties(io.BytesIO()).of(7) == ()
