"""Who and when: speakers, sides, offices, dates."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.knowledge.holders import Holding
from onrecord.knowledge.institutions import find_institutions
from onrecord.knowledge.sides import find_sides
from onrecord.resolve.actors_file import load_actors
from onrecord.resolve.acts import performed
from onrecord.resolve.bodies import find_bodies
from onrecord.resolve.cast import assemble
from onrecord.resolve.dates import anchor
from onrecord.resolve.events import resolve_events
from onrecord.resolve.identity import Identities
from onrecord.resolve.known import Known
from onrecord.resolve.occasions import Occasions
from onrecord.resolve.persons import Cast
from onrecord.resolve.sources import SourceReader
from onrecord.resolve.speakers import SpeakerStage
from onrecord.resolve.who import Named
from onrecord.settings import ResolveSettings
from onrecord.types import Document, Event, Extracted, Statement, Time
from onrecord.types.quotes import open_quotes


class Resolver:
    """Resolves one document at a time from its text and what was extracted; no model runs.

    `record` are persons whom other documents of a record introduce. ResolveError when the user's actors file is wrong.
    """

    def __init__(self, settings: ResolveSettings, record: Sequence[Holding] = ()) -> None:
        self.settings = settings
        user = load_actors(Path(settings.actors)) if settings.actors else ()
        self.known = Known(user, record)

    def __call__(
        self, document: Document, extracted: Extracted
    ) -> tuple[tuple[Statement, ...], tuple[Event, ...], tuple[Time, ...]]:
        """Statements with speaker, side, addressee and date; events with sides and dates; times with values."""
        times = anchor(extracted.phrases, document.published, document.text)
        named = name(document, extracted, self.known)
        reader = SourceReader(named, Identities(named, _day(document), self.known))
        statements = SpeakerStage(named, reader, extracted.statements)()
        dated = performed(Occasions(named, times)(statements))
        return dated, resolve_events(extracted.events, named, reader, dated, times), times


def name(document: Document, extracted: Extracted, known: Known) -> Named:
    """All that a document names: sides and institutions of the tables, then persons, then other bodies."""
    named = Named(
        document=document,
        sentences=extracted.sentences,
        sides=tuple(find_sides(document.text, on=_day(document))),
        institutions=tuple(find_institutions(document.text, bare=True)),
        cast=Cast([]),
        quotes=tuple(open_quotes(document.text)),
    )
    named = msgspec.structs.replace(named, cast=assemble(named, extracted, known))
    return msgspec.structs.replace(named, bodies=find_bodies(named, extracted))


def _day(document: Document) -> dt.date | None:
    return document.published.date.last if document.published else None
