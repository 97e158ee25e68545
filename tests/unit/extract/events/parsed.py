"""Annotations by hand: a word, its tag, its label and the index of its head (the own index at a root)."""

import numpy as np

from onrecord.types import Annotation, Document, Span, Tokens


def parsed(lines: str, *, headline: bool = False) -> Annotation:
    """One sentence, a token a line: `word tag label head`."""
    rows = [line.split() for line in lines.strip().splitlines()]
    text, starts = "", []
    for word, *_ in rows:
        if text and word not in (".", ",", "'s"):
            text += " "
        starts.append(len(text))
        text += word
    whole = Span(0, len(text))
    tokens = Tokens(
        starts=np.array(starts, np.int32),
        ends=np.array([start + len(row[0]) for start, row in zip(starts, rows, strict=True)], np.int32),
        tags=tuple(row[1] for row in rows),
        deps=tuple(row[2] for row in rows),
        heads=np.array([int(row[3]) for row in rows], np.int32),
        sentence=np.zeros(len(rows), np.int32),
    )
    document = Document(id="a", text=text, headline=whole if headline else None)
    return Annotation(document=document, sentences=(whole,), tokens=tokens)
