import msgspec
import pytest

from onrecord.positions.merging import of_events, with_implied
from onrecord.types import About, Date, Event, Implies, Issue, Passage, Span, Statement
from onrecord.types.ground import merged, of_statements

DAY = Date.parse("2021-10-12")


def said(at: int, side: str, *about: About, parent: str | None = None, on: Date | None = DAY) -> Statement:
    content = Passage("word", (Span(at, at + 4),))
    return Statement(
        id=Statement.identify("d", None, None, content), source=None, cue=None, content=content, kind="indirect",
        side=tuple(side.split()), said_on=on, act="assert", parent=parent, about=about, confidence=0.5,
    )  # fmt: skip


def deed(source: str, teller: str | None = None) -> Event:
    trigger = Passage("word", (Span(90, 94),))
    return Event(
        id="e", source=(source,), target=("JPN",), event="SANCTION", trigger=trigger, mentions=trigger.spans, on=DAY,
        status="occurred", reported_by=teller, confidence=0.5,
    )  # fmt: skip


def rows(*statements: Statement) -> list[tuple[str, str, str, str | None]]:
    return [
        (one.side[0], one.issue, one.stance, one.on.value if one.on else None)
        for one in merged("d", of_statements(statements))
    ]


def test_one_row_a_side_issue_stance_and_date() -> None:
    found = merged(
        "d",
        of_statements([
            said(0, "RUS CHN", About("x", "for", 0.8)),
            said(10, "RUS", About("x", "for", 0.8)),
            said(20, "RUS", About("x", "against", 0.6), on=None),
        ]),
    )  # fmt: skip
    assert [(one.side, one.stance, len(one.evidence)) for one in found] == [
        (("CHN",), "for", 1),
        (("RUS",), "against", 1),
        (("RUS",), "for", 2),
    ]
    # 0.8 * 0.5 each: 1 - 0.6 * 0.6
    assert found[2].confidence == pytest.approx(0.64)
    assert found[1].on is None
    assert len({one.id for one in found}) == 3


def test_neutral_and_unknown_sides_give_no_position() -> None:
    assert rows(said(0, "RUS", About("x", "neutral", 0.9)), said(10, "", About("x", "for", 0.9))) == []


def test_what_an_adversary_says_of_a_side_is_the_adversarys_claim() -> None:
    outer = said(0, "RUS")
    assert rows(outer, said(10, "USA", About("x", "for", 0.9), parent=outer.id)) == []
    own = said(0, "USA")
    assert rows(own, said(10, "USA", About("x", "for", 0.9), parent=own.id)) == [("USA", "x", "for", "2021-10-12")]


def test_a_deed_counts_when_the_reporter_or_its_own_side_tells_it() -> None:
    about = About("x", "against", 0.8)
    mine, theirs = said(0, "CHN"), said(10, "USA")
    known = {one.id: one for one in (mine, theirs)}
    for teller, count in ((None, 1), (mine.id, 1), (theirs.id, 0)):
        found = merged("d", of_events([(deed("CHN", teller), about)], known))
        assert len(found) == count
        assert all(one.evidence[0].event == "e" for one in found)


def test_implied_stances_follow_the_watchlist() -> None:
    one = Issue(id="secession", statement="Secession", implies=(Implies("against", "unity", "for"),))
    issues = {one.id: one, "unity": Issue(id="unity", statement="Unity")}
    found = with_implied([About("secession", "against", 0.5)], issues)
    assert [(about.issue, about.stance, about.confidence) for about in found] == [
        ("secession", "against", 0.5),
        ("unity", "for", 0.45),
    ]
    assert with_implied([About("secession", "for", 0.5)], issues) == (About("secession", "for", 0.5),)
    # what the statement itself says stands
    own = (About("secession", "against", 0.5), About("unity", "against", 0.7))
    assert with_implied(own, issues) == own
    weak = with_implied((own[0], msgspec.structs.replace(own[1], stance="neutral")), issues)
    assert weak[1].stance == "for"
