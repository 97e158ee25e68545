"""One act told again stays one event; two acts of one day are two."""

from onrecord.resolve.event_dates import same_day, sharper
from onrecord.resolve.retellings import merge_retellings
from onrecord.types import Date, Event, Passage, Span

TEXT = (
    "Chile backs Peru over border\n"
    "Chile voiced support for Peru on Monday.\n"
    "Ministers spoke at length about fisheries and quotas.\n"
    "Santiago praised the harvest plan that Lima drew up for coastal villages.\n"
)


def sentences() -> tuple[Span, ...]:
    out, at = [], 0
    for line in TEXT.splitlines(keepends=True):
        out.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    return tuple(out)


def event(word: str, on: str | None = None, target: str = "PER", status: str = "occurred") -> Event:
    start = TEXT.index(word)
    trigger = Passage.cut(TEXT, [Span(start, start + len(word))])
    return Event(
        id=Event.identify("a", "SUPPORT", trigger), source=("CHL",), target=(target,), event="SUPPORT",
        trigger=trigger, mentions=trigger.spans, on=Date.parse(on) if on else None, status=status, confidence=0.5,
    )  # type: ignore[arg-type]  # fmt: skip


def merged(*events: Event, summary: int) -> tuple[Event, ...]:
    return merge_retellings(TEXT, events, summary, sentences())


def test_headline_and_body_are_one_event_with_the_bodys_trigger() -> None:
    (one,) = merged(event("backs"), event("voiced support", "2021-10-11"), summary=28)
    assert one.trigger.text == "voiced support"
    assert len(one.mentions) == 2 and one.on == Date.parse("2021-10-11")


def test_two_acts_in_the_body_stay_two() -> None:
    assert len(merged(event("voiced support"), event("praised"), summary=0)) == 2


def test_other_parties_other_days_and_denials_are_other_events() -> None:
    first = event("backs", "2021-10-11")
    assert len(merged(first, event("voiced support", "2021-10-12"), summary=28)) == 2
    assert len(merged(first, event("voiced support", target="BOL"), summary=28)) == 2
    assert len(merged(first, event("voiced support", status="denied"), summary=28)) == 2


def test_a_month_may_be_a_day_of_it_and_the_day_wins() -> None:
    month, day = Date.parse("2021-10"), Date.parse("2021-10-12")
    assert same_day(month, day) and sharper(month, day) == day
    assert not same_day(Date.parse("2021-09"), day)
