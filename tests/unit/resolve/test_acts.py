"""A statement that says of its own speaker that he backs or opposes something does so."""

from typing import Any

import msgspec
import pytest

from onrecord.resolve.acts import performed
from onrecord.types import Passage, Span, Speaker, Statement

TEXT = "Chile declared that Santiago fully backs the pact. It spoke at length."


def _statement(id: str, words: str, **rest: Any) -> Statement:
    start = TEXT.index(words)
    content = Passage.cut(TEXT, [Span(start, start + len(words))])
    fields = {"act": "assert", "kind": "indirect", "confidence": 1.0, "side": ("CHL",)} | rest
    return Statement(id=id, source=None, cue=None, content=content, **fields)


OUTER = _statement("o", "that Santiago fully backs the pact")
INNER = _statement("i", "Santiago fully backs the pact", act="support", parent="o")


def _acts(outer: Statement, inner: Statement) -> list[str]:
    return [one.act for one in performed([outer, inner])]


def test_a_plain_cue_over_ones_own_backing_backs() -> None:
    assert _acts(OUTER, INNER) == ["support", "support"]
    assert performed([INNER, OUTER])[1].act == "support"


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ({"act": "deny"}, {}),  # who denies that he backs doesn't back
        ({"side": ("PER",)}, {}),  # a claim about another
        ({"side": ()}, {"side": ()}),  # nobody known is nobody's own
        ({"speaker": Speaker("a", "A")}, {"speaker": Speaker("b", "B")}),
        ({}, {"parent": None}),
        ({}, {"act": "report"}),
    ],
)
def test_what_is_not_ones_own_changes_nothing(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    changed = msgspec.structs.replace(OUTER, **outer), msgspec.structs.replace(INNER, **inner)
    assert performed(changed) == changed


def test_what_is_said_in_passing_is_not_the_point() -> None:
    passing = msgspec.structs.replace(INNER, content=Passage.cut(TEXT, [Span(41, 49)]))
    assert _acts(OUTER, passing) == ["assert", "support"]
