"""What the models of meaning make of a document, before anyone is resolved and whatever the watchlist."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.knowledge.sides import find_sides
from onrecord.positions.merging import DEEDS, DONE
from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances
from onrecord.positions.vectors import Sentences
from onrecord.positions.words import words
from onrecord.types import Document, Extracted, Passage, Sense, Span, Statement, Toward

ENOUGH = 2
_POINTS = re.compile(r"[\"“‘'\s]*(?:(?:that|whether|if) )?(?:this|these|those|such|it|they|them)\b", re.IGNORECASE)
SIDES, LONGEST = 3, 900
"""At most so many sides a statement are asked about; a statement's passage is cut at so many characters."""


class Sensor:
    """Vectors of contents and of sentences with events, and stances toward sides; no issue is known here."""

    def __init__(self, sentences: Sentences | None = None, stances: Stances | None = None) -> None:
        self.sentences, self.stances = sentences or Sentences(), stances or Stances()

    def __call__(self, document: Document, extracted: Extracted, vectors: bool = True) -> Sense:
        """The sense of one document; vectors stand in the order statements, then sentences.

        Without `vectors` only stances toward sides, for who has no watchlist and keeps nothing.
        """
        toward = tuple(tuple(self._toward(document, one)) for one in extracted.statements)
        statements = tuple(one.id for one in extracted.statements)
        if not vectors:
            return Sense(document=document.id, statements=statements, toward=toward)
        spans = [read(document.text, one, extracted.sentences) for one in extracted.statements]
        spans += sentences_of(extracted)
        rows = self.sentences(span.of(document.text) for span in spans)
        return Sense(
            document=document.id,
            statements=statements,
            toward=toward,
            spans=tuple(spans),
            vectors=np.ascontiguousarray(rows, "<f2").tobytes(),
        )

    def _toward(self, document: Document, statement: Statement) -> Iterator[Toward]:
        """The source's stance toward each side that the content names, where it names it first."""
        day = document.published.date.last if document.published else None
        seen: set[str] = set()
        for part in statement.content.spans:
            for mention in find_sides(document.text, part.start, part.end, on=day):
                if mention.code in seen or len(seen) == SIDES:
                    continue
                seen.add(mention.code)
                verdict = self.stances(question(document.text, statement, target=mention.span))
                yield Toward(mention.code, verdict.stance, verdict.confidence)


def read(text: str, statement: Statement, sentences: Sequence[Span]) -> Span:
    """What to read of a statement to know what it's about: its content, or more where that alone says little.

    With a single word that counts: the sentences that it stands in; where it begins by pointing back ("this
    proposal"), the sentence before as well.
    """
    content = Span(statement.content.start, statement.content.end)
    said = words(content.of(text))
    points = bool(_POINTS.match(content.of(text)))
    if not points and len(said.stems) + len(said.sides) >= ENOUGH:
        return content
    touched = [at for at, sentence in enumerate(sentences) if sentence.overlaps(content)]
    if not touched:
        return content
    first = max(0, touched[0] - points)
    start = min(sentences[first].start, content.start)
    return Span(start, max(sentences[touched[-1]].end, content.end))


def question(text: str, statement: Statement, target: Span | None = None, proposition: str = "") -> Question:
    """A question about a statement: the text from its first to its last word, with its source as the holder."""
    parts = [part for part in (statement.source, statement.cue, statement.content) if part]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if end - start > LONGEST:
        start, end = statement.content.start, min(statement.content.end, statement.content.start + LONGEST)
        if target and not (start <= target.start and target.end <= end):
            start, end = max(0, target.start - LONGEST // 2), target.end + LONGEST // 2
    holder = _within(statement.source, start, end)
    return Question(
        text=text[start:end],
        holder=holder,
        target=Span(target.start - start, target.end - start) if target else None,
        proposition=proposition,
    )


def _within(passage: Passage | None, start: int, end: int) -> Span | None:
    if passage is None or passage.start < start or passage.end > end:
        return None
    return Span(passage.start - start, passage.end - start)


def sentences_of(extracted: Extracted) -> tuple[Span, ...]:
    """The sentences that hold the trigger of a deed done that may show a position, in order."""
    deeds = [one for one in extracted.events if one.event in DEEDS and one.status in DONE]
    starts = sorted({draft.trigger.start for draft in deeds})
    held = {sentence for sentence in extracted.sentences for start in starts if sentence.start <= start < sentence.end}
    return tuple(sorted(held))
