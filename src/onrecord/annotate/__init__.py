"""Document to Annotation: sentences, tokens, entities (spaCy), hidden states (ONNX Runtime)."""

from onrecord import models
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.language import LanguagePipeline
from onrecord.settings import AnnotateSettings
from onrecord.types import Annotation, Document

__all__ = ["Annotator"]


class Annotator:
    """Runs the language pipeline and, where `encode` says so, the encoder over one document at a time."""

    def __init__(self, settings: AnnotateSettings, *, encode: bool = True) -> None:
        self.language = LanguagePipeline(settings.pipeline)
        self.encoder = Encoder(models.STATEMENTS, settings.threads) if encode else None

    def __call__(self, document: Document) -> Annotation:
        """The document with what the models say of its words; nothing of it depends on any other document."""
        sentences, tokens, mentions = self.language(document)
        return Annotation(
            document=document,
            sentences=sentences,
            tokens=tokens,
            mentions=mentions,
            encoding=self.encoder(document, sentences) if self.encoder else None,
        )
