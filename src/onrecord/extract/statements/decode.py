"""Put spans together into statements: contents go to their cue, cues to their source, level by level."""

import msgspec
import numpy as np

from onrecord.extract.statements.confidence import Evidence
from onrecord.extract.statements.heads import TAGS, Floats, Heads, log_softmax
from onrecord.extract.statements.links import Range, scores
from onrecord.extract.statements.tags import CONTENT, CUE, SOURCE, Tagged, tagged_spans

REACH = 400
"""A cue further than this from a content, in pieces, is not its cue; 62 of 41,656 in PolNeAR train are as far."""
APART = 40
"""Further from the rest of its statement than this, in pieces, a second content is a mistake (chosen on train)."""
BARRED = np.float32(-1e4)


class Draft(msgspec.Struct, frozen=True):
    """A statement in piece ranges; `parent` indexes the drafts, `evidence` is what `confidence` weighs."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    parent: int | None
    evidence: Evidence


def decode(hidden: Floats, heads: Heads, words: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> list[Draft]:
    """Drafts of both levels for a document's hidden states [n, width], outer ones first, each in order of the cue."""
    if not len(hidden):
        return []
    logp = log_softmax((hidden @ heads.tags.T + heads.tags_bias).reshape(-1, 2, TAGS))
    outer = assemble(hidden, heads, tagged_spans(logp[:, 0], words), None)
    inner: list[Draft] = []
    for at, draft in enumerate(outer):
        inside = np.concatenate([np.arange(a, b) for a, b in draft.content])
        shut = np.full_like(logp[:, 1], -50.0)
        shut[:, 0] = 0.0
        shut[inside] = logp[inside, 1]
        low, high = int(inside.min()), int(inside.max()) + 1
        own = words[(words >= low) & (words < high)]
        spans = [
            msgspec.structs.replace(span, pieces=(span.pieces[0] + low, span.pieces[1] + low))
            for span in tagged_spans(shut[low:high], own - low)
        ]
        inner += assemble(hidden, heads, spans, at)
    return outer + inner


def assemble(hidden: Floats, heads: Heads, spans: list[Tagged], parent: int | None) -> list[Draft]:
    """Statements of one level from its spans: each content chooses a cue, each cue a source or none."""
    sources, cues, contents = ([span for span in spans if span.role == role] for role in (SOURCE, CUE, CONTENT))
    if not cues or not contents:
        return []
    at_cue = [cue.pieces for cue in cues]
    logits, _ = scores(heads.cue_of_content, hidden, [one.pieces for one in contents], at_cue)
    for i, content in enumerate(contents):
        for j, (first, last) in enumerate(at_cue):
            if max(first - content.pieces[1], content.pieces[0] - last) > REACH:
                logits[i, j] = BARRED
    chosen = logits.argmax(1)
    sure = log_softmax(logits)
    pairs, none = scores(heads.source_of_cue, hidden, at_cue, [one.pieces for one in sources])
    source_logp = log_softmax(np.concatenate([pairs, none[:, None]], 1))
    source_of = source_logp.argmax(1)
    out = []
    for j, cue in enumerate(cues):
        own = nearby(cue, [contents[i] for i in range(len(contents)) if chosen[i] == j and logits[i, j] > BARRED])
        if not own:
            continue
        source = sources[source_of[j]] if source_of[j] < len(sources) else None
        link = min(float(sure[i, j]) for i, content in enumerate(contents) if content in own)
        evidence = Evidence(source, cue, own, (link, float(source_logp[j, source_of[j]])))
        pieces = tuple(content.pieces for content in own)
        out.append(Draft((source.pieces,) if source else (), (cue.pieces,), pieces, parent, evidence))
    return out


def nearby(cue: Tagged, contents: list[Tagged]) -> list[Tagged]:
    """The contents in order, but for pieces that stand far from all that is nearer to the cue."""
    low, high = cue.pieces
    kept: list[Tagged] = []
    for content in sorted(contents, key=lambda one: _gap(one.pieces, cue.pieces)):
        if kept and _gap(content.pieces, (low, high)) > APART:
            continue
        kept.append(content)
        low, high = min(low, content.pieces[0]), max(high, content.pieces[1])
    return sorted(kept, key=lambda one: one.pieces)


def _gap(one: Range, other: Range) -> int:
    """Pieces between two ranges, 0 when they touch or overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0)
