"""What linking keeps of every document while it runs: words as numbers, a day, a vector; no text."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from onrecord.link.furniture import repeated
from onrecord.link.vectors import Vectors
from onrecord.link.words import Reading, body, title
from onrecord.types import Document

Days = tuple[int, int]
_MONTH = 31


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A document's words below its headline, those of its title, and when and by whom it was published.

    `days` are the first and the last day on which it may have been published, as proleptic ordinals; None where
    nothing tells.
    """

    id: str
    title: Reading
    body: Reading
    days: Days | None
    outlet: str | None = None

    @classmethod
    def of(cls, document: Document) -> "Text":
        """The text of a document."""
        return cls(
            id=document.id,
            title=title(document),
            body=body(document),
            days=_days(document),
            outlet=document.outlet,
        )

    @property
    def day(self) -> int | None:
        """The first day of publication, None where that isn't known to the month."""
        return self.days[0] if self.days and self.days[1] - self.days[0] <= _MONTH else None

    @property
    def date(self) -> str:
        """The day as ISO 8601, `undated` where it isn't known."""
        return dt.date.fromordinal(self.day).isoformat() if self.day else "undated"


class Corpus(msgspec.Struct, frozen=True):
    """All texts in order of ids, furniture left out, with their vectors."""

    texts: tuple[Text, ...]
    vectors: Vectors

    @classmethod
    def of(cls, read: Iterable[Text], unrelated: float) -> "Corpus":
        """Take texts in order of ids; leave out sentences that texts less alike than `unrelated` share.

        Memory: about 10 kB a document of 700 words.
        """
        texts = list(read)
        vectors = Vectors.of([(text.title, text.body) for text in texts])
        gone = repeated([text.body for text in texts], [text.outlet for text in texts], vectors, unrelated)
        for index, marks in gone.items():
            texts[index] = msgspec.structs.replace(texts[index], body=texts[index].body.without(marks))
        if gone:
            del vectors  # before there are others
            vectors = Vectors.of([(text.title, text.body) for text in texts])
        return cls(tuple(texts), vectors)

    def ranks(self) -> Sequence[int]:
        """The place of each text in order of time: the day, undated last; of one day the longest first, then by id."""
        last = dt.date.max.toordinal()
        order = sorted(
            range(len(self.texts)),
            key=lambda i: (self.texts[i].day or last, -len(self.texts[i].body), self.texts[i].id),
        )
        out = np.empty(len(order), np.int64)
        out[order] = np.arange(len(order))
        ranks: list[int] = out.tolist()
        return ranks


def _days(document: Document) -> Days | None:
    if document.published is None:
        return None
    date = document.published.date
    return date.first.toordinal(), date.last.toordinal()
