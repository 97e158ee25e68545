"""The one place that sees all stages: one visible loop from documents to what they say."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord.errors import SettingsError
from onrecord.settings import Settings
from onrecord.types import Document, Extracted, Extraction, Issue, Placed, Rejected, Sense, Statement

if TYPE_CHECKING:
    from onrecord.annotate import Annotator
    from onrecord.extract import Extractor
    from onrecord.positions import Positions, Sensor
    from onrecord.resolve import Resolver

Part = Literal["statements", "events", "positions", "times"]
PARTS: tuple[Part, ...] = ("statements", "events", "positions", "times")


class Pipeline:
    """Document → Annotation → Extracted → Extraction, placed by issues. Models load once, when a document needs them.

    `only` names the parts that the output asks for; what none of them needs isn't run. `issues` is the watchlist where
    it isn't the one that the settings name.
    """

    def __init__(
        self, settings: Settings | None = None, only: Iterable[str] = PARTS, issues: Sequence[Issue] | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.only = frozenset(only)
        self._issues = issues
        unknown = sorted(self.only - set(PARTS))
        if unknown:
            raise SettingsError(f"--only takes {', '.join(PARTS)}, not {', '.join(unknown)}")

    @cached_property
    def annotator(self) -> "Annotator":
        """Sentences, tokens, entities and hidden states; loads spaCy and the encoder."""
        from onrecord.annotate import Annotator  # noqa: PLC0415 - a second that reading a record needn't wait

        return Annotator(self.settings.annotate, encode=self.only != {"times"})

    @cached_property
    def extractor(self) -> "Extractor":
        """Statements, events and time expressions."""
        from onrecord.extract import Extractor  # noqa: PLC0415

        return Extractor(self.settings.extract, statements=self.only != {"times"}, events=self._events)

    @cached_property
    def resolver(self) -> "Resolver":
        """Speakers, sides and dates."""
        from onrecord.resolve import Resolver  # noqa: PLC0415

        return Resolver(self.settings.resolve)

    @property
    def watching(self) -> bool:
        """Whether there is a watchlist: without one nothing is about anything, and no vector is needed."""
        return bool(self._issues or self.settings.positions.issues) and bool(self.only & {"statements", "positions"})

    @cached_property
    def sensor(self) -> "Sensor":
        """Sentence vectors and stances toward sides; loads their models."""
        from onrecord.positions import Sensor  # noqa: PLC0415

        return Sensor()

    @cached_property
    def positions(self) -> "Positions":
        """What statements are about, for or against, by the watchlist."""
        from onrecord.positions import Positions, load_issues  # noqa: PLC0415

        watchlist = self.settings.positions.issues
        if self._issues is None and watchlist:
            return Positions(load_issues(Path(watchlist)))
        return Positions(self._issues or ())

    @property
    def _events(self) -> bool:
        return bool(self.only & {"events", "positions"})

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """What each document says, in the order given. No document's result depends on another's."""
        for document in documents:
            extracted = self.extract(document)
            extraction = self.resolve(document, extracted)
            if document.supported and self.only & {"statements", "positions"}:
                extraction = self.place(document, extraction, self.sense(document, extracted)).plain()
            yield self._asked(extraction)

    def extract(self, document: Document) -> Extracted:
        """What the words say, before anyone is resolved; nothing where the language isn't supported."""
        if not document.supported:
            return Extracted(document=document.id)
        return self.extractor(self.annotator(document))

    def resolve(self, document: Document, extracted: Extracted) -> Extraction:
        """Who, for which side and when; in the shape of the contract's JSON."""
        base = Extraction(
            id=document.id,
            published=document.published,
            language=document.language,
            boilerplate=document.boilerplate,
        )
        if not document.supported:
            reason = f"language {document.language!r} is not supported; the text is kept, and not scored"
            return msgspec.structs.replace(base, rejected=(Rejected("annotate", reason),))
        statements, events, times = self.resolver(document, extracted)
        least = self.settings.extract.min_confidence
        return msgspec.structs.replace(base, statements=confident(statements, least), events=events, times=times)

    def sense(self, document: Document, extracted: Extracted) -> Sense:
        """What the models of meaning make of it, whatever the watchlist; vectors only where there is one."""
        if not extracted.statements and not extracted.events:
            return Sense(document=document.id)
        return self.sensor(document, extracted, self.watching)

    def place(self, document: Document, extraction: Extraction, sense: Sense) -> Placed:
        """What is said about which issue, for or against, the positions that follow, and why."""
        return self.positions(document, extraction, sense)

    def _asked(self, extraction: Extraction) -> Extraction:
        """Only the parts that the output asks for."""
        return msgspec.structs.replace(extraction, **{part: () for part in PARTS if part not in self.only})


def confident(statements: tuple[Statement, ...], least: float) -> tuple[Statement, ...]:
    """The statements of at least this confidence; one whose parent is left out stands on its own."""
    kept = {statement.id for statement in statements if statement.confidence >= least}
    return tuple(
        statement if statement.parent in kept else msgspec.structs.replace(statement, parent=None)
        for statement in statements
        if statement.id in kept
    )
