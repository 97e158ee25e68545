"""Statements within statements where the corpus marks none: what a first model reads in a content by itself."""

import math

import msgspec

from onrecord.annotate.windows import Layout
from onrecord.extract.statements.decode import Draft
from training.statements.corpus import Marked, Passage, Range
from training.statements.evaluate import Tokenizer, predict
from training.statements.model import StatementModel

SHORTEST = 25
"""Contents of fewer characters are not read: a statement needs three parts."""
SURE = 0.6
"""Least mean probability of the tags of cue and of content."""


def add_silver(model: StatementModel, passages: list[Passage], tokenizer: Tokenizer, layout: Layout) -> list[Passage]:
    """The passages with level 1 marked inside the contents of level 0, as the model's first level reads them alone."""
    places: dict[str, tuple[int, int]] = {}
    parts = []
    for at, passage in enumerate(passages):
        for k, (start, end) in enumerate(content_pieces(passage)):
            places[f"{at}-{k}"] = (at, start)
            parts.append(Passage(f"{at}-{k}", passage.text[start:end], ()))
    found = predict(model, parts, tokenizer, layout)
    inner: list[list[Marked]] = [[] for _ in passages]
    for key, (drafts, offsets) in found.items():
        at, shift = places[key]
        inner[at] += [_marked(draft, offsets, shift) for draft in drafts if _is_sure(draft)]
    return [
        msgspec.structs.replace(passage, statements=(*passage.statements, *own), silver=True)
        for passage, own in zip(passages, inner, strict=True)
    ]


def content_pieces(passage: Passage) -> list[Range]:
    """The pieces of content that are long enough to hold a statement."""
    spans = {span for one in passage.statements if one.level == 0 for span in one.content}
    return sorted(span for span in spans if span[1] - span[0] >= SHORTEST)


def _is_sure(draft: Draft) -> bool:
    return draft.parent is None and min(one.score for one in (draft.evidence.cue, *draft.evidence.content)) > math.log(
        SURE
    )


def _marked(draft: Draft, offsets: list[Range], shift: int) -> Marked:
    def spans(pieces: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((offsets[a][0] + shift, offsets[b - 1][1] + shift) for a, b in pieces)

    return Marked(spans(draft.source), spans(draft.cue), spans(draft.content), 1)
