"""Sides of an event's parties, through the resolver, from a text and drafts by hand."""

from onrecord.resolve import Resolver
from onrecord.settings import ResolveSettings
from onrecord.types import Document, Event, EventDraft, Extracted, Passage, Span


def resolved(text: str, kind: str, trigger: str, sources: list[str], targets: list[str]) -> tuple[Event, ...]:
    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    passage = Passage.cut(text, [at(trigger)])
    draft = EventDraft(
        event=kind, trigger=passage, mentions=passage.spans, sources=tuple(map(at, sources)),
        targets=tuple(map(at, targets)), status="occurred", confidence=0.75,
    )  # type: ignore[arg-type]  # fmt: skip
    extracted = Extracted(document="a", sentences=(Span(0, len(text)),), events=(draft,))
    return Resolver(ResolveSettings())(Document(id="a", text=text), extracted)[1]


def test_compound_parties_are_one_event() -> None:
    text = "Chile and Peru condemned Bolivia."
    (event,) = resolved(text, "ACCUSE", "condemned", ["Chile", "Peru"], ["Bolivia"])
    assert (event.source, event.target) == (("CHL", "PER"), ("BOL",))
    assert event.id == Event.identify("a", "ACCUSE", event.trigger)


def test_people_of_no_named_state_are_of_the_acting_one() -> None:
    (event,) = resolved("Chilean police arrested protesters.", "COERCE", "arrested", ["Chilean police"], ["protesters"])
    assert (event.source, event.target) == (("CHL",), ("CHL",))


def test_an_organisation_has_no_people_of_its_own() -> None:
    text = "The United Nations evacuated refugees."
    assert resolved(text, "AID", "evacuated", ["The United Nations"], ["refugees"]) == ()


def test_what_is_a_sides_own_is_no_target() -> None:
    text = "Peru praised Peru's own record."
    assert resolved(text, "SUPPORT", "praised", ["Peru"], ["Peru's own record"]) == ()


def test_unknown_parties_make_no_event() -> None:
    assert resolved("Ferns attacked moss.", "ASSAULT", "attacked", ["Ferns"], ["moss"]) == ()


def test_a_joint_act_needs_two_sides() -> None:
    text = "Chile held talks with villagers."
    assert resolved(text, "CONSULT", "held talks", ["Chile"], ["Chile"]) == ()
