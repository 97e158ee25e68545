"""Event drafts to events: sides of the parties, date, place with its state, retellings merged."""

from collections.abc import Sequence

from onrecord.resolve.event_dates import EventDates
from onrecord.resolve.event_parties import PartyReader
from onrecord.resolve.retellings import merge_retellings
from onrecord.resolve.sources import SourceReader
from onrecord.resolve.who import Named
from onrecord.types import Event, EventDraft, Passage, Place, Span, Statement, Time

_LEAD = 3
# One party is enough where the other is often unsaid: who bombed, whom a promise or withdrawal is for.
_ONE_PARTY = frozenset({"ASSAULT", "AGREE", "RETREAT", "MOBILIZE", "PROTEST", "COERCE", "CONCEDE"})
_IN_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION"})
_ALONE = 0.6
_SURE = 0.6


def resolve_events(
    drafts: Sequence[EventDraft],
    named: Named,
    reader: SourceReader,
    statements: Sequence[Statement],
    times: Sequence[Time],
) -> tuple[Event, ...]:
    """The events of one document in the order of the text; a draft whose parties are of no known side is left out."""
    who = PartyReader(named, reader, statements)
    dates = EventDates(named, statements, times)
    events = [event for draft in drafts if (event := _event(draft, named, who, dates)) is not None]
    return merge_retellings(named.document.text, _unique(events), _summary(named), named.sentences)


def _event(draft: EventDraft, named: Named, who: PartyReader, dates: EventDates) -> Event | None:
    sources, targets = who.draft(draft)
    joint = bool(draft.sources) and draft.sources == draft.targets
    if joint and len(sources) < 2:
        return None
    if not sources and not targets:
        return None
    if not (sources and targets) and not _stands_alone(draft):
        return None
    return Event(
        id=Event.identify(named.document.id, draft.event, draft.trigger),
        source=sources,
        target=targets,
        event=draft.event,
        mode=draft.mode,
        trigger=draft.trigger,
        mentions=draft.mentions,
        on=dates(draft),
        status=draft.status,
        reported_by=draft.reported_by,
        place=_place(draft.where, named),
        confidence=round(draft.confidence if sources and targets else draft.confidence * 0.8, 4),
    )


def _stands_alone(draft: EventDraft) -> bool:
    """Whether an event is told surely enough for one known party to do."""
    if draft.event in _ONE_PARTY:
        return draft.confidence >= _ALONE
    return draft.event in _IN_WORDS and draft.confidence >= _SURE and draft.status in ("occurred", "planned")


def _place(where: Span | None, named: Named) -> Place | None:
    if where is None:
        return None
    text = named.document.text
    found = [
        one
        for one in named.sides_in(where)
        if one.code and one.kind in ("name", "capital", "part", "official", "abbreviation")
    ]
    return Place(Passage.cut(text, [where]).text, (where,), found[0].code if found else None)


def _unique(events: Sequence[Event]) -> list[Event]:
    """The events without a second row of one id or of the same words."""
    seen: dict[str, Event] = {}
    for event in events:
        seen.setdefault(event.id, event)
    return list(seen.values())


def _summary(named: Named) -> int:
    """Where headline and lead end: the headline's end or that of the first sentences, whichever is later."""
    headline = named.document.headline
    lead = named.sentences[min(_LEAD, len(named.sentences)) - 1].end if named.sentences else 0
    return max(headline.end if headline else 0, lead) if len(named.sentences) > 2 * _LEAD else 0
