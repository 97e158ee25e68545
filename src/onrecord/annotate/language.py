"""Sentences, tokens and entities from a spaCy pipeline."""

import importlib
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.names import Found, Names
from onrecord.annotate.paragraphs import pieces
from onrecord.errors import AnnotateError
from onrecord.types import Document, Mention, Span, Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Ints = NDArray[np.int32]
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
    _multiply_by_numpy(nlp)
    return nlp


def _multiply_by_numpy(nlp: "Language") -> None:
    """Have the components multiply matrices by NumPy's OpenBLAS instead of thinc's BLIS.

    BLIS has no kernels for many processors: there it takes up to three times as long (docs/scale.md).
    """
    from thinc.api import NumpyOps  # noqa: PLC0415 - spaCy brings it

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


class LanguagePipeline:
    """Runs one spaCy pipeline, a document at a time, so that no document's result depends on another's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nlp = load(name)
        self.names = self._names()

    def _names(self) -> Names | None:
        """Our reading of the recogniser where it's of the kind that we know and comes last; else spaCy's own runs."""
        if self.nlp.pipe_names[-1:] != ["ner"] or not Names.suits(self.nlp.get_pipe("ner")):
            return None
        return Names(self.nlp.remove_pipe("ner")[1])

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
        mentions = _mentions(docs, starts) if self.names is None else _named(docs, self.names(docs), starts)
        return tuple(sentences), _tokens(docs, starts, sentences), tuple(mentions)


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


_COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "IS_SPACE"]


def _tokens(docs: "list[Doc]", shifts: list[int], sentences: list[Span]) -> Tokens:
    """The tokens of all docs as columns, read by the column: a token at a time costs as much as tagging them."""
    starts: list[Ints] = []
    ends: list[Ints] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[Ints] = []
    known = 0
    for doc, shift in zip(docs, shifts, strict=True):
        index, length, tag, dep, head, space = doc.to_array(_COLUMNS).T
        kept = space == 0
        starts.append(index[kept].astype(np.int32) + shift)
        ends.append(starts[-1] + length[kept].astype(np.int32))
        tags += _strings(doc, tag[kept])
        if doc.has_annotation("DEP"):
            deps += _strings(doc, dep[kept])
            heads.append(_heads(head.astype(np.int64), kept) + known)
        known += len(starts[-1])
    begins = np.array([s.start for s in sentences], np.int32)
    array = np.concatenate([*starts, np.zeros(0, np.int32)])
    return Tokens(
        starts=array,
        ends=np.concatenate([*ends, np.zeros(0, np.int32)]),
        tags=tuple(tags),
        deps=tuple(deps),
        heads=np.concatenate([*heads, np.zeros(0, np.int32)]),
        sentence=(np.searchsorted(begins, array, side="right") - 1).astype(np.int32),
    )


def _strings(doc: "Doc", hashes: NDArray[np.uint64]) -> list[str]:
    """The strings of hashes; of few different ones, each looked up once."""
    values, places = np.unique(hashes, return_inverse=True)
    known = [doc.vocab.strings[int(value)] for value in values]
    return [known[place] for place in places.tolist()]


def _heads(steps: NDArray[np.int64], kept: NDArray[np.bool_]) -> Ints:
    """Each kept token's head among the kept ones, from steps to the head.

    A token whose head is white space hangs on the nearest head that is a word, or on itself.
    """
    heads = np.arange(len(steps)) + steps
    for token in np.flatnonzero(kept & ~kept[heads]).tolist():
        head = heads[token]
        while not kept[head] and heads[head] != head:
            head = heads[head]
        heads[token] = head if kept[head] else token
    places = np.cumsum(kept) - 1
    found: Ints = places[heads[kept]].astype(np.int32)
    return found


def _mentions(docs: "list[Doc]", shifts: list[int]) -> Iterator[Mention]:
    for doc, shift in zip(docs, shifts, strict=True):
        for entity in doc.ents:
            yield Mention(Span(entity.start_char + shift, entity.end_char + shift), entity.label_)


def _named(docs: "list[Doc]", names: list[list[Found]], shifts: list[int]) -> Iterator[Mention]:
    for doc, found, shift in zip(docs, names, shifts, strict=True):
        for first, end, label in found:
            last = doc[end - 1]
            yield Mention(Span(doc[first].idx + shift, last.idx + len(last) + shift), label)
