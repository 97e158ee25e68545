"""What the stage over all documents adds to one of them."""

import msgspec

from onrecord.types.actor import Actor
from onrecord.types.date import Date
from onrecord.types.extraction import Extraction
from onrecord.types.link import Link
from onrecord.types.statement import Speaker


class Told(msgspec.Struct, frozen=True):
    """Where an utterance is told: a statement of a document."""

    doc: str
    statement: str


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """One act of speaking, with every statement that tells it, in order of document and text.

    `fullest` and `earliest` are ids of statements.
    """

    id: str
    speaker: Speaker | None = None
    side: tuple[str, ...] = ()
    said_on: Date | None = None
    statements: tuple[Told, ...] = ()
    fullest: str | None = None
    earliest: str | None = None


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """The link layer's row for one document.

    `story` is the story's id, `copy_of` and `origin` ids of documents: the one that this copies, and the one where its
    wording was first seen. `links` start in this document. Each actor and utterance stands in the row of the first
    document (by id) that names it, so that no row grows with the record. `extraction` replaces the document's own where
    other documents changed it (a surname known from elsewhere), else it is None.
    """

    document: str
    story: str | None = None
    copy_of: str | None = None
    origin: str | None = None
    links: tuple[Link, ...] = ()
    actors: tuple[Actor, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    extraction: Extraction | None = None
