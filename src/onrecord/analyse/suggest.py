"""Issues that a record's own statements are about: groups of contents that say near the same, ready to paste."""

import re
from collections import Counter

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.positions.vectors import Sentences
from onrecord.positions.words import words
from onrecord.record import Record

_SAID = """
SELECT content_text AS text, side FROM statements
WHERE parent IS NULL AND len(side) > 0 AND length(content_text) BETWEEN 25 AND 400
ORDER BY hash(id), id LIMIT ?
"""
_ID = re.compile(r"[^a-z0-9]+")


class Suggestion(msgspec.Struct, frozen=True):
    """A group of contents: `statement` is the one nearest to all others, `examples` the next ones."""

    id: str
    statement: str
    examples: tuple[str, ...]
    sides: tuple[str, ...]
    statements: int


def suggest(record: Record, *, most: int = 10, sample: int = 2_000, near: float = 0.55) -> list[Suggestion]:
    """Up to `most` groups, the largest first, out of a fixed sample of the record's statements.

    Groups are made around the statement with the most neighbours (cosine of at least `near`), which leave with it,
    and so on: Daura et al., "Peptide Folding: When Simulation Meets Experiment", Angewandte Chemie 38 (1999) 236-240.
    A group has at least three statements. The wording is a statement's own: a person makes a proposition of it.
    """
    said = record.sql(_SAID, [sample]).to_pylist()
    texts = list(dict.fromkeys(" ".join(row["text"].split()) for row in said))
    sides = {" ".join(row["text"].split()): tuple(row["side"]) for row in said}
    vectors = Sentences()(texts).astype(np.float32)
    out: list[Suggestion] = []
    for group in _groups(vectors, near)[:most]:
        members = [texts[i] for i in group]
        spoke = Counter(side for member in members for side in sides[member])
        out.append(
            Suggestion(
                id=_name(members, {one.id for one in out}),
                statement=members[0],
                examples=tuple(members[1:4]),
                sides=tuple(side for side, _ in spoke.most_common(6)),
                statements=len(members),
            )
        )
    return out


def as_toml(found: list[Suggestion]) -> str:
    """The suggestions as a watchlist to edit; examples stand in comments, since nobody has said for or against."""
    parts = ["# Suggested from the record's own statements. Put each statement as a proposition or a policy."]
    for one in found:
        parts.append(f"\n[[issue]]  # {one.statements} statements of {', '.join(one.sides)}")
        parts.append(f'id = "{one.id}"')
        parts.append(f"statement = {msgspec.json.encode(one.statement).decode()}")
        parts += [f"# {example}" for example in one.examples]
    return "\n".join(parts) + "\n"


def _groups(vectors: NDArray[np.float32], near: float) -> list[list[int]]:
    """Indices of each group, its middle first, then by nearness to it."""
    nearness = vectors @ vectors.T if len(vectors) else np.zeros((0, 0), np.float32)
    linked = nearness >= near
    free = np.ones(len(vectors), bool)
    out = []
    while free.any():
        counts = (linked & free[None, :] & free[:, None]).sum(1)
        middle = int(counts.argmax())
        if counts[middle] < 3:
            break
        mine = np.flatnonzero(linked[middle] & free)
        order = mine[np.argsort(-nearness[middle, mine], kind="stable")]
        out.append([middle, *(int(i) for i in order if i != middle)])
        free[mine] = False
    return out


def _name(members: list[str], taken: set[str]) -> str:
    """An id of the sides and words that most members share."""
    counts: Counter[str] = Counter()
    for member in members:
        found = words(member)
        counts.update(side.lower() for side in found.sides)
        counts.update({word for word in _ID.sub(" ", member.lower()).split() if words(word).stems and len(word) > 3})
    name = "-".join(word for word, _ in counts.most_common(3)) or "issue"
    number, id = 2, name
    while id in taken:
        id, number = f"{name}-{number}", number + 1
    return id
