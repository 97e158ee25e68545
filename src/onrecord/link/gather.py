"""One pass over a record's documents: what linking keeps of each."""

from collections.abc import Iterable

import msgspec

from onrecord.link.corpus import Text
from onrecord.link.credits import Credit, credits, held_by
from onrecord.link.events import Telling, tellings
from onrecord.link.utterances import Saying, sayings
from onrecord.link.words import sentence
from onrecord.types import Document, Extraction, Span


class Gathered(msgspec.Struct, frozen=True):
    """Texts in order of ids, the credits of each, all statements and all events in order of document and text.

    `cited`: the credit that stands in the sentence of a statement or an event, by its id.
    """

    texts: list[Text]
    credits: list[tuple[Credit, ...]]
    sayings: list[Saying]
    tellings: list[Telling]
    cited: dict[str, Credit]


def gather(rows: Iterable[tuple[Document, Extraction]]) -> Gathered:
    """Take each document and what it says, in order of ids; ValueError when the order is another."""
    out = Gathered([], [], [], [], {})
    for text, (document, extraction) in enumerate(rows):
        if out.texts and out.texts[-1].id >= document.id:
            raise ValueError(
                f"{document.id!r} stands behind {out.texts[-1].id!r}; link takes documents in order of ids"
            )
        found = credits(document)
        out.texts.append(Text.of(document))
        out.credits.append(found)
        out.sayings.extend(sayings(text, extraction))
        out.tellings.extend(tellings(text, document, extraction))
        if any(not one.whole for one in found):
            _cite(out.cited, document, extraction, found)
    return out


def _cite(cited: dict[str, Credit], document: Document, extraction: Extraction, found: tuple[Credit, ...]) -> None:
    """Give each statement and event the credit that stands in its own sentence."""
    places = [
        (one.id, part.start, part.end)
        for one in extraction.statements
        for part in [one.cue or one.source or one.content]
    ]
    places += [(event.id, event.trigger.start, event.trigger.end) for event in extraction.events]
    for id, start, end in places:
        credit = held_by(found, sentence(document.text, Span(start, end)))
        if credit:
            cited[id] = credit
