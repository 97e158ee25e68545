"""What linking keeps of a record's documents, each pass for one of its questions."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from onrecord.link.corpus import Text
from onrecord.link.credits import Credit, credits, held_by
from onrecord.link.words import sentence
from onrecord.types import Document, Event, Extraction, Span, Statement

Rows = Iterable[tuple[Document, Extraction]]
"""Documents with what they say, in order of ids; gone through several times, and the same each time."""


class Gathered(msgspec.Struct, frozen=True):
    """Texts in order of ids, and the credits of each."""

    texts: list[Text]
    credits: list[tuple[Credit, ...]]


def gather(rows: Rows) -> Gathered:
    """Take each document; ValueError when they don't come in order of ids, or can be gone through only once."""
    if iter(rows) is rows:
        raise ValueError("link goes through its documents several times; give it a list")
    out = Gathered([], [])
    for document, _ in rows:
        if out.texts and out.texts[-1].id >= document.id:
            raise ValueError(
                f"{document.id!r} stands behind {out.texts[-1].id!r}; link takes documents in order of ids"
            )
        out.texts.append(Text.of(document))
        out.credits.append(credits(document))
    return out


def cited(
    document: Document, rows: Sequence[Statement] | Sequence[Event], found: tuple[Credit, ...]
) -> Iterator[tuple[str, Credit]]:
    """Ids of a document's statements or events that their own sentence credits to a medium."""
    if all(one.whole for one in found):
        return
    for row in rows:
        place = row.trigger if isinstance(row, Event) else row.cue or row.source or row.content
        credit = held_by(found, sentence(document.text, Span(place.start, place.end)))
        if credit:
            yield row.id, credit
