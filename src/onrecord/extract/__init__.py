"""Annotation to what it says: statements, events, times."""

from onrecord.extract.events import EventExtractor
from onrecord.extract.statements import StatementExtractor
from onrecord.extract.times import find_phrases
from onrecord.settings import ExtractSettings
from onrecord.types import Annotation, Extracted


class Extractor:
    """Runs the extractors that are asked for over one annotation."""

    def __init__(self, settings: ExtractSettings, statements: bool = True, events: bool = True) -> None:
        self.settings = settings
        self.statements = StatementExtractor() if statements else None
        self.events = EventExtractor() if events else None

    def __call__(self, annotation: Annotation) -> Extracted:
        """What the words say; nobody is resolved yet."""
        statements = self.statements(annotation) if self.statements else ()
        return Extracted(
            document=annotation.document.id,
            sentences=annotation.sentences,
            mentions=annotation.mentions,
            statements=statements,
            events=self.events(annotation, statements) if self.events else (),
            phrases=find_phrases(annotation),
        )
