"""Sentences, tokens and entities from a spaCy pipeline."""

import importlib
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.paragraphs import pieces
from onrecord.errors import AnnotateError
from onrecord.types import Document, Mention, Span, Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

USED = ("tok2vec", "transformer", "tagger", "parser", "senter", "ner")


def load(name: str) -> "Language":
    """An installed spaCy pipeline with only the components that are used; `blank:xx` makes a bare one.

    A pipeline with a parser needs no `senter`. Raises AnnotateError when it isn't installed.
    """
    import spacy  # noqa: PLC0415 - takes a second, and commands that read a record don't need it

    if name.startswith("blank:"):
        nlp = spacy.blank(name.removeprefix("blank:"))
        nlp.add_pipe("sentencizer")
        return nlp
    try:
        package = importlib.import_module(name)
        nlp = package.load(exclude=[])
    except ImportError:
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise AnnotateError(f"spaCy pipeline {name!r} isn't installed: pip install {name}") from error
    for component in list(nlp.pipe_names):
        if component not in USED:
            nlp.remove_pipe(component)
    if not nlp.has_pipe("parser") and "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    if not nlp.has_pipe("parser") and not nlp.has_pipe("senter"):
        nlp.add_pipe("sentencizer", first=True)
    return nlp


class LanguagePipeline:
    """Runs one spaCy pipeline, a document at a time, so that no document's result depends on another's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nlp = load(name)

    @property
    def version(self) -> str:
        """Name and version of the pipeline, for the keys of layers."""
        return f"{self.name}-{self.nlp.meta.get('version', '')}"

    def __call__(self, document: Document) -> tuple[tuple[Span, ...], Tokens, tuple[Mention, ...]]:
        """Sentences, tokens and entities of the document's prose, with offsets in its text."""
        groups = pieces(document)
        texts = [document.text[group[0].start : group[-1].end] for group in groups]
        docs = list(self.nlp.pipe(texts, batch_size=len(texts))) if texts else []
        starts = [group[0].start for group in groups]
        gaps = [_breaks(group) for group in groups]
        sentences: list[Span] = []
        for doc, shift, breaks in zip(docs, starts, gaps, strict=True):
            for sentence in _sentences(doc, shift):
                sentences.extend(_split(document.text, sentence, breaks))
        return tuple(sentences), _tokens(docs, starts, sentences), tuple(_mentions(docs, starts))


def _breaks(group: list[Span]) -> list[int]:
    return [paragraph.start for paragraph in group[1:]]


def _sentences(doc: "Doc", shift: int) -> Iterator[Span]:
    for sent in doc.sents:
        yield Span(sent.start_char + shift, sent.end_char + shift)


def _split(text: str, sentence: Span, breaks: list[int]) -> Iterator[Span]:
    """The sentence cut where a paragraph begins within it, white space trimmed, nothing empty."""
    cuts = [sentence.start, *(b for b in breaks if sentence.start < b < sentence.end), sentence.end]
    for start, end in itertools.pairwise(cuts):
        words = text[start:end]
        inner = words.strip()
        if inner:
            lead = len(words) - len(words.lstrip())
            yield Span(start + lead, start + lead + len(inner))


def _tokens(docs: "list[Doc]", shifts: list[int], sentences: list[Span]) -> Tokens:
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    for doc, shift in zip(docs, shifts, strict=True):
        kept = [token for token in doc if not token.is_space]
        index = {token.i: len(starts) + k for k, token in enumerate(kept)}
        parsed = doc.has_annotation("DEP")
        for token in kept:
            starts.append(token.idx + shift)
            ends.append(token.idx + shift + len(token))
            tags.append(token.tag_)
            if parsed:
                deps.append(token.dep_)
                heads.append(_head(token, index))
    begins = np.array([s.start for s in sentences], np.int32)
    array = np.array(starts, np.int32)
    return Tokens(
        starts=array,
        ends=np.array(ends, np.int32),
        tags=tuple(tags),
        deps=tuple(deps),
        heads=np.array(heads, np.int32),
        sentence=(np.searchsorted(begins, array, side="right") - 1).astype(np.int32),
    )


def _head(token: Any, index: dict[int, int]) -> int:
    """The head's index; a token whose head is white space hangs on the nearest head that is a word."""
    head = token.head
    while head.i not in index and head.head.i != head.i:
        head = head.head
    return index.get(head.i, index[token.i])


def _mentions(docs: "list[Doc]", shifts: list[int]) -> Iterator[Mention]:
    for doc, shift in zip(docs, shifts, strict=True):
        for entity in doc.ents:
            yield Mention(Span(entity.start_char + shift, entity.end_char + shift), entity.label_)
